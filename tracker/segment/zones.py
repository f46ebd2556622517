"""Which part of a page each line is: the article's own parts, or teasers of other articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.models import Article
from tracker.segment.forms import Shape, is_capitals, look_at
from tracker.segment.lines import Line
from tracker.spans import fold

_SHORTEST_QUOTE, _LONGEST_QUOTE = 24, 400
_MOST_PULL_QUOTES = 20
_SHORTEST_TITLE = 12
_SHORTEST_TEASER = 30
_LIST_PARTS = ("", "list_heading", "pointer", "furniture")
_OWN_PARTS = ("byline", "dateline", "caption")


@dataclass(frozen=True, slots=True)
class Place:
    """The zone of a line and the block, 0 for the article itself, that it belongs to."""

    zone: str
    block: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A text with the shapes of its lines; ``title`` is folded, empty where none is known."""

    text: str
    folded: str
    title: str
    shapes: list[Shape]

    def printed(self, shape: Shape) -> str:
        """The folded words of a line."""
        return self.folded[shape.line.start : shape.line.end]


def assign_zones(article: Article, folded: str, lines: list[Line]) -> list[Place]:
    """Return the place of each line."""
    text = article.text
    shapes = [look_at(text, folded, line) for line in lines]
    page = Page(text, folded, fold(article.title or "").strip(), shapes)
    headline = _find_headline(page)
    start = 0 if headline is None else headline + 1
    teasers = _lines_above(page, headline) | _lists(page, start) | _closing_list(page, start)
    quotes = _pull_quotes(page)
    places: list[Place] = []
    block = 0
    for index, shape in enumerate(shapes):
        if index in teasers:
            block += 1
            places.append(Place("teaser", block))
        else:
            is_headline = index == headline
            places.append(Place(_own_zone(page, shape, is_headline, index in quotes)))
    return places


def _own_zone(page: Page, shape: Shape, is_headline: bool, is_quote: bool) -> str:
    if is_headline:
        return "headline"
    if shape.form in _OWN_PARTS:
        return shape.form
    if is_quote:
        return "quote"
    if shape.heading and is_capitals(page.text, shape.line) and not page.text.isupper():
        return "headline"
    return "body"


def _by_title(page: Page) -> int | None:
    """The line that is the title known from elsewhere, with or without the outlet's name."""
    if len(page.title) < _SHORTEST_TITLE:
        return None
    for index, shape in enumerate(page.shapes):
        printed = page.printed(shape)
        if printed == page.title:
            return index
        if len(printed) >= _SHORTEST_TITLE and page.title.startswith(printed + " "):
            return index
    return None


def _by_top_list(page: Page) -> int | None:
    """The last of a run of headlines, where a page opens with a list of other articles."""
    end = 0
    while end < len(page.shapes) and _may_be_listed(page.shapes[end]):
        end += 1
    titles = sum(not shape.form for shape in page.shapes[:end])
    listed = any(shape.form == "list_heading" for shape in page.shapes[:end])
    if titles < (2 if listed else 4) or not _article_follows(page, end):
        return None
    while page.shapes[end - 1].form:
        end -= 1
    return end - 1


def _by_first_line(page: Page) -> int | None:
    """The first line after date line and byline, where it has no final stop."""
    for index, shape in enumerate(page.shapes):
        if shape.form not in ("dateline", "byline", "furniture"):
            return index if shape.heading and not shape.form else None
    return None


def _by_byline(page: Page) -> int | None:
    """The first line without a final stop where a byline stands right below it."""
    index = _first_heading(page)
    if index is None or not _article_follows(page, index + 1):
        return None
    return index if page.shapes[index + 1].form in ("byline", "dateline") else None


def _by_tight_run(page: Page) -> int | None:
    """The first line without a final stop after a run of stray sentences.

    Teasers above a headline stand line under line, with the blank line below the headline
    only; an article's own subheading has blank lines on both sides or on none.
    """
    index = _first_heading(page)
    if index is None or index < 3 or not _article_follows(page, index + 1):
        return None
    if any(shape.line.blank_before for shape in page.shapes[1 : index + 1]):
        return None
    return index if page.shapes[index + 1].line.blank_before else None


HEADLINE_RULES: tuple[Callable[[Page], int | None], ...] = (
    _by_title,
    _by_top_list,
    _by_first_line,
    _by_byline,
    _by_tight_run,
)


def _find_headline(page: Page) -> int | None:
    """Return the index of the line that is the article's headline: the first rule decides."""
    for rule in HEADLINE_RULES:
        found = rule(page)
        if found is not None:
            return found
    return None


def _first_heading(page: Page) -> int | None:
    return next((i for i, s in enumerate(page.shapes) if s.heading and not s.form), None)


def _may_be_listed(shape: Shape) -> bool:
    return shape.heading and shape.form in _LIST_PARTS


def _article_follows(page: Page, index: int) -> bool:
    """Tell whether two paragraphs of prose or more stand after byline and date line."""
    shapes = page.shapes
    while index < len(shapes) and shapes[index].form in _OWN_PARTS:
        index += 1
    return sum(shape.prose for shape in shapes[index : index + 3]) >= 2


def _lines_above(page: Page, headline: int | None) -> frozenset[int]:
    """Return the lines above the headline, which belong to other articles."""
    end = headline or 0
    while end and page.shapes[end - 1].form in _OWN_PARTS:
        end -= 1
    return frozenset(range(end))


def _lists(page: Page, index: int) -> frozenset[int]:
    """Return the lines of lists of other articles, single teasers and buttons."""
    found: set[int] = set()
    while index < len(page.shapes):
        form = page.shapes[index].form
        if form in ("list_heading", "pointer"):
            end = _list_end(page.shapes, index + 1, form)
            found.update(range(index, end))
            index = end
            continue
        if form in ("teaser_line", "furniture"):
            found.add(index)
        index += 1
    return frozenset(found)


def _list_end(shapes: list[Shape], first: int, form: str) -> int:
    """Return where the list ends: at two paragraphs of prose in a row, or at a long one.

    Below a pointer one paragraph is enough. Where a list opens with sentences, only a long
    paragraph ends it.
    """
    opens_with_prose = first < len(shapes) and shapes[first].prose
    for index in range(first, len(shapes)):
        shape = shapes[index]
        if shape.long or (form == "pointer" and shape.prose):
            return index
        follower = shapes[index + 1] if index + 1 < len(shapes) else None
        if shape.prose and follower and follower.prose and not opens_with_prose:
            return index
    return len(shapes)


def _closing_list(page: Page, first: int) -> frozenset[int]:
    """Return three headlines or more that stand below an article of prose only."""
    start = len(page.shapes)
    while start > first and _is_teaser_headline(page, page.shapes[start - 1]):
        start -= 1
    article = [s for s in page.shapes[first:start] if s.form not in _OWN_PARTS]
    if len(page.shapes) - start < 3 or len(article) < 3 or not all(s.prose for s in article):
        return frozenset()
    return frozenset(range(start, len(page.shapes)))


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
