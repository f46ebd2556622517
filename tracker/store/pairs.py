"""Which claim of a reprint is which claim of the article that it reprints."""

from __future__ import annotations

import math
import re
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.spans import fold

SIMILAR = 0.4
"""Two sentences of the same figure are one where so many of their pairs of words are in both."""

DAYS_OF_REPRINTING = 3
"""A report is printed again on the day that it came out or on one of the next few."""

TELLING_BITS = 16
"""Figures of so many bits in all agree by chance in one of tens of thousands of articles.

"Two killed, three wounded over the past day" is said of many days; a bulletin with 1,310 soldiers,
26 tanks and 108 drones is of one.
"""

_CALENDAR = frozenset(map(str.lower, (*day_name, *month_name[1:])))


@dataclass(frozen=True, slots=True)
class Printed:
    """What is compared of a claim, under the names of its record."""

    passage: str
    start: int
    value: float | None
    low: float | None
    high: float | None
    measure: str
    subject: str
    place: str | None
    period_start: str | None
    period_end: str | None
    zone: str
    quote: str
    quote_start: int

    @property
    def counts(self) -> tuple[object, ...]:
        """Return how many of what."""
        return self.value, self.low, self.high, self.measure, self.subject

    @property
    def in_short(self) -> tuple[object, ...]:
        """Return what is left of it in a headline: "7 dead" of "at least 7 civilians killed"."""
        return next((n for n in self.counts[:3] if n is not None), None), self.measure

    @property
    def days(self) -> tuple[str | None, str | None]:
        """Return the days that it covers, as ISO dates."""
        return self.period_start, self.period_end


@dataclass(frozen=True, slots=True)
class Page:
    """The claims of an article in the order of its text, and the day it appeared."""

    published: str | None
    claims: tuple[Printed, ...]


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text, folded."""
    return re.findall(r"\w+(?:[.,:]\d+)*", fold(text))


def pair_claims(reprint: Page, origin: Page) -> list[tuple[Printed, Printed]]:
    """Return the claims of the reprint that the origin has too, with what they are there.

    They count the same in sentences that are alike, and of the same days; a headline may say in
    other words what is in the origin's headline or body. Days may differ where the text was
    printed again a little later and "over the past day" was dated by that, as long as the figures
    tell that it is the same text. Where the two sentences themselves name other days, they are two
    statements: a total that stands still is told anew by every bulletin.
    """
    likely = sorted(_likely_pairs(reprint.claims, origin.claims), key=lambda each: each[0])
    chosen: list[tuple[Printed, Printed]] = []
    paired: set[int] = set()
    taken: set[int] = set()
    for (to_body, *_), here, there in likely:
        if here.start not in paired and (to_body or there.start not in taken):
            paired.add(here.start)
            taken.add(there.start)
            chosen.append((here, there))
    if _is_soon_after(reprint, origin) and _bits(chosen) >= TELLING_BITS:
        return [(here, there) for here, there in chosen if _may_be_of_one_day(here, there)]
    return [(here, there) for here, there in chosen if here.days == there.days]


def _may_be_of_one_day(here: Printed, there: Printed) -> bool:
    """Tell whether neither sentence names a day that the other has in another way."""
    one, other = _days_named(here.quote), _days_named(there.quote)
    return here.days == there.days or one <= other or other <= one


def _days_named(quote: str) -> frozenset[str]:
    """Return the numbers, weekdays and months of a sentence.

    >>> sorted(_days_named("Russia lost 1,310 troops, it said on Monday, 12 May."))
    ['1,310', '12', 'may', 'monday']
    """
    return frozenset(w for w in words_of(quote) if w[0].isdigit() or w in _CALENDAR)


def _likely_pairs(
    here: Sequence[Printed], there: Sequence[Printed]
) -> Iterator[tuple[tuple[object, ...], Printed, Printed]]:
    """Yield the pairs that may be, each with its rank: the most alike come first."""
    words = {claim.start: _pairs_of_words(claim.quote) for claim in here}
    words_there = {claim.start: _pairs_of_words(claim.quote) for claim in there}
    alike_in_short = defaultdict(list)
    for other in there:
        alike_in_short[other.in_short].append(other)
    for one, other in ((each, match) for each in here for match in alike_in_short[each.in_short]):
        elsewhere = one.place and other.place and one.place != other.place
        if elsewhere or "teaser" in (one.zone, other.zone):
            continue
        alike = jaccard(words[one.start], words_there[other.start])
        differs = one.counts != other.counts
        title, other_title = one.zone == "headline", other.zone == "headline"
        if title or not (other_title or differs or alike < SIMILAR):
            to_body = title and not other_title
            far = (to_body, differs, one.days != other.days, -alike)
            yield (*far, one.start, other.start), one, other


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of what is in either is in both, 0 to 1; 0 where there is nothing."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _pairs_of_words(quote: str) -> frozenset[str]:
    words = words_of(quote)
    return frozenset(map(" ".join, zip(words, words[1:], strict=False)))


def _bits(pairs: Sequence[tuple[Printed, Printed]]) -> float:
    bounds = {(c.value, c.low, c.high) for c, _ in pairs}
    figures = {abs(next((n for n in each if n is not None), 0.0)) for each in bounds}
    return sum(math.log2(1 + figure) for figure in figures)


def _is_soon_after(reprint: Page, origin: Page) -> bool:
    if reprint.published is None or origin.published is None:
        return True
    apart = date.fromisoformat(reprint.published) - date.fromisoformat(origin.published)
    return abs(apart.days) <= DAYS_OF_REPRINTING
