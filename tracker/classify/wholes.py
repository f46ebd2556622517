"""Of which figure another one is a part: as the words say, or because the parts add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.classify.superseded import is_superseded
from tracker.classify.units import kind_of
from tracker.classify.verdict import Verdict
from tracker.models import Document

MEMORY = 40
"""How many claims before and behind a part may be its whole."""

_OF_THE_LIVING = frozenset("captured released survived displaced".split())


def whole_of(
    document: Document, claims: Sequence[Verdict], index: int, same: Sequence[Verdict]
) -> int | None:
    """Return the start of the figure that this one is a stated part of, or None."""
    verdict = claims[index]
    earlier = claims[max(0, index - MEMORY) : index]
    later = claims[index + 1 : index + MEMORY]
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
        earlier = [other for other in earlier if not is_superseded(document, other)]
    whole = _told_whole(document, verdict, earlier)
    if whole is not None and whole.measure == "killed" and verdict.measure in _OF_THE_LIVING:
        return None  # "killed 28 gunmen and captured four of them": not of the 28
    if whole is not None or verdict.is_part:
        return whole.count.start if whole else None
    headed = _below_its_total(document, verdict, earlier)
    if headed is not None:
        return headed
    return _announced_total(verdict, same) or _summed(verdict, earlier, later)


def _below_its_total(
    document: Document, verdict: Verdict, earlier: Sequence[Verdict]
) -> int | None:
    """As in "These raids left 62 dead:" above the items of a list: each is a part of it."""
    if not document.sentences[verdict.sentence].bullet:
        return None
    heading = verdict.sentence - 1
    while heading >= 0 and document.sentences[heading].bullet:
        heading -= 1
    line = document.sentences[heading]
    if heading < 0 or not document.folded[line.start : line.end].rstrip().endswith(":"):
        return None
    told = [other for other in earlier if other.sentence == heading and not other.is_part]
    alike = [o for o in told if o.kind == verdict.kind and o.measure == verdict.measure]
    fits = len(alike) == 1 and _fits(verdict, alike[0])
    return alike[0].count.start if fits else None


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
