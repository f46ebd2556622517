"""Running totals: from when, and up to which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch
from tracker.when.days.wars import (
    TOLD_BEGINNING,
    WAR,
    named_events,
)
from tracker.when.lines.governing import is_bracketed_away
from tracker.when.lines.roles import AS_OF, LAPSE, SAID, SINCE, TOLD
from tracker.when.lines.told import Told
from tracker.when.rules.cues import cue_in_line
from tracker.when.rules.meant import is_local, war_meant, war_words
from tracker.when.rules.scene import Finding, Scene, Telling
from tracker.when.rules.war import counts_since_war
from tracker.when.written.mention import DAY, MONTH, WEEKDAY

Because = Term | Told | Span | None
# "wounded after an attack on a base on 1 March": the day of the attack, not that of the total
_DAY_OF_EVENT = re.compile(
    r"\b(?:after|following|from|in|by|since) (?:an?|the) [^.;,]{0,60}"
    r"\b(?:(?:air)?strikes?|attack|bombing|"
    r"raid|shelling|ambush|blast|explosion|massacre)\b[^.;,]{0,60} (?:on|of) $"
)
_HAD = re.compile(r"\bhad\b")
_SAME, _LONG_OVER = timedelta(days=31), timedelta(days=92)
_TO_DATE = frozenset("now today since far date currently still remain remains".split())
_AS_OF_GRAINS = (DAY, WEEKDAY, MONTH)


def count_up(scene: Scene, figure: Figure, rule: str, because: Because) -> Finding:
    """Return a running total with its start and its as-of day, as far as they are known."""
    last, last_rule, last_words = _as_of(scene, figure)
    first, first_rule, first_words = _start(scene, figure, because, last, rule)
    if first_rule == "finished_war":
        last, last_rule = None, ""
    rules = "+".join(part for part in (rule, first_rule, last_rule) if part)
    precision = "unknown" if first is None and last is None else "day"
    if first is not None and last is not None and first > last:
        first = None
    words = Span(because.start, because.end) if because is not None else None
    return Finding(
        "cumulative",
        Stretch(first, last, precision),
        rules,
        words,
        first_words or last_words,
        carries=True,
        ends=(first_words, last_words),
    )


def count_to_date(scene: Scene, figure: Figure, rule: str) -> Finding:
    """Return a running total whose start is not said."""
    last, last_rule, words = _as_of(scene, figure)
    precision = "day" if last is not None else "unknown"
    rules = "+".join(part for part in (rule, last_rule) if part)
    return Finding("cumulative", Stretch(None, last, precision), rules, None, words, carries=True)


def _as_of(scene: Scene, figure: Figure) -> tuple[date | None, str, Span | None]:
    """Return the day up to which a total runs: stated, that of its saying, or of the report."""
    clause = scene.clause(figure)
    told = [one for one in scene.told if not is_bracketed_away(scene.line, figure, one)]
    own = [one for one in told if scene.line.clause_of(one) == clause]
    before = [one for one in told if one.role != SINCE and _is_for(scene, one, figure)]
    for stated in (_stated(own), _told(scene, own), _stated(told), _told(scene, before)):
        if stated is not None and not scene.block.war_starts_on(stated.stretch.last):
            return stated.stretch.last, "+".join(("as_of", *stated.resolved.rules)), _span(stated)
    lapse = _lapse(scene)
    if lapse is not None:
        return lapse.stretch.last, "+".join(("as_of", *lapse.resolved.rules)), _span(lapse)
    if _is_long_past(scene):
        return None, "as_of_unknown", None
    if scene.block.is_diary and scene.clock.said is not None:
        return scene.clock.said, "as_of_entry", _entry_above(scene)
    if scene.block.week is not None:
        return scene.block.week.last, "as_of_week", None
    if scene.block.said is not None:
        return scene.block.said, "as_of_saying", scene.block.said_words
    then = _told_long_ago(scene)
    if then is not None:
        return then.stretch.last, "as_of_story", then.words
    if scene.published is not None:
        return scene.published, "as_of_publication", scene.block.published_words
    return None, "", None


def _told_long_ago(scene: Scene) -> Telling | None:
    """Return 4 April for "On 4 April it fell. At least 20,000 have been killed, Kyiv says.".

    So tells a story that is long over, where no word leads back to the report's own day.
    """
    then, day = scene.recent, scene.published
    had = _HAD.search(scene.line.folded) is not None
    if then is None or day is None or not (scene.clock.is_narrative or had):
        return None
    here = then.paragraph == scene.line.sentence.paragraph
    last = then.stretch.last
    old = last is not None and day - last > _LONG_OVER
    return (
        then
        if here and old and then.stretch.closed and _TO_DATE.isdisjoint(scene.line.words)
        else None
    )


def _lapse(scene: Scene) -> Told | None:
    """Return the day "seven days into the war", "three months after the October 7 attacks"."""
    for one in scene.told:
        after = one.mention.covers.startswith("after_") and one.by_event
        last = one.stretch.last
        if last is None or not (one.role == LAPSE or after):
            continue
        day = scene.published
        if one.role == LAPSE or day is None or day - last > _SAME or _HAD.search(scene.line.folded):
            return one
    return None


def _is_long_past(scene: Scene) -> bool:
    """Tell "ten weeks into the siege 300 had died", which is no total of the report's day."""
    lapses = any(
        one.mention.covers.startswith("into_") and not one.stretch.closed for one in scene.told
    )
    if any(mention.rule == "nth_day_alone" for mention in scene.line.mentions):
        return True  # "on the fourth day it put its losses at 104"
    return lapses and _HAD.search(scene.line.folded) is not None


