"""Which of the places that bear a name is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from tracker.frozen import dataclass
from tracker.gazetteer import COUNTRY, REGION, TOWN, Known
from tracker.models import Document
from tracker.places.context import VERBS
from tracker.places.names import Name

DOMINANT = 500_000
"""A town of so many is not taken for a namesake with an eighth of its inhabitants."""
_COMMA = re.compile(r",\s+(?:in |and )?(?:[a-z]+ ){0,2}|\s+in (?:the )?(?:[a-z-]+ ){0,2}| \(")


@dataclass(frozen=True, slots=True)
class Choice:
    """A name with the place chosen for it; ``sure`` where its region or country follows it."""

    name: Name
    known: Known
    sure: bool = False


def choose(
    document: Document, names: list[Name], weights: Counter[str], speaking: Mapping[int, str]
) -> list[Choice]:
    """Return the choice for each name of a sentence, decided from the last to the first.

    The last goes first because a name is read with what follows it: "Tripoli, Lebanon".
    """
    chosen: list[Choice] = []
    for name in reversed(names):
        follower = chosen[-1] if chosen else None
        if follower and not _COMMA.fullmatch(document.folded, name.end, follower.name.start):
            follower = None
        wider = follower.known if follower is not None and _is_wider(follower) else None
        choice = _best(name, wider, weights)
        tight = follower is not None and follower.name.start - name.end == len(", ")
        speaks = follower is not None and speaking.get(follower.name.end + 1) in VERBS
        smaller = not choice.sure and choice.known.kind != COUNTRY
        if wider is not None and tight and smaller and not speaks:
            # "Amazonas, Brazil", which the gazetteer knows only in Colombia
            choice = Choice(name, Known(wider.country, wider.region, 0, TOWN), sure=True)
        chosen.append(choice)
    return chosen[::-1]


def _is_wider(choice: Choice) -> bool:
    """Tell whether a region or country is meant in which other places lie."""
    return choice.known.kind != TOWN and (choice.sure or not choice.name.ordinary)


def _best(name: Name, wider: Known | None, weights: Counter[str]) -> Choice:
    """Return what a name means most likely, given the wider place that follows it, if any."""
    biggest = max(known.population for known in name.options)

    def is_within(known: Known) -> bool:
        return wider is not None and known.country == wider.country and known != wider

    def fitness(known: Known) -> tuple[bool, bool, bool, int, bool, bool, int]:
        within = is_within(known)
        return (
            within and wider is not None and wider.region in {"", known.region},
            within,
            biggest < DOMINANT
            or known.population * 8 > biggest
            or known.kind == COUNTRY
            or (name.regional and known.kind == REGION),
            weights[known.country],
            name.regional and known.kind == REGION,
            known.kind == COUNTRY,
            known.population,
        )

    best = max(name.options, key=fitness) if len(name.options) > 1 else name.options[0]
    return Choice(name, best, sure=is_within(best))
