"""What a line newly tells, for those after it to go on with."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.cued import cued
from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch, one_day
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, BACKGROUND, LAPSE, SAID, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules.counting import BATTLES, days_of_fighting
from tracker.when.rules.scene import Finding, Scene, Telling
from tracker.when.story.clocks import YEARS_ON, in_other_year, middle_of
from tracker.when.story.eventdays import TOLD_ON
from tracker.when.story.outbreak import span_told
from tracker.when.written.mention import DAY, YEAR

_OPENING = re.compile(
    r"\W*(?:(?:on|at|in|from|over|within|throughout|early|late|by|during|the|of|morning|evening|about|around|shortly|"
    r"\d{1,2}(?:[:.]\d\d)?|o'clock|[ap]\.?m\.?|midnight|noon|dawn|it|this|was|began|"
    r"started|followed|happened) ?)*"
)
_SUBORDINATE = re.compile(
    r"\b(?:in response to|in retaliation for|in revenge for|after|following|over|days after)\b"
)
_OF_NARRATIVE = frozenset(
    {"year_of_narrative", "year_in_narrative_of_event", "year_of_named_event", TOLD_ON}
)
_COVERS = re.compile(r"\b(?:cover(?:s|ed|ing)|(?:reporting|review) period|period)\b")
_NARRATING = frozenset({TOLD, SAID, AS_OF})
_RELATIVE = re.compile(
    r"\b(?:who|which|whom)\b[^,;]*$|\b(?:truce|deal|war|one|those) that\b[^,;]*$"
)
_HAD, _NEAR_START = re.compile(r"\bhad (?:\w+ly )?(?:been|\w+(?:ed|en|t|ne|ld|d))\b"), 12
_SUBORDINATED = re.compile(r"\b(?:after|when|who|which|that|where|before|since|as)\b")
_AND_THEN = re.compile(r" ?(?:and |but |then )+(?:on |in )?(?:the )?")
_AFTER = re.compile(r"\b(?:after|following|in the wake of|despite)\b[^;:]*$")
_SINCE = re.compile(r"\W*(?:ever )?since\b")
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
    if scene.published is None or not _is_violent(line):
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
    if span is not None and not span[0].is_short:
        words, rule = Span(span[0].start, span[0].end), "+".join(span[0].resolved.rules)
        return Telling("cumulative", span[1], f"span_told+{rule}", words, paragraph)
    after = _told_after(scene)
    if after is not None:
        return telling_of(after, paragraph)
    for one in scene.told:
        before = scene.line.before(one.start, 200)
        covered = one.mention.until is not None and _COVERS.search(before) is not None
        if not covered and not _OPENING.fullmatch(before) and not _is_violent(scene.line):
            continue
        if one.role != TOLD or _RELATIVE.search(before):
            continue
        if one.mention.covers == "this_year" and not _is_violent(scene.line):
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
    verb = scene.present_verb() if _is_violent(scene.line) else None
    if verb is None or scene.present is None or scene.told:
        return None
    words = Span(verb.start, verb.end)
    return Telling("incident", one_day(scene.present), "present_tense", words, paragraph)


def telling_of(one: Told, paragraph: int) -> Telling:
    """Return what an expression of time alone tells."""
    rule = "+".join(one.resolved.rules)
    words = Span(one.start, one.end)
    basis = "incident" if one.is_short else basis_of(one.mention)
    return Telling(basis, one.stretch, rule, words, paragraph)


def _is_violent(line: Line) -> bool:
    return bool(line.figures) or not _VIOLENT.isdisjoint(line.cues)


def last_date_of(scene: Scene) -> Telling | None:
    """Return the last date that a line gives, though nothing of it may be told any more."""
    roles = (TOLD, SINCE) if scene.line.figures else (TOLD, SINCE, AS_OF)
    dates = [one for one in scene.told if one.role in roles and not one.mention.attributive]
    paragraph = scene.line.sentence.paragraph
    if dates and not dates[-1].stretch.closed and dates[-1].mention.grain == DAY:
        words = Span(dates[-1].start, dates[-1].end)
        return Telling("incident", NOWHEN, "date_unknown", words, paragraph)
    dates = [one for one in dates if one.stretch.closed]
    return telling_of(dates[-1], paragraph) if dates else None


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


_COMPARED = cued(
    r"\b(?:compared (?:with|to)|against|versus|(?:up|down) from|more than|fewer than|than)\b[^,;]*$"
)


def _narrates(scene: Scene, one: Told) -> bool:
    """Tell a date of the story from that of its background ("since March 2011").

    The year of something else is none of the story's: "the tractor that he had bought in 2019".
    """
    if one.mention.grain == YEAR and not _is_violent(scene.line):
        return _OPENING.fullmatch(scene.line.before(one.start, 200)) is not None
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
    lapses = (one for one in scene.told if one.role == LAPSE and not one.stretch.closed)
    tenth = next((one.mention.amount for one in lapses if one.mention.amount), None)
    if base is None or tenth is None:
        return None
    if scene.line.is_stopped and scene.present_verb() is None:
        return None
    return base - timedelta(days=tenth - 1)
