"""Verbs before the number: "killed three", "shot 14 down", further things that they govern."""

from __future__ import annotations

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEFORE, needs
from tracker.classify.units import (
    ADVERBS,
    AUXILIARIES,
    PASSIVE_AUXILIARIES,
    Unit,
    measure_for,
)
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import CLAUSE_BREAKS


@needs(CUE_BEFORE)
def active_left(reading: Reading, at: int) -> Verdict | None:
    """Object of an active verb: "killed three", "wounding at least 16", "lost 26 tanks"."""
    position = reading.left_of(at)
    unit = reading.unit(position)
    if unit is not None and unit.is_word({"of"}):
        return _of_noun(reading, at, position - 1)
    if (
        unit is not None
        and unit.kind == "cue"
        and unit.text.endswith((" by", " of"))
        and unit.entry
    ):
        return judge_cue(reading, at, unit, "noun_by", "agent" if unit.entry.get("agent") else None)
    if unit is not None and unit.kind == "word" and unit.text.endswith(("ed", "ing")):
        position = _verb_before(reading, position)
        unit = reading.unit(position)
    if unit is None or unit.kind != "cue" or not is_active(reading, position):
        return None
    if unit.entry is not None and unit.entry.term == "treated" and reading.phrase(at).inner:
        return None  # "admitted only 15 killed soldiers"
    state, more = reading.unit(reading.phrase(at).last), reading.unit(reading.phrase(at).last + 1)
    if state is not None and state.kind == "cue" and _tells_fate(unit, state):
        if unit.text not in _LOST:
            return judge_cue(reading, at, state, "active_left+state")
        if more is None or not (more.text == "," or more.kind == "cue"):
            return _lost_so(reading, at, state)
    both = _both_verbs(reading, position)
    verdict = judge_cue(reading, at, unit, "active_left")
    if verdict is not None and verdict.is_claim and both:
        return claim(
            reading, at, "active_left+both", "casualties", verdict.subject or "person", unit
        )
    return verdict


def _tells_fate(verb: Unit, behind: Unit) -> bool:
    """As in "found twelve dead", "identified 1,222 people killed", "lost 12 killed"."""
    if behind.grammar == "state":
        return True
    if verb.text in _LOST and behind.grammar == "participle":
        return behind.entry is not None and behind.entry.get("people") in ("killed", "wounded")
    told = verb.entry is not None and verb.entry.get("reject") is not None
    return told and behind.grammar == "participle" and verb.text in _ASCERTAINED


def _lost_so(reading: Reading, at: int, state: Unit) -> Verdict | None:
    """As in "The brigade lost 12 killed and 30 wounded": its soldiers, by what became of them."""
    verdict = judge_cue(reading, at, state, "active_left+state")
    if verdict is None or verdict.subject != "person" or reading.phrase(at).head is not None:
        return verdict
    return verdict._replace(subject="combatant")


_LOST = frozenset("lost loses lose losing".split())
_ASCERTAINED = frozenset("identified identifies identifying recorded registered".split())


def _verb_before(reading: Reading, position: int) -> int:
    """Return the known verb that shares its object: "burned or looted nearly 100 homes"."""
    joint = reading.unit(position - 1)
    return position - 2 if joint is not None and joint.is_word({"and", "or"}) else -1


def shot_down(reading: Reading, at: int) -> Verdict | None:
    """As in "shot 14 missiles down", "brought two of the jets down": the verb stands around."""
    verb, down = reading.unit(reading.left_of(at)), reading.unit(reading.phrase(at).last)
    if verb is None or down is None or down.text != "down" or down.kind != "cue":
        return None
    return judge_cue(reading, at, down, "shot_down") if verb.text in _PARTED_VERBS else None


_PARTED_VERBS = frozenset(
    "shoot shoots shot shooting bring brings brought bringing take takes took taking knock knocks "
    "knocked".split()
)


