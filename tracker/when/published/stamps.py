"""Days on which a text says that it was written, published or spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from tracker.cued import cued
from tracker.datelines import find_printed_day
from tracker.frozen import dataclass
from tracker.lexicon import Lexicon
from tracker.models import Span
from tracker.when.lines.line import Line
from tracker.when.lines.roles import SAID, role_of
from tracker.when.lines.stamp import is_stamp
from tracker.when.written.calendar_words import read_day, read_words
from tracker.when.written.mention import DAY, Mention

_FIRST_LINES = 6
_OPENING_LINES = 2
_VERB = (
    r"(?:originally |first |initially )?(?:published|posted|issued|filed|released|printed|"
    r"appeared|ran|date|dated)(?: online)?(?: on| at|:)? (?:the )?$"
)
_PUBLISHED = cued(rf"\b{_VERB}")
_PUBLISHED_ITSELF = cued(
    r"(?:^\W*|[(\[|]\s*|\b(?:this (?:news )?(?:report|study|analysis|update|bulletin|statement)|"
    r"(?:this|the|original) (?:news )?(?:article|story|piece|post|page|text|dispatch|item)) "
    rf"(?:was |is |has been |had been )?){_VERB}"
)
"""The words before the day of this article, not before that of a report that it tells of."""
_LONGEST_NAME = 5
_APART = (",", ":", "|", "-", "\u2013", "\u2014", "\u00b7")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day of writing or saying, with its year or without."""

    words: Span
    text: str
    day: date | None

    def on(self, year: int) -> date | None:
        """Return the day in a year, where the text gives none."""
        return read_day(self.text, year)


def stamps_in_dateline(lines: Sequence[Line], text: str, lexicon: Lexicon) -> list[Stamp]:
    """Return the stamps of the date line, of a byline, of a headline or before the first words.

    Those of a change come last.
    """
    found: list[tuple[bool, Stamp]] = []
    dated = (line for line in lines if line.mentions)
    opening = [line for line in dated if any(_opens(line, one) for one in line.mentions)]
    for number, line in enumerate(lines):
        own = line.sentence.zone in ("dateline", "byline")
        if not own and number >= _FIRST_LINES:
            continue
        first = number < _OPENING_LINES and len(opening) == 1  # more of them are a chronology
        stamps = [
            (line.before(mention.start), _stamp(mention))
            for mention in line.mentions
            if is_stamp(line, mention, text)
            or _ends_title(line, mention)
            or (first and _opens(line, mention))
        ]
        printed = _printed(line, text) if own and not any(s.day for _, s in stamps) else None
        stamps += [printed] if printed is not None else []
        found += [(_is_change(before, lexicon), stamp) for before, stamp in stamps]
    return [stamp for _, stamp in sorted(found, key=lambda one: one[0])]


def _printed(line: Line, text: str) -> tuple[str, Stamp] | None:
    """Return the day of a date line that is not in English, and the words before it."""
    words = text[line.start : line.sentence.end]
    day = find_printed_day(words)
    if day is None:
        return None
    span = Span(line.start + day.start, line.start + day.end)
    return line.before(span.start), Stamp(span, words[day.start : day.end], day.day)


def _is_change(before: str, lexicon: Lexicon) -> bool:
    """Tell whether the words before a day say that the article was changed on it."""
    tail = before.rstrip(" :|").removesuffix(" on").removesuffix(" at").removesuffix(" le")
    return tail.rstrip(" :").endswith(_updates(lexicon))


@cache
def _updates(lexicon: Lexicon) -> tuple[str, ...]:
    entries = (e for e in lexicon.entries("page_parts") if e.get("part") == "update")
    return tuple(sorted(form for entry in entries for form in entry.spellings["forms"]))


def _opens(line: Line, mention: Mention) -> bool:
    """Tell the day of writing before a text's first words: "29 March 2024 - A drone ..."."""
    dash = line.after(mention.end, 3).lstrip()[:1] in ("-", "\u2013", "\u2014")
    return dash and mention.has_year and mention.grain == DAY and mention.start == line.start


def _ends_title(line: Line, mention: Mention) -> bool:
    """Tell the day of a report in its title, or behind the author's name.

    "Daily report, Wednesday 20 August 2025", "Lena Marsh - May 16, 2024".
    """
    if not mention.has_year or mention.grain != DAY or line.is_stopped:
        return False
    before = line.before(mention.start).rstrip()
    short = len(before.split()) <= _LONGEST_NAME and not line.figures
    if line.sentence.zone != "headline" and not (short and line.sentence.zone == "body"):
        return False
    return before.endswith(_APART) and not line.after(mention.end).strip(" ).")


def stamps_in_body(lines: Sequence[Line]) -> list[Stamp]:
    """Return the days on which the body says that something was published ("published May 3").

    With its year it must be this article that was: a report of 2021 may be told of in 2024. A day
    without a year is held against what else the text tells of its time.
    """
    return [
        _stamp(mention)
        for line in lines
        for mention in line.mentions
        if mention.grain == DAY
        and mention.until is None
        and line.sentence.zone == "body"
        and (_PUBLISHED_ITSELF if mention.has_year else _PUBLISHED).search(
            line.before(mention.start)
        )
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
