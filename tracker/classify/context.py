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
    harm = [v for v in verdicts if v.is_claim and v.kind in ("people", "structure", "platform")]
    if not harm:
        return list(verdicts)
    contexts = _Contexts(document, lexicon)
    judged = {v.sentence: contexts.reason(document.sentences[v.sentence]) for v in harm}
    return [
        _turned(v, judged[v.sentence]) if v.is_claim and v.sentence in judged and v in harm else v
        for v in verdicts
    ]


def _turned(verdict: Verdict, reason: str | None) -> Verdict:
    if reason is None:
        return verdict
    return replace(verdict, measure=None, subject=None, reason=reason, rule="context")


class _Contexts:
    """The words that tell the kind of event, sentence by sentence."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._terms = lexicon.find("contexts", document)
        self._starts = [term.start for term in self._terms]

    def reason(self, sentence: Sentence) -> str | None:
        """Return why harm told in a sentence is no claim, None where it is war or unknown.

        The sentence's own words decide; a sentence that tells nothing takes the context of
        the nearest sentences of its paragraph, then that of its article.
        """
        own = self._weigh(self._within(sentence.start, sentence.end))
        if own is not None:
            return None if own == "conflict" else own
        same = [
            s for s in self._document.sentences
            if s.block == sentence.block and abs(s.index - sentence.index) <= 2
        ]
        near = self._weigh(self._within(same[0].start, same[-1].end))
        return None if near in (None, "conflict") else near

    def _within(self, start: int, end: int) -> list[Term]:
        return self._terms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _weigh(self, terms: Sequence[Term]) -> str | None:
        """Return the context that the words speak for, None without a word."""
        if not terms:
            return None
        strong: Counter[str] = Counter()
        weak: Counter[str] = Counter()
        for term in terms:
            kind = term.entry.get("context") or ""
            (strong if term.entry.get("strength") == "strong" else weak)[kind] += 1
        others = {kind: n for kind, n in strong.items() if kind != "conflict"}
        if not others:
            return "conflict"
        reason = max(others, key=lambda kind: others[kind])
        if strong["conflict"] > others[reason] or (strong["conflict"] and _war_first(terms)):
            return "conflict"
        return reason


def _war_first(terms: Sequence[Term]) -> bool:
    """Tell whether the nearest telling word is one of war."""
    first = next((t for t in terms if t.entry.get("strength") == "strong"), None)
    return first is not None and first.entry.get("context") == "conflict"
