"""A block of lines read as a reader does, carrying what is told from sentence to sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tracker.models import Figure
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.rules.rules import find
from tracker.when.rules.scene import Block, Finding, Scene, Telling
from tracker.when.story.dates import dates_of
from tracker.when.story.headings import is_heading, is_of_past, told_by_heading
from tracker.when.story.memory import LAPSES, Memory, clock_for, telling_for, tells_news
from tracker.when.story.narrated import (
    counted_from,
    is_flashback,
    loses_year,
    narrated_by,
    spans_of,
)
from tracker.when.story.outbreak import outbreak_of
from tracker.when.story.telling import (
    as_of_report,
    last_date_of,
    newly_told,
    tally_of,
    tells_nothing,
    total_of,
)
from tracker.when.written.mention import MONTH

_SPANS = 3
_REPORTED = timedelta(days=31)
_ASIDE = frozenset({"caption", "quote"})

Reading = tuple[Scene, tuple[tuple[Figure, Finding], ...]]


def read_block(block: Block) -> Iterator[Reading]:
    """Yield each line as a scene, with what was found for its figures.

    What stands further below the last figure than the next paragraph says nothing of its time.
    """
    memory = Memory()
    last = max((line.sentence.paragraph for line in block.lines if line.figures), default=-1) + 1
    for line in block.lines:
        if line.sentence.paragraph > last:
            return
        scene = Scene(line, (), Clock(None if memory.past_section else block.published), block)
        if tells_nothing(scene) and not is_heading(line):
            memory = _pass_over(memory, line)
            yield scene, ()
            continue
        if block.entries_inline and _is_past_entry(memory, line):
            memory = memory._replace(section=None, telling=None)
        scene = _enter(block, line, memory)
        found = tuple((figure, find(scene, figure)) for figure in line.figures)
        memory = _remember(memory, scene, found)
        yield scene, found


def _is_past_entry(memory: Memory, line: Line) -> bool:
    section = memory.section
    return section is not None and section.paragraph < line.sentence.paragraph


def _pass_over(memory: Memory, line: Line) -> Memory:
    """Return the memory after a line of which nothing is to be remembered."""
    if memory.quiet == LAPSES or line.sentence.zone in _ASIDE:
        return memory
    return memory._replace(quiet=memory.quiet + 1)


def _enter(block: Block, line: Line, memory: Memory) -> Scene:
    clock = clock_for(block, line, memory)
    told = dates_of(line, clock, block, memory.telling)
    telling = telling_for(block, line, memory)
    here = memory.tally is not None and memory.tally.paragraph == line.sentence.paragraph
    tally = memory.tally if here else None
    recent = memory.recent or memory.telling
    counted_from, total = memory.counted_from, memory.total
    return Scene(line, told, clock, block, telling, counted_from, tally, recent, total)


def _remember(memory: Memory, scene: Scene, found: tuple[tuple[Figure, Finding], ...]) -> Memory:
    line = scene.line
    if line.sentence.zone in _ASIDE:
        return memory
    telling = newly_told(scene, found)
    if telling is None and memory.telling is not None and found:
        same = scene.telling is not None and memory.telling.paragraph == line.sentence.paragraph
        telling = (
            replace(scene.telling, paragraph=line.sentence.paragraph)
            if scene.telling is not None and not same and _all_go_on(found)
            else memory.telling
        )
    spans = spans_of(scene)
    if tells_news(line):
        memory = memory._replace(news_in=line.sentence.paragraph)
    memory = _with(
        _years_told(memory, scene),
        telling=telling or memory.telling,
        tally=tally_of(scene, found) or memory.tally,
        total=total_of(scene, found) or memory.total,
        recent=None if telling is not None else last_date_of(scene) or memory.recent,
        period=telling if telling is not None and telling.basis == "period" else memory.period,
        quiet=0 if found or telling is not None else min(memory.quiet + 1, LAPSES),
        counted_from=counted_from(scene) or memory.counted_from,
        outbreak=outbreak_of(line, scene.told) or memory.outbreak,
        spans=(*memory.spans, *spans)[-_SPANS:] if spans else memory.spans,
    )
    if telling is not None and _dates_section(memory.section, telling):
        memory = memory._replace(section=replace(telling, heading=True))
    if is_heading(line):
        return _under_heading(memory, scene, telling)
    if memory.lead is None and not memory.seen_figures and telling and telling.stretch.last:
        memory = memory._replace(lead=as_of_report(scene, telling))
    if memory.seen_figures or not line.figures:
        return memory
    return memory._replace(seen_figures=True)


def _with(memory: Memory, **fields: Any) -> Memory:
    """Return the memory with these fields, itself where they are its own: most lines add none."""
    new = {name: value for name, value in fields.items() if getattr(memory, name) is not value}
    return memory._replace(**new) if new else memory


def _dates_section(section: Telling | None, telling: Telling) -> bool:
    """Tell whether a line gives the start of the count that a heading only names.

    "Truce after five days of fighting"; "38 people have died since Thursday".
    """
    if section is None or section.stretch.first is not None or telling.stretch.first is None:
        return False
    return section.basis == telling.basis == "cumulative"


def _years_told(memory: Memory, scene: Scene) -> Memory:
    """Return the memory with the year that a line gives to those after it."""
    if any(mention.counts_from_report for mention in scene.line.mentions):
        memory = memory._replace(lately=True)
    spans = {day.year for span in spans_of(scene) for day in (span.first, span.last) if day}
    if not spans <= memory.years_told:
        memory = memory._replace(years_told=memory.years_told | spans)
    if any(is_flashback(scene, one) for one in scene.told):
        memory = memory._replace(flashback_in=scene.line.sentence.paragraph)
    if any("year_unknown" in one.resolved.rules for one in scene.told):
        memory = memory._replace(lately=False, doubt_in=scene.line.sentence.paragraph)
    told = narrated_by(scene)
    if told is None:
        lost = loses_year(scene)
        return memory._replace(narrated=None) if lost else memory
    day, of_bare_year = told
    years = memory.years_told if of_bare_year else memory.years_told | {day.year}
    paragraph = scene.line.sentence.paragraph
    memory = memory._replace(narrated=day, narrated_in=paragraph, years_told=years)
    return memory._replace(lately=False) if memory.lately and not of_bare_year else memory


def _all_go_on(found: tuple[tuple[Figure, Finding], ...]) -> bool:
    return all(finding.rule.startswith("telling_goes_on") for _, finding in found)


def _names_its_own_month(scene: Scene) -> bool:
    """Tell the title of a monthly report, which comes out soon after its month."""
    day = scene.block.published
    ends = (one.stretch.last for one in scene.told if one.mention.grain == MONTH)
    title = scene.line.sentence.zone == "headline"
    return title and day is not None and any(end and day - end <= _REPORTED for end in ends)


def _under_heading(memory: Memory, scene: Scene, telling: Telling | None) -> Memory:
    if telling is None and not scene.line.figures:
        telling = told_by_heading(scene)
    if scene.line.sentence.zone == "headline" and scene.line.figures:
        return (
            memory if telling is None or not telling.stretch.last else memory._replace(lead=telling)
        )
    if telling is not None:
        telling = replace(telling, heading=True)
    past = None if _names_its_own_month(scene) else is_of_past(scene)
    return memory._replace(
        section=telling,
        telling=telling,
        past_section=memory.past_section if past is None else past,
    )
