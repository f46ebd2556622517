"""A plain text -> its date expressions with the days that they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.lexicon import load_lexicon
from tracker.models import Span
from tracker.spans import fold
from tracker.when.days.resolve import resolve
from tracker.when.days.years import Clock
from tracker.when.written.grammar import find_mentions
from tracker.when.written.mention import Mention


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time, ``text[start:end]``, with the days that it covers.

    ``period_start`` and ``period_end`` are None where the text does not decide them; then
    ``precision`` is unknown. ``rule`` is the chain of the rules that read it.
    """

    start: int
    end: int
    period_start: date | None
    period_end: date | None
    precision: str
    rule: str


def find_dates(text: str, published: date | None = None) -> tuple[DateExpression, ...]:
    """Return every date expression of a text, in order.

    ``published`` is the day of the text: without it "yesterday" and "March 2" stay unknown.
    """
    return tuple(_resolve_all(text, published))


def _mentions(text: str) -> list[Mention]:
    named = load_lexicon().find_in("periods", text)
    return find_mentions(text, fold(text), named, [Span(0, len(text))])


def _resolve_all(text: str, published: date | None) -> Iterator[DateExpression]:
    narrated: date | None = None
    for mention in _mentions(text):
        clock = Clock(published, latest=published, narrated=narrated if published is None else None)
        found = resolve(mention, clock)
        if found.year_stated and not mention.attributive and found.stretch.last:
            narrated = found.stretch.last
        yield DateExpression(
            mention.start,
            mention.end,
            found.stretch.first,
            found.stretch.last,
            found.stretch.precision,
            "+".join(found.rules),
        )
