"""A block of lines read as a reader does, carrying what is told from sentence to sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.models import Figure, Span
from tracker.when.cues import cue_in_line
from tracker.when.lines import Line
from tracker.when.mention import DAY, NAMED, WEEKDAY, YEAR, Mention
from tracker.when.resolve import Resolved, resolve
from tracker.when.roles import LAPSE, SAID, SINCE, TOLD, role_of
from tracker.when.rules import find
from tracker.when.scene import Block, Finding, Scene, Telling
from tracker.when.stretch import NOWHEN, Stretch
from tracker.when.told import Told, basis_of
from tracker.when.wars import ATTACK, DatedEvent, named_events
from tracker.when.years import Clock

_NEWS = timedelta(days=10)
_OPENING = 12
_FROM_TOLD = frozenset(
    "next_day same_day same_month same_year later_days earlier_days later_hours earlier_hours".split()
)
_OF_NARRATIVE = frozenset(
    {"year_of_narrative", "year_in_narrative_of_event", "year_of_named_event"}
)
_SPANS = 3
_YEARS_BEFORE = frozenset({"ago_years", "earlier_years"})
_YEAR_ALONE = re.compile(r"[\W_]*((?:19|20)\d\d)[\W_]*")
_RELATIVE = re.compile(
    r"\b(?:who|which|whom)\b[^,;]*$|\b(?:truce|deal|war|one|those) that\b[^,;]*$"
)
_VIOLENT = frozenset({"event", "fighting", "campaign", "toll"})
_TALLY_HEADING = re.compile(r"\b(?:numbers|figures|toll|tally|losses|summary|count|casualties)\b")

Reading = tuple[Scene, tuple[tuple[Figure, Finding], ...]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a reader holds in mind between two lines.

    ``telling`` is what was told last; ``lead`` what the article is about, to which a new
    paragraph returns; ``section`` what a heading says of all below it.
    """

    telling: Telling | None = None
    lead: Telling | None = None
    section: Telling | None = None
    narrated: date | None = None
    counted_from: date | None = None
    spans: tuple[Stretch, ...] = ()
    seen_figures: bool = False


def read_block(block: Block) -> Iterator[Reading]:
    """Yield each line as a scene, with what was found for its figures."""
    memory = Memory()
    for line in block.lines:
        scene = _enter(block, line, memory)
        found = tuple((figure, find(scene, figure)) for figure in line.figures)
        memory = _remember(memory, scene, found)
        yield scene, found


def _enter(block: Block, line: Line, memory: Memory) -> Scene:
    clock = _clock(block, line, memory)
    told = _resolve_all(line, clock, block.text, memory)
    return Scene(line, told, clock, block, _telling_for(block, line, memory), memory.counted_from)


def _clock(block: Block, line: Line, memory: Memory) -> Clock:
    here = [
        event.stretch
        for event in named_events(line.events)
        if event.end is not None or event.kind == ATTACK
    ]
    telling = memory.telling
    live = block.is_narrative or (
        telling is not None and telling.paragraph == line.sentence.paragraph
    )
    return Clock(
        published=block.published,
        retrieved=block.retrieved,
        latest=block.latest,
        told=telling.stretch if telling and telling.stretch.closed else None,
        narrated=memory.narrated if live else None,
        named=(*block.subjects, *memory.spans, *here),
        is_narrative=block.is_narrative,
        started=block.starts,
    )


def _resolve_all(line: Line, clock: Clock, text: str, memory: Memory) -> tuple[Told, ...]:
    """Resolve a line's expressions: days of saying first, for "yesterday" counts from them."""
    roles = [(mention, role_of(line, mention, text)) for mention in line.mentions]
    said = next((m for m, role in roles if role == SAID), None)
    if said is not None:
        clock = replace(clock, said=resolve(said, clock).stretch.last)
    told: list[Told] = []
    for mention, role in roles:
        if _is_void(mention, clock, roles):
            continue
        event = _event_over(line, mention)
        if event is not None:
            told.append(Told(mention, role, Resolved(event.stretch, (mention.rule, "events"))))
            continue
        found = resolve(mention, _clock_for(mention, clock, line, memory), since=role == SINCE)
        if mention.covers in _YEARS_BEFORE and told:
            found = _years_before(mention, told) or found
            role = TOLD
        told.append(Told(mention, role, found))
        if role == TOLD and found.stretch.closed and mention.grain in (DAY, WEEKDAY):
            clock = replace(clock, told=found.stretch)
        plain = role == TOLD and mention.until is None and found.year_stated
        if plain and found.stretch.last:
            clock = replace(clock, narrated=_middle(mention, found.stretch))
    return tuple(told)


