"""A figure where it stands, and what a rule is asked about it."""

from __future__ import annotations

from collections.abc import Callable

from tracker.attribute.carry import Thread
from tracker.attribute.reading import Reading
from tracker.attribute.saying import Saying
from tracker.attribute.whole import Voice, Whole
from tracker.frozen import dataclass
from tracker.models import Figure, Sentence


@dataclass(frozen=True, slots=True)
class Moment:
    """One figure where it stands: its sentence, what was being reported, what holds all over."""

    reading: Reading
    sentence: Sentence
    figure: Figure
    thread: Thread | None
    whole: Whole | None
    given: tuple[tuple[Figure, Voice], ...]

    @property
    def own(self) -> tuple[Saying, ...]:
        """The sayings of its sentence."""
        return self.reading.sayings.get(self.sentence.index, ())


Rule = Callable[[Moment], Voice | None]
