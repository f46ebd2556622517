"""The counted noun: its kind by the words around it, and whether the phrase ends with it."""

from __future__ import annotations

from tracker.classify.units import Unit, kind_of

_SINGULAR_AS_PLURAL = frozenset(
    "people children men women police personnel aircraft artillery infantry staff crew manpower "
    "equipment mlrs troop cruise ballistic dead injured wounded special".split()
)
_DEEDS = frozenset("attack airstrike missile_strike drone_strike shelling clash".split())
_DOERS = frozenset("person civilian combatant police missile drone rocket aircraft".split())


def combined(before: str | None, unit: Unit) -> str | None:
    """A kind named before a general noun says more: "cruise missiles", "police elements"."""
    if unit.role == "member" and before is not None and kind_of(before) == "people":
        return before
    if before in ("police", "civilian") and unit.subject == "person":
        return before  # "two police officials", "one civilian driver"
    if unit.subject == "missile" and before in ("ballistic_missile", "cruise_missile"):
        return before
    return unit.subject


def ends_phrase(head: Unit, following: Unit) -> bool:
    """Tell whether a head is complete before what follows: a plural noun ends the phrase."""
    if head.kind == "word" or head.role == "others":
        return False
    if head.kind == "noun":
        return True
    verb = head.subject in _DOERS and following.subject in _DEEDS
    if following.kind == "subject" and following.start - head.end <= 1 and not verb:
        return False  # apposed nouns: "Kalibr cruise missiles", "drones boats"
    return head.text.endswith("s") or head.text.split()[-1] in _SINGULAR_AS_PLURAL


def whose_toll(cue: Unit) -> str | None:
    """Return whom a word for a toll holds, where it says so: "child deaths", "combat losses"."""
    return next((subject for word, subject in _TOLLS_OF.items() if word in cue.text), None)


_TOLLS_OF = {
    "child": "child",
    "civilian": "civilian",
    "enemy": "combatant",
    "personnel": "combatant",
    "manpower": "combatant",
    "combat": "combatant",
    "fallen": "combatant",
}
