"""A sentence word by word, with what the vocabulary knows of each; and the closed word classes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.lexicon import Term
from tracker.models import Sentence

DETERMINERS = frozenset(
    "the a an its their his her our this these those some several many two three four five six "
    "seven eight nine ten both other another any all no every each most".split()
)
PRONOUNS = frozenset("he she it they him them".split())
RELATIVES = frozenset("who which whose whom where".split())
FIRST_PERSON = frozenset("we i our us my".split())
AUXILIARIES = frozenset(
    "has have had having was were is are been being be am would will shall should could can may "
    "might must did does do done".split()
)
FORMS_OF_BE = frozenset("was were is are been being be am".split())
MODALS = frozenset("would will shall should could can may might must to cannot".split())
NEGATIONS = frozenset(
    "not never cannot nor neither without didn't doesn't don't hasn't haven't hadn't wouldn't "
    "couldn't can't isn't wasn't aren't weren't won't".split()
)
ADVERBS = frozenset(
    "also later earlier then now too first further meanwhile again already since still only even "
    "just once soon therefore thus instead however today yesterday tonight ever recently "
    "subsequently previously initially originally separately officially publicly repeatedly "
    "reportedly immediately independently wrongly falsely jointly himself herself itself "
    "themselves".split()
)
CLAUSE_WORDS = frozenset(
    "that as while when because but although though after before since if than so yet until "
    "whereas unless whether who which whom whose where what how why there not nor or amid "
    "following despite including".split()
)
LINKS = frozenset(
    "of for in at from with to on near by inside outside across against under within about around "
    "over into between among through throughout during via".split()
)
"""Words that tie one noun to another."""

WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
TIMES = (
    WEEKDAYS
    | MONTHS
    | frozenset(
        "today yesterday tonight tomorrow morning afternoon evening night midnight noon overnight "
        "late early earlier later last week day year month past hours ago daily".split()
    )
)
PARTICLES = frozenset("al el bin ibn abu de la del da dos van von der ben ould ag and'".split())
OPENERS = frozenset(
    "in on at as but and or so if when while after before since until meanwhile however also by "
    "for from during among with without despite following according then there here still yet now "
    "today yesterday earlier later according elsewhere separately additionally moreover "
    "furthermore nevertheless nearly about some more most up another this that these those "
    "because although though where what who which how not no he she it they we i us you his her "
    "its their our my over under at least between amid per to of".split()
)
"""Words that are capitalised only because a sentence begins with them."""

REGIONS = frozenset(
    "oblast region province district state county city governorate prefecture raion krai "
    "territory department republic division municipality township".split()
)
"""Nouns after the name of a part of a country."""

STOPS = frozenset('.;:!?()[]{}"\u2013\u2014\u2026|/\u2022*')
DASHES = frozenset("-\u2013\u2014")

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\b(?:col|gen|lt|maj|capt|sgt|brig|adm|cmdr|dr|mr|mrs|ms|st|prof|rev|hon|gov|sen|rep)\."
    r"|\d+(?:[.,:]\d+)*(?:-\w+)*"
    r"|\w+(?:['\-&/]\w+)*(?:(?<=s)'(?=\s\w))?"
    r"|\.{2,}|\S"
)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word or a mark: its folded text, and the vocabulary's terms that it stands in.

    ``source`` is a term of the sources, ``party`` one of the parties; ``cue`` a word of saying
    that begins or stands here; ``capital`` is False where capitals say nothing.
    """

    start: int
    end: int
    text: str
    capital: bool
    source: Term | None = None
    party: Term | None = None
    cue: Term | None = None

    @property
    def kind(self) -> str | None:
        """Return the kind of its source term, or None."""
        return self.source.entry.get("kind") if self.source else None

    @property
    def is_word(self) -> bool:
        """Tell a word from a mark."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence as words; ``blind`` where capitals do not tell names from other words."""

    sentence: Sentence
    words: tuple[Word, ...]
    blind: bool

    def at(self, index: int) -> str:
        """Return the folded text of a word, or an empty text beyond the ends."""
        return self.words[index].text if 0 <= index < len(self.words) else ""


def split_words(folded: str, text: str, sentence: Sentence) -> tuple[list[tuple[int, int]], bool]:
    """Return the spans of a sentence's words, and whether its capitals say nothing."""
    spans = [m.span() for m in _WORD.finditer(folded, sentence.start, sentence.end)]
    letters = [text[a] for a, b in spans if b - a > 3 and text[a].isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    shouted = sum(text[a:b].isupper() for a, b in spans if b - a > 3 and text[a].isalpha())
    many = len(letters) >= 4
    return spans, many and (shouted > 0.6 * len(letters) or upper > 0.85 * len(letters))


def is_capital(word: str) -> bool:
    """Tell a capitalised word, "al-Ghazal" and "d'Azur" among them."""
    if word[0].isupper():
        return True
    mark = min((word.find(c) for c in "-'\u2019" if 0 < word.find(c) < 4), default=-1)
    return 0 < mark + 1 < len(word) and mark > 0 and word[mark + 1].isupper()
