"""Sources that nouns and prepositions bring in: "according to", "citing", "by its count"."""

from __future__ import annotations

from dataclasses import replace

from tracker.attribute.backward import read_back
from tracker.attribute.forward import giver, read_forward, with_apposition
from tracker.attribute.page import Page
from tracker.attribute.phrase import PLAIN, PLAIN_OR_PRONOUN, Phrase
from tracker.attribute.reach import say
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.verbs import is_first_person, is_nobody
from tracker.attribute.words import DETERMINERS, STOPS, Line
from tracker.models import Sentence


def read_lead(cue: Cue, _earlier: list[Saying]) -> Saying | None:
    """Read "according to the mayor", before or after what he says."""
    line = cue.line
    phrase = read_forward(line, cue.last + _is_adjective(line, cue.last))
    if phrase is None:
        return None
    if cue.term.entry.term == "per" and not (phrase.kind in PLAIN and _stands_out(phrase)):
        return None
    phrase = with_apposition(giver(_provider(phrase)))
    forward = _opens_clause(line, cue.first)
    nobody = is_nobody(phrase) or is_first_person(phrase)
    return Saying(
        line.sentence.index,
        None if nobody else phrase,
        "nobody_vouches" if nobody else "according_to",
        line.words[cue.first].start,
        phrase.end,
        before=not forward,
        after=True,
        cue=cue.term,
    )


def _is_adjective(line: Line, index: int) -> bool:
    """Tell the participle of "according to confirmed data"."""
    if index + 1 >= len(line.words) or line.words[index].source is not None:
        return False  # "according to reports from the ministry"
    return line.words[index].cue is not None and line.words[index + 1].is_word


def _stands_out(phrase: Phrase) -> bool:
    first = phrase.words[0]
    return first.capital or first.text in DETERMINERS or phrase.kind in ("named", "institution")


def _provider(phrase: Phrase) -> Phrase:
    """Return the mayor of "data provided by the mayor"."""
    line = phrase.line
    following = line.words[phrase.last] if phrase.last < len(line.words) else None
    if following is None or following.cue is None or phrase.kind not in ("record", "vague"):
        return phrase
    if following.cue.entry.get("grammar") != "by" or following.cue.entry.term == "cited by":
        return phrase
    after = next(
        (
            i
            for i in range(phrase.last, len(line.words))
            if line.words[i].start >= following.cue.end
        ),
        len(line.words),
    )
    provider = read_forward(line, after)
    return provider if provider is not None and provider.kind in PLAIN else phrase


def _opens_clause(line: Line, first: int) -> bool:
    """Tell whether the words before it leave the clause still to come."""
    if first == 0:
        return True
    before = line.at(first - 1)
    if before in STOPS and before not in (")", '"', "]"):
        return True
    return before in ("and", "but", "while", "that", "because", "whereas", "although", "as", "*")


def read_cited(cue: Cue, _earlier: list[Saying]) -> Saying | None:
    """Read "citing the mayor" and "quoted the mayor as saying"."""
    phrase = read_forward(cue.line, cue.last)
    if phrase is None or phrase.kind not in PLAIN_OR_PRONOUN:
        return None
    said = say(cue, with_apposition(phrase), (cue.first, phrase.last), "citing_source")
    return replace(said, before=True, after=True, local=False, cites=True, spread="")


def read_counts(page: Page, sentence: Sentence) -> list[Saying]:
    """Read "by the army's count", "its count was 81", "estimates by the UN suggest"."""
    if sentence.index not in page.by_sentence or not page.has_source(sentence, "count"):
        return []
    line = page.line(sentence.index)
    found = []
    for index, word in enumerate(line.words):
        if word.source is None or word.source.entry.term != "count":
            continue
        verb = index == 0 or (word.cue is not None and not _is_owner(line.at(index - 1)))
        saying = None if verb else _read_count(line, index)
        saying = saying or _read_count_of(line, index)
        if saying is not None:
            found.append(saying)
    return found


def _read_count(line: Line, index: int) -> Saying | None:
    """Read one count with its owner; the outlet's own count is nobody else's."""
    for owner in range(index - 1, max(index - 5, -1), -1):
        text = line.at(owner)
        if text in STOPS or text == ",":
            return None
        if not _is_owner(text):
            continue
        possessive = text not in _OWN
        phrase = (
            read_back(line, owner + 1) if possessive else Phrase(line, owner, owner + 1, "pronoun")
        )
        if phrase is None or phrase.kind not in PLAIN_OR_PRONOUN:
            return None
        by = phrase.first > 0 and line.at(phrase.first - 1) in ("by", "on", "in")
        if by and phrase.kind == "pronoun" and line.at(index + 1) == ",":
            following = read_forward(line, index + 2)
            phrase = following if following is not None and following.kind in PLAIN else phrase
        if not by and line.at(index + 1) == "of" and not line.at(index + 2)[:1].isdigit():
            return None
        return Saying(
            line.sentence.index,
            None if text == "our" else phrase,
            "own_voice" if text == "our" else "by_count",
            line.words[owner].start,
            line.words[index].end,
            before=by,
            after=True,
        )
    return None


def _read_count_of(line: Line, index: int) -> Saying | None:
    """Read "by the count of the UN" and "estimates by the ministry suggest"."""
    link = index + 1
    while link < min(index + 3, len(line.words)) and line.at(link).endswith(("ed", "pt")):
        link += 1
    phrase = read_forward(line, link + 1) if line.at(link) in ("by", "of", "from") else None
    if phrase is None or phrase.kind not in ("named", "institution"):
        return None
    first = index - 1 if line.at(index - 1) in DETERMINERS else index
    by = first > 0 and line.at(first - 1) in ("by", "on", "in")
    if not (by or first == 0 or line.at(first - 1) in STOPS):
        return None
    left, right = line.words[first - by].start, phrase.end
    index = line.sentence.index
    return Saying(index, with_apposition(phrase), "by_count", left, right, before=by, after=True)


_OWN = frozenset("its their our his her".split())


def _is_owner(text: str) -> bool:
    return text in _OWN or text.endswith(("'s", "s'"))
