"""The only arithmetic on offsets: folding without moving a character, overlap, containment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class HasSpan(Protocol):
    """Anything with a start and an end in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102

    @property
    def end(self) -> int: ...  # noqa: D102


AnySpan = TypeVar("AnySpan", bound=HasSpan)

_FOLDS = (
    dict.fromkeys("\u2018\u2019\u02bc\u201b`\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys(
        "\t\n\r\x0b\x0c\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)


def fold(text: str) -> str:
    """Return the text for matching: lower case, plain quotes, blanks; every offset kept.

    >>> fold("Ukraine\u2019s\u00a0Air Force")
    "ukraine's air force"
    """
    folded = text
    for char, plain in _FOLDS.items():
        if char in folded:  # nearly always not: far faster than to translate each character
            folded = folded.replace(char, plain)
    lowered = folded.lower()
    if len(lowered) != len(folded):  # a few letters grow when lowered, such as U+0130
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    return lowered


def overlaps(one: HasSpan, other: HasSpan) -> bool:
    """Tell whether the two share a character."""
    return one.start < other.end and other.start < one.end


def contains(outer: HasSpan, inner: HasSpan) -> bool:
    """Tell whether the inner lies wholly in the outer."""
    return outer.start <= inner.start and inner.end <= outer.end


def keep_longest(spans: Iterable[AnySpan]) -> list[AnySpan]:
    """Return the spans in order, without those that overlap an earlier or longer one."""
    kept: list[AnySpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def covering(spans: Iterable[AnySpan]) -> dict[int, AnySpan]:
    """Return for each covered offset the span over it, to look one up at the cost of a dict."""
    return {offset: span for span in spans for offset in range(span.start, span.end)}
