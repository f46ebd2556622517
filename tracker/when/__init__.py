"""Sentence, Article -> when: the document's own date, and the basis and period of each figure."""

from __future__ import annotations

from tracker.when.document import date_document
from tracker.when.expressions import DateExpression, find_dates
from tracker.when.figures import date_figures

__all__ = ["DateExpression", "date_document", "date_figures", "find_dates"]
