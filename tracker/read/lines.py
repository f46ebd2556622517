"""JSON Lines -> articles: one object a line; a line that is none is named and left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.content import decode, refuse_binary
from tracker.read.days import parse_day
from tracker.read.options import ReadOptions, Skipped


def read_lines(
    lines: Iterable[bytes], origin: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    """Yield an article for each line, or why the line, named ``origin:number``, gives none."""
    line_of_id: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        where = f"{origin}:{number}"
        try:
            article = _read_line(line, where, options)
            if article.id is not None and article.id in line_of_id:
                earlier = line_of_id[article.id]
                raise UnreadableInput(
                    f"the id {article.id!r} stands in line {earlier} already; give each its own"
                )
        except UnreadableInput as problem:
            yield Skipped(where, str(problem))
            continue
        if article.id is not None:
            line_of_id[article.id] = number
        yield article


def _read_line(line: bytes, where: str, options: ReadOptions) -> Article:
    record = _parse(line)
    raw = line.rstrip(b"\r\n")
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
        bytes_hash=hashlib.sha256(raw).hexdigest(),
        raw=raw,
    )


def _parse(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"not JSON ({_short(error)}); write one object a line") from error
    if not isinstance(record, dict):
        raise UnreadableInput('JSON, but no object; write {"text": ...}')
    return record


def _short(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _text(record: dict[str, Any], field: str) -> str | None:
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


def _id(record: dict[str, Any]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(record, "id")


def _date(record: dict[str, Any], field: str) -> date | None:
    words = _text(record, field)
    if words is None or not words.strip():
        return None
    day = parse_day(words)
    if day is None:
        raise UnreadableInput(f"the {field} {words!r} is no date; write it as 2025-05-11")
    return day
