"""What a number may count: its own noun, or the one that it leaves out."""

from __future__ import annotations

from tracker.classify.noun import NounPhrase
from tracker.classify.openers import part_opener
from tracker.classify.people import all_named, only_fighters, people_word
from tracker.classify.units import kind_of
from tracker.classify.verdict import Reading, Verdict


def subject_kinds(reading: Reading, at: int) -> tuple[tuple[str, str], ...]:
    """Return what the count may count, as (subject, kind), the likeliest first.

    A known noun is one possibility; "others" and a number alone take the subject of what
    came before (guidelines), a noun that the vocabulary does not know can be people only.
    """
    phrase = reading.phrase(at)
    if phrase.of_count is not None and phrase.of_count in reading.phrases:
        whole = reading.phrases[phrase.of_count]
        if whole.subject:
            return ((whole.subject, kind_of(whole.subject)),)
        if whole.head is not None and whole.head.kind == "noun":
            return ()  # "14 out of 17 townships"
    if phrase.subject is not None:
        if _shares_event(reading, phrase):
            return (("missile_strike", "event"),)
        subject = all_named(reading, phrase) or people_word(reading, at)
        if phrase.head is not None and phrase.head.text in ("households", "household"):
            return ((subject, kind_of(subject)), ("person", "people"))  # displaced or burnt
        return ((subject, kind_of(subject)),)
    if phrase.of_them:
        return _inherited(reading, at)
    head = phrase.head
    if head is not None and head.kind in ("noun",):
        return ()
    if head is not None and head.kind == "number":
        return (("missile", "weapon"),)
    if head is not None and head.text == "forces" and _owned(reading, at):
        return (("combatant", "people"),)
    if head is not None and head.kind == "word" and head.text not in _AS_FOUND:
        return (("person", "people"),)
    return _inherited(reading, at)


_AS_FOUND = frozenset("so intact undamaged serviceable".split())
"""Words behind a number alone that tell in what state it was: "capturing four intact"."""


def _owned(reading: Reading, at: int) -> bool:
    """As in "2,783 of its forces": a side's own."""
    return any(u.is_word({"its", "their", "our"}) for u in reading.units[at + 1 : at + 4])


def _shares_event(reading: Reading, phrase: NounPhrase) -> bool:
    """As in "one missile and 47 air strikes": both count strikes."""
    joint = reading.unit(phrase.last)
    position = phrase.last + 1
    following = next((reading.phrases[n] for n in reading.phrases if n >= position), None)
    return (
        phrase.head is not None
        and phrase.head.text in ("missile", "missiles")
        and joint is not None
        and joint.is_word({"and"})
        and following is not None
        and following.subject in ("airstrike", "attack")
    )


def _beside_part(reading: Reading, at: int) -> str | None:
    """As in "of them, 497 children were killed and 1,001 injured": the part's own noun."""
    last, joint = reading.done[-1] if reading.done else None, reading.left_of(at)
    verb = reading.unit(joint - 1)
    if last is None or not last.is_part or reading.phrase(at).head is not None:
        return None
    if part_opener(reading, last.position) not in ("of_whom", "of_them"):
        return None
    joined = reading.units[joint].is_word({"and"}) and verb is not None and verb.kind == "cue"
    return last.subject if joined else None


def _inherited(reading: Reading, at: int) -> tuple[tuple[str, str], ...]:
    told = (*reading.before[-1:], *reading.done)
    of_them = reading.phrase(at).of_them or part_opener(reading, at) == "of_whom"
    if told and of_them:
        named = told[-1].phrase.subject
        if named is not None and not told[-1].is_claim:
            return ((named, kind_of(named)),)  # "engaged six drones, destroying five of them"
    beside = _beside_part(reading, at)
    if beside is not None:
        return ((beside, kind_of(beside)),)
    if reading.phrase(at).of_them and not reading.done:
        named = _them(reading, at)
        if named is not None:
            return ((named, kind_of(named)), *_as_before(reading, at, of_them=of_them))
    return _as_before(reading, at, of_them=of_them)


def _as_before(reading: Reading, at: int, *, of_them: bool) -> tuple[tuple[str, str], ...]:
    """Return what a number alone counts, the likeliest first: mostly what was counted before."""
    shared = None if reading.phrase(at).others else _shared_with_the_next(reading, at)
    if shared is not None:
        return ((shared, kind_of(shared)),)
    previous = _previous_main(reading, at)
    like = _one_under_arms(reading, at) if reading.phrase(at).others else None
    if like is not None and (previous is None or previous.sentence != reading.line.sentence.index):
        return ((like, "people"),)
    if previous is None or previous.subject is None:
        named = _people_named(reading, at)
        return ((named or "person", "people"), *_thing_before(reading, at))
    phrase = reading.phrase(at)
    elsewhere = previous.sentence != reading.line.sentence.index
    if elsewhere and kind_of(previous.subject) == "people" and not (phrase.others or of_them):
        fighters = "combatant" if only_fighters(reading) else "person"
        people = _people_named(reading, at) or fighters
        return ((people, "people"), *_thing_before(reading, at))
    kind = kind_of(previous.subject)
    subject = previous.subject
    if (
        kind == "people"
        and previous.measure in ("displaced", "captured", "released")
        and (not (phrase.others or phrase.of_them) and subject != "combatant")
    ):
        return (("person", "people"),)
    if kind == "people" and _mixed_list(reading, previous):
        subject = "person"
    if kind == "people":
        persons = phrase.head is not None and phrase.head.text.endswith(" people")
        return (("person" if persons and subject == "combatant" else subject, kind),)
    return ((subject, kind), ("person", "people"))


