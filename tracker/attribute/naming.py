"""The name of a source with what the text is about: whose it is, and what it is made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase
from tracker.attribute.source import Source
from tracker.attribute.words import DETERMINERS, REGIONS
from tracker.frozen import dataclass, lazy
from tracker.lexicon import Term
from tracker.models import Span
from tracker.spans import contains, covering

LOCAL_WORDS = frozenset(
    "local regional district provincial municipal city town village county state".split()
)
LOCAL_NOUNS = LOCAL_WORDS | REGIONS
SPEAKS_FOR = frozenset({"spokesman", "military spokesman", "government spokesman"})
"""Entries of people who give another's words: what they say is said by whom they speak for."""

_SPACES = re.compile(r"\s+")
_ABOUT = frozenset({"forms", "cased_forms", "demonyms", "government", "places", "forces"})


@dataclass(frozen=True)
class Name:
    """One source's name, and how often the text names each party."""

    source: Source
    page: Page
    about: Mapping[str, int]

    @property
    def phrase(self) -> Phrase:
        """Its words."""
        return self.source.phrase

    @lazy
    def terms(self) -> list[Term]:
        """The terms of the sources in it, in order."""
        found: list[Term] = []
        for word in self.phrase.words:
            term = word.source
            if term is None or (found and found[-1] is term):
                continue
            inside = _is_in_group(term, word.party)
            if not inside and self.page.folded[term.end : term.end + 1] != "-":
                found.append(term)  # neither "Houthi-run" nor "state-owned"
        return found

    @lazy
    def party(self) -> Term | None:
        """The party that the words name, a country before a group: "Ukraine's", "in Moscow"."""
        named = [
            word.party
            for word in self.phrase.words
            if word.party is not None
            and word.party.key in _ABOUT
            and self.page.folded[word.party.end : word.party.end + 1] != "-"  # "US-based"
        ]
        countries = [term for term in named if term.entry.get("kind") == "country"]
        if len(countries) < len(named):  # "the Amhara region's Fano militia"
            countries = [term for term in countries if term.key != "places"]
        found = countries or [t for t in named if t.key != "places"] or named
        return found[0] if found else None

    @lazy
    def home(self) -> str | None:
        """Whose source it is: by its words, by the vocabulary, or by what the text is about."""
        if self.party is not None:
            return self.party.entry.get("name")
        known = next((home for term in self.terms if (home := term.entry.get("home"))), None)
        return known or self.usual()

    def usual(self) -> str | None:
        """Return the party that an institution means in a text about that party's war."""
        for term in self.terms:
            usual = term.entry.values.get("usual")
            for party in usual if isinstance(usual, tuple) else ():
                if self._is_about(str(party)):
                    return str(party)
        return None

    def country_spoken_of(self) -> str | None:
        """Return the one country that a text deals with, whose army is "the army", or None.

        Not so between two countries at war, nor where a group that rules there is named more.
        """
        countries = {p: n for p, n in self.about.items() if p not in self.page.sides.groups}
        if not countries:
            return None
        most = max(countries, key=lambda party: countries[party])
        others = sum(countries.values()) - countries[most]
        foes = self.page.sides.opponents.get(most, frozenset())
        rulers = [self.about[g] for g, home in self.page.sides.homes.items() if home == most]
        if foes & countries.keys() or max(rulers, default=0) > countries[most]:
            return None
        return most if countries[most] >= 2 * others else None

    def _is_about(self, party: str) -> bool:
        """Tell whether a text deals with a party's war and hardly with any other."""
        own = {party} | self.page.sides.opponents.get(party, frozenset())
        mine = sum(count for name, count in self.about.items() if name in own)
        return mine > 0 and mine >= 2 * (sum(self.about.values()) - mine)

    def is_bare_party(self) -> bool:
        """Tell a party that speaks by its name alone: "Ukraine said"."""
        content = [w for w in self.phrase.words if w.is_word and w.text not in DETERMINERS]
        return bool(content) and all(word.party is not None for word in content)

    def printed(self, start: int, end: int) -> str:
        """Return a stretch of the text as printed, without line breaks."""
        return _SPACES.sub(" ", self.page.document.text[start:end])


def _is_in_group(term: Term, party: Term | None) -> bool:
    """Tell the state of "Islamic State", which is a word of a group's name."""
    if (
        party is None
        or party.entry.get("kind") != "group"
        or term.entry.get("type") != "government"
    ):
        return False
    shorter = term.end - term.start < party.end - party.start
    return shorter and party.start <= term.start and term.end <= party.end


def parties_of(page: Page, spoken: Iterable[Phrase], within: Span) -> Mapping[str, int]:
    """Return how often a stretch of text names each party, outside of its sources' names.

    In a text that names none else it is those in these names: "the Algerian army said ... The
    ministry added".
    """
    names = sorted((phrase.start, phrase.end) for phrase in spoken)
    starts = [start for start, _ in names]
    counted: Counter[str] = Counter()

    def in_a_name(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before >= 0 and at < names[before][1]

    outlets = covering(t for t in page.terms_of_sources() if t.entry.get("type") == "media")
    named = [
        term
        for term in page.parties
        if term.key in _ABOUT and contains(within, term) and term.start not in outlets
    ]
    counted.update(str(t.entry.get("name")) for t in named if not in_a_name(t.start))
    for war in page.wars:
        if contains(within, war) and not in_a_name(war.start):
            counted.update({*war.entry.values["one"][:1], *war.entry.values["other"][:1]})
    return counted or Counter(str(term.entry.get("name")) for term in named)
