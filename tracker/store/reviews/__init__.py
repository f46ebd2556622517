"""Verdicts of people on claims: added, exported for coding, imported, compared, summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import BadReview
from tracker.store.connection import named_errors, write_transaction
from tracker.store.problems import add_problem
from tracker.store.reviews.agreement import Agreement, cohens_kappa, measure_agreement
from tracker.store.reviews.batch import COLUMNS, FILTERS, Choice, read_batch
from tracker.store.reviews.coding import read_coded
from tracker.store.reviews.corrections import CORRECTABLE, read_corrections
from tracker.store.reviews.files import CodedRow, read_rows
from tracker.store.reviews.precision import Precision, RulePrecision, measure_precision
from tracker.store.reviews.record import add_verdict, check_verdict, find_claim, newest_by_reviewer
from tracker.store.reviews.verdict import VERDICTS, Verdict, read_time, read_verdict

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = [
    "COLUMNS",
    "CORRECTABLE",
    "FILTERS",
    "VERDICTS",
    "Agreement",
    "Choice",
    "ImportReport",
    "Precision",
    "Reviews",
    "RulePrecision",
    "Verdict",
    "cohens_kappa",
]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of a file: added, known, still without a verdict, and bad ones.

    ``bad`` has the place of each bad row, ``file:line``, and what is wrong with it. ``outdated``
    counts the added ones that judged another value than the claim has now. ``claims`` are those
    that the file judges.
    """

    added: int
    known: int
    open: int
    outdated: int
    bad: tuple[tuple[str, str], ...]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reviews:
    """The verdicts of a database; they can only be added."""

    db: Database
    path: Path

    def add(
        self,
        claim_id: str,
        verdict: str,
        *,
        by: str,
        why: str | None = None,
        corrections: Mapping[str, Any] | None = None,
        duplicate_of: str | None = None,
        at: str | None = None,
    ) -> bool:
        """Store a verdict on a claim; return False where just this one is known.

        ``at`` is when it was given, by the clock where nothing is said.

        Raises:
            BadReview: there is no such claim or verdict, or something is missing.
        """
        with named_errors(self.path), write_transaction(self.db):
            claim = find_claim(self.db, claim_id)
            given = Verdict(
                claim_id,
                read_verdict(verdict),
                reviewer=by.strip(),
                reviewed_at=read_time(at),
                reason=why,
                corrections=read_corrections(corrections or {}),
                duplicate_of=duplicate_of,
                value=claim["value"],
            )
            if given.corrections and given.verdict != "correct":
                raise BadReview(f"{given.verdict} with corrections; say correct")
            return add_verdict(self.db, check_verdict(self.db, given, claim), timed=True)

    def batch(self, choice: Choice | None = None) -> Iterator[dict[str, Any]]:
        """Yield claims to code, each with its quote, all its fields and cells to fill in."""
        return read_batch(self.db, choice or Choice({}))

    def import_text(self, text: str, origin: str, by: str | None = None) -> ImportReport:
        """Store the verdicts of a file; bad rows are named, become problems, and are left out.

        Args:
            text: CSV or JSON Lines, as :meth:`batch` gives it, with its verdicts filled in.
            origin: the name of the file.
            by: who coded it, where its rows do not say.

        Raises:
            UnreadableInput: it is no such file; nothing is stored then.
        """
        rows = list(read_rows(text, origin))
        counts: Counter[str] = Counter()
        bad: list[tuple[str, str]] = []
        claims: set[str] = set()
        with named_errors(self.path), write_transaction(self.db):
            for row in rows:
                try:
                    verdict = self._take(row, by, counts)
                except BadReview as problem:
                    bad.append((f"{origin}:{row.line}", str(problem)))
                    add_problem(self.db, *bad[-1])
                    continue
                claims |= {verdict.claim_id} if verdict else set()
        return ImportReport(
            added=counts["added"],
            known=counts["known"],
            open=counts["open"],
            outdated=counts["outdated"],
            bad=tuple(bad),
            claims=frozenset(claims),
        )

    def _take(self, row: CodedRow, by: str | None, counts: Counter[str]) -> Verdict | None:
        """Store the verdict of one row and count it; None where it has none yet."""
        if row.problem:
            raise BadReview(row.problem)
        verdict = read_coded(self.db, row.cells, by)
        if verdict is None:
            counts["open"] += 1
            return None
        added = add_verdict(self.db, verdict, timed=bool(row.cells.get("reviewed_at")))
        counts["added" if added else "known"] += 1
        now = find_claim(self.db, verdict.claim_id)["value"]
        counts["outdated"] += added and verdict.value != now
        return verdict

    def agreement(self, claims: frozenset[str] | None = None) -> tuple[Agreement, ...]:
        """Return how far people agree, pair by pair and field by field, on these claims or all."""
        with named_errors(self.path):
            said = {
                claim: each
                for claim, each in newest_by_reviewer(self.db).items()
                if len(each) > 1 and (claims is None or claim in claims)
            }
            rows = {claim: find_claim(self.db, claim) for claim in said}
        return tuple(measure_agreement(said, rows))

    def precision(self) -> Precision:
        """Return what the verdicts say of the extractor: precision by field and by rule."""
        with named_errors(self.path):
            return measure_precision(self.db.conn)
