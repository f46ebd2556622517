"""Which expression of time governs a figure of the same sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.models import KIND_OF_SUBJECT, Figure
from tracker.when.lines.line import Line
from tracker.when.lines.roles import ASIDE, BACKGROUND, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.written.mention import WEEKDAY, YEAR

_PART = re.compile(
    r"(?:including|with|of whom|of which|of them|among them|against|versus|compared|while|"
    r"whereas|bringing|brings|raising|but)\b"
)
_ATTACHED = re.compile(r"\W*(?:in |of |during |by )?(?:which|whom|where|when)\b")
_WERE = re.compile(r"(?:were|was|have been|has been|had been|died) ")
_WHEN = re.compile(r" ?when\b")
_RELATIVE = re.compile(
    r"\b(?:who|which|whom|that|where) |"
    r"\b(?:territor(?:y|ies)|land|towns?|villages?|cities|areas?|ground|positions?|bases?|weapons?|"
    r"tanks?|aircraft|prisoners|men|troops|soldiers|hostages) (?:it|they|he|she|we) "
)
"""The opening of a relative clause: "the four who ...", "territory it lost ..."."""
_AND_ON = re.compile(r"\W*(?:and|but|then|and then) (?:on|in) (?:the )?")
_APPOSITION = 6
_ELIDED = re.compile(
    r"\W*(?:and |but )?(?:also )?(?:another )?(?:[a-z]+ed |shot down |took |left )?(?:another )?"
)
_FROM_THERE = ("later_", "next_", "following_")
_BLAMED = re.compile(
    r"\b(?:accused of|suspected of|wanted for|responsible for|linked to|charged with|convicted of|"
    r"behind|survived|who escaped|becoming|making it|marking|commemorating|over the|for the)\b"
)
_RECALLED = re.compile(
    r"\b(?:remember\w*|commemorat\w+|mourn(?:s|ed|ing)?|honou?r(?:s|ed|ing)?|in memory of|"
    r"tributes? to|accused of|charged with|convicted of|sentenced|suspected of|wanted for|"
    r"responsib\w+ for|(?:over|for|into|of) (?:the |his |her |their )?(?:killing|death|murder|"
    r"shooting|massacre|abduction|attack|bombing)s?(?: of| that| which| in which)?)\b[^,;]*$"
)
_HAS_KILLED = re.compile(
    r",? (?:that|which) ha(?:s|ve) (?:[a-z]+ly )?(?:also |now |so far )?[a-z]+"
)
_FOUGHT, _APPOSED = frozenset({"war", "campaign", "fighting"}), 24
_HAPPENED = re.compile(
    r"\b(?:who|which|that) (?:was |were |is |are )?(?:came|comes|happened|happens|occurred|occurs|"
    r"took place|takes place|took|started|began|begins|unfolded|lasted|carried out|launched|"
    r"occured)\b"
)


def governing(line: Line, figure: Figure, told: Sequence[Told]) -> Told | None:
    """Return the expression that dates a figure within its sentence, or None.

    The nearest in the figure's own clause; else the one that opens the sentence; else one in
    a clause without figures; else one to the left, which goes on being told; else one in a
    later clause that goes on with the same ("..., and four were hurt on Saturday").
    """
    own = line.clause_of(figure.count)
    recalled = _recalled(line, own, told)
    if recalled is not None:
        return recalled
    able = [
        one
        for one in told
        if one.role in (TOLD, SINCE, BACKGROUND)
        and _reaches(line, figure, one)
        and not is_bracketed_away(line, figure, one)
    ]
    if not able:
        return None
    attached = own - 1 if _ATTACHED.match(line.words_of(own)) else own
    near = [one for one in able if line.clause_of(one) in (attached, own)]
    known = [one for one in near if one.stretch.closed or one.mention.grain != WEEKDAY]
    if known or (near and not any(one.stretch.closed for one in able)):
        # "mourned on Friday the 84 people killed in Wednesday's blasts"
        of_event = [one for one in near if _is_possessive(line, one)]
        free = [one for one in known if not _is_behind_another(line, figure, one)]
        return min(of_event or free or known or near, key=lambda one: _distance(figure, one))
    away = [one for one in able if one.role != BACKGROUND and not _comes_later(figure, one)]
    return (
        _just_before(line, own, away)
        or _opening(line, figure, away)
        or _unclaimed(line, figure, away)
        or _to_the_left(figure, away)
        or _going_on(line, figure, away)
    )


def is_bracketed_away(line: Line, figure: Figure, one: Told) -> bool:
    """Tell the day of another's brackets: "9,400 tanks (8 over the past day) and 520 planes"."""
    at = one.start - line.start
    opening = line.folded.rfind("(", 0, at)
    if opening < 0 or line.folded.rfind(")", opening, at) >= 0:
        return False
    closing = line.folded.find(")", at)
    if closing < 0 or opening < figure.count.start - line.start < closing:
        return False
    return any(opening < other.count.start - line.start < closing for other in line.figures)


