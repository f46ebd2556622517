"""What the ledger finds: a rule, the claims that it is about, and the likely reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SEVERITIES = ("error", "warning", "note")
"""``error``: not all of the figures can be true. ``warning``: one of them is hardly true.
``note``: they differ as such figures do, and somebody should know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where figures do not go together.

    ``claim_ids`` and ``quotes`` go in parallel, the claim in doubt first; ``day`` is the day of
    its figure; ``stated`` is that figure, ``likely`` what would fit in its place, as a figure or
    as a day, and None where nothing plain would.
    """

    rule: str
    severity: str
    source: str | None
    party: str | None
    measure: str
    subject: str
    day: date | None
    stated: float | None
    likely: str | None
    reason: str
    claim_ids: tuple[str, ...]
    quotes: tuple[str, ...]


def plain_number(value: float | None) -> str:
    """Return a figure as a newsroom writes it.

    >>> plain_number(930580), plain_number(2.5), plain_number(None)
    ('930,580', '2.5', 'none')
    """
    if value is None:
        return "none"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def plain_day(day: date | None) -> str:
    """Return a day as a newsroom writes it.

    >>> plain_day(date(2025, 5, 3))
    '3 May 2025'
    """
    return "no day" if day is None else f"{day.day} {day:%B %Y}"
