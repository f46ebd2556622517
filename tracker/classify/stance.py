"""Is it stated as fact? Hypothetical figures are rejected, denied ones kept and marked."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from tracker.classify.units import Unit
from tracker.classify.verdict import Reading, Verdict
from tracker.lexicon import Lexicon, Term
from tracker.models import Document

_CLAUSE_MARKS = frozenset(";:.—")
_CLAUSE_WORDS = frozenset("while but although though when after because which that who and".split())


class Stances:
    """The modal and denying words of a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._terms = [t for t in lexicon.find("stance", document) if t.entry.get("stance") == "hypothetical"]
        self._starts = [term.start for term in self._terms]

    def weigh(self, reading: Reading, verdict: Verdict) -> Verdict:
        """Return the verdict, turned into a rejection where a modal word governs it."""
        if not verdict.is_claim:
            return verdict
        modal = self._modal(reading, verdict)
        if modal is None:
            return verdict
        return replace(
            verdict,
            measure=None,
            subject=None,
            rule="hypothetical",
            reason="hypothetical, planned or future",
            because=Unit("word", modal.start, modal.end, modal.entry.term),
        )

    def _modal(self, reading: Reading, verdict: Verdict) -> Term | None:
        """Return the modal word before the verb or the number in its own clause."""
        start, end = _clause(reading, verdict)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._terms[first] if first < last else None


def _clause(reading: Reading, verdict: Verdict) -> tuple[int, int]:
    """Return where the clause of a figure begins, and the end of its verb or number."""
    units = reading.units
    cue = verdict.cue
    own = units[verdict.position]
    ahead = cue is not None and own.start < cue.start < reading.line.sentence.end
    left = verdict.position
    if cue is not None and reading.line.sentence.start <= cue.start < own.start:
        left = next((i for i, u in enumerate(units) if u.start >= cue.start), left)
    begin = left
    while begin > 0:
        unit = units[begin - 1]
        if (unit.kind == "punct" and unit.text in _CLAUSE_MARKS) or unit.is_word(_CLAUSE_WORDS):
            break
        begin -= 1
    end = cue.end if ahead and cue is not None else own.end
    return units[begin].start, end
