"""Which part of a page each line is: the article's own parts, or teasers of other articles."""

from __future__ import annotations

import re

from tracker.frozen import dataclass
from tracker.models import Article
from tracker.segment.forms import Shape, is_capitals, look_at
from tracker.segment.headline import find_headline, second_title
from tracker.segment.lines import Line
from tracker.segment.others import lists_of_others
from tracker.segment.page import OWN_PARTS, Page
from tracker.spans import fold

_SHORTEST_QUOTE, _LONGEST_QUOTE = 24, 400
_MOST_PULL_QUOTES = 20
_SHORTEST_TEASER = 30
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Place:
    """The zone of a line and the block, 0 for the article itself, that it belongs to."""

    zone: str
    block: int = 0


def assign_zones(article: Article, folded: str, lines: list[Line]) -> list[Place]:
    """Return the place of each line."""
    text = article.text
    shapes = [look_at(text, folded, line) for line in lines]
    page = Page(text, folded, fold(article.title or "").strip(), text.isupper(), shapes)
    headline = find_headline(page)
    start = 0 if headline is None else headline + 1
    titles = {headline, second_title(page, headline)}
    teasers = _lines_above(page, headline) | _lists(page, start) | _closing_list(page, start)
    quotes = _pull_quotes(page)
    teasers |= lists_of_others(page, start)
    teasers |= _repeated(article, shapes) - titles
    places: list[Place] = []
    block = 0
    for index, shape in enumerate(shapes):
        if index in teasers:
            block += 1
            places.append(Place("teaser", block))
        else:
            places.append(Place(_own_zone(page, shape, index in titles, index in quotes)))
    return places


def _repeated(article: Article, shapes: list[Shape]) -> frozenset[int]:
    """Return the lines that other articles are known to print as well."""
    if not article.repeated:
        return frozenset()
    return frozenset(
        index
        for index, shape in enumerate(shapes)
        if any(s.start <= shape.line.start and shape.line.end <= s.end for s in article.repeated)
    )


def _own_zone(page: Page, shape: Shape, is_headline: bool, is_quote: bool) -> str:
    if is_headline:
        return "headline"
    if shape.form in OWN_PARTS:
        return shape.form
    if is_quote:
        return "quote"
    if shape.heading and is_capitals(page.text, shape.line) and not page.capitals:
        return "headline"
    return "body"


def _lines_above(page: Page, headline: int | None) -> frozenset[int]:
    """Return the lines above the headline, which belong to other articles."""
    end = headline or 0
    while end and page.shapes[end - 1].form in OWN_PARTS:
        end -= 1
    return frozenset(range(end))


def _lists(page: Page, index: int) -> frozenset[int]:
    """Return the lines of lists of other articles, single teasers and buttons."""
    found: set[int] = set()
    prose = 0
    while index < len(page.shapes):
        shape = page.shapes[index]
        if shape.form in ("list_heading", "pointer"):
            end = _list_end(page, index, prose)
            found.update(range(index, end))
            index = end
            continue
        if shape.form == "comments" and prose > 1:
            return frozenset(found.union(range(index, len(page.shapes))))
        if shape.form in ("teaser_line", "furniture", "comments"):
            found.add(index)
        prose += shape.prose
        index += 1
    return frozenset(found)


def _list_end(page: Page, heading: int, read: int) -> int:
    """Return where the list ends: at two paragraphs of prose in a row, or at a long one.

    So does a paragraph of several sentences that stands apart below a list of headlines. Below a
    pointer one paragraph is enough. A list of sentences goes on to a long paragraph, where two
    paragraphs or more of the article have been read before it.
    """
    shapes, first = page.shapes, heading + 1
    one_is_enough = shapes[heading].form == "pointer"
    of_sentences = read > 1 and first < len(shapes) and shapes[first].prose
    for index in range(first, len(shapes)):
        shape = shapes[index]
        if shape.long or (one_is_enough and shape.prose):
            return index
        follower = shapes[index + 1] if index + 1 < len(shapes) else None
        goes_on = follower is not None and (follower.heading and not follower.form)
        if read and not goes_on and index - first > 1 and _resumes(page, first, index):
            return index
        if shape.prose and follower and follower.prose and not of_sentences:
            return index
    return len(shapes)


def _resumes(page: Page, first: int, index: int) -> bool:
    """Tell a full paragraph that stands apart below a list of nothing but headlines."""
    shape = page.shapes[index]
    titles = all(one.heading and not one.form for one in page.shapes[first:index])
    return titles and shape.line.blank_before and page.is_full(shape)


def _closing_list(page: Page, first: int) -> frozenset[int]:
    """Return three headlines or more that stand below an article of prose only.

    Where half of them have figures they are rather the lines of a report, unless each has a day
    of its own below or above it.
    """
    start = len(page.shapes)
    while start > first and _may_close(page, page.shapes[start - 1]):
        start -= 1
    article = [s for s in page.shapes[first:start] if s.form not in OWN_PARTS]
    closing = range(start, len(page.shapes))
    dated = sum(page.shapes[index].form == "dateline" for index in closing)
    if dated > 1 and 2 * dated >= len(closing) and all(s.prose for s in article):
        return frozenset(closing)
    if len(closing) < 3 or len(article) < 3 or not all(s.prose for s in article):
        return frozenset()
    with_figures = sum(_HAS_DIGIT.search(page.printed(page.shapes[i])) is not None for i in closing)
    return frozenset(closing) if 2 * with_figures < len(closing) else frozenset()


def _may_close(page: Page, shape: Shape) -> bool:
    return shape.form == "dateline" or _is_teaser_headline(page, shape)


def _is_teaser_headline(page: Page, shape: Shape) -> bool:
    line = shape.line
    opens = page.text[line.start]
    return (
        shape.heading
        and not shape.form
        and line.end - line.start >= _SHORTEST_TEASER
        and page.text[line.end - 1] != ":"
        and (opens.isupper() or not opens.isalnum())
    )


def _pull_quotes(page: Page) -> frozenset[int]:
    """Return the lines that are a quotation only and repeat words said elsewhere in the text.

    A page has few of them; a text of many lines in quotes is a dialogue.
    """
    quotes = {i: page.printed(s) for i, s in enumerate(page.shapes) if _is_quotation(page, s)}
    if len(quotes) > _MOST_PULL_QUOTES:
        return frozenset()
    return frozenset(
        i for i, quote in quotes.items() if page.folded.count(quote.strip("\"' .,")) > 1
    )


def _is_quotation(page: Page, shape: Shape) -> bool:
    line = shape.line
    if page.folded[line.start] not in "\"'":
        return False
    if not _SHORTEST_QUOTE < line.end - line.start < _LONGEST_QUOTE:
        return False
    return page.printed(shape).rstrip(" .,")[-1] in "\"'"
