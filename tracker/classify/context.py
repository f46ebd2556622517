"""Is it war? Harm by accident, disaster, disease or ordinary crime is no claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tracker.classify.verdict import Verdict
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Sentence


def harm_context(
    document: Document, verdicts: Sequence[Verdict], lexicon: Lexicon
) -> list[Verdict]:
    """Return the verdicts, with harm outside of conflict turned into rejected numbers."""
    harm = {v.count.start for v in verdicts if v.is_claim and _is_harm(v)}
    if not harm:
        return list(verdicts)
    contexts = _Contexts(document, lexicon)
    return [
        _turned(v, contexts.reason(document.sentences[v.sentence])) if v.count.start in harm else v
        for v in verdicts
    ]


def _is_harm(verdict: Verdict) -> bool:
    """Tell whether an accident could have done it: weapons are never met by accident."""
    return verdict.kind != "weapon" or verdict.measure == "launched"


def _turned(verdict: Verdict, reason: str | None) -> Verdict:
    if reason is None:
        return verdict
    return replace(verdict, measure=None, subject=None, reason=reason, rule="context")


_HINT = "a hint of an accident"


class _Contexts:
    """The words that tell the kind of event, sentence by sentence."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._terms = lexicon.find("contexts", document)
        self._starts = [term.start for term in self._terms]
        self._told: dict[tuple[int, int], str | None] = {}
        self._blocks: dict[int, tuple[int, int]] = {}
        for sentence in document.sentences:
            start, _ = self._blocks.get(sentence.block, (sentence.start, 0))
            self._blocks[sentence.block] = (start, sentence.end)

    def reason(self, sentence: Sentence) -> str | None:
        """Return why harm told in a sentence is no claim, None where it is war or unknown.

        The sentence's own words decide; where they do not, the sentences around it do, then
        the whole of its article; at last a word that only hints at an accident is believed.
        """
        hints = False
        own, near = (sentence.start, sentence.end), self._near(sentence)
        for start, end in (own, near, self._blocks[sentence.block]):
            told = self._weigh(start, end)
            if told not in (None, _HINT):
                return None if told == "conflict" else told
            hints = hints or told == _HINT
        return "accident" if hints else None

    def _weigh(self, start: int, end: int) -> str | None:
        """Return what the words of a stretch tell; each stretch is weighed once."""
        if (start, end) not in self._told:
            terms = self._within(start, end)
            self._told[start, end] = _weigh(terms) or (_HINT if terms else None)
        return self._told[start, end]

    def _near(self, sentence: Sentence) -> tuple[int, int]:
        near = [
            other
            for other in self._document.sentences[max(0, sentence.index - 2) : sentence.index + 3]
            if other.block == sentence.block
        ]
        return near[0].start, near[-1].end

    def _within(self, start: int, end: int) -> list[Term]:
        return self._terms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _weigh(terms: Sequence[Term]) -> str | None:
    """Return the context that the words speak for, None where they only hint or are none."""
    strong: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for term in terms:
        kind = term.entry.get("context") or ""
        (strong if term.entry.get("strength") == "strong" else weak)[kind] += 1
    others = {kind: n for kind, n in strong.items() if kind != "conflict"}
    if not others:
        return "conflict" if strong["conflict"] or weak["conflict"] else None
    reason = max(others, key=lambda kind: others[kind])
    if strong["conflict"] > others[reason] or (strong["conflict"] and _war_first(terms)):
        return "conflict"
    return reason


def _war_first(terms: Sequence[Term]) -> bool:
    """Tell whether the nearest telling word is one of war."""
    first = next((t for t in terms if t.entry.get("strength") == "strong"), None)
    return first is not None and first.entry.get("context") == "conflict"
