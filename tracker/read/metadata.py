"""What a page says of itself: title, address, outlet and day of publication.

A day is taken from the page's own metadata alone: JSON-LD, Open Graph and its like, or the
``time`` element in the head of the article. Dates anywhere else on a page belong to teasers,
comments and footers as often as to the article, so they are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from tracker.read.days import parse_day
from tracker.spans import fold

_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time og:pubdate datepublished "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime bt:pubdate dcterms.issued "
    "dc.date.issued dc.date publication_date publish_date publish-date publishdate pubdate date"
).split()
_ASIDE = frozenset("aside nav footer form li a blockquote figure".split())
_LONG_PARAGRAPH = 120
# The names that sites give to boxes of other stories.
_OF_OTHERS = re.compile(
    r"\b(?:related|recommend\w*|sidebar|promo\w*|teasers?|most-?(?:read|popular|viewed)|popular|"
    r"trending|read-?(?:more|also|next)|more-(?:on|from|stories)|newsletter|ticker|also-like)\b",
    re.I,
)
_HEADLINE_WORDS = 5
_COMMA_TOO_MANY = re.compile(r",(\s*[}\]])")
_UPDATED = re.compile(r"\b(?:updated|modified|edited|corrected)\W*$", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|\-\u2013\u2014\u00b7\u00bb]\s+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the metadata of a page says; None where it says nothing.

    ``other_days`` are days of publication that other parts of the metadata give.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    other_days: tuple[date, ...] = ()


def read_facts(page: HtmlElement) -> PageFacts:
    """Return what a parsed page says of itself."""
    metas = _metas(page)
    nodes = _described(page)
    outlet = metas.get("og:site_name") or metas.get("application-name") or _publisher(nodes)
    stated = (_from_json_ld(nodes), _from_metas(metas), _from_time_elements(page))
    known = tuple(dict.fromkeys(day for day in stated if day is not None))
    return PageFacts(
        title=_title(page, metas, outlet),
        url=_address(page, metas),
        outlet=outlet,
        published=known[0] if known else None,
        other_days=known[1:],
    )


def main_article(page: HtmlElement) -> HtmlElement | None:
    """Return the element that holds the article: around the main heading, or the only one."""
    articles = [e for e in page.iter("article") if not _stands_aside(e, None)]
    with_heading = [e for e in articles if e.find(".//h1") is not None]
    if with_heading:
        return with_heading[0]
    outermost = [e for e in articles if next(e.iterancestors("article"), None) is None]
    if len(outermost) == 1:
        return outermost[0]
    return next(page.iter("main"), None)


def words_of(element: HtmlElement) -> str:
    """Return an element's text on one line."""
    return " ".join(element.text_content().split())


