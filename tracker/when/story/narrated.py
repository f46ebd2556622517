"""The years that a line gives to those after it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.cued import cued
from tracker.when.days.stretch import Stretch
from tracker.when.lines.roles import AS_OF, BACKGROUND, LAPSE, SAID, SINCE, TOLD
from tracker.when.lines.told import Told
from tracker.when.rules.scene import Scene
from tracker.when.story.clocks import YEARS_ON, in_other_year, middle_of
from tracker.when.story.eventdays import TOLD_ON
from tracker.when.story.telling import OPENING, is_violent
from tracker.when.written.mention import YEAR

_OF_NARRATIVE = frozenset(
    {"year_of_narrative", "year_in_narrative_of_event", "year_of_named_event", TOLD_ON}
)
_NARRATING = frozenset({TOLD, SAID, AS_OF})
_HAD, _NEAR_START = re.compile(r"\bhad (?:\w+ly )?(?:been|\w+(?:ed|en|t|ne|ld|d))\b"), 12
_SUBORDINATED = re.compile(r"\b(?:after|when|who|which|that|where|before|since|as)\b")
_AFTER = re.compile(r"\b(?:after|following|in the wake of|despite)\b[^;:]*$")
_SINCE = re.compile(r"\W*(?:ever )?since\b")
_COMPARED = cued(
    r"\b(?:compared (?:with|to)|against|versus|(?:up|down) from|more than|fewer than|than)\b[^,;]*$"
)


def narrated_by(scene: Scene) -> tuple[date, bool] | None:
    """Return the last day of a line whose year the text itself gives, and if it is only a year."""
    year = scene.line.head_year
    if year is not None and not any(_is_in(one, year) for one in scene.told):
        return date(year, 7, 2), True
    for one in reversed(scene.told):
        known = (
            one.resolved.year_stated
            or not _OF_NARRATIVE.isdisjoint(one.resolved.rules)
            or one.mention.covers == "ago_years_today"
        )
        if one.role == SAID and scene.clock.narrated is not None:
            continue
        if is_flashback(scene, one):
            continue
        if _leads_on(scene, one):
            sure = one.mention.grain != YEAR and one.role == BACKGROUND
            return (one.stretch.last, False) if sure and one.stretch.last else None
        if one.mention.until is None and known and one.stretch.last and _narrates(scene, one):
            return middle_of(one.mention, one.stretch.last), one.mention.grain == YEAR
        if one.mention.covers in YEARS_ON and one.role == TOLD and _opens_line(scene, one):
            on = in_other_year(one.mention, scene.clock).narrated
            return (on, True) if on else None
    return None


def is_flashback(scene: Scene, one: Told) -> bool:
    """Tell "In 2019 they had fled" in a story of 2021, which goes on from there."""
    narrated, last = scene.clock.narrated or scene.clock.narrated_last, one.stretch.last
    if narrated is None or last is None or last >= narrated or not one.resolved.year_stated:
        return False
    if not _narrates(scene, one):
        return False
    line, at = scene.line, scene.line.clause_of(one)
    if _HAD.search(line.words_of(at)):
        return True
    opens = one.start - line.start <= _NEAR_START and at + 1 < len(line.clauses)
    after = line.words_of(at + 1) if opens else ""
    return _HAD.search(after) is not None and _SUBORDINATED.search(after) is None


def _is_in(one: Told, year: int) -> bool:
    """Tell a month or day of a heading's year, which says more than the year alone."""
    last = one.stretch.last
    return (
        one.mention.grain != YEAR
        and one.mention.has_year
        and last is not None
        and last.year == year
    )


def loses_year(scene: Scene) -> bool:
    """Tell "some years later" or "since the truce of 2019", after which the year is not known."""
    return any(
        (one.mention.covers in YEARS_ON and one.role == TOLD and _opens_line(scene, one))
        or _leads_on(scene, one)
        for one in scene.told
    )


def _leads_on(scene: Scene, one: Told) -> bool:
    """Tell "After the coup of February 2021" in a story of 2018, which goes on from there."""
    told, first = scene.clock.narrated, one.stretch.first
    if told is None or first is None or first.year <= told.year or not one.resolved.year_stated:
        return False
    if one.role == BACKGROUND:
        return _AFTER.search(scene.line.before(one.start)) is not None
    return one.role == SINCE and one.stretch.closed and _SINCE.match(scene.line.folded) is not None


def _opens_line(scene: Scene, one: Told) -> bool:
    """Tell "a year later they came back" from what is only added: "; a year later they died"."""
    return ";" not in scene.line.before(one.start, 400)


def _narrates(scene: Scene, one: Told) -> bool:
    """Tell a date of the story from that of its background ("since March 2011").

    The year of something else is none of the story's: "the tractor that he had bought in 2019".
    """
    if one.mention.grain == YEAR and not is_violent(scene.line):
        return OPENING.fullmatch(scene.line.before(one.start, 200)) is not None
    if _COMPARED.search(scene.line.before(one.start)):
        return False  # "against 31 in January 2024"
    if one.role == SINCE:
        return "since" not in scene.line.before(one.start)
    return one.role in _NARRATING


def spans_of(scene: Scene) -> list[Stretch]:
    """Return the spans of days that a line states with their years ("from May to July 2015")."""
    return [
        one.stretch
        for one in scene.told
        if one.mention.until is not None and one.resolved.year_stated and one.stretch.closed
    ]


def counted_from(scene: Scene) -> date | None:
    """Return the first day of a campaign whose tenth day is that of the report."""
    base = scene.clock.base
    lapses = (
        one
        for one in scene.told
        if one.role == LAPSE and not one.stretch.closed and one.mention.covers.endswith("_days")
    )
    tenth = next((one.mention.amount for one in lapses if one.mention.amount), None)
    if base is None or tenth is None:
        return None
    if scene.line.is_stopped and scene.present_verb() is None:
        return None
    return base - timedelta(days=tenth - 1)
