"""A date that a person corrects: it counts before all that texts and pages say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.store import articles
from tracker.store.articles import CORRECTED, Sighting
from tracker.store.connection import named_errors, write_transaction
from tracker.store.found import Extract, store_found
from tracker.store.ingest import is_readable

if TYPE_CHECKING:
    from sqlite_utils import Database


def correct_date(
    db: Database, path: Path, extract: Extract, correction: tuple[str, date, str | None]
) -> bool:
    """Give an article the date of a correction (article, day, why) and read its text again.

    Returns whether its claims changed; what they said is in ``claims_history``, with the reason.

    Raises:
        UnreadableInput: there is no such article.
    """
    article_id, day, why = correction
    sighting = Sighting(*(None,) * 5, day.isoformat(), CORRECTED, None, None)
    with named_errors(path):
        while True:
            seen = articles.as_seen(db, article_id)
            if seen is None:
                raise UnreadableInput(f"there is no article {article_id!r}; look it up in articles")
            article, known = seen
            now = articles.merge_sightings(article.text, (*known.sightings, sighting))
            found = extract(now, None) if is_readable(known.lang) else None
            with write_transaction(db):
                if articles.as_seen(db, article_id) != seen:
                    continue  # another process has learned something of it meanwhile
                articles.forget_sighting(db, article_id, sighting)
                articles.add_sighting(db, article_id, sighting)
                if found is None:
                    articles.date_article(db, article_id, now)
                    return False
                origin = article.origin or article.url or article.id or article_id
                because = f"date corrected: {known.published} -> {day}" + (
                    f", {why}" if why else ""
                )
                return store_found(db, article_id, origin, found, because=because)
