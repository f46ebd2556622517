"""Nouns with a participle behind them: "two drones launched by Russia | were shot down"."""

from __future__ import annotations

from tracker.classify.units import ADVERBS, PASSIVE_AUXILIARIES, Unit
from tracker.classify.verdict import Reading
from tracker.classify.walk import CLAUSE_BREAKS

_REACH = 14  # units from the participle to the verb of its noun
_FATES = frozenset(("participle", "state", "intransitive"))
_ENDS = frozenset("who which that and or".split()) | CLAUSE_BREAKS


def verb_behind_participle(reading: Reading, at: int, position: int) -> int | None:
    """Return where the verb stands of a noun whose participle stands at a position, or None.

    The participle must stand right behind the noun; the dead meet no later fate, and those
    arrested and freed again are no claim of a release.
    """
    cue = reading.units[position]
    if position != reading.phrase(at).last or cue.grammar != "participle" or cue.entry is None:
        return None
    if cue.entry.get("people") == "killed" or cue.entry.get("reject") == "arrest":
        return None
    for index in range(position + 1, min(len(reading.units), position + _REACH)):
        unit = reading.units[index]
        if unit.is_word(PASSIVE_AUXILIARIES):
            return _fate(reading, index + 1, cue)
        if unit.kind in ("count", "punct", "cue") or unit.is_word(_ENDS):
            return None
    return None


def _fate(reading: Reading, index: int, first: Unit) -> int | None:
    """Return where the fate behind an auxiliary stands, if it is another than the first."""
    while (unit := reading.unit(index)) is not None and unit.is_word(ADVERBS | {"been", "later"}):
        index += 1
    if unit is None or unit.grammar not in _FATES or unit.entry is None:
        return None
    return None if unit.entry.get("reject") or unit.entry is first.entry else index