def _comes_later(figure: Figure, one: Told) -> bool:
    """Tell "seven were killed; a year later they came home", which goes on from the killing."""
    return one.mention.covers.startswith(_FROM_THERE) and one.start > figure.count.end


def _recalled(line: Line, own: int, told: Sequence[Told]) -> Told | None:
    """Return October for the 32 of "the deadliest since October, when 32 people died"."""
    if not _WHEN.match(line.words_of(own)):
        return None
    before = [one for one in told if one.role == ASIDE and line.clause_of(one) == own - 1]
    return before[-1] if before else None


def _is_possessive(line: Line, one: Told) -> bool:
    return line.before(one.end, 2) == "'s"


def _is_behind_another(line: Line, figure: Figure, one: Told) -> bool:
    """Tell December for the 177 of "in January fell to 177 from 190 in December"."""
    start = min(figure.count.end, one.end)
    end = max(figure.count.start, one.start)
    return any(start <= other.count.start < end for other in line.figures if other is not figure)


def _distance(figure: Figure, one: Told) -> int:
    return max(one.start - figure.count.end, figure.count.start - one.end)


def _reaches(line: Line, figure: Figure, one: Told) -> bool:
    """Tell whether a relative clause lets its date out: "the four who were killed yesterday"."""
    if one.start < figure.count.start:
        return not _only_recalls(line, figure, one)
    if one.mention.covers.startswith("after_"):
        return False
    between = line.folded[figure.count.end - line.start : one.start - line.start]
    if "; " in between:
        return False  # "seven were killed; they were buried last week"
    if _BLAMED.search(between):
        return False
    relative = _RELATIVE.search(between)
    if relative is None or _HAPPENED.search(between):
        return True
    return len(between[: relative.start()].split()) <= 3


def _only_recalls(line: Line, figure: Figure, one: Told) -> bool:
    """Tell the day of a trial or a mourning: "police on Sunday held a man over the killing of"."""
    if one.role != TOLD or one.mention.grain == YEAR or _is_possessive(line, one):
        return False
    between = line.folded[one.end - line.start : figure.count.start - line.start]
    if _is_of_lasting_war(line, figure, one):
        return True
    if one.mention.covers.startswith("anniversary"):
        return _ATTACHED.match(line.words_of(line.clause_of(figure.count))) is not None
    return _RECALLED.search(between) is not None


def _is_of_lasting_war(line: Line, figure: Figure, one: Told) -> bool:
    """Tell the day of a rally: "On Friday they marched against the war, which has killed 4,000"."""
    for found in _HAS_KILLED.finditer(line.folded, one.end - line.start):
        at, end = line.start + found.start(), line.start + found.end()
        first = next((f.count.start for f in line.figures if f.count.start >= end), at)
        if not at < first <= figure.count.start or "," in line.after(end, first - end):
            continue
        for term in line.bases:
            fought = term.entry.get("grammar") in _FOUGHT
            if fought and one.end < term.start and 0 <= at - term.end <= _APPOSED:
                return True
    return False


def _just_before(line: Line, own: int, able: Sequence[Told]) -> Told | None:
    """Return the date of a clause of its own before the figure's: "on Friday, two more"."""
    claimed = {line.clause_of(other.count) for other in line.figures}
    for before in (own - 1, own - 2):
        near = [one for one in able if line.clause_of(one) == before and before not in claimed]
        if near:
            return near[-1]
        # "on the 27th, the army's own holiday, at least 107 died"
        if before < 0 or before in claimed or len(line.words_of(before).split()) > _APPOSITION:
            return None
    return None