def _event_over(line: Line, mention: Mention) -> DatedEvent | None:
    """Return the event whose name holds the date ("the October 7 attack")."""
    for term in line.events:
        if term.start <= mention.start and mention.end <= term.end and term.key == "forms":
            return named_events([term])[0]
    return None


def _is_void(mention: Mention, clock: Clock, roles: list[tuple[Mention, str]]) -> bool:
    """Tell whether an expression counts from what is told where nothing is told.

    A time of day dates only by the day of saying, and only where no other day is given.
    """
    if mention.covers == "time_of_day":
        return clock.said is None or any(role == TOLD and m != mention for m, role in roles)
    return mention.covers in _FROM_TOLD and clock.told is None


def _years_before(mention: Mention, told: list[Told]) -> Resolved | None:
    """Return the same month of an earlier year: "in June ..., against 181 a year ago"."""
    spans = [one for one in told if one.role == TOLD and one.stretch.closed]
    if not spans or mention.amount is None:
        return None
    stretch = spans[-1].stretch.years_before(mention.amount)
    return Resolved(stretch, (mention.rule, *spans[-1].resolved.rules))


def _clock_for(mention: Mention, clock: Clock, line: Line, memory: Memory) -> Clock:
    """Return the clock by which one expression is read.

    "Overnight" within a paragraph about Thursday is the night into Thursday, and "the
    previous day" at the start of a paragraph is that before the report.
    """
    if mention.grain != NAMED or memory.telling is None:
        return clock
    same = memory.telling.paragraph == line.sentence.paragraph
    if mention.covers == "previous_day" and not same and clock.base:
        return replace(clock, told=None)
    stretch = memory.telling.stretch
    single = stretch.closed and stretch.first == stretch.last
    if mention.covers == "night" and same and single and memory.telling.basis == "incident":
        return replace(clock, said=stretch.last)
    return clock


def _telling_for(block: Block, line: Line, memory: Memory) -> Telling | None:
    """Return what a line without dates goes on with."""
    telling = memory.telling
    if telling is not None and telling.paragraph == line.sentence.paragraph:
        return telling
    if memory.section is not None:
        return memory.section
    if memory.lead is not None and _is_news(block, memory.lead):
        return memory.lead
    return None


def _is_news(block: Block, lead: Telling) -> bool:
    last = lead.stretch.last
    if lead.basis == "cumulative":
        # "Since Thursday" is the story; the count of a whole war is only its background.
        return lead.rule.startswith("since+") and lead.stretch.first not in block.starts
    if lead.basis not in ("incident", "day") or last is None or lead.stretch.first is None:
        return False
    return block.published is None or block.published - last <= _NEWS


