"""Nouns of harm and of attack that are counted themselves."""

from __future__ import annotations

from tracker.classify.ahead import NOT_NOUNS
from tracker.classify.heads import whose_toll
from tracker.classify.needs import CLAIM_BEFORE, CUE_BEHIND, needs
from tracker.classify.openers import part_opener
from tracker.classify.parts import predicate_noun
from tracker.classify.people import only_fighters
from tracker.classify.units import DETERMINERS, Unit, kind_of, measure_for
from tracker.classify.verdict import Reading, Verdict, claim
from tracker.classify.walk import verb_from, verb_of


@needs(CUE_BEHIND)
def inner_noun(reading: Reading, at: int) -> Verdict | None:
    """The counted word is the harm itself: "5 casualties", "100 deaths", "185 injuries"."""
    inner = reading.phrase(at).inner
    if inner is None or inner.grammar not in ("noun", "toll") or inner.entry is None:
        return None
    measure = "bodies" if _are_bodies(reading, at) else inner.entry.get("people")
    verb = verb_of(reading, at) if inner.entry.values.get("weak") else None
    told = reading.units[verb].entry if verb is not None else None
    hinted = told is not None and (told.get("people") or told.get("reject"))
    if measure is None or hinted:
        return None  # "the 28 victims were killed": the verb says more
    if measure == "casualties" and inner.text.startswith("victim") and _beside_killed(reading):
        measure = "killed"
    subject = _modifier_subject(reading, at, inner) or _subject_behind(reading, at)
    subject = subject or _labelled_people(reading) or _of_forces(reading, inner)
    subject = subject or _of_the_whole(reading, at)
    last = reading.last_claim()
    if subject is None and last is not None and last.measure == measure == "casualties":
        subject = last.subject  # "The past day added 1,340 casualties to it."
    of_a_side = measure in ("bodies", "survived") or reading.phrase(at).party is not None
    if subject is None and (of_a_side and only_fighters(reading) or _losses_of_a_side(inner)):
        subject = "combatant"
    return claim(reading, at, "inner_noun", measure, subject or "person", inner)


def _beside_killed(reading: Reading) -> bool:
    """As in "with 5,440 killed, 4,985 victims in May": victims beside the dead are dead."""
    return reading.previous is not None and reading.previous.measure == "killed"


def _are_bodies(reading: Reading, at: int) -> bool:
    """As in "the bodies of five victims", "over 600 victims' bodies"."""
    position, last = reading.left_of(at), reading.phrase(at).last
    of, before = reading.unit(position), reading.unit(position - 1)
    if of is not None and of.is_word({"of"}) and _is_bodies(before):
        return True
    mark = reading.unit(last)
    return mark is not None and mark.text in ("'", "'s") and _is_bodies(reading.unit(last + 1))


def _is_bodies(unit: Unit | None) -> bool:
    return unit is not None and unit.entry is not None and unit.entry.get("people") == "bodies"


def _losses_of_a_side(inner: Unit) -> bool:
    """As in "900 Russian losses", "has reported 900 losses": of those who fight."""
    return inner.text.split()[-1] == "losses" and inner.grammar == "toll"


def _of_the_whole(reading: Reading, at: int) -> str | None:
    """As in "3,268 civilian casualties, including 1,271 deaths", "(581 deaths and ...)"."""
    whole = reading.bracket_whole(at)
    if whole is None and part_opener(reading, at) == "including":
        whole = reading.previous
    return whole.subject if whole is not None and whole.kind == "people" else None


def _labelled_people(reading: Reading) -> str | None:
    """As in "Aid seekers: 22 martyrs": the people that a line's label names."""
    units = reading.units
    for index, unit in enumerate(units[:8]):
        if unit.text == ":" and index and units[index - 1].kind == "subject":
            subject = units[index - 1].subject
            return subject if subject and kind_of(subject) == "people" else None
    return None


_FORCES = frozenset(
    "forces army troops brigade battalion regiment military manpower guard unit units division "
    "corps navy militia squad platoon company paratroopers soldiers servicemen invaders".split()
)


_DOINGS = frozenset(
    "operation operations campaign campaigns action actions assault offensive strikes".split()
)


