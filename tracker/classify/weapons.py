"""Weapons as doers and instruments, and the launched of which some were stopped."""

from __future__ import annotations

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEHIND, NUMBER_BEFORE, needs
from tracker.classify.subjects import subject_kinds
from tracker.classify.units import FAR, PASSIVE_AUXILIARIES, Unit, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection
from tracker.classify.walk import behind_phrase, step_right, verb_of


@needs(words="strike attack")
def strike(reading: Reading, at: int) -> Verdict | None:
    """As in "34 drones strike the capital": behind the plural of a weapon the noun is a verb."""
    last = behind_phrase(reading, at)
    deed, weapons = reading.unit(last), reading.units[last - 1].text
    if deed is None or deed.text not in ("strike", "attack") or weapons[-1] != "s":
        return None
    kinds = subject_kinds(reading, at)
    if not kinds or kinds[0][1] != "weapon":
        return None
    measure = "impacted" if deed.text == "strike" else "launched"
    return claim(reading, at, "agent", measure, kinds[0][0], deed)


@needs(CUE_BEHIND)
def agent(reading: Reading, at: int) -> Verdict | None:
    """A weapon as the doer: "50 rockets hit the town", "nine missiles fired by X hit Y"."""
    if not any(kind == "weapon" for _, kind in subject_kinds(reading, at)):
        return None
    position: int | None = behind_phrase(reading, at)
    passed = FAR + len(reading.units)
    while position is not None and position < min(len(reading.units), at + FAR):
        unit = reading.units[position]
        behind = reading.unit(position + 1)
        if unit.text == "and" and behind is not None and behind.is_word({"the", "another"}):
            return None  # "with three missiles and the second striking a port"
        if unit.text == "with":  # "two missiles with cluster munitions struck the town"
            position += 1
            continue
        if unit.kind == "cue":
            if unit.entry and unit.entry.get("agent") and not unit.text.endswith((" by", " of")):
                passive = reading.units[position - 1].is_word(PASSIVE_AUXILIARIES)
                if any(other.kind == "count" for other in reading.units[passed:position]):
                    return None  # "five were lost from radar and three hit the town"
                return None if passive else judge_cue(reading, at, unit, "agent", "agent")
            by = reading.unit(position + 1)
            if unit.grammar != "participle" or by is None or not by.is_word({"by", "from", "at"}):
                return None
            position += 2
            passed = position
            continue
        position = step_right(reading, position)
    return None


@needs(words="with using by involving from comprising consisting composed")
def instrument(reading: Reading, at: int) -> Verdict | None:
    """Weapons behind "with": "attacked with 8 missiles", "hits by 12 missiles"."""
    position = reading.left_of(at)
    unit = reading.unit(position)
    if unit is not None and unit.is_word({"of"}):  # "an attack comprising of 90 drones"
        position -= 1
        unit = reading.unit(position)
        if unit is None or not unit.is_word({"comprising", "consisting", "composed"}):
            return None
    elif unit is None or not unit.is_word(_BY_MEANS_OF):
        return None
    if not any(kind == "weapon" for _, kind in subject_kinds(reading, at)):
        return None
    own = reading.unit(reading.phrase(at).last)
    entry = own.entry if own is not None and own.grammar == "participle" else None
    if entry is not None and entry.get("weapon") not in (None, "launched"):
        return None  # "a raid with three drones shot down": its own verb decides
    cue = _attack_before(reading, position)
    if cue is None or unit.text == "from":
        return None
    if cue.kind == "subject":
        return claim(reading, at, "instrument", "launched", subject_kinds(reading, at)[0][0], cue)
    return judge_cue(reading, at, cue, "instrument", "instrument")


_BY_MEANS_OF = frozenset("with using by involving from comprising".split())


def _attack_before(reading: Reading, position: int) -> Unit | None:
    """Return the word of attack nearest before: a verb, or the attack itself."""
    for index in range(position - 1, max(-1, position - FAR), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ";:.":
            return None
        if unit.kind == "cue" and unit.entry and unit.entry.get("instrument"):
            return unit
        if unit.kind == "subject" and unit.subject in _ATTACKS and position - index < 9:
            return unit
    return None


_ATTACKS = frozenset("attack airstrike missile_strike drone_strike shelling".split())


@needs(NUMBER_BEFORE, words="of /")
def whole_of_part(reading: Reading, at: int) -> Verdict | None:
    """As in "52 out of 54 drones", "none of the five": the whole of which a number is the part."""
    part = next((v for v in reading.done if v.phrase.of_count == at), None)
    if part is not None and part.rule == "one_of":
        return None
    if part is not None and part.rule == "part:of_the_harmed" and part.measure is not None:
        return _whole_of_harmed(reading, at, part)
    before = reading.unit(reading.left_of(at))
    if part is None and before is not None and before.is_word({"of"}):
        any_of = reading.unit(reading.left_of(at) - 1)
        if any_of is not None and any_of.is_word({"any", "all", "most"}):
            stopped = [v for v in reading.done if v.measure in _STOPPED]
            part = stopped[-1] if stopped else None
    if part is None:
        return None
    kinds = subject_kinds(reading, at)
    if part.measure in _STOPPED and kinds and kinds[0][1] == "weapon":
        return claim(reading, at, "whole_of_part", "launched", kinds[0][0], part.cue)
    return rejection(reading, at, "whole_of_part", "the whole of a stated part", None)


def _whole_of_harmed(reading: Reading, at: int, part: Verdict) -> Verdict | None:
    """As in "three of the 12 dead", "two of the seven missing men were found dead"."""
    phrase = reading.phrase(at)
    behind = reading.unit(phrase.last)
    harmed = behind is not None and behind.kind == "cue" and behind.grammar == "participle"
    cue = phrase.inner or (behind if harmed else part.cue)  # "six of 40 people injured died"
    measure = measure_for(cue.entry, "people") if cue and cue.entry else None
    subject = phrase.subject or "person"
    return claim(reading, at, "whole_of_harmed", measure, subject, cue) if measure else None


@needs(CUE_BEHIND, words="most majority bulk")
def mostly_stopped(reading: Reading, at: int) -> Verdict | None:
    """As in "most of the 180 missiles were intercepted": so many were launched."""
    of, most = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    if of is None or most is None or not of.is_word({"of"}) or not most.is_word(_MOST):
        return None
    verb, kinds = verb_of(reading, at), subject_kinds(reading, at)
    entry = reading.units[verb].entry if verb is not None else None
    if entry is None or entry.get("weapon") not in _STOPPED or not kinds:
        return None
    weapon = kinds[0][1] == "weapon"
    return claim(reading, at, "mostly_stopped", "launched", kinds[0][0], None) if weapon else None


_MOST = frozenset("most majority bulk".split())


@needs(CUE_BEHIND)
def implied_launch(reading: Reading, at: int) -> Verdict | None:
    """As in "165 drones overnight, 69 shot down": of what has no verb, some were stopped."""
    kinds = subject_kinds(reading, at)
    if not kinds or kinds[0][1] != "weapon":
        return None
    later = next((p for p in reading.line.counts if p > at), None)
    if later is None or reading.phrase(later).head is not None:
        return None
    verb = verb_of(reading, later)
    cue = reading.units[verb] if verb is not None else reading.unit(reading.phrase(later).last)
    if cue is None or cue.entry is None or cue.entry.get("weapon") not in _STOPPED:
        return None
    return claim(reading, at, "implied_launch", "launched", kinds[0][0], cue)


_STOPPED = frozenset("intercepted suppressed impacted".split())
