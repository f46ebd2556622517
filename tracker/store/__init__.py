"""Claims <-> SQLite: articles go in, queries come out. The only importer of sqlite_utils."""

from __future__ import annotations

from tracker.store.ingest import IngestReport, Outcome
from tracker.store.names import describe_unknown
from tracker.store.queries import Answer, run_query
from tracker.store.reextract import Change, Reextracted, ReextractReport
from tracker.store.reference import check_database
from tracker.store.saved import SavedQuery, list_queries, read_query
from tracker.store.series import read_series
from tracker.store.store import Store

__all__ = [
    "Answer",
    "Change",
    "IngestReport",
    "Outcome",
    "ReextractReport",
    "Reextracted",
    "SavedQuery",
    "Store",
    "check_database",
    "describe_unknown",
    "list_queries",
    "read_query",
    "read_series",
    "run_query",
]
