"""A sentence as units: numbers, known terms and plain words, in order.

A unit is what the rules of this room walk over: a count, a counted noun of the vocabulary, a
measure word (cue), a party's name, a noun that never makes a claim, a mark of punctuation,
or any other word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, repeat
from operator import itemgetter
from typing import NamedTuple

from tracker.frozen import dataclass
from tracker.lexicon import Entry, Lexicon, Term
from tracker.models import KIND_OF_SUBJECT, Count, Document, Sentence

# The one table of kinds for measures: what is fired is a weapon, what fights is a platform.
_WEAPONS = frozenset(
    "drone missile ballistic_missile cruise_missile rocket bomb shell munition".split()
)

AUXILIARIES = frozenset(
    "is are was were be been being has have had having get gets got getting 's 're 've remain "
    "remains remained do does did".split()
)
PREPOSITIONS = frozenset(
    "in on at by from with after during near for to into onto over across as per since until "
    "till among amongst including between against amid amidst under within outside inside "
    "following before behind of off through throughout toward towards around about via "
    "without despite along due upon versus vs than like beyond below above besides except "
    "excluding out up down according compared".split()
)
CONJUNCTIONS = frozenset(
    "and or but while when that which who whom whose where because although though if whereas "
    "so nor plus then however as".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its his her their our your my all both each every any".split()
)
ADVERBS = frozenset(
    "also still only just even already later then now today yesterday overnight again so far "
    "reportedly allegedly confirmed reported least once together alone altogether instead "
    "meanwhile separately seriously severely critically slightly lightly either else not yet "
    "there newly recently freshly".split()
)
PASSIVE_AUXILIARIES = frozenset("is are was were be been being get gets got remain remains".split())
FAR = 26  # units: a longer way from a number to its verb has not been seen in news prose
SUSTAIN = frozenset(
    "sustain sustains sustained sustaining suffer suffers suffered suffering receive receives "
    "received receiving".split()
)
SAYS = frozenset("said says say told tells announced stated added insists insisted".split())
NEVER_COUNTS = frozenset("date time name ordinal fraction year".split())
"""Forms of numbers that are no count; a year is one where the noun behind it says so."""

_TOKEN = re.compile(r"([^\W_]+(?:['-][^\W_]+)*|'s\b|[^\w\s])")


class Unit(NamedTuple):
    """One unit; ``kind``: count, number, subject, cue, noun, party, punct, word.

    Of a counted noun ``subject`` is what it stands for and ``role`` its role: others, member,
    man or target; of a measure word ``grammar`` is its grammar. There are hundreds in an
    article, hence no dataclass.
    """

    kind: str
    start: int
    end: int
    text: str
    entry: Entry | None = None
    count: Count | None = None  # type: ignore[assignment]  # instead of the tuple's own
    subject: str | None = None
    role: str | None = None
    grammar: str | None = None

    def is_word(self, words: Iterable[str]) -> bool:
        """Tell whether this is a plain word of the set."""
        return self.kind in ("word", "noun") and self.text in words


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its units and the positions of its counts among them."""

    sentence: Sentence
    units: tuple[Unit, ...]
    counts: tuple[int, ...]


def kind_of(subject: str) -> str:
    """Return people, weapon, platform, structure or event."""
    if subject in _WEAPONS:
        return "weapon"
    kind = KIND_OF_SUBJECT[subject]
    return "platform" if kind == "materiel" else kind


def measure_for(entry: Entry, kind: str) -> str | None:
    """Return what a measure word says of things of a kind, or None where it says nothing."""
    return entry.get(kind)


class LineReader:
    """Cuts the sentences of one document into units."""

    def __init__(self, document: Document, counts: Sequence[Count], lexicon: Lexicon) -> None:
        self._document = document
        self._counts = counts
        self._terms = _merge(document, lexicon)
        self._count_starts = [count.start for count in counts]
        self._term_starts = [term.start for term in self._terms]

    def counts(self, sentence: Sentence) -> Sequence[Count]:
        """Return the numbers of a sentence, in order."""
        first = bisect_left(self._count_starts, sentence.start)
        last = bisect_left(self._count_starts, sentence.end)
        return self._counts[first:last]

    def read(self, sentence: Sentence, counts: Sequence[Count]) -> list[Line]:
        """Return a sentence with these numbers as lines: one, or several where it is long.

        Prose never fills one line; a table pasted without line ends would otherwise cost the
        square of its length.
        """
        units = self._cut(sentence, counts)
        return [
            _line(sentence, tuple(units[start : start + _LONGEST]))
            for start in range(0, len(units), _LONGEST)
        ]

    def heading(self, sentence: Sentence) -> Unit | None:
        """Return the measure word of a line without numbers that opens a list, or None."""
        first = bisect_left(self._term_starts, sentence.start)
        last = bisect_left(self._term_starts, sentence.end)
        cues = [t for t in self._terms[first:last] if t.entry.family == "measures"]
        tolls = [t for t in cues if t.entry.get("grammar") in ("toll", "noun")]
        chosen = (tolls or cues)[-1:]
        return term_unit(chosen[0], self._document.folded) if chosen else None

    def _cut(self, sentence: Sentence, counts: Sequence[Count]) -> list[Unit]:
        first = bisect_left(self._term_starts, sentence.start)
        last = bisect_left(self._term_starts, sentence.end)
        folded = self._document.folded
        known = [_count_unit(count, folded) for count in counts]
        taken = {place for unit in known for place in range(unit.start, unit.end)}
        for term in self._terms[first:last]:
            cue = term.entry.family == "measures"
            if cue and (folded[term.start - 1] == "-" or _is_a_force(term, folded, counts)):
                continue
            apart = taken.isdisjoint(range(term.start, term.end))
            if term.end <= sentence.end and apart:
                known.append(term_unit(term, folded))
        known.sort(key=_START)
        units = sorted([*known, *_plain(known, sentence, folded)], key=_START)
        return _bare(units) if "(" in folded[sentence.start : sentence.end] else units


