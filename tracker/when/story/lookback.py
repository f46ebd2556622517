"""A date that comes late: "Nine were killed in Raqqa. The attack took place on Friday."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.lines.roles import TOLD
from tracker.when.lines.told import Told
from tracker.when.rules.scene import Finding, Scene

_DEFINITE = re.compile(r"\W*(?:the|this|that)(?: [\w'-]+){0,4} $")
_RECENT = timedelta(days=31)
_AFTERWARDS = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|after|in response|retaliat\w+|since|despite|similar|another|"
    r"previous)\b"
)
_ADJECTIVES = re.compile(r" (?:[\w'-]+ ){0,2}\w+")
_OPEN_RULES = (
    "present_tense",
    "undated",
    "telling_goes_on+present_tense",
    "telling_goes_on+undated",
)

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
    if not scene.told or _AFTERWARDS.search(scene.line.folded):
        return None
    events = [
        term
        for term in scene.line.bases
        if term.entry.get("grammar") == "event" and not _is_verb(scene, term)
    ]
    own = _day_of_possessive(scene, events)
    if own is not None:
        return own if _is_recent(scene, own) else None
    event = events[0] if events else None
    if event is None or not _DEFINITE.fullmatch(scene.line.before(event.start)):
        return None
    days = [
        one
        for one in scene.told
        if one.role == TOLD and one.stretch.closed and one.mention.basis in (None, "incident")
    ]
    clause = scene.line.clause_of(event)
    return next((one for one in days if scene.line.clause_of(one) == clause), None)


def _is_verb(scene: Scene, term: Term) -> bool:
    words = scene.line.after(term.start, term.end - term.start)
    return words.endswith("ed") or words in ("struck", "hit", "hits", "striking", "ambushing")


def _is_recent(scene: Scene, one: Told) -> bool:
    """Tell the attack that the text is about from one that it only recalls."""
    last, day = one.stretch.last, scene.published
    if last is None or day is None:
        return not any(rule.startswith("events.") for rule in one.resolved.rules)
    return day - last <= _RECENT


def _day_of_possessive(scene: Scene, events: Sequence[Term]) -> Told | None:
    """Return Monday in "Monday's attack" and "the Monday attack"."""
    for one in scene.told:
        gap = scene.line.after(one.end, 24)
        words = scene.line.before(one.end, 2)
        near = any(0 < event.start - one.end <= 20 for event in events)
        named = words == "'s" or scene.line.before(one.start, 4) == "the "
        plain = _ADJECTIVES.match(gap) is not None
        if near and named and plain and one.role == TOLD and one.stretch.closed:
            return one
    return None


def _look_back(result: list[Read], n: int, date: Told) -> None:
    paragraph = result[n][0].line.sentence.paragraph
    for back in range(n - 1, -1, -1):
        scene, found = result[back]
        if scene.line.sentence.paragraph < paragraph - 1:
            return
        if found and not all(_is_open(finding) for _, finding in found):
            return
        result[back] = (scene, tuple((figure, _dated(one, date)) for figure, one in found))


def _is_open(finding: Finding) -> bool:
    rule = finding.rule.removeprefix("telling_goes_on+")
    return finding.rule in _OPEN_RULES or rule.startswith("toll+")


def _dated(finding: Finding, date: Told) -> Finding:
    return replace(
        finding,
        stretch=date.stretch,
        rule="+".join(("date_comes_late", *date.resolved.rules)),
        date_words=Span(date.start, date.end),
    )
