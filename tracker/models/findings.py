"""What the stages find in an article, before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker import frozen
from tracker.models.article import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field of a claim has its value: the words ``text[start:end]`` and the rule.

    ``rule`` is the name of a rule function or ``file.term`` of a vocabulary entry.
    """

    field: str
    value: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the text gives it, before anything is known of what it counts.

    ``start`` and ``end`` delimit the figure alone; ``reach_start`` and ``reach_end`` take in
    the hedges that touch it ("at least 30", "30 or more"). Bounds as in the guidelines.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    rule: str
    reach_start: int
    reach_end: int


@frozen.dataclass(frozen=True, slots=True)
class Figure:
    """A count that is a claim: what happened to whom.

    ``sentence`` is the index of its sentence; ``noun`` and ``cue`` are the words that
    decided subject and measure; ``part_of`` is the ``start`` of the whole's count.
    """

    count: Count
    sentence: int
    measure: str
    subject: str
    rule: str
    noun: Span | None = None
    cue: Span | None = None
    stance: str = "asserted"
    part_of: int | None = None
    superseded: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedNumber:
    """A number of the text that is no claim, with the reason and the words that gave it."""

    start: int
    end: int
    figure: str
    reason: str
    rule: str
    because_start: int | None = None
    because_end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The document's own date, how it is known, and what contradicts it."""

    day: date | None
    source: str | None
    problems: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Dating:
    """What days a figure covers and in what way; None means that the text does not say."""

    basis: str
    period_start: date | None
    period_end: date | None
    precision: str
    rule: str
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a figure: in the text's words, its type, and the one source it names.

    ``via`` is the chain of those who pass the figure on, nearest to the outlet last.
    """

    name: str | None
    type: str | None = None
    source: str | None = None
    via: tuple[str, ...] = ()
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Ownership:
    """Whose people or things a figure counts, or who fired or struck; None where it is open."""

    party: str | None
    rule: str
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Place:
    """A place as written, with country and first-level region where a gazetteer knows it."""

    start: int
    end: int
    name: str
    country: str | None
    region: str | None
