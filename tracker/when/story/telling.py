"""What a line newly tells, for those after it to go on with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch, one_day
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, SAID, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules.counting import BATTLES, days_of_fighting
from tracker.when.rules.scene import Finding, Scene, Telling
from tracker.when.story.outbreak import span_told
from tracker.when.written.mention import DAY, MONTH, YEAR

OPENING = re.compile(
    r"\W*(?:(?:on|at|in|from|over|within|throughout|early|late|by|during|the|of|morning|evening|about|around|shortly|"
    r"\d{1,2}(?:[:.]\d\d)?|o'clock|[ap]\.?m\.?|midnight|noon|dawn|it|this|was|began|"
    r"started|followed|happened) ?)*"
)
_SUBORDINATE = re.compile(
    r"\b(?:in response to|in retaliation for|in revenge for|after|following|over|days after)\b"
)
_COVERS = re.compile(r"\b(?:cover(?:s|ed|ing)|(?:reporting|review) period|period)\b")
_RELATIVE = re.compile(
    r"\b(?:who|which|whom)\b[^,;]*$|\b(?:truce|deal|war|one|those) that\b[^,;]*$"
)
_AND_THEN = re.compile(r" ?(?:and |but |then )+(?:on |in )?(?:the )?")
_DOCUMENTED = re.compile(
    r"\b(?:documented|recorded|verified|investigated|registered|monitored|counted|found that)\b"
)
_LATELY = timedelta(days=3)
_VIOLENT = frozenset({"event", "fighting", "campaign", "toll", "movement", "harm"})


def newly_told(scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Telling | None:
    """Return what a line newly tells: by its figures, else by its own date."""
    paragraph = scene.line.sentence.paragraph
    wholes = [(f, one) for f, one in found if f.part_of is None] or list(found)
    carried = [one for _, one in wholes if one.carries]
    if carried:
        last = carried[-1]
        main = _of_main_clause(scene, last) or _told_after(scene)
        if main is not None:
            return telling_of(main, paragraph)
        words, ends = last.date_words, last.ends
        return Telling(last.basis, last.stretch, last.rule, words, paragraph, ends=ends)
    if found:
        undated = any(one.rule == "undated" for _, one in wholes)
        return Telling("incident", NOWHEN, "undated", None, paragraph) if undated else None
    return (
        _told_as_lasting(scene, paragraph)
        or _told_by_dates(scene, paragraph)
        or _told_in_present(scene, paragraph)
    )


def tells_nothing(scene: Scene) -> bool:
    """Tell a line with neither figure nor time, after which all goes on as before: most lines."""
    line = scene.line
    if line.mentions or line.figures or line.head_year is not None:
        return False
    if scene.published is None or not is_violent(line):
        return True
    return newly_told(scene, ()) is None


def tally_of(scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Telling | None:
    """Return the count of a day in a line, though it be only a part of a larger total."""
    return next((_as_told(scene, one) for _, one in found if one.basis == "day"), None)


def total_of(scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Telling | None:
    """Return the running total in a line of which the first and the last day are known."""
    totals = (one for _, one in found if one.basis == "cumulative" and one.stretch.closed)
    return next((_as_told(scene, one) for one in totals), None)


def _as_told(scene: Scene, one: Finding) -> Telling:
    paragraph = scene.line.sentence.paragraph
    return Telling(one.basis, one.stretch, one.rule, one.date_words, paragraph, ends=one.ends)


def _told_as_lasting(scene: Scene, paragraph: int) -> Telling | None:
    """Return a running total for "Four days of fighting ended on Saturday."."""
    words = days_of_fighting(scene, BATTLES)
    if words is None or scene.published is None:
        return None
    stretch, ends = Stretch(None, scene.published, "day"), (None, scene.block.published_words)
    rule = "days_of_fighting+as_of_publication"
    return Telling("cumulative", stretch, rule, words, paragraph, ends=ends)


def _told_by_dates(scene: Scene, paragraph: int) -> Telling | None:
    """Return what the dates of a line without figures tell."""
    span = span_told(scene.line, scene.told)
    if span is not None and span[0].is_short:
        return telling_of(span[0], paragraph)
    if span is not None:
        words, rule = Span(span[0].start, span[0].end), "+".join(span[0].resolved.rules)
        return Telling("cumulative", span[1], f"span_told+{rule}", words, paragraph)
    after = _told_after(scene)
    if after is not None:
        return telling_of(after, paragraph)
    for one in scene.told:
        before = scene.line.before(one.start, 200)
        spans = one.mention.until is not None
        covered = spans and (_COVERS.search(before) or _DOCUMENTED.search(before))
        if not covered and not OPENING.fullmatch(before) and not is_violent(scene.line):
            continue
        if one.role != TOLD or _RELATIVE.search(before):
            continue
        if one.mention.covers == "this_year" and not is_violent(scene.line):
            continue
        if one.stretch.closed:
            return telling_of(one, paragraph)
        if one.mention.grain == DAY or one.mention.counts_from_report:  # a day, if of no year
            words = Span(one.start, one.end)
            return Telling("incident", NOWHEN, "date_unknown", words, paragraph)
    return None


def _of_main_clause(scene: Scene, finding: Finding) -> Told | None:
    """Return Wednesday in "hit nine sites on Wednesday after an attack last month killed 26"."""
    words = finding.date_words
    first = next((one for one in scene.told if one.role == TOLD and one.stretch.closed), None)
    if words is None or first is None or first.end > words.start:
        return None
    between = scene.line.folded[first.end - scene.line.start : words.start - scene.line.start]
    return first if _SUBORDINATE.search(between) else None


def _told_after(scene: Scene) -> Told | None:
    """Return the next day in "On the 26th five died, and on the next day soldiers stormed it"."""
    end = max((figure.count.end for figure in scene.line.figures), default=scene.line.start)
    for one in scene.told:
        if one.role != TOLD or not one.stretch.closed or one.start < end:
            continue
        clause = scene.line.clauses[scene.line.clause_of(one)]
        opened = scene.line.after(clause.start, one.start - clause.start)
        acts = (t for t in scene.line.bases if t.entry.get("grammar") in ("event", "movement"))
        if _AND_THEN.fullmatch(opened) and any(one.end < t.start < clause.end for t in acts):
            return one
    return None


def _told_in_present(scene: Scene, paragraph: int) -> Telling | None:
    """Return the day of the report for "The navy strikes a boat."; its toll may come after it."""
    verb = scene.present_verb() if is_violent(scene.line) else None
    if verb is None or scene.present is None or scene.told:
        return None
    told = scene.recent
    here = told is not None and told.paragraph == paragraph and told.stretch.last
    if here and here < scene.present - _LATELY:
        return None  # "February: ... A car bomb explodes": of then
    words = Span(verb.start, verb.end)
    return Telling("incident", one_day(scene.present), "present_tense", words, paragraph)


def telling_of(one: Told, paragraph: int) -> Telling:
    """Return what an expression of time alone tells."""
    rule = "+".join(one.resolved.rules)
    words = Span(one.start, one.end)
    basis = "incident" if one.is_short else basis_of(one.mention)
    return Telling(basis, one.stretch, rule, words, paragraph)


def as_of_report(scene: Scene, told: Telling) -> Telling:
    """Return what is told, marked where a report says so of all that it counts.

    "Between 2 and 9 March fighters attacked four towns", "In April the mission documented raids".
    """
    one = next((one for one in scene.told if told.words == Span(one.start, one.end)), None)
    if one is None or one.role != TOLD or not one.stretch.closed or one.mention.grain == YEAR:
        return told
    documented = one.mention.grain == MONTH and _DOCUMENTED.search(scene.line.folded)
    span = one.mention.until is not None
    return replace(told, of_report=True) if span or documented else told


def is_violent(line: Line) -> bool:
    """Tell a line with a figure, or with words of an attack, a fight, a toll or harm."""
    return bool(line.figures) or not _VIOLENT.isdisjoint(line.cues)


def last_date_of(scene: Scene) -> Telling | None:
    """Return the last date that a line gives, though nothing of it may be told any more."""
    roles = (TOLD, SINCE) if scene.line.figures else (TOLD, SINCE, AS_OF)
    told = scene.told if not scene.clock.is_narrative else _with_days_of_saying(scene)
    dates = [one for one in told if one.role in roles and not one.mention.attributive]
    paragraph = scene.line.sentence.paragraph
    if dates and not dates[-1].stretch.closed and dates[-1].mention.grain == DAY:
        words = Span(dates[-1].start, dates[-1].end)
        return Telling("incident", NOWHEN, "date_unknown", words, paragraph)
    dates = [one for one in dates if one.stretch.closed]
    return telling_of(dates[-1], paragraph) if dates else None


def _with_days_of_saying(scene: Scene) -> tuple[Told, ...]:
    """Return the dates of a line of a story, which goes on from the day of saying too."""
    return tuple(
        replace(one, role=TOLD) if one.role == SAID and one.mention.grain == DAY else one
        for one in scene.told
    )
