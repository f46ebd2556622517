"""A line as a reader meets it: its own dates, and what was being told when it began."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from tracker.frozen import dataclass
from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch
from tracker.when.days.wars import DatedEvent
from tracker.when.days.years import Clock
from tracker.when.lines.governing import governing
from tracker.when.lines.line import Line
from tracker.when.lines.present import present_verb
from tracker.when.lines.told import Told

Ends = tuple[Span | None, Span | None]
"""Words of a first and of a last day; None where the text has none (given from outside)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text is telling: the kind of figure, its days, and the words that say so.

    ``words`` is None where no words say so (the document's own date, given from outside);
    ``heading`` where a heading says it of all that stands below. ``ends`` as in Finding.
    ``of_report`` where a report says at its head between which days it counted.
    """

    basis: str
    stretch: Stretch
    rule: str
    words: Span | None
    paragraph: int = 0
    heading: bool = False
    ends: Ends | None = None
    of_report: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found for a figure; ``carries`` where the next lines go on with it.

    ``ends`` are the words of the first and of the last day, where these are not the same.
    """

    basis: str
    stretch: Stretch
    rule: str
    basis_words: Span | None = None
    date_words: Span | None = None
    carries: bool = False
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """The day on which the event began, the line that tells of it, and if the story goes on."""

    day: date
    line: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one article of the page, with the days that hold for all of it.

    ``said`` is the one day on which all that it reports was said, where that was before it came
    out, in the words ``said_words``; ``morning`` the hour before noon that its date line gives. A
    diary is a chronology whose days go forward. Paragraphs before ``narrated_until`` are a
    narrative, though news follow upon it. ``begun`` is the event with whose own day an undated
    text begins; ``week`` the days that the title of a weekly digest gives;
    ``entries_inline`` that the days of a chronology stand in the paragraphs that they head.
    ``wars`` are those of the vocabulary, ``events`` and ``parties`` what the lines name.
    ``of_earlier_year`` says that days are told that are yet to come in the year of the report,
    ``has_entries`` that the lines of a chronology open with its days ("5 January - ..."),
    ``kept_in`` in which year its first entry is, where it was printed soon after the last.
    """

    lines: tuple[Line, ...]
    text: str
    published: date | None
    published_words: Span | None
    retrieved: date | None
    latest: date | None
    wars: tuple[DatedEvent, ...] = ()
    events: tuple[Term, ...] = ()
    parties: frozenset[str] = frozenset()
    starts: tuple[date, ...] = ()
    subjects: tuple[Stretch, ...] = ()
    is_narrative: bool = False
    narrated_until: int = -1
    is_chronology: bool = False
    is_diary: bool = False
    morning: Span | None = None
    said: date | None = None
    said_words: Span | None = None
    begun: Begun | None = None
    week: Stretch | None = None
    entries_inline: bool = False
    of_earlier_year: bool = False
    has_entries: bool = False
    kept_in: int | None = None

    def narrates_in(self, line: Line) -> bool:
        """Tell whether the years of what is told go on in a line until another is given."""
        return self.is_narrative or line.sentence.paragraph < self.narrated_until

    def war_starts_on(self, day: date | None) -> bool:
        """Tell whether a war of the vocabulary, or of those named here, started on a day."""
        return day is not None and (day in self.starts or any(w.start == day for w in self.wars))


@dataclass(frozen=True, slots=True)
class Scene:
    """One line with its dates resolved, and the reader's memory on reaching it."""

    line: Line
    told: tuple[Told, ...]
    clock: Clock
    block: Block
    telling: Telling | None = None
    counted_from: date | None = None
    tally: Telling | None = None
    recent: Telling | None = None
    total: Telling | None = None
    _governing: dict[int, Told | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def published(self) -> date | None:
        """Return the day of the report; None below a heading of months or years before it."""
        return self.clock.published

    @property
    def present(self) -> date | None:
        """Return the day of which the present tense tells: that of an entry, else of the report."""
        entry = self.clock.said if self.block.is_chronology else None
        return entry or self.published

    def governing(self, figure: Figure) -> Told | None:
        """Return the expression of time that dates a figure within the sentence, or None."""
        start = figure.count.start
        if start not in self._governing:
            self._governing[start] = governing(self.line, figure, self.told)
        return self._governing[start]

    def own(self, figure: Figure) -> Told | None:
        """Return it where it stands in the figure's own clause."""
        one = self.governing(figure)
        same = one is not None and self.line.clause_of(one) == self.clause(figure)
        return one if same else None

    def present_verb(self) -> Term | None:
        """Return the verb that puts the sentence in the present tense, or None."""
        return present_verb(self.line, self.block.text)

    def clause(self, figure: Figure) -> int:
        """Return the number of the clause in which a figure stands."""
        return self.line.clause_of(figure.count)


UNDATED = Finding("incident", NOWHEN, "undated")
