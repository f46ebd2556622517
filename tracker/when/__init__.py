"""Sentence, Article -> when: the document's own date, and the basis and period of each figure."""

from __future__ import annotations

from tracker.when.expressions import DateExpression, find_dates
from tracker.when.figures import date_figures
from tracker.when.published.document import date_document

__all__ = ["DateExpression", "date_document", "date_figures", "find_dates"]
