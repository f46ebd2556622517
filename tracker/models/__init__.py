"""The frozen types that walk from stage to stage; no rules, no input, no output.

All offsets are Python string offsets into ``Article.text``, which no stage ever changes.
The names and the closed lists are those of the annotation guidelines.
"""

from __future__ import annotations

from tracker.models.article import Article, Document, Sentence, Span
from tracker.models.claim import Claim, Extraction, Record, Run
from tracker.models.findings import (
    Attribution,
    Count,
    Dating,
    DocumentDate,
    Evidence,
    Figure,
    Ownership,
    Place,
    RejectedNumber,
)
from tracker.models.values import (
    ATTRIBUTION_TYPES,
    BASES,
    DATE_PRECISIONS,
    KIND_OF_SUBJECT,
    MEASURES,
    QUALIFIERS,
    ZONES,
)

__all__ = [
    "ATTRIBUTION_TYPES",
    "BASES",
    "DATE_PRECISIONS",
    "KIND_OF_SUBJECT",
    "MEASURES",
    "QUALIFIERS",
    "ZONES",
    "Article",
    "Attribution",
    "Claim",
    "Count",
    "Dating",
    "Document",
    "DocumentDate",
    "Evidence",
    "Extraction",
    "Figure",
    "Ownership",
    "Place",
    "Record",
    "RejectedNumber",
    "Run",
    "Sentence",
    "Span",
]
