"""What a measure word says of a count: a claim, a rejection, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.subjects import subject_kinds
from tracker.classify.units import Unit, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection
from tracker.lexicon import Entry


def judge_cue(
    reading: Reading, at: int, cue: Unit, rule: str, role: str | None = None
) -> Verdict | None:
    """Return what a measure word says of a count: a claim, a rejection, or nothing.

    ``role`` is "agent" or "instrument" where the counted thing is not what was affected.
    """
    entry = cue.entry
    assert entry is not None
    reason = entry.get("reject")
    kinds = subject_kinds(reading, at)
    if reason is not None:
        supplied = reason.startswith("delivery") and kinds and kinds[0][1] == "people"
        return None if role or supplied else rejection(reading, at, rule, reason, cue)
    for subject, kind in kinds:
        measure = entry.get(role) if role else _measure(reading, at, entry, kind)
        head = reading.phrase(at).head
        airborne = measure == "intercepted" and entry.term != "hit"
        if head is not None and head.role == "target" and not airborne:
            return rejection(reading, at, rule, "places, not harm", head)
        if role and kind != "weapon":
            continue
        if measure is not None:
            return claim(reading, at, rule, measure, _fit(subject, measure, reading, at, cue), cue)
    return None


def _measure(reading: Reading, at: int, entry: Entry, kind: str) -> str | None:
    """Return what a word says of a kind; of people some words need a noun that fits.

    "Took 251 hostages", "claimed 30 lives": the words of ``people_behind`` must follow the
    number, those of ``behind`` whatever is counted ("set 45 houses alight");
    ``named_people`` holds for nouns that the vocabulary knows, and for none; of those in
    ``people_not`` the word says nothing (the return of refugees frees no captives).
    """
    phrase = reading.phrase(at)
    behind = entry.values.get("behind")
    if behind is not None and not _stands_behind(reading, at, behind):
        return None
    if kind != "people":
        return measure_for(entry, kind)
    if phrase.head is not None and phrase.head.text in entry.values.get("people_not", ()):
        return None
    if phrase.head is not None and phrase.head.text in ("lives", "souls"):
        return "killed" if entry.get("people") in ("casualties", "killed") else None
    if (phrase.subject is not None or phrase.head is None) and entry.get("named_people"):
        return entry.get("named_people")
    wanted = entry.values.get("people_behind")
    if wanted is not None:
        head = {phrase.head.text} if phrase.head is not None else set()
        if not head & set(wanted) and not _stands_behind(reading, at, wanted):
            return None
    return entry.get("people")


def _stands_behind(reading: Reading, at: int, wanted: Sequence[str]) -> bool:
    """Tell whether one of the words stands right behind the counted phrase."""
    last = reading.phrase(at).last
    return any(unit.text in wanted for unit in reading.units[last : last + 6])


def _fit(subject: str, measure: str, reading: Reading, at: int, cue: Unit) -> str:
    """Settle subjects that the measure decides: exchanged prisoners and lost men fight."""
    following = reading.unit(reading.phrase(at).last)
    military = (
        cue.entry is not None
        and cue.entry.term in ("losses", "lost")
        or cue.text.startswith(_OF_FIGHTERS)
    )
    if measure == "casualties" and subject in ("man", "person") and military:
        return "combatant"
    words = {unit.text for unit in (reading.phrase(at).head, following) if unit is not None}
    if subject == "person" and any(
        word.startswith(("prisoner", "captives", "as prisoners")) for word in words
    ):
        swapped = cue.text.startswith(("exchang", "swap", "trad"))
        return (
            "combatant" if measure == "captured" or measure == "released" and swapped else subject
        )
    return subject


_OF_FIGHTERS = ("combat", "personnel", "irre", "military", "manpower")