def _metas(page: HtmlElement) -> dict[str, str]:
    """Return the page's meta elements by name, the first of each name."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        stray = meta.get("itemprop") and _stands_aside(meta, None)
        if name and content and not stray:
            found.setdefault(name.strip().lower(), content)
    return found


def _title(page: HtmlElement, metas: dict[str, str], outlet: str | None) -> str | None:
    article = main_article(page)
    headings = [] if article is None else list(article.iter("h1"))
    headings = headings or list(page.iter("h1"))
    if len(headings) == 1 and words_of(headings[0]):
        return words_of(headings[0])
    titles = page.findall(".//title")
    of_window = words_of(titles[0]) if titles else ""
    given = metas.get("og:title") or _heading_for(page, of_window) or of_window
    return _without_outlet(given, outlet) or None


def _heading_for(page: HtmlElement, of_window: str) -> str | None:
    """Return the smaller heading that the window's title tells of, between outlet and section."""
    parts = [fold(part) for part in _PARTS.split(of_window) if len(part.split()) > 2]
    headings = (words_of(heading) for heading in page.iter("h2", "h3"))
    return next((h for h in headings if any(part in fold(h) for part in parts)), None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's name behind it ("... | The Herald")."""
    if outlet:
        return re.sub(rf"\s+[|\-\u2013\u2014\u00b7:]\s+{re.escape(outlet)}$", "", title)
    return title


def _address(page: HtmlElement, metas: dict[str, str]) -> str | None:
    canonical = (e.get("href") for e in page.iter("link") if e.get("rel") == "canonical")
    for address in (*canonical, metas.get("og:url"), _saved_from(page)):
        if address and address.strip().startswith(("http://", "https://")):
            return str(address).strip()
    return None


def _saved_from(page: HtmlElement) -> str | None:
    """Return the address that browsers note in a comment at the top of a saved page."""
    head = [page.getroottree().getroot(), *page.iter()][:6]
    comments = [*page.itersiblings(preceding=True), *head]
    for node in comments:
        if not isinstance(node.tag, str) and (found := _SAVED_FROM.search(node.text or "")):
            return found[1]
    return None


def _described(page: HtmlElement) -> list[dict[str, Any]]:
    """Return the things that the page's JSON-LD describes, those listed inside others left out."""
    nodes: list[dict[str, Any]] = []
    for script in page.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            try:
                words = _COMMA_TOO_MANY.sub(r"\1", script.text or "")
                nodes += _top_nodes(json.loads(words, strict=False))
            except (ValueError, RecursionError):
                continue  # a page with broken JSON-LD simply says nothing there
    return nodes


def _top_nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _top_nodes(item)
    elif isinstance(value, dict):
        yield value
        for inner in ("@graph", "mainEntity"):
            yield from _top_nodes(value.get(inner))


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    kinds = node.get("@type")
    return tuple(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _from_json_ld(nodes: list[dict[str, Any]]) -> date | None:
    """Return the day of the one article described; of a web page only where there is none."""
    for endings in (("Article", "Posting", "Report"), ("WebPage", "ItemPage")):
        chosen = [n for n in nodes if any(kind.endswith(endings) for kind in _types(n))]
        days = {parse_day(str(n.get("datePublished") or "")) for n in chosen} - {None}
        if len(days) == 1:
            return days.pop()
        if days:
            return None  # several articles described, and nothing says which is this one
    return None


def _publisher(nodes: list[dict[str, Any]]) -> str | None:
    for node in nodes:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return " ".join(publisher["name"].split()) or None
    return None


def _from_metas(metas: dict[str, str]) -> date | None:
    days = (parse_day(metas[name]) for name in _PUBLISHED if name in metas)
    return next((day for day in days if day is not None), None)


def _from_time_elements(page: HtmlElement) -> date | None:
    """Return the day of the time element at the head of the article."""
    article = main_article(page)
    if article is None:
        return None
    for element in article.iter():
        stamped = (element.get("itemprop") or "").lower() == "datepublished"
        if element.tag == "p" and not stamped:
            if len(words_of(element)) >= _LONG_PARAGRAPH and not _stands_aside(element, article):
                return None  # the body begins: later times belong to what it tells
        elif stamped or element.tag == "time":
            day = _day_of(element, article)
            if day is not None:
                return day
    return None


def _day_of(element: HtmlElement, article: HtmlElement) -> date | None:
    """Return the day that a time element names for machines, else for readers."""
    if _stands_aside(element, article) or _says_updated(element):
        return None
    stated = element.get("datetime") or element.get("content")
    return parse_day(stated) if stated else parse_day(words_of(element))


def _stands_aside(element: HtmlElement, within: HtmlElement | None) -> bool:
    """Tell whether an element lies in a list, a link, a side column, a card or another article."""
    for ancestor in element.iterancestors():
        if ancestor is within:
            return False
        if ancestor.tag in _ASIDE or (within is not None and ancestor.tag == "article"):
            return True
        if _OF_OTHERS.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"):
            return True
        if within is not None and _links_to_a_story(ancestor):
            return True
    return False


def _links_to_a_story(element: HtmlElement) -> bool:
    """Tell a card with a headline to follow from the head of the article itself."""
    if element.find(".//h1") is not None:
        return False
    return any(len(words_of(link).split()) >= _HEADLINE_WORDS for link in element.iter("a"))


def _says_updated(element: HtmlElement) -> bool:
    if (element.get("itemprop") or "").lower() == "datemodified":
        return True
    before = element.getprevious()
    words = (element.getparent().text or "") if before is None else words_of(before)
    words = words if before is None else f"{words} {before.tail or ''}"
    return bool(_UPDATED.search(words) or re.match(r"\s*updated\b", words_of(element), re.I))
