"""What a heading says of all that stands below it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.models import Span
from tracker.when.days.stretch import Stretch
from tracker.when.days.wars import named_events
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules.cues import cue_in_line
from tracker.when.rules.meant import start_of_war
from tracker.when.rules.scene import Scene, Telling
from tracker.when.rules.war import counts_since_war
from tracker.when.story.telling import telling_of
from tracker.when.written.mention import DAY, MONTH, NIGHTS, YEAR

_YEAR_ALONE = re.compile(r"[\W_]*((?:19|20)\d\d)[\W_]*")
_NEWS = timedelta(days=3)
_TALLY_HEADING = re.compile(r"\b(?:numbers|figures|toll|tally|losses|summary|count|casualties)\b")


def is_heading(line: Line) -> bool:
    """Tell a heading, which says when of all that stands below it."""
    if line.sentence.zone == "headline" or _is_month_alone(line) or line.is_day_alone:
        return True
    plain = not line.is_stopped and not line.figures and line.sentence.zone == "body"
    return plain and (not line.sentence.bullet or _names_a_tally(line))


def _is_month_alone(line: Line) -> bool:
    """Tell the head of a section of a chronology: "2013", "December 2013"."""
    if _YEAR_ALONE.fullmatch(line.folded):
        return True
    spans = [mention for mention in line.mentions if mention.grain == MONTH]
    rest = line.folded.strip(" =*#_")
    return len(spans) == 1 and len(rest) - (spans[0].end - spans[0].start) <= 6


def _names_a_tally(line: Line) -> bool:
    return any(mention.basis == "day" for mention in line.mentions)


def told_by_heading(scene: Scene) -> Telling | None:
    """Return what a heading without figures says of those below: "past day", "the war: ..."."""
    paragraph = scene.line.sentence.paragraph
    total = cue_in_line(scene, "total") or cue_in_line(scene, "war")
    for one in scene.told:
        if one.role == TOLD and scene.line.is_day_alone:
            return telling_of(one, paragraph)
        whole_war = total is not None or scene.block.war_starts_on(one.stretch.first)
        if one.role == TOLD and one.mention.until is not None and whole_war:
            return replace(telling_of(one, paragraph), basis="cumulative")
        if one.role == TOLD and basis_of(one.mention) in ("day", "period", "cumulative"):
            return telling_of(one, paragraph)
        if one.role == TOLD and one.mention.basis is not None:
            return telling_of(one, paragraph)
        if one.role == TOLD and one.stretch.closed and _heads_attack(scene, one):
            return telling_of(one, paragraph)
    as_of = next((one for one in scene.told if one.role == AS_OF and one.stretch.last), None)
    if as_of is not None and _TALLY_HEADING.search(scene.line.folded):
        start = start_of_war(scene, as_of.stretch.last)
        words = Span(as_of.start, as_of.end)
        stretch = Stretch(start, as_of.stretch.last, "day")
        rule = "heading+as_of" if start is None else "heading+conflict_start+as_of"
        return Telling("cumulative", stretch, rule, words, paragraph, ends=(None, words))
    over_list = scene.line.folded.rstrip().endswith(":")
    since = _counted_since(scene) if total is not None or over_list else None
    if since is None and over_list:
        since = _counted_since_war(scene)
    if since is not None:
        return since
    base = scene.clock.base
    for event in named_events(scene.line.events):
        tally = _TALLY_HEADING.search(scene.line.folded)
        if tally and base and event.goes_on(base):
            words = Span(scene.line.events[0].start, scene.line.events[0].end)
            stretch = Stretch(event.start, base, "day")
            of_report = base == scene.published
            rule = f"heading+conflict_start+{'as_of_publication' if of_report else 'as_of_saying'}"
            ends = (words, scene.block.published_words if of_report else words)
            return Telling("cumulative", stretch, rule, words, paragraph, ends=ends)
    return None


def _counted_since(scene: Scene) -> Telling | None:
    """Return a total over a list: "Total losses of the enemy since 24.02.2022 were about:"."""
    for one in scene.told:
        if one.role == SINCE and one.stretch.first is not None:
            words, rule = Span(one.start, one.end), "+".join(("since", *one.resolved.rules))
            stretch = Stretch(one.stretch.first, scene.published, "day")
            ends = (words, scene.block.published_words)
            rule = f"heading+{rule}+as_of_publication"
            return Telling(
                "cumulative", stretch, rule, words, scene.line.sentence.paragraph, ends=ends
            )
    return None


def _counted_since_war(scene: Scene) -> Telling | None:
    """Return a total over a list: "Since the start of the war Russia has also lost:"."""
    war, last = cue_in_line(scene, "war"), scene.published
    start = start_of_war(scene, last)
    if war is None or last is None or start is None or not counts_since_war(scene, war):
        return None
    words, paragraph = Span(war.start, war.end), scene.line.sentence.paragraph
    rule = "heading+conflict_start+as_of_publication"
    ends = (words, scene.block.published_words)
    stretch = Stretch(start, last, "day")
    return Telling("cumulative", stretch, rule, words, paragraph, ends=ends)


def _heads_attack(scene: Scene, one: Told) -> bool:
    """Tell "Night of 6 May" and "Air attack, 22 May 2025" over what was launched and downed."""
    day, last = scene.published, one.stretch.last
    if one.mention.grain != DAY:
        return False
    if day is not None and last is not None and day - last <= _NEWS:
        return True
    return one.mention.covers in NIGHTS or cue_in_line(scene, "event") is not None


def is_of_past(scene: Scene) -> bool | None:
    """Tell whether a heading names a month or year that was over when the report came out.

    None where it names none: the heading above it holds.
    """
    alone = _YEAR_ALONE.fullmatch(scene.line.folded)
    day = scene.block.published
    if alone:
        return day is not None and int(alone.group(1)) < day.year
    for one in scene.told:
        if one.mention.grain in (MONTH, YEAR) and one.stretch.last:
            return day is not None and one.stretch.last < day.replace(day=1)
    return None
