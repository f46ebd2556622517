"""The toll that was told before: what it stands at, what it grew by, its total, who admits it."""

from __future__ import annotations

from tracker.classify.needs import CLAIM_BEFORE, needs
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import RISEN

_TOTALS = frozenset("total totals sum altogether overall".split())


_STANDS = RISEN | frozenset("stands stood stand".split())


@needs(CLAIM_BEFORE, words="at to")
def stands_at(reading: Reading, at: int) -> Verdict | None:
    """As in "It now stands at 2,018": the toll of the sentence before."""
    joint, verb = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    if joint is None or verb is None or reading.phrase(at).head is not None:
        return None
    if not (joint.is_word({"at", "to"}) and verb.is_word(_STANDS)):
        return None
    return as_last(reading, at, "stands_at")


@needs(CLAIM_BEFORE, words="from by of up")
def change(reading: Reading, at: int) -> Verdict | None:
    """As in "959,500 personnel, up by 1,430 in a day": the change is a part of the total."""
    joint, verb = reading.unit(reading.left_of(at)), reading.unit(reading.left_of(at) - 1)
    if joint is None or verb is None or reading.phrase(at).subject is not None:
        return None
    if joint.is_word({"from"}) and verb.is_word({"up", "down"}):
        return as_last(reading, at, "earlier_toll")
    behind = reading.unit(reading.phrase(at).last)
    if joint.is_word({"up"}) and verb.text in (",", "("):  # "up 1,430 on the day before"
        rises = behind is not None and behind.is_word({"on", "from", "over", "in"})
        return as_last(reading, at, "part:change") if rises else None
    up_by = joint.is_word({"by"}) and verb.is_word({"up", "increased", "rose", "grew", "risen"})
    rise_of = joint.is_word({"of"}) and verb.is_word({"increase", "rise", "addition"})
    return as_last(reading, at, "part:change") if up_by or rise_of else None


_ADMITS = frozenset(
    "acknowledges acknowledged admits admitted concedes conceded reports reported "
    "says claims claimed confirmed confirms gives gave cites cited to at of only".split()
)


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
        return as_last(reading, at, "admits")
    verbs = {unit.text for unit in reading.units[max(0, at - 5) : at]}
    return (
        as_last(reading, at, "admits") if verbs & (_ADMITS - {"to", "at", "of", "only"}) else None
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


def as_last(reading: Reading, at: int, rule: str) -> Verdict | None:
    """Return the claim that the number is of the same as the nearest before."""
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
