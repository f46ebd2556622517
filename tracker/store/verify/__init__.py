"""Is the database what was stored? Each text, figure, file, key and verdict is looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.models import Run
from tracker.store.archive import Archive
from tracker.store.found import Extract
from tracker.store.verify.database import check_database
from tracker.store.verify.failure import Failure, Verification
from tracker.store.verify.files import check_files, check_records
from tracker.store.verify.reports import check_reports
from tracker.store.verify.texts import Stored, check_article, is_whole, read_stored
from tracker.store.verify.verdicts import check_verdicts

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["Failure", "Verification", "Verifier"]


@dataclass(frozen=True, slots=True)
class Verifier:
    """What verification needs: the database, its archive, the scripts that make a fresh one.

    Texts that ``run`` has read are extracted again, all if it is None, none without ``extract``.
    """

    db: Database
    archive: Archive
    scripts: Path
    extract: Extract | None
    run: Run | None = None

    def verify(self, progress: Callable[[int], None] | None = None) -> Verification:
        """Look at all that is stored; ``progress`` is called after each article with how many."""
        counts: Counter[str] = Counter()
        failures = list(check_database(self.db, self.scripts))
        failures += self._check_articles(counts, progress)
        for failure in check_files(self.db, self.archive):
            counts["archived files"] += 1
            failures += [failure] if failure else []
        failures += check_records(self.db)
        failures += check_verdicts(self.db)
        if self.extract is not None and not failures:  # they follow from all that is above
            failures += check_reports(self.db)
        ((counts["reviews"],),) = self.db.conn.execute("SELECT count(*) FROM reviews").fetchall()
        return Verification({kind: counts[kind] for kind in KINDS}, tuple(failures))

    def _check_articles(
        self, counts: Counter[str], progress: Callable[[int], None] | None
    ) -> Iterator[Failure]:
        listed = self.db.conn.execute("SELECT id FROM articles ORDER BY rowid").fetchall()
        for (article_id,) in listed:
            try:
                stored = self._with_extraction(read_stored(self.db, article_id))
            except ValueError as error:  # a sighting on the 31st of February
                yield Failure("sightings", article_id, f"cannot be read: {error}")
                continue
            counts["articles"] += 1
            counts["claims"] += len(stored.found.claims)
            counts["past claims"] += len(stored.past)
            counts["rejected numbers"] += len(stored.found.rejected)
            counts["words of evidence"] += len(stored.found.evidence)
            counts["extracted again"] += stored.again is not None
            yield from check_article(stored)
            if progress is not None:
                progress(len(listed))

    def _with_extraction(self, stored: Stored) -> Stored:
        run_id = stored.row["run_id"]
        other = run_id is None or (self.run is not None and run_id != self.run.run_id)
        if self.extract is None or other or not is_whole(stored):
            return stored
        again = self.extract(stored.article, None)
        return replace(stored, again=again) if again.run.run_id == run_id else stored


KINDS = (
    "articles",
    "claims",
    "past claims",
    "rejected numbers",
    "words of evidence",
    "extracted again",
    "archived files",
    "reviews",
)
"""What is counted, in the order in which it is told."""
