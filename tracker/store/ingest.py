"""Articles -> the database: each one is new, known, changed or skipped, in one transaction.

A text is extracted before the transaction begins, so that other processes wait for the writing
alone; where one of them has stored the same text meanwhile, the plan is made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.language import ENGLISH, language_of
from tracker.lexicon import Lexicon
from tracker.models import Article, Extraction
from tracker.store import articles, claims, repeats, reprints, versions
from tracker.store.archive import Archive, hash_bytes, is_recorded, record_bytes
from tracker.store.connection import named_errors, write_transaction
from tracker.store.found import Extract, store_found
from tracker.store.problems import add_problem

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: ``status`` is new, known, changed or skipped.

    ``claims``, ``copies`` and ``rejected`` count what a new or changed article gave.
    """

    status: str
    origin: str
    article_id: str | None = None
    reason: str | None = None
    claims: int = 0
    copies: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How many articles were new, known or changed, what they gave, and what was skipped."""

    new: int
    known: int
    changed: int
    skipped: tuple[Outcome, ...]
    claims: int
    copies: int
    rejected: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to store of one article, seen from what the database had of its text.

    ``article`` is what all sightings of the text know together, ``before`` what the earlier ones
    knew, ``origin`` names this one; ``extraction`` is None where the text need not or cannot be
    extracted.
    """

    origin: str
    article_id: str
    known: articles.Known | None
    sighting: articles.Sighting
    before: Article | None
    article: Article
    lang: str | None
    extraction: Extraction | None = None

    @property
    def is_news(self) -> bool:
        return self.known is None or self.sighting not in self.known.sightings

    @property
    def asks_for_extraction(self) -> bool:
        if not self.is_news or not is_readable(self.lang):
            return False
        return self.before is None or articles.needs_extraction(self.before, self.article)


