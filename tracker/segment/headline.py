"""Which line of a page is the article's headline."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.segment.forms import Shape
from tracker.segment.page import OWN_PARTS, Page

_SHORTEST_TITLE = 12
_PARTS_OF_TITLE = re.compile(r"\s+[|\u2013\u2014\u00b7-]\s+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM, _READ = 5, 8
_FEWEST_OF_MENU, _LONGEST_OF_MENU = 2, 3
_DIGIT = re.compile(r"\d")
_FEWEST_STEMS, _MUCH = 2, 0.6
_OF_ANY_REPORT = frozenset(
    "kill kills kille dead death wound injur hurt attac strik peopl said says "
    "after from with over more than that this near least amid into about have were been their "
    "what when where during again against report offic casua least army force milit war day days "
    "week month year news live updat".split()
)
"""Beginnings of words by which no article is told from another."""
_LIST_PARTS = ("", "list_heading", "pointer", "furniture")


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
    """The last of a run of headlines, where a page opens with a list of other articles.

    The list has a heading that says so or holds quotations, or what it ends with has a byline or
    a date line.
    """
    end = 0
    while end < len(page.shapes) and _may_be_listed(page.shapes[end]):
        end += 1
    titles = [index for index in range(end) if not page.shapes[index].form]
    listed = any(shape.form in ("list_heading", "pointer") for shape in page.shapes[:end])
    listed = listed or sum(page.folded[page.shapes[n].line.start] in "\"'" for n in titles) > 1
    signed = end < len(page.shapes) and page.shapes[end].form in ("byline", "dateline")
    if len(titles) < 2 or not (listed or (signed and len(titles) > 3)):
        return None
    return titles[-1] if page.article_follows(end) else None


def _by_signed_list(page: Page) -> int | None:
    """The headline at the first byline or date line, where a page opens with a list of others.

    It stands right below a date line that closes the list, else right above the signature.
    """
    shapes = page.shapes
    if not shapes or shapes[0].form not in ("list_heading", "pointer"):
        return None
    signed = 1
    while signed < len(shapes) and (_may_be_listed(shapes[signed]) or _is_quote(page, signed)):
        signed += 1
    below = signed
    while below < len(shapes) and shapes[below].form in OWN_PARTS:
        below += 1
    if below == signed or below == len(shapes):
        return None
    if _may_be_headline(page, shapes[below]) and page.prose_follows(below + 1):
        return below
    above = signed > 2 and _may_be_headline(page, shapes[signed - 1])
    by_one = sum(shape.form == "byline" for shape in shapes) == 1 and below - signed > 1
    follows = page.prose_follows(below) or (by_one and shapes[below].prose)
    return signed - 1 if above and follows else None


def _by_first_line(page: Page) -> int | None:
    """The first line after date line and byline, where it has no final stop."""
    for index, shape in enumerate(page.shapes):
        if shape.form not in ("dateline", "byline", "caption", "furniture"):
            found = index if shape.heading and not shape.form else None
            signed = found is not None and _is_quote(page, index) and _is_signed(page, index + 1)
            return index + 1 if signed else found
    return None


def _by_byline(page: Page) -> int | None:
    """The first line without a final stop where a byline stands right below it."""
    index = _first_heading(page)
    if index is None or not page.article_follows(index + 1):
        return None
    return index if page.shapes[index + 1].form in ("byline", "dateline") else None


def _by_menu(page: Page) -> int | None:
    """The signed line without a final stop below a menu: two lines or more of a few words each."""
    index = 0
    while index < len(page.shapes) and _is_of_menu(page, page.shapes[index]):
        index += 1
    if index < _FEWEST_OF_MENU or index + 1 >= len(page.shapes):
        return None
    signed = page.shapes[index + 1].form in ("byline", "dateline")
    signed = signed and page.prose_follows(index + 2)
    return index if signed and _may_be_headline(page, page.shapes[index]) else None


def _is_of_menu(page: Page, shape: Shape) -> bool:
    words = page.printed(shape)
    return shape.heading and len(words.split()) <= _LONGEST_OF_MENU and not _DIGIT.search(words)


def _by_tight_run(page: Page) -> int | None:
    """The line without a final stop that ends a run of stray sentences.

    Teasers above a headline stand line under line, with the first blank line below the
    headline; an article's own subheading has blank lines on both sides or on none.
    """
    run = 1
    while run < len(page.shapes) and not page.shapes[run].line.blank_before:
        run += 1
    if sum(shape.prose for shape in page.shapes[:run]) < 3 or not page.article_follows(run):
        return None
    return run - 1 if _may_be_headline(page, page.shapes[run - 1]) else None


def _by_stray_quotes(page: Page) -> int | None:
    """The first line without a final stop where stray quotations open the page."""
    index = _first_heading(page)
    if index is None or index < 3 or not page.article_follows(index + 1):
        return None
    quotes = [page.folded[shape.line.start] == '"' for shape in page.shapes[:index]]
    found = quotes[0] and sum(quotes) > 1 and _may_be_headline(page, page.shapes[index])
    return index if found else None


def _by_words(page: Page) -> int | None:
    """The line above an article that shares its words, below lines that share none of them.

    A list of other articles without a heading of its own opens the page; an article's own section,
    headline and summary are short, or speak of what the article tells.
    """
    top = next((i for i, shape in enumerate(page.shapes) if shape.prose), 0)
    titles = [i for i in range(top) if _may_be_headline(page, page.shapes[i])]
    if len(titles) < 2 or not page.article_follows(top):
        return None
    told = {word for shape in page.shapes[top : top + _READ] for word in _stems(page, shape)}
    for index in titles:
        own = _stems(page, page.shapes[index])
        shared = len(own & told)
        if len(own) < _FEWEST_STEMS or 0 < shared < _MUCH * len(own):
            return None
        if shared:
            return index if index != titles[0] else None
    return None


def _stems(page: Page, shape: Shape) -> set[str]:
    """Return the beginnings of a line's words, without those that any report of war has."""
    words = (word[:_STEM] for word in _LONG_WORD.findall(page.printed(shape)))
    return {word for word in words if word not in _OF_ANY_REPORT}


