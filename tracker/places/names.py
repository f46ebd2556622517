"""Names of places in a sentence: the longest capitalised runs of words that a gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.gazetteer import COUNTRY, REGION_WORDS, Gazetteer, Known, key
from tracker.models import Document, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['\u2018\u2019\u02bb\u02bc-][^\W\d_]+)*")
_GAP = re.compile(r"\.?\s{1,2}")
_PARTICLES = frozenset(
    "de del la las los el al an as ash ar ad et of the e en du des da do dos and y".split()
)
_LONGEST_IN_WORDS = 6
word_key = lru_cache(maxsize=20_000)(key)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it may mean; ``end`` takes in a word such as "Oblast"."""

    start: int
    end: int
    options: tuple[Known, ...]
    ordinary: bool = False
    regional: bool = False


_Word = tuple[int, int, str]
"""Start, end and spelling of a word."""


def find_names(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the names in a sentence, leftmost and longest."""
    words: list[_Word] = [
        (m.start(), m.end(), m.group())
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
    return word[0].isupper() or ("-" in word and not word.islower())


def _name_at(
    text: str, words: list[_Word], index: int, gazetteer: Gazetteer
) -> tuple[int, tuple[Known, ...]] | None:
    start, _, first = words[index]
    if not _is_name_like(first):
        return None
    longest = gazetteer.longest(word_key(first).split(" ", 1)[0])
    best = None
    for last in range(index, min(index + min(longest, _LONGEST_IN_WORDS), len(words))):
        begin, end, word = words[last]
        if last > index and not _GAP.fullmatch(text, words[last - 1][1], begin):
            break
        capital = last == index or _is_name_like(word)
        if not capital and word not in _PARTICLES:
            break
        options = gazetteer.lookup(key(" ".join(text[start:end].split()))) if capital else ()
        if options:
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
    start, end = words[reach[0]][0], words[reach[1]][1]
    only = word_key(words[reach[0]][2]) if reach[0] == reach[1] else None
    ordinary = only is not None and (
        only in gazetteer.ordinary or len(only) < 3 or _is_acronym(text, words[reach[0]])
    )
    if reach[1] + 1 < len(words):
        begin, after, word = words[reach[1] + 1]
        if word.lower() in REGION_WORDS and text[end:begin] in {" ", "\u00a0", "\n"}:
            regions = tuple(known for known in options if known.kind != COUNTRY)
            return Name(start, after, regions or options, False, regional=True)
    return Name(start, end, options, ordinary)


def _is_acronym(text: str, word: _Word) -> bool:
    """Tell whether a short word in capitals stands among others that are not ("UN", "BLA")."""
    start, end, written = word
    around = text[max(0, start - 30) : end + 30]
    return len(written) <= 4 and written.isupper() and around.upper() != around
