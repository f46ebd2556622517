"""The dated events of the vocabulary: which a text names, and which war it plainly means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from tracker.frozen import dataclass
from tracker.lexicon import Entry, Lexicon, Term
from tracker.when.days.stretch import Stretch, days, years_on

WAR, ATTACK = "war", "attack"
TOLD_BEGINNING = "beginning_told"
"""The rule that counts days from what a text itself told to have begun."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A war, campaign or attack of the vocabulary; a war without an end goes on."""

    name: str
    kind: str
    start: date
    end: date | None
    default_for: frozenset[str]

    @property
    def stretch(self) -> Stretch:
        """Return its days; an attack is one day, a war that goes on has no last day."""
        if self.kind == ATTACK:
            return days(self.start, self.end or self.start)
        if self.end is None:
            return Stretch(self.start, None, "day_range")
        return days(self.start, self.end)

    def anniversary(self, years: int, *, eve: bool) -> date:
        """Return the day that is so many years after its start, or the day before that."""
        day = years_on(self.start, years)
        return day - timedelta(days=1) if eve else day

    def goes_on(self, day: date) -> bool:
        """Tell whether the event has begun and not ended by a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Outbreak:
    """The first day of something told, what it is ("siege") and the paragraph that tells of it."""

    day: date
    thing: str
    paragraph: int


def named_events(terms: Iterable[Term], *, every: bool = False) -> tuple[DatedEvent, ...]:
    """Return the events that these terms of the vocabulary name, each once, in order.

    ``every`` also counts those of which a term names only the theatre or the act.
    """
    return tuple(
        dict.fromkeys(_event(term.entry) for term in terms if every or term.key == "forms")
    )


@lru_cache(maxsize=8)
def wars_of(lexicon: Lexicon) -> tuple[DatedEvent, ...]:
    """Return every war of the vocabulary."""
    return tuple(event for event in map(_event, lexicon.entries("events")) if event.kind == WAR)


def party_names(terms: Iterable[Term]) -> frozenset[str]:
    """Return the parties that these terms of the vocabulary name."""
    return frozenset(name for term in terms if (name := term.entry.get("name")))


def default_war(
    wars: Iterable[DatedEvent], parties: frozenset[str], day: date | None
) -> DatedEvent | None:
    """Return the one war that parties plainly fight on a day; None where there are several."""
    if day is None:
        return None
    meant = {war for war in wars if war.goes_on(day) and war.default_for & parties}
    return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=1024)
def _event(entry: Entry) -> DatedEvent:
    end = entry.get("end")
    parties = entry.values.get("default_for", ())
    return DatedEvent(
        entry.term,
        entry.get("kind") or WAR,
        date.fromisoformat(entry.get("start") or ""),
        date.fromisoformat(end) if end else None,
        frozenset(parties),
    )
