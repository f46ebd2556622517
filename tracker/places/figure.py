"""The place where what a figure counts happened: the nearest one said to be it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.models import Document, Figure, Place

_WHERE = re.compile(
    r"\b(?:in|at|near|on|over|around|outside|inside|within|across|throughout|towards?|into|against|"
    r"between|through|off|along|of|hits?|str(?:ikes?|uck)|attack(?:s|ed)?|shell(?:s|ed)?|"
    r"bomb(?:s|ed)?|target(?:s|ed)?)\s+(?:[\w'-]+\s+){0,4}$"
)

_WITHIN = re.compile(r",? (?:(?:in|of) )?(?:the )?(?:[a-z-]+ ){0,2}(?:city of |town of )?")


def place_of_figure(document: Document, figure: Figure, places: Sequence[Place]) -> Place | None:
    """Return the place said nearest to the figure in its sentence, or None."""
    sentence = document.sentences[figure.sentence]
    near = [p for p in places if sentence.start <= p.start < sentence.end]
    near = [p for p in near if _is_innermost(document, p, near)]
    said = [
        p for p in near if _WHERE.search(document.folded, max(0, p.start - 60), p.start)
    ] or near
    return min(said, key=lambda p: _distance(document, figure, p), default=None)


def _is_innermost(document: Document, place: Place, others: Sequence[Place]) -> bool:
    """Tell whether no smaller place of its own stands right before it ("Goma, North Kivu")."""
    return not any(
        o.country == place.country and _WITHIN.fullmatch(document.folded, o.end, place.start)
        for o in others
    )


def _distance(document: Document, figure: Figure, place: Place) -> int:
    """Return how far a reader goes from figure to place: back costs more than on, a clause most."""
    if place.start >= figure.count.end:
        between = document.folded[figure.count.end : place.start]
        return len(between) + 200 * between.count(";")
    between = document.folded[place.end : figure.count.start]
    return len(between) + 20 + 200 * between.count(";")
