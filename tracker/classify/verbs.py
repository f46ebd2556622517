"""Verbs: who was killed, and what was destroyed, by active, passive and headline language."""

from __future__ import annotations

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEFORE, CUE_BEHIND, needs
from tracker.classify.openers import part_opener
from tracker.classify.reduced import verb_behind_participle
from tracker.classify.units import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PASSIVE_AUXILIARIES,
    Unit,
    kind_of,
    measure_for,
)
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import CLAUSE_BREAKS, RISEN, verb_from, verb_of


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
    state = reading.unit(reading.phrase(at).last)
    if state is not None and state.kind == "cue" and _tells_fate(unit, state):
        return judge_cue(reading, at, state, "active_left+state")
    both = _both_verbs(reading, position)
    verdict = judge_cue(reading, at, unit, "active_left")
    if verdict is not None and verdict.is_claim and both:
        return claim(
            reading, at, "active_left+both", "casualties", verdict.subject or "person", unit
        )
    return verdict


def _tells_fate(verb: Unit, behind: Unit) -> bool:
    """As in "found twelve dead", "has identified 1,222 people killed": what is behind counts."""
    if behind.grammar == "state":
        return True
    told = verb.entry is not None and verb.entry.get("reject") is not None
    return told and behind.grammar == "participle" and verb.text in _ASCERTAINED


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


@needs(CUE_BEHIND)
def inner_adjective(reading: Reading, at: int) -> Verdict | None:
    """As in "12 wounded soldiers", "30 dead civilians": the harm stands within the phrase."""
    inner = reading.phrase(at).inner
    if inner is None or inner.grammar not in ("participle", "state"):
        return None
    return judge_cue(reading, at, inner, "inner_adjective")


@needs(CUE_BEHIND)
def passive_right(reading: Reading, at: int) -> Verdict | None:
    """Subject of what follows: "three people were killed", "12 dead", "7 others injured"."""
    head = reading.phrase(at).head
    counts_times = head is not None and head.text == "times"
    apart = counts_times or _is_new_toll(reading, at) or _is_of_aside(reading, at)
    position = None if apart else verb_of(reading, at)
    if position is None or _is_closed_part(reading, at, position):
        return None
    later = verb_from(reading, position + 1)
    if later is not None and _says_more(reading, position, later):
        position = later  # "two soldiers wounded in the raid have since died"
    main = verb_behind_participle(reading, at, position)
    position = position if main is None else main
    cue = reading.units[position]
    if position == reading.phrase(at).last and cue.entry and cue.entry.get("weapon") == "launched":
        hit = object_list(reading, at)
        if hit is not None and hit.is_claim:
            return hit  # "destroyed a drone boat and two missiles launched by the rebels"
    verdict = judge_cue(reading, at, cue, "passive_right")
    if verdict is not None and verdict.is_claim and _both_right(reading, position):
        return claim(
            reading, at, "passive_right+both", "casualties", verdict.subject or "person", cue
        )
    return verdict


def _is_of_aside(reading: Reading, at: int) -> bool:
    """As in "A bus carrying 12 people was hit", "A school, serving 39 pupils, was burnt"."""
    verb, before = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    joins = verb is not None and verb.is_word({"and", "or"})
    if joins and reading.previous and reading.previous.phrase.last == reading.left_of(at):
        return _is_of_aside(reading, reading.previous.position)
    if verb is None or before is None or not verb.is_word(_HOLDING):
        return False
    if before.subject is None and before.text != ",":
        return False
    return before.subject is None or kind_of(before.subject) in ("platform", "structure")


_HOLDING = frozenset(
    "carrying serving housing hosting sheltering transporting containing accommodating ferrying "
    "escorting guarding employing seating".split()
)


def _is_new_toll(reading: Reading, at: int) -> bool:
    """As in "The number of dead rose to 4, 19 people were hurt": its words stand before."""
    joint, verb = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    behind = reading.unit(at + 1)
    return (
        joint is not None
        and verb is not None
        and joint.is_word({"to", "at"})
        and verb.is_word(RISEN)
        and behind is not None
        and behind.text == ","
    )