def _of_forces(reading: Reading, inner: Unit) -> str | None:
    """As in "Casualties that the forces suffered", "inflicted on the brigade": fighters' losses."""
    index = reading.units.index(inner)
    if inner.entry is None or inner.entry.get("people") != "casualties":
        return None
    for unit in reading.units[max(0, index - 7) : index + 9]:
        last = unit.text.split()[-1]
        if last != unit.text and last in _DOINGS:
            continue  # "the military operations have led to thousands of casualties"
        if unit.subject == "combatant" or any(word in _FORCES for word in unit.text.split()):
            return "combatant"
    return None


def _subject_behind(reading: Reading, at: int) -> str | None:
    """As in "The bodies of 45 soldiers", "14 bodies of civilians": the noun behind "of"."""
    last = reading.phrase(at).last
    if reading.unit(last) is not None and reading.units[last].is_word(
        {"of", "among", "to", "in", "for"}
    ):
        for unit in reading.units[last + 1 : last + 5]:
            if unit.subject is not None and kind_of(unit.subject) == "people":
                return unit.subject
    return None


def _modifier_subject(reading: Reading, at: int, inner: Unit) -> str | None:
    """As in "430 child victims", "civilian deaths": the noun before the noun of harm."""
    for unit in reading.units[at + 1 : reading.phrase(at).last]:
        if unit.kind == "subject" and unit.role is None:
            return unit.subject
    words = [
        inner.text.split()[0],
        *(u.text for u in reading.units[at + 1 : reading.phrase(at).last]),
    ]
    return next((_WHOSE_HARM[word] for word in words if word in _WHOSE_HARM), None)


_WHOSE_HARM = {"civilian": "civilian"} | dict.fromkeys(
    "enemy military personnel combat battlefield manpower battle".split(), "combatant"
)


@needs(CUE_BEHIND)
def own_plural(reading: Reading, at: int) -> Verdict | None:
    """As in "187 launches of drones", "five killings of farmers": the act itself is counted."""
    following = reading.unit(reading.phrase(at).last)
    if following is None or following.kind != "cue" or not following.text.endswith(" of"):
        return None
    assert following.entry is not None
    for unit in reading.units[reading.phrase(at).last + 1 : reading.phrase(at).last + 5]:
        if unit.kind == "subject" and unit.subject:
            measure = measure_for(following.entry, kind_of(unit.subject))
            return (
                claim(reading, at, "own_plural", measure, unit.subject, following)
                if measure
                else None
            )
    return None


@needs(CUE_BEHIND, words="of")
def of_the_harmed(reading: Reading, at: int) -> Verdict | None:
    """As in "Three of the wounded", "one of the dead": a part of those already harmed."""
    cue = _harmed_whole(reading, at)
    if cue is None or cue.entry is None or cue.grammar not in ("participle", "state", "toll"):
        return None
    whole = reading.phrases.get(reading.phrase(at).of_count or -1)
    if whole is not None and _are_bodies(reading, at):
        found = reading.units[reading.left_of(at) - 1]  # "the bodies of two of the five killed"
        return claim(reading, at, "noun_of", "bodies", whole.subject or "person", found)
    behind = reading.units.index(cue) + 1
    verb = verb_from(reading, behind)
    if verb is not None:
        cue = reading.units[verb]  # "nine of the wounded died"
    measure = measure_for(cue.entry, "people") if cue.entry else None
    noun = reading.unit(behind)
    subject = noun.subject if noun is not None and noun.subject else None
    if subject is None and verb is None:
        subject = predicate_noun(reading, behind)  # "three of the dead were children"
    subject = subject or whose_toll(reading.units[behind - 1]) or "person"  # "five of the fallen"
    return claim(reading, at, "part:of_the_harmed", measure, subject, cue) if measure else None


def _harmed_whole(reading: Reading, at: int) -> Unit | None:
    """Return the word of harm in "of the wounded", "out of those killed", "of the 12 dead"."""
    of_count = reading.phrase(at).of_count
    if of_count is not None and of_count in reading.phrases:
        whole = reading.phrases[of_count]
        last = reading.unit(whole.last)
        people = whole.subject is None or kind_of(whole.subject) == "people"
        harmed = whole.inner or (last if last is not None and last.kind == "cue" else None)
        return harmed if people else None
    of, cue = reading.unit(at + 1), reading.unit(at + 2)
    if of is None or not of.is_word({"of"}) or cue is None:
        return None
    if cue.is_word({"the", "those"}):
        cue = reading.unit(at + 3)
    elif not cue.text.startswith("the "):
        return None
    return cue if cue is not None and cue.kind == "cue" else None


