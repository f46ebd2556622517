"""Tolls and totals: a noun of harm, and its number at a distance."""

from __future__ import annotations

from itertools import takewhile

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CLAIM_BEFORE, CUE_BEFORE, needs
from tracker.classify.subjects import is_armed
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
_TOTALS = frozenset("total totals sum altogether overall".split())


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
        or reading.units[at - 1].is_word({"total", "totals"})
    )
    if not joined:
        return None
    phrase = reading.phrase(at)
    if phrase.head is not None and (phrase.head.kind == "noun" or phrase.head.text == "times"):
        return None  # "shot numerous times"
    for index in range(reading.left_of(at), max(-1, at - 2 * FAR), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ";.":
            return None
        if unit.kind != "cue" or unit.entry is None:
            continue
        if unit.grammar in ("toll", "noun"):
            return _by_toll(reading, at, unit)
        harmed = unit.grammar in ("participle", "state") and unit.entry.get("people") is not None
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


def _passes(reading: Reading, at: int) -> bool:
    """As in "The toll in Gaza has passed 60,000", "exceeds": the hedge is the toll's verb."""
    count = reading.units[at].count
    assert count is not None
    hedge = [u for u in reading.units[max(0, at - 6) : at] if u.start >= count.reach_start]
    if [unit.text for unit in hedge[:2]] == ["up", "to"]:
        return True  # "death toll in Ukraine up to 47,550"
    return any(unit.text.startswith(_PASSING) for unit in hedge)


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
    if phrase.subject is None:
        subject = _toll_subject(reading, at, cue)
        measure = measure_for(cue.entry, "people")
        return claim(reading, at, "toll", measure, subject, cue) if measure else None
    return judge_cue(reading, at, cue, "toll")


def _toll_subject(reading: Reading, at: int, cue: Unit) -> str:
    """Return whose toll it is: "the death toll of soldiers", "military death toll"."""
    index = reading.units.index(cue)
    before = reversed(reading.units[max(0, index - 3) : index])
    nearest = reading.units[index + 1 : index + 6]
    behind = takewhile(lambda unit: not unit.is_word(_IN_WHAT), nearest)
    members = False  # "the number of Hezbollah members killed"
    for unit in [*behind, *takewhile(lambda unit: unit.text != ",", before)]:
        members = members or unit.role == "member"
        if members and unit.kind == "party" and is_armed(unit):
            return "combatant"
        if (
            unit.kind == "subject"
            and unit.subject
            and kind_of(unit.subject) == "people"
            and unit.role is None
        ):
            return unit.subject
        if unit.text in _ARMED:
            return "combatant"
        if (
            unit.kind == "party"
            and unit.entry is not None
            and unit.text in unit.entry.spellings.get("forces", ())
        ):
            return "combatant"
    for word, subject in (
        ("child", "child"),
        ("civilian", "civilian"),
        ("enemy", "combatant"),
        ("personnel", "combatant"),
        ("combat", "combatant"),
    ):
        if word in cue.text:
            return subject
    if _only_fighters_follow(reading, at):
        return "combatant"
    label, colon = reading.unit(index - 2), reading.unit(index - 1)
    if label and colon and colon.text == ":" and label.text.endswith(" losses"):
        return "combatant"  # "Update on enemy losses: death toll at 17,700"
    victims = "victim" in cue.text
    return (
        "combatant"
        if cue.entry is not None and cue.entry.term == "losses" and not victims
        else "person"
    )


_ARMED = frozenset("military troops combat army personnel enemy manpower forces".split())
_IN_WHAT = frozenset("by in after from during following".split())
"""Behind these words stands who or what did it: "injured by the army", "in the enemy strike"."""


def _only_fighters_follow(reading: Reading, at: int) -> bool:
    """As in "the toll has reached 57,200, with some 500 servicemen": fighters' losses."""
    people = {p.subject for i, p in reading.phrases.items() if i > at and p.subject is not None}
    return people == {"combatant"}


_STANDS = RISEN | frozenset("stands stood stand".split())


@needs(CLAIM_BEFORE, words="at to")
def stands_at(reading: Reading, at: int) -> Verdict | None:
    """As in "It now stands at 2,018": the toll of the sentence before."""
    joint, verb = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    if joint is None or verb is None or reading.phrase(at).head is not None:
        return None
    if not (joint.is_word({"at", "to"}) and verb.is_word(_STANDS)):
        return None
    return _as_last(reading, at, "stands_at")


@needs(CLAIM_BEFORE, words="from by of")
def change(reading: Reading, at: int) -> Verdict | None:
    """As in "959,500 personnel, up by 1,430 in a day": the change is a part of the total."""
    joint, verb = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    if joint is None or verb is None or reading.phrase(at).subject is not None:
        return None
    if joint.is_word({"from"}) and verb.is_word({"up", "down"}):
        return _as_last(reading, at, "earlier_toll")
    up_by = joint.is_word({"by"}) and verb.is_word({"up", "increased", "rose", "grew", "risen"})
    rise_of = joint.is_word({"of"}) and verb.is_word({"increase", "rise", "addition"})
    return _as_last(reading, at, "part:change") if up_by or rise_of else None


_ADMITS = frozenset(
    "acknowledges acknowledged admits admitted concedes conceded reports reported "
    "says claims claimed confirmed confirms gives gave cites cited to at of only".split()
)


_LINKS = frozenset("to at of only".split())


@needs(CLAIM_BEFORE)
def admits(reading: Reading, at: int) -> Verdict | None:
    """As in "Kyiv acknowledges nine", "Delhi admits to one": the same count by another."""
    phrase = reading.phrase(at)
    joint, behind = reading.unit(reading.left_of(at)), reading.unit(phrase.last)
    if phrase.head is not None or joint is None or not joint.is_word(_ADMITS):
        return None
    put = _puts(reading, at)
    ends = (".", ";", ",", "and", "while", "but") if put else (".", ";", ",")
    if behind is not None and behind.text not in ends:
        return None
    if put:
        return _as_last(reading, at, "admits")
    verbs = {unit.text for unit in reading.units[max(0, at - 5) : at]}
    return (
        _as_last(reading, at, "admits") if verbs & (_ADMITS - {"to", "at", "of", "only"}) else None
    )


def _puts(reading: Reading, at: int) -> bool:
    """Tell "Hamas put the number at 5": what is put is the count that was spoken of."""
    between: list[str] = []
    for unit in reversed(reading.units[max(0, at - 7) : at]):
        if unit.text in _PUTS:
            return bool(between) and between[0] == "at" and set(between) <= _WHAT_IS_PUT
        between.append(unit.text)
    return False


_PUTS = frozenset("put puts putting placed places".split())
_WHAT_IS_PUT = frozenset(
    "the number figure count it that this total at only its own official count".split()
)


def _as_last(reading: Reading, at: int, rule: str) -> Verdict | None:
    last = reading.last_claim()
    if last is None or last.measure is None or last.subject is None:
        return None
    return claim(reading, at, rule, last.measure, last.subject, last.cue)


@needs(CLAIM_BEFORE, words="total totals sum altogether overall number")
def total(reading: Reading, at: int) -> Verdict | None:
    """As in "..., in total already 1,143,670", "bringing the total to 300 and 1,200"."""
    phrase = reading.phrase(at)
    if phrase.head is not None and not phrase.others:
        return None
    marker = next((i for i in range(at - 1, max(-1, at - 16), -1) if _is_total(reading, i)), None)
    if marker is None or any(unit.kind == "cue" for unit in reading.units[marker:at]):
        return None
    before = [v for v in reading.done if v.is_claim and v.position < marker][-2:]
    given = [v for v in reading.done if v.is_claim and v.position > marker]
    if len(before) == 2 and before[0].cue == before[1].cue:
        before = before[1:]
    last = reading.last_claim()
    if not before and last is not None:
        before = [last]
    if len(given) >= len(before):
        return None
    other = before[len(given)]
    if other.measure is None or other.subject is None:
        return None
    return claim(reading, at, "total", other.measure, other.subject, other.cue)


def _is_total(reading: Reading, index: int) -> bool:
    """Tell whether the word announces a total: "in total", "their number remained"."""
    unit, before = reading.units[index], reading.unit(index - 1)
    theirs = before is not None and before.is_word({"their", "its"})
    return unit.is_word(_TOTALS) or (unit.is_word({"number"}) and theirs)


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
