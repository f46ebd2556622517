"""A claim as it is compared with others of its own text."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.ledger.book import Findings
from tracker.ledger.findings import Finding
from tracker.ledger.numbers import Interval

Row = dict[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with where its number may lie."""

    row: Row
    interval: Interval

    @property
    def figure(self) -> str:
        """The figure as printed."""
        return str(self.row["figure"])


def day_of(words: str | None) -> date | None:
    """Return a stored day as a date."""
    return None if words is None else date.fromisoformat(words)


def add_finding(found: Findings, rule: str, words: str, claims: Sequence[Told]) -> None:
    """Note what contradicts itself within a text, the claim in doubt first."""
    row = claims[0].row
    finding = Finding(
        rule=rule,
        severity="error",
        source=row["source"] or row["attribution"],
        party=row["party"],
        measure=row["measure"],
        subject=row["subject"],
        day=day_of(row["period_end"]),
        stated=row["value"] if row["value"] is not None else row["low"],
        likely=None,
        reason=words,
        claim_ids=tuple(str(each.row["claim_id"]) for each in claims),
        quotes=tuple(str(each.row["quote"]) for each in claims),
    )
    found.add(finding, (finding.claim_ids[0],))
