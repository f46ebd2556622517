"""Days on which a text says that it was written, published or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.frozen import dataclass
from tracker.models import Span
from tracker.when.lines.line import Line
from tracker.when.lines.roles import SAID, role_of
from tracker.when.lines.stamp import is_stamp
from tracker.when.written.calendar_words import read_day, read_words
from tracker.when.written.mention import DAY, Mention

_FIRST_LINES = 6
_OPENING_LINES = 2
_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|filed|released|printed|first published|published on|"
    r"date|dated)(?: online)?(?: on| at|:)? (?:the )?$"
)
_UPDATED = re.compile(r"\b(?:updated|last updated|modified|corrected)(?: on| at|:)? (?:the )?$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day of writing or saying, with its year or without."""

    words: Span
    text: str
    day: date | None

    def on(self, year: int) -> date | None:
        """Return the day in a year, where the text gives none."""
        return read_day(self.text, year)


def stamps_in_dateline(lines: Sequence[Line], text: str) -> list[Stamp]:
    """Return the stamps of the date line, of a byline, of a headline or before the first words."""
    found: list[tuple[bool, Stamp]] = []
    dated = (line for line in lines if line.mentions)
    opening = [line for line in dated if any(_opens(line, one) for one in line.mentions)]
    for number, line in enumerate(lines):
        if line.sentence.zone not in ("dateline", "byline") and number >= _FIRST_LINES:
            continue
        first = number < _OPENING_LINES and len(opening) == 1  # more of them are a chronology
        for mention in line.mentions:
            updated = _UPDATED.search(line.before(mention.start)) is not None
            stamped = is_stamp(line, mention, text) or _ends_title(line, mention)
            if stamped or (first and _opens(line, mention)):
                found.append((updated, _stamp(mention)))
    return [stamp for _, stamp in sorted(found, key=lambda one: one[0])]


def _opens(line: Line, mention: Mention) -> bool:
    """Tell the day of writing before a text's first words: "29 March 2024 - A drone ..."."""
    dash = line.after(mention.end, 3).lstrip()[:1] in ("-", "\u2013", "\u2014")
    return dash and mention.has_year and mention.grain == DAY and mention.start == line.start


def _ends_title(line: Line, mention: Mention) -> bool:
    """Tell the day of a report in its title: "Daily report, Wednesday 20 August 2025"."""
    if line.sentence.zone != "headline" or not mention.has_year or mention.grain != DAY:
        return False
    apart = line.before(mention.start).rstrip().endswith((",", ":", "|", "-", "\u2013", "\u2014"))
    return apart and not line.after(mention.end).strip(" ).")


def stamps_in_body(lines: Sequence[Line]) -> list[Stamp]:
    """Return the days on which the body says that something was published ("published May 3")."""
    return [
        _stamp(mention)
        for line in lines
        for mention in line.mentions
        if mention.grain == DAY
        and mention.until is None
        and line.sentence.zone == "body"
        and _PUBLISHED.search(line.before(mention.start))
    ]


def days_of_saying(lines: Sequence[Line], text: str) -> Iterator[Stamp]:
    """Yield the days on which something was said ("said on March 2")."""
    for line in lines:
        for mention in line.mentions:
            plain = mention.grain == DAY and mention.until is None
            if plain and role_of(line, mention, text) == SAID:
                yield _stamp(mention)


def _stamp(mention: Mention) -> Stamp:
    day = read_words(mention.words) if mention.has_year else None
    return Stamp(Span(mention.start, mention.end), mention.words, day)