def _of_noun(reading: Reading, at: int, position: int) -> Verdict | None:
    """The bodies of 45, the deaths of five, the loss of 26 tanks, losses of 500."""
    unit = reading.unit(position)
    if unit is not None and unit.kind == "cue" and unit.grammar in ("noun", "toll"):
        return judge_cue(reading, at, unit, "noun_of")
    return None


def is_active(reading: Reading, position: int) -> bool:
    """Tell whether the verb takes an object: an active form, or a participle not passive."""
    unit = reading.units[position]
    if unit.grammar == "active":
        return True
    if unit.grammar not in ("participle", "attack"):
        return False
    if unit.text.endswith("ing"):
        return True  # "is losing 100 soldiers a day"
    for before in reversed(reading.units[max(0, position - 4) : position]):
        if before.is_word(PASSIVE_AUXILIARIES):
            return False
        if not before.is_word(ADVERBS):
            break
    return not _passive_of_previous(reading, position)


def _passive_of_previous(reading: Reading, position: int) -> bool:
    """Tell whether the count before is the verb's passive subject: "8 killed 19 injured"."""
    following = reading.unit(position + 1)
    taken = any(v.cue is reading.units[position] for v in reading.done)
    return taken and following is not None and following.kind != "count"


def _both_verbs(reading: Reading, position: int) -> bool:
    """Tell whether two verbs share the object: "killed or wounded 30"."""
    joint, other = reading.unit(position - 1), reading.unit(position - 2)
    if other is None or any(verdict.cue is other for verdict in reading.done):
        return False  # "left three dead and wounded twelve"
    return (
        joint is not None
        and joint.is_word({"and", "or"})
        and other.kind == "cue"
        and {measure_for(u.entry, "people") for u in (other, reading.units[position]) if u.entry}
        == {"killed", "wounded"}
    )


def _with_them(reading: Reading, position: int) -> bool:
    """As in "killed him along with his three sons": "with" that joins two objects."""
    before = reading.unit(position - 1)
    joins = before is not None and before.is_word({"along", "together"})
    return joins and reading.units[position].is_word({"with"})


def _is_place(reading: Reading, at: int) -> bool:
    """As in "struck 12 areas and one command post": the number before counts places."""
    verdict = reading.done_at(at) if reading.units[at].kind == "count" else None
    return verdict is not None and verdict.reason == "places, not harm"


_AS_WELL_AS = ["as", "well", "as"]
_WELL = frozenset("as including".split())


@needs(CUE_BEFORE, words="and or plus , with as")
def object_list(reading: Reading, at: int) -> Verdict | None:
    """Further object of an active verb behind a noun without number: "a tank and five guns"."""
    position = reading.left_of(at)
    joint = reading.unit(position)
    as_well = [u.text for u in reading.units[max(0, position - 2) : position + 1]] == _AS_WELL_AS
    if joint is None or not (
        as_well
        or joint.is_word({"and", "or", "plus"})
        or joint.text == ","
        or _with_them(reading, position)
    ):
        return None
    for index in range(position - (2 if as_well else 0), max(-1, position - 16), -1):
        unit = reading.units[index]
        if index == position or _with_them(reading, index) or _is_place(reading, index):
            continue
        told = reading.done_at(index)
        if as_well and (unit.is_word(_WELL) or (told is not None and told.reason is not None)):
            continue  # "hit 31 targets, including 20 command posts, as well as seven depots"
        if unit.kind == "cue":
            return (
                judge_cue(reading, at, unit, "object_list")
                if is_active(reading, index) and unit.grammar != "attack"
                else None
            )
        if unit.kind == "count" or unit.is_word(
            AUXILIARIES
            | CLAUSE_BREAKS
            | {"with", "by", "in", "on", "at", "to", "from", "that", "who", "including"}
        ):
            return None
        if unit.kind == "punct" and unit.text in ";:.":
            return None
    return None
