"""Document, Counts -> Figures and rejected numbers: what happened to whom.

Every count goes through the rules in their order, from left to right; the first rule that
gives a verdict decides, and its name is stored with the claim or the rejected number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.classify.alone import settled_alone
from tracker.classify.before import place_before
from tracker.classify.context import harm_context
from tracker.classify.losses import unheaded_losses
from tracker.classify.measured import measured_unit
from tracker.classify.needs import LineRules, RuleIndex
from tracker.classify.noun import read_noun_phrase
from tracker.classify.openers import part_opener
from tracker.classify.parts import follows_part, in_bracket_of
from tracker.classify.relate import drones_among_losses, relate
from tracker.classify.rules import RULES
from tracker.classify.stance import Stances
from tracker.classify.tables import read_columns
from tracker.classify.units import Line, LineReader, Unit
from tracker.classify.verdict import (
    Reading,
    Verdict,
    plain_rejection,
    prefixes_of,
    rejection,
)
from tracker.lexicon import Lexicon
from tracker.models import Count, Document, Figure, RejectedNumber, Sentence

__all__ = ["classify"]


def classify(
    document: Document, counts: Sequence[Count], lexicon: Lexicon
) -> tuple[tuple[Figure, ...], tuple[RejectedNumber, ...]]:
    """Return the figures of a document and its rejected numbers, each in order."""
    verdicts = _Judge(document, counts, lexicon).judge()
    verdicts = harm_context(document, verdicts, lexicon)
    claims = drones_among_losses(document, [v for v in verdicts if v.is_claim])
    figures = relate(document, claims)
    rejected = [_rejected(document, v) for v in verdicts if not v.is_claim]
    judged = {v.count.start for v in verdicts}
    rejected += [_outside(document, count) for count in counts if count.start not in judged]
    return figures, tuple(sorted(rejected, key=lambda number: number.start))


class _Judge:
    """Reads one document line by line and judges its numbers from left to right."""

    def __init__(self, document: Document, counts: Sequence[Count], lexicon: Lexicon) -> None:
        self._document = document
        self._reader = LineReader(document, counts, lexicon)
        self._prefixes = prefixes_of(lexicon.entries("subjects"))
        self._stances = Stances(document, lexicon)
        self._settled = settled_alone(document, counts, lexicon)
        self._columns = read_columns(document, lexicon)
        self._losses = unheaded_losses(document, lexicon)

    def judge(self) -> list[Verdict]:
        """Return the verdicts on all numbers of the document's sentences, in order."""
        verdicts: list[Verdict] = []
        block, block_start = 0, 0
        heading: Unit | None = None
        headed, titled = -1, False
        for sentence in self._document.sentences:
            if sentence.block != block:
                block, block_start = sentence.block, len(verdicts)
            last = self._document.folded[sentence.end - 1]
            open_end = last not in ".!?"
            asked = heading is not None or open_end  # only there does a label matter
            listed = sentence.bullet or (asked and self._is_label(sentence))
            if sentence.paragraph != headed and not (listed or titled and self._begins(sentence)):
                heading = None
            heading = heading or self._losses.get(sentence.index)
            told = len(verdicts)
            counts = self._reader.counts(sentence)
            if all(count.start in self._settled for count in counts):
                verdicts += [self._judge_settled(count, sentence) for count in counts]
            else:
                for line in self._reader.read(sentence, counts):
                    before = verdicts[max(block_start, len(verdicts) - _MEMORY) :]
                    verdicts += self._judge_line(line, before, heading)
            line_claims = any(verdict.is_claim for verdict in verdicts[told:])
            if last == ":" or (open_end and not (listed or line_claims)):
                heading, headed = self._reader.heading(sentence) or heading, sentence.paragraph
                titled = sentence.end - sentence.start <= _TITLE and told == len(verdicts)
        return verdicts

    def _begins(self, sentence: Sentence) -> bool:
        """Tell whether a line begins with its number: "65 civilians", "-40 members of militias"."""
        opening = self._document.folded[sentence.start : sentence.start + 3]
        return opening.lstrip("-–• ")[:1].isdigit()

    def _is_label(self, sentence: Sentence) -> bool:
        """Tell whether a line reads as an item of a list of losses: "tanks - 732 (+8)"."""
        return bool(_LABEL_LINE.match(self._document.folded, sentence.start, sentence.end))

    def _judge_settled(self, count: Count, sentence: Sentence) -> Verdict:
        return plain_rejection(count, sentence, *self._settled[count.start])

    def _judge_line(
        self, line: Line, before: Sequence[Verdict], heading: Unit | None
    ) -> list[Verdict]:
        units, done = line.units, list[Verdict]()
        phrases = {at: read_noun_phrase(units, at, self._prefixes) for at in line.counts}
        lefts = {at: place_before(units, at) for at in line.counts}
        reading = Reading(line, units, phrases, lefts, done, before, heading, self._columns)
        rules = LineRules(_INDEX, reading)
        for at, unit in enumerate(units):
            if unit.count is not None:
                done.append(self._stances.weigh(reading, self._judge_number(reading, at, rules)))
        return done

    def _judge_number(self, reading: Reading, at: int, rules: LineRules) -> Verdict:
        unit = reading.units[at]
        settled = self._settled.get(unit.start)
        if settled is not None:
            return rejection(reading, at, *settled, None)
        for rule in rules.at(at):
            verdict = rule(reading, at)
            if verdict is not None:
                return _mark_part(reading, verdict)
        measured = measured_unit(self._document, unit.start, unit.end)
        if measured is not None:
            return rejection(reading, at, "quantulum3", measured, None)
        return rejection(reading, at, "unexplained", "nothing says that it counts harm", None)


_INDEX = RuleIndex(RULES)
_TITLE = 40  # characters of the longest title over lines that begin with their numbers
_MEMORY = 12  # verdicts before that a line may refer to
_LABEL_LINE = re.compile(r"[^\d\n.]{2,60}? ?[:‒–—-] ?(?:about |approximately |~|≈)?\d")


def _mark_part(reading: Reading, verdict: Verdict) -> Verdict:
    """Return the verdict, marked where the words make it a part of a number before."""
    if not verdict.is_claim:
        return verdict
    whole = reading.bracket_whole(verdict.position)
    if whole is not None and in_bracket_of(reading, verdict, whole):
        return verdict._replace(is_part=True, whole=whole.position)
    part = (
        verdict.rule.startswith(("part:", "breakdown", "same_things", "among_the_dead"))
        or part_opener(reading, verdict.position) is not None
        or follows_part(reading, verdict)
    )
    return verdict._replace(is_part=True) if part else verdict


def _rejected(document: Document, verdict: Verdict) -> RejectedNumber:
    count, because = verdict.count, verdict.because
    return RejectedNumber(
        count.start,
        count.end,
        document.text[count.start : count.end],
        verdict.reason or "",
        verdict.rule,
        because.start if because else None,
        because.end if because else None,
    )


def _outside(document: Document, count: Count) -> RejectedNumber:
    """A number outside of every sentence, in a list marker; or the 5 of "five (5) soldiers"."""
    again = document.folded[count.start - 1 : count.start] == "("
    reason = "the number before, in figures" if again else "list marker"
    figure = document.text[count.start : count.end]
    return RejectedNumber(count.start, count.end, figure, reason, "outside")
