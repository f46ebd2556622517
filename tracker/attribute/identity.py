"""What kind of source a name is, and the one name under which it is filed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.attribute.antecedent import Source, is_person
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase
from tracker.attribute.words import DETERMINERS, Word
from tracker.lexicon import Term

_SPACES = re.compile(r"\s+")
_ABOUT = frozenset({"forms", "cased_forms", "demonyms", "government", "places", "forces"})
_LOCAL_WORDS = frozenset("local regional district provincial municipal city town village".split())


@dataclass(frozen=True, slots=True)
class Identity:
    """The type of a source and the name under which it is filed; the terms that told."""

    type: str | None
    source: str | None
    type_term: Term | None = None
    source_term: Term | None = None


def parties_of(page: Page) -> Mapping[str, int]:
    """Return how often a text names each party, outside of the names of sources."""
    spoken = {(term.start, term.end) for term in page.sources}
    counted: Counter[str] = Counter()
    for term in page.parties:
        if term.key in _ABOUT and (term.start, term.end) not in spoken:
            counted[str(term.entry.get("name"))] += 1
    return counted


def identify(source: Source, page: Page, about: Mapping[str, int]) -> Identity:
    """Return the type and the filed name of a source."""
    phrase = source.phrase
    terms = _terms(phrase)
    party = _party(phrase)
    kind = _type_term(terms, phrase)
    filed, filed_term = _filed(source, page, about)
    home = party or _home(terms) or _usual(terms, about)
    type_ = _type(kind, phrase, home, about)
    return Identity(type_, filed, kind, filed_term)


def _terms(phrase: Phrase) -> list[Term]:
    found: list[Term] = []
    for word in phrase.words:
        if word.source is not None and (not found or found[-1] is not word.source):
            found.append(word.source)
    return found


def _party(phrase: Phrase) -> str | None:
    """Return the party that the words name: "Ukraine's", "in Moscow", "Palestinian"."""
    named = [w.party for w in phrase.words if w.party is not None and w.party.key in _ABOUT]
    countries = [term for term in named if term.entry.get("kind") == "country"]
    chosen = (countries or named)[:1]
    return chosen[0].entry.get("name") if chosen else None


def _home(terms: list[Term]) -> str | None:
    return next((home for term in terms if (home := term.entry.get("home"))), None)


def _usual(terms: list[Term], about: Mapping[str, int]) -> str | None:
    """Return whose an institution is where nothing says so but what the text is about."""
    for term in terms:
        usual = term.entry.values.get("usual")
        for party in usual if isinstance(usual, tuple) else ():
            if _is_about(party, about):
                return str(party)
    return None


_OPPONENT = {"Ukraine": "Russia", "Palestine": "Israel"}


def _is_about(party: str, about: Mapping[str, int]) -> bool:
    """Tell whether a text deals with a party's war and with no other."""
    own = {party, _OPPONENT.get(party, party)}
    other = sum(count for name, count in about.items() if name not in own)
    mine = sum(about.get(name, 0) for name in own)
    return mine > 0 and mine >= 2 * other


def _type_term(terms: list[Term], phrase: Phrase) -> Term | None:
    """Return the term that says what kind of source it is: a person's office before all else."""
    typed = [term for term in terms if term.entry.get("type")]
    if not typed:
        return None
    speaker = [t for t in terms if t.entry.term in ("spokesman", "head", "rank", "title", "group")]
    if speaker and speaker[0].entry.term in ("spokesman", "head", "group"):
        others = [t for t in typed if t.entry.get("kind") in ("named", "institution")]
        if others:
            return others[0]
    for kind in ("role", "named", "institution"):
        for term in typed:
            if term.entry.get("kind") == kind and term.entry.term != "rank":
                return term
    return typed[0]


def _type(term: Term | None, phrase: Phrase, home: str | None, about: Mapping[str, int]) -> str | None:
    if term is None:
        return _type_without_term(phrase, about)
    given = term.entry.get("type")
    if given in ("government", "military"):
        return _of_side(given, home, about)
    if given == "anonymous_official" and any(w.text in _LOCAL_WORDS for w in phrase.words):
        return "local_authority"
    return given


def _type_without_term(phrase: Phrase, about: Mapping[str, int]) -> str | None:
    """Read a bare party: "Ukraine says" is its government, an armed group is its command."""
    for word in phrase.words:
        term = word.party
        if term is None:
            continue
        if term.entry.get("kind") == "group" or term.key == "forces":
            return "belligerent_military"
        if term.key == "places":
            return "local_authority"
        if term.key != "demonyms":
            return _of_side("government", term.entry.get("name"), about)
    return None


