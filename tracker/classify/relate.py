"""How figures relate: parts and wholes, earlier tolls, denied figures, and the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tracker.classify.units import kind_of
from tracker.classify.verdict import Verdict
from tracker.models import Document, Evidence, Figure, Span

_EARLIER = (
    r"(?:(?:at least|about|some|around|nearly|(?:count|figure|toll) of"
    r"|an?|the|earlier|initial|previous) )*"
)
_FROM = re.compile(
    r"\b(?:up|down|rose|risen|rises|increas\w+|climb\w+|jump\w+|revis\w+|raised?)\b"
    rf"[^.;]*\bfrom {_EARLIER}$"
)
_FROM_TO = re.compile(r"\bfrom (?:(?:at least|about|some|around|nearly) )*$")
_NOT = re.compile(r"(?:,|\() ?not (?:the )?$")
_REPORT = r"(?:counts?|tolls?|figures?|reports?|estimates?|statements?|tall(?:y|ies)|numbers?)"
_BEFORE_THAT = re.compile(
    rf"\b(?:earlier|initial|previous|preliminary|first) {_REPORT}[^.;\d]{{0,30}}"
    r"\b(?:of|said|at|that|to be|showed|gave|listed) $"
    r"|\b(?:previously|earlier|initially|originally|at first) (?:been )?"
    r"(?:put|given|reported|estimated|stated|announced|set)"
    r"(?: (?:it|them|the (?:death )?(?:toll|number|figure|count)(?: of (?:the )?\w+)?))?"
    r"(?: (?:at|as|to be))? $"
)

_EARLY = ("earlier", "initial", "previous", "preliminary", "first", "original")  # at least
_TO = re.compile(r"[^,.;]{0,20} to (?:\w+ ){0,3}[\d\w]")
_TOLL = re.compile(r"\b(?:toll|number|dead|deaths|losses|count)\b")


def relate(document: Document, claims: Sequence[Verdict]) -> tuple[Figure, ...]:
    """Return the claims as figures, each with its whole, its stance and its evidence."""
    by_sentence: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in claims:
        by_sentence[verdict.sentence].append(verdict)
    overtaken = _overtaken(document, claims)
    figures = []
    for index, verdict in enumerate(claims):
        same = by_sentence[verdict.sentence][:_MEMORY]
        figure = _figure(document, verdict, _whole(document, claims, index, same))
        figures.append(replace(figure, superseded=True) if index in overtaken else figure)
    return tuple(figures)


_OF_THE_LIVING = frozenset("captured released survived displaced".split())
_MEMORY = 40  # claims before that a part may belong to


def drones_among_losses(document: Document, claims: Sequence[Verdict]) -> list[Verdict]:
    """In a list of destroyed machines a drone is destroyed like them, not intercepted."""
    listed = {
        (v.sentence, v.cue.start)
        for v in claims
        if v.cue is not None
        and v.kind == "platform"
        and v.measure == "destroyed"
        and not _by_air_defence(document, v)
    }
    return [
        v._replace(measure="destroyed")
        if v.measure == "intercepted"
        and v.cue is not None
        and (v.sentence, v.cue.start) in listed
        and v.cue.entry is not None
        and v.cue.entry.term.startswith(("destroy", "eliminate"))
        else v
        for v in claims
    ]


def _by_air_defence(document: Document, verdict: Verdict) -> bool:
    sentence = document.sentences[verdict.sentence]
    return bool(_AIR_DEFENCE.search(document.folded, sentence.start, sentence.end))


_AIR_DEFENCE = re.compile(
    r"\b(?:air[- ]defen[cs]e|anti-aircraft|air force)"
    r"(?! (?:missile |gun |rocket |warfare )?"
    r"(?:systems?|launchers?|complex|means|equipment|weapons))"
)


def _figure(document: Document, verdict: Verdict, whole: int | None) -> Figure:
    assert verdict.measure is not None
    assert verdict.subject is not None
    head, cue = verdict.phrase.head, verdict.cue
    return Figure(
        verdict.count,
        verdict.sentence,
        _settled(document, verdict),
        verdict.subject,
        verdict.rule,
        Span(head.start, head.end) if head else None,
        Span(cue.start, cue.end) if cue else None,
        "denied" if verdict.denied else "asserted",
        whole,
        _superseded(document, verdict),
        tuple(_evidence(verdict)),
    )


def _settled(document: Document, verdict: Verdict) -> str:
    """Return the measure, settled by what else the sentence says.

    "Eliminated" people are killed only where the sentence says killed (guidelines).
    """
    assert verdict.measure is not None
    entry = verdict.cue.entry if verdict.cue else None
    if entry is not None and entry.term.startswith("eliminate") and verdict.measure == "casualties":
        sentence = document.sentences[verdict.sentence]
        if _KILLED.search(document.folded, sentence.start, sentence.end):
            return "killed"
    return verdict.measure


_KILLED = re.compile(r"\b(?:killed|dead|death toll|deaths)\b")


def _evidence(verdict: Verdict) -> list[Evidence]:
    found = []
    head, cue = verdict.phrase.head, verdict.cue
    if head is not None:
        entry = verdict.phrase.entry or head.entry
        rule = entry.rule if entry else "noun"
        found.append(Evidence("subject", verdict.subject or "", head.start, head.end, rule))
    if cue is not None:
        rule = cue.entry.rule if cue.entry else verdict.rule
        found.append(Evidence("measure", verdict.measure or "", cue.start, cue.end, rule))
    return found


_ENTRY = re.compile(r"\W*\d{1,2}[:.]\d\d")
_RISEN = re.compile(
    r"\b(?:toll|now|new count|updated?|up again|ris(?:es|en|ing)|rose|climb\w+|increas\w+)\b"
)


def _overtaken(document: Document, claims: Sequence[Verdict]) -> set[int]:
    """Return the places of tolls in a live blog that a later entry replaces by a higher one."""
    entries = [
        (place, verdict)
        for place, verdict in enumerate(claims)
        if verdict.kind == "people" and not verdict.is_part and _live_entry(document, verdict)
    ]
    overtaken = set()
    for order, (place, verdict) in enumerate(entries):
        for _, later in entries[order + 1 : order + _MEMORY]:
            sentence = document.sentences[later.sentence]
            told = _RISEN.search(document.folded, sentence.start, sentence.end)
            higher = (later.count.value or 0) > (verdict.count.value or 0) > 0
            if told and higher and _same_toll(verdict, later):
                overtaken.add(place)
                break
    return overtaken


def _same_toll(verdict: Verdict, later: Verdict) -> bool:
    return later.measure == verdict.measure and later.sentence != verdict.sentence


def _live_entry(document: Document, verdict: Verdict) -> bool:
    """Tell whether the figure stands in a paragraph that opens with a time of day."""
    sentence = document.sentences[verdict.sentence]
    line = document.text.rfind("\n", 0, sentence.start) + 1
    return bool(_ENTRY.match(document.folded, line))


def _superseded(document: Document, verdict: Verdict) -> bool:
    """As in "Rose to 14 from 11", "from 11 to 14", "brought down 58, not 54 as announced"."""
    sentence = document.sentences[verdict.sentence]
    start = verdict.count.reach_start
    before = document.folded[sentence.start : start]
    after = document.folded[verdict.count.reach_end : sentence.end]
    told_from = "from " in before
    if told_from and _FROM.search(before):
        return True
    if any(word in before for word in _EARLY) and _BEFORE_THAT.search(before):
        return True
    if told_from and _FROM_TO.search(before) and _TO.match(after):
        return bool(_TOLL.search(before))
    return "not " in before and bool(_NOT.search(before))


def _whole(
    document: Document, claims: Sequence[Verdict], index: int, same: Sequence[Verdict]
) -> int | None:
    """Return the start of the figure that this one is a stated part of, or None."""
    verdict = claims[index]
    earlier = claims[max(0, index - _MEMORY) : index]
    later = claims[index + 1 : index + _MEMORY]
    if verdict.whole is not None:
        whole = next((v for v in same if v.position == verdict.whole), None)
        return whole.count.start if whole else None
    if verdict.phrase.of_count is not None:
        whole = next((v for v in same if v.position == verdict.phrase.of_count), None)
        return whole.count.start if whole else None
    behind = _among_those(document, verdict, later)
    if behind is not None:
        return behind
    if verdict.is_part:  # "rose to 14 from 11; 3 of them were children": of the 14
        earlier = [other for other in earlier if not _superseded(document, other)]
    whole = _told_whole(document, verdict, earlier)
    if whole is not None and whole.measure == "killed" and verdict.measure in _OF_THE_LIVING:
        return None  # "killed 28 gunmen and captured four of them": not of the 28
    if whole is not None or verdict.is_part:
        return whole.count.start if whole else None
    return _announced_total(verdict, same) or _summed(verdict, earlier, later)


def _told_whole(document: Document, verdict: Verdict, earlier: Sequence[Verdict]) -> Verdict | None:
    """Return the figure before of which the words make this one a part, or None."""
    if verdict.rule == "same_things":
        return _nearest_main(verdict, [e for e in earlier if e.sentence != verdict.sentence])
    if verdict.rule in ("part:of_the_harmed", "among_the_dead"):
        alike = [other for other in earlier if other.measure == verdict.measure]
        return _nearest_main(verdict, alike) if alike else _nearest_main(verdict, earlier)
    if not (verdict.is_part or _is_day_of_total(document, verdict, earlier)):
        return None
    nearest = _nearest_main(verdict, earlier)
    if nearest is None or verdict.kind != "people":
        return nearest
    told = [e for e in earlier if e.sentence == nearest.sentence and _same_harm(verdict, e)]
    return _nearest_main(verdict, told) or nearest


def _same_harm(part: Verdict, whole: Verdict) -> bool:
    """Of "1,119 deaths and 1,790 injured", the men "of those killed" are parts of the deaths."""
    return whole.measure in (part.measure, "casualties")


def _is_day_of_total(document: Document, verdict: Verdict, earlier: Sequence[Verdict]) -> bool:
    """As in "the toll has reached 57,200, with some 500 over the past day"."""
    sentence = document.sentences[verdict.sentence]
    before = document.folded[sentence.start : verdict.count.reach_start]
    after = document.folded[verdict.count.end : sentence.end]
    total = any(e.sentence == verdict.sentence and e.kind == verdict.kind for e in earlier)
    return total and before.endswith(("with ", "plus ")) and bool(_PAST_DAY.search(after))


_PAST_DAY = re.compile(
    r"\b(?:past|last|previous) (?:day|24 hours|night)\b|\byesterday\b|\bovernight\b"
)


_AMONG = re.compile(r"(?: [\w'-]+){1,5}? (?:were|was|are|is|being) among (?:the )?")


def _among_those(document: Document, verdict: Verdict, later: Sequence[Verdict]) -> int | None:
    """As in "Six nurses were among 31 people killed": a part of the figure behind."""
    whole = next(iter(later), None)
    if whole is None or whole.sentence != verdict.sentence or whole.kind != verdict.kind:
        return None
    start, end = verdict.count.end, max(verdict.count.end, whole.count.reach_start)
    among = _AMONG.fullmatch(document.folded, start, end)
    return whole.count.start if among and _fits(verdict, whole) else None


def _announced_total(verdict: Verdict, same: Sequence[Verdict]) -> int | None:
    """As in "lost another 940 during the day, in total already 1,143,670": part of the total."""
    for other in same:
        same_thing = other.cue == verdict.cue and other.subject == verdict.subject
        if other.rule == "total" and other.position > verdict.position and same_thing:
            return other.count.start if _fits(verdict, other) else None
    return None


def _summed(verdict: Verdict, earlier: Sequence[Verdict], later: Sequence[Verdict]) -> int | None:
    """Numbers that add up to one told before: "20 in two groups, seven and 13", by region."""
    for place in range(len(earlier) - 1, -1, -1):
        whole = earlier[place]
        if whole.measure != verdict.measure or whole.is_part or whole.kind != verdict.kind:
            continue
        if (whole.count.value or 0) >= (verdict.count.value or 0) and _adds_up(
            whole, verdict, [*earlier[place + 1 :], verdict, *later]
        ):
            return whole.count.start
    return None


def _adds_up(whole: Verdict, part: Verdict, behind: Sequence[Verdict]) -> bool:
    """Tell whether the next numbers of the same harm, the part among them, make the whole."""
    rest, items, seen = whole.count.value, 0, False
    for verdict in behind:
        if verdict.measure != whole.measure or verdict.is_part or verdict.kind != whole.kind:
            continue
        if rest is None or verdict.count.value is None or verdict.count.value > rest:
            return False
        if whole.kind != "people" and not _holds(whole.subject, verdict.subject):
            return False  # "351 aircraft, 325 helicopters and 26 ships": by chance
        rest, items, seen = rest - verdict.count.value, items + 1, seen or verdict is part
        if rest == 0:
            return seen and items > 1
    return False


_GENERAL = frozenset({"equipment", "munition", "building", "attack"})


def _holds(whole: str | None, part: str | None) -> bool:
    """Tell whether things of the one kind are of the other too: missiles are munitions."""
    missiles = whole == "missile" and part is not None and part.endswith("_missile")
    return whole in _GENERAL or whole == part or missiles


def _nearest_main(verdict: Verdict, earlier: Sequence[Verdict]) -> Verdict | None:
    """Return the nearest figure before that may hold this one: same kind, not smaller."""
    reach = 12 if verdict.rule == "breakdown" else 2
    for other in reversed(earlier):
        if verdict.sentence - other.sentence > reach:
            return None
        if other.is_part or other.subject is None or verdict.subject is None:
            continue
        alike = kind_of(other.subject) == kind_of(verdict.subject) or (
            other.subject == "equipment" and other.measure == verdict.measure
        )
        if alike and _fits(verdict, other):
            return other
    return None


def _fits(part: Verdict, whole: Verdict) -> bool:
    small = part.count.low or part.count.value
    large = whole.count.high or whole.count.value
    return small is None or large is None or small <= large
