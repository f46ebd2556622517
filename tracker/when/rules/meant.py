"""The war that a running total is of: named, that of its parties, or the text's only one."""

from __future__ import annotations

import re
from datetime import date

from tracker.models import Figure, Span
from tracker.when.days.wars import WAR, DatedEvent, default_war, named_events, party_names
from tracker.when.rules.scene import Scene

_IN_PLACE = re.compile(
    r"\b(?:in|near|at|around|outside|across|residents of|people of|citizens of|inhabitants of|"
    r"territor(?:y|ies) of)(?: the)?(?: \w+)? +"
    r"(?:(?:port )?(?:city|town|village|region)(?: of)? +)?$"
)
_ON_COUNTRY = re.compile(r"\b(?:in|on|across|inside|against|over|throughout)(?: \w+)? $")
_NEXT_WORD = re.compile(r"[A-Z][\w'\u2019-]+")


def war_meant(scene: Scene, figure: Figure, last: date | None, rule: str) -> DatedEvent | None:
    """Return the war named in the sentence, else that of its parties, else the text's only one."""
    war = _war_of_line(scene, last)
    if war is not None:
        named = war in named_events(scene.line.events)
        return war if named or not _is_elsewhere(scene, figure, war) else None
    return None if rule == "by_then" else _war_of_text(scene, last)


def start_of_war(scene: Scene, last: date | None) -> date | None:
    """Return the first day of the war that a heading plainly means, or None."""
    war = _war_of_line(scene, last) or _war_of_text(scene, last)
    return war.start if war is not None else None


def _war_of_line(scene: Scene, last: date | None) -> DatedEvent | None:
    named = [event for event in named_events(scene.line.events) if event.kind == WAR]
    if named:
        return named[0]
    return default_war(scene.block.wars, party_names(scene.line.parties), last)


def _war_of_text(scene: Scene, last: date | None) -> DatedEvent | None:
    wars = [
        event
        for event in named_events(scene.block.events)
        if event.kind == WAR and (last is None or event.goes_on(last))
    ]
    if len(wars) == 1:
        return wars[0]
    return default_war(scene.block.wars, scene.block.parties, last)


def _is_elsewhere(scene: Scene, figure: Figure, war: DatedEvent) -> bool:
    """Tell whether the harm is in or on a country that is no party to the war."""
    return any(
        term.key in ("forms", "cased_forms")
        and term.entry.get("kind") == "country"
        and term.entry.get("name") not in war.default_for
        and term.start > figure.count.start
        and _ON_COUNTRY.search(scene.line.before(term.start))
        for term in scene.line.parties
    )


def war_words(scene: Scene, war: DatedEvent) -> Span | None:
    """Return where the sentence, else the text, names a war."""
    for term in (*scene.line.events, *scene.block.events):
        if term.entry.term == war.name:
            return Span(term.start, term.end)
    return None


def is_local(scene: Scene, figure: Figure) -> bool:
    """Tell whether a total is that of a place within the war ("killed in Mariupol")."""
    wide = [
        *(term for term in scene.line.parties if term.key != "places"),
        *scene.line.events,
    ]
    text = scene.block.text
    for word in _NEXT_WORD.finditer(text, figure.count.end, scene.line.sentence.end):
        if not _IN_PLACE.search(scene.line.before(word.start())):
            continue
        if not any(term.start <= word.start() < term.end for term in wide):
            return not _is_date(scene, word.start())
    return False


def _is_date(scene: Scene, position: int) -> bool:
    return any(one.start <= position < one.end for one in scene.told)
