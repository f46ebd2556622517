"""Within one sentence: which of its sayings vouches for a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.attribute.page import Page
from tracker.attribute.saying import Saying
from tracker.models import Figure

_NEW_CLAUSE = re.compile(
    r";|\bwhile\b|\bwhereas\b|\bbut\b|\balthough\b|\bthough\b|\s[\u2013\u2014]\s|[.!?]\s"
)
_MEANWHILE = re.compile(
    r"\b(?:as|after|amid|following|into|who)\b(?! (?:well|many|much|of)\b|\s*$)"
)
_CLAUSE = re.compile(r"\bthat\b|\bto have\b|[\":]|\b(?:is|are|was|were|has|have|had)\b")
_ANOTHER_SUBJECT = re.compile(r"[,;] (?:and|but)\b|\band an?\b")
_PART_OF_CLAUSE = re.compile(r"[,;:\u2013\u2014]|\bthan\b")


@dataclass(frozen=True, slots=True)
class _Reach:
    """How a saying stands to a figure; the smallest is the nearest."""

    clauses: int
    second_side: bool
    distance: int
    saying: Saying

    @property
    def order(self) -> tuple[float, int]:
        """Fewer clauses between them first, then fewer letters."""
        return (self.clauses + 0.5 * self.second_side - 2 * self.saying.local, self.distance)


def vouching(page: Page, figure: Figure, sayings: Sequence[Saying]) -> Saying | None:
    """Return the nearest saying of the sentence that covers the figure, or None."""
    reaches = [reach for saying in sayings if (reach := _reach(page, figure, saying)) is not None]
    reaches = [reach for reach in reaches if not _cut_off(page, figure, reach, sayings)]
    return min(reaches, key=lambda reach: reach.order).saying if reaches else None


def _reach(page: Page, figure: Figure, saying: Saying) -> _Reach | None:
    start, end = figure.count.start, figure.count.end
    if saying.spread in ("block", "masthead"):
        return None
    if end <= saying.left and saying.before:
        between = page.folded[end : saying.left]
        if saying.local and _PART_OF_CLAUSE.search(between):
            return None
        return _Reach(_clauses(between), False, saying.left - end, saying)
    if start >= saying.right and saying.after and not saying.local:
        between = page.folded[saying.right : start]
        return _Reach(_clauses(between), saying.before, start - saying.right, saying)
    return None


def _clauses(between: str) -> int:
    return len(_NEW_CLAUSE.findall(between))


def _cut_off(page: Page, figure: Figure, reach: _Reach, sayings: Sequence[Saying]) -> bool:
    """Tell whether another source stands between, or the saying belongs to another clause."""
    saying, start = reach.saying, figure.count.start
    low, high = sorted((start, saying.left if start < saying.left else saying.right))
    for other in sayings:
        if other is saying or other.local or other.spread:
            continue
        if low <= other.left < high and not (other.left < saying.left < other.right):
            return True
    if start >= saying.right:
        return _beside_the_object(page, figure, saying)
    if saying.rule == "said_by" and _ANOTHER_SUBJECT.search(page.folded, start, saying.left):
        return True
    return reach.clauses > 0 and _has_own_figure(page, figure, saying)


def _beside_the_object(page: Page, figure: Figure, saying: Saying) -> bool:
    """Tell "X claims a village as a strike kills five": only the village is X's claim."""
    if saying.before or saying.cue is None or saying.cue.entry.get("grammar") != "report":
        return False
    between = page.folded[saying.right : figure.count.start]
    return bool(_MEANWHILE.search(between)) and not _CLAUSE.search(between)


def _has_own_figure(page: Page, figure: Figure, saying: Saying) -> bool:
    """Tell whether the saying goes with a figure that follows it in its own clause."""
    for other in page.by_sentence.get(figure.sentence, ()):
        if other.count.start >= saying.right:
            return not _clauses(page.folded[saying.right : other.count.start])
    return False
