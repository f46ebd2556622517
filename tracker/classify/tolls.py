"""Tolls and totals: a noun of harm, and its number at a distance."""

from __future__ import annotations

from itertools import takewhile

from tracker.classify.ahead import BELONG
from tracker.classify.heads import whose_toll
from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEFORE, needs
from tracker.classify.people import is_armed
from tracker.classify.totals import as_last
from tracker.classify.units import FAR, Unit, kind_of, measure_for
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import RISEN

_TOLL_VERBS = frozenset(
    "to at of is was are were reached reaches reaching hit hits stands stood stand now from "
    "number numbered totaled totalled totaling totalling amounts amount amounted comes came "
    "approximately passed passes as be".split()
)


_AUXILIARIES = frozenset("has have had been already".split())
_NEAR = 7


@needs(CUE_BEFORE)
def toll(reading: Reading, at: int) -> Verdict | None:
    """As in "The death toll rises to 25", "losses stand at 5,840", "the number of dead: 12"."""
    joint = reading.unit(reading.left_of(at))
    joined = joint is not None and (
        joint.text in _TOLL_VERBS
        or joint.text in ":-–—"
        or joint.kind == "cue"
        or joint.is_word({"has", "have", "reach", "estimated", "already", "total", "claimed"})
        or _passes(reading, at)
        or _grows(reading, at)
        or reading.units[at - 1].is_word({"total", "totals"})
    )
    before = reading.unit(reading.left_of(at) - 1)
    if not joined or (before is not None and before.is_word(BELONG)):
        return None  # "five belonged to one family"
    phrase = reading.phrase(at)
    if phrase.head is not None and (phrase.head.kind == "noun" or phrase.head.text == "times"):
        return None  # "shot numerous times"
    for index in range(reading.left_of(at), max(-1, at - 2 * FAR), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ";.":
            return None
        if unit.kind != "cue" or unit.entry is None:
            continue
        if unit is joint and unit.grammar in ("participle", "active") and not _harms(unit):
            return None  # "killed nine rebels and destroyed 14 greenhouses"
        if unit.grammar in ("toll", "noun"):
            return _by_toll(reading, at, unit)
        harmed = unit.grammar in ("participle", "state") and _harms(unit)
        if harmed and joint is not None and joint.text != "from" and _is_nominal(reading, index):
            return _by_toll(reading, at, unit)
    return None


@needs(CUE_BEFORE)
def toll_of_clause(reading: Reading, at: int) -> Verdict | None:
    """As in "the toll had reached 900 while 4,000 people had fled": the toll is the subject."""
    phrase = reading.phrase(at)
    own = reading.unit(phrase.last)
    if phrase.head is not None or (own is not None and own.grammar in ("state", "participle")):
        return None  # "put its losses at two dead and five wounded"
    for index in range(reading.left_of(at), max(-1, at - _NEAR), -1):
        unit = reading.units[index]
        if unit.kind == "cue":
            return _by_toll(reading, at, unit) if unit.grammar == "toll" else None
        if not unit.is_word(_TOLL_VERBS | _AUXILIARIES):
            return None
    return None


def _harms(unit: Unit) -> bool:
    """Tell a word of harm to people from one of harm to things."""
    return unit.entry is not None and unit.entry.get("people") is not None


def _passes(reading: Reading, at: int) -> bool:
    """As in "The toll in Gaza has passed 60,000", "exceeds": the hedge is the toll's verb."""
    count = reading.units[at].count
    assert count is not None
    hedge = [u for u in reading.units[max(0, at - 6) : at] if u.start >= count.reach_start]
    if [unit.text for unit in hedge[:2]] == ["up", "to"]:
        return True  # "death toll in Donetsk is up to 46,200"
    return any(unit.text.startswith(_PASSING) for unit in hedge)


def _grows(reading: Reading, at: int) -> bool:
    """As in "the death toll is up 12 to 340", "rises by 12": what it grew by."""
    last = reading.left_of(at)
    joint, verb = reading.unit(last), reading.unit(last - 1)
    if joint is None or verb is None:
        return False
    return joint.is_word({"up"}) or (joint.is_word({"by"}) and verb.is_word(RISEN | {"up"}))


_PASSING = ("pass", "exceed", "surpass", "topp", "tops", "cross", "near", "approach")


def _is_nominal(reading: Reading, index: int) -> bool:
    """As in "The dead now number 38", "the number of killed is 12", "the captives freed"."""
    before, after = reading.unit(index - 1), reading.units[index + 1 : index + 3]
    if any(unit.is_word({"number", "numbered", "total", "totaled"}) for unit in after):
        return True
    if after and after[0].is_word({"a", "an"}):
        return False  # "a strike wounded a boy"
    told = reading.units[max(0, index - 12) : index]
    if any(unit.is_word({"number"}) for unit in told) and before is not None:
        return True  # "the number of people who were killed ... rose to 665"
    return before is not None and (
        before.is_word({"the", "of", "those", "own", "its", "their", "our"})
        or before.kind in ("subject", "party")
    )


def _by_toll(reading: Reading, at: int, cue: Unit) -> Verdict | None:
    assert cue.entry is not None
    phrase = reading.phrase(at)
    whose = whose_toll(cue) if phrase.subject == "person" else None
    if phrase.subject is None or whose:
        subject = whose or _numbered(reading, cue) or _toll_subject(reading, at, cue)
        measure = measure_for(cue.entry, "people")
        return claim(reading, at, "toll", measure, subject, cue) if measure else None
    return judge_cue(reading, at, cue, "toll")


def _numbered(reading: Reading, cue: Unit) -> str | None:
    """As in "the number of civilians reported to be killed": the noun whose number it is."""
    index = reading.units.index(cue)
    for place in range(index - 2, max(0, index - 14), -1):
        number, of = reading.units[place - 1 : place + 1]
        if not (number.is_word({"number"}) and of.is_word({"of"})):
            continue
        nouns = (u.subject for u in reading.units[place + 1 : min(index, place + 4)] if not u.role)
        return next((noun for noun in nouns if noun and kind_of(noun) == "people"), None)
    return None


def _toll_subject(reading: Reading, at: int, cue: Unit) -> str:
    """Return whose toll it is: "the death toll of soldiers", "military death toll"."""
    index = reading.units.index(cue)
    beside = _named_beside(reading, index)
    if beside is not None:
        return beside
    whose = whose_toll(cue)
    if whose is not None:
        return whose
    if _only_fighters_follow(reading, at):
        return "combatant"
    label, colon = reading.unit(index - 2), reading.unit(index - 1)
    if label and colon and colon.text == ":" and label.text.endswith(" losses"):
        return "combatant"  # "News of enemy losses: death toll at 21,600"
    losses = cue.entry is not None and cue.entry.term == "losses"
    return "combatant" if losses and "victim" not in cue.text else "person"


def _named_beside(reading: Reading, index: int) -> str | None:
    """Return who is named right behind the toll or, if nobody is, right before it."""
    before = reversed(reading.units[max(0, index - 3) : index])
    nearest = reading.units[index + 1 : index + 6]
    behind = takewhile(lambda unit: not unit.is_word(_IN_WHAT), nearest)
    members = False  # "the number of Hezbollah members killed"
    for unit in [*behind, *takewhile(lambda unit: unit.text != ",", before)]:
        members = members or unit.role == "member"
        people = unit.subject is not None and kind_of(unit.subject) == "people"
        if unit.kind == "subject" and people and unit.role is None:
            return unit.subject
        armed = unit.kind == "party" and members and is_armed(unit)
        if armed or unit.text in _ARMED or _is_of_forces(unit):
            return "combatant"
    return None


def _is_of_forces(unit: Unit) -> bool:
    """Tell whether the unit names a side by its armed forces: "the AFU's death toll"."""
    if unit.kind != "party" or unit.entry is None:
        return False
    return unit.text in unit.entry.spellings.get("forces", ())


_ARMED = frozenset("military troops combat army personnel enemy manpower forces".split())
_IN_WHAT = frozenset("by in after from during following".split())
"""Behind these words stands who or what did it: "injured by the army", "in the enemy strike"."""


def _only_fighters_follow(reading: Reading, at: int) -> bool:
    """As in "the toll has reached 57,200, with some 500 servicemen": fighters' losses."""
    people = {p.subject for i, p in reading.phrases.items() if i > at and p.subject is not None}
    return people == {"combatant"}


@needs(CUE_BEFORE, words="compared against versus")
def compared(reading: Reading, at: int) -> Verdict | None:
    """As in "The number of children killed has tripled (115 compared to 39)"."""
    phrase, left = reading.phrase(at), reading.unit(reading.left_of(at))
    behind, previous = reading.unit(phrase.last), reading.previous
    if phrase.head is not None or left is None:
        return None
    if previous is not None and previous.rule == "compared":
        joined = left.is_word({"to", "with", "against", "versus"})
        return as_last(reading, at, "compared") if joined else None
    if left.text != "(" or behind is None or not behind.is_word(_COMPARES):
        return None
    for index, cue in enumerate(reading.units[: reading.left_of(at)]):
        if cue.kind != "cue" or cue.entry is None:
            continue
        fate = cue.grammar in ("participle", "state") and _is_nominal(reading, index)
        told = cue.grammar in ("toll", "noun") or fate
        found = _by_toll(reading, at, cue) if told else None
        if found is not None:
            return found._replace(rule="compared")
    return None


_COMPARES = frozenset("compared against versus".split())


@needs(CUE_BEFORE, words=",")
def apposed(reading: Reading, at: int) -> Verdict | None:
    """As in "Fewer tanks had been hit, about 20, they said": a number alone behind its verb."""
    phrase = reading.phrase(at)
    position = reading.left_of(at)
    comma, cue, behind = (
        reading.unit(position),
        reading.unit(position - 1),
        reading.unit(phrase.last),
    )
    if (
        phrase.head is not None
        or comma is None
        or comma.text != ","
        or cue is None
        or cue.kind != "cue"
    ):
        return None
    if behind is not None and behind.text not in (",", ".", ";"):
        return None
    return judge_cue(reading, at, cue, "apposed")
