"""For which party a source speaks, by the vocabulary of sources and parties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tracker.lexicon import load_lexicon


def side_of(source: str | None) -> str | None:
    """Return the party whose source this is; None for a source of no party.

    >>> side_of("General Staff of Ukraine"), side_of("Israel Defense Forces")
    ('Ukraine', 'Israel')
    >>> side_of("United Nations") is side_of(None) is None
    True
    """
    if source is None:
        return None
    party = _homes().get(source)
    if party is None and " of " in source:
        named = source.rsplit(" of ", 1)[1].removeprefix("the ")
        party = named if named in _parties() else None
    return party


@cache
def _homes() -> Mapping[str, str]:
    homes: dict[str, str] = {}
    for entry in load_lexicon().entries("sources"):
        source, home = entry.values.get("source"), entry.values.get("home")
        if isinstance(source, str) and isinstance(home, str):
            homes[source] = home
        for pair in entry.values.get("sources") or ():
            party, _, name = str(pair).partition(": ")
            homes.setdefault(name, party)
    return homes


@cache
def _parties() -> frozenset[str]:
    entries = load_lexicon().entries("parties")
    return frozenset(str(entry.values["name"]) for entry in entries)
