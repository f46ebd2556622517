"""Claims -> where they contradict each other: the ledger.

Every rule compares what one source says of one thing. A claim that a rule has put in doubt is
left out of what later rules compare, so that one slip gives one finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from tracker.ledger.book import Book, Findings, open_book
from tracker.ledger.days import check_days
from tracker.ledger.findings import SEVERITIES, Finding
from tracker.ledger.levels import check_levels, check_years
from tracker.ledger.reference import STATUSES, Comparison, compare_references, findings_of
from tracker.ledger.repeats import check_repeats
from tracker.ledger.shifts import check_shifts
from tracker.ledger.swaps import check_swaps
from tracker.ledger.texts import check_texts
from tracker.ledger.totals import check_totals

__all__ = [
    "RULES",
    "SEVERITIES",
    "STATUSES",
    "Check",
    "Comparison",
    "Finding",
    "check_ledger",
]

RULES = {
    "fall": "a running total is lower than an earlier one, and no text tells of a revision",
    "jump": "a figure is far above what its source gives otherwise",
    "repeated_value": "an old figure is told once more under a new date",
    "transposed_digits": "the same digits in another order fit the figures around it",
    "mistyped_digit": "a wrong, missing or additional digit explains the figure",
    "measure_swap": "killed and wounded stand in each other's place",
    "day_total_swap": "the figure of a day and the running total stand in each other's place",
    "day_off": "the figure fits the day before or after",
    "year_off": "the figure fits the same day of another year",
    "after_article": "a figure is dated after the article in which it stands",
    "days_against_totals": "figures of days are not what the running total grew by",
    "part_over_whole": "a part is more than the whole",
    "launched_against_outcomes": "more was shot down, suppressed and impacted than was launched",
    "low_over_high": "the least is more than the most",
    "off_reference": "a claim has another figure than a reference series",
}
"""What a finding can be, by the name of its rule."""

_CHECKS: tuple[Callable[[Book, Findings], None], ...] = (
    check_swaps,
    check_totals,
    check_shifts,
    check_years,
    check_days,
    check_levels,
    check_repeats,
    check_texts,
)


@dataclass(frozen=True, slots=True)
class Check:
    """What the ledger found, and how the claims stand to the reference series."""

    findings: tuple[Finding, ...]
    comparisons: tuple[Comparison, ...]


def check_ledger(figures: pd.DataFrame, points: pd.DataFrame | None = None) -> Check:
    """Return where these claims contradict each other, or a reference, by source and day.

    Args:
        figures: rows of the saved query ``series``.
        points: rows of the saved query ``reference-points``.

    Raises:
        BadQuery: a column is missing.
    """
    book = open_book(figures)
    found = Findings()
    for check in _CHECKS:
        check(book, found)
    comparisons = () if points is None else tuple(compare_references(book, points))
    findings = sorted([*found.found, *findings_of(comparisons)], key=_order)
    return Check(tuple(findings), comparisons)


def _order(finding: Finding) -> tuple[str, ...]:
    names = (finding.source, finding.party, finding.measure, finding.subject, finding.day)
    return (*(str(each or "") for each in names), finding.rule, *finding.claim_ids)
