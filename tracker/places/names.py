"""Names of places in a sentence: the longest capitalised runs of words that a gazetteer knows."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.frozen import dataclass
from tracker.gazetteer import REGION, REGION_WORDS, Gazetteer, Known, key
from tracker.models import Document, Sentence

_LETTERS = r"[^\W\d_]+(?:['\u2018\u2019\u02bb\u02bc-](?!s\b)[^\W\d_]+)*"
_FIRST = re.compile(
    rf"(?<![\w'\u2019-])(?=[^\W\d_a-z]|(?:al|el|an|ad|as|at|ash|ar|ez)-[^\W\d_a-z]){_LETTERS}"
)
"""A word that may begin a name: "Kyiv", "al-Bab"."""
_FURTHER = re.compile(rf"\.?\s{{1,2}}({_LETTERS})")
_PARTICLES = frozenset(
    "de del la las los el al an as ash ar ad et of the e en du des da do dos and y".split()
)
_LONGEST_IN_WORDS = 6
_word_key = lru_cache(maxsize=20_000)(key)


@lru_cache(maxsize=50_000)
def _may_begin(gazetteer: Gazetteer, word: str) -> bool:
    lead = key(word)
    return gazetteer.begins(lead) or bool(gazetteer.lookup(lead))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it may mean; ``end`` takes in a word such as "Oblast".

    ``common`` tells a region named with a word of every language: "West Department".
    """

    start: int
    end: int
    options: tuple[Known, ...]
    ordinary: bool = False
    regional: bool = False
    common: bool = False


def find_names(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> list[Name]:
    """Return the names in a sentence, leftmost and longest."""
    names: list[Name] = []
    reached = sentence.start
    for match in _FIRST.finditer(document.text, sentence.start, sentence.end):
        if match.start() < reached or not _may_begin(gazetteer, match.group()):
            continue
        name = _name_at(document.text, match, sentence.end, gazetteer)
        if name is not None:
            reached = name.end
            names.append(name)
    return names


def _name_at(text: str, first: re.Match[str], limit: int, gazetteer: Gazetteer) -> Name | None:
    """Return the longest name that begins with this word, or None."""
    start, end = first.span()
    lead = name = _word_key(first.group())
    options = gazetteer.lookup(name)
    ordinary = bool(options) and (name in gazetteer.ordinary or _is_short(text, first, lead))
    found = Name(start, end, options, ordinary) if options else None
    for _ in range(1, _LONGEST_IN_WORDS):
        word = _FURTHER.match(text, end, limit) if gazetteer.begins(name) else None
        if word is None or not (_is_name_like(word[1]) or word[1] in _PARTICLES):
            break
        end = word.end()
        name = key(" ".join(text[start:end].split()))
        options = gazetteer.lookup(name) if _is_name_like(word[1]) else ()
        if options:
            found = Name(start, end, options, name in gazetteer.ordinary)
    return _with_region_word(text, found, limit) if found else None


def _is_name_like(word: str) -> bool:
    """Tell whether a word is written as a name: "Kyiv", "al-Bab"."""
    return word[0].isupper() or ("-" in word and not word.islower())


def _is_short(text: str, word: re.Match[str], lead: str) -> bool:
    """Tell whether a word is too short for a name, or an acronym among words that are none."""
    if len(lead) < 3:
        return True
    if len(lead) > 4 or not word.group().isupper():
        return False
    around = text[max(0, word.start() - 30) : word.end() + 30]
    return around.upper() != around


def _with_region_word(text: str, name: Name, limit: int) -> Name:
    """Return the name with a following "Oblast" or "region" taken in, if there is one."""
    after = _FURTHER.match(text, name.end, limit)
    if after is None or after[1].lower() not in REGION_WORDS or text[name.end] == ".":
        return name
    ordinary = name.ordinary and not any(known.kind == REGION for known in name.options)
    common = name.ordinary and not ordinary
    return Name(name.start, after.end(), name.options, ordinary, regional=True, common=common)
