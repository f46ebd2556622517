"""Nouns with a participle behind them: "two drones launched by Russia | were shot down"."""

from __future__ import annotations

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEHIND, needs
from tracker.classify.units import ADVERBS, PASSIVE_AUXILIARIES, Unit
from tracker.classify.verdict import Reading, Verdict
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


@needs(CUE_BEHIND, words="all both each")
def all_of_them(reading: Reading, at: int) -> Verdict | None:
    """As in "nine shells and three drones, all jammed", "12 drones, all of which were downed"."""
    if reading.phrase(at).head is None:
        return None
    index = reading.phrase(at).last
    while (unit := reading.unit(index)) is not None and unit.text in (",", "and"):
        following = reading.phrases.get(index + 1)
        if following is not None and reading.units[index + 1].kind == "count":
            index = following.last
            continue
        every = reading.unit(index + 1)
        if unit.text != "," or every is None or not every.is_word(_EVERY):
            return None
        index += 2
        while (unit := reading.unit(index)) is not None and unit.is_word(_WHICH):
            index += 1
        stated = unit is not None and unit.kind == "cue" and unit.grammar in _STATED
        return judge_cue(reading, at, unit, "all_of_them") if unit and stated else None
    return None


_STATED = frozenset(("participle", "state"))
_EVERY = frozenset("all both each".split())
_WHICH = ADVERBS | PASSIVE_AUXILIARIES | {"of", "which", "whom", "them"}
