"""How a sentence stands to those before it: it takes a count up again, or tells of other times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.frozen import dataclass
from tracker.lexicon import Term
from tracker.models import Sentence

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRESENT = re.compile(r"\b(?:is|are)\b")
_STAMP = re.compile(r"\W*\d{1,2}[:.]\d{2}\b")
_FIRST_PERSON = re.compile(r"\b(?:we|our|my|i)\b")
_FIRST_WORD = re.compile(r"\w")
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Tone:
    """What the words of a sentence tell of its tie to the one before.

    ``opens``: it begins by taking the count up again; ``adds``: it says "as well"; ``outlet``:
    nobody in particular says it; ``background``: it is about other times; ``stamped``: it
    begins with the time of the day; ``apart``: something else happened besides;
    ``daily``: it gives the tally of a day; ``first_person``: it
    says "we" or "my".
    """

    opens: bool
    adds: bool
    outlet: bool
    background: bool
    present: bool
    stamped: bool
    apart: bool
    daily: bool
    first_person: bool


def read_tone(folded: str, sentence: Sentence, threads: Sequence[Term]) -> Tone:
    """Return the tone of a sentence from the thread words found in it."""
    start, end = sentence.start, sentence.end
    word = _FIRST_WORD.search(folded, start, end)
    first = word.start() if word else start
    kinds = {str(term.entry.get("thread")) for term in threads}
    opens = any(
        (term.start == first and term.entry.get("thread") in ("opens", "either"))
        or (term.start < start + _OPENING and term.entry.get("thread") == "includes")
        for term in threads
    )
    return Tone(
        opens,
        bool(kinds & {"adds", "either"}),
        "outlet" in kinds,
        "background" in kinds or bool(_YEAR.search(folded, start, end)),
        bool(_PRESENT.search(folded, start, end)),
        bool(_STAMP.match(folded, start, end)),
        "apart" in kinds,
        "daily" in kinds,
        bool(_FIRST_PERSON.search(folded, start, end)),
    )
