"""What comes next behind a number: a noun, names joined before one, what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.units import ADVERBS, AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, Unit

UNITS_OF = frozenset(
    "units pieces items types numbers kind sets unit piece counts cases instances incidents".split()
)
_TOLD_OF = frozenset("cases instances incidents".split())
NOT_NOUNS = ADVERBS | AUXILIARIES | CONJUNCTIONS | PREPOSITIONS


def told_of(units: Sequence[Unit], at: int) -> bool:
    """As in "units of equipment", "46 cases of shelling", not "of theft": the noun behind."""
    of = units[at + 1] if at + 1 < len(units) else None
    if of is None or not of.is_word({"of"}):
        return False
    behind = units[at + 2 : at + 4]
    return units[at].text not in _TOLD_OF or any(other.kind == "subject" for other in behind)


def followed_by_noun(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a counted noun follows within the phrase."""
    for unit in units[at + 1 : at + 6]:
        if unit.kind in ("subject", "noun"):
            return True
        if unit.text in ("'s", "of", "the", "for", "-"):
            continue
        if unit.kind not in ("word", "party", "number") or unit.is_word(NOT_NOUNS):
            return False
    return False


def joins_modifiers(units: Sequence[Unit], at: int) -> bool:
    """As in "Shahed and Gerbera-type drones": what "and" joins are names before a noun."""
    joined = units[at + 1 : at + 3]
    return len(joined) == 2 and all(u.kind in ("subject", "number", "word") for u in joined)


def looks_plural(text: str) -> bool:
    """Tell whether a word that the vocabulary does not know has the form of a plural."""
    return text.endswith("s") and not text.endswith(("ss", "us", "is"))
