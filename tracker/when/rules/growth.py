"""What came to a running total within a day: "9,400 (+9)", "up by 40 in a day", and its total."""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.cued import cued
from tracker.hedges import HEDGE
from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, days_to
from tracker.when.lines.roles import AS_OF, SAID
from tracker.when.lines.told import basis_of
from tracker.when.rules.cumulative import count_up
from tracker.when.rules.scene import Finding, Scene

_RISE = cued(
    r"\b(?:up|increase|rise|rose|risen|grew|jump|addition|adding|gain)"
    rf"(?: (?:of|by|another|{HEDGE}|a further|an? additional))* $"
)
_IN_A_DAY = re.compile(
    r"(?: [\w-]+){0,3}? (?:in (?:a|one|a single|just one|just a) day|in (?:just )?24 hours|"
    r"(?:in|over|during|within) the (?:past|last|previous) (?:day|24 hours)|"
    r"(?:from|over|on|than|compared with|compared to) (?:the (?:day before|previous day)|"
    r"yesterday))\b"
)
_FROM_DAY = re.compile(r"(?: [\w-]+){0,3}? (?:from|over|on|than|compared with|compared to) ")
_DELTA = re.compile(r"\(?\+ ?$")
_NONE_NEW = re.compile(r"\d \($")
_BRACKET = re.compile(r"(?: [\w'-]+){0,4} ?\(([^()]*)\)")
_ADDS = re.compile(
    r"\+|\d|(?:plus|up|adding|with|including|of (?:which|whom|them|these|those)|"
    r"(?:an )?(?:increase|rise) of)\b"
)
_WITHIN_A_DAY = re.compile(r"\b(?:day|24 hours|yesterday|today|overnight)\b")
_NEAR_DAY = frozenset(("yesterday", "today"))
_HUNDREDS, _BESIDE, _LONGEST_BRACKET = 300, 20, 140


def delta(scene: Scene, figure: Figure) -> Finding | None:
    """The day's addition to a running total: "9,400 (+9)", "350 (0)", "up by 1,430 in a day"."""
    signed = is_signed(scene, figure)
    if not signed and not _is_rise(scene, figure):
        return None
    told = scene.telling
    stated = (one.stretch.last for one in scene.told if one.role in (AS_OF, SAID))
    last = next((day for day in stated if day is not None and not signed), None)
    if last is None and told is not None and told.basis == "cumulative":
        last = told.stretch.last
    last = last or scene.published
    words = Span(figure.count.start - 1, figure.count.end)
    return Finding("day", days_to(last, 1) if last else NOWHEN, "delta", words, words)


def is_signed(scene: Scene, figure: Figure) -> bool:
    """Tell "+9", and 0 alone in brackets, which says that there were no more."""
    before = scene.line.before(figure.count.start, 4)
    if _DELTA.search(before):
        return True
    closed = scene.line.after(figure.count.end, 1) == ")"
    return figure.count.value == 0 and closed and _NONE_NEW.search(before) is not None


def _is_rise(scene: Scene, figure: Figure) -> bool:
    """Tell the rise of a total within a day: "976,320 troops, up by 1,030 in a day"."""
    rises = figure.rule == "part:change" or _RISE.search(scene.line.before(figure.count.start))
    if not rises:
        return False
    after = scene.line.after(figure.count.end, 60)
    if _IN_A_DAY.match(after):
        return True
    from_day = _FROM_DAY.match(after)
    at = figure.count.end + from_day.end() if from_day else -1
    base = scene.clock.base
    before = None if base is None else base - timedelta(days=1)
    return any(one.start == at and one.stretch.last == before for one in scene.told)


def growth_in_brackets(scene: Scene, figure: Figure) -> Finding | None:
    """The day's share of the total that stands before: "9,400 (of which 8 yesterday)"."""
    if figure.part_of is None:
        return None
    whole = next((f for f in scene.line.figures if f.count.start == figure.part_of), None)
    if whole is None or _grown_by(scene, whole) is not figure or not _is_count_of_war(whole):
        return None
    near = [one for one in scene.told if one.mention.covers in _NEAR_DAY and one.stretch.closed]
    one = next((one for one in near if 0 <= one.start - figure.count.end < _BESIDE), None)
    if one is None:
        return None
    words = Span(one.start, one.end)
    rules = "+".join(("growth_in_brackets", *one.resolved.rules))
    return Finding("day", one.stretch, rules, words, words)


def grown_total(scene: Scene, figure: Figure) -> Finding | None:
    """A figure with its growth is no tally of the day: "tanks 9,100 (+8)", "(plus 8 today)"."""
    part = _grown_by(scene, figure)
    if part is None or not (is_signed(scene, part) or _is_count_of_war(figure)):
        return None
    one, told = scene.governing(figure), scene.telling
    basis = basis_of(one.mention) if one is not None else told.basis if told is not None else ""
    if basis in ("period", "cumulative") or (basis != "day" and not _is_count_of_war(figure)):
        return None
    return count_up(scene, figure, "grown", None)


def _is_count_of_war(figure: Figure) -> bool:
    """Tell equipment and hundreds of people, of whom no single event has so many."""
    return figure.measure == "destroyed" or (figure.count.value or 0) >= _HUNDREDS


def _grown_by(scene: Scene, figure: Figure) -> Figure | None:
    """Return the part of a figure that came to it within a day, as the bracket behind it says."""
    start = figure.count.start
    parts = [other for other in scene.line.figures if other.part_of == start]
    signed = next((other for other in parts if is_signed(scene, other)), None)
    if signed is not None or not parts:
        return signed
    found = _BRACKET.match(scene.line.after(figure.count.end, _LONGEST_BRACKET))
    if found is None or not (_ADDS.match(found[1]) and _WITHIN_A_DAY.search(found[1])):
        return None
    first, last = figure.count.end + found.start(1), figure.count.end + found.end(1)
    return next((other for other in parts if first <= other.count.start < last), None)
