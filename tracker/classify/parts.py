"""Parts of a number that stands before: including, of them, of whom, a change in brackets."""

from __future__ import annotations

from tracker.classify.ahead import BELONG
from tracker.classify.judge import judge_cue
from tracker.classify.needs import CLAIM_BEFORE, CLAIM_IN_LINE, CUE_BEFORE, NUMBER_BEFORE, needs
from tracker.classify.openers import (
    PART_OPENERS,
    dead_before,
    harm_before,
    in_list_of_parts,
    part_opener,
)
from tracker.classify.people import is_armed
from tracker.classify.subjects import subject_kinds
from tracker.classify.units import ADVERBS, AUXILIARIES, DETERMINERS, Unit, kind_of, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection


@needs(CLAIM_BEFORE | NUMBER_BEFORE | CUE_BEFORE)
def part(reading: Reading, at: int) -> Verdict | None:
    """A part of a number before: "including two children", "11 of them", "of whom 27"."""
    opener = part_opener(reading, at)
    if opener is None:
        return None
    named = _of_the_dead(reading, at)
    if named is not None:
        return named
    phrase = reading.phrase(at)
    verb = reading.unit(phrase.last)
    if phrase.of_count is not None and opener == "including":
        return _part_of_owned(reading, at)
    kinds_told = verb is not None and verb.is_word({"were", "are"})  # "250 of the drones were X"
    if phrase.of_count is not None or (
        phrase.of_the and not (kinds_told and predicate_noun(reading, phrase.last))
    ):
        return None
    if opener in ("of_them", "of_whom") and not _ends_there(reading, phrase.last):
        return None
    previous = reading.previous
    if previous is not None and previous.reason is not None and not _is_circumstance(reading):
        return _rejected_part(reading, at)
    whole = _whole_before(reading, at)
    if whole is None or whole.measure is None or whole.subject is None:
        return _rejected_part(reading, at)
    subject = _part_subject(reading, at, whole)
    if subject is None or ((kind_of(subject) == "people") != (whole.kind == "people")):
        return None
    return claim(reading, at, f"part:{opener}", whole.measure, subject, whole.cue)


def _whole_before(reading: Reading, at: int) -> Verdict | None:
    """Return the nearest claim before that may hold this one.

    As in "Sixteen people, two children among them, died; nine of these from air strikes": of
    the sixteen, as the children are fewer, and so is a number alone behind "including".
    """
    last, count, phrase = reading.last_claim(), reading.units[at].count, reading.phrase(at)
    if last is None or not last.is_part or count is None:
        return last
    small, large = count.low or count.value, last.count.high or last.count.value
    told = small is not None and large is not None and small > large
    alone = phrase.head is None and not phrase.of_them  # "including two this week"
    whole = reading.last_whole() if told or alone else None
    return whole if whole is not None and whole.kind == last.kind else last


def _is_circumstance(reading: Reading) -> bool:
    """As in "446 people died in seven months of clashes, including 87 civilians"."""
    previous = reading.previous
    told = any(verdict.is_claim for verdict in reading.done)
    return told and previous is not None and previous.reason in _CIRCUMSTANCES


_CIRCUMSTANCES = frozenset(("duration", "places, not harm", "distance", "measurement"))


def _part_of_owned(reading: Reading, at: int) -> Verdict | None:
    """As in "killed 20 people, including two of a baker's three children"."""
    whole, of_count = reading.last_claim(), reading.phrase(at).of_count
    owned = reading.phrases.get(of_count) if of_count is not None else None
    if whole is None or whole.measure is None or owned is None or owned.subject is None:
        return None
    same = whole.subject is not None and kind_of(whole.subject) == kind_of(owned.subject)
    return (
        claim(reading, at, "part:including", whole.measure, owned.subject, whole.cue)
        if same
        else None
    )


