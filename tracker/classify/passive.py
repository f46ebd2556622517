"""Verbs behind the number or turned round: who was killed, what was hit, the wounded within."""

from __future__ import annotations

from tracker.classify.judge import judge_cue
from tracker.classify.needs import CUE_BEFORE, CUE_BEHIND, needs
from tracker.classify.openers import part_opener
from tracker.classify.reduced import verb_behind_participle
from tracker.classify.units import ADVERBS, AUXILIARIES, DETERMINERS, PASSIVE_AUXILIARIES, kind_of
from tracker.classify.verbs import object_list
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import RISEN, verb_from, verb_of


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
    apart = apart or _is_object_beside(reading, at)
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
    if verdict is not None and verdict.measure == "destroyed" and _or_damaged(reading, position):
        return verdict._replace(measure="damaged")
    if verdict is not None and verdict.is_claim and _both_right(reading, position):
        return claim(
            reading, at, "passive_right+both", "casualties", verdict.subject or "person", cue
        )
    return verdict


def _is_object_beside(reading: Reading, at: int) -> bool:
    """As in "killing four soldiers and 11 civilians who took part": of the verb before."""
    previous, behind = reading.previous, reading.unit(reading.phrase(at).last)
    if previous is None or behind is None or not behind.is_word({"who"}):
        return False
    joint, told = reading.left_of(at), ("active_left", "listed", "object_list")
    joined = reading.units[joint].text in (",", "and") and previous.phrase.last == joint
    return joined and previous.is_claim and previous.rule in told


def _is_of_aside(reading: Reading, at: int) -> bool:
    """As in "A bus carrying 12 people was hit", "A school, serving 39 pupils, was burnt"."""
    verb, before = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    joins = verb is not None and verb.is_word({"and", "or"})
    if joins and reading.previous and reading.previous.phrase.last == reading.left_of(at):
        return _is_of_aside(reading, reading.previous.position)
    if verb is None or before is None or not verb.is_word(_HOLDING):
        return False
    if before.is_word(AUXILIARIES | ADVERBS):
        return True  # "the school was reportedly hosting hundreds of displaced families"
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
    """As in "wounded in the raid have since died", "were trapped in it and burnt to death"."""
    verb, cue = reading.units[position], reading.units[later]
    if cue.entry is None or verb.entry is None or cue.entry.get("reject"):
        return False
    counted = any(unit.kind == "count" for unit in reading.units[position:later])
    if verb.entry.get("reject") and reading.units[later - 1].is_word({"and"}):
        return not counted
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
    others = (place for place in range(at + 1, position) if place in reading.phrases)
    if any(reading.units[p - 1].text == "," and reading.phrases[p].others for p in others):
        return True  # "including 38 students, eight others injured"
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


def _or_damaged(reading: Reading, position: int) -> bool:
    """As in "homes were destroyed or severely damaged": of some the damage is all."""
    joint, place = reading.unit(position + 1), position + 2
    while (unit := reading.unit(place)) is not None and unit.is_word(ADVERBS):
        place += 1
    if joint is None or not joint.is_word({"or"}) or unit is None or unit.entry is None:
        return False
    return unit.grammar == "participle" and unit.entry.get("structure") == "damaged"


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