def _remember(memory: Memory, scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Memory:
    line = scene.line
    telling = _tells(scene, found)
    if telling is None and memory.telling is not None and found:
        same = scene.telling is not None and memory.telling.paragraph == line.sentence.paragraph
        telling = (
            replace(scene.telling, paragraph=line.sentence.paragraph)
            if scene.telling is not None and not same and _all_go_on(found)
            else memory.telling
        )
    memory = replace(
        memory,
        telling=telling or memory.telling,
        narrated=_narrated(scene) or memory.narrated,
        counted_from=_counted_from(scene) or memory.counted_from,
        spans=(*memory.spans, *_spans(scene))[-_SPANS:],
    )
    if _is_heading(line):
        return _under_heading(memory, scene, telling)
    if memory.lead is None and not memory.seen_figures and telling and telling.stretch.last:
        memory = replace(memory, lead=telling)
    return replace(memory, seen_figures=memory.seen_figures or bool(line.figures))


def _all_go_on(found: tuple[tuple[Figure, Finding], ...]) -> bool:
    return all(finding.rule.startswith("telling_goes_on") for _, finding in found)


def _tells(scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Telling | None:
    """Return what a line newly tells: by its figures, else by its own date."""
    paragraph = scene.line.sentence.paragraph
    wholes = [(f, one) for f, one in found if f.part_of is None] or list(found)
    carried = [one for _, one in wholes if one.carries]
    if carried:
        one = carried[-1]
        return Telling(one.basis, one.stretch, one.rule, one.date_words, paragraph)
    if found:
        undated = [one for _, one in wholes if one.rule == "undated"]
        return Telling("incident", NOWHEN, "undated", None, paragraph) if undated else None
    for one in scene.told:
        if one.start - scene.line.start > _OPENING and not _is_violent(scene.line):
            continue
        before = scene.line.before(one.start, 200)
        if one.role == TOLD and one.stretch.closed and not _RELATIVE.search(before):
            return _telling_of(one, paragraph)
    return None


def _telling_of(one: Told, paragraph: int) -> Telling:
    rule = "+".join(one.resolved.rules)
    words = Span(one.start, one.end)
    return Telling(basis_of(one.mention), one.stretch, rule, words, paragraph)


def _is_violent(line: Line) -> bool:
    return bool(line.figures) or any(t.entry.get("grammar") in _VIOLENT for t in line.bases)


def _spans(scene: Scene) -> list[Stretch]:
    """Return the spans of days that a line states with their years ("from May to July 2015")."""
    return [
        one.stretch
        for one in scene.told
        if one.mention.until is not None and one.resolved.year_stated and one.stretch.closed
    ]


def _narrated(scene: Scene) -> date | None:
    """Return the last day of a line whose year the text itself gives."""
    alone = _YEAR_ALONE.fullmatch(scene.line.folded)
    if alone:
        return date(int(alone.group(1)), 7, 2)
    for one in reversed(scene.told):
        known = one.resolved.year_stated or _OF_NARRATIVE & set(one.resolved.rules)
        if one.mention.until is None and one.role == TOLD and known and one.stretch.last:
            return _middle(one.mention, one.stretch)
    return None


def _middle(mention: Mention, stretch: Stretch) -> date | None:
    """Return the day from which the narrative goes on; of a bare year its middle."""
    if mention.grain == YEAR and stretch.last:
        return date(stretch.last.year, 7, 2)
    return stretch.last


def _counted_from(scene: Scene) -> date | None:
    """Return the first day of a campaign whose tenth day is that of the report."""
    base = scene.clock.base
    for one in scene.told:
        if one.role == LAPSE and one.mention.amount and base:
            return base - timedelta(days=one.mention.amount - 1)
    return None


def _is_heading(line: Line) -> bool:
    if line.sentence.zone == "headline":
        return True
    plain = not line.is_stopped and not line.figures and line.sentence.zone == "body"
    return plain and (not line.sentence.bullet or _names_a_tally(line))


def _names_a_tally(line: Line) -> bool:
    return any(mention.basis == "day" for mention in line.mentions)


def _under_heading(memory: Memory, scene: Scene, telling: Telling | None) -> Memory:
    if telling is None and not scene.line.figures:
        telling = _heading_tells(scene)
    if scene.line.sentence.zone == "headline" and scene.line.figures:
        return (
            memory if telling is None or not telling.stretch.last else replace(memory, lead=telling)
        )
    if telling is not None:
        telling = replace(telling, heading=True)
    return replace(memory, section=telling, telling=telling)


def _heading_tells(scene: Scene) -> Telling | None:
    """Return what a heading without figures says of those below: "past day", "the war: ..."."""
    paragraph = scene.line.sentence.paragraph
    total = cue_in_line(scene, "total") or cue_in_line(scene, "war")
    for one in scene.told:
        if one.role == TOLD and one.mention.until is not None and total is not None:
            return replace(_telling_of(one, paragraph), basis="cumulative")
        if one.role == TOLD and basis_of(one.mention) in ("day", "period", "cumulative"):
            return _telling_of(one, paragraph)
        if one.role == TOLD and one.mention.basis is not None:
            return _telling_of(one, paragraph)
    base = scene.clock.base
    for event in named_events(scene.line.events):
        tally = _TALLY_HEADING.search(scene.line.folded)
        if tally and base and event.goes_on(base):
            words = Span(scene.line.events[0].start, scene.line.events[0].end)
            stretch = Stretch(event.start, base, "day")
            return Telling("cumulative", stretch, "heading+conflict_start", words, paragraph)
    return None
