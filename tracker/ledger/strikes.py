"""Weapons launched against those shot down, suppressed and impacted, attack by attack.

Within a text what it says in its own voice belongs to the figures of everybody whom it quotes. A
text that gives only what was stopped is held against what the same source says was launched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from tracker.ledger.book import Findings
from tracker.ledger.told import Told, add_finding

_OUTCOMES = ("intercepted", "suppressed", "impacted")

_MISSILES = frozenset({"missile", "ballistic_missile", "cruise_missile"})
_FAMILIES = {
    "missile": _MISSILES,
    "munition": _MISSILES | {"drone", "rocket", "bomb", "shell", "munition"},
}
"""What a word for several kinds of weapon takes in."""

_BETWEEN_SENTENCES = 4
"""So many characters may stand between two sentences in a row: spaces, line ends."""

Attack = tuple[Any, ...]
"""Whose weapons, on which basis, from when to when, and where."""


def check_strikes(texts: Mapping[str, Mapping[int, Told]], found: Findings) -> None:
    """Add attacks of which more ended than began, in texts by the start of their claims."""
    launched: dict[tuple[Attack, str], list[Told]] = defaultdict(list)
    alone: list[tuple[Attack, str, list[Told]]] = []
    for text in texts.values():
        for attack, claims in _attacks_of(text.values()).items():
            for source in _sources(claims):
                told = [each for each in claims if _source(each) in (None, source)]
                if not any(each.row["measure"] == "launched" for each in told):
                    alone.append((attack, source or "", told))
                    continue
                _check_attack(told, told, found)
                launched[(attack, source or "")] += told
    for attack, source, told in alone:
        if source and (attack, source) in launched:
            _check_attack(launched[(attack, source)], told, found)


def _source(told: Told) -> str | None:
    name = told.row["source"] or told.row["attribution"]
    return None if name is None else str(name)


def _sources(claims: Sequence[Told]) -> Sequence[str | None]:
    """Return who is quoted on an attack; None alone where nobody is."""
    return sorted({name for each in claims if (name := _source(each)) is not None}) or [None]


def _attacks_of(claims: Iterable[Told]) -> dict[Attack, list[Told]]:
    """Return the claims on weapons by attack; undated ones of sentences in a row are of one."""
    attacks: dict[Attack, list[Told]] = defaultdict(list)
    before: Told | None = None
    row = 0
    for each in sorted(claims, key=lambda told: int(told.row["start"])):
        if each.row["measure"] in ("launched", *_OUTCOMES):
            row += before is not None and not _follows(before, each)
            before = each
            attacks[_attack(each, row)].append(each)
    return attacks


def _follows(before: Told, after: Told) -> bool:
    end = int(before.row["quote_start"]) + len(str(before.row["quote"]))
    return int(after.row["quote_start"]) - end <= _BETWEEN_SENTENCES


def _attack(told: Told, row: int) -> Attack:
    it = told.row
    where = None if it["place"] == it["place_country"] else it["place"]
    when = (it["period_start"], it["period_end"]) if it["period_end"] else row
    return it["party"], it["basis"], when, where


def _check_attack(began: Sequence[Told], ended: Sequence[Told], found: Findings) -> None:
    """Compare what began with what ended by kind of weapon, the wider words last."""
    stopped = [each for each in ended if each.row["measure"] in _OUTCOMES]
    launched = [each for each in began if each.row["measure"] == "launched"]
    for subject in sorted({each.row["subject"] for each in stopped}, key=_width):
        family = _FAMILIES.get(subject, frozenset({subject}))
        wider = {word for word, kinds in _FAMILIES.items() if subject in kinds}
        most = _of(launched, family) or _of(launched, wider)
        if most:
            _compare(most, _of(stopped, {subject}), found)


def _width(subject: str) -> tuple[int, str]:
    return len(_FAMILIES.get(subject, ())), subject


def _of(claims: Sequence[Told], subjects: Set[str]) -> list[Told]:
    """Return the claims on these weapons that are no parts of others of them."""
    same = [each for each in claims if each.row["subject"] in subjects]
    starts = {(each.row["article"], int(each.row["start"])) for each in same}
    return [each for each in same if _whole(each) not in starts]


def _whole(told: Told) -> tuple[str, int] | None:
    part_of = told.row["part_of"]
    return None if part_of is None else (told.row["article"], int(part_of))


def _compare(launched: Sequence[Told], stopped: Sequence[Told], found: Findings) -> None:
    """Compare the most that can have been launched, kinds of weapons added, with what ended."""
    outcomes = _outcomes(stopped)
    least = sum(max(each.interval.low, 0) for each in outcomes)
    doubted = {str(each.row["claim_id"]) for each in outcomes} & found.doubted
    if not doubted and least > _most(launched):
        told = " and ".join(f"{each.figure} {each.row['measure']}" for each in outcomes)
        words = f"{told} are more than the {_told(launched)} launched"
        add_finding(found, "launched_against_outcomes", words, (launched[0], *outcomes))


def _outcomes(stopped: Sequence[Told]) -> list[Told]:
    """Return the largest figure of each end; "85 were stopped, 60 shot down, 25 jammed" are 85."""
    downed, jammed, hit = (
        sorted((e for e in stopped if e.row["measure"] == measure), key=lambda e: e.interval.low)
        for measure in _OUTCOMES
    )
    parts = sum(each.interval.low for each in (*downed[:-1], *jammed))
    if downed and downed[-1].interval.low == parts:
        jammed = []
    return [group[-1] for group in (downed, jammed, hit) if group]


def _groups(launched: Sequence[Told]) -> list[list[Told]]:
    """Return the groups of an attack, each with all the claims that tell of it.

    "Nearly 100 drones" and "98 drones" are one group, 98 and then 40 from the sea are two.
    """
    groups: list[list[Told]] = []
    for each in launched:
        subject = each.row["subject"]
        for group in groups:
            if subject == group[0].row["subject"] and _is_one(each, group):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _is_one(told: Told, group: Sequence[Told]) -> bool:
    other_text = all(each.row["article"] != told.row["article"] for each in group)
    return other_text or any(each.interval.meets(told.interval) for each in group)


def _most(launched: Sequence[Told]) -> float:
    return sum(max(each.interval.high for each in group) for group in _groups(launched))


def _told(launched: Sequence[Told]) -> str:
    groups = _groups(launched)
    figures = [max(group, key=lambda each: each.interval.high).figure for group in groups]
    return " and ".join(dict.fromkeys(figures))
