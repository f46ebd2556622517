"""A source of the text: its name, and whether it is one human being or many."""

from __future__ import annotations

import re

from tracker.attribute.phrase import Phrase
from tracker.attribute.words import DETERMINERS, Word
from tracker.frozen import dataclass
from tracker.lexicon import Term

_SPACES = re.compile(r"\s+")
_SMALL = DETERMINERS | {"of", "in", "for", "and", "at", "from", "'s"}


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A source of the text: the words of its name where it is named, and where it spoke.

    ``phrase`` is the name, ``spoken`` the words at the figure ("it", "the ministry"); ``owner`` is
    whom a name means that says only whose it is: the rebels of "a spokesman for the group".
    """

    phrase: Phrase
    spoken: Phrase
    name: str
    words: frozenset[str]
    person: bool
    plural: bool
    owner: Phrase | None = None

    def same_as(self, other: Source) -> bool:
        """Tell whether two names mean one source."""
        return self.words <= other.words or other.words <= self.words

    def spelled_as(self, other: Source) -> bool:
        """Tell whether two names are spellings of one: "the Syrian Observatory", "SOHR"."""
        return self.same_as(other) or bool(_entries(self.phrase) & _entries(other.phrase))


def name_of(phrase: Phrase, text: str) -> str:
    """Return the phrase as printed, without line breaks and possessive."""
    return _SPACES.sub(" ", text[phrase.start : phrase.end]).strip(" ,")


def make_source(phrase: Phrase, text: str, spoken: Phrase | None = None) -> Source:
    """Return the source that a phrase names."""
    return Source(
        phrase,
        spoken or phrase,
        name_of(phrase, text),
        frozenset(bare(word) for word in phrase.words if word.is_word and word.text not in _SMALL),
        is_person(phrase),
        _is_plural(phrase),
    )


def _entries(phrase: Phrase) -> set[str]:
    """Return the vocabulary's names of those whom a phrase names."""
    return {w.source.entry.term for w in phrase.words if w.source and w.kind == "named"}


def bare(word: Word) -> str:
    """Return a word without its possessive."""
    return word.text.removesuffix("'s").removesuffix("'")


def is_person(phrase: Phrase) -> bool:
    """Tell whether the phrase means one human being."""
    if any(w.source is not None and w.source.entry.values.get("person") for w in phrase.words):
        return True
    leaders = [w for w in phrase.words if w.party is not None and w.party.key == "leaders"]
    if any(not word.text.endswith("'s") for word in leaders):  # not "Burhan's aides"
        return True
    roles = [w for w in phrase.words if w.kind == "role" and w.source is not None]
    if roles:
        return not _is_plural(phrase)
    return phrase.kind == "name" and not phrase.has("institution", "named", "record")


def _is_plural(phrase: Phrase) -> bool:
    for word in phrase.words:
        if word.source is None or word.end < word.source.end:
            continue
        if word.kind == "role":
            return word.source.key == "plural" or _noun_of(phrase, word.source).endswith("s")
        if word.source.key == "plural":
            return True
    return False


def _noun_of(phrase: Phrase, term: Term) -> str:
    """Return the noun of an office: the director of "director, media operations"."""
    words = [word.text for word in phrase.words if word.source is term]
    end = next((at for at, text in enumerate(words) if text in (",", "of", "for")), len(words))
    return words[max(end - 1, 0)]


def acronym_in(phrase: Phrase, text: str) -> str | None:
    """Return the letters where a name is nothing but an acronym, "the JIB", else None."""
    last = phrase.words[-1]
    letters = text[last.start : last.end]
    single = phrase.last - phrase.first == 1 + (phrase.words[0].text == "the")
    short = single and phrase.kind == "name" and letters.isupper() and len(letters) > 1
    return letters if short else None