def _says_more(reading: Reading, position: int, later: int) -> bool:
    """As in "wounded in the raid have since died", "were shot and critically injured"."""
    verb, cue = reading.units[position], reading.units[later]
    if cue.entry is None or verb.entry is None or cue.entry.get("reject"):
        return False
    counted = any(unit.kind == "count" for unit in reading.units[position:later])
    weak = verb.entry.values.get("weak") and not counted and later - position < 5
    return bool(cue.grammar == "intransitive" or weak)


_PARTS = frozenset({"including", "of_whom", "among_them"})


def _is_closed_part(reading: Reading, at: int, position: int) -> bool:
    """As in "40 dead, including 12 women, and 60 wounded": the women are of the dead."""
    told = [verdict for verdict in reading.done if verdict.is_claim]
    goes_on = told and told[-1].is_part and reading.units[reading.left_of(at)].is_word({"and", ","})
    if not told or not (goes_on or part_opener(reading, at) in _PARTS):
        return False
    between = reading.units[at:position]
    return any(
        comma.text == "," and joint.is_word({"and", "while", "with"}) and behind.kind == "count"
        for comma, joint, behind in zip(between, between[1:], between[2:], strict=False)
    )


def _both_right(reading: Reading, position: int) -> bool:
    """As in "Several people are killed and injured", "killed, hurt or abducted": all in one."""
    fates: set[str | None] = set()
    while True:
        cue = reading.unit(position)
        if cue is None or cue.entry is None or cue.grammar not in ("participle", "state"):
            return False
        fates.add(cue.entry.get("people"))
        joint, other = reading.unit(position + 1), reading.unit(position + 2)
        listed = joint is not None and (joint.text == "," or joint.is_word({"and", "or"}))
        if not listed or other is None or other.kind != "cue":
            break
        position += 2
    if joint is not None and _opens_count(reading, position + 1):
        return False  # "a woman dead and injured some 30"
    owned = joint is not None and (joint.is_word(DETERMINERS) or joint.kind in ("subject", "party"))
    return {"killed", "wounded"} <= fates and not owned


def _opens_count(reading: Reading, position: int) -> bool:
    """Tell whether a number, or the hedge before it, stands at a place."""
    start = reading.units[position].start
    near = (unit.count for unit in reading.units[position : position + 5])
    return any(count is not None and count.reach_start <= start for count in near)


@needs(CUE_BEFORE)
def inverted(reading: Reading, at: int) -> Verdict | None:
    """As in "Also hurt were 41 churchgoers", "killed were two officers": the verb stands first."""
    position = reading.left_of(at)
    auxiliary, cue = reading.unit(position), reading.unit(position - 1)
    if auxiliary is None or not auxiliary.is_word(PASSIVE_AUXILIARIES) or cue is None:
        return None
    opener = reading.unit(position - 2)
    first = opener is None or opener.kind == "punct" or opener.is_word({"also", "and"})
    if not first or cue.kind != "cue" or cue.grammar not in ("participle", "state"):
        return None
    return judge_cue(reading, at, cue, "inverted")


def _with_them(reading: Reading, position: int) -> bool:
    """As in "killed him along with his three sons": "with" that joins two objects."""
    before = reading.unit(position - 1)
    joins = before is not None and before.is_word({"along", "together"})
    return joins and reading.units[position].is_word({"with"})


def _is_place(reading: Reading, at: int) -> bool:
    """As in "struck 12 areas and one command post": the number before counts places."""
    verdict = reading.done_at(at) if reading.units[at].kind == "count" else None
    return verdict is not None and verdict.reason == "places, not harm"


@needs(CUE_BEFORE, words="and or plus , with")
def object_list(reading: Reading, at: int) -> Verdict | None:
    """Further object of an active verb behind a noun without number: "a tank and five guns"."""
    position = reading.left_of(at)
    joint = reading.unit(position)
    if joint is None or not (
        joint.is_word({"and", "or", "plus"}) or joint.text == "," or _with_them(reading, position)
    ):
        return None
    for index in range(position, max(-1, position - 14), -1):
        unit = reading.units[index]
        if index == position or _with_them(reading, index) or _is_place(reading, index):
            continue
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