@needs(CUE_BEFORE, words="include includes included")
def the_dead_include(reading: Reading, at: int) -> Verdict | None:
    """As in "The dead include five children", where the dead were not counted before."""
    position = reading.left_of(at)
    if in_list_of_parts(reading, at):
        while reading.units[position].text not in PART_OPENERS:
            position -= 1
    verb = reading.unit(position)
    if verb is None or not verb.is_word({"include", "includes", "included"}):
        return None
    cue = _listed_harm(reading, position)
    if cue is None or cue.entry is None:
        return None
    last = reading.last_claim()
    things = any(kind not in ("people", "any") for _, kind in subject_kinds(reading, at))
    if last is not None and last.measure == cue.entry.get("people") and not things:
        return None  # the number is a part of it
    return judge_cue(reading, at, cue, "the_dead_include")


def _listed_harm(reading: Reading, verb: int) -> Unit | None:
    """Return the noun of harm before "include": "The dead", "losses over the past week"."""
    for position in range(verb - 1, max(-1, verb - 8), -1):
        unit = reading.units[position]
        if unit.kind == "cue":
            near = position == verb - 1 or unit.grammar in ("noun", "toll")
            return unit if near and unit.entry and unit.entry.get("people") else None
        told = reading.done_at(position)
        if (
            (told is not None and told.is_claim)
            or unit.kind == "punct"
            or unit.is_word(AUXILIARIES)
        ):
            return None
    return None


def _ends_there(reading: Reading, position: int) -> bool:
    """Tell whether nothing but a place or a noun follows: not "61 of whom stayed away"."""
    behind = reading.unit(position)
    while behind is not None and behind.is_word(AUXILIARIES | ADVERBS | DETERMINERS):
        position += 1
        behind = reading.unit(position)
    if behind is None or behind.kind in ("punct", "subject", "party"):
        return True
    return behind.is_word(_PLACES | BELONG | _BLAMED)


_BLAMED = frozenset("linked attributed blamed ascribed".split())  # on whom: "71 were linked to"
_PLACES = frozenset(
    "in near from on at by inside outside around and after during when as over yesterday "
    "today".split()
)


def _of_the_dead(reading: Reading, at: int) -> Verdict | None:
    """As in "Of the Thai dead, 14 were civilians": the harm stands before the number."""
    position = reading.left_of(at)
    comma = reading.unit(position)
    if comma is None or comma.text != "," or not dead_before(reading, position):
        return None
    cue = reading.units[harm_before(reading, position) or 0]
    measure = measure_for(cue.entry, "people") if cue.entry else None
    if measure is None:
        return None
    noun = predicate_noun(reading, reading.phrase(at).last)
    return claim(reading, at, "part:of_the_dead", measure, noun or "person", cue)


def _rejected_part(reading: Reading, at: int) -> Verdict | None:
    previous = reading.previous
    if previous is None or previous.reason is None:
        return None
    return rejection(reading, at, "part_of_rejected", previous.reason, previous.because)


def _part_subject(reading: Reading, at: int, whole: Verdict) -> str | None:
    """Return the part's own noun where it names one, else the whole's."""
    phrase = reading.phrase(at)
    assert whole.subject is not None
    behind = reading.units[at + 1 : phrase.last + 3]
    if whole.subject == "combatant" and any(u.text in ("officers", "officer") for u in behind):
        return "combatant"  # of the soldiers, not of the police
    if phrase.head is not None and phrase.head.kind == "noun":
        return None
    if phrase.subject is not None and phrase.head is not None and phrase.head.role is None:
        return phrase.subject if phrase.head.kind != "party" else whole.subject
    if phrase.head is not None and phrase.head.role == "member" and phrase.subject != "combatant":
        return phrase.subject  # "including four police elements"
    return predicate_noun(reading, phrase.last) or whole.subject


