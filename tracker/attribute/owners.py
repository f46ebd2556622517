"""Whose a source is: the group of "a spokesman for the group", and adjectives of where it sits."""

from __future__ import annotations

from tracker.attribute.phrase import Phrase, is_link
from tracker.attribute.words import DETERMINERS, Word

_PRONOUNS = frozenset("his her its their".split())
_POINTS_BACK = frozenset("the this that".split())
_LINKS = frozenset({"for", "of"})
_SEATED = ("-based", "-headquartered", "-born", "-funded", "-run", "-led", "-linked", "-aligned")
_SEPARATE = frozenset("war conflict rights aid medical rescue relief monitoring advocacy".split())


def owner_in(phrase: Phrase) -> Phrase | None:
    """Return the words in a role's name that point back to whose it is, or None.

    "the group" in "the group's spokesman" and "a spokesman for the group", "its" in "its
    director"; not "the army" of "a spokesman for the army", which is a name.
    """
    if not phrase.has("role"):
        return None
    line, first = phrase.line, phrase.first
    if line.at(first) in _PRONOUNS:
        return Phrase(line, first, first + 1, "pronoun")
    if line.at(first) in _POINTS_BACK and line.at(first + 1).endswith(("'s", "s'")):
        return _pointing(Phrase(line, first, first + 2, "institution"))
    for index in range(first + 1, phrase.last - 2):
        if line.at(index) in _LINKS and line.at(index + 1) in _POINTS_BACK:
            behind = index + 3 == phrase.last or line.at(index + 3) == ","
            if behind:
                return _pointing(Phrase(line, index + 1, index + 3, "institution"))
    return None


def _pointing(phrase: Phrase) -> Phrase | None:
    """Return the phrase if its noun is a kind of body, and nobody's name."""
    noun = phrase.words[-1]
    if noun.capital or noun.party is not None or noun.kind == "named":
        return None
    return phrase if noun.kind in ("institution", "role", "modifier") else None


def without_base(phrase: Phrase) -> list[Word]:
    """Return a name's words without article and seat: "monitor" of "the UK-based war monitor"."""
    words = [word for word in phrase.words if word.is_word and word.text not in DETERMINERS]
    if words and words[0].text.endswith(_SEATED):
        words = words[1:]
    one_term = len(words) == 2 and words[0].source is words[1].source
    if len(words) == 2 and (words[0].text in _SEPARATE and (one_term or words[0].source is None)):
        words = words[1:]
    return words or [phrase.words[-1]]


def up_to_head(phrase: Phrase) -> Phrase:
    """Return a name without verb and object that stand behind it: "the agency sent teams"."""
    last, seen = phrase.first, False
    for at, word in enumerate(phrase.words, phrase.first):
        known = word.source is not None or word.party is not None or word.capital
        if not known and seen and word.is_word and not is_link(word):
            if word.text in DETERMINERS:
                continue
            break
        if known:
            last, seen = at + 1, seen or word.kind in _HEADS
    return Phrase(phrase.line, phrase.first, last, phrase.kind) if seen else phrase


def has_office(phrase: Phrase) -> bool:
    """Tell a governor, whom "the official" means afterwards, from a witness and a reporter."""
    types = {w.source.entry.get("type") for w in phrase.words if w.kind == "role" and w.source}
    return bool(types - {"witness", "media", None})


_HEADS = frozenset({"named", "institution", "role"})
