"""What the JSON-LD of a page says of the article on it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from tracker.read.days import parse_day
from tracker.spans import fold

_COMMA_TOO_MANY = re.compile(r",(\s*[}\]])")
_WRAPPED = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)(?:\s*\*/)?\s*$"
)
_KINDS = (("Article", "Posting", "Report"), ("WebPage", "ItemPage"))
"""Ends of the names of what has a day: an article, or a page where no article is described."""
_DAYS = ("datePublished", "dateCreated")
_OF_THE_PAGE = ("@graph", "mainEntity", "mainEntityOfPage")

Node = dict[str, Any]


def described(page: HtmlElement) -> list[Node]:
    """Return the things that the page's JSON-LD describes, those listed inside others left out."""
    nodes: list[Node] = []
    for script in page.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            nodes += _top_nodes(_value(script.text or ""))
    return nodes


def _value(script: str) -> object:
    """Return what a script describes; None where it is broken: such a page says nothing there."""
    words = _COMMA_TOO_MANY.sub(r"\1", _WRAPPED.sub("", script))
    for written in (words, html.unescape(words)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _top_nodes(value: object) -> Iterator[Node]:
    if isinstance(value, list):
        for item in value:
            yield from _top_nodes(item)
    elif isinstance(value, dict):
        yield value
        for inner in _OF_THE_PAGE:
            yield from _top_nodes(value.get(inner))


def _types(node: Node) -> tuple[str, ...]:
    kinds = node.get("@type")
    return tuple(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def day_described(nodes: Sequence[Node], url: str | None, title: str) -> date | None:
    """Return the day of the one article described; of a web page only where there is none.

    Of several it is the one that has the page's address or its title.
    """
    for endings in _KINDS:
        chosen = [n for n in nodes if any(kind.endswith(endings) for kind in _types(n))]
        for wanted in (chosen, [n for n in chosen if _is_about(n, url, title)]):
            days = {day for n in wanted if (day := _day_of(n)) is not None}
            if len(days) == 1:
                return days.pop()
        if chosen and any(_day_of(n) for n in chosen):
            return None  # several articles described, and nothing says which is this one
    return None


def _day_of(node: Node) -> date | None:
    """Return the day of an article: of publication, else that on which it was made."""
    for key in _DAYS:
        value = node.get(key)
        stated = value[0] if isinstance(value, list) and value else value
        day = parse_day(str(stated or ""))
        if day is not None:
            return day
    return None


def _is_about(node: Node, url: str | None, title: str) -> bool:
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    addresses = {_bare(str(value)) for value in (node.get("url"), node.get("@id"), page) if value}
    named = fold(str(node.get("headline") or node.get("name") or "")).strip()
    return (url is not None and _bare(url) in addresses) or (bool(named) and named == fold(title))


def _bare(url: str) -> str:
    """Return an address without its scheme, fragment and last stroke."""
    return url.partition("#")[0].partition("://")[2].rstrip("/")


def publisher(nodes: Sequence[Node]) -> str | None:
    """Return the name of the publisher that is described, or None."""
    for node in nodes:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return " ".join(publisher["name"].split()) or None
    return None
