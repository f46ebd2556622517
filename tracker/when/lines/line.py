"""Document -> lines: each sentence with its expressions of time, its clauses and its cues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import TypeVar

from tracker.cued import cued
from tracker.frozen import dataclass, lazy
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Figure, Sentence, Span
from tracker.spans import HasSpan, covering, overlaps
from tracker.when.written.grammar import find_mentions
from tracker.when.written.mention import DAY, Mention

_CUT = re.compile(
    r"[,;:](?= )|[()\u2013\u2014]| - | (?=(?:including|while|whereas|against|versus|bringing|"
    r"brings|raising|compared|but|and in|and on|as well as) )"
)
# "... in Kherson. (Reuters) (BBC News)": the credits come after the stop.
_STOPS = re.compile(r"[.!?\u2026][\"')\]]*(?:\[\w+\])*(?: ?\([^()]*\))*$| \([a-z][^()\d]*\)$")

_HEAD_YEAR = re.compile(r"[\W_]*((?:19|20)\d\d)(?:[\W_]*$| ?[-\u2013\u2014:] )")

_TITLE_YEAR = re.compile(
    r",? (?:in )?((?:19|20)\d\d)\W*$|\byear ((?:19|20)\d\d)\b|"
    r"^[\W_]*((?:19|20)\d\d) (?:events?|in review|timeline|attacks|incidents)\b"
)

_WORDS = re.compile(r"[a-z]+")

_HEADS_ENTRY = re.compile(r": | ?[-\u2013\u2014] ?")
_MARKS = 12
_LOOKS_BACK = cued(r"(?<!-)\byears?\b|\banniversar|\bcommemorat|\bmark(?:s|ed|ing)?\b|\bsince\b")

_LONGEST = 1_500
"""Characters of a sentence, twice of which prose does not reach."""

AnySpan = TypeVar("AnySpan", bound=HasSpan)


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence with all that may decide the time of its figures.

    It equals itself alone, and keeps what is read from its words when that is first asked for;
    ``roles`` are those of its expressions of time, by their starts, as far as they were read.
    """

    sentence: Sentence
    start: int
    folded: str
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    bases: tuple[Term, ...]
    tenses: tuple[Term, ...]
    events: tuple[Term, ...]
    parties: tuple[Term, ...]
    roles: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    @lazy
    def words(self) -> frozenset[str]:
        """Return the words that stand in the sentence, in small letters."""
        return frozenset(_WORDS.findall(self.folded))

    @lazy
    def cues(self) -> Mapping[str, Sequence[Term]]:
        """Return the words that tell a figure's kind, in order, by their grammar."""
        found: dict[str, list[Term]] = {}
        for term in self.bases:
            found.setdefault(term.entry.get("grammar") or "", []).append(term)
        return found

    @lazy
    def clauses(self) -> Sequence[Span]:
        """Return the sentence cut at punctuation and joining words."""
        return tuple(_cut_clauses(self.folded, self.start, self.mentions))

    @lazy
    def _clause_starts(self) -> Sequence[int]:
        return [clause.start for clause in self.clauses]

    @lazy
    def is_stopped(self) -> bool:
        """Tell whether this is a full sentence, by its stop at the end."""
        return _STOPS.search(self.folded) is not None

    @lazy
    def looks_back(self) -> bool:
        """Tell whether the sentence looks back over years: "since", "marks the anniversary"."""
        return _LOOKS_BACK.search(self.folded) is not None

    @property
    def is_day_alone(self) -> bool:
        """Tell a line that is a day and nothing else: the head of an entry of a chronology."""
        return bool(self.mentions) and any(
            one.grain == DAY and self._stands_alone(one) for one in self.mentions
        )

    def _stands_alone(self, one: Mention) -> bool:
        """Tell whether all else in the line are marks: "=== 2 May ===", "**2 May:**"."""
        rest = self.before(one.start, one.start - self.start) + self.after(
            one.end, len(self.folded)
        )
        return len(rest) <= _MARKS and not any(letter.isalnum() for letter in rest)

    @lazy
    def head_year(self) -> int | None:
        """Return the year with which a line opens an entry of a chronology, or is alone in it."""
        found = _HEAD_YEAR.match(self.folded)
        if found is None and not self.figures and not self.is_stopped:
            found = _TITLE_YEAR.search(self.folded)
        return int(found.group(found.lastindex or 1)) if found else None

    def before(self, position: int, size: int = 80) -> str:
        """Return the sentence's words before a position of the text."""
        end = position - self.start
        return self.folded[max(0, end - size) : end]

    def after(self, position: int, size: int = 80) -> str:
        """Return the sentence's words from a position of the text."""
        begin = position - self.start
        return self.folded[begin : begin + size]

    def span_of(self, found: re.Match[str]) -> Span:
        """Return the place in the text of a match in the folded sentence."""
        return Span(self.start + found.start(), self.start + found.end())

    def is_opened_by(self, mention: Mention) -> bool:
        """Tell "- May 2014: ..." and "5 January - ...", where a date heads what is told of it."""
        bare = not any(letter.isalnum() for letter in self.before(mention.start))
        return bare and _HEADS_ENTRY.match(self.after(mention.end, 3)) is not None

    def clause_of(self, span: HasSpan) -> int:
        """Return the number of the clause in which a span begins."""
        return max(0, bisect_right(self._clause_starts, span.start) - 1)

    def words_of(self, clause: int) -> str:
        """Return the words of a clause, in small letters."""
        span = self.clauses[clause]
        return self.folded[span.start - self.start : span.end - self.start]

    def in_clause(self, terms: Iterable[AnySpan], clause: int) -> list[AnySpan]:
        """Return those that stand in one clause."""
        return [term for term in terms if self.clause_of(term) == clause]


