"""A record of fields, from a line of JSON or a row of a table -> an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.content import refuse_binary
from tracker.read.days import parse_day
from tracker.read.options import ReadOptions

Record = Mapping[str, Any]


class KnownIds:
    """The ids of one file, each with the number of its line."""

    def __init__(self) -> None:
        self._line_of_id: dict[str, int] = {}

    def add(self, article: Article, number: int) -> None:
        """Note the article's id.

        Raises:
            UnreadableInput: it stands in another line already.
        """
        if article.id is None:
            return
        earlier = self._line_of_id.setdefault(article.id, number)
        if earlier != number:
            raise UnreadableInput(
                f"the id {article.id!r} stands in line {earlier} already; give each its own"
            )


def article_of_record(record: Record, where: str, options: ReadOptions) -> Article:
    """Return the article that the fields of a record make.

    Raises:
        UnreadableInput: there is no text, or a field does not hold what it should.
    """
    text = _text(record, "text")
    if text is None:
        raise UnreadableInput("no text; add a field 'text'")
    if not text.strip():
        raise UnreadableInput("the text is empty; leave the line out or add the text")
    refuse_binary(text)
    published = _date(record, "published") or options.published
    return Article(
        text,
        id=_id(record),
        url=_text(record, "url") or options.url,
        title=_text(record, "title"),
        outlet=_text(record, "outlet") or options.outlet,
        published=published,
        published_source=None if published is None else "given",
        retrieved=_date(record, "retrieved") or options.retrieved,
        origin=where,
    )


def _text(record: Record, field: str) -> str | None:
    """Return a field's text, None where the field is missing, null or, beside text, empty."""
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableInput(f"the {field} is no text but {_kind(value)}; put it in quotes")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(f"the {field} holds half a character (\\ud800...)") from error
    return value if value or field == "text" else None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return {int: "a number", float: "a number", list: "a list", dict: "an object"}[type(value)]


def _id(record: Record) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(record, "id")


def _date(record: Record, field: str) -> date | None:
    words = _text(record, field)
    if words is None or not words.strip():
        return None
    day = parse_day(words)
    if day is None:
        raise UnreadableInput(f"the {field} {words!r} is no date; write it as 2025-05-11")
    return day
