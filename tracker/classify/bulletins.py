"""Lines of a bulletin: a label and its number, under a heading."""

from __future__ import annotations

from tracker.classify.heads import whose_toll
from tracker.classify.judge import judge_cue
from tracker.classify.needs import COLON, CUE_BEFORE, needs
from tracker.classify.subjects import subject_kinds
from tracker.classify.units import Unit, kind_of, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection

_LONGEST_LABEL = 9  # units


@needs(words=": - – — ‒ ― (")
def label(reading: Reading, at: int) -> Verdict | None:
    """A line of a bulletin: "tanks - 732", "clashes: 13", "KABs dropped: 30"."""
    head = reading.phrase(at).head
    if head is not None and head.text not in ("units", "unit", "pieces"):
        return None
    before = reading.left_of(at)
    mark = reading.unit(before)
    if mark is None or mark.text not in (":", "-", "–", "—", "‒", "―", "("):
        return None
    noun = cue = None
    stretch = reading.units[max(0, before - _LONGEST_LABEL) : before]
    behind = mark
    for unit in reversed(stretch):
        hours = unit.kind == "count" and behind.text == "hours"  # "Killed in the past 24 hours: 40"
        behind = unit
        if unit.kind == "count" and not hours or unit.kind == "punct" and unit.text in ",;.)":
            break
        if unit.kind == "subject" and noun is None and unit.role is None:
            noun = unit
        if unit.kind == "cue" and cue is None:
            cue = unit
    else:
        if before > _LONGEST_LABEL:
            return None  # a whole clause stands before the colon
    speaks = noun is None or kind_of(noun.subject or "person") == "structure"  # "Hospital: 14."
    if cue is None and speaks:
        return _bare_label(reading, at)
    return _labelled(reading, at, noun, cue or _own_introduction(reading, at))


@needs(CUE_BEFORE, words=":")
def direct_label(reading: Reading, at: int) -> Verdict | None:
    """As in "KILLED: 3  INJURED: 26": the word before the colon, not the one behind."""
    position = reading.left_of(at)
    mark, cue = reading.unit(position), reading.unit(position - 1)
    if mark is None or mark.text != ":" or cue is None or cue.kind != "cue":
        return None
    phrase = reading.phrase(at)
    own, colon = reading.unit(phrase.last), reading.unit(phrase.last + 1)
    if own is not None and own.kind == "cue" and (colon is None or colon.text != ":"):
        return None  # "Casualties: 12 dead"
    if phrase.head is not None:
        return None
    noun = reading.unit(position - 2)
    if noun is not None and noun.subject is not None and noun.role is None:
        return _labelled(reading, at, noun, cue)  # "Civilians killed: 159"
    return judge_cue(reading, at, cue, "direct_label")


def _own_introduction(reading: Reading, at: int) -> Unit | None:
    """As in "Russian losses: personnel - 12; tanks - 3": the words before the line's colon."""
    for index in range(at - 1, 0, -1):
        if reading.units[index].text == ":":
            before = reading.units[max(0, index - 8) : index]
            return next((unit for unit in reversed(before) if unit.kind == "cue"), None)
    return None


def _bare_label(reading: Reading, at: int) -> Verdict | None:
    """As in "Police: six killed. Hospital: fourteen.": the same by another's count."""
    last = reading.last_whole()
    if len(reading.units) > 8 or last is None or last.measure is None or last.subject is None:
        return None
    return claim(reading, at, "bare_label", last.measure, last.subject, last.cue)


def _labelled(reading: Reading, at: int, noun: Unit | None, cue: Unit | None) -> Verdict | None:
    if noun is None or noun.subject is None:
        found = judge_cue(reading, at, cue, "label") if cue is not None else None
        if found is None or cue is None or found.subject != "person":
            return found
        return found._replace(subject=whose_toll(cue) or "person")  # "civilian deaths (780)"
    subject = noun.subject
    if subject == "civilian" and _is_negated(reading, noun):
        subject = "combatant"
    kind = kind_of(subject)
    if cue is not None and cue.entry is not None:
        measure = measure_for(cue.entry, kind)
        if measure:
            return claim(reading, at, "label", measure, subject, cue)
        if cue.entry.get("reject"):
            return rejection(reading, at, "label", str(cue.entry.get("reject")), cue)
    if kind == "event":
        return claim(reading, at, "label", "attacks", subject, noun)
    running = next(
        (v for v in [*reversed(reading.done), *reversed(reading.before)] if v.is_claim), None
    )
    heading = reading.heading
    if (
        heading is not None
        and heading.entry is not None
        and (measure := measure_for(heading.entry, kind))
    ):
        return claim(reading, at, "label_under_heading", measure, subject, heading)
    if running is None or running.measure is None:
        return None
    return _running_list(reading, at, noun, running)


def _is_negated(reading: Reading, noun: Unit) -> bool:
    """As in "Non-civilians: 109"."""
    at = reading.units.index(noun)
    return at > 1 and reading.units[at - 1].text == "-" and reading.units[at - 2].is_word({"non"})


def _running_list(reading: Reading, at: int, noun: Unit, running: Verdict) -> Verdict | None:
    """A list of losses goes on: what was said of tanks is said of the ships below."""
    assert noun.subject is not None
    kind = kind_of(noun.subject)
    entry = running.cue.entry if running.cue is not None else None
    measure = measure_for(entry, kind) if entry is not None else None
    if measure is None and running.kind == kind:
        measure = running.measure
    if (
        measure is None
        and kind in ("platform", "weapon")
        and running.measure in ("casualties", "destroyed")
    ):
        measure = "destroyed"
    return (
        claim(reading, at, "label_in_list", measure, noun.subject, running.cue) if measure else None
    )


@needs(COLON)
def heading_list(reading: Reading, at: int) -> Verdict | None:
    """An item below or behind a colon: the measure of what introduced the list."""
    head = reading.phrase(at).head
    if head is not None and head.kind == "word":
        return None  # "what is missing: six mattresses"
    introduced = _introduction(reading, at)
    of_them = reading.phrase(at).of_them
    if introduced is None or (head is None and not of_them):
        return None
    if of_them and any(verdict.is_claim for verdict in reading.done):
        return None  # "Its toll: 610 killed (nine of them today)": a part
    if introduced.kind == "cue":
        return judge_cue(reading, at, introduced, "heading_list")
    for subject, kind in subject_kinds(reading, at):
        if kind == "weapon":
            return claim(reading, at, "heading_list", "impacted", subject, introduced)
    return None


def _introduction(reading: Reading, at: int) -> Unit | None:
    """Return the measure word before the colon of this line, if it opens a list here."""
    if reading.heading is not None and all(v.reason for v in reading.done[:1]):
        first_words = reading.units[:at]
        if not any(unit.kind == "cue" for unit in first_words):
            return reading.heading
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ":":
            for cue in reversed(reading.units[max(0, index - 6) : index]):
                if cue.kind == "cue" or cue.text in ("hits", "hit"):
                    return cue
            return None
        if unit.kind == "punct" and unit.text == ".":
            return None
    return None
