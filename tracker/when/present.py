"""Tense: does a sentence report in the present, and so about the day of the report?"""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.when.lines import Line

_RELATIVE = re.compile(r"\b(?:who|which|whom|where|that)\b[^,;:()]*$")
# "strikes Kyiv", "launch 822 drones", "attack the village": a verb has its object after it.
_OBJECT = re.compile(
    r" (?:the|a|an|at least|about|around|over|more|nearly|some|several|dozens|hundreds|"
    r"thousands|two|three|four|five|six|seven|eight|nine|ten|its|their|fire|heavy|prisoners|"
    r"\d)\b"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|of|in|by|from|this|that|these|those|its|their|and|drone|missile|rocket|air|"
    r"first|second|new|suicide|bomb|each|another|more|\d+|with|after|during|for|no|to) $"
)


def present_verb(line: Line, text: str) -> Term | None:
    """Return the verb that puts a full sentence in the present tense, or None.

    A verb of saying in the present does so whatever follows it ("says that they foiled a
    coup"); otherwise the first verb of the main clause decides.
    """
    if not line.is_stopped:
        return None
    verbs = [term for term in line.tenses if _is_verb(line, term, text)]
    saying = next(
        (v for v in verbs if v.entry.get("use") == "report" and v.entry.get("tense") == "present"),
        None,
    )
    if saying is not None:
        return saying
    main = next((verb for verb in verbs if not _in_relative(line, verb)), None)
    return main if main is not None and main.entry.get("tense") == "present" else None


def _is_verb(line: Line, term: Term, text: str) -> bool:
    if term.entry.get("use") == "verb":
        return True
    if _NOUN_BEFORE.search(line.before(term.start)):
        return False
    if term.entry.get("use") == "report":
        return True
    after = line.after(term.end, 16)
    capital = text[term.end + 1 : term.end + 2].isupper()
    return capital or _OBJECT.match(after) is not None


def _in_relative(line: Line, term: Term) -> bool:
    return _RELATIVE.search(line.before(term.start, 200)) is not None
