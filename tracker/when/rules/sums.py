"""Sums: what a whole story or a whole war has cost."""

from __future__ import annotations

import re

from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch
from tracker.when.lines.roles import TOLD
from tracker.when.rules.scene import Finding, Scene
from tracker.when.written.mention import DAY

_IN_ALL = re.compile(r"\W*(?:in all|in total|altogether|all told|all in all|overall)\b")
_WHICH_LEFT = re.compile(r"\W*(?:which|that) (?:ha[sd] )?(?:left|killed|claimed|cost|displaced)\b")
_LASTED = re.compile(r"\b(?:years|decades|months|end(?:ed|s|ing)?)\b")
_STORY = 5


def summed_up(scene: Scene, figure: Figure) -> Finding | None:
    """In all, 1,600 died: behind a story of many days, of which the sum is."""
    if not scene.clock.is_narrative or _IN_ALL.match(scene.line.folded) is None:
        return None
    above = (line for line in scene.block.lines if line.start < scene.line.start)
    days = sum(one.grain == DAY for line in above for one in line.mentions)
    return Finding("cumulative", NOWHEN, "summed_up") if days >= _STORY else None


def war_that_left(scene: Scene, figure: Figure) -> Finding | None:
    """A truce that ended 19 years of war, which left 65,000 dead: up to the truce."""
    own, line = scene.clause(figure), scene.line
    if own == 0 or _WHICH_LEFT.match(line.words_of(own)) is None:
        return None
    wars = line.in_clause(line.cues.get("war", ()), own - 1)
    if not wars or _LASTED.search(line.words_of(own - 1)) is None:
        return None
    one = scene.governing(figure)
    last = one.stretch.last if one is not None and one.role == TOLD and one.stretch.closed else None
    words = Span(wars[-1].start, wars[-1].end)
    return Finding("cumulative", Stretch(None, last, "day"), "war_that_left", words)
