"""Is it war? Harm by accident, disaster, disease or ordinary crime is no claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

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
    contexts.hear([v for v in verdicts if v.count.start in harm])
    return [
        _turned(v, contexts.reason(document.sentences[v.sentence], v))
        if v.count.start in harm
        else v
        for v in verdicts
    ]


def _is_harm(verdict: Verdict) -> bool:
    """Tell whether an accident could have done it: weapons are never met by accident."""
    return verdict.kind != "weapon" or verdict.measure == "launched"


def _turned(verdict: Verdict, reason: str | None) -> Verdict:
    if reason is None or (reason == "administrative demolition" and verdict.kind != "structure"):
        return verdict
    return verdict._replace(measure=None, subject=None, reason=reason, rule="context")


_CAUSE_WITHIN = 40
_CAUSE = re.compile(
    r" (?:from|of|in|by|under|during|due to|because of|caused by)(?: an?| the)? (?:[a-z]+ )?"
)
_DIED_OF = re.compile(r" (?:from|of|due to|because of) ")
_BY = re.compile(r" by(?: an?| the)? ")
_CLAUSE = re.compile(
    r";|\b(?:while|whereas|but|where)\b"
    r"|\b(?:days|hours|weeks|months|a day|a week) (?:after|before)\b"
)
_HINT = "a hint of an accident"


def _behind(verdict: Verdict) -> int:
    """Return where the figure and its word of harm end."""
    end = verdict.cue.end if verdict.cue is not None else verdict.count.end
    return max(end, verdict.count.end)


class _Contexts:
    """The words that tell the kind of event, sentence by sentence."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        groups = [t for t in lexicon.find("parties", document) if t.entry.get("kind") == "group"]
        words = [*lexicon.find("contexts", document), *groups]
        told = (term for term in words if not _in_brackets(document, term))
        self._terms = sorted(told, key=lambda term: term.start)
        self._starts = [term.start for term in self._terms]
        strong = (term for term in self._terms if term.entry.get("strength") != "weak")
        self._strong = [term.start for term in strong]
        self._marks: dict[int, tuple[list[int], list[int]]] = {}
        self._told: dict[tuple[int, int, frozenset[int]], str | None] = {}
        self._causes: dict[int, Term] = {}
        parties = lexicon.find("parties", document)
        self._sides = {t.start for t in parties if t.entry.get("kind") in ("country", "group")}
        self._blocks = _stretches((s.block, s) for s in document.sentences)
        self._paragraphs = _stretches((s.paragraph, s) for s in document.sentences)

    def hear(self, figures: Sequence[Verdict]) -> None:
        """Note the causes that figures name: what 11 died of says nothing of the 81 shot."""
        for verdict in figures:
            cause = self._cause(verdict)
            start = _behind(verdict)
            if cause is not None and _DIED_OF.match(self._document.folded, start):
                self._causes[verdict.count.start] = cause

    def _cause(self, verdict: Verdict) -> Term | None:
        """Return the cause that the figure itself names: "100 deaths from cholera"."""
        start = _behind(verdict)
        for term in self._within(start, start + _CAUSE_WITHIN):
            between = self._document.folded[start : term.start]
            strong = term.entry.family == "contexts" and term.entry.get("strength") != "weak"
            if strong and _CAUSE.fullmatch(between):
                return term
        return None

    def _by_a_side(self, verdict: Verdict) -> bool:
        """Tell whether a country's or a group's people did it: "killed by Israeli fire"."""
        by = _BY.match(self._document.folded, _behind(verdict))
        return by is not None and by.end() in self._sides

    def reason(self, sentence: Sentence, verdict: Verdict) -> str | None:
        """Return why harm told in a sentence is no claim, None where it is war or unknown.

        The sentence's own words decide; where they do not, the sentences around it do, then
        the whole of its article; at last a word that only hints at an accident is believed.
        """
        if self._by_a_side(verdict):
            return None
        own, near = (sentence.start, sentence.end), self._near(sentence)
        cause = self._cause(verdict)
        told = cause.entry.get("context") if cause is not None else None
        if told is not None and not (told == "ordinary crime" and self._is_war(*own)):
            return None if told == "conflict" else told
        clause = self._clause(sentence, verdict)
        if clause != own and self._has_strong(*clause):
            told = self._weigh(*clause)
            return None if told == "conflict" else told
        others = frozenset(t.start for at, t in self._causes.items() if at != verdict.count.start)
        stretches = (own, near, self._blocks[sentence.block])
        if others and any(self._weigh(*stretch, others) == "conflict" for stretch in stretches):
            return None
        return self._by_surroundings(sentence, stretches)

    def _by_surroundings(
        self, sentence: Sentence, stretches: Sequence[tuple[int, int]]
    ) -> str | None:
        """Return what the sentence, those around it, or the whole article say."""
        own, near, _ = stretches
        hints = False
        for stretch in stretches:
            told = self._weigh(*stretch)
            if stretch == own and told == "conflict" and not self._has_strong(*own):
                told = self._weigh(*near)  # "police" alone does not make the crime before a war
            if stretch == near and told != "conflict" and self._is_beside(sentence):
                continue  # disease in the next bullet of a report from a war
            if told not in (None, _HINT):
                return None if told == "conflict" else told
            hints = hints or told == _HINT
        return "accident" if hints else None

    def _weigh(self, start: int, end: int, but: frozenset[int] = frozenset()) -> str | None:
        """Return what the words of a stretch tell; each stretch is weighed once."""
        key = start, end, but
        if key not in self._told:
            terms = [term for term in self._within(start, end) if term.start not in but]
            self._told[key] = _weigh(terms) or (_HINT if terms else None)
        return self._told[key]

    def _clause(self, sentence: Sentence, verdict: Verdict) -> tuple[int, int]:
        """Return where the figure's own clause begins and ends."""
        first, last = verdict.count.start, _behind(verdict)
        if verdict.cue is not None and verdict.cue.start >= sentence.start:
            first = min(first, verdict.cue.start)
        begins, ends = self._marks_of(sentence)
        before = bisect_right(ends, first)
        behind = max(before, bisect_left(begins, last))
        start = ends[before - 1] if before else sentence.start
        return start, begins[behind] if behind < len(begins) else sentence.end

    def _marks_of(self, sentence: Sentence) -> tuple[list[int], list[int]]:
        """Return where the marks between the clauses of a sentence begin and where they end."""
        if sentence.start not in self._marks:
            marks = _CLAUSE.finditer(self._document.folded, sentence.start, sentence.end)
            spans = [mark.span() for mark in marks]
            self._marks[sentence.start] = [one for one, _ in spans], [end for _, end in spans]
        return self._marks[sentence.start]

    def _is_war(self, start: int, end: int) -> bool:
        """Tell whether a strong word of armed conflict stands in a stretch."""
        return any(
            t.entry.get("context") in ("conflict", None) and t.entry.get("strength") != "weak"
            for t in self._within(start, end)
        )

    def _has_strong(self, start: int, end: int) -> bool:
        first, last = bisect_left(self._strong, start), bisect_left(self._strong, end)
        return first < last

    def _is_beside(self, sentence: Sentence) -> bool:
        """Tell whether a paragraph with no context of its own stands in a text about war."""
        item = (sentence.start, sentence.end)
        own = item if sentence.bullet else self._paragraphs[sentence.paragraph]
        alone = self._weigh(*own) in (None, _HINT)
        return alone and self._weigh(*self._blocks[sentence.block]) == "conflict"

    def _near(self, sentence: Sentence) -> tuple[int, int]:
        near = [
            other
            for other in self._document.sentences[max(0, sentence.index - 2) : sentence.index + 3]
            if other.block == sentence.block
        ]
        return near[0].start, near[-1].end

    def _within(self, start: int, end: int) -> list[Term]:
        return self._terms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _stretches(sentences: Iterable[tuple[int, Sentence]]) -> dict[int, tuple[int, int]]:
    """Return from where to where the sentences of each number go."""
    found: dict[int, tuple[int, int]] = {}
    for number, sentence in sentences:
        found[number] = (found.get(number, (sentence.start, 0))[0], sentence.end)
    return found


_WEIGHTS = {"weak": 1, "strong": 3, "decisive": 9}


def _in_brackets(document: Document, term: Term) -> bool:
    """Tell whether the word is all that stands in brackets: a credit, "(AA)"."""
    around = (
        document.folded[max(0, term.start - 1) : term.start],
        document.folded[term.end : term.end + 1],
    )
    return around == ("(", ")")


def _weigh(terms: Sequence[Term]) -> str | None:
    """Return the context that weighs most; None where words only hint or are none."""
    weights: Counter[str] = Counter()
    strong = False
    for term in terms:
        weight = _WEIGHTS[term.entry.get("strength") or "strong"]
        context = term.entry.get("context") or "conflict"  # a named armed group is war
        weights[context] += weight
        strong = strong or weight > 1
    war = weights.pop("conflict", 0)
    if not weights:
        return "conflict" if war else None
    reason, weight = weights.most_common(1)[0]
    if war >= weight:
        return "conflict"
    return reason if strong else None
