"""All that reading gives, one after the other -> the database, with an outcome for each input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tracker.models import Article
from tracker.read.options import Bookmark, Skipped, Unchanged
from tracker.store.fetches import keep_bookmark
from tracker.store.ingest import Ingest, IngestReport, Outcome, sum_up

Given = Article | Skipped | Unchanged | Bookmark
"""What reading gives."""


def take_ahead(
    ingest: Ingest,
    inputs: Iterable[Given],
    progress: Callable[[Outcome], None] | None,
    workers: int,
) -> IngestReport:
    """Store all that the inputs give, while so many other processes extract what comes next."""
    from tracker.store.workers import Ahead

    with Ahead(workers, ingest.extract, ingest.lexicon) as ahead:
        ingest = replace(ingest, extract=ahead.extract, language=ahead.language)
        return sum_up(take_all(ingest, ahead.follow(inputs, ingest.foresee), progress))


def take_all(
    ingest: Ingest, inputs: Iterable[Given], progress: Callable[[Outcome], None] | None = None
) -> Iterator[Outcome]:
    """Store what the inputs give, and yield what became of each; a bookmark has no outcome."""
    last = None
    for given in inputs:
        if isinstance(given, Bookmark):
            _remember(ingest, given, last)
            continue
        last = _take(ingest, given)
        if progress is not None:
            progress(last)
        yield last


def _take(ingest: Ingest, given: Article | Skipped | Unchanged) -> Outcome:
    if isinstance(given, Article):
        return ingest.take(given)
    if isinstance(given, Unchanged):
        return Outcome("known", given.origin)
    return ingest.skip(given.origin, given.reason)


def _remember(ingest: Ingest, mark: Bookmark, last: Outcome | None) -> None:
    """Keep a bookmark with the article just before it, at the same place.

    An address whose article was skipped is read again, so that it is named again; the entry of
    a feed is not, for its server's sake.
    """
    if last is None or last.origin != mark.origin:
        keep_bookmark(ingest.db, ingest.path, mark, None)
    elif last.status != "skipped" or mark.entry:
        keep_bookmark(ingest.db, ingest.path, mark, last.article_id)