def _is_a_force(term: Term, folded: str, counts: Sequence[Count]) -> bool:
    """Tell "members of the armed forces" from "fighting forces 300 from their homes"."""
    if term.end - term.start != len("forces") or not folded.startswith("forces", term.start):
        return False
    return not any(0 < count.reach_start - term.end <= 1 for count in counts)


_LONGEST = 250  # units in one line
_START = itemgetter(1)


def _line(sentence: Sentence, units: tuple[Unit, ...]) -> Line:
    return Line(sentence, units, tuple(i for i, u in enumerate(units) if u.kind == "count"))


def _bare(units: list[Unit]) -> list[Unit]:
    """Return the units without the brackets of "(865) people" and without the 5 of "five (5)"."""
    dropped: set[int] = set()
    for at in range(2, len(units) - 1):
        count = units[at].count
        if count is None or units[at - 1].text != "(" or units[at + 1].text != ")":
            continue
        before, behind = units[at - 2], units[at + 2] if at + 2 < len(units) else None
        if before.count is not None:
            dropped |= {at - 1, at, at + 1} if before.count.value == count.value else set()
        elif behind is not None and before.kind not in ("subject", "cue") and _is_counted(behind):
            dropped |= {at - 1, at + 1}
    return [unit for at, unit in enumerate(units) if at not in dropped] if dropped else units


def _is_counted(unit: Unit) -> bool:
    return unit.kind == "subject" or (unit.kind == "cue" and unit.grammar == "noun")


def _merge(document: Document, lexicon: Lexicon) -> list[Term]:
    """Return the terms of all families in order; the longest wins, then the first family."""
    families = ("subjects", "measures", "nouns", "parties")
    found = [
        (term.start, -term.end, order, term)  # sorted by the first three: no two are alike
        for order, family in enumerate(families)
        for term in lexicon.find(family, document)
    ]
    found.sort()
    merged: list[Term] = []
    done = 0
    for start, negative_end, _, term in found:
        if start >= done:
            merged.append(term)
            done = -negative_end
    return merged


def _count_unit(count: Count, folded: str) -> Unit:
    """Return the unit of a number: a count, or a number that never counts (a date, a name)."""
    kind = "number" if count.rule in NEVER_COUNTS else "count"
    start, end = count.start, count.end
    return _make_unit((kind, start, end, folded[start:end], None, count, None, None, None))


def term_unit(term: Term, folded: str) -> Unit:
    """Return the unit of a known term."""
    start, end, entry, _ = term
    text = folded[start:end]
    if entry.family == "subjects":
        subject, role = entry.get("subject"), entry.get("role")
        return _make_unit(("subject", start, end, text, entry, None, subject, role, None))
    if entry.family == "measures":
        grammar = entry.get("grammar")
        return _make_unit(("cue", start, end, text, entry, None, None, None, grammar))
    kind = "noun" if entry.family == "nouns" else "party"
    return _make_unit((kind, start, end, text, entry, None, None, None, None))


def _plain(known: list[Unit], sentence: Sentence, folded: str) -> Iterable[Unit]:
    """Return the words and marks between the known units of a sentence."""
    parts: list[str] = []
    position = sentence.start
    for unit in known:
        parts += folded[position : unit.start], " " * (unit.end - unit.start)
        position = unit.end
    parts.append(folded[position : sentence.end])
    pieces = _TOKEN.split("".join(parts))  # in turn what is between tokens, and a token
    places = list(accumulate(map(len, pieces), initial=sentence.start))
    texts = pieces[1::2]
    kinds = ["word" if text[0].isalnum() or text == "'s" else "punct" for text in texts]
    return map(_make_unit, zip(kinds, places[1::2], places[2::2], texts, *_UNKNOWN, strict=False))


_make_unit = partial(tuple.__new__, Unit)
_UNKNOWN = (repeat(None),) * 5
