"""What contradicts itself within one text: parts and wholes, launched and stopped, bounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.ledger.book import Book, Entry, Findings
from tracker.ledger.doubts import Reason, make_finding
from tracker.ledger.findings import Finding, plain_day, plain_number
from tracker.ledger.numbers import Interval, interval_of
from tracker.models import KIND_OF_SUBJECT

Row = dict[Hashable, Any]

_OUTCOMES = ("intercepted", "suppressed", "impacted")
_AGES = frozenset({"child", "woman", "man"})
_APART = (_AGES, frozenset({"killed", "wounded"}))
"""Parts that cannot overlap: these subjects, and these measures."""

_SENTENCE = ("quote_start", "measure", "party", "basis", "period_start", "period_end")
_INCLUDING = re.compile(r"\b(including|among|of whom|of them)\b", re.IGNORECASE)

_MISSILES = frozenset({"missile", "ballistic_missile", "cruise_missile"})
_FAMILIES = {
    "missile": _MISSILES,
    "munition": _MISSILES | {"drone", "rocket", "bomb", "shell", "munition"},
}
"""What a word for several kinds of weapon takes in."""

_AHEAD = timedelta(1)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with where its number may lie."""

    row: Row
    interval: Interval

    @property
    def figure(self) -> str:
        """The figure as printed."""
        return str(self.row["figure"])


def check_texts(book: Book, found: Findings) -> None:
    """Add what cannot be true within a text, and what one source says of one day."""
    texts: dict[str, dict[int, Told]] = defaultdict(dict)
    for row in book.claims:
        interval = interval_of(row["value"], row["low"], row["high"], row["qualifier"])
        if interval is not None:
            texts[row["article"]][int(row["start"])] = Told(row, interval)
    for text in texts.values():
        _check_own_bounds(text.values(), found)
        _check_parts(text, found)
        _check_unlinked_parts(text, found)
        _check_casualties(text.values(), found)
        _check_strikes(text.values(), found)
        _check_future(text.values(), found)
    for account in book.accounts.values():
        _check_bounds(account.days, found)


def _add(found: Findings, rule: str, words: str, claims: Sequence[Told]) -> None:
    row = claims[0].row
    finding = Finding(
        rule=rule,
        severity="error",
        source=row["source"] or row["attribution"],
        party=row["party"],
        measure=row["measure"],
        subject=row["subject"],
        day=_day(row["period_end"]),
        stated=row["value"] if row["value"] is not None else row["low"],
        likely=None,
        reason=words,
        claim_ids=tuple(str(each.row["claim_id"]) for each in claims),
        quotes=tuple(str(each.row["quote"]) for each in claims),
    )
    found.add(finding, (finding.claim_ids[0],))


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _check_own_bounds(claims: Iterable[Told], found: Findings) -> None:
    for each in claims:
        low, value, high = (each.row[name] for name in ("low", "value", "high"))
        pairs = ((low, high), (low, value), (value, high))
        if any(a is not None and b is not None and a > b for a, b in pairs):
            words = (
                f"{each.figure} is read as {plain_number(value)}, at least {plain_number(low)} "
                f"and at most {plain_number(high)}"
            )
            _add(found, "low_over_high", words, (each,))


# --- parts and wholes ------------------------------------------------------------------------


def _check_parts(text: dict[int, Told], found: Findings) -> None:
    wholes: dict[int, list[Told]] = defaultdict(list)
    for part in text.values():
        at = part.row["part_of"]
        if at is not None and int(at) in text and _same_kind(part, text[int(at)]):
            wholes[int(at)].append(part)
    for start, parts in wholes.items():
        whole = text[start]
        over = [each for each in parts if each.interval.low > whole.interval.high]
        for part in over:
            words = (
                f"{part.figure} {part.row['measure']} ({part.row['subject']}) is told as a part "
                f"of {whole.figure} {whole.row['measure']} ({whole.row['subject']})"
            )
            _add(found, "part_over_whole", words, (part, whole))
        if not over:
            _check_sum(parts, whole, found)


def _check_unlinked_parts(text: dict[int, Told], found: Findings) -> None:
    """Find "40 people, including 300 children": a part so large is not read as one."""
    last: dict[tuple[Any, ...], Told] = {}
    for start in sorted(text):
        told = text[start]
        key = tuple(told.row[name] for name in _SENTENCE)
        whole = last.get(key)
        if told.row["subject"] in ("person", "civilian"):
            last[key] = told
        if whole is None or told.row["part_of"] is not None:
            continue
        between = str(told.row["quote"])[: start - int(told.row["quote_start"])]
        between = between[int(whole.row["start"]) - int(whole.row["quote_start"]) :]
        part = told.row["subject"] in _AGES and _INCLUDING.search(between)
        if part and told.interval.low > whole.interval.high:
            words = (
                f"{told.figure} ({told.row['subject']}) are included in "
                f"{whole.figure} ({whole.row['subject']}) {whole.row['measure']}"
            )
            _add(found, "part_over_whole", words, (told, whole))


