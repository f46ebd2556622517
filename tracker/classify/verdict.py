"""What the rules of this room hand to each other: the line being read and its verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.classify.noun import NounPhrase
from tracker.classify.units import Line, Unit, kind_of
from tracker.lexicon import Entry
from tracker.models import Count


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one number of a line is: a measure of a subject, or the reason why it is none.

    ``cue`` is the unit whose word decided the measure; ``is_part`` marks a stated part of a
    number before, ``denied`` a figure that the text reports in order to deny it.
    """

    count: Count
    sentence: int
    position: int
    phrase: NounPhrase
    rule: str
    measure: str | None = None
    subject: str | None = None
    cue: Unit | None = None
    reason: str | None = None
    because: Unit | None = None
    is_part: bool = False
    denied: bool = False

    @property
    def is_claim(self) -> bool:
        """Tell whether the number counts harm or strikes."""
        return self.measure is not None

    @property
    def kind(self) -> str | None:
        """The kind of the subject."""
        return kind_of(self.subject) if self.subject else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One line while its numbers are judged from left to right.

    ``done`` are the verdicts of the numbers before in this line, ``before`` those of the
    lines before that belong to the same article of the page, the nearest last. ``heading``
    is the measure word of the line that introduces this one: "Losses of the enemy:".
    """

    line: Line
    phrases: dict[int, NounPhrase]
    done: tuple[Verdict, ...]
    before: Sequence[Verdict]
    heading: Unit | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the line."""
        return self.line.units

    def phrase(self, at: int) -> NounPhrase:
        """Return the noun phrase of the count at a position."""
        return self.phrases[at]

    def unit(self, at: int) -> Unit | None:
        """Return the unit at a position, None outside of the line."""
        units = self.line.units
        return units[at] if 0 <= at < len(units) else None

    @property
    def previous(self) -> Verdict | None:
        """The verdict on the count before in this line, passing over dates and names."""
        return next(
            (v for v in reversed(self.done) if self.units[v.position].kind == "count"), None
        )

    def last_claim(self) -> Verdict | None:
        """Return the nearest claim before, in this line or in the ones before."""
        for verdict in reversed(self.done):
            if verdict.is_claim:
                return verdict
        for verdict in reversed(self.before):
            if verdict.is_claim:
                return verdict
        return None

    def done_at(self, position: int) -> Verdict | None:
        """Return the verdict on the count at a position of this line."""
        for verdict in reversed(self.done):
            if verdict.position == position:
                return verdict
        return None

    def left_of(self, at: int) -> int:
        """Return the position of the unit before a count and before its hedges and articles."""
        units = self.line.units
        count = units[at].count
        assert count is not None
        for position in range(at - 1, -1, -1):
            unit = units[position]
            if not (
                unit.start >= count.reach_start
                or unit.is_word(_BEFORE_NUMBER)
                or unit.text in "\"'"
                or self._total_of(position)
                or self._reported(position)
            ):
                return position
        return -1

    def _reported(self, position: int) -> bool:
        """As in "killing a reported 62 people", "a record 728 drones"."""
        if not self.line.units[position].is_word(_TOLD):
            return False
        before = self.unit(position - 1)
        return before is not None and before.is_word({"a", "an", "the"})

    def _total_of(self, position: int) -> bool:
        """As in "A total of 366": the words belong to the number."""
        if self.line.units[position].text != "of":
            return False
        before = self.unit(position - 1)
        return before is not None and before.is_word({"total", "average"})


_BEFORE_NUMBER = frozenset(
    "the a an another its his her their our my your further additional total only just also "
    "other some all least last first final additionally even alone nearly reportedly respectively "
    "these those average earlier initial previous preliminary provisional".split()
)

_TOLD = frozenset(
    "reported record staggering whopping confirmed combined purported alleged".split()
)

Rule = Callable[[Reading, int], Verdict | None]


def claim(
    reading: Reading, at: int, rule: str, measure: str, subject: str, cue: Unit | None
) -> Verdict:
    """Return the verdict that a count is a claim."""
    count = reading.units[at].count
    assert count is not None
    index = reading.line.sentence.index
    return Verdict(count, index, at, reading.phrase(at), rule, measure, subject, cue)


def rejection(reading: Reading, at: int, rule: str, reason: str, because: Unit | None) -> Verdict:
    """Return the verdict that a number is no claim, with the reason and the word that gave it."""
    count = reading.units[at].count
    assert count is not None
    index = reading.line.sentence.index
    phrase = reading.phrases.get(at, NounPhrase(at + 1))
    return Verdict(count, index, at, phrase, rule, reason=reason, because=because)


def prefixes_of(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Return the model prefixes of the vocabulary with their entries."""
    return {prefix: entry for entry in entries for prefix in entry.values.get("prefixes", ())}
