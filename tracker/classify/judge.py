"""What a measure word says of a count: a claim, a rejection, or nothing."""

from __future__ import annotations

from tracker.classify.units import Unit, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection, subject_kinds


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
        measure = entry.get(role) if role else measure_for(entry, kind)
        if measure is None and kind == "people" and reading.phrase(at).subject is not None:
            measure = entry.get("named_people")
        head = reading.phrase(at).head
        airborne = measure == "intercepted" and entry.term != "hit"
        if head is not None and head.role == "target" and not airborne:
            return rejection(reading, at, rule, "places, not harm", head)
        if role and kind != "weapon":
            continue
        measure = measure or _special_object(reading, at, cue)
        if measure is not None:
            return claim(reading, at, rule, measure, _fit(subject, measure, reading, at, cue), cue)
    return None


def _special_object(reading: Reading, at: int, cue: Unit) -> str | None:
    """As in "Claimed 30 lives", "took 251 hostages", "registers hundreds of prisoners of war"."""
    entry, head = cue.entry, reading.phrase(at).head
    if entry is None:
        return None
    if entry.get("homes"):
        last = reading.phrase(at).last
        behind = {unit.text for unit in reading.units[last : last + 5]}
        return (
            entry.get("homes")
            if behind & {"homes", "flee", "fleeing", "houses", "villages"}
            else None
        )
    if head is None:
        return None
    if head.text in ("lives", "souls"):
        return entry.get("lives")
    following = reading.unit(reading.phrase(at).last)
    words = f"{head.text} {following.text if following else ''}"
    if entry.get("prisoners") and any(w in words for w in ("hostage", "prisoner", "captive")):
        return entry.get("prisoners")
    if entry.get("captives") and any(w in words for w in ("prisoners of war", "pows", "hostages")):
        return entry.get("captives")
    return None


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
