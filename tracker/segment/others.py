"""Headlines of other articles within an article, or below it, with no heading that says so.

What tells them from the lines of a report are three things together: none has a final stop, most
are in the present tense of headlines, and nobody and no place that they name is named in the
article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.segment.forms import Shape
from tracker.segment.page import OWN_PARTS, Page
from tracker.segment.words import page_words

_FEWEST_WITHIN, _FEWEST_BELOW = 2, 3
_FEWEST_PARAGRAPHS = 2
_SHORTEST = 20
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_TIME = re.compile(r"\W*\d{1,2}[:.]\d\d\b")
_LABEL = re.compile(r"\W*(?:[\w'-]+ ){0,3}[\w'-]+:")
_STEM = 5
_SHORTEST_NAME = 3
_TITLE_CASE = 0.7


def lists_of_others(page: Page, first: int) -> frozenset[int]:
    """Return the lines of such lists from line ``first`` on."""
    found: set[int] = set()
    for run in _runs(page, first):
        if _stands_apart(page, first, run) and _is_of_others(page, first, run):
            found.update(run)
    return frozenset(found)


def _runs(page: Page, first: int) -> Iterator[range]:
    """Yield the stretches of lines that could be headlines."""
    start = first
    for index in range(first, len(page.shapes) + 1):
        if index < len(page.shapes) and _may_be_headline(page, page.shapes[index]):
            continue
        if index - start >= _FEWEST_WITHIN:
            yield range(start, index)
        start = index + 1


def _may_be_headline(page: Page, shape: Shape) -> bool:
    line = shape.line
    if shape.stopped or shape.form or line.end - line.start < _SHORTEST:
        return False
    timed = _TIME.match(page.text, line.start, line.end)  # an entry of a live report
    return timed is None and page.text[line.end - 1] not in ":,;"


def _stands_apart(page: Page, first: int, run: range) -> bool:
    """Tell a list between paragraphs, or a longer one below them, that nothing leads up to."""
    above = [s for s in page.shapes[first : run.start] if s.form not in OWN_PARTS]
    below = page.shapes[run.stop :]
    if not above or page.text[above[-1].line.end - 1] == ":":
        return False
    paragraphs = sum(shape.prose for shape in (*above, *below))
    goes_on = any(shape.prose for shape in below)
    return (goes_on or len(run) >= _FEWEST_BELOW) and paragraphs >= _FEWEST_PARAGRAPHS


def _is_of_others(page: Page, first: int, run: range) -> bool:
    lines = [page.shapes[index] for index in run]
    present = sum(not _words(page, shape).isdisjoint(page_words().present) for shape in lines)
    if 2 * present < len(lines):
        return False
    if all(_LABEL.match(page.text, shape.line.start, shape.line.end) for shape in lines):
        return False  # a report place by place: "Sarneh: strike kills nine"
    names = [_names(page, shape) for shape in lines]
    if sum(map(bool, names)) < max(1, len(lines) / 3):
        return False
    article = (shape for at, shape in enumerate(page.shapes) if at not in run and at >= first - 1)
    told = {word[:_STEM] for shape in article for word in _words(page, shape)}
    return told.isdisjoint(name for each in names for name in each)


def _words(page: Page, shape: Shape) -> set[str]:
    return {found.group() for found in _WORD.finditer(page.printed(shape))}


def _names(page: Page, shape: Shape) -> set[str]:
    """Return the beginnings of the names in a line; none where every word has a capital."""
    printed = page.text[shape.line.start : shape.line.end]
    words = list(_WORD.finditer(printed))
    long = [word.group() for word in words if len(word.group()) > _SHORTEST_NAME]
    if not long or sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long):
        return set()
    heads = [w for at, w in enumerate(words) if at or printed[w.end() : w.end() + 1] == ":"]
    named = (w.group() for w in heads if w.group()[0].isupper())
    calendar = page_words().calendar
    return {
        name.lower()[:_STEM]
        for name in named
        if len(name) >= _SHORTEST_NAME and name.lower() not in calendar
    }
