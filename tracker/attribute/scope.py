"""Within one sentence: which of its sayings vouches for a figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tracker.attribute.page import Page
from tracker.attribute.saying import Saying
from tracker.frozen import dataclass
from tracker.models import Figure

_MEANWHILE = re.compile(
    r"\b(?:after|amid|following)\b|"
    r"\b(?<!well )(?:as|into|who)\b(?! (?:well|many|much|of)\b|\s*$)"
)
_CLAUSE = re.compile(r"\bthat\b|\bto have\b|[\":]|\b(?:is|are|was|were|has|have|had)\b")
_ANOTHER_SUBJECT = re.compile(r"[,;] (?:and|but)\b|\band an?\b")
_COMPARED = re.compile(r"\bthan in (?:19|20)\d\d\b")
_MEANTIME = re.compile(
    r"[^,;]{0,40}, (?:as|after|when|(?:a |two |three )?(?:day|hour|week|month)s? after)\b"
)
_ASIDE = re.compile(r", (?:where|which|who|when|in which)\b")
_MAIN_VERB = re.compile(r", (?:has|have|had|was|were|is|are|will|\w+ed)\b")
_GIVE_OBJECT = frozenset({"report", "ask"})
_AROUND = 6
_BESIDE = 400
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
    nearby = _nearby(figure, sayings)
    reaches = [reach for saying in nearby if (reach := _reach(page, figure, saying)) is not None]
    reaches = [reach for reach in reaches if not _cut_off(page, figure, reach, nearby)]
    return min(reaches, key=lambda reach: reach.order).saying if reaches else None


def _nearby(figure: Figure, sayings: Sequence[Saying]) -> Sequence[Saying]:
    """Return the sayings next to a figure: in a sentence of hundreds only these can reach it."""
    at = bisect_left(sayings, figure.count.start, key=lambda saying: saying.left)
    return sayings[max(at - _AROUND, 0) : at + _AROUND]


def _reach(page: Page, figure: Figure, saying: Saying) -> _Reach | None:
    start, end = figure.count.start, figure.count.end
    if saying.spread in ("block", "masthead"):
        return None
    if saying.rule == "said_by" and saying.left <= start < saying.right:
        return _Reach(0, False, 0, saying)
    if end <= saying.left and saying.before:
        if saying.local and _PART_OF_CLAUSE.search(page.folded, end, saying.left):
            return None
        return _Reach(
            page.clauses(saying.sentence, end, saying.left), False, saying.left - end, saying
        )
    if start >= saying.right and saying.after and not saying.local:
        clauses = page.clauses(saying.sentence, saying.right, start)
        return _Reach(clauses, saying.before, start - saying.right, saying)
    return None


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
        between = page.folded[saying.right : min(start, saying.right + _BESIDE)]
        if _COMPARED.search(between) or (saying.before and _MEANTIME.match(between)):
            return True
        if saying.rule == "claim_of_source" and _ASIDE.search(between):
            return True
    if start >= saying.right and saying.rule == "who_says":
        return bool(
            _MAIN_VERB.search(page.folded, saying.right, min(start, saying.right + _BESIDE))
        )
    if start >= saying.right:
        return _beside_the_object(page, figure, saying)
    if saying.rule == "said_by" and _ANOTHER_SUBJECT.search(
        page.folded, max(start, saying.left - _BESIDE), saying.left
    ):
        return True
    return reach.clauses > 0 and _has_own_figure(page, figure, saying)


def _beside_the_object(page: Page, figure: Figure, saying: Saying) -> bool:
    """Tell "X claims a village as a strike kills five": only the village is X's claim."""
    if saying.before or saying.cue is None or saying.cue.entry.get("grammar") not in _GIVE_OBJECT:
        return False
    between = page.folded[saying.right : min(figure.count.start, saying.right + _BESIDE)]
    return bool(_MEANWHILE.search(between)) and not _CLAUSE.search(between)


def _has_own_figure(page: Page, figure: Figure, saying: Saying) -> bool:
    """Tell whether the saying goes with a figure that follows it in its own clause."""
    following = page.next_figure(saying.right)
    if following is None or following >= page.document.sentences[figure.sentence].end:
        return False
    return not page.clauses(saying.sentence, saying.right, following)
