"""A date that comes late: "Nine were killed in Raqqa. The attack took place on Friday."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.models import Figure, Span
from tracker.when.roles import TOLD
from tracker.when.scene import Finding, Scene
from tracker.when.told import Told

_DEFINITE = re.compile(r"\W*(?:the|this|that)(?: [\w'-]+){0,4} $")
_OPEN_RULES = ("present_tense", "undated", "telling_goes_on+present_tense", "telling_goes_on+undated")

Read = tuple[Scene, tuple[tuple[Figure, Finding], ...]]


def date_late(readings: Sequence[Read]) -> list[Read]:
    """Return the readings; figures of an attack whose date the next sentence gives have it."""
    result = list(readings)
    for n in range(1, len(result)):
        scene = result[n][0]
        date = _date_of_the_attack(scene)
        if date is not None:
            _look_back(result, n, date)
    return result


def _date_of_the_attack(scene: Scene) -> Told | None:
    """Return the day that a line gives for the attack told before it, or None."""
    event = next((t for t in scene.line.bases if t.entry.get("grammar") == "event"), None)
    if event is None or not _DEFINITE.fullmatch(scene.line.before(event.start)):
        return None
    days = [
        one
        for one in scene.told
        if one.role == TOLD and one.stretch.closed and one.mention.basis in (None, "incident")
    ]
    clause = scene.line.clause_of(event)
    return next((one for one in days if scene.line.clause_of(one) == clause), None)


def _look_back(result: list[Read], n: int, date: Told) -> None:
    paragraph = result[n][0].line.sentence.paragraph
    for back in range(n - 1, -1, -1):
        scene, found = result[back]
        if scene.line.sentence.paragraph != paragraph and back != n - 1:
            return
        if found and not all(finding.rule in _OPEN_RULES for _, finding in found):
            return
        result[back] = (scene, tuple((figure, _dated(one, date)) for figure, one in found))


def _dated(finding: Finding, date: Told) -> Finding:
    return replace(
        finding,
        stretch=date.stretch,
        rule="+".join(("date_comes_late", *date.resolved.rules)),
        date_words=Span(date.start, date.end),
    )
