"""Where a text falls into paragraphs: blank lines, single lines, bullets, hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.frozen import dataclass

_PRINTED_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"""(?:
        [\u2022\u2023\u2043\u2219\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]
      | [-*\u2013\u2014\u00b7+]\s
      | \(?(?:\d{1,2}|[a-z])\)\s
      | \d{1,2}\.\s
      | \d{1,2}[:.]\d{2}\b(?!\s?[-\u2013%])(?!\.\d)
    )""",
    re.VERBOSE,
)
_INNER_BULLET = re.compile(r"\s(?=[\u2022\u25aa\u25fe\u25fc\u25a0\u25cf\u2757]\ufe0f?\s)")
_NARROWEST, _WIDEST = 40, 100
_SLACK = 3
_FINAL_STOP = re.compile(r"""[.!?\u2026]["'\u201d\u2019\u00bb)\]\s]*$""")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: one printed line, or several that were one before they were wrapped."""

    start: int
    end: int
    bullet: bool
    blank_before: bool


def split_lines(text: str) -> list[Line]:
    """Return the paragraphs of a text, in order; blank lines belong to none."""
    printed = list(_printed_lines(text))
    if is_wrapped(text, printed):
        printed = list(_joined(text, printed))
    if _INNER_BULLET.search(text):
        printed = [part for line in printed for part in _parts(text, line)]
    return printed


def _printed_lines(text: str) -> Iterator[Line]:
    position = 0
    for match in _PRINTED_LINE.finditer(text):
        content = match.group()
        lead = len(content) - len(content.lstrip())
        if lead == len(content):
            continue
        start = match.start() + lead
        end = match.start() + len(content.rstrip())
        blank = text.count("\n", position, match.start()) > 1 or position == 0
        yield Line(start, end, _BULLET.match(text, start, end) is not None, blank)
        position = end


def is_wrapped(text: str, lines: list[Line]) -> bool:
    """Tell whether the text was broken into lines of one width, in mid-sentence.

    The next line's first word would not have fitted into nearly any line, nearly half of the
    lines or more end without a stop, and what follows these mostly begins with a small letter.
    """
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if _touch(a, b)]
    if not pairs:
        return False
    width = max(line.end - line.start for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    full = sum(_is_full(text, pair, width) for pair in pairs)
    running = [b for a, b in pairs if not _FINAL_STOP.search(text[a.end - 4 : a.end])]
    if full < 0.75 * len(pairs) or len(running) < 0.45 * len(pairs):
        return False
    if text.isupper():
        return len(pairs) > 2
    return 2 * sum(not text[line.start].isupper() for line in running) > len(running)


def _touch(line: Line, follower: Line) -> bool:
    return not follower.blank_before and not follower.bullet


def _is_full(text: str, pair: tuple[Line, Line], width: int) -> bool:
    line, follower = pair
    word = text[follower.start : min(follower.end, follower.start + 40)].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) > width - _SLACK


def _joined(text: str, lines: list[Line]) -> Iterator[Line]:
    width = max(line.end - line.start for line in lines)
    current: Line | None = None
    last: Line | None = None
    for line in lines:
        if current is not None and last is not None and _goes_on(text, last, line, width):
            current = replace(current, end=line.end)
        else:
            if current is not None:
                yield current
            current = line
        last = line
    if current is not None:
        yield current


def _goes_on(text: str, line: Line, follower: Line, width: int) -> bool:
    return (
        _touch(line, follower)
        and _is_full(text, (line, follower), width)
        and not _is_indented(text, follower)
    )


def _is_indented(text: str, line: Line) -> bool:
    return text[max(0, line.start - 2) : line.start].isspace() and text[line.start - 2] == " "


def _parts(text: str, line: Line) -> Iterator[Line]:
    """Cut a line before the bullets within it."""
    start, bullet, blank = line.start, line.bullet, line.blank_before
    for match in _INNER_BULLET.finditer(text, line.start, line.end):
        yield Line(start, _trimmed(text, start, match.start()), bullet, blank)
        start, bullet, blank = match.end(), True, False
    yield Line(start, line.end, bullet, blank)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