def _opening(line: Line, figure: Figure, able: Sequence[Told]) -> Told | None:
    first = next((one for one in able if one.start - line.start <= 30), None)
    if first is None or first.start > figure.count.start:
        return None
    if any(_goes_on_from(line, first, one) and one.end <= figure.count.start for one in able):
        return None
    clause = line.clause_of(first)
    counted = line.in_clause([figure.count for figure in line.figures], clause)
    return None if any(count.start < first.start for count in counted) else first


def _goes_on_from(line: Line, first: Told, one: Told) -> bool:
    """Tell "on 7 May it was hit, and on 28 August a shell fell: 43 dead" from days in passing."""
    if one.start < first.end or one.role != TOLD or not one.stretch.closed:
        return False
    clause = line.clauses[line.clause_of(one)]
    opening = line.after(clause.start, one.start - clause.start)
    parted = line.before(clause.start, 1) == ";" or one.mention.covers.startswith("later_")
    return _AND_ON.fullmatch(opening) is not None or (parted and not opening.strip())


def _unclaimed(line: Line, figure: Figure, able: Sequence[Told]) -> Told | None:
    claimed = {line.clause_of(other.count) for other in line.figures}
    free = [one for one in able if line.clause_of(one) not in claimed]
    right = [one for one in free if one.start > figure.count.start]
    left = [one for one in free if one.start < figure.count.start]
    return right[0] if right else left[-1] if left else None


def _to_the_left(figure: Figure, able: Sequence[Told]) -> Told | None:
    left = [one for one in able if one.start < figure.count.start]
    return left[-1] if left else None


def _is_of_one_tally(line: Line, figure: Figure, one: Told) -> bool:
    """Tell "killed 20, wounded 15 and took two in a day" from "40 killed, 3 of them in a day"."""
    upto = line.clause_of(one)
    later = [
        other
        for other in line.figures
        if figure.count.end <= other.count.start
        and line.clause_of(other.count) <= upto
        and other.part_of != figure.count.start
    ]
    return bool(later) and all(_is_elided(line, figure, other) for other in later)


def _is_elided(line: Line, figure: Figure, later: Figure) -> bool:
    """Tell a figure of another kind whose clause leaves out who did it: ", wounded 15"."""
    clause = line.clauses[line.clause_of(later.count)]
    opening = line.after(clause.start, max(0, later.count.reach_start - clause.start))
    same = (later.measure, later.subject) == (figure.measure, figure.subject)
    if any(clause.start <= one.count.start < later.count.start for one in line.figures):
        opening = ""
    return _ELIDED.fullmatch(opening) is not None and (later.rule == "listed" or not same)


def _is_of_same_kind(line: Line, figure: Figure, one: Told) -> bool:
    """Tell a list of the hurt on Monday from "homes were burned, and two men died on Monday"."""
    clause = line.clause_of(one)
    there = [f for f in line.figures if line.clause_of(f.count) == clause]
    kinds = {KIND_OF_SUBJECT.get(f.subject) for f in there}
    return not kinds or KIND_OF_SUBJECT.get(figure.subject) in kinds


def _going_on(line: Line, figure: Figure, able: Sequence[Told]) -> Told | None:
    for one in able:
        clause = line.clauses[line.clause_of(one)]
        words = line.folded[clause.start - line.start : clause.end - line.start].lstrip()
        parts = any(
            other.part_of == figure.count.start
            for other in line.figures
            if line.clause_of(other.count) == line.clause_of(one)
        )
        if parts or _PART.match(words):
            continue
        if basis_of(one.mention) != "day" and _is_resumed(line, figure, words, line.clause_of(one)):
            return one
        if basis_of(one.mention) == "day" and _is_of_one_tally(line, figure, one):
            return one
        if one.mention.basis != "day" and _is_of_same_kind(line, figure, one):
            return one
    return None


def _is_resumed(line: Line, figure: Figure, words: str, at: int) -> bool:
    """Tell "264 civilians, including 83 children, | were killed in 75 attacks in May"."""
    if _WERE.match(words) is None:
        return False
    between = (line.words_of(n).strip() for n in range(line.clause_of(figure.count) + 1, at))
    parts = [clause for clause in between if clause]
    return len(parts) == 1 and _PART.match(parts[0]) is not None
