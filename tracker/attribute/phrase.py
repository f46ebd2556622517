"""Noun phrases that can name a source, and the small tests by which they are read."""

from __future__ import annotations

from tracker.attribute.words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    LINKS,
    OPENERS,
    PRONOUNS,
    STOPS,
    TIMES,
    Line,
    Word,
)
from tracker.frozen import dataclass

PLAIN = frozenset({"named", "institution", "role", "record", "party", "name"})
"""The kinds of phrase that can be a source whatever the verb."""
PLAIN_OR_PRONOUN = PLAIN | {"pronoun"}
VOCABULARY = frozenset({"named", "institution", "role", "record"})
_OFFICES = frozenset({"role", "institution", "record"})
REACH = 24


@dataclass(frozen=True, slots=True, eq=False)
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
        if word.text.endswith("s'"):
            return word.end - 1
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
    if word.kind in VOCABULARY or word.kind == "vague":
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


def outside(line: Line, index: int) -> bool:
    """Tell a boundary or an adverb, which no name goes over."""
    if line.at(index) == "only":  # "a doctor at the town's only clinic"
        before = line.at(index - 1)
        return not (before in DETERMINERS or before.endswith(("'s", "s'")))
    return is_boundary(line.words[index]) or line.words[index].text in ADVERBS


def titled(line: Line, index: int) -> bool:
    """Tell whether a rank or a role stands shortly before, where capitals tell nothing."""
    for before in range(index - 1, max(index - 4, -1), -1):
        word = line.words[before]
        if is_boundary(word) or is_link(word):
            return False
        if word.kind in ("role", "title", "institution"):
            return True
    return False


def complements(one: Phrase, other: Phrase) -> bool:
    """Tell a name with its title from two sources side by side."""
    if other.kind not in PLAIN or one.kind not in PLAIN:
        return False
    if is_media(other) and not is_media(one):
        return False
    one_is_title, other_is_title = holds_office(one), holds_office(other)
    if not one_is_title:
        return other_is_title
    if other_is_title:
        return False
    leader = any(w.party is not None and w.party.key == "leaders" for w in other.words)
    return leader or other.kind in ("name", "named", "role")  # a role here is a rank before a name


def holds_office(phrase: Phrase) -> bool:
    """Tell an office from a bare name; the rank before a name is none."""
    return any(
        word.kind in _OFFICES and word.source is not None and word.source.entry.term != "rank"
        for word in phrase.words
    )


def is_media(phrase: Phrase) -> bool:
    """Tell a newspaper, a channel or a reporter."""
    return any(
        word.source is not None and word.source.entry.get("type") == "media"
        for word in phrase.words
    )
