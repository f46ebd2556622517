"""Figures -> whose people and things they count, or who fired and struck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.gazetteer import load_gazetteer
from tracker.lexicon import Lexicon
from tracker.models import Attribution, Document, Figure, Ownership, Place
from tracker.party import losses, strikes
from tracker.party.kinds import FIRED
from tracker.party.page import read_page
from tracker.party.reading import Earlier, Reading, as_ownership
from tracker.party.sides import Scene, Wars, read_wars

__all__ = ["assign_parties"]

_RECENT = 40
"""How many of the figures before a rule may look back at."""


def assign_parties(
    document: Document,
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
    places: Sequence[Place],
    lexicon: Lexicon,
) -> tuple[Ownership, ...]:
    """Return whose each figure is, one for each figure; None where the text leaves it open."""
    if not figures:
        return ()
    page = read_page(document, lexicon, places)
    speakers = [_speaker(lexicon, one.name) if one.name else None for one in attributions]
    voices = [speaker for speaker in speakers if speaker]
    owned: list[Ownership] = []
    earlier: dict[int, list[Earlier]] = {}
    scenes: dict[int, Scene] = {}
    for figure, following, speaker in zip(figures, [*figures[1:], None], speakers, strict=True):
        block = document.sentences[figure.sentence].block
        if block not in scenes:
            scenes[block] = page.scene(block, voices)
        before = earlier.setdefault(block, [])
        reading = page.reading(
            figure,
            page.phrase(figure, following),
            scenes[block],
            speaker=speaker,
            earlier=before[-_RECENT:],
        )
        ownership = _decide(reading)
        owned.append(ownership)
        before.append(Earlier(figure, ownership.party, ownership.rule, reading.phrase))
    return tuple(_joint_totals(figures, owned, read_wars(lexicon)))


def _joint_totals(
    figures: Sequence[Figure], owned: Sequence[Ownership], wars: Wars
) -> Iterator[Ownership]:
    """Yield the answers, None for a total whose parts make it up and are two sides'."""
    parts_of: dict[int, list[tuple[Figure, Ownership]]] = {}
    for figure, ownership in zip(figures, owned, strict=True):
        if figure.part_of is not None and figure.measure not in FIRED:
            parts_of.setdefault(figure.part_of, []).append((figure, ownership))
    for figure, ownership in zip(figures, owned, strict=True):
        parts = parts_of.get(figure.count.start)
        if parts is None:
            yield ownership
            continue
        values = [part.count.value or 0 for part, _ in parts if part.measure == figure.measure]
        sides = {own.party for part, own in parts if part.measure == figure.measure}
        known = len(sides) > 1 and None not in sides
        at_war = any(a in wars.opponents(b) for a in sides for b in sides if a and b)
        of_others = sum(values) == figure.count.value and ownership.party not in sides
        most = sum(values) >= 0.8 * (figure.count.value or 0) > 0
        if known and (of_others or (at_war and most)):
            yield Ownership(None, "joint_total")
        else:
            yield ownership


def _decide(reading: Reading) -> Ownership:
    rules = strikes.RULES if reading.figure.measure in FIRED else losses.RULES
    for rule in rules:
        found = rule(reading)
        if found is not None:
            return as_ownership(found, rule.__name__)
    return Ownership(None, "open")


_OFFICE = re.compile(
    r"(?!The\b)([^\W\d_a-z][\w'\u2019-]+(?: [^\W\d_a-z][\w'\u2019-]+)??)(?:'s|\u2019s)? "
    r"(?:[Oo]blast|[Rr]egion(?:al)?|[Gg]overnor|[Mm]ayor|[Cc]ity|[Pp]rovince|[Pp]rovincial|[Ss]tate|"
    r"[Mm]ilitary|[Pp]olice)\b"
    r"|\b(?:[Gg]overnor|[Mm]ayor|[Hh]ead|[Pp]olice|[Aa]dministration|[Aa]uthorities) "
    r"(?:of|in) (?:the )?([^\W\d_a-z][\w'\u2019-]+)"
)


@lru_cache(maxsize=4_096)  # a text names the same few sources again and again
def _speaker(lexicon: Lexicon, name: str) -> str | None:
    """Return the side that a source's name names, by its town or region too, or None."""
    for term in lexicon.find_in("parties", name):
        return term.entry.get("name")
    gazetteer = load_gazetteer(lexicon)
    offices = (office[1] or office[2] for office in _OFFICE.finditer(name))
    return next(filter(None, map(gazetteer.country_of, offices)), None)
