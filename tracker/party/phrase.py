"""The phrase a figure counts: "34 | Ukrainian prisoners of war |", "19 | others | were hurt"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.lexicon import Term
from tracker.models import Document, Figure, Span

_TOKEN = re.compile(r"(?:[a-z]\.){2,}|[\w'&/%+-]+(?:\.\w+)*|[^\w\s]")
_CLOSERS = frozenset("-.,;:()\u2014\u2013!?\u2022")
_FUNCTION_WORDS = frozenset(
    "in on at by with for to and or as than while when after before during since until near over "
    "against into about but not nor through across around per via who which that where was were is "
    "are be been being has have had will would could may might can did does do also still just "
    "remain remained died dies die embraced fled flee were including among so because if though "
    "although more total this last next from".split()
)
_PARTICIPLES = frozenset(
    "killed wounded injured captured freed released detained abducted kidnapped missing dead "
    "displaced burned burnt destroyed damaged downed intercepted hurt slain fallen lost "
    "eliminated seized suspected alleged more".split()
)
_LINKS = frozenset("of the a an these those their its his our more other".split())
_JOINED = re.compile(r"[-\s]*(?:or|to|\u2013|-)\s+")
_NUMBER = re.compile(r"[\d.,]+(?: (?:thousand|million|billion))?\s")
_WORD_AFTER = re.compile(r"\s+([\w'-]+)")
_MOST_WORDS = 10


def counted_phrase(
    document: Document, figure: Figure, roles: Mapping[int, Term], limit: int
) -> Span:
    """Return the span from the figure to the end of what it counts.

    ``roles`` are the role words by where they start; ``limit`` is the sentence's end.
    """
    start = end = _after_joined_number(document.folded, figure, limit)
    for count, match in enumerate(_TOKEN.finditer(document.folded, start, limit)):
        word = match.group()
        if count >= _MOST_WORDS or _is_end(document.folded, match, roles):
            break
        if word not in _LINKS:
            end = match.end()
    if figure.noun is not None and end < figure.noun.end <= limit and figure.noun.start >= start:
        end = figure.noun.end
    return Span(figure.count.end, end)


def _after_joined_number(folded: str, figure: Figure, limit: int) -> int:
    """Return where the phrase begins: after the second number in "700 or 900 Ukrainian dead"."""
    start = figure.count.end
    if folded.startswith("-plus", start):
        start += len("-plus")
    joined = _JOINED.match(folded, start)
    if joined:
        number = _NUMBER.match(folded, joined.end())
        if number and number.end() < limit:
            return number.end()
    return start


def _is_end(folded: str, match: re.Match[str], roles: Mapping[int, Term]) -> bool:
    word = match.group()
    if word in _CLOSERS:
        return True
    if word in _PARTICIPLES:
        return not _stands_before_a_noun(folded, match.end())
    if word in _FUNCTION_WORDS:
        return True
    term = roles.get(match.start())
    role = term.entry.get("role") if term is not None else None
    return role in {"says", "loses", "gets", "frees", "fires", "stops", "harms"}


def _stands_before_a_noun(folded: str, end: int) -> bool:
    """Tell whether "wounded" is followed by a noun ("wounded soldiers") and not by an end."""
    following = _WORD_AFTER.match(folded, end)
    return following is not None and following[1] not in _FUNCTION_WORDS
