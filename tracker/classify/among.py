"""Numbers among the harmed: "Two nurses are among the dead", "among those freed are two"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.classify.needs import needs
from tracker.classify.subjects import subject_kinds
from tracker.classify.units import AUXILIARIES, FAR, Unit
from tracker.classify.verdict import Reading, Verdict, claim

_HARMED = {
    "dead": "killed",
    "killed": "killed",
    "deceased": "killed",
    "victims": "casualties",
    "wounded": "wounded",
    "injured": "wounded",
    "hurt": "wounded",
    "casualties": "casualties",
    "fatalities": "killed",
    "missing": "missing",
    "freed": "released",
    "released": "released",
}


@needs(words="among amongst")
def among_the_dead(reading: Reading, at: int) -> Verdict | None:
    """As in "Two nurses are among the dead", "among those freed are two journalists"."""
    kinds = [subject for subject, kind in subject_kinds(reading, at) if kind == "people"]
    if not kinds:
        return None
    for index in _among_positions(reading, at):
        for unit in reading.units[index + 1 : index + 6]:
            if unit.kind == "punct":
                break
            harmed = _HARMED.get(unit.text.split()[-1]) or _fate(unit)
            if harmed is not None:
                return claim(reading, at, "among_the_dead", harmed, kinds[0], unit)
            if unit.is_word({"them", "these"}):
                return _among_those(reading, at, kinds[0])
    return None


def _fate(unit: Unit) -> str | None:
    """Return what a word of harm says: "among four people martyred in the attack"."""
    if unit.kind != "cue" or unit.entry is None or unit.grammar not in ("participle", "state"):
        return None
    return unit.entry.get("people")


def _among_those(reading: Reading, at: int, subject: str) -> Verdict | None:
    """As in "12 people were injured. Among them are three children": a part of those."""
    last = reading.last_claim()
    if last is None or last.measure is None or last.kind != "people":
        return None
    return claim(reading, at, "among_the_dead", last.measure, subject, last.cue)


def _among_positions(reading: Reading, at: int) -> Iterator[int]:
    """Yield where "among" stands behind the count's clause, or right before it."""
    for index in range(reading.phrase(at).last, min(len(reading.units), at + FAR)):
        unit = reading.units[index]
        if unit.is_word({"among", "amongst"}):
            before = reading.units[index - 1]
            if before.is_word(AUXILIARIES) or index == reading.phrase(at).last:
                yield index
            break
        if unit.kind == "cue" or (unit.kind == "punct" and unit.text in ";:."):
            break
    left = reading.left_of(at)
    for index in range(left, max(-1, left - 6), -1):
        if reading.units[index].is_word({"among", "amongst"}) and reading.units[left].is_word(
            AUXILIARIES
        ):
            yield index
