"""The noun phrase after "according to", "by" or an inverted verb, read forward."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.attribute.phrase import (
    PLAIN,
    REACH,
    VOCABULARY,
    Phrase,
    complements,
    head_kind,
    is_boundary,
    is_link,
    is_media,
    outside,
    titled,
)
from tracker.attribute.words import (
    DETERMINERS,
    LINKS,
    OPENERS,
    PARTICLES,
    PRONOUNS,
    STOPS,
    TIMES,
    Line,
    Word,
)

_BACK = 60
_OPENING_WORDS = LINKS | (OPENERS - DETERMINERS)
_GIVES = frozenset({"named", "institution", "role", "party"})


def read_forward(line: Line, first: int) -> Phrase | None:
    """Return the noun phrase that begins at word ``first``."""
    if line.at(first) in PRONOUNS:
        return Phrase(line, first, first + 1, "pronoun")
    seen: str | None = None
    tied = False
    index = last = first
    while index < min(len(line.words), first + REACH):
        word = line.words[index]
        if word.kind == "vague" and seen is None:
            return Phrase(line, first, index + 1, "vague")
        if seen and (end := _quoted(line, index)):
            index = last = end
        elif seen and (end := _bracketed(line, index)):
            index = end
        elif is_link(word) and seen and _attaches(line, index):
            tied = tied or word.text != "and"
            index += 1
        elif is_link(word) or _ends_before(line, index, first, seen):
            break
        else:
            kind = head_kind(line, index)
            if not tied:
                seen = kind if seen in (None, "weak") or kind in VOCABULARY else seen
            index = last = index + 1
    if last == first or seen is None or line.words[last - 1].text in DETERMINERS:
        return None
    return Phrase(line, first, last, seen)


def _ends_before(line: Line, index: int, first: int, seen: str | None) -> bool:
    """Tell a word that the name no longer takes in."""
    word = line.words[index]
    if outside(line, index) or (word.text in TIMES and word.source is None):
        return True
    if word.text in PRONOUNS and word.source is None and word.party is None:
        return True
    return seen in PLAIN and not _opens_noun(line, index, first) and not _goes_on(line, index)


def _quoted(line: Line, index: int) -> int | None:
    """Return the end of a unit's name in quotation marks: OSGT "Khortytsia"."""
    if line.at(index) != '"':
        return None
    closing = next((at for at in range(index + 2, index + 5) if line.at(at) == '"'), None)
    return None if closing is None else closing + 1


def _bracketed(line: Line, index: int) -> int | None:
    """Return the end of a short abbreviation that the name goes on after: "(MoH) in Gaza"."""
    if line.at(index) != "(":
        return None
    closing = next((at for at in range(index + 1, index + 5) if line.at(at) == ")"), None)
    if closing is None or closing + 1 >= len(line.words) or not is_link(line.words[closing + 1]):
        return None
    return closing + 1


def _opens_noun(line: Line, index: int, first: int) -> bool:
    """Tell a word right after "of" or "of the", where a new noun may begin."""
    before = line.words[index - 1] if index > first else None
    return before is not None and (is_link(before) or before.text in DETERMINERS)


def _goes_on(line: Line, index: int) -> bool:
    """Tell whether a word after a full name still belongs to it."""
    word = line.words[index]
    if word.source is not None or word.party is not None or word.capital:
        return True
    if word.text.endswith("'s") or "-" in word.text[1:-1] or word.text in PARTICLES:
        return True
    if line.blind and titled(line, index):
        return True
    following = line.words[index + 1] if index + 1 < len(line.words) else None
    if index > 1 and all(_is_of_name(before) for before in line.words[index - 2 : index]):
        return False  # "Minister Rana Sabri met relatives"
    return following is not None and (following.source is not None) and not word.capital


def _is_of_name(word: Word) -> bool:
    return word.capital and word.source is None and word.party is None


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
        people = word.party is not None and word.party.key == "demonyms"
        return word.capital and word.cue is None and (link == "by" or not people)
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


def giver(phrase: Phrase) -> Phrase:
    """Return the ministry of "a statement from the ministry", else the phrase itself."""
    if phrase.kind != "record":
        return phrase
    line = phrase.line
    for index in range(phrase.last - 1, phrase.first, -1):
        if line.at(index) in ("from", "by", "of") and is_link(line.words[index]):
            inner = read_forward(line, index + 1)
            if inner is not None and inner.last == phrase.last and inner.kind in _GIVES:
                return inner
    return phrase


def with_apposition(phrase: Phrase) -> Phrase:
    """Return the phrase with the title or the name that follows it between commas."""
    line = phrase.line
    if line.at(phrase.last) != "," or phrase.kind == "pronoun":
        return phrase
    second = read_forward(line, phrase.last + 1)
    if second is not None and is_media(phrase) and is_media(second):
        return _with_outlets(phrase, second)
    if second is None or not complements(phrase, second):
        return phrase
    after = line.words[second.last] if second.last < len(line.words) else None
    if after is None or (after.text in STOPS or after.text == "," or after.cue is not None):
        return Phrase(line, phrase.first, second.last, phrase.kind)
    return phrase


def _with_outlets(phrase: Phrase, others: Phrase) -> Phrase:
    """Return the whole list of "the Courier, the Herald and Radio Aster"."""
    listed = any(word.text == "and" and is_link(word) for word in others.words)
    return Phrase(phrase.line, phrase.first, others.last, phrase.kind) if listed else phrase


def opening_subject(line: Line) -> Phrase | None:
    """Return the noun phrase that opens a sentence, or its main clause, if it can be a source."""
    first = 0
    if line.at(0) in _OPENING_WORDS:
        comma = next((i for i in range(min(12, len(line.words))) if line.at(i) == ","), None)
        if comma is None:
            return None
        first = comma + 1
    phrase = read_forward(line, first)
    if phrase is None or phrase.kind not in PLAIN:
        return None
    if phrase.kind == "name" and sum(word.capital for word in phrase.words) < 2:
        return None
    return with_apposition(phrase)


def agents(line: Line, last: int) -> Iterator[Phrase]:
    """Yield those by whom something is done before a word: "was echoed by Colonel Hauer"."""
    for index in range(max(last - _BACK, 0), last):
        if line.at(index) == "by":
            phrase = read_forward(line, index + 1)
            if phrase is not None and phrase.kind in PLAIN:
                yield with_apposition(phrase)
