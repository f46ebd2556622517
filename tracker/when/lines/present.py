"""Tense: does a sentence report in the present, and so about the day of the report?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.hedges import HEDGE
from tracker.lexicon import Term
from tracker.when.lines.line import Line

_RELATIVE = re.compile(r"\b(?:who|which|whom|where|that)\b[^,;:()]*$")
# "strikes Kyiv", "launch 822 drones": a verb has its object after it, a noun has not.
_NO_OBJECT = re.compile(
    r"\W*$|[^\w ]| (?:on|in|at(?! least)|by|against|near|of|from|and|or|that|which|who|was|were|is|"
    r"are|has|have|had|so|will|would|to|into|over(?! \d)|with|across|throughout|for|after|before|"
    r"during|since|as|when|while|also|[a-z]+ed|came|took|began|this|last|early|late|overnight|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)\b"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|of|in|by|from|this|that|these|those|its|their|and|first|second|new|suicide|"
    r"each|another|more|\d+|with|after|during|for|no|to) $"
)
_SAYS = re.compile(r" (?:said|say|put|suggest|indicate|show)")
# "drone strikes": a noun; but "a drone strikes the harbour", "a missile hits Sumy".
_WEAPON_BEFORE = re.compile(r"\b(?:drone|missile|rocket|air|bomb|bombing|artillery|ground) $")
_CLEAR_OBJECT = re.compile(rf" (?:the|an?|{HEDGE}|its|their|\d)\b")


# "They claim" has a verb; "the Ukrainian claim that" has none.
_CLAIM = re.compile(r"claims?|estimates?|reports?")
_OF_A_SIDE = re.compile(
    r"(?:ians?|eans?|cans?|ish|ese|aeli|ani|aqi|emeni|rebel|army|government|military|official|"
    r"police|initial|earlier|previous|media|news|press) $"
)
_SIDES = re.compile(r"\b(?:police|media|army|military|government|[a-z]+ans) $")
_NOT_FINITE = re.compile(
    r"\b(?:to|can|cannot|can't|could|would|will|may|might|must|should|did|does|do|let|didn't|"
    r"couldn't|won't|wouldn't)(?: not| also| now)? $"
)


def present_verb(line: Line, text: str) -> Term | None:
    """Return the verb that puts a full sentence in the present tense, or None.

    A verb of saying in the present does so whatever follows it ("says that they foiled a
    coup"); otherwise the first verb of the main clause decides.
    """
    if not line.is_stopped:
        return None
    verbs = [term for term in line.tenses if _is_verb(line, term, text)]
    verbs = _outside_quotes(line, verbs)
    saying = next((verb for verb in verbs if verb.entry.get("use") == "report"), None)
    if saying is not None and saying.entry.get("tense") == "present":
        return saying
    own = [verb for verb in verbs if not _in_relative(line, verb, verbs)]
    if not own or own[0].entry.get("tense") != "present":
        return None
    # "hit" is present and past: beside a past tense it is past.
    past = any(verb.entry.get("tense") == "past" for verb in own)
    return None if past and line.after(own[0].start, 4).strip() == "hit" else own[0]


def _outside_quotes(line: Line, verbs: list[Term]) -> list[Term]:
    """Return the verbs of the report itself, where it quotes: "Most are dead," said the officer."""
    marks = [n for n, mark in enumerate(line.folded) if mark == '"']
    outside = [v for v in verbs if sum(n < v.start - line.start for n in marks) % 2 == 0]
    return outside if any(v.entry.get("use") == "report" for v in outside) else verbs


def _is_verb(line: Line, term: Term, text: str) -> bool:
    if "-" in (text[term.start - 1 : term.start], text[term.end : term.end + 1]):
        return False  # "the Saudi-led coalition"
    if term.entry.get("tense") == "present" and _NOT_FINITE.search(line.before(term.start)):
        return False  # "to carry the loot", "could not say"
    if not any(letter.isalpha() for letter in line.before(term.start)):
        return False  # "Rescue workers have pulled ..."
    if term.entry.get("use") == "report" and _SAYS.match(line.after(term.end, 12)):
        return False  # "media reports said"
    if term.entry.get("use") == "report" and line.before(term.start, 3) == "'s ":
        return False  # "the agency's report"
    if _CLAIM.fullmatch(line.after(term.start, term.end - term.start)):
        before = line.before(term.start)
        return _SIDES.search(before) is not None or _OF_A_SIDE.search(before) is None
    if term.entry.get("use") == "verb":
        return True
    if _NOUN_BEFORE.search(line.before(term.start)):
        return False
    if term.entry.get("use") == "report":
        return True
    after = line.after(term.end, 24)
    if _WEAPON_BEFORE.search(line.before(term.start)):
        return _CLEAR_OBJECT.match(after) is not None or text[term.end + 1 : term.end + 2].isupper()
    return _NO_OBJECT.match(after) is None


def _in_relative(line: Line, term: Term, verbs: Sequence[Term]) -> bool:
    """Tell a verb of a relative clause; the second after "who" is the main one again.

    "Three women who were shot are found in a graveyard."
    """
    before = line.before(term.start, 200)
    relative = _RELATIVE.search(before)
    if relative is None:
        return False
    opened = term.start - len(before) + relative.start()
    return not any(opened < verb.start < term.start for verb in verbs)
