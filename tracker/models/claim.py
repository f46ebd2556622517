"""A claim as it is stored, and all that one article gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.models.article import Article
from tracker.models.findings import DocumentDate, Evidence, RejectedNumber


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text states, with everything known of it; the record of the tracker."""

    article: str
    claim_id: str
    start: int
    end: int
    figure: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    subject: str
    party: str | None
    basis: str
    period_start: date | None
    period_end: date | None
    date_precision: str
    date_rule: str
    attribution: str | None
    attribution_type: str | None
    source: str | None
    via: tuple[str, ...]
    subject_text: str | None
    measure_text: str | None
    stance: str
    part_of: int | None
    superseded: bool
    place: str | None
    place_country: str | None
    place_region: str | None
    zone: str
    copy_of: str | None
    quote: str
    quote_start: int
    quote_end: int
    rule: str
    confidence: float | None
    run_id: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made a claim: the extractor's version and the hash of its vocabulary."""

    run_id: str
    extractor_version: str
    vocabulary_hash: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gave: claims and rejected numbers, in the order of the text."""

    article: Article
    article_id: str
    text_hash: str
    dated: DocumentDate
    claims: tuple[Claim, ...]
    rejected: tuple[RejectedNumber, ...]
    run: Run
    problems: tuple[str, ...] = ()


Record = dict[str, Any]
"""A claim as plain JSON values."""