def _check_casualties(claims: Iterable[Told], found: Findings) -> None:
    """Find "4,890 casualties: 2,104 killed and 2,862 wounded", which are 4,966."""
    sentences: dict[tuple[Any, ...], dict[str, list[Told]]] = defaultdict(dict)
    names = (*(name for name in _SENTENCE if name != "measure"), "subject", "place")
    for each in claims:
        key = tuple(each.row[name] for name in names)
        sentences[key].setdefault(each.row["measure"], []).append(each)
    for told in sentences.values():
        groups = [told.get(measure, []) for measure in ("casualties", "killed", "wounded")]
        if any(len(group) != 1 for group in groups):
            continue
        whole, killed, wounded = (group[0] for group in groups)
        if whole.row["part_of"] is not None:
            continue
        if killed.interval.low + wounded.interval.low > whole.interval.high:
            words = (
                f"{killed.figure} killed and {wounded.figure} wounded come to more than the "
                f"{whole.figure} casualties of the same sentence"
            )
            _add(found, "part_over_whole", words, (whole, killed, wounded))


def _same_kind(part: Told, whole: Told) -> bool:
    one, other = (KIND_OF_SUBJECT.get(each.row["subject"]) for each in (part, whole))
    return one == other


def _check_sum(parts: Sequence[Told], whole: Told, found: Findings) -> None:
    """Compare parts that cannot overlap, taken together, with the whole."""
    for name, apart in zip(("subject", "measure"), _APART, strict=True):
        same = "measure" if name == "subject" else "subject"
        groups: dict[Any, dict[str, Told]] = defaultdict(dict)
        for part in parts:
            if part.row[name] in apart and part.row["basis"] == whole.row["basis"]:
                groups[part.row[same]].setdefault(part.row[name], part)
        for group in groups.values():
            least = sum(each.interval.low for each in group.values())
            if len(group) > 1 and least > whole.interval.high:
                told = " and ".join(f"{each.figure} ({each.row[name]})" for each in group.values())
                words = f"{told} are told as parts of {whole.figure}, and come to more"
                _add(found, "part_over_whole", words, (whole, *group.values()))


# --- launched and stopped --------------------------------------------------------------------


def _check_strikes(claims: Iterable[Told], found: Findings) -> None:
    attacks: dict[tuple[Any, ...], list[Told]] = defaultdict(list)
    names = ("party", "basis", "period_start", "period_end", "place")
    for each in claims:
        if each.row["measure"] in ("launched", *_OUTCOMES) and each.row["period_end"]:
            attacks[tuple(each.row[name] for name in names)].append(each)
    for attack in attacks.values():
        for subject in sorted({each.row["subject"] for each in attack}):
            family = _FAMILIES.get(subject, frozenset({subject}))
            launched = [
                each for each in _wholes(attack, ("launched",)) if each.row["subject"] in family
            ]
            ended = [e for e in _wholes(attack, _OUTCOMES) if e.row["subject"] == subject]
            if launched and ended:
                _compare_strikes(launched, ended, found)


def _wholes(attack: Sequence[Told], measures: tuple[str, ...]) -> list[Told]:
    """Return the claims of these measures that are no parts of others of them."""
    starts = {int(e.row["start"]) for e in attack if e.row["measure"] in measures}
    return [
        each
        for each in attack
        if each.row["measure"] in measures
        and (each.row["part_of"] is None or int(each.row["part_of"]) not in starts)
    ]


def _compare_strikes(launched: Sequence[Told], ended: Sequence[Told], found: Findings) -> None:
    """Compare the most that can have been launched, groups of weapons added, with what ended."""
    most = {(each.row["subject"], each.row["value"]): each.interval.high for each in launched}
    outcomes = [
        max(same, key=lambda each: each.interval.low)
        for measure in _OUTCOMES
        if (same := [each for each in ended if each.row["measure"] == measure])
    ]
    if sum(max(each.interval.low, 0) for each in outcomes) > sum(most.values()):
        told = " and ".join(f"{each.figure} {each.row['measure']}" for each in outcomes)
        words = f"{told} are more than the {launched[0].figure} launched"
        _add(found, "launched_against_outcomes", words, (launched[0], *outcomes))


# --- days ------------------------------------------------------------------------------------


def _check_future(claims: Iterable[Told], found: Findings) -> None:
    for each in claims:
        day, told = _day(each.row["period_end"]), _day(each.row["published"])
        single = each.row["date_precision"] in ("day", "day_range")
        if day is None or told is None or not single or day <= told + _AHEAD:
            continue
        if found.doubted.isdisjoint({str(each.row["claim_id"])}):
            words = (
                f"{each.figure} is dated {plain_day(day)}, after the article itself "
                f"({plain_day(told)})"
            )
            off = day - told
            rule = "year_off" if abs(off - timedelta(365)) < timedelta(20) else "after_article"
            _add(found, rule, words, (each,))


def _check_bounds(entries: Sequence[Entry], found: Findings) -> None:
    """The least and the most that one source gives of the same days."""
    same: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for each in entries:
        same[(each.start, each.day)].append(each)
    for group in same.values():
        for low in group:
            for high in group:
                bound = not (low.is_plain and high.is_plain)
                if bound and low.interval.low > high.interval.high and found.trusts(low):
                    words = (
                        f"at least {plain_number(low.figure)} and at most "
                        f"{plain_number(high.interval.high)} for the days to {plain_day(low.day)}"
                    )
                    reason = Reason("low_over_high", words, None, (high,))
                    found.add(make_finding(low, reason, "error"), low.claim_ids)
