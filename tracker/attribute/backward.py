"""The noun phrase before a verb, read backward from it."""

from __future__ import annotations

from tracker.attribute.forward import read_forward
from tracker.attribute.phrase import (
    PLAIN,
    REACH,
    VOCABULARY,
    Phrase,
    complements,
    head_kind,
    holds_office,
    is_boundary,
    is_link,
    outside,
    titled,
)
from tracker.attribute.words import (
    ADVERBS,
    DETERMINERS,
    LINKS,
    OPENERS,
    PARTICLES,
    PLACED,
    RELATIVES,
    STOPS,
    TIMES,
    Line,
)

_ARTICLES = frozenset("a an the another one".split())
_OF_OFFICES = frozenset("the its his her a".split())
_HEADS = VOCABULARY | {"party"}
_OPENING_WORDS = TIMES | ADVERBS | (OPENERS - DETERMINERS)
_OPENS_ASIDE = RELATIVES | LINKS | ADVERBS | DETERMINERS | {"as", "speaking"}
_NO_NOUNS = TIMES | ADVERBS | OPENERS | LINKS | RELATIVES
_BRACKETS = {")": "(", "]": "["}


def read_back(line: Line, last: int) -> Phrase | None:
    """Return the noun phrase that ends before word ``last``."""
    if last <= 0:
        return None
    if line.at(last - 1) in _BRACKETS:
        return _before_bracket(line, last)
    if line.at(last - 1) in PLACED:
        before = read_back(line, last - 1)
        return before and Phrase(line, before.first, last, before.kind)
    if line.at(last - 1) == '"':
        return _quoted_name(line, last)
    end = line.words[last - 1]
    if not end.is_word or outside(line, last - 1) or end.text in DETERMINERS:
        return None
    segments = _segments_before(line, last)
    first, kind = _tie(line, segments)
    return Phrase(line, first, last, kind) if kind else None


def _before_bracket(line: Line, last: int) -> Phrase | None:
    for opening in range(last - 2, max(last - 9, 0), -1):
        if line.at(opening) == _BRACKETS[line.at(last - 1)]:
            return read_back(line, opening)
    return None


def _opening(line: Line, closing: int) -> int:
    """Return the bracket that opens a short abbreviation, "(PGO) of Ukraine", else the closing."""
    for index in range(closing - 1, max(closing - 5, -1), -1):
        if line.at(index) == "(":
            return index
    return closing


def _quoted_name(line: Line, last: int) -> Phrase | None:
    """Read a unit's name in quotation marks: OSGT "Khortytsia"."""
    for opening in range(last - 2, max(last - 6, 0), -1):
        if line.at(opening) == '"':
            before = read_back(line, opening)
            return before and Phrase(line, before.first, last, before.kind)
    return None


def _segments_before(line: Line, last: int) -> list[tuple[int, int]]:
    """Return the stretches between links, rightmost first, back to the first boundary."""
    segments: list[tuple[int, int]] = []
    end = last
    index = last - 1
    while index >= 0 and index > last - REACH:
        if line.at(index) == ")":
            opening = _opening(line, index)
            end = opening if end == index + 1 else end
            index = opening - 1
            continue
        if is_boundary(line.words[index]):
            break
        if is_link(line.words[index]):
            segments.append((index + 1, end))
            end = index
        index -= 1
    segments.append((index + 1, end))
    return segments


def _tie(line: Line, segments: list[tuple[int, int]]) -> tuple[int, str | None]:
    """Tie the segments that belong to one phrase: "the head of the city of Kherson"."""
    begin, end = segments[0]
    if begin >= end:
        return 0, None
    first = _start_within(line, begin, end)
    kind = head_kind(line, end - 1)
    at = 0
    while first == segments[at][0] and at + 1 < len(segments):
        link = line.words[segments[at][0] - 1].text
        further = _further(line, segments, at)
        if further is None:
            left = segments[at + 1]
            dangling = link != "and" and left[0] < left[1]
            return (first, None) if dangling and at == 0 else (first, kind)
        at = further
        first = _start_within(line, *segments[at])
        if link != "and":
            kind = head_kind(line, _head(line, *segments[at]))
    while first < end - 1 and _only_opens(line, first):
        first += 1
    return first, kind


def _further(line: Line, segments: list[tuple[int, int]], at: int) -> int | None:
    """Return the segment to the left whose head can be the source, over at most two others."""
    for further in range(at + 1, min(at + 4, len(segments))):
        begin, end = segments[further]
        if begin >= end:
            return None
        if head_kind(line, _head(line, begin, end)) in _HEADS:
            return further
        if further == len(segments) - 1 and line.at(begin) in _ARTICLES:
            return further
        if _start_within(line, begin, end) != begin or line.words[begin - 1].text == "and":
            return None
    return None


def _head(line: Line, begin: int, end: int) -> int:
    """Return the noun of a stretch: the assessment of "an assessment delivered [to ...]"."""
    last = line.words[end - 1]
    known = last.source is not None or last.party is not None or last.capital
    if not known and end - begin > 1 and last.text.endswith(("ed", "en", "ing", "known", "close")):
        return end - 2
    return end - 1


