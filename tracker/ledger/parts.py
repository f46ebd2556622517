"""Parts against their wholes, within one text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.ledger.book import Findings
from tracker.ledger.told import Told, add_finding
from tracker.models import KIND_OF_SUBJECT

_AGES = frozenset({"child", "woman", "man"})
_APART = (_AGES, frozenset({"killed", "wounded"}))
"""Parts that cannot overlap: these subjects, and these measures."""

_SENTENCE = ("quote_start", "measure", "party", "basis", "period_start", "period_end")
_INCLUDING = re.compile(r"\b(including|among|of whom|of them)\b", re.IGNORECASE)
_JUST_INCLUDING = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them|these|those))(?: \w+){0,2},? $",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:of|among) (?:all )?(?:the|its|these|those)(?: \w+)? $", re.IGNORECASE)


def check_parts(text: Mapping[int, Told], found: Findings) -> None:
    """Add what is told as a part of less than it is, in a text by the start of its claims."""
    _check_linked_parts(text, found)
    _check_unlinked_parts(text, found)
    _check_casualties(text.values(), found)


def _check_linked_parts(text: Mapping[int, Told], found: Findings) -> None:
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
            add_finding(found, "part_over_whole", words, (part, whole))
        if not over:
            _check_sum(parts, whole, found)


def _check_unlinked_parts(text: Mapping[int, Told], found: Findings) -> None:
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
        if told.interval.low > whole.interval.high and _is_included(told, whole):
            words = (
                f"{told.figure} ({told.row['subject']}) are included in "
                f"{whole.figure} ({whole.row['subject']}) {whole.row['measure']}"
            )
            add_finding(found, "part_over_whole", words, (told, whole))


def _is_included(part: Told, whole: Told) -> bool:
    """Tell whether the words between two figures of a sentence make the one a part."""
    quote, begin = str(part.row["quote"]), int(part.row["quote_start"])
    at_whole, at_part = int(whole.row["start"]) - begin, int(part.row["start"]) - begin
    if _JUST_INCLUDING.search(quote[at_whole:at_part]):
        return True
    by_age = part.row["subject"] in _AGES
    return by_age and bool(
        _INCLUDING.search(quote[at_whole:at_part]) or _OF_ALL.search(quote[:at_whole])
    )


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
            add_finding(found, "part_over_whole", words, (whole, killed, wounded))


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
                add_finding(found, "part_over_whole", words, (whole, *group.values()))
