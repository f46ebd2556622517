"""A block of lines read as a reader does: each line with its dates and what is told so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.when.lines import Line
from tracker.when.mention import DAY, NAMED, Mention
from tracker.when.resolve import resolve
from tracker.when.roles import SAID, SINCE, TOLD, role_of
from tracker.when.stretch import Stretch
from tracker.when.told import Told
from tracker.when.wars import ATTACK, DatedEvent, named_events
from tracker.when.years import Clock

_NEWS = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text is telling: its days, the kind of figure, and the words that say so."""

    stretch: Stretch
    basis: str
    rule: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one article of the page, with the day and the bound that hold for it."""

    lines: tuple[Line, ...]
    published: date | None
    latest: date | None
    text: str
    wars: tuple[DatedEvent, ...]