def _only_opens(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.source is not None or word.party is not None:
        return False
    return word.text in _OPENING_WORDS


def _start_within(line: Line, begin: int, end: int) -> int:
    """Return the first word of the noun phrase whose head is the last word of the stretch."""
    for index in range(end - 2, begin - 1, -1):
        word = line.words[index]
        if word.text in DETERMINERS and word.source is None and word.party is None:
            return index
    index = end - 1
    while index > begin and _belongs(line, index - 1):
        index -= 1
    while index < end - 1 and _only_opens(line, index):
        index += 1
    return index


def _belongs(line: Line, index: int) -> bool:
    """Tell whether a word without a determiner before it goes with the noun after it."""
    word = line.words[index]
    if word.source is not None or word.party is not None:
        return word.kind != "vague"
    if word.text in TIMES:
        return False
    if word.capital:
        return True
    if word.text.endswith("'s") or "-" in word.text[1:-1] or word.text in PARTICLES:
        return True
    if index and line.at(index - 1).endswith("'s") and word.is_word and word.cue is None:
        return True
    if _qualifies_role(line, index):
        return True
    return line.blind and titled(line, index)


def _qualifies_role(line: Line, index: int) -> bool:
    """Tell the camp of ", camp leader Faustin Mahoro told", which the vocabulary does not know."""
    word, behind = line.words[index], line.words[index + 1]
    if behind.kind != "role" or line.at(index - 1) != "," or not index:
        return False
    common = word.is_word and word.cue is None and not word.text.endswith(("ing", "ed", "ly"))
    return common and word.text not in _NO_NOUNS and line.words[index + 2 : index + 3] != ()


def subject_before(line: Line, last: int) -> Phrase | None:
    """Return the subject that ends before word ``last``, over what is said of it between."""
    phrase = _plain_subject(line, last)
    return _over_relative(line, last, phrase) or phrase


def _over_relative(line: Line, last: int, phrase: Phrase | None) -> Phrase | None:
    """Read "officials who asked not to be named said": the officials, not the last noun."""
    for index in range(last - 1, max(last - 14, 0), -1):
        if line.at(index) in STOPS or line.at(index) == ",":
            return None
        if line.at(index) == "who" and line.words[index].source is None:
            direct = phrase is not None and phrase.first == index + 1
            return None if direct or index == last - 1 else read_back(line, index)
    return None


def _plain_subject(line: Line, last: int) -> Phrase | None:
    if line.at(last - 1) == ",":
        return _over_insertion(line, last - 1)
    phrase = read_back(line, last) or _document_put_out(line, last)
    if phrase is None:
        return None
    if line.at(phrase.first - 1) == "," and phrase.kind in PLAIN:
        return _with_title_before(phrase)
    return phrase


def _document_put_out(line: Line, last: int) -> Phrase | None:
    """Read "a report published [on Tuesday] says": the participle belongs to the report."""
    if last < 2 or line.words[last - 1].cue is None or not line.at(last - 1).endswith("ed"):
        return None
    before = read_back(line, last - 1)
    return before if before is not None and before.kind in ("record", "institution") else None


def _with_title_before(phrase: Phrase) -> Phrase:
    """Take "the acting governor," in before "Alexei Smirnov said"; only where it is no list."""
    before = read_back(phrase.line, phrase.first - 1)
    if before is not None and before.has("institution") and not holds_office(phrase):
        before = _with_office_before(before)
    if before is None or not before.has("role") or holds_office(phrase):
        return phrase
    joined = phrase.line.at(before.first - 1)
    alone = before.first == 0 or joined in STOPS or joined == ","
    title = before.kind == "role" and before.words[0].text in _OF_OFFICES
    return (
        Phrase(phrase.line, before.first, phrase.last, phrase.kind) if alone and title else phrase
    )


def _with_office_before(body: Phrase) -> Phrase:
    """Take the title in before the body: "The coordinator, Army Operations, Gen. Bello"."""
    line = body.line
    title = read_back(line, body.first - 1) if line.at(body.first - 1) == "," else None
    if title is None or title.kind != "role" or title.words[0].text not in _OF_OFFICES:
        return body
    return Phrase(line, title.first, body.last, title.kind)


def _over_insertion(line: Line, closing: int) -> Phrase | None:
    for opening in range(closing - 1, max(closing - 26, 0), -1):
        mark = line.at(opening)
        if mark in (";", ":", ".", '"', "\u2013", "\u2014"):
            return None
        if mark == ",":
            return _join_insertion(line, opening, closing)
    return None


def _join_insertion(line: Line, opening: int, closing: int) -> Phrase | None:
    before = read_back(line, opening)
    if before is None:
        return None
    if before.kind == "pronoun":  # "He, however, said", "She, too, spoke of"
        return before if closing - opening == 2 else None
    if line.at(before.first - 1) == "," and before.kind == "name":
        before = _with_title_before(before)
    if not (before.kind in PLAIN or before.words[0].text in _ARTICLES):
        return None
    inserted = read_forward(line, opening + 1)
    if inserted is not None and complements(before, inserted) and inserted.last <= closing:
        if before.kind == "institution":
            before = _with_office_before(before)
        return Phrase(line, before.first, inserted.last, before.kind)
    word = line.words[opening + 1]
    aside = word.text in _OPENS_ASIDE
    possessive = word.text.endswith("'s") or line.at(opening + 2).endswith("'s")
    aside = aside or possessive or word.cue is not None or closing - opening == 2
    aside = aside or word.text.endswith("ed")
    return before if aside else None