def read_lines(document: Document, figures: Sequence[Figure], lexicon: Lexicon) -> tuple[Line, ...]:
    """Return a line for each sentence of the document, in order.

    A sentence too long for prose gives several: each of its figures would else be read with all.
    """
    lines = _lines_of(document, lexicon)
    begins = [line.start for line in lines]
    of_line: dict[int, list[Figure]] = {}
    for figure in figures:
        of_line.setdefault(bisect_right(begins, figure.count.start) - 1, []).append(figure)
    return tuple(
        _with_figures(line, of_line[n]) if n in of_line else line for n, line in enumerate(lines)
    )


def _with_figures(line: Line, figures: Sequence[Figure]) -> Line:
    """Return the line with its figures; a number that is one of them is no expression of time."""
    counts = [figure.count for figure in figures]
    mentions = (one for one in line.mentions if not any(overlaps(one, count) for count in counts))
    return replace(line, figures=tuple(figures), mentions=tuple(mentions))


@lru_cache(maxsize=1)  # a document is read twice: for its own date, then for its figures
def _lines_of(document: Document, lexicon: Lexicon) -> tuple[Line, ...]:
    """Return the lines of a document as they are before any number is known to be a figure."""
    sentences = tuple(
        part for sentence in document.sentences for part in _parts(document.folded, sentence)
    )
    named = lexicon.find("periods", document)
    mentions = find_mentions(document.text, document.folded, named, document.sentences)
    share = _Sharing(sentences)
    dated = share.out(mentions)
    families = [lexicon.find(family, document) for family in ("bases", "tenses", "events")]
    found = [share.out(terms) for terms in (*families, _sides(document, lexicon))]
    return tuple(
        Line(
            sentence,
            sentence.start,
            document.folded[sentence.start : sentence.end],
            dated.get(n, ()),
            (),
            *(shares.get(n, ()) for shares in found),
        )
        for n, sentence in enumerate(sentences)
    )


def _sides(document: Document, lexicon: Lexicon) -> list[Term]:
    """Return the names of parties, without those in other names: "The Times of Israel"."""
    roles = lexicon.find("roles", document)
    other = covering(term for term in roles if term.entry.values["role"] == "else")
    return [term for term in lexicon.find("parties", document) if term.start not in other]


def _parts(folded: str, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentence, cut where a clause ends if it is longer than any of prose."""
    start = sentence.start
    while sentence.end - start > 2 * _LONGEST:
        cut = _CUT.search(folded, start + _LONGEST, start + 2 * _LONGEST)
        end = cut.end() if cut else start + _LONGEST
        yield replace(sentence, start=start, end=end)
        start = end
    yield sentence if start == sentence.start else replace(sentence, start=start)


class _Sharing:
    """Gives each span to the sentence that holds it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._ends = [sentence.end for sentence in sentences]
        self._starts = [sentence.start for sentence in sentences]

    def out(self, spans: Iterable[AnySpan]) -> dict[int, tuple[AnySpan, ...]]:
        """Return the spans of each sentence that has any, by its number."""
        starts, ends = self._starts, self._ends
        shares: dict[int, list[AnySpan]] = {}
        for span in spans:
            n = bisect_right(starts, span.start) - 1
            if n >= 0 and span.end <= ends[n]:
                shares.setdefault(n, []).append(span)
        return {n: tuple(own) for n, own in shares.items()}


def _cut_clauses(folded: str, first: int, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Cut at punctuation and at joining words, but not within "August 24, 2022".

    ``first`` is where the words of the sentence stand in the text.
    """
    start = first
    for cut in _CUT.finditer(folded):
        at = first + cut.start()
        if any(mention.start < at < mention.end for mention in mentions):
            continue
        yield Span(start, at)
        start = first + cut.end()
    yield Span(start, first + len(folded))
