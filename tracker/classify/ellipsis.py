"""Numbers alone, whose verb and noun stand with the number before: "two in Dnipro"."""

from __future__ import annotations

from tracker.classify.lists import with_cue_of
from tracker.classify.needs import CLAIM_IN_LINE, needs
from tracker.classify.units import ADVERBS, AUXILIARIES, SAYS, Unit, kind_of
from tracker.classify.verdict import Reading, Verdict, rejection


@needs(CLAIM_IN_LINE)
def goes_on(reading: Reading, at: int) -> Verdict | None:
    """A number alone behind a claim in its sentence: "two in Dnipro", "six seriously"."""
    phrase = reading.phrase(at)
    claims = [verdict for verdict in reading.done if verdict.is_claim]
    if not claims or phrase.head is not None:
        return None
    behind = reading.unit(phrase.last)
    joint = reading.unit(reading.left_of(at))
    if joint is None:
        return None
    if joint.text == "," and _is_speakers_age(reading, at, claims[-1]):
        return rejection(reading, at, "speakers_age", "age", joint)
    placed = (
        behind is None or behind.is_word(_PLACED | ADVERBS) or behind.kind in ("count", "punct")
    )
    another = joint.text == "(" and behind is not None and behind.is_word({"according", "per"})
    rejected = _verb_that_rejects(reading, claims[-1])
    if placed and rejected is not None:
        return rejection(reading, at, "goes_on", rejected.reason or "", rejected.because)
    if another or (joint.text in (",", "and", ";", "(", "with") and placed):
        return with_cue_of(reading, at, claims[-1], "goes_on")
    gapped = _gapped(reading, at)
    if joint.text in _TIMES or gapped:
        verdict = with_cue_of(reading, at, claims[-1], "goes_on")
        named = gapped.subject if gapped is not None else None
        people = verdict is not None and named is not None and verdict.kind == kind_of(named)
        return verdict._replace(subject=named) if people and verdict is not None else verdict
    if (
        joint.is_word({"direction", "sector", "region", "district", "area"})
        and behind is not None
        and behind.text in ".,;"
    ):
        return with_cue_of(reading, at, claims[-1], "goes_on")
    return None


def _is_speakers_age(reading: Reading, at: int, claimed: Verdict) -> bool:
    """As in '"We buried 17," said a medic, Oksana B., 51': a number that ends who speaks."""
    behind = reading.unit(at + 1)
    if behind is not None and behind.kind != "punct":
        return False
    return any(unit.is_word(SAYS) for unit in reading.units[claimed.phrase.last : at])


def _verb_that_rejects(reading: Reading, claimed: Verdict) -> Verdict | None:
    """As in "freed two, while 26 were rescued from a house and 38 from another"."""
    for verdict in reversed(reading.done):
        if verdict.position <= claimed.position:
            return None
        if verdict.because is not None and verdict.because.kind == "cue":
            return verdict
    return None


def _gapped(reading: Reading, at: int) -> Unit | None:
    """Return what stands before a number alone: "in Tykhe three", "the police two".

    A clause with its own verb has left nothing out: "the governor told Radio 7".
    """
    for index in range(at - 1, max(0, at - 8), -1):
        if reading.units[index].is_word(SAYS | AUXILIARIES):
            return None
        if reading.units[index].text in (",", "and", ";", "while"):
            opener = reading.units[index + 1]
            if any(unit.text in _AGES for unit in reading.units[index + 1 : at]):
                return None  # "the youngest was 5, the oldest 17"
            opens = opener.is_word(_GAP_OPENERS) or (opener.kind == "party" and index + 1 < at)
            return reading.units[at - 1] if opens else None
        if reading.units[index].kind in ("cue", "count", "punct"):
            return None
    return None


_AGES = frozenset("youngest oldest eldest elder younger".split())


_GAP_OPENERS = frozenset("in at near around the".split())


_PLACED = frozenset("in near on at from around were are during over elsewhere by".split())


_TIMES = frozenset("year month week day night morning".split())
