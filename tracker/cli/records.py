"""A claim -> plain values, as it is printed and exchanged."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from tracker.explain import in_words, period_of
from tracker.models import Claim, Record

FIELDS = tuple(field.name for field in fields(Claim) if field.name != "evidence")
"""The fields of a claim's record, in order."""

OVERVIEW = ("figure", "reads", "measure", "subject", "party", "basis", "period", "according to")
"""The columns of the table that people read."""


def record_of(claim: Claim, *, evidence: bool = False) -> Record:
    """Return the claim as JSON has it: ISO dates, whole numbers whole, null for what is unknown."""
    record = {name: _plain(getattr(claim, name)) for name in FIELDS}
    if evidence:
        record["evidence"] = [
            {name: getattr(each, name) for name in ("field", "value", "start", "end", "rule")}
            for each in claim.evidence
        ]
    return record


def overview_of(claim: Claim) -> tuple[str | None, ...]:
    """Return the claim as a row of OVERVIEW."""
    return (
        " ".join(claim.figure.split()),
        in_words(claim),
        claim.measure,
        claim.subject,
        claim.party,
        claim.basis,
        period_of(claim),
        claim.attribution and " ".join(claim.attribution.split()),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