def _entry_above(scene: Scene) -> Span | None:
    """Return the head of the entry of a diary in which a line stands."""
    above = [line for line in scene.block.lines if line.start < scene.line.start]
    head = next((line for line in reversed(above) if line.is_day_alone), None)
    return Span(head.start, head.sentence.end) if head is not None else None


def _is_for(scene: Scene, one: Told, figure: Figure) -> bool:
    """Tell whether a day before a figure has no other figure between them to belong to."""
    start = figure.count.start
    return one.start < start and not any(
        one.end <= other.count.start < start for other in scene.line.figures
    )


def _stated(dates: Sequence[Told]) -> Told | None:
    for role in (AS_OF, SAID):
        for one in dates:
            if one.role == role and one.stretch.last is not None:
                return one
    return None


def _told(scene: Scene, dates: Sequence[Told]) -> Told | None:
    for one in dates:
        if _DAY_OF_EVENT.search(scene.line.before(one.start)):
            continue
        single = one.mention.grain in _AS_OF_GRAINS or one.mention.covers in ("today", "yesterday")
        if one.role == TOLD and single and one.stretch.last is not None:
            return one
    return None


def _start(
    scene: Scene, figure: Figure, because: Because, last: date | None, rule: str
) -> tuple[date | None, str, Span | None]:
    if isinstance(because, Span) and scene.recent is not None:
        if any(one.role == TOLD and not one.stretch.closed for one in scene.told):
            return None, "start_unknown", None  # "two years earlier it was opened; 54 since"
        then = scene.recent
        return _war_start_then(scene, then) or then.stretch.first, "since_told", then.words
    since = _since(scene, figure)
    if since is not None:
        first = _war_start_within(scene, since)
        return first or since.stretch.first, "+".join(since.resolved.rules), _span(since)
    if any(one.role == SINCE for one in scene.told):
        return None, "start_unknown", None
    if scene.telling is not None and scene.telling.rule.startswith("days_of_fighting"):
        return None, "start_unknown", None  # "eleven days of fighting" are no war of years
    begun = scene.clock.outbreak
    lapse = _lapse(scene) if begun is not None else None
    if begun is not None and lapse is not None and TOLD_BEGINNING in lapse.resolved.rules:
        return begun.day, TOLD_BEGINNING, None
    if scene.counted_from is not None:
        return scene.counted_from, "day_of_campaign", None
    part = _is_fighting(because) or cue_in_line(scene, "subset") is not None
    war = None if part else war_meant(scene, figure, last, rule)
    since_war = isinstance(because, Term) and counts_since_war(scene, because)
    if war is None or (is_local(scene, figure) and not since_war):
        return None, "", None
    if war.end is not None and (last is None or not war.goes_on(last)):
        return None, "finished_war", None
    return war.start, "conflict_start", war_words(scene, war)


def _is_fighting(because: Because) -> bool:
    """Tell whether the cue is a battle or clashes, whose start no vocabulary knows."""
    grammar = because.entry.get("grammar") if isinstance(because, Term) else None
    return grammar in ("fighting", "campaign")


def _since(scene: Scene, figure: Figure) -> Told | None:
    dated = [one for one in scene.told if one.role == SINCE and one.stretch.first is not None]
    before = [one for one in dated if one.start < figure.count.start]
    return before[-1] if before else dated[0] if dated else None


def _war_start_then(scene: Scene, then: Telling) -> date | None:
    """Return the first day of a war of the text that began in the month told: "in July 2023"."""
    if then.stretch.precision != "month" or then.stretch.first is None or not then.stretch.last:
        return None
    first, last = then.stretch.first, then.stretch.last
    return next((start for start in scene.block.starts if first <= start <= last), None)


def _war_start_within(scene: Scene, since: Told) -> date | None:
    """ "Since February 2022" of a war that began in that month is its first day."""
    if since.mention.grain in (DAY, WEEKDAY):
        return None
    first, last = since.stretch.first, since.stretch.last
    if (
        first is None
        or last is None
        or since.stretch.precision not in ("month", "year", "day_range")
    ):
        return None
    named = [event.start for event in named_events(scene.line.events) if event.kind == WAR]
    starts = named if since.stretch.precision == "year" else [*named, *scene.block.starts]
    return next((start for start in starts if first <= start <= last), None)


def _span(one: Told) -> Span:
    return Span(one.start, one.end)


UNKNOWN_TOTAL = Finding("cumulative", NOWHEN, "undated_total")
