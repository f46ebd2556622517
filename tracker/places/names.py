"""Names of places in a sentence: the longest capitalised runs of words that a gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.gazetteer import COUNTRY, REGION_WORDS, Gazetteer, Known, key
from tracker.models import Document, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['\u2018\u2019\u02bb\u02bc-][^\W\d_]+)*")
_GAP = re.compile(r"\.?\s{1,2}")
_PARTICLES = frozenset(
    "de del la las los el al an as ash ar ad et of the e en du des da do dos and y".split()
)
_LONGEST_IN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it may mean; ``end`` takes in a word such as "Oblast"."""

    start: int
    end: int
    options: tuple[Known, ...]
    ordinary: bool = False
    regional: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str
    capital: bool


def find_names(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the names in a sentence, leftmost and longest."""
    words = [
        _Word(m.start(), m.end(), key(m.group()), _is_name_like(m.group()))
        for m in _WORD.finditer(document.text, sentence.start, sentence.end)
    ]
    index = 0
    while index < len(words):
        found = _name_at(document.text, words, index, gazetteer)
        if found is None:
            index += 1
            continue
        last, options = found
        yield _as_name(document.text, words, (index, last), options, gazetteer)
        index = last + 1


def _is_name_like(word: str) -> bool:
    """Tell whether a word is written as a name: "Kyiv", "al-Bab", "d'Ivoire"."""
    return word[0].isupper() or ("-" in word and any(c.isupper() for c in word))


def _name_at(
    text: str, words: list[_Word], index: int, gazetteer: Gazetteer
) -> tuple[int, tuple[Known, ...]] | None:
    first = words[index]
    longest = gazetteer.longest(first.key.split(" ", 1)[0]) if first.capital else 0
    best = None
    for last in range(index, min(index + min(longest, _LONGEST_IN_WORDS), len(words))):
        word = words[last]
        if last > index and not _GAP.fullmatch(text, words[last - 1].end, word.start):
            break
        if not word.capital and word.key not in _PARTICLES:
            break
        options = gazetteer.lookup(key(" ".join(text[first.start : word.end].split())))
        if options and word.capital:
            best = last, options
    return best


def _as_name(
    text: str,
    words: list[_Word],
    reach: tuple[int, int],
    options: tuple[Known, ...],
    gazetteer: Gazetteer,
) -> Name:
    """Return the name, with a following "Oblast" or "region" and regions alone then meant."""
    first, last = words[reach[0]], words[reach[1]]
    ordinary = reach[0] == reach[1] and (
        first.key in gazetteer.ordinary or len(first.key) < 3 or _is_acronym(text, first)
    )
    name = Name(first.start, last.end, options, ordinary)
    if reach[1] + 1 == len(words):
        return name
    after = words[reach[1] + 1]
    if after.key in REGION_WORDS and text[last.end : after.start] in {" ", "\u00a0", "\n"}:
        regions = tuple(known for known in options if known.kind != COUNTRY)
        return Name(first.start, after.end, regions or options, False, regional=True)
    return name


def _is_acronym(text: str, word: _Word) -> bool:
    """Tell whether a short word in capitals stands among others that are not ("UN", "BLA")."""
    written = text[word.start : word.end]
    around = text[max(0, word.start - 30) : word.end + 30]
    return len(written) <= 4 and written.isupper() and around.upper() != around
