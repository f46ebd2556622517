"""Whom a noun means: members and men by who is named, and whether they fight."""

from __future__ import annotations

from tracker.classify.noun import NounPhrase
from tracker.classify.openers import PART_OPENERS
from tracker.classify.units import Unit, kind_of
from tracker.classify.verdict import Reading


def all_named(reading: Reading, phrase: NounPhrase) -> str | None:
    """As in "six people, all civilians, were killed", "nine men, all of them soldiers"."""
    comma, every = reading.unit(phrase.last), reading.unit(phrase.last + 1)
    if phrase.subject not in ("person", "man") or comma is None or every is None:
        return None
    if comma.text != "," or not every.is_word({"all"}):
        return None
    for unit in reading.units[phrase.last + 2 : phrase.last + 6]:
        if unit.role is None and unit.subject and kind_of(unit.subject) == "people":
            return unit.subject
        if not unit.is_word({"of", "them", "whom", "were", "young", "local"}):
            return None
    return None


def people_word(reading: Reading, at: int) -> str:
    """Settle nouns whose subject depends on who is named: "members", "men"."""
    phrase = reading.phrase(at)
    assert phrase.subject is not None
    assert phrase.head is not None
    if phrase.head.kind == "party":
        if "police" in phrase.head.text:
            return "police"
        armed = is_armed(phrase.head) or phrase.head.text.endswith(_ARMED_PEOPLE)
        return "combatant" if armed else "person"
    if phrase.head.text in ("officers", "officer"):
        opener = reading.unit(reading.left_of(at))
        part = phrase.of_them or (opener is not None and opener.text in PART_OPENERS)
        soldiers = part and any(u.subject == "combatant" for u in reading.units[:at])
        # "eleven soldiers, two of them officers", "one Navy officer"
        return "combatant" if soldiers or _is_army(phrase.party) else phrase.subject
    if phrase.head.role != "member" or phrase.subject != "combatant":
        return phrase.subject  # "131 police elements" are police
    if phrase.head.text in ("members", "member") and (
        _of_a_force(reading, phrase.last) or _of_the_struck(reading, at)
    ):
        return "combatant"
    named = reading.units[at + 1 : phrase.last - 1]
    if any(unit.text.split()[-1] in _SERVICES for unit in named):
        return "combatant"  # "two Kuwaiti navy members"
    index = next((i for i, unit in enumerate(reading.units) if unit is phrase.head), 0)
    owned = index > 0 and reading.units[index - 1].is_word({"its", "their", "his", "our"})
    if phrase.head.text in ("men", "guys") and (owned or only_fighters(reading)):
        return "combatant"
    if phrase.head.text == "men":
        return "combatant" if phrase.party and is_armed(phrase.party) else "man"
    return "combatant" if phrase.party and is_armed(phrase.party) else "person"


def _of_a_force(reading: Reading, position: int) -> bool:
    """As in "58 members of the security forces", "two members of a self-defence group"."""
    of = reading.unit(position)
    if of is None or not of.is_word({"of"}):
        return False
    armed = False
    for unit in reading.units[position + 1 : position + 8]:
        if (unit.kind == "punct" and unit.text != "-") or unit.kind == "cue":
            return False
        if unit.subject == "combatant" or unit.text.endswith("forces") or unit.text in _FORCES:
            return True
        if unit.kind == "party" and is_armed(unit):
            return True
        armed = armed or unit.text in _ARMED
        if armed and unit.text in ("group", "groups", "gang", "cell"):
            return True
    return False


def _of_the_struck(reading: Reading, at: int) -> bool:
    """As in "struck a Hezbollah convoy, killing three members": of the group that was struck."""
    for index in range(at - 1, max(-1, at - 20), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ".;:":
            return False
        if unit.kind == "party" and is_armed(unit):
            return any(
                u.text.split()[0] in _STRUCK for u in reading.units[max(0, index - 9) : index]
            )
    return False


_STRUCK = frozenset(
    "hit hits struck strikes targeted targets targeting attacked attacks bombed shelled "
    "raided".split()
)
_SERVICES = frozenset("navy army military guard marines army's military's".split())
_FORCES = frozenset(
    "army force militia militias brigade battalion regiment squad patrol garrison paramilitary "
    "paramilitaries platoon commando guerrilla apparatus".split()
)
_ARMED = frozenset(
    "armed lawless criminal rebel defence defense jihadist militant insurgent terrorist extremist "
    "vigilante".split()
)


_ARMED_PEOPLE = (" soldiers", " troops", " fighters", " rebels", " militants", " forces")


def is_armed(party: Unit) -> bool:
    """Tell whether a party's name is that of an armed group or of a force."""
    entry = party.entry
    return entry is not None and (
        entry.get("kind") == "group" or party.text in entry.spellings.get("forces", ())
    )


def _is_army(party: Unit | None) -> bool:
    """Tell whether a party's name is that of a country's force, and not of its police."""
    if party is None or party.entry is None or "police" in party.text:
        return False
    return party.text in party.entry.spellings.get("forces", ())


def only_fighters(reading: Reading) -> bool:
    """Tell whether all people counted so far in the article fight: then so do the next."""
    people = [
        v
        for v in (*reading.before, *reading.done)
        if v.is_claim and v.kind == "people" and not v.is_part
    ]
    return bool(people) and all(v.subject == "combatant" for v in people)
