"""Newer rules over stored articles: what is gained, lost and changed, one transaction each.

What a claim said before goes to ``claims_history``. Verdicts are never touched: they hold where
the figure has the value that was judged, and all others need a new look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.language import language_of
from tracker.lexicon import Lexicon
from tracker.models import Extraction, Run
from tracker.store import articles, repeats, reprints
from tracker.store.claims import Row
from tracker.store.connection import named_errors, write_transaction
from tracker.store.found import Extract, Found, differing_fields, found_by, found_in, store_found
from tracker.store.ingest import is_readable

if TYPE_CHECKING:
    from sqlite_utils import Database

_NO_NEWS = frozenset({"run_id", "confidence"})
"""Fields that can move without the claim saying anything else."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that was gained, lost or changed; ``fields`` has name, old and new value of each.

    ``verdict`` is the newest that people gave; ``needs_look`` where it no longer holds.
    """

    kind: str
    claim_id: str
    figure: str
    measure: str
    quote: str
    fields: tuple[tuple[str, Any, Any], ...] = ()
    verdict: str | None = None
    needs_look: bool = False


@dataclass(frozen=True, slots=True)
class Reextracted:
    """What became of one article: ``status`` is changed, same, or skipped (for its language)."""

    status: str
    article_id: str
    origin: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ReextractReport:
    """How many articles were read again, changed or skipped, and what became of their claims.

    ``kept`` counts the verdicts on changed claims that still hold; ``new_look`` has the changes
    on which people should look again.
    """

    again: int
    changed: int
    skipped: int
    gained: int
    lost: int
    altered: int
    kept: int
    new_look: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reextraction:
    """One run of newer rules over a database; with ``dry_run`` nothing is stored."""

    db: Database
    path: Path
    extract: Extract
    lexicon: Lexicon | None = None
    dry_run: bool = False

    def pending(self, run: Run | None) -> list[str]:
        """Return the articles that another run has read than this one, all if it is None."""
        with named_errors(self.path):
            found = self.db.conn.execute(
                "SELECT id FROM articles WHERE run_id IS NOT ? OR ? IS NULL ORDER BY rowid",
                (run and run.run_id, run and run.run_id),
            )
            return [article_id for (article_id,) in found]

    def take_all(
        self, article_ids: Sequence[str], progress: Callable[[Reextracted, int], None] | None
    ) -> Iterator[Reextracted]:
        """Read the articles again; ``progress`` is told each outcome and how many there are."""
        for article_id in article_ids:
            outcome = self.take(article_id)
            if outcome is None:
                continue
            if progress is not None:
                progress(outcome, len(article_ids))
            yield outcome

    def take(self, article_id: str) -> Reextracted | None:
        """Read one article again; None where it is no longer there."""
        with named_errors(self.path):
            seen = articles.as_seen(self.db, article_id)
            if seen is None:
                return None
            article, known = seen
            origin = article.origin or article.url or article.id or article_id
            lang = known.lang if is_readable(known.lang) else language_of(article.text)
            if not is_readable(lang):
                return Reextracted("skipped", article_id, origin)
            extraction = self.extract(article, self.lexicon)
            if self.dry_run:
                return self._compare(article_id, origin, extraction)
            with write_transaction(self.db):
                if articles.as_seen(self.db, article_id) == seen:
                    outcome = self._compare(article_id, origin, extraction)
                    articles.set_language(self.db, article_id, lang)
                    self._store(article_id, origin, extraction)
                    return outcome
        return self.take(article_id)  # another process has learned something of it meanwhile

    def _store(self, article_id: str, origin: str, extraction: Extraction) -> None:
        run = extraction.run
        if not reprints.is_prepared(self.db):
            reprints.prepare(self.db)
        repeats.prepare(self.db)
        because = f"extracted again by tracker {run.extractor_version} ({run.run_id})"
        store_found(self.db, article_id, origin, extraction, because=because)
        repeats.mark_repeated(self.db, article_id, self.extract, self.lexicon)

    def _compare(self, article_id: str, origin: str, extraction: Extraction) -> Reextracted:
        old, new = found_in(self.db, article_id), found_by(extraction, article_id)
        changes = tuple(self._with_verdict(each) for each in changes_between(old, new))
        dated = (old.published, old.published_source) != (new.published, new.published_source)
        status = "changed" if changes or dated or old.rejected != new.rejected else "same"
        return Reextracted(status, article_id, origin, changes)

    def _with_verdict(self, change: tuple[Change, Row | None]) -> Change:
        claim, now = change
        row = self.db.conn.execute(
            "SELECT verdict, value FROM newest_verdicts WHERE claim_id = ?", (claim.claim_id,)
        ).fetchone()
        if row is None:
            return claim
        verdict, value = row
        return replace(claim, verdict=verdict, needs_look=now is None or now["value"] != value)


def changes_between(old: Found, new: Found) -> Iterable[tuple[Change, Row | None]]:
    """Yield what differs, in the order of the text, each with the claim as it is now."""
    rows = {**old.claims, **new.claims}
    for claim_id in sorted(rows, key=lambda each: (rows[each]["start"], rows[each]["end"])):
        before, now = old.claims.get(claim_id), new.claims.get(claim_id)
        if before is None or now is None:
            yield _change("lost" if now is None else "gained", rows[claim_id], ()), now
            continue
        fields = tuple(differing_fields(before, now))
        if any(name not in _NO_NEWS for name, _, _ in fields):
            yield _change("changed", now, tuple(f for f in fields if f[0] != "run_id")), now


def _change(kind: str, row: Row, fields: tuple[tuple[str, Any, Any], ...]) -> Change:
    return Change(kind, row["claim_id"], row["figure"], row["measure"], row["quote"], fields)


def sum_up(outcomes: Iterable[Reextracted]) -> ReextractReport:
    """Return the report of all outcomes, which may come one by one."""
    counts: Counter[str] = Counter()
    new_look = []
    for outcome in outcomes:
        counts[f"articles {outcome.status}"] += 1
        for change in outcome.changes:
            counts[change.kind] += 1
            counts["kept"] += change.verdict is not None and not change.needs_look
            if change.needs_look:
                new_look.append(change)
    return ReextractReport(
        again=counts["articles changed"] + counts["articles same"],
        changed=counts["articles changed"],
        skipped=counts["articles skipped"],
        gained=counts["gained"],
        lost=counts["lost"],
        altered=counts["changed"],
        kept=counts["kept"],
        new_look=tuple(new_look),
    )
