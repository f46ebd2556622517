"""Noun phrases that can name a source, read backward from a verb or forward from "by"."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.attribute.words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    LINKS,
    OPENERS,
    PARTICLES,
    PRONOUNS,
    RELATIVES,
    STOPS,
    TIMES,
    Line,
    Word,
)

PLAIN = frozenset({"named", "institution", "role", "record", "party", "name"})
"""The kinds of phrase that can be a source whatever the verb."""

_VOCABULARY = frozenset({"named", "institution", "role", "record"})
_REACH = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``first`` to ``last`` (excluded) of a line, and the kind of its head.

    Kinds: those of PLAIN, ``pronoun``, ``vague`` (nobody vouches), ``weak`` (a noun that the
    vocabulary does not know as a source).
    """

    line: Line
    first: int
    last: int
    kind: str

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.line.words[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the text, without a possessive."""
        word = self.line.words[self.last - 1]
        return word.end - 2 if word.text.endswith("'s") else word.end

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return self.line.words[self.first : self.last]

    def has(self, *kinds: str) -> bool:
        """Tell whether a term of one of these kinds stands in it."""
        return any(word.kind in kinds for word in self.words)


def head_kind(line: Line, index: int) -> str:
    """Return what a phrase is whose last word this is."""
    word = line.words[index]
    if word.kind in _VOCABULARY or word.kind == "vague":
        return str(word.kind)
    if word.party is not None and word.party.key != "demonyms":
        return "party" if word.party.key != "places" else "name"
    if word.text in PRONOUNS:
        return "pronoun"
    if word.kind in ("modifier", "platform", "title"):
        return "weak"
    if word.capital and word.text not in TIMES and word.text not in OPENERS:
        return "name"
    return "weak"


def is_boundary(word: Word) -> bool:
    """Tell a word or mark that no noun phrase goes over."""
    if word.source is not None:
        return False
    if word.text in STOPS or word.text == "," or word.text.startswith(".."):
        return True
    if word.text in CLAUSE_WORDS or word.text in AUXILIARIES:
        return True
    return word.cue is not None and not word.capital


def is_link(word: Word) -> bool:
    """Tell a word that ties a noun to the one before it."""
    return word.source is None and word.party is None and (word.text in LINKS or word.text == "and")


def read_back(line: Line, last: int) -> Phrase | None:
    """Return the noun phrase that ends before word ``last``."""
    if last <= 0:
        return None
    if line.at(last - 1) == ")":
        return _before_bracket(line, last)
    if line.at(last - 1) == '"':
        return _quoted_name(line, last)
    end = line.words[last - 1]
    if not end.is_word or _outside(line, last - 1) or end.text in DETERMINERS:
        return None
    segments = _segments_before(line, last)
    first, kind = _tie(line, segments)
    return Phrase(line, first, last, kind) if kind else None


def _outside(line: Line, index: int) -> bool:
    return is_boundary(line.words[index]) or line.words[index].text in ADVERBS


def _before_bracket(line: Line, last: int) -> Phrase | None:
    for opening in range(last - 2, max(last - 9, 0), -1):
        if line.at(opening) == "(":
            return read_back(line, opening)
    return None


def _opening(line: Line, closing: int) -> int:
    """Return the bracket that opens a short abbreviation, "(PGO) of Ukraine", else the closing."""
    for index in range(closing - 1, max(closing - 5, -1), -1):
        if line.at(index) == "(":
            return index
    return -1


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
    while index >= 0 and index > last - _REACH:
        if line.at(index) == ")":
            index = _opening(line, index) - 1
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
            kind = head_kind(line, segments[at][1] - 1)
    while first < end - 1 and _only_opens(line, first):
        first += 1
    return first, kind


def _further(line: Line, segments: list[tuple[int, int]], at: int) -> int | None:
    """Return the segment to the left whose head can be the source, over at most two others."""
    for further in range(at + 1, min(at + 4, len(segments))):
        begin, end = segments[further]
        if begin >= end:
            return None
        if head_kind(line, end - 1) in _VOCABULARY | {"party"}:
            return further
        if _start_within(line, begin, end) != begin or line.words[begin - 1].text == "and":
            return None
    return None


def _only_opens(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.source is not None or word.party is not None:
        return False
    return word.text in TIMES or word.text in ADVERBS or word.text in OPENERS - DETERMINERS


def _start_within(line: Line, begin: int, end: int) -> int:
    """Return the first word of the noun phrase whose head is the last word of the stretch."""
    for index in range(end - 2, begin - 1, -1):
        word = line.words[index]
        if word.text in DETERMINERS and word.source is None:
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
    return line.blind and _titled(line, index)


def _titled(line: Line, index: int) -> bool:
    """Tell whether a rank or a role stands shortly before, where capitals tell nothing."""
    for before in range(index - 1, max(index - 4, -1), -1):
        word = line.words[before]
        if is_boundary(word) or is_link(word):
            return False
        if word.kind in ("role", "title", "institution"):
            return True
    return False


def read_forward(line: Line, first: int) -> Phrase | None:
    """Return the noun phrase that begins at word ``first``."""
    if line.at(first) in PRONOUNS:
        return Phrase(line, first, first + 1, "pronoun")
    seen: str | None = None
    tied = False
    index = last = first
    while index < len(line.words) and index < first + _REACH:
        word = line.words[index]
        if word.text == '"' and seen:
            closing = _closing(line, index)
            if closing is None:
                break
            index = last = closing + 1
            continue
        if word.kind == "vague" and seen is None:
            return Phrase(line, first, index + 1, "vague")
        if is_link(word):
            if seen is None or not _attaches(line, index):
                break
            tied = tied or word.text != "and"
            index += 1
            continue
        if _outside(line, index) or (word.text in TIMES and word.source is None):
            break
        if seen in PLAIN and not _opens_noun(line, index, first) and not _goes_on(line, index):
            break
        kind = head_kind(line, index)
        if kind == "pronoun":
            break
        if not tied:
            seen = kind if seen is None or seen == "weak" or kind in _VOCABULARY else seen
        index += 1
        last = index
    if last == first or seen is None:
        return None
    if line.words[last - 1].text in DETERMINERS:
        return None
    return Phrase(line, first, last, seen)


def _opens_noun(line: Line, index: int, first: int) -> bool:
    """Tell a word right after "of" or "of the", where a new noun may begin."""
    before = line.words[index - 1] if index > first else None
    return before is not None and (is_link(before) or before.text in DETERMINERS)


def _closing(line: Line, opening: int) -> int | None:
    for index in range(opening + 2, min(opening + 5, len(line.words))):
        if line.at(index) == '"':
            return index
    return None


def _goes_on(line: Line, index: int) -> bool:
    """Tell whether a word after a full name still belongs to it."""
    word = line.words[index]
    if word.source is not None or word.party is not None or word.capital:
        return True
    if word.text.endswith("'s") or "-" in word.text[1:-1] or word.text in PARTICLES:
        return True
    if line.blind and _titled(line, index):
        return True
    following = line.words[index + 1] if index + 1 < len(line.words) else None
    return following is not None and (following.source is not None) and not word.capital


def _attaches(line: Line, index: int) -> bool:
    """Tell whether "of", "in" and the like go on with the name, not with when or where it said."""
    link = line.words[index].text
    following = index + 1
    while line.at(following) in DETERMINERS and following - index < 3:
        following += 1
    if following >= len(line.words):
        return False
    word = line.words[following]
    if word.text in TIMES or word.text[0].isdigit() or not word.is_word or word.text in PRONOUNS:
        return False
    if word.kind in ("record", "platform") or _leads_to_record(line, following):
        return link in ("of", "for")
    if link == "and":
        return head_kind(line, following) in PLAIN or _starts_source(line, following)
    if link in ("on", "to", "during", "through", "via", "about", "over", "by"):
        return word.capital and word.cue is None
    return word.cue is None


def _leads_to_record(line: Line, index: int) -> bool:
    """Tell "a late-night statement": the noun behind the next adjectives is a document."""
    for further in range(index, min(index + 4, len(line.words))):
        word = line.words[further]
        if word.kind in ("record", "platform"):
            return True
        if is_boundary(word) or is_link(word) or word.kind in ("named", "institution", "role"):
            return False
    return False


def _starts_source(line: Line, index: int) -> bool:
    return any(
        word.kind in ("named", "institution", "role") for word in line.words[index : index + 4]
    )


def with_apposition(phrase: Phrase) -> Phrase:
    """Return the phrase with the title or the name that follows it between commas."""
    line = phrase.line
    if line.at(phrase.last) != "," or phrase.kind == "pronoun":
        return phrase
    second = read_forward(line, phrase.last + 1)
    if second is None or not _complements(phrase, second):
        return phrase
    after = line.words[second.last] if second.last < len(line.words) else None
    if after is None or (after.text in STOPS or after.text == "," or after.cue is not None):
        return Phrase(line, phrase.first, second.last, phrase.kind)
    return phrase


def _complements(one: Phrase, other: Phrase) -> bool:
    """Tell a name with its title from two sources side by side."""
    if other.kind not in PLAIN or one.kind not in PLAIN:
        return False
    one_is_title, other_is_title = (p.has("role", "institution", "record") for p in (one, other))
    if not one_is_title:
        return other_is_title
    return not other_is_title and other.kind in ("name", "named")


def subject_before(line: Line, last: int) -> Phrase | None:
    """Return the subject that ends before word ``last``, over an insertion between commas."""
    if line.at(last - 1) == ",":
        return _over_insertion(line, last - 1)
    phrase = read_back(line, last)
    if phrase is None:
        return None
    if line.at(phrase.first - 1) == "," and phrase.kind in PLAIN:
        return _with_title_before(phrase)
    return phrase


def _with_title_before(phrase: Phrase) -> Phrase:
    """Take "the acting governor," in before "Alexei Smirnov said"; only where it is no list."""
    before = read_back(phrase.line, phrase.first - 1)
    if before is None or not before.has("role") or phrase.has("role", "institution"):
        return phrase
    joined = phrase.line.at(before.first - 1)
    alone = before.first == 0 or joined in STOPS or joined == ","
    title = before.kind == "role" and before.words[0].text in ("the", "its", "his", "her", "a")
    return (
        Phrase(phrase.line, before.first, phrase.last, phrase.kind) if alone and title else phrase
    )


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
    if before is None or before.kind not in PLAIN:
        return None
    inserted = read_forward(line, opening + 1)
    if inserted is not None and _complements(before, inserted) and inserted.last <= closing:
        return Phrase(line, before.first, inserted.last, before.kind)
    word = line.words[opening + 1]
    aside = word.text in RELATIVES | LINKS | ADVERBS | DETERMINERS | {"as", "speaking"}
    possessive = word.text.endswith("'s") or line.at(opening + 2).endswith("'s")
    aside = aside or possessive or word.cue is not None or closing - opening == 2
    return before if aside else None
