"""Document -> lines: each sentence with its expressions of time, its clauses and its cues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Figure, Sentence, Span
from tracker.spans import HasSpan, overlaps
from tracker.when.written.grammar import find_mentions
from tracker.when.written.mention import DAY, Mention

_CUT = re.compile(
    r"[,;:](?= )|[()\u2013\u2014]| - | (?=(?:including|while|whereas|against|versus|bringing|"
    r"brings|raising|compared|but|and in|and on|as well as) )"
)
# "... in Kherson. (Reuters) (BBC News)": the credits come after the stop.
_STOPS = re.compile(r"[.!?\u2026][\"')\]]*(?:\[\w+\])*(?: ?\([^()]*\))*$| \([a-z][^()\d]*\)$")

_HEAD_YEAR = re.compile(r"[\W_]*((?:19|20)\d\d)(?:[\W_]*$| ?[-\u2013\u2014:] )")

_TITLE_YEAR = re.compile(r",? (?:in )?((?:19|20)\d\d)\W*$")

_START = attrgetter("start")

_LONGEST = 1_500
"""Characters of a sentence, twice of which prose does not reach."""

AnySpan = TypeVar("AnySpan", bound=HasSpan)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with all that may decide the time of its figures."""

    sentence: Sentence
    folded: str
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    bases: tuple[Term, ...]
    tenses: tuple[Term, ...]
    events: tuple[Term, ...]
    parties: tuple[Term, ...]
    _clauses: list[Span] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def clauses(self) -> Sequence[Span]:
        """Return the sentence cut at punctuation and joining words; cut when first asked for."""
        if not self._clauses:
            self._clauses.extend(_cut_clauses(self.folded, self.start, self.mentions))
        return self._clauses

    @property
    def start(self) -> int:
        """Return where the sentence starts in the text."""
        return self.sentence.start

    @property
    def is_stopped(self) -> bool:
        """Tell whether this is a full sentence, by its stop at the end."""
        return _STOPS.search(self.folded) is not None

    @property
    def is_day_alone(self) -> bool:
        """Tell a line that is a day and nothing else: the head of an entry of a chronology."""
        return any(
            one.grain == DAY and len(self.folded) - (one.end - one.start) <= 2
            for one in self.mentions
        )

    @property
    def head_year(self) -> int | None:
        """Return the year with which a line opens an entry of a chronology, or is alone in it."""
        found = _HEAD_YEAR.match(self.folded)
        if found is None and not self.is_stopped and not self.figures:
            found = _TITLE_YEAR.search(self.folded)
        return int(found.group(1)) if found else None

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

    def clause_of(self, span: HasSpan) -> int:
        """Return the number of the clause in which a span begins."""
        return max(0, bisect_right(self.clauses, span.start, key=_START) - 1)

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
    sentences = tuple(
        part for sentence in document.sentences for part in _parts(document.folded, sentence)
    )
    counts = sorted((figure.count for figure in figures), key=lambda count: count.start)
    starts = [count.start for count in counts]
    mentions = [
        mention
        for mention in _mentions_of(document, lexicon)
        if not _is_counted(mention, counts, starts)
    ]
    share = _Sharing(sentences)
    found = {
        family: share.out(lexicon.find(family, document))
        for family in ("bases", "tenses", "events", "parties")
    }
    of_sentence = share.out(mentions)
    begins = [sentence.start for sentence in sentences]
    of_figure: dict[int, list[Figure]] = {}
    for figure in figures:
        of_figure.setdefault(bisect_right(begins, figure.count.start) - 1, []).append(figure)
    return tuple(
        Line(
            sentence,
            document.folded[sentence.start : sentence.end],
            tuple(of_sentence[n]),
            tuple(of_figure.get(n, ())),
            *(tuple(found[family][n]) for family in ("bases", "tenses", "events", "parties")),
        )
        for n, sentence in enumerate(sentences)
    )


def _parts(folded: str, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentence, cut where a clause ends if it is longer than any of prose."""
    start = sentence.start
    while sentence.end - start > 2 * _LONGEST:
        cut = _CUT.search(folded, start + _LONGEST, start + 2 * _LONGEST)
        end = cut.end() if cut else start + _LONGEST
        yield replace(sentence, start=start, end=end)
        start = end
    yield sentence if start == sentence.start else replace(sentence, start=start)


@lru_cache(maxsize=1)  # a document is read twice: for its own date, then for its figures
def _mentions_of(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    named = lexicon.find("periods", document)
    return tuple(find_mentions(document.text, document.folded, named, document.sentences))


def _is_counted(mention: Mention, counts: Sequence[HasSpan], starts: Sequence[int]) -> bool:
    """Tell whether the number of an expression is itself a figure ("in March 20 people")."""
    n = bisect_right(starts, mention.end - 1) - 1
    return n >= 0 and overlaps(mention, counts[n])


class _Sharing:
    """Gives each span to the sentence that holds it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]

    def out(self, spans: Iterable[AnySpan]) -> list[list[AnySpan]]:
        shares: list[list[AnySpan]] = [[] for _ in self._sentences]
        for span in spans:
            n = bisect_right(self._starts, span.start) - 1
            if n >= 0 and span.end <= self._sentences[n].end:
                shares[n].append(span)
        return shares


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
