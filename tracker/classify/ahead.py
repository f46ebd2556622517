"""What comes next behind a number: a noun, names joined before one, what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.units import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    SAYS,
    SUSTAIN,
    Unit,
    kind_of,
)

UNITS_OF = frozenset(
    "units pieces items types numbers kind sets unit piece counts cases instances incidents".split()
)
_TOLD_OF = frozenset("cases instances incidents".split())
BELONG = frozenset("belonged belong belonging belongs".split())
NOT_NOUNS = ADVERBS | AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | SUSTAIN | SAYS | BELONG


def told_of(units: Sequence[Unit], at: int) -> bool:
    """As in "units of equipment", "46 cases of shelling", not "of theft": the noun behind."""
    of = units[at + 1] if at + 1 < len(units) else None
    if of is None or not of.is_word({"of"}):
        return False
    behind = units[at + 2 : at + 4]
    return units[at].text not in _TOLD_OF or any(other.kind == "subject" for other in behind)


def followed_by_noun(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a counted noun follows within the phrase."""
    for place, unit in enumerate(units[at + 1 : at + 6], at + 2):
        joins = unit.is_word({"and", "or"}) and place < len(units)
        if joins and units[place].kind == "party":
            continue  # "no U.S. or Somali soldiers"
        if unit.kind in ("subject", "noun"):
            return True
        if unit.text in ("'s", "of", "the", "for", "-"):
            continue
        if unit.kind not in ("word", "party", "number") or unit.is_word(NOT_NOUNS):
            return False
    return False


_GATHERED = frozenset(
    "manpower personnel weapons weaponry equipment hardware military enemy troops vehicles "
    "and".split()
)
_WHERE = frozenset(
    "clusters cluster concentrations concentration areas places points sites locations".split()
)


def gathered_at(units: Sequence[Unit], at: int) -> int | None:
    """Return the places of "eight enemy troops, weaponry and vehicles clusters"."""
    if units[at].text.split()[-1] not in _GATHERED:
        return None
    for position in range(at + 1, min(at + 9, len(units))):
        unit = units[position]
        if unit.text.split()[-1] in _WHERE:
            return position if unit.kind == "noun" else None
        if unit.text != "," and not _GATHERED.issuperset(unit.text.split()):
            return None
    return None


def joins_modifiers(units: Sequence[Unit], at: int) -> bool:
    """As in "Shahed and Gerbera-type drones": what "and" joins are names before a noun."""
    joined = units[at + 1 : at + 3]
    if joined and (joined[0].role == "others" or joined[0].is_word(NOT_NOUNS)):
        return False  # "13 missile and over 18 air strikes"
    if joined and joined[0].subject and kind_of(joined[0].subject) == "event":
        return True  # "16 missile and drone attacks"
    return len(joined) == 2 and all(u.kind in ("subject", "number", "word") for u in joined)


def looks_plural(text: str) -> bool:
    """Tell whether a word that the vocabulary does not know has the form of a plural."""
    return text.endswith("s") and not text.endswith(("ss", "us", "is"))
