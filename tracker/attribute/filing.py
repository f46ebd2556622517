"""The one name under which a source is filed."""

from __future__ import annotations

from tracker.attribute.naming import LOCAL_NOUNS, SPEAKS_FOR, Name
from tracker.attribute.phrase import is_link
from tracker.attribute.source import is_person
from tracker.attribute.words import DETERMINERS, PARTICLES, REGIONS, Word
from tracker.lexicon import Term

_BY_NAME = frozenset({"forms", "cased_forms", "government"})
_OF_STATES = frozenset({"military", "government", "medical"})
"""Types of institutions of which a country has one: not so its police stations and courts."""
_ONE_OF_MANY = frozenset("a an some several many two three four another".split())
_ONE = frozenset({"a", "an", "one", "another"})
_NO_NAMES = REGIONS | DETERMINERS
_SPEAKERS = frozenset({"named", "institution", "role", "record"})


def filed_as(name: Name) -> tuple[str | None, Term | None]:
    """Return the one name of the source, or None where the words single nobody out."""
    persons = [term for term in name.terms if term.entry.values.get("person")]
    named = [t for t in name.terms if t not in persons and _is_meant(name, t)]
    if _are_several(name):
        return None, None
    if persons:
        return _canonical(name, persons[0]), persons[0]
    person = _person(name) if is_person(name.phrase) and not _is_unnamed(name) else None
    speaks_for = any(term.entry.term in SPEAKS_FOR for term in name.terms)
    if person and not (speaks_for and (named or name.party)):
        return person, None
    if named:
        return _canonical(name, named[0]), named[0]
    if name.source.plural:
        return None, None
    return _of_party(name) or (person or _proper_name(name), None)


def _is_unnamed(name: Name) -> bool:
    """Tell "a source at the brigade, Gao": it is no person's name that stands behind."""
    words = name.phrase.words
    return words[0].text in _ONE and any(word.text == "source" for word in words[1:4])


def _is_meant(name: Name, term: Term) -> bool:
    """Tell a named source from a namesake of another country."""
    if term.entry.get("kind") != "named":
        return False
    home, party = term.entry.get("home"), name.party
    if party is None or home is None or party.entry.get("kind") != "country":
        return True
    inside = term.start <= party.start < term.end
    return inside or home == party.entry.get("name") or home in name.page.sides.groups


def _are_several(name: Name) -> bool:
    """Tell "the army and residents": two sources, of which none is singled out."""
    words = name.phrase.words
    for at, word in enumerate(words):
        if word.text == "and" and is_link(word):
            before = any(w.kind in _SPEAKERS for w in words[:at])
            return before and any(w.kind in _SPEAKERS for w in words[at:])
    return False


def _canonical(name: Name, term: Term) -> str:
    return term.entry.get("source") or name.printed(term.start, term.end)


def _person(name: Name) -> str | None:
    """Return a person's name without title and office."""
    words = name.phrase.words
    leaders = [w.party for w in words if w.party is not None and w.party.key == "leaders"]
    if leaders:
        return name.printed(leaders[-1].start, leaders[-1].end)
    last = len(words)
    first = last
    while first and _is_name_word(words[first - 1]):
        first -= 1
    while last > first and words[first].text in PARTICLES:
        first += 1
    if first < last and not (first and words[first - 1].text in ("of", "in", "for", "at")):
        return name.printed(words[first].start, name.phrase.end)
    first = 0
    last = next(
        (i for i, word in enumerate(words) if not (_is_name_word(word) or word.kind == "title")),
        len(words),
    )
    while first < last and words[first].kind == "title":
        first += 1
    if first < last < len(words) and words[last].text == ",":
        return name.printed(words[first].start, words[last - 1].end)
    return None


def _of_party(name: Name) -> tuple[str, Term] | None:
    """Return "Ministry of Health of Sudan" for a ministry whose country is plain."""
    party = name.party
    for term in name.terms:
        pattern = term.entry.get("source")
        if pattern is None or term.entry.get("kind") not in ("institution", "role"):
            continue
        group = party is not None and party.entry.get("kind") == "group"
        if group and party and party.start <= term.start and party.end >= term.end:
            return str(party.entry.get("name")), party
        owner = party.entry.get("name") if party is not None else _owner(name, term)
        if owner is not None and not _is_local(name, term):
            return _named_for(term, owner) or pattern.replace("{party}", owner), term
    if party is None or party.key not in _BY_NAME:
        return None
    ends = party.entry.get("kind") == "group" and party.end == name.phrase.end
    if not (ends or name.is_bare_party()):  # "the region's Fano militia" ends with its name
        return None
    called = str(party.entry.get("name"))
    return (f"Government of {called}" if party.entry.get("kind") == "country" else called), party


def _owner(name: Name, term: Term) -> str | None:
    """Return whose "the army" is, in a text about one country; "an army officer" is nobody's."""
    usual = name.usual()
    if usual is not None or term.entry.get("kind") != "institution":
        return usual
    the_only = name.phrase.words[0].text not in _ONE_OF_MANY
    return name.country_spoken_of() if the_only and term.entry.get("type") in _OF_STATES else None


def _is_local(name: Name, term: Term) -> bool:
    """Tell a region's or a city's office from the country's own."""
    for word in name.phrase.words:
        if word.source is term:
            if term.entry.get("kind") == "role":
                return False  # what follows is the person's name
            continue
        if word.text in LOCAL_NOUNS or (word.party and word.party.key == "places"):
            return True
        plain = word.source is None and word.party is None and word.text not in DETERMINERS
        if word.capital and plain:
            return True
    return False


def _proper_name(name: Name) -> str | None:
    """Return a proper name as printed; common words single nobody out."""
    words = name.phrase.words
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
    return name.printed(words[first].start, words[-1].end)


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
        and word.text not in _NO_NAMES
    )