@needs(CLAIM_BEFORE)
def hits(reading: Reading, at: int) -> Verdict | None:
    """As in "48 drones were shot down; 26 hits were recorded": hits by what was counted before."""
    head, last = reading.phrase(at).head, reading.last_claim()
    if head is None or head.text not in ("hits", "direct hits", "impacts") or last is None:
        return None
    if last.kind != "weapon" or last.subject is None:
        return None
    return claim(reading, at, "hits", "impacted", last.subject, head)


@needs(words="reported registered recorded counted documented verified and , plus with")
def displaced_counted(reading: Reading, at: int) -> Verdict | None:
    """As in "11,000 displaced people have been reported", "900 deaths and 300 displaced families".

    People who are displaced by the noun that counts them are so beside the dead, too.
    """
    phrase, before = reading.phrase(at), reading.unit(reading.left_of(at))
    if phrase.head is None or not phrase.head.text.startswith(_DISPLACED):
        return None
    behind = reading.units[phrase.last : phrase.last + 4]
    around = behind if before is None else [before, *behind]
    told = any(unit.is_word(_TOLD_OF) for unit in around)
    if not told and not _beside_the_dead(reading, before):
        return None
    return claim(reading, at, "displaced_counted", "displaced", "person", phrase.head)


def _beside_the_dead(reading: Reading, joint: Unit | None) -> bool:
    """Tell whether a list goes on behind people counted as harmed: "900 deaths and"."""
    previous = reading.previous
    if joint is None or previous is None or previous.cue is None or previous.kind != "people":
        return False
    listed = joint.text == "," or joint.is_word({"and", "plus", "with"})
    return listed and previous.cue.grammar in ("noun", "toll", "state")


_DISPLACED = ("displaced p", "internally displaced", "displaced c", "idps")
_TOLD_OF = frozenset("reported registered recorded counted documented verified".split())


def event_itself(reading: Reading, at: int) -> Verdict | None:
    """Attacks counted as such: "76 clashes", "eight missile strikes were reported"."""
    phrase = reading.phrase(at)
    if phrase.subject is None or kind_of(phrase.subject) != "event" or phrase.head is None:
        return None
    return claim(reading, at, "event_itself", "attacks", phrase.subject, phrase.head)


_DEEDS_NOW = frozenset("strikes shells attacks bombs raids".split())


def _is_verb(reading: Reading, unit: Unit) -> bool:
    """Tell "the enemy shells Pokrovsk five times" from "shells fell five times"."""
    index = reading.units.index(unit)
    before, after = reading.unit(index - 1), reading.unit(index + 1)
    if before is None or after is None or before.kind in ("count", "punct", "cue"):
        return False
    named = after.kind in ("party", "noun") or (
        after.kind == "word" and not after.is_word(NOT_NOUNS)
    )
    return named and not before.is_word(DETERMINERS)


@needs(words="times time")
def times(reading: Reading, at: int) -> Verdict | None:
    """As in "Shelled the town 120 times", "attacked 46 times"."""
    head = reading.phrase(at).head
    if head is None or head.text not in ("times", "time"):
        return None
    for unit in reversed(reading.units[max(0, at - 12) : at]):
        if unit.kind == "count":
            return None  # "fired 40,000 shells a month and changed commanders four times"
        fired = unit.text in ("fired", "fires")
        if unit.kind == "subject" and unit.text in _DEEDS_NOW and _is_verb(reading, unit):
            subject = "shelling" if unit.text in ("shells", "bombards") else "attack"
            return claim(reading, at, "times", "attacks", subject, None)
        if unit.kind == "cue" and unit.entry and (unit.entry.get("instrument") or fired):
            shelled = fired or unit.text.startswith(("shell", "bombard", "opened fire"))
            return claim(reading, at, "times", "attacks", "shelling" if shelled else "attack", unit)
    return None
