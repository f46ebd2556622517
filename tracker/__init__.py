"""Figures of casualties and strikes in articles about armed conflicts: who claims what, and when.

    from tracker import Article, Store, extract_claims, find_counts, find_dates

    found = extract_claims("Ukraine said 18 people were killed.", published="2025-05-11")
    found.claims, found.rejected    # every figure, and every other number with its reason

    with Store("db/tracker.db") as store:       # made where there is none
        store.ingest([Article("Seven people were killed.", url="https://a.example/1")])
        store.query("daily-losses", party="Russia")     # a saved query, as a pandas DataFrame
        store.query("SELECT figure, quote FROM figures WHERE measure = 'killed'")
        store.series("daily", party="Russia")           # time series, under a named policy

What is wrong with an input, a query or a file is a TrackerError that says what to change.
Whatever is named here is loaded when it is used, so that ``import tracker`` costs nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.errors import TrackerError
    from tracker.models import Article, Claim, Count, Extraction
    from tracker.store import Store
    from tracker.version import __version__
    from tracker.when import DateExpression

__all__ = [
    "Article",
    "Claim",
    "Count",
    "DateExpression",
    "Extraction",
    "Store",
    "TrackerError",
    "__version__",
    "extract_claims",
    "find_counts",
    "find_dates",
]

_HOMES = {
    "Article": "tracker.models",
    "Claim": "tracker.models",
    "Count": "tracker.models",
    "DateExpression": "tracker.when",
    "Extraction": "tracker.models",
    "Store": "tracker.store",
    "TrackerError": "tracker.errors",
    "__version__": "tracker.version",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def extract_claims(
    text: str,
    *,
    published: date | str | None = None,
    retrieved: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Extraction:
    """Return every figure that a text states, and every other number with its reason.

    >>> text = "Shelling killed at least four people in Kherson, the regional governor said."
    >>> found = extract_claims(text, published="2025-05-12")
    >>> (claim,) = found.claims
    >>> claim.figure, claim.low, claim.high, claim.qualifier, claim.measure, claim.attribution
    ('four', 4, None, 'at_least', 'killed', 'the regional governor')
    >>> text[claim.start : claim.end]
    'four'

    Args:
        text: the article; it is never changed, and all offsets refer to it.
        published: the day it appeared, as a date or as ``2025-05-11``.
        retrieved: the day it was fetched, the latest that anything in it can have happened.
        title: context only; figures are found in ``text`` alone.
        url: where it stood.

    Raises:
        UnreadableInput: a date that is none.
    """
    from tracker.extract import extract_article
    from tracker.models import Article

    day = _day("published", published)
    article = Article(
        text,
        url=url,
        title=title,
        published=day,
        published_source=None if day is None else "given",
        retrieved=_day("retrieved", retrieved),
    )
    return extract_article(article)


def find_counts(text: str) -> tuple[Count, ...]:
    """Return every number of a text in order: span, value, bounds and qualifier.

    >>> [count.qualifier for count in find_counts("at least two dozen of about 30")]
    ['at_least', 'approximate']
    """
    from tracker.count import find_counts as find
    from tracker.lexicon import load_lexicon
    from tracker.models import Article
    from tracker.segment import segment

    return find(segment(Article(text)), load_lexicon())


def find_dates(text: str, published: date | str | None = None) -> tuple[DateExpression, ...]:
    """Return every date expression of a text in order: span, days, precision and rule.

    >>> [day] = find_dates("They met yesterday.", published="2025-05-12")
    >>> day.period_start, day.precision
    (datetime.date(2025, 5, 11), 'day')

    Args:
        text: any text; offsets refer to it.
        published: the day of the text; without it "yesterday" and "March 2" stay open.

    Raises:
        UnreadableInput: a date that is none.
    """
    from tracker.when import find_dates as find

    return find(text, _day("published", published))


def _day(name: str, given: date | str | None) -> date | None:
    if not isinstance(given, str):
        return given
    from tracker.errors import UnreadableInput
    from tracker.read import parse_day

    day = parse_day(given)
    if day is None:
        raise UnreadableInput(f"{name}: {given!r} is no date; write it as 2025-05-11")
    return day
