"""One article: is its text the one that came in, and does each figure stand where it is said to?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.extract import claim_id
from tracker.models import Article, Claim, Extraction
from tracker.store import articles
from tracker.store.claims import Row, row_of_claim
from tracker.store.found import FIELDS, REJECTED, Found, found_by, found_in
from tracker.store.ingest import is_readable
from tracker.store.verify.failure import Failure

if TYPE_CHECKING:
    from sqlite_utils import Database

_NAMES = "given_id url origin title outlet retrieved bytes_hash extent".split()

_Problem = tuple[str, str]
"""Of what, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article with all that the database has of it.

    ``again`` is what the extractor finds now, None where another version has read the text.
    """

    row: Row
    article: Article
    found: Found
    past: tuple[Row, ...]
    again: Extraction | None = None

    @property
    def text(self) -> str:
        """The text as it is stored."""
        return str(self.row["text"])


def read_stored(db: Database, article_id: str) -> Stored:
    """Return an article with all that the database has of it, not yet extracted again."""
    cursor = db.conn.execute("SELECT * FROM articles WHERE id = ?", (article_id,))
    row = _as_row(cursor, cursor.fetchone())
    article = articles.merge_sightings(row["text"], articles.sightings_of(db, article_id))
    article = replace(article, repeated=articles.repeated_in(db, article_id))
    history = db.conn.execute("SELECT * FROM claims_history WHERE article = ?", (article_id,))
    past = tuple(_as_row(history, each) for each in history.fetchall())
    return Stored(row, article, found_in(db, article_id), past)


def _as_row(cursor: Any, values: tuple[Any, ...]) -> Row:
    return dict(zip((column[0] for column in cursor.description), values, strict=True))


def is_whole(stored: Stored) -> bool:
    """Tell whether the text is the one that came in."""
    try:
        return bool(articles.hash_text(stored.text) == stored.row["text_hash"])
    except UnicodeEncodeError:
        return False


def check_article(stored: Stored) -> Iterator[Failure]:
    """Yield all that is wrong with an article and what was found in it."""
    for check in CHECKS:
        for where, what in check(stored):
            yield Failure(check.__name__, where or stored.row["id"], what)


def text(stored: Stored) -> Iterator[_Problem]:
    """The text has the hash under which it came in, and the article is called by it."""
    if not is_whole(stored):
        yield "", "the text is not the one that came in: its hash is another"
    if articles.id_of_hash(stored.row["text_hash"]) != stored.row["id"]:
        yield "", f"its id does not go with the hash of its text, {stored.row['text_hash']}"


def sightings(stored: Stored) -> Iterator[_Problem]:
    """What is known of the article follows from where it was seen."""
    for name, seen in zip(_NAMES, _names_seen(stored.article), strict=True):
        if stored.row[name] != seen:
            yield "", f"{name} is {stored.row[name]!r}, by its sightings {seen!r}"


def _names_seen(article: Article) -> tuple[Any, ...]:
    day = article.retrieved.isoformat() if article.retrieved else None
    names = (article.id, article.url, article.origin, article.title, article.outlet)
    return (*names, day, article.bytes_hash, article.extent)


def figures(stored: Stored) -> Iterator[_Problem]:
    """Each figure and quote, also of the past, is what the text has at its place."""
    for row in (*stored.found.claims.values(), *stored.past):
        words = {"figure": (row["start"], row["end"]),
                 "quote": (row["quote_start"], row["quote_end"])}  # fmt: skip
        for name, (start, end) in words.items():
            if not _slices(stored.text, start, end, row[name]):
                yield (
                    row["claim_id"],
                    f"the text has no such {name} at {start}-{end}: {row[name]!r}",
                )
        if row["claim_id"] != claim_id(stored.row["text_hash"], row["start"], row["end"]):
            yield row["claim_id"], "its id does not go with its text and place"


def rejected_numbers(stored: Stored) -> Iterator[_Problem]:
    """Each rejected number is what the text has at its place."""
    for row in stored.found.rejected:
        number = dict(zip(REJECTED, row, strict=True))
        start, end = number["start"], number["end"]
        if not _slices(stored.text, start, end, number["figure"]):
            yield "", f"the text has no number {number['figure']!r} at {start}-{end}"


def evidence(stored: Stored) -> Iterator[_Problem]:
    """The words behind each field lie in the text."""
    for claim, _, name, _, start, end, _ in stored.found.evidence:
        if not 0 <= start <= end <= len(stored.text):
            yield claim, f"the evidence of its {name} is not in the text: {start}-{end}"


def _slices(text: str, start: int, end: int, words: str) -> bool:
    return 0 <= start <= end <= len(text) and text[start:end] == words


def seal(stored: Stored) -> Iterator[_Problem]:
    """All that was found is what the run stored, whatever version it was."""
    run_id, claims = stored.row["run_id"], stored.found.claims.values()
    if run_id is None and claims:
        yield "", "has claims, and no run that read it"
    if run_id is None and is_readable(stored.row["lang"]):
        yield "", "was never read, though its language has a vocabulary"
    if run_id is not None and not is_readable(stored.row["lang"]):
        yield "", f"was read, though there is no vocabulary for its language, {stored.row['lang']}"
    if any(row["run_id"] != run_id for row in claims):
        yield "", f"has claims of another run than {run_id}, which read it"
    if stored.row["found_hash"] not in (None, stored.found.hash):
        yield "", "what was found in it is not what was stored: the hash over all of it is another"


def extracted_again(stored: Stored) -> Iterator[_Problem]:
    """The extractor of the same version finds the same."""
    if stored.again is None:
        return
    now = found_by(stored.again, stored.row["id"])
    yield from _claims_again(stored.found.claims, now.claims)
    yield from _passages_again(stored, stored.again.claims)
    evidence_of = {row[0] for row in set(stored.found.evidence) ^ set(now.evidence)}
    for claim in sorted(evidence_of & stored.found.claims.keys() & now.claims.keys()):
        yield claim, "its evidence is not what the extractor gives"
    for row in sorted(set(stored.found.rejected) ^ set(now.rejected), key=str):
        where = f"{row[2]!r} at {row[0]}-{row[1]}"
        extra = row in stored.found.rejected
        yield "", f"rejected number {where}: " + ("not found by the extractor" if extra else "lost")
    if (stored.found.published, stored.found.published_source) != (
        now.published, now.published_source
    ):  # fmt: skip
        yield "", f"published {stored.found.published}, the extractor says {now.published}"


def _claims_again(old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[_Problem]:
    for lost in new.keys() - old.keys():
        yield lost, f"is missing: the extractor finds {new[lost]['figure']!r}"
    for added in old.keys() - new.keys():
        yield added, f"is not found by the extractor: {old[added]['figure']!r}"
    for both in old.keys() & new.keys():
        for name in FIELDS:
            if old[both][name] != new[both][name]:
                got, want = json.dumps(old[both][name]), json.dumps(new[both][name])
                yield both, f"{name} is {got}, the extractor says {want}"


def _passages_again(stored: Stored, now: tuple[Claim, ...]) -> Iterator[_Problem]:
    for claim in now:
        row = row_of_claim(claim, stored.row["id"], stored.text)
        old = stored.found.claims.get(claim.claim_id)
        if old is not None and old["passage"] != row["passage"]:
            yield claim.claim_id, "the hash of its passage is another"


CHECKS: tuple[Callable[[Stored], Iterator[_Problem]], ...] = (
    text,
    sightings,
    figures,
    rejected_numbers,
    evidence,
    seal,
    extracted_again,
)
"""What is checked of each article; the name of the function is that of the check."""