def _one_under_arms(reading: Reading, at: int) -> str | None:
    """As in "An Israeli soldier was killed and three others were hurt": of the same kind."""
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind != "subject" or unit.subject is None or kind_of(unit.subject) != "people":
            continue
        first = max(0, index - 3)
        article = next(
            (p for p in range(first, index) if reading.units[p].text in ("a", "an")), None
        )
        joined = article is not None and article and reading.units[article - 1].text == "and"
        watchman = unit.text.endswith("guard") and not reading.units[index - 1].is_word({"border"})
        if article is None or joined or watchman:
            return None  # "a teacher and a member of the brigade", "a guard of the college"
        return unit.subject if unit.subject in ("combatant", "police") else None
    return None


_SUBJECT_ENDS = 2  # units: who does it, "The defenders stopped 114 of them"


def _them(reading: Reading, at: int) -> str | None:
    """As in "ambushed the terrorists, neutralising two of them": those named last."""
    for unit in reversed(reading.units[_SUBJECT_ENDS:at]):
        if unit.text in ".;":
            return None
        if unit.kind == "subject" and unit.subject and unit.role is None:
            return unit.subject if unit.text.endswith("s") else None
    return None


def _shared_with_the_next(reading: Reading, at: int) -> str | None:
    """As in "killing four and injuring six gunmen": the noun that two deeds share."""
    last = reading.phrase(at).last
    joint, deed = reading.unit(last), reading.unit(last + 1)
    if joint is None or not joint.is_word({"and"}) or deed is None or deed.kind != "cue":
        return None
    following = reading.phrases.get(last + 2)
    if (
        deed.grammar not in ("active", "participle")
        or following is None
        or following.others
        or following.of_them
    ):
        return None
    subject = people_word(reading, last + 2) if following.subject else None
    return subject if subject and kind_of(subject) == "people" else None


def _previous_main(reading: Reading, at: int) -> Verdict | None:
    """Return the nearest claim before that is not itself introduced as a part."""
    whole = reading.bracket_whole(at)
    if whole is not None:
        return whole
    claims = [verdict for verdict in reading.done if verdict.is_claim and verdict.position < at]
    mains = [verdict for verdict in claims if not verdict.is_part]
    for found in (mains, claims):
        if found:
            return found[-1]
    before = [verdict for verdict in reading.before if verdict.is_claim]
    return next((v for v in reversed(before) if not v.is_part), before[-1] if before else None)


def _thing_before(reading: Reading, at: int) -> tuple[tuple[str, str], ...]:
    """As in "hospitals are closed; fourteen have been destroyed": things named before."""
    for unit in reversed(reading.units[:at]):
        if unit.kind == "subject" and unit.subject and kind_of(unit.subject) != "people":
            return ((unit.subject, kind_of(unit.subject)),)
    return ()


def _people_named(reading: Reading, at: int) -> str | None:
    """As in "the deadliest month for civilians, with 232 killed": people named before."""
    labelled = False  # "Losses of the army: 15,000 killed"
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind == "cue" and unit.text.endswith("losses"):
            civil = "civilian" in (unit.text.split()[0], *(u.text for u in reading.units[:index]))
            return "civilian" if civil else "combatant"  # "its losses at two dead"
        labelled = labelled or unit.text == ":"
        if labelled:
            continue
        if unit.kind == "subject" and unit.role is None and unit.subject:
            before = reading.units[max(0, index - 3) : index]
            named = any(u.is_word({"for", "among", "of"}) for u in before)
            return unit.subject if named and kind_of(unit.subject) == "people" else None
        if unit.kind == "punct" and unit.text in ";.":
            return None
    return None


def _mixed_list(reading: Reading, last: Verdict) -> bool:
    """As in "four fighters and two civilians killed and 20 others hurt": mixed people.

    So are "three children and a woman", the second without a number.
    """
    beside = reading.units[last.phrase.last : last.phrase.last + 3]
    if last.sentence == reading.line.sentence.index and len(beside) == 3 and not last.is_part:
        joint, article, other = beside
        one = joint.is_word({"and"}) and article.is_word({"a", "an"}) and other.subject is not None
        if one and kind_of(other.subject or "") == "people" and other.subject != last.subject:
            return True
    same = {
        verdict.subject
        for verdict in reading.done
        if verdict.cue is not None
        and verdict.cue == last.cue
        and verdict.kind == "people"
        and not verdict.is_part
    }
    return len(same) > 1
