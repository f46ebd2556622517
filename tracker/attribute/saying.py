"""What a sentence says about its sources: who, by which words, over which side of them."""

from __future__ import annotations

from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase
from tracker.attribute.words import Line
from tracker.frozen import dataclass
from tracker.lexicon import Term


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A word of saying in its line: words ``first`` to ``last`` (excluded).

    ``grammar`` is how the word is built into its sentence.
    """

    page: Page
    line: Line
    first: int
    last: int
    term: Term
    grammar: str


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """One place where a text says who says so.

    ``phrase`` is the source, None where it is the outlet itself or nobody. It vouches for
    what stands ``before`` its words ``left`` to ``right``, ``after`` them, or both;
    ``local`` keeps it to the phrase that it follows. ``spread`` tells how far it goes beyond
    its sentence: ``paragraph`` (a label before a colon), ``block`` (a signature), ``back``
    ("X announced this"). ``via`` are those who pass it on; ``passes_on`` marks a word that
    only does that; ``main`` is False where it hangs on the next clause ("citing").
    """

    sentence: int
    phrase: Phrase | None
    rule: str
    left: int
    right: int
    before: bool = False
    after: bool = False
    local: bool = False
    spread: str = ""
    via: tuple[Phrase, ...] = ()
    cue: Term | None = None
    cites: bool = False
    passes_on: bool = False
    denies: bool = False
