"""What a page says of itself: title, address, outlet and day of publication.

A day is taken from the page's own metadata alone: JSON-LD, Open Graph and its like, or the
``time`` element in the head of the article. Dates anywhere else on a page belong to teasers,
comments and footers as often as to the article, so they are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement

from tracker.datelines import find_printed_day
from tracker.read.days import parse_day
from tracker.read.linked_data import day_described, described, publisher
from tracker.spans import fold

_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time og:pubdate datepublished "
    "article:published article.published published_time published-date article:post_date "
    "shareaholic:article_published_time vr:published_time rnews:datepublished "
    "analyticsattributes.articledate article_date_original originalpublicationdate "
    "news:publication_date og:release_date release_date prism.publicationdate "
    "dcsext.articlefirstpublished citation_online_date citation_publication_date ptime "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime bt:pubdate dcterms.issued "
    "dc.date.issued dc.date dcterms.created dc.date.created publication_date publish_date "
    "publish-date publishdate pubdate date"
).split()
_ASIDE = frozenset("aside nav footer form li a blockquote figure".split())
_LONG_PARAGRAPH = 120
_LONGEST_DATELINE = 60
_OF_DATES = ("div", "span", "p", "small", "em", "i", "b", "strong", "date", "h4", "h5", "h6")
# The names that sites give to boxes of other stories.
_OF_OTHERS = re.compile(
    r"\b(?:related|recommend\w*|sidebar|promo\w*|teasers?|most-?(?:read|popular|viewed)|popular|"
    r"trending|read-?(?:more|also|next)|more-(?:on|from|stories)|newsletter|ticker|also-like)\b",
    re.I,
)
_HEADLINE_WORDS = 5
_UPDATED = re.compile(r"\b(?:updated|modified|edited|corrected)\W*$", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|\-\u2013\u2014\u00b7\u00bb]\s+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the metadata of a page says; None where it says nothing.

    ``other_days`` are days of publication that other parts of the metadata give; ``dateline`` is
    the line with a day that the page prints at the head of its article.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    other_days: tuple[date, ...] = ()
    dateline: str | None = None


def read_facts(page: HtmlElement) -> PageFacts:
    """Return what a parsed page says of itself."""
    metas = _metas(page)
    nodes = described(page)
    outlet = metas.get("og:site_name") or metas.get("application-name") or publisher(nodes)
    title, url = _title(page, metas, outlet), _address(page, metas)
    in_data = day_described(nodes, url, title or "")
    stated = (in_data, _from_metas(metas), _from_time_elements(page))
    known = tuple(dict.fromkeys(day for day in stated if day is not None))
    return PageFacts(
        title=title,
        url=url,
        outlet=outlet,
        published=known[0] if known else None,
        other_days=known[1:],
        dateline=_printed_line(page),
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


def _from_metas(metas: dict[str, str]) -> date | None:
    days = (parse_day(metas[name]) for name in _PUBLISHED if name in metas)
    return next((day for day in days if day is not None), None)


def _from_time_elements(page: HtmlElement) -> date | None:
    """Return the day of the time element at the head of the article."""
    article = main_article(page)
    for element in _head(article) if article is not None else ():
        if element.tag in ("time", "abbr") or _is_stamped(element):
            day = _day_of(element, article)
            if day is not None:
                return day
    return None


def _head(article: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements above the body: later times belong to what it tells."""
    for element in article.iter(etree.Element):
        long = element.tag == "p" and len(words_of(element)) >= _LONG_PARAGRAPH
        if long and not _is_stamped(element) and not _stands_aside(element, article):
            return
        yield element


def _is_stamped(element: HtmlElement) -> bool:
    return (element.get("itemprop") or "").lower() == "datepublished"


def _printed_line(page: HtmlElement) -> str | None:
    """Return the words of the innermost element at the head of the article that print a day."""
    article = main_article(page)
    root = article if article is not None else page.find("body")
    titles = [] if root is None else list(root.iter("h1"))
    below = article is not None  # without an article to look in: what stands below the heading
    for element in _head(root) if root is not None else ():
        below = below or element in titles
        words = words_of(element) if below and element.tag in _OF_DATES else ""
        if not 6 <= len(words) <= _LONGEST_DATELINE or _stands_aside(element, article):
            continue
        inner = (words_of(child) for child in element.iter(*_OF_DATES) if child is not element)
        if find_printed_day(words) and not any(find_printed_day(each) for each in inner):
            return None if _says_updated(element) else words
    return None


def _day_of(element: HtmlElement, article: HtmlElement) -> date | None:
    """Return the day that a time element names for machines, else for readers."""
    if _stands_aside(element, article) or _says_updated(element):
        return None
    stated = element.get("datetime") or element.get("content")
    stated = stated or (element.get("title") if element.tag == "abbr" else None)
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
