"""Numbers that are no claim by the words that touch them."""

from __future__ import annotations

from tracker.classify.needs import CLAIM_IN_LINE, needs
from tracker.classify.units import kind_of
from tracker.classify.verdict import Reading, Verdict, rejection

_PERCENT = frozenset("% percent pct pc p.c.".split())


def percentage(reading: Reading, at: int) -> Verdict | None:
    """40%, 53 per cent, 12 percentage points."""
    following, after = reading.unit(at + 1), reading.unit(at + 2)
    if following is not None and (
        following.text in _PERCENT
        or following.text.startswith("percent")
        or (following.text == "per" and after is not None and after.text == "cent")
    ):
        return rejection(reading, at, "percentage", "percentage", following)
    return None


def no_whole_number(reading: Reading, at: int) -> Verdict | None:
    """A magnitude of 6.3: what is counted comes in whole numbers."""
    count = reading.units[at].count
    if count is not None and count.value is not None and count.value != int(count.value):
        return rejection(reading, at, "no_whole_number", "no whole number, a measurement", None)
    return None


_KIN = frozenset("family household clan".split())
"""Behind "of one", as in "four members of one family": whose they are."""


@needs(words="one")
def one_of(reading: Reading, at: int) -> Verdict | None:
    """As in "one of the deadliest", "one of the four who were killed": it counts nothing.

    "One of its pilots was captured" does: the noun behind must be one that can be counted.
    """
    unit, of = reading.units[at], reading.unit(at + 1)
    before, phrase = reading.unit(at - 1), reading.phrase(at)
    kin = phrase.head is not None and phrase.head.text in _KIN
    if unit.text == "one" and kin and before is not None and before.is_word({"of", "from", "to"}):
        return rejection(reading, at, "one_of", "a turn of phrase, no count", phrase.head)
    if unit.text != "one" or of is None or not of.is_word({"of"}):
        return None
    whole = reading.phrases.get(phrase.of_count or -1)
    weapons = whole is not None and whole.subject and kind_of(whole.subject) == "weapon"
    if weapons:
        return None  # "one of the two missiles was intercepted"
    counted = phrase.subject is not None and phrase.of_count is None
    counted = counted and kind_of(phrase.subject or "attack") != "event"
    if before is not None and before.is_word({"but"}):
        counted = False  # "all but one of the dead"
    behind = reading.unit(at + 2)
    harmed = behind is not None and (behind.is_word({"whom", "them"}) or behind.kind == "cue")
    if counted or harmed:
        return None
    return rejection(reading, at, "one_of", "a turn of phrase, no count", of)


@needs(words="of")
def whole_of_share(reading: Reading, at: int) -> Verdict | None:
    """As in "85% of the territory's 2.3 million people have fled": not the whole of them.

    "71 per cent of the 3.3 million people displaced come from one state" does state its whole.
    """
    for position in range(at - 1, max(0, at - 9), -1):
        unit = reading.units[position]
        if unit.text == "of":
            share = reading.units[position - 1]
            behind = reading.unit(reading.phrase(at).last)
            harmed = reading.phrase(at).inner or (behind and behind.grammar == "participle")
            subject = reading.phrase(at).subject
            fired = subject is not None and kind_of(subject) == "weapon"
            if fired and share.text in ("majority", "most"):
                return None  # "most of the 180 missiles were intercepted": 180 were launched
            if harmed or not (share.text in _SHARES or share.kind == "number"):
                return None
            return rejection(reading, at, "whole_of_share", "the whole of a share", share)
        if unit.kind in ("count", "cue", "punct") and unit.text not in "\"'":
            return None
    return None


_SHARES = frozenset("% percent cent third quarter fifth majority most".split())


@needs(words="youngest oldest eldest")
def age_told(reading: Reading, at: int) -> Verdict | None:
    """As in "The youngest of the victims was 5, the oldest 17": a number alone is an age."""
    behind = reading.unit(reading.phrase(at).last)
    if reading.phrase(at).head is not None or (behind is not None and behind.kind != "punct"):
        return None
    for unit in reversed(reading.units[max(0, at - 10) : at]):
        if unit.is_word({"youngest", "oldest", "eldest"}):
            return rejection(reading, at, "age_told", "age", unit)
        if unit.kind in ("count", "punct"):
            return None
    return None


@needs(words="but except")
def all_but(reading: Reading, at: int) -> Verdict | None:
    """As in "all but two of the dead were civilians": those that are left out."""
    position = reading.left_of(at)
    but, every = reading.unit(position), reading.unit(position - 1)
    if but is None or every is None or not but.is_word({"but", "except"}):
        return None
    if not every.is_word({"all", "everyone", "everybody"}):
        return None
    return rejection(reading, at, "all_but", "those left out of a whole", but)


@needs(CLAIM_IN_LINE, words="among amongst")
def strength_of_the_harmed(reading: Reading, at: int) -> Verdict | None:
    """As in "600 fatalities among 15,000 soldiers": those of whom so many were harmed."""
    position = reading.left_of(at)
    among, behind = reading.unit(position), reading.unit(reading.phrase(at).last)
    if among is None or not among.is_word({"among", "amongst"}):
        return None
    if reading.phrase(at).inner or (behind is not None and behind.kind == "cue"):
        return None  # "six nurses were among 31 people killed"
    harm = reading.unit(position - 1)
    if harm is None or harm.grammar not in ("noun", "toll", "state"):
        return None
    return rejection(reading, at, "strength_of_the_harmed", "the whole of a share", among)


def model_number(reading: Reading, at: int) -> Verdict | None:
    """As in "Shahed 129 drone strikes": digits right behind the name of a weapon or vehicle."""
    before, count = reading.unit(at - 1), reading.units[at].count
    if before is None or before.kind != "subject" or before.subject is None or count is None:
        return None
    if count.rule != "digits" or count.reach_start < count.start or before.text.endswith("s"):
        return None
    if kind_of(before.subject) not in ("weapon", "platform"):
        return None
    return rejection(reading, at, "model_number", "name of a unit, model or thing", before)


def unit_name(reading: Reading, at: int) -> Verdict | None:
    """As in "34 Artillery Brigade", "38 Rashtriya Rifles", "12 Park Avenue": it names a thing."""
    count = reading.units[at].count
    if count is None or count.rule != "digits" or count.reach_start < count.start:
        return None
    if count.value is None or not 1 < count.value < _LAST_UNIT:
        return None
    for unit in reading.units[at + 1 : at + 4]:
        last = unit.text.split()[-1]
        named = last in _UNITS or last in _STREETS or (last == "rifles" and unit.kind == "party")
        if named:
            return rejection(reading, at, "unit_name", "name of a unit, model or thing", unit)
        if unit.kind not in ("word", "subject", "noun", "party") or unit.text in _ENDS_NAME:
            return None
    return None


_LAST_UNIT = 1_000
_UNITS = frozenset("brigade battalion division regiment squadron".split())
_STREETS = frozenset("avenue street boulevard".split())
_ENDS_NAME = frozenset("of in from the and were was by at on to with their his a".split())


def counted_noun(reading: Reading, at: int) -> Verdict | None:
    """The noun behind the number is in the list of things that are no claim."""
    head = reading.phrase(at).head
    mark = reading.unit(reading.left_of(at))
    if (
        head is not None
        and head.text in ("units", "unit")
        and mark is not None
        and mark.text in ":-–"
    ):
        return None
    if (
        head is not None
        and head.kind == "noun"
        and head.entry is not None
        and not head.text.startswith("time")
    ):
        return rejection(reading, at, head.entry.rule, head.entry.get("reason") or "", head)
    return None
