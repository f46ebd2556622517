"""The front door of the store: a database file that takes articles and answers queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tracker.lexicon import Lexicon, load_lexicon
from tracker.models import Article, Extraction, Run
from tracker.paths import database_files
from tracker.store import queries
from tracker.store.archive import Archive
from tracker.store.connection import named_errors, open_for_writing, write_transaction
from tracker.store.fetches import FetchMemory
from tracker.store.found import Extract
from tracker.store.ingest import Ingest, IngestReport, Outcome, sum_up
from tracker.store.intake import take_ahead, take_all
from tracker.store.migrations import migrate
from tracker.store.problems import add_problem
from tracker.store.redating import correct_date
from tracker.store.reextract import Reextracted, Reextraction, ReextractReport
from tracker.store.reextract import sum_up as sum_up_reextracted
from tracker.store.reference import add_reference, check_database, remove_reference
from tracker.store.removal import remove_article
from tracker.store.series import read_series

if TYPE_CHECKING:
    import pandas as pd

    from tracker.ledger import Check
    from tracker.read import Found
    from tracker.reference import ReferenceSeries
    from tracker.store.reviews import Reviews
    from tracker.store.verify import Verification


class Store:
    """A database of articles and their claims.

    The file is made, with its folder, where there is none, and brought up to the tables and
    views of this version.

    >>> from tempfile import TemporaryDirectory
    >>> from tracker.models import Article
    >>> text = "Shelling killed at least four people in Kherson, the regional governor said."
    >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
    ...     first = store.ingest([Article(text, url="https://a.example/1")])
    ...     again = store.ingest([Article(text, url="https://b.example/2")])
    ...     found = store.query("SELECT figure, low, measure, said_by FROM figures")
    >>> first.new, first.claims, again.new, again.known
    (1, 1, 0, 1)
    >>> found.to_dict("records")
    [{'figure': 'four', 'low': 4, 'measure': 'killed', 'said_by': 'the regional governor'}]

    Raises:
        BadDatabase: the file cannot be opened or written, is no SQLite database, belongs to
            something else or to a newer tracker.
    """

    def __init__(
        self, path: str | Path, *, extract: Extract | None = None, archive: bool = True
    ) -> None:
        """Open the database.

        Args:
            path: its file.
            extract: what reads an article, the tracker's own if None.
            archive: keep the bytes that come in, in a folder ``archive`` beside the database.
        """
        self.path = Path(path)
        self._archive = Archive.beside(self.path) if archive else None
        self._extract = extract or _extract_article
        self._db = open_for_writing(self.path)
        try:
            with named_errors(self.path):
                migrate(self._db, self.path, database_files())
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the store, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database; what was stored stays."""
        self._db.close()

    def ingest(
        self,
        inputs: Iterable[Found],
        lexicon: Lexicon | None = None,
        progress: Callable[[Outcome], None] | None = None,
        *,
        workers: int = 1,
    ) -> IngestReport:
        """Store articles with their claims, one transaction each, and return what became of them.

        A text that is known already changes nothing, save that a new place where it was seen is
        noted, and that a better-sourced date has it extracted again. Inputs that the reader
        skipped, two texts under one id and texts in a language without a vocabulary become
        problems. ``progress`` is called with each outcome. With more than one of ``workers``, so
        many other processes extract; what is stored is the same.
        """
        ingest = Ingest(self._db, self.path, self._extract, lexicon, self._archive)
        if workers == 1:
            return sum_up(take_all(ingest, inputs, progress))
        return take_ahead(ingest, inputs, progress, workers)

    @property
    def memory(self) -> FetchMemory:
        """What was read on the web before, for a reader that need not read it again."""
        return FetchMemory(self._db, self.path)

    def ingest_one(self, article: Article, lexicon: Lexicon | None = None) -> Outcome:
        """Store one article with its claims, as :meth:`ingest` does, and return the outcome."""
        return Ingest(self._db, self.path, self._extract, lexicon, self._archive).take(article)

    def reextract(
        self,
        *,
        lexicon: Lexicon | None = None,
        every: bool = False,
        dry_run: bool = False,
        progress: Callable[[Reextracted, int], None] | None = None,
    ) -> ReextractReport:
        """Read stored articles again with the rules and words of now, one transaction each.

        What claims said before is kept in ``claims_history``, verdicts stay.

        Args:
            lexicon: the words, the tracker's own if None.
            every: also the articles that this very version has read.
            dry_run: store nothing, only tell what would change.
            progress: called with each outcome and how many articles there are in all.
        """
        work = Reextraction(self._db, self.path, self._extract, lexicon, dry_run)
        pending = work.pending(None if every else self._run(lexicon))
        return sum_up_reextracted(work.take_all(pending, progress))

    def remove(self, article_id: str, why: str, *, with_bytes: bool = False) -> None:
        """Remove an article with all that was found in it; verdicts on its claims are kept.

        Args:
            article_id: the tracker's own id of it.
            why: the reason, kept in ``removed_claims``.
            with_bytes: remove from the archive what no other article of this database came in;
                leave it where other databases share the folder.

        Raises:
            UnreadableInput: there is no such article.
        """
        with named_errors(self.path), write_transaction(self._db):
            hashes = remove_article(self._db, article_id, why)
        for bytes_hash in hashes if with_bytes else ():
            Archive.beside(self.path).discard(bytes_hash)

    def correct_date(self, article_id: str, day: date, why: str | None = None) -> bool:
        """Correct the day on which an article appeared, and read its text again by it.

        The correction counts before all that is known otherwise, also of what comes in later.
        What claims said before is kept in ``claims_history``, with the reason. Tells whether any
        claim changed.

        Raises:
            UnreadableInput: there is no such article.
        """
        return correct_date(self._db, self.path, self._extract, (article_id, day, why))

    @property
    def reviews(self) -> Reviews:
        """The verdicts of people on the claims."""
        from tracker.store.reviews import Reviews

        return Reviews(self._db, self.path)

    def verify(
        self, *, again: bool = True, progress: Callable[[int], None] | None = None
    ) -> Verification:
        """Look at all that is stored again, and return what was checked and what failed.

        Args:
            again: extract anew the texts that this very version has read, and compare.
            progress: called after each article with how many there are in all.
        """
        from tracker.store.verify import Verifier  # it brings the extractor

        extract = self._extract if again else None
        archive = self._archive or Archive.beside(self.path)
        work = Verifier(self._db, archive, database_files(), extract, self._run(None))
        with named_errors(self.path):
            return work.verify(progress)

    def _run(self, lexicon: Lexicon | None) -> Run | None:
        """Return what the tracker's own extractor is known by; None for another one."""
        if self._extract is not _extract_article:
            return None
        from tracker.extract import run_of

        return run_of(lexicon or load_lexicon())

    def record_problem(self, origin: str, reason: str) -> None:
        """Store what could not be read, and why; once, however often it is met."""
        with named_errors(self.path), write_transaction(self._db):
            add_problem(self._db, origin, reason)

    def query(self, name_or_sql: str, **parameters: object) -> pd.DataFrame:
        """Return what a saved query, or a SELECT of one's own, finds, as `tracker query` prints it.

        The parameters are those of the saved query, or what stands after a colon in the SELECT.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
        ...     list(store.query("SELECT measure FROM figures WHERE party = :party", party="Sudan"))
        ['measure']

        Raises:
            BadQuery: the query is unknown, lacks a parameter, would write, or takes too long.
        """
        import pandas as pd

        answer = queries.run_query(self.path, name_or_sql, parameters)
        return pd.DataFrame(answer.rows, columns=list(answer.columns))

    def series(self, *names: str, policy: str = "all", **narrowed: Any) -> pd.DataFrame:
        """Return the tidy table of time series, of all without names.

        The names, columns and policies are those of :mod:`tracker.series`; ``party``, ``measure``,
        ``subject``, ``source``, ``first_day`` and ``last_day`` narrow it down. The policy goes
        with the table, as a column and in ``attrs``.

        >>> from tempfile import TemporaryDirectory
        >>> from tracker.models import Article
        >>> said = "Ukraine's General Staff said that Russia had lost {} troops since the start "
        >>> said += "of the full-scale invasion, as of {} May 2025."
        >>> with TemporaryDirectory() as folder, Store(f"{folder}/news.db") as store:
        ...     texts = [said.format("968,130", 12), said.format("971,450", 15)]
        ...     report = store.ingest(Article(text) for text in texts)
        ...     grown = store.series("differences", measure="casualties", party="Russia")
        >>> [(f"{row.date:%d %B}", row.value, int(row.days)) for row in grown.itertuples()]
        [('15 May', 3320.0, 3)]
        >>> grown.attrs["policy"]
        'all'

        Raises:
            BadQuery: a name, policy, filter or day is unknown.
        """
        return read_series(self.path, names, policy=policy, **narrowed)

    def check(self) -> Check:
        """Return where claims contradict each other, or a reference series; see ``tracker check``.

        Raises:
            BadDatabase: the database cannot be read.
        """
        return check_database(self.path)

    def add_reference(self, series: ReferenceSeries) -> bool:
        """Store a reference series as a whole; return False where the same one is there already.

        Raises:
            UnreadableInput: another series has its name.
        """
        return add_reference(self._db, self.path, series)

    def remove_reference(self, name: str) -> int:
        """Remove a reference series; return how many points it had.

        Raises:
            UnreadableInput: there is none of this name.
        """
        return remove_reference(self._db, self.path, name)


def _extract_article(article: Article, lexicon: Lexicon | None) -> Extraction:
    from tracker.extract import extract_article  # a store that is only read needs no extractor

    return extract_article(article, lexicon)
