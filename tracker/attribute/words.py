"""A sentence word by word, with what the vocabulary knows of each; and the closed word classes."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from tracker.frozen import dataclass
from tracker.lexicon import Term
from tracker.models import Document, Sentence

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
    "also later earlier so far then now too first further meanwhile again already since still "
    "only even just once soon therefore thus instead however today yesterday tonight ever recently "
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

PLACED = frozenset("abroad there here nearby elsewhere alike".split())
"""Adverbs that stand behind the noun they belong to: "activists abroad"."""

STOPS = frozenset('.;:!?()[]{}"\u2013\u2014\u2026|/\u2022*')
DASHES = frozenset("-\u2013\u2014")

_WORD = re.compile(
    r"([a-z]{2,}+(?=[ ,])"  # nearly every word: the other forms need not be tried
    r"|(?:[^\W\d_]\.){2,}"
    r"|\b(?:maj|brig|lt|col)\.?-(?:gen|col)\."  # "Maj.-Gen. Tukur Bello"
    r"|\b(?:col|gen|lt|maj|capt|sgt|brig|adm|cmdr|dr|mr|mrs|ms|st|prof|rev|hon|gov|sen|rep)\."
    r"|\b[^\W\d_]\.(?= [^\W\d_]{2})"  # "N. Biren Singh"
    r"|\d+(?:[.,:]\d+)*(?:-\w+)*"
    r"|\w+(?:['\-&/]\w+)*(?:(?<=s)'(?=\s\w))?"
    r"|\.{2,}|\S)"
)


_NO_CAPITALS = str.maketrans("", "", string.ascii_lowercase + string.digits + " .,")
"""What most of a text is: without it little is left to be looked at letter by letter."""


class Word(NamedTuple):
    """A word or a mark: its folded text, and the vocabulary's terms that it stands in.

    ``source`` is a term of the sources, ``party`` one of the parties; ``cue`` a word of saying
    that begins or stands here; ``capital`` is False where capitals say nothing. There are
    hundreds in an article, hence no dataclass.
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
        return self.source.entry.values["kind"] if self.source else None

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


def read_line(document: Document, sentence: Sentence, terms: Sequence[Sequence[Term]]) -> Line:
    """Return a sentence as words, each with its terms of sources, parties and saying."""
    text, folded = document.text, document.folded
    pieces = _WORD.split(
        folded[sentence.start : sentence.end]
    )  # what is between words, a word, ...
    places = list(accumulate(map(len, pieces), initial=sentence.start))
    words, starts, ends = pieces[1::2], places[1:-1:2], places[2::2]
    blind, shouted = _is_blind(text, sentence, starts, ends)
    capitals = [False] * len(words) if blind else _capitals(text, starts, words)
    found = [_of_words(starts, group, shouted) for group in terms]
    made = map(_make_word, zip(starts, ends, words, capitals, *found, strict=True))
    return Line(sentence, tuple(made), blind)


_make_word = partial(tuple.__new__, Word)


def _of_words(starts: list[int], terms: Sequence[Term], shouted: bool) -> list[Term | None]:
    """Return for each word the term that it stands in."""
    found: list[Term | None] = [None] * len(starts)
    for term in terms:
        if shouted and not _sure(term):
            continue
        at = max(bisect_right(starts, term.start) - 1, 0)
        while at < len(starts) and starts[at] < term.end:
            found[at] = term
            at += 1
    return found


def _sure(term: Term) -> bool:
    """Tell where the spelling alone is enough: in a shouting text "WHO" and "US" are words."""
    return term.key != "cased_forms" or term.end - term.start > 3


def _is_blind(
    text: str, sentence: Sentence, starts: Sequence[int], ends: Sequence[int]
) -> tuple[bool, bool]:
    """Tell whether capitals say nothing in a sentence, and whether it is all printed in them."""
    printed = text[sentence.start : sentence.end].translate(_NO_CAPITALS)
    if sum(map(str.isupper, printed)) < len(starts) / 3:
        return False, False
    long = (text[start:end] for start, end in zip(starts, ends, strict=True) if end - start > 3)
    words = [word for word in long if word[0].isalpha()]
    if len(words) < 4:
        return False, False
    shouted = sum(word.isupper() for word in words) > 0.6 * len(words)
    stopped = sentence.zone == "body" and text.endswith(".", sentence.start, sentence.end)
    if stopped and not shouted:  # "High Commissioner Ada Bell addressed the Security Council."
        return False, False
    return shouted or sum(word[0].isupper() for word in words) > 0.85 * len(words), shouted


def _capitals(text: str, starts: Sequence[int], words: Sequence[str]) -> list[bool]:
    """Tell of each word whether it has a capital."""
    return [
        text[start].isupper()
        or (("-" in word or "'" in word) and _has_joined_capital(text, start, word))
        for start, word in zip(starts, words, strict=True)
    ]


def _has_joined_capital(text: str, start: int, word: str) -> bool:
    """Tell "al-Ghazal" and "d'Azur", which have their capital behind the mark."""
    if len(word) < 5:
        return False
    mark = next((at for at in (1, 2, 3) if word[at] in "-'"), 0)
    return mark > 0 and text[start].isalpha() and text[start + mark + 1].isupper()
