"""What contradicts itself within one text, and the bounds that one source gives of one day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from tracker.ledger.book import Book, Entry, Findings
from tracker.ledger.doubts import Reason, make_finding
from tracker.ledger.findings import plain_day, plain_number
from tracker.ledger.numbers import interval_of
from tracker.ledger.parts import check_parts
from tracker.ledger.strikes import check_strikes
from tracker.ledger.told import Told, add_finding, day_of
from tracker.models import KIND_OF_SUBJECT

_AHEAD = timedelta(1)


def check_texts(book: Book, found: Findings) -> None:
    """Add what cannot be true within a text, and what one source says of one day."""
    texts: dict[str, dict[int, Told]] = defaultdict(dict)
    for row in book.claims:
        interval = interval_of(row["value"], row["low"], row["high"], row["qualifier"])
        if interval is not None:
            texts[row["article"]][int(row["start"])] = Told(row, interval)
    for text in texts.values():
        _check_own_bounds(text.values(), found)
        _check_upside_down(text, found)
        check_parts(text, found)
        _check_future(text.values(), found)
    check_strikes(texts, found)
    for account in book.accounts.values():
        _check_bounds(account.days, found)


def _check_own_bounds(claims: Iterable[Told], found: Findings) -> None:
    for each in claims:
        low, value, high = (each.row[name] for name in ("low", "value", "high"))
        pairs = ((low, high), (low, value), (value, high))
        if any(a is not None and b is not None and a > b for a, b in pairs):
            words = (
                f"{each.figure} is read as {plain_number(value)}, at least {plain_number(low)} "
                f"and at most {plain_number(high)}"
            )
            add_finding(found, "low_over_high", words, (each,))


_PEOPLE = {subject for subject, kind in KIND_OF_SUBJECT.items() if kind == "people"}
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)


def _check_upside_down(text: Mapping[int, Told], found: Findings) -> None:
    """Find "between 140 and 90 people": so written it is not read as a range."""
    for one, other in pairwise(text[start] for start in sorted(text)):
        quote, begin = str(one.row["quote"]), int(one.row["quote_start"])
        before, after = int(one.row["start"]) - begin, int(other.row["start"]) - begin
        between = quote[before + len(one.figure) : after]
        if between not in (" and ", " to ") or not _BETWEEN.search(quote[:before]):
            continue
        same = all(one.row[name] == other.row[name] for name in ("measure", "party"))
        if same and _are_of_a_kind(one, other) and one.interval.low > other.interval.high:
            words = f"between {one.figure} and {other.figure}: the least is more than the most"
            add_finding(found, "low_over_high", words, (one, other))
            found.doubted.add(str(other.row["claim_id"]))


def _are_of_a_kind(one: Told, other: Told) -> bool:
    """Tell "from 90 to 40 civilians", where the first is read as people of any kind."""
    subjects = {one.row["subject"], other.row["subject"]}
    return len(subjects) == 1 or "person" in subjects <= _PEOPLE


def _check_future(claims: Iterable[Told], found: Findings) -> None:
    for each in claims:
        day, told = day_of(each.row["period_end"]), day_of(each.row["published"])
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
            add_finding(found, rule, words, (each,))


def _check_bounds(entries: Sequence[Entry], found: Findings) -> None:
    """The least and the most that one source gives of the same days."""
    same: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for each in entries:
        same[(each.start, each.day)].append(each)
    for group in same.values():
        least = min(each.interval.high for each in group)
        for low in group:
            for high in group if low.interval.low > least else ():
                bound = not (low.is_plain and high.is_plain)
                if bound and low.interval.low > high.interval.high and found.trusts(low):
                    words = (
                        f"at least {plain_number(low.figure)} and at most "
                        f"{plain_number(high.interval.high)} for the days to {plain_day(low.day)}"
                    )
                    reason = Reason("low_over_high", words, None, (high,))
                    found.add(make_finding(low, reason, "error"), low.claim_ids)
