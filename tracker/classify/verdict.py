"""What the rules of this room hand to each other: the line being read and its verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tracker.classify.noun import NounPhrase
from tracker.classify.units import Line, Unit, kind_of
from tracker.frozen import dataclass
from tracker.lexicon import Entry
from tracker.models import Count, Sentence


class Verdict(NamedTuple):
    """What one number of a line is: a measure of a subject, or the reason why it is none.

    ``cue`` is the unit whose word decided the measure; ``is_part`` marks a stated part of a
    number before, ``denied`` a figure that the text reports in order to deny it; ``whole`` is
    the position of the number whose part it is, where the line itself tells it.
    """

    count: Count  # type: ignore[assignment]  # the tuple's own count has no use here
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
    whole: int | None = None

    @property
    def is_claim(self) -> bool:
        """Tell whether the number counts harm or strikes."""
        return self.measure is not None

    @property
    def kind(self) -> str | None:
        """The kind of the subject."""
        return kind_of(self.subject) if self.subject else None


class Column(NamedTuple):
    """What a table's headings say of a number in a cell: the word of harm, and what is counted."""

    cue: Unit
    subject: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One line while its numbers are judged from left to right.

    ``units`` are those of the line; of its counts ``phrases`` are the noun phrases and
    ``lefts`` the places before their hedges and articles, -1 at the start. ``done`` are the
    verdicts of the numbers before in this line, to which the judge adds each when it is
    given; ``before`` are those of the lines before that belong to the same article of the
    page, the nearest last. ``heading`` is the measure word of the line that introduces this
    one: "Losses of the enemy:". ``columns`` are the headings over the cells of tables, by the
    start of the number.
    """

    line: Line
    units: tuple[Unit, ...]
    phrases: dict[int, NounPhrase]
    lefts: dict[int, int]
    done: Sequence[Verdict]
    before: Sequence[Verdict]
    heading: Unit | None
    columns: Mapping[int, Column]

    def phrase(self, at: int) -> NounPhrase:
        """Return the noun phrase of the count at a position."""
        return self.phrases[at]

    def unit(self, at: int) -> Unit | None:
        """Return the unit at a position, None outside of the line."""
        return self.units[at] if 0 <= at < len(self.units) else None

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

    def last_whole(self, upto: int | None = None) -> Verdict | None:
        """Return the nearest claim before that is no part: the 159 of "159, with 18 women:"."""
        done = [v for v in self.done if upto is None or v.position < upto]
        claims = [v for v in (*self.before, *done) if v.is_claim]
        return next((v for v in reversed(claims) if not v.is_part), claims[-1] if claims else None)

    def done_at(self, position: int) -> Verdict | None:
        """Return the verdict on the count at a position of this line."""
        for verdict in reversed(self.done):
            if verdict.position == position:
                return verdict
        return None

    def bracket_whole(self, at: int) -> Verdict | None:
        """Return the claim before an open bracket: "5,939 casualties (2,117 | killed and ...)".

        A colon opens one too behind casualties: "8,766 casualties: 4,031 | killed and ...".
        """
        for index in range(at - 1, max(-1, at - _BRACKET), -1):
            mark = self.units[index].text
            if mark in ").;":
                return None
            if mark in "(:":
                whole = next((v for v in reversed(self.done) if v.position < index), None)
                if whole is None or not whole.is_claim:
                    return None
                near = 2 if mark == "(" else _BEFORE_COLON
                opens = self.unit(index + 1)
                if mark == "(" and opens is not None and opens.kind == "count":
                    near = _BEFORE_COUNTS
                fits = mark == "(" or whole.measure == "casualties"
                return whole if fits and whole.phrase.last >= index - near else None
        return None

    def left_of(self, at: int) -> int:
        """Return the position of the unit before a count and before its hedges and articles."""
        return self.lefts[at]


_BRACKET = 30  # units from a bracket to the last number in it
_BEFORE_COUNTS = 8  # "14 people have been killed in Thailand (13 | civilians and one soldier)"
_BEFORE_COLON = 5  # units between casualties and the colon before their kinds

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
    phrase = reading.phrases.get(at, _NO_PHRASE)
    return Verdict(count, index, at, phrase, rule, reason=reason, because=because)


def plain_rejection(count: Count, sentence: Sentence, rule: str, reason: str) -> Verdict:
    """Return the verdict that a number is no claim, whatever stands in its line."""
    return Verdict(count, sentence.index, -1, _NO_PHRASE, rule, reason=reason)


_NO_PHRASE = NounPhrase(0)


def prefixes_of(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Return the model prefixes of the vocabulary with their entries."""
    return {prefix: entry for entry in entries for prefix in entry.values.get("prefixes", ())}