def predicate_noun(reading: Reading, position: int) -> str | None:
    """As in "Of which 27 were children", "ten of them children": the noun behind the number."""
    unit = reading.unit(position)
    while unit is not None and (
        unit.is_word(AUXILIARIES | DETERMINERS | ADVERBS) or unit.kind == "party"
    ):
        position += 1
        unit = reading.unit(position)
    if unit is not None and unit.text == "men":
        return "man"
    if unit is not None and unit.is_word(BELONG):
        armed = any(u.kind == "party" and is_armed(u) for u in reading.units[position:][:5])
        return "combatant" if armed else None  # "16 of whom belonged to Hezbollah"
    return unit.subject if unit is not None and unit.role in (None, "man") else None


def follows_part(reading: Reading, verdict: Verdict) -> bool:
    """Tell whether a number goes on with a breakdown: "five in Sumy and two in Dnipro".

    So do the second fate of what was launched ("Of these, 138 were intercepted, while 119
    went missing"), a number in brackets, and items before a closing "among them".
    """
    before = next((v for v in reversed(reading.done) if v.is_claim), None)
    if before is None:
        return False
    this, includes = reading.units[:2]
    if before.is_part and this.is_word({"this", "these"}) and includes.text in PART_OPENERS:
        return True  # "This included 71 killed and 437 injured in the north"
    joint = reading.unit(reading.left_of(verdict.position))
    end = verdict.phrase.last
    if joint is not None and joint.text == "," and _is_grave(reading, verdict, before):
        return True
    if any(unit.text in _GOES_ON for unit in reading.units[end : end + 4]):
        return verdict.measure == "attacks"
    if joint is not None and joint.text == "(" and before.phrase.last >= verdict.position - 2:
        return True
    if before.rule == "part:delta":
        return False  # "12,212 (+64) guns, 325 helicopters": the next total
    of_them = any(
        told.is_part and part_opener(reading, told.position) in ("of_them", "of_whom")
        for told in reading.done
    )
    closed = reading.units[reading.left_of(verdict.position) - 1].text == ")"
    if before.is_part and of_them and joint is not None and not closed:
        fates = joint.text in (",", "and") and verdict.phrase.head is None
        if fates and verdict.measure != before.measure and verdict.kind == before.kind:
            return True  # "713 of them killed and 666 injured"
    if before.is_part and verdict.measure == before.measure:
        return joint is not None and joint.text in (",", "and", "or", "plus", ";")
    return before.is_part and {verdict.measure, before.measure} <= _FATES


def _is_grave(reading: Reading, verdict: Verdict, before: Verdict) -> bool:
    """As in "wounded 60, eight critically": how many of them are badly hurt."""
    adverb = reading.unit(verdict.position + 1)
    both = verdict.measure == before.measure == "wounded"
    small, large = verdict.count.value, before.count.value
    fits = small is None or large is None or small < large
    return adverb is not None and adverb.text in _GRAVELY and both and fits


_GRAVELY = frozenset("critically seriously severely gravely badly".split())


def in_bracket_of(reading: Reading, verdict: Verdict, whole: Verdict) -> bool:
    """Tell whether a number in brackets is a part of the one before them.

    Another's count of the same is not: "1,600 killed (1,500 according to the ministry)".
    """
    small, large = verdict.count.value, whole.count.value
    behind = reading.units[verdict.phrase.last : verdict.phrase.last + 3]
    another = any(unit.text in _ANOTHER for unit in behind)
    fits = small is None or large is None or small <= large
    return fits and not another and verdict.kind == whole.kind


_ANOTHER = frozenset("according says said per earlier previously before compared".split())
_GOES_ON = frozenset("ongoing progress continuing underway".split())
_FATES = frozenset("intercepted suppressed impacted".split())


@needs(CLAIM_IN_LINE, words="+")
def delta(reading: Reading, at: int) -> Verdict | None:
    """As in "Tanks - 2,380 (+8)": the change since the day before, a part of its total."""
    sign, bracket = reading.unit(at - 1), reading.unit(at - 2)
    previous = reading.previous
    if sign is None or sign.text != "+" or bracket is None or bracket.text not in "([,/":
        return None
    if previous is None or previous.measure is None or previous.subject is None:
        return None
    return claim(reading, at, "part:delta", previous.measure, previous.subject, previous.cue)
