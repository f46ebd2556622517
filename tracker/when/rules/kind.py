"""What kind of figure an expression of time makes: one event, the tally of a span, a total."""

from __future__ import annotations

import re

from tracker.models import Figure
from tracker.when.days.wars import WAR, named_events
from tracker.when.lines.roles import SINCE
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules import cues
from tracker.when.rules.scene import Scene
from tracker.when.written.mention import DAY, WEEKDAY

_SO_FAR_IN = re.compile(r"\bso far (?:in|this|during) (?:the )?$")
_NIGHT = re.compile(r"\b(?:over)?night\b")
_CELL = 4
_WAR_FROM = re.compile(
    r"\b(?:war|invasion|conflict|offensive|siege)\b(?!-)(?! violence)[^,;.]{0,30}"
    r"\b(?:of|from|between)(?: the)? $"
)
_TALLIED = frozenset({"attacks", "launched", "intercepted"})
_ONE_WEAPON = re.compile(
    r"\b(?:an?|one) (?:[\w'-]+ ){0,3}?(?:shell|bomb|mine|landmine|missile|drone|rocket|grenade|"
    r"gunman|bomber|jet|warplane|mortar)\b(?! (?:attacks|strikes)\b)"
)
_COUNTED_ON = ("past_", "to_", "next_days", "next_weeks", "first_", "within_")
_DAYS_OF = re.compile(r"\b(?:days|weeks|months) of\b")


def kind_of(scene: Scene, figure: Figure, one: Told) -> tuple[str, str]:
    """Return the kind of figure that an expression makes, and the rule where words decide it."""
    mention = one.mention
    if one.role == SINCE:
        return ("day", "") if mention.basis == "day" else ("cumulative", "since")
    if mention.covers == "today" and mention.basis is None and _is_tally_of(scene, one):
        return "day", "telling_goes_on"
    if mention.covers == "ago_years" and not one.stretch.closed:
        return "incident", ""  # "over two years ago": nobody knows on which day
    basis = basis_of(mention)
    if basis != "period" or mention.covers.startswith(_COUNTED_ON):
        return basis, ""
    if mention.until is not None:
        return _basis_of_range(scene, figure, one)
    return _basis_of_month(scene, figure, one)


def _is_tally_of(scene: Scene, one: Told) -> bool:
    """Tell whether "today" only repeats the day of the tally that is being told."""
    told = scene.telling
    return told is not None and told.basis == "day" and told.stretch.last == one.stretch.last


def _basis_of_range(scene: Scene, figure: Figure, one: Told) -> tuple[str, str]:
    text = scene.line.folded[one.start - scene.line.start : one.end - scene.line.start]
    opened = scene.line.before(one.start, 12)
    both = " and " in text and "between" not in opened
    short = one.is_short and "between" not in opened
    tallied = figure.measure == "attacks" and not _NIGHT.search(text)
    if one.mention.grain in (DAY, WEEKDAY) and (both or short or _NIGHT.search(text)):
        return ("period", "range") if tallied else ("incident", "")
    if scene.line.is_opened_by(one.mention):
        return "incident", "entry_of_chronology"
    if _WAR_FROM.search(scene.line.before(one.start, 60)):
        return "cumulative", "range_of_war"
    if scene.block.war_starts_on(one.stretch.first):
        return "cumulative", "from_start_of_war"
    return "period", "range"


def _basis_of_month(scene: Scene, figure: Figure, one: Told) -> tuple[str, str]:
    """ "An attack in May killed 90" is one event; "in May 90 people were killed" a tally."""
    after = scene.line.after(one.end, 40)
    if one.mention.attributive and re.match(
        r" (?:[\w'-]+ ){0,2}(?:war|invasion|conflict)\b", after
    ):
        return "cumulative", "war_of_year"
    if _SO_FAR_IN.search(scene.line.before(one.start)) or after.startswith(" so far"):
        return "cumulative", "so_far"
    if scene.line.is_opened_by(one.mention):
        if figure.count.start - one.end <= _CELL and not cues.cue_in_line(scene, "event"):
            return "period", "row_of_table"
        return "incident", "entry_of_chronology"
    if _is_of_finished_war(scene):
        return "cumulative", "finished_war"
    if one.mention.attributive and cues.event_within(scene, one.end, 40):
        return "incident", "event_of_year"
    tally = figure.measure in _TALLIED or cues.cue_in_clause(scene, figure, "a_total") is not None
    if not tally and _DAYS_OF.search(scene.line.folded) is None and _is_of_one(scene, figure, one):
        return "incident", "event_in_month"
    return "period", ""


def _is_of_one(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell one event from a tally: "an attack in May killed 90", "in May a shell killed three"."""
    event = cues.single_event(scene)
    of_others = {scene.clause(other) for other in scene.line.figures} - {scene.clause(figure)}
    at = scene.line.clause_of(event) if event is not None else None
    if at is not None and (at <= scene.clause(figure) or at not in of_others):
        return True
    between = scene.line.folded[one.end - scene.line.start : figure.count.start - scene.line.start]
    return one.end <= figure.count.start and _ONE_WEAPON.search(between) is not None


def _is_of_finished_war(scene: Scene) -> bool:
    day = scene.published
    wars = [event for event in named_events(scene.line.events) if event.kind == WAR]
    return day is not None and any(war.end is not None and war.end < day for war in wars)