def _of_side(given: str, home: str | None, about: Mapping[str, int]) -> str:
    """Tell a belligerent from a government that speaks of others' war."""
    fights = home is None or home in about or not about
    if not fights:
        return "foreign_government"
    return f"belligerent_{given}"


def _filed(source: Source, page: Page, about: Mapping[str, int]) -> tuple[str | None, Term | None]:
    """Return the one name of a source, or None where the words single nobody out."""
    phrase = source.phrase
    terms = _terms(phrase)
    persons = [t for t in terms if t.entry.values.get("person")]
    others = [t for t in terms if t.entry.get("kind") == "named" and t not in persons]
    if persons:
        return _canonical(persons[0], page), persons[0]
    person = _person_name(phrase, page) if is_person(phrase) else None
    speaks_for = any(t.entry.term in ("spokesman", "military spokesman", "government spokesman",
                                      "militants' spokesmen") for t in terms)
    if person and not (speaks_for and (others or _party(phrase))):
        return person, None
    if others and not source.plural:
        return _canonical(others[0], page), others[0]
    if source.plural and not others:
        return None, None
    return _institution(phrase, terms, about) or (_proper_name(phrase, page, source), None)


def _canonical(term: Term, page: Page) -> str:
    filed = term.entry.get("source")
    return filed or _SPACES.sub(" ", page.document.text[term.start : term.end])


def _person_name(phrase: Phrase, page: Page) -> str | None:
    """Return the words of a person's name, without title and office."""
    last = phrase.words[-1]
    leaders = [w.party for w in phrase.words if w.party is not None and w.party.key == "leaders"]
    if leaders:
        return _SPACES.sub(" ", page.document.text[leaders[-1].start : leaders[-1].end])
    names: list[Word] = []
    for word in reversed(phrase.words):
        if not word.capital or word.source is not None or word.party is not None:
            break
        names.append(word)
    if not names or last.source is not None:
        return _leading_name(phrase, page)
    return _SPACES.sub(" ", page.document.text[names[-1].start : phrase.end])


def _leading_name(phrase: Phrase, page: Page) -> str | None:
    """Return the name before a title: "Oleksandr Prokudin, head of the administration"."""
    names: list[Word] = []
    for word in phrase.words:
        if not word.capital or word.source is not None or word.party is not None:
            break
        names.append(word)
    if not names or phrase.line.at(phrase.first + len(names)) != ",":
        return None
    return _SPACES.sub(" ", page.document.text[names[0].start : names[-1].end])


def _institution(
    phrase: Phrase, terms: list[Term], about: Mapping[str, int]
) -> tuple[str | None, Term | None] | None:
    """Return "Ministry of Health of Sudan" for a ministry whose country is plain."""
    for term in terms:
        pattern = term.entry.get("source")
        if term.entry.get("kind") not in ("institution", "role") or pattern is None:
            continue
        party = _party(phrase) or _usual(terms, about)
        if party is not None and not _below_the_country(phrase, term):
            return pattern.replace("{party}", party), term
    bare = [w.party for w in phrase.words if w.party is not None and w.kind is None]
    if not terms and bare and bare[0].key in ("forms", "cased_forms", "government", "forces"):
        name = str(bare[0].entry.get("name"))
        country = bare[0].entry.get("kind") == "country" and bare[0].key != "forces"
        return (f"Government of {name}" if country else name), bare[0]
    return None


def _below_the_country(phrase: Phrase, term: Term) -> bool:
    """Tell a region's or a city's office from the country's own."""
    for word in phrase.words:
        if word.source is term:
            continue
        if word.text in _LOCAL_WORDS or (word.party is not None and word.party.key == "places"):
            return True
        if word.capital and word.source is None and word.party is None:
            return True
    return False


def _proper_name(phrase: Phrase, page: Page, source: Source) -> str | None:
    """Return a proper name as printed; common words single nobody out."""
    if not any(
        word.capital and word.party is None and word.kind != "role" and word.text not in DETERMINERS
        for word in phrase.words
    ):
        return None
    if any(word.kind == "role" for word in phrase.words) or source.plural:
        return None
    words = list(phrase.words)
    if any(word.is_word and not word.capital and len(word.text) > 4 and word.party is None
           for word in words):
        return None
    first = 1 if words[0].text in DETERMINERS and len(words) > 1 else 0
    return _SPACES.sub(" ", page.document.text[words[first].start : phrase.end])
