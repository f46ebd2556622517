"""Verdicts -> how often the extractor is right: on the whole, by field, and by rule.

Each claim counts with its newest verdict, as long as it has the value that was judged. A claim
that needs a second look says nothing yet; a duplicate was read, so it is no error.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.store.reviews.corrections import CORRECTABLE

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """Of the claims of a rule: how many were judged, are claims at all, are right in all."""

    judged: int
    claims: int
    right: int


@dataclass(frozen=True, slots=True)
class Precision:
    """Precision from verdicts: of all, of each field among the real claims, and of each rule.

    ``verdicts`` counts the newest verdicts. ``fields`` are shares from 0 to 1; none where no
    claim was accepted or corrected.
    """

    verdicts: Mapping[str, int]
    overall: RulePrecision
    fields: Mapping[str, float]
    rules: Mapping[str, RulePrecision]


def measure_precision(connection: sqlite3.Connection) -> Precision:
    """Return what the verdicts of a database say of the extractor."""
    found = connection.execute(
        """
        SELECT claims.rule, newest.verdict, newest.corrections
        FROM newest_verdicts AS newest INNER JOIN claims ON claims.claim_id = newest.claim_id
        WHERE claims.value IS newest.value
        """
    ).fetchall()
    verdicts = Counter(verdict for _, verdict, _ in found)
    wrong: Counter[str] = Counter()
    for _, verdict, corrections in found:
        if verdict == "correct":
            wrong.update(json.loads(corrections).keys())
    real = verdicts["accept"] + verdicts["correct"]
    of_rule: dict[str, Counter[str]] = {}
    for rule, verdict, _ in found:
        of_rule.setdefault(rule, Counter())[verdict] += 1
    return Precision(
        verdicts=dict(sorted(verdicts.items())),
        overall=_precision(verdicts),
        fields={name: 1 - wrong[name] / real for name in CORRECTABLE} if real else {},
        rules={
            rule: _precision(counts)
            for rule, counts in sorted(of_rule.items())
            if _precision(counts).judged
        },
    )


def _precision(verdicts: Mapping[str, int]) -> RulePrecision:
    real = verdicts["accept"] + verdicts["correct"]
    return RulePrecision(real + verdicts["reject"], real, verdicts["accept"])