HEADLINE_RULES: tuple[Callable[[Page], int | None], ...] = (
    _by_title,
    _by_signed_list,
    _by_top_list,
    _by_menu,
    _by_tight_run,
    _by_words,
    _by_first_line,
    _by_byline,
    _by_stray_quotes,
)


def find_headline(page: Page) -> int | None:
    """Return the index of the line that is the article's headline: the first rule decides."""
    for rule in HEADLINE_RULES:
        found = rule(page)
        if found is not None:
            return found
    return None


def _is_quote(page: Page, index: int) -> bool:
    """Tell a line that opens with a quotation, which strays above many a headline."""
    line = page.shapes[index].line
    return page.folded[line.start] == '"' and not page.shapes[index].form


def _is_signed(page: Page, index: int) -> bool:
    """Tell a headline with byline or date line right below it, and an article after these."""
    if index + 1 >= len(page.shapes) or not _may_be_headline(page, page.shapes[index]):
        return False
    signed = page.shapes[index + 1].form in ("byline", "dateline")
    return signed and page.article_follows(index + 1)


def _first_heading(page: Page) -> int | None:
    return next((i for i, s in enumerate(page.shapes) if s.heading and not s.form), None)


def _may_be_headline(page: Page, shape: Shape) -> bool:
    return shape.heading and not shape.form and page.text[shape.line.end - 1] != ":"


def _may_be_listed(shape: Shape) -> bool:
    return shape.heading and shape.form in _LIST_PARTS


def second_title(page: Page, headline: int | None) -> int | None:
    """Return the line below the headline where it gives the title again, longer or shorter."""
    if headline is None or headline + 1 >= len(page.shapes):
        return None
    shape = page.shapes[headline + 1]
    if not shape.heading or shape.form:
        return None
    parts = _PARTS_OF_TITLE.split(page.printed(page.shapes[headline]))
    longest = max(parts, key=len)
    known = len(longest) >= _SHORTEST_TITLE and longest in page.printed(shape)
    return headline + 1 if known else None
