"""The words of actors.toml in a document, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tracker.frozen import dataclass, lazy
from tracker.lexicon import Term
from tracker.spans import HasSpan

_GAPS = (" ", "'s ")
"""What stands between a side's name and whom it sends: "Iran's | police"."""


@dataclass(frozen=True)
class Actors:
    """Kinds of people, services and posts named in a text; ``terms`` are in its order."""

    folded: str
    terms: Sequence[Term]

    @lazy
    def _at(self) -> dict[int, Term]:
        return {term.start: term for term in self.terms}

    def are_of(self, side: HasSpan, *uses: str) -> bool:
        """Tell whether a side's name opens the name of such actors: "Iranian riot police"."""
        for gap in _GAPS:
            term = self._at.get(side.end + len(gap))
            if term is not None and self.folded.startswith(gap, side.end):
                return term.entry.values["use"] in uses
        return False

    def is_word(self, word: HasSpan, use: str) -> bool:
        """Tell whether a word as a whole is of this use."""
        term = self._at.get(word.start)
        return term is not None and term.end == word.end and term.entry.values["use"] == use

    def within(self, start: int, end: int, use: str) -> Iterator[Term]:
        """Yield the words of a use in a stretch of the text, in order."""
        first = bisect_left(self.terms, start, key=lambda term: term.start)
        for term in self.terms[first:]:
            if term.start >= end:
                return
            if term.end <= end and term.entry.values["use"] == use:
                yield term
