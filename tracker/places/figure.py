"""The place where what a figure counts happened: the nearest one said to be it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from tracker.hedges import HEDGE
from tracker.models import Document, Figure, Place

_WHERE = re.compile(
    r"\b(?:in|at|near|on|over|around|outside|inside|within|across|throughout|towards?|into|against|"
    r"between|through|off|along|of|hits?|str(?:ikes?|uck)|attack(?:s|ed)?|shell(?:s|ed)?|"
    r"bomb(?:s|ed)?|target(?:s|ed)?)\s+(?:[\w'-]+\s+){0,4}$"
)

_REACH = 600
"""How far from the figure, in characters, a place is looked for in a sentence without end."""
_WITHIN = re.compile(r",? (?:(?:in|of) )?(?:the )?(?:[a-z-]+ ){0,2}(?:city of |town of )?")

_SHARED_OUT = re.compile(
    rf": (?:{HEDGE} )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|one)(?: [\w-]+){0,2} (?:in|at|near) "
)
_NEXT_CLAUSE = re.compile(
    r", (?:and|but|while|whereas) (?:[\w-]+ ){1,4}?(?:died|were|was|have|had|are|is) "
)
"""What was counted elsewhere follows: "killed three, and five died in Tripoli"."""


def place_of_figure(document: Document, figure: Figure, places: Sequence[Place]) -> Place | None:
    """Return the place said nearest to the figure in its sentence, or None."""
    sentence = document.sentences[figure.sentence]
    first = max(sentence.start, figure.count.start - _REACH)
    last = min(sentence.end, figure.count.end + _REACH)
    begin = bisect_left(places, first, key=lambda place: place.start)
    end = bisect_left(places, last, key=lambda place: place.start)
    near = [
        place
        for before, place in zip((None, *places[begin:end]), places[begin:end], strict=False)
        if before is None or not _is_wider(document, place, before)
    ]
    near = [place for place in near if not _is_of_a_part(document, figure, place)]
    near = [place for place in near if place.country is not None] or near
    near = [p for p, after in zip_longest(near, near[1:]) if not _is_owner(document, p, after)]
    if len(near) < 2:
        return near[0] if near else None
    said = [
        p for p in near if _WHERE.search(document.folded, max(0, p.start - 60), p.start)
    ] or near
    return min(said, key=lambda p: _distance(document, figure, p))


def _is_of_a_part(document: Document, figure: Figure, place: Place) -> bool:
    """Tell a place where only some were: "Twelve were killed: eight in Nyala and four in ..."."""
    if place.start < figure.count.end:
        return False
    return _SHARED_OUT.search(document.folded, figure.count.end, place.end) is not None


def _is_wider(document: Document, place: Place, before: Place) -> bool:
    """Tell whether a smaller place of its own stands right before it ("Goma, North Kivu")."""
    within = _WITHIN.fullmatch(document.folded, before.end, place.start)
    return within is not None and before.country == place.country


def _is_owner(document: Document, place: Place, after: Place | None) -> bool:
    """Tell whether a part of it follows: "Kyiv's Podil district"."""
    if after is None or after.country != place.country:
        return False
    return document.folded[place.end : after.start] in {"'s ", "' "}


def _distance(document: Document, figure: Figure, place: Place) -> int:
    """Return how far a reader goes from figure to place: back costs more than on, a clause most."""
    if place.start >= figure.count.end:
        between = document.folded[figure.count.end : place.start]
        return len(between) + 200 * (between.count(";") + len(_NEXT_CLAUSE.findall(between)))
    between = document.folded[place.end : figure.count.start]
    return len(between) + 20 + 200 * between.count(";")
