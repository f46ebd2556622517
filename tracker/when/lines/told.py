"""Expressions of time in their places: which of them governs a figure of the same sentence."""

from __future__ import annotations

from tracker.frozen import dataclass
from tracker.when.days.resolve import Resolved
from tracker.when.days.stretch import Stretch
from tracker.when.written.mention import DAY, MONTH, NIGHTS, PART, WEEKDAY, YEAR, Mention

_SPANS_OF_DAYS = (
    "past_",
    "to_",
    "next_days",
    "next_weeks",
    "next_months",
    "first_days",
    "first_weeks",
    "first_months",
    "within_",
    "start_",
)
_SPANS = frozenset(
    "earlier_years ago_years ago_years_month next_month next_year same_of_year season_ago "
    "season_told".split()
)
_ONE_DAY = (("past_hours", 24), ("to_hours", 24), ("past_days", 1))


def basis_of(mention: Mention) -> str:
    """Return the kind of figure that an expression makes by itself."""
    if mention.basis is not None:
        return mention.basis
    if mention.covers.startswith(_SPANS_OF_DAYS):
        if mention.covers == "past_nights":
            return "incident"
        day = (mention.covers, mention.amount) in _ONE_DAY
        return "day" if day else "period"
    if mention.covers in NIGHTS:
        return "incident"
    if mention.grain in (MONTH, YEAR) or mention.covers in ("year", "same_month", "same_year"):
        return "period"
    if mention.covers in _SPANS:
        return "period"
    half = mention.grain == PART and mention.part.endswith("half")
    return "period" if half or mention.until is not None else "incident"


@dataclass(frozen=True, slots=True)
class Told:
    """An expression of time with its role and its days."""

    mention: Mention
    role: str
    resolved: Resolved

    @property
    def start(self) -> int:
        """Return where the expression starts."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.mention.end

    @property
    def stretch(self) -> Stretch:
        """Return the days that it means."""
        return self.resolved.stretch

    @property
    def by_event(self) -> bool:
        """Tell days that are counted from an event of the vocabulary."""
        return any(rule.startswith("events.") for rule in self.resolved.rules)

    @property
    def is_short(self) -> bool:
        """Tell a span of one night or two days ("on 8-9 June"), which is that of one event."""
        first, last = self.stretch.first, self.stretch.last
        grain = self.mention.grain in (DAY, WEEKDAY) and self.mention.until is not None
        return grain and bool(first and last and (last - first).days <= 1)