@dataclass(slots=True)
class Ingest:
    """One run of articles into the database: within it, an id stands for one text."""

    db: Database
    path: Path
    extract: Extract
    lexicon: Lexicon | None = None
    archive: Archive | None = None
    language: Callable[[str], str | None] = language_of
    _hash_of_id: dict[str, str] = field(default_factory=dict)
    _newest: int = field(init=False)

    def __post_init__(self) -> None:
        """Note the last article stored before this run, and see that reprints can be found."""
        with named_errors(self.path):
            if not (reprints.is_prepared(self.db) and repeats.is_prepared(self.db)):
                with write_transaction(self.db):
                    reprints.prepare(self.db)
                    repeats.prepare(self.db)
            self._newest = articles.newest_article(self.db)

    def take(self, article: Article) -> Outcome:
        """Store one article, or name why it cannot be read."""
        with named_errors(self.path):
            try:
                self._check(article)
                plan = self._plan(article)
            except UnreadableInput as problem:
                return self.skip(_origin_of(article), str(problem))
            new_bytes = self._keep_bytes(article)
            if not plan.is_news and new_bytes is None:
                return _outcome(plan, "known")
            with write_transaction(self.db):
                if new_bytes is not None:
                    record_bytes(self.db, new_bytes)
                if articles.find_known(self.db, articles.hash_text(article.text)) != plan.known:
                    plan = self._plan(article)
                return self._store(plan)

    def _keep_bytes(self, article: Article) -> bytes | None:
        """Put the article's bytes into the archive; return them where they are new to it.

        The file comes first: the database never speaks of one that was not written.
        """
        if self.archive is None or article.raw is None:
            return None
        if is_recorded(self.db, hash_bytes(article.raw)):
            return None
        self.archive.keep(article.raw)
        return article.raw

    def skip(self, origin: str, reason: str) -> Outcome:
        """Store what could not be read, and why."""
        with named_errors(self.path), write_transaction(self.db):
            add_problem(self.db, origin, reason)
        return Outcome("skipped", origin, reason=reason)

    def _check(self, article: Article) -> None:
        if not article.text.strip():
            raise UnreadableInput("no text; leave it out or add the text")
        try:
            text_hash = articles.hash_text(article.text)
        except UnicodeEncodeError as error:
            raise UnreadableInput(
                f"the text holds half a character at {error.start}; read it with its own encoding"
            ) from error
        if article.id and self._hash_of_id.setdefault(article.id, text_hash) != text_hash:
            raise UnreadableInput(
                f"the id {article.id!r} stands for another text already; give each text its own"
            )

    def foresee(self, article: Article) -> Article | None:
        """Return what of this article will be extracted, as far as can be told now."""
        try:
            with named_errors(self.path):
                plan = self._look_up(article)
        except UnicodeEncodeError:
            return None
        return plan.article if plan.asks_for_extraction else None

    def _look_up(self, article: Article) -> _Plan:
        """Return what is known of the text; the language of a new one is left open."""
        text_hash = articles.hash_text(article.text)
        known = articles.find_known(self.db, text_hash)
        sighting = articles.sighting_of(article)
        before = known.sightings if known else ()
        now = articles.merge_sightings(article.text, (*before, sighting))
        if known:
            now = replace(now, repeated=articles.repeated_in(self.db, known.article_id))
        return _Plan(
            _origin_of(article),
            articles.id_of_hash(text_hash),
            known,
            sighting,
            articles.merge_sightings(article.text, before) if known else None,
            now,
            known.lang if known else None,
        )

    def _plan(self, article: Article) -> _Plan:
        plan = self._look_up(article)
        if plan.known is None:
            plan = replace(plan, lang=self.language(article.text))
        if not plan.asks_for_extraction:
            return plan
        return replace(plan, extraction=self.extract(plan.article, self.lexicon))

    def _store(self, plan: _Plan) -> Outcome:
        if not plan.is_news:
            return _outcome(plan, "known")
        return self._store_new(plan) if plan.known is None else self._store_again(plan, plan.known)

    def _store_new(self, plan: _Plan) -> Outcome:
        place = versions.find_place(self.db, plan.sighting, self._newest, plan.article_id)
        articles.add_article(self.db, plan.article, lang=plan.lang)
        articles.add_sighting(self.db, plan.article_id, plan.sighting)
        versions.put_in_place(self.db, plan.article_id, place)
        if plan.extraction is not None:
            store_found(self.db, plan.article_id, plan.origin, plan.extraction, because="")
        if place.supersedes is not None:
            claims.settle_article(self.db, place.supersedes)
        repeats.mark_repeated(self.db, plan.article_id, self.extract, self.lexicon)
        if plan.extraction is None:
            return self._refuse(plan)
        return self._counted(plan, plan.extraction, "new")

    def _store_again(self, plan: _Plan, known: articles.Known) -> Outcome:
        articles.add_sighting(self.db, plan.article_id, plan.sighting)
        articles.update_names(self.db, plan.article_id, plan.article)
        outcome = self._store_reading(plan, known)
        conflict = articles.describe_conflict(plan.article, plan.sighting)
        if conflict is not None:
            add_problem(self.db, plan.origin, conflict, plan.article_id)
        return outcome

    def _store_reading(self, plan: _Plan, known: articles.Known) -> Outcome:
        replaced = versions.stands_again(self.db, plan.article_id, plan.sighting)
        for moved in (replaced, plan.article_id) if replaced else ():
            claims.settle_article(self.db, moved)
        if not is_readable(plan.lang):
            articles.date_article(self.db, plan.article_id, plan.article)
            return self._refuse(plan)
        if plan.extraction is None:
            return _outcome(plan, "known")
        day, source = articles.date_of(plan.extraction)
        retrieved = plan.article.retrieved
        because = f"dates better known: published {day} ({source}), retrieved {retrieved}"
        claims_changed = store_found(
            self.db, plan.article_id, plan.origin, plan.extraction, because=because
        )
        if not claims_changed and (day, source) == (known.published, known.published_source):
            return _outcome(plan, "known")
        return self._counted(plan, plan.extraction, "changed")

    def _refuse(self, plan: _Plan) -> Outcome:
        outcome = _outcome(plan, "skipped")
        add_problem(self.db, plan.origin, outcome.reason or "", plan.article_id)
        return outcome

    def _counted(self, plan: _Plan, extraction: Extraction, status: str) -> Outcome:
        return Outcome(
            status,
            plan.origin,
            plan.article_id,
            claims=len(extraction.claims),
            copies=claims.count_copies(self.db, plan.article_id),
            rejected=len(extraction.rejected),
        )


def sum_up(outcomes: Iterable[Outcome]) -> IngestReport:
    """Return the report of all outcomes, which may come one by one."""
    counts: Counter[str] = Counter()
    skipped = []
    for outcome in outcomes:
        counts[outcome.status] += 1
        counts["claims"] += outcome.claims
        counts["copies"] += outcome.copies
        counts["rejected"] += outcome.rejected
        if outcome.status == "skipped":
            skipped.append(outcome)
    return IngestReport(
        new=counts["new"],
        known=counts["known"],
        changed=counts["changed"],
        skipped=tuple(skipped),
        claims=counts["claims"],
        copies=counts["copies"],
        rejected=counts["rejected"],
    )


def _origin_of(article: Article) -> str:
    """Return the name by which the user knows the article."""
    return article.origin or article.url or article.id or "<text>"


def is_readable(lang: str | None) -> bool:
    """Tell whether there is a vocabulary for the language; what cannot be told is tried."""
    return lang is None or lang == ENGLISH


def _outcome(plan: _Plan, status: str) -> Outcome:
    """Return the outcome of an article that gave nothing to count."""
    if is_readable(plan.lang):
        return Outcome(status, plan.origin, plan.article_id)
    reason = f"language without a vocabulary: {plan.lang}"
    return Outcome("skipped", plan.origin, plan.article_id, reason)
