"""What kind of source a name is, and the one name under which it is filed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.attribute.antecedent import Source, is_person
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase, is_link
from tracker.attribute.words import DETERMINERS, PARTICLES, REGIONS, Word
from tracker.lexicon import Term

_SPACES = re.compile(r"\s+")
_ABOUT = frozenset({"forms", "cased_forms", "demonyms", "government", "places", "forces"})
_BY_NAME = frozenset({"forms", "cased_forms", "government"})
_LOCAL_WORDS = frozenset(
    "local regional district provincial municipal city town village county state".split()
)
_MEMBERS = frozenset({"media", "witness", "military"})
_SPEAKERS = frozenset({"named", "institution", "role", "record"})
_SPEAKS_FOR = frozenset({"spokesman", "military spokesman", "government spokesman"})


@dataclass(frozen=True, slots=True)
class Identity:
    """The type of a source and the name under which it is filed; the terms that told."""

    type: str | None
    source: str | None
    type_term: Term | None = None
    source_term: Term | None = None


def parties_of(page: Page, spoken: Iterable[Phrase]) -> Mapping[str, int]:
    """Return how often a text names each party, outside of the names of its sources."""
    names = sorted((phrase.start, phrase.end) for phrase in spoken)
    counted: Counter[str] = Counter()
    at = 0
    for term in page.parties:
        while at < len(names) and names[at][1] <= term.start:
            at += 1
        within = at < len(names) and names[at][0] <= term.start
        if term.key in _ABOUT and not within:
            counted[str(term.entry.get("name"))] += 1
    for war in page.wars:
        if not any(start <= war.start < end for start, end in names):
            counted.update({*war.entry.values["one"][:1], *war.entry.values["other"][:1]})
    return counted


def identify(source: Source, page: Page, about: Mapping[str, int]) -> Identity:
    """Return the type and the filed name of a source."""
    name = _Name(source, page, about)
    type_, type_term = name.type()
    filed, filed_term = name.filed()
    return Identity(type_, filed, type_term, filed_term)


@dataclass(frozen=True, slots=True)
class _Name:
    """One source's name with what the text is about."""

    source: Source
    page: Page
    about: Mapping[str, int]

    @property
    def phrase(self) -> Phrase:
        return self.source.phrase

    @property
    def terms(self) -> list[Term]:
        found: list[Term] = []
        for word in self.phrase.words:
            term = word.source
            if term is None or (found and found[-1] is term):
                continue
            if self.page.folded[term.end : term.end + 1] != "-":  # "Houthi-run", "state-owned"
                found.append(term)
        return found

    @property
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
        found = countries or named
        return found[0] if found else None

    @property
    def home(self) -> str | None:
        """Whose source it is: by its words, by the vocabulary, or by what the text is about."""
        if self.party is not None:
            return self.party.entry.get("name")
        known = next((home for term in self.terms if (home := term.entry.get("home"))), None)
        return known or self._usual()

    def _usual(self) -> str | None:
        for term in self.terms:
            usual = term.entry.values.get("usual")
            for party in usual if isinstance(usual, tuple) else ():
                if self._is_about(str(party)):
                    return str(party)
        return None

    def _is_about(self, party: str) -> bool:
        """Tell whether a text deals with a party's war and hardly with any other."""
        own = {party} | self.page.sides.opponents.get(party, frozenset())
        mine = sum(count for name, count in self.about.items() if name in own)
        return mine > 0 and mine >= 2 * (sum(self.about.values()) - mine)

    def type(self) -> tuple[str | None, Term | None]:
        """Return the type, and the term that told it."""
        term = self._type_term()
        if term is None:
            return self._type_of_party()
        if term.entry.term in _SPEAKS_FOR and not term.entry.get("type"):
            local = any(word.text in _LOCAL_WORDS | REGIONS for word in self.phrase.words)
            if local or self.party is None:
                return ("local_authority" if local else None), term
            return self._of_side("government"), term
        given = term.entry.get("type")
        if given == "anonymous_official" and any(
            word.text in _LOCAL_WORDS for word in self.phrase.words
        ):
            return "local_authority", term
        if self._is_association(term):
            return "monitor_ngo", term
        if given in ("government", "military"):
            return self._of_side(given), term
        return given, term

    def _is_association(self, term: Term) -> bool:
        """Tell a syndicate of journalists from journalists."""
        after = [t for t in self.terms if t.start > term.start and t.entry.term == "group"]
        members = term.entry.get("kind") == "role" and term.entry.get("type") in _MEMBERS
        return bool(after) and members and after[0].start < self._head_end()

    def _type_term(self) -> Term | None:
        """Return the term that says what it is: a known person, else the head of the phrase."""
        typed = [term for term in self.terms if term.entry.get("type")]
        if not typed:
            return next((t for t in self.terms if t.entry.term in _SPEAKS_FOR), None)
        person = [term for term in typed if term.entry.values.get("person")]
        head_end = self._head_end()
        heads = [term for term in self.terms if term.start < head_end]
        if heads and heads[-1].entry.get("kind") == "record":
            heads = []
        known = [t for t in heads if t.entry.get("type") and t.entry.term != "rank"]
        if heads and heads[-1].entry.term == "group":  # the army's press committee is the army's
            known = known[:1]
        bodies = [term for term in typed if term.entry.get("kind") in ("named", "institution")]
        return (person or known[-1:] or bodies[-1:] or typed)[0]

    def _head_end(self) -> int:
        """Return where the first noun of the phrase ends, before "of", "in" or a comma."""
        for word in self.phrase.words:
            if (is_link(word) and word.text != "and") or word.text == ",":
                return word.start
        return self.phrase.end

    def _type_of_party(self) -> tuple[str | None, Term | None]:
        """Read a bare party: "Ukraine says" is its government, an armed group its command."""
        if not self._is_bare_party():
            return None, None
        term = next(word.party for word in self.phrase.words if word.party is not None)
        if term.entry.get("kind") == "group" or term.key == "forces":
            return "belligerent_military", term
        if term.key == "outlets":
            return "media", term
        if term.key in ("places", "demonyms"):
            return ("local_authority" if term.key == "places" else None), term
        return self._of_side("government"), term

    def _is_bare_party(self) -> bool:
        content = [w for w in self.phrase.words if w.is_word and w.text not in DETERMINERS]
        return bool(content) and all(word.party is not None for word in content)

    def _of_side(self, given: str) -> str:
        """Tell a belligerent from a government that speaks of others' war."""
        home = self.home
        sides = self.page.sides
        fights = home is None or not self.about or home in sides.groups or home in self.about
        fights = fights or any(foe in self.about for foe in sides.opponents.get(home or "", ()))
        return f"belligerent_{given}" if fights else "foreign_government"

    def filed(self) -> tuple[str | None, Term | None]:
        """Return the one name of the source, or None where the words single nobody out."""
        persons = [term for term in self.terms if term.entry.values.get("person")]
        named = [t for t in self.terms if t not in persons and self._is_meant(t)]
        if self._are_several():
            return None, None
        if persons:
            return self._canonical(persons[0]), persons[0]
        person = self._person() if is_person(self.phrase) else None
        speaks_for = any(term.entry.term in _SPEAKS_FOR for term in self.terms)
        if person and not (speaks_for and (named or self.party)):
            return person, None
        if named:
            return self._canonical(named[0]), named[0]
        if self.source.plural:
            return None, None
        return self._of_party() or (person or self._proper_name(), None)

    def _is_meant(self, term: Term) -> bool:
        """Tell a named source from a namesake of another country."""
        if term.entry.get("kind") != "named":
            return False
        home, party = term.entry.get("home"), self.party
        if party is None or home is None or party.entry.get("kind") != "country":
            return True
        inside = term.start <= party.start < term.end
        return inside or home == party.entry.get("name") or home in self.page.sides.groups

    def _are_several(self) -> bool:
        """Tell "the army and residents": two sources, of which none is singled out."""
        words = self.phrase.words
        for at, word in enumerate(words):
            if word.text == "and" and is_link(word):
                before = any(w.kind in _SPEAKERS for w in words[:at])
                return before and any(w.kind in _SPEAKERS for w in words[at:])
        return False

    def _canonical(self, term: Term) -> str:
        return term.entry.get("source") or self._printed(term.start, term.end)

    def _printed(self, start: int, end: int) -> str:
        return _SPACES.sub(" ", self.page.document.text[start:end])

    def _person(self) -> str | None:
        """Return a person's name without title and office."""
        words = self.phrase.words
        leaders = [w.party for w in words if w.party is not None and w.party.key == "leaders"]
        if leaders:
            return self._printed(leaders[-1].start, leaders[-1].end)
        last = len(words)
        first = last
        while first and _is_name_word(words[first - 1]):
            first -= 1
        while last > first and words[first].text in PARTICLES:
            first += 1
        if first < last and not (first and words[first - 1].text in ("of", "in", "for", "at")):
            return self._printed(words[first].start, self.phrase.end)
        first = 0
        last = next((i for i, word in enumerate(words) if not _is_name_word(word)), len(words))
        if last and last < len(words) and words[last].text == ",":
            return self._printed(words[0].start, words[last - 1].end)
        return None

    def _of_party(self) -> tuple[str, Term] | None:
        """Return "Ministry of Health of Sudan" for a ministry whose country is plain."""
        for term in self.terms:
            pattern = term.entry.get("source")
            if pattern is None or term.entry.get("kind") not in ("institution", "role"):
                continue
            covering = self.party if self.party and self.party.end >= term.end else None
            if covering is not None and covering.start <= term.start:
                return str(covering.entry.get("name")), covering
            party = self.party.entry.get("name") if self.party else self._usual()
            if party is not None and not self._is_local(term):
                return _named_for(term, party) or pattern.replace("{party}", party), term
        if self._is_bare_party() and self.party is not None and self.party.key in _BY_NAME:
            name = str(self.party.entry.get("name"))
            country = self.party.entry.get("kind") == "country"
            return (f"Government of {name}" if country else name), self.party
        return None

    def _is_local(self, term: Term) -> bool:
        """Tell a region's or a city's office from the country's own."""
        for word in self.phrase.words:
            if word.source is term:
                if term.entry.get("kind") == "role":
                    return False  # what follows is the person's name
                continue
            if word.text in _LOCAL_WORDS | REGIONS or (word.party and word.party.key == "places"):
                return True
            plain = word.source is None and word.party is None and word.text not in DETERMINERS
            if word.capital and plain:
                return True
        return False

    def _proper_name(self) -> str | None:
        """Return a proper name as printed; common words single nobody out."""
        words = self.phrase.words
        comma = next((at for at, word in enumerate(words) if word.text == ","), len(words))
        words = words[:comma]
        if any(word.kind in ("role", "record") for word in words):
            return None
        body = any(word.kind == "institution" for word in words)
        if body and any(is_link(word) and word.text not in ("and", "of") for word in words):
            return None
        own = [w for w in words if w.capital and w.source is None and w.text not in DETERMINERS]
        if not own or words[0].text in ("some", "several", "many", "two", "a", "an"):
            return None
        common = [w for w in words if not w.capital and w.is_word and w.source is None]
        if any(len(word.text) > 3 and word.party is None for word in common):
            return None
        first = 1 if words[0].text in DETERMINERS and len(words) > 1 else 0
        return self._printed(words[first].start, words[-1].end)


def _named_for(term: Term, party: str) -> str | None:
    """Return the name of its own that an institution has for a party."""
    special = term.entry.values.get("sources")
    for pair in special if isinstance(special, tuple) else ():
        owner, _, name = pair.partition(": ")
        if owner == party:
            return str(name)
    return None


def _is_name_word(word: Word) -> bool:
    return (
        (word.capital or word.text in PARTICLES)
        and word.source is None
        and word.party is None
        and word.text not in REGIONS | DETERMINERS
    )
