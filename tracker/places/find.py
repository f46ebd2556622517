"""Which of the names in a text are places, and which place each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from tracker.frozen import dataclass
from tracker.gazetteer import COUNTRY, OWN, REGION, TOWN, Gazetteer, Known, load_gazetteer
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Place, Sentence
from tracker.places.context import (
    VERBS,
    is_government,
    is_locative,
    is_namesake,
    is_next_subject,
    is_owner,
    is_part_of_a_name,
    unknown_before,
)
from tracker.places.names import Name, find_names
from tracker.spans import covering
from tracker.spoken import is_where_it_was_said

_BIG = 100_000
"""A town of so many inhabitants is taken without its country being named."""
_SMALL = 40_000
"""The same for a town said to be a place, whose name no other country's town has."""
_SMALLEST = 15_000
"""The same again in a text that names no country."""
_DOMINANT = 500_000
"""A town of so many is not taken for a namesake with an eighth of its inhabitants."""
_IN = re.compile(r"\b(?:in|near|at|outside|around|struck|hit) (?:the (?:town|city|village) of )?$")
_COMMA = re.compile(r",\s+(?:in |and )?(?:[a-z]+ ){0,2}|\s+in (?:the )?(?:[a-z-]+ ){0,2}| \(")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A name with the place chosen for it; ``sure`` where its region or country follows it."""

    name: Name
    known: Known
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Voices:
    """Where words of speaking and names of seats of government start.

    ``concerned`` are the codes of the countries that the text names, and of their adversaries;
    ``at_war`` those of all countries in the vocabulary's conflicts.
    """

    speaking: dict[int, str]
    seats: set[int]
    concerned: frozenset[str]
    at_war: frozenset[str]


def find_places(document: Document, lexicon: Lexicon) -> tuple[Place, ...]:
    """Return the places named in the text, in order; a government named by its capital is none."""
    gazetteer = load_gazetteer(lexicon)
    terms = lexicon.find("parties", document)
    roles = lexicon.find("roles", document)
    speaking = {term.start: str(term.entry.values["role"]) for term in roles}
    other = covering(term for term in roles if term.entry.values["role"] == "else")
    weights = _countries_named(terms)
    seats = {term.start for term in terms if term.key == "government"}
    voices = _Voices(speaking, seats, *_concerned(weights, lexicon))
    named: list[_Choice] = []
    for sentence, own in _by_sentence(document, terms):
        names = _with_countries(find_names(document, sentence, gazetteer), own)
        names = [name for name in names if not _is_within(name, other)]
        named += _choose(document, names, weights, voices)
    kept: list[_Choice] = []
    starts = {choice.name.start for choice in named}
    for choice in named:
        if choice.known.kind == COUNTRY and is_owner(document, choice.name, starts):
            continue
        if is_where_it_was_said(document, choice.name):
            continue
        after = kept and kept[-1].sure and kept[-1].name.end + len(", ") == choice.name.start
        if _is_place(document, choice, weights, voices) or (after and not choice.name.ordinary):
            kept.append(choice)
    places = [_as_place(document, choice, gazetteer) for choice in kept]
    return tuple(sorted(_with_unknown(document, places), key=lambda place: place.start))


def _is_within(name: Name, other: Mapping[int, Term]) -> bool:
    """Tell whether a name is only a part of another: "Wales" in "New South Wales"."""
    longer = other.get(name.start)
    return longer is not None and name.end - name.start < longer.end - longer.start


def _countries_named(terms: list[Term]) -> Counter[str]:
    """Return how often each country is named, by its code: as itself, its people, its army."""
    codes = (term.entry.values.get("code") for term in terms)
    return Counter(part for code in codes if code for part in code.split())


def _concerned(weights: Counter[str], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of the countries named and their adversaries, and of all that are at war."""
    adversaries = _adversaries(lexicon)
    named = frozenset(weights).union(*(adversaries.get(code, ()) for code in weights))
    return named, frozenset(adversaries)


@lru_cache(maxsize=4)
def _adversaries(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return for each country's code those of all countries that its wars are about."""
    parties = {entry.get("name"): entry for entry in lexicon.entries("parties")}
    found: dict[str, frozenset[str]] = {}
    for war in lexicon.entries("conflicts"):
        sides = (parties[name] for name in (*war.values["one"], *war.values["other"]))
        homes = (parties[entry.get("home") or entry.get("name")] for entry in sides)
        codes = frozenset(part for home in homes for part in (home.get("code") or "").split())
        for code in codes:
            found[code] = found.get(code, frozenset()) | codes
    return found


def _by_sentence(document: Document, terms: list[Term]) -> Iterable[tuple[Sentence, list[Term]]]:
    """Yield each sentence with the countries that are named in it."""
    index = 0
    for sentence in document.sentences:
        own = []
        while index < len(terms) and terms[index].start < sentence.end:
            if terms[index].start >= sentence.start:
                own.append(terms[index])
            index += 1
        yield sentence, own


def _with_countries(names: Iterable[Name], terms: list[Term]) -> list[Name]:
    """Return the names with the countries among them; the longer of two that overlap stands.

    A name that is also an armed group's ("Fano") is left out.
    """
    names = list(names)
    if not terms:
        return names
    groups = {term.start for term in terms if term.entry.values["kind"] == "group"}
    countries = [
        Name(t.start, t.end, (Known(code.split(" ", 1)[0], "", _BIG, COUNTRY),))
        for t in terms
        if t.key in {"forms", "cased_forms"} and (code := t.entry.values.get("code"))
    ]
    countries += _parts_of_countries(names, terms)
    merged: list[Name] = []
    for name in sorted((*countries, *names), key=lambda n: (n.start, -n.end)):
        if name.start in groups:
            continue
        if merged and name.start < merged[-1].end:
            if name.start == merged[-1].start and name.end == merged[-1].end:
                merged[-1] = replace(merged[-1], options=merged[-1].options + name.options)
            continue
        merged.append(name)
    return merged


def _parts_of_countries(names: list[Name], terms: list[Term]) -> Iterator[Name]:
    """Yield the parts of countries that the vocabulary of parties knows: "Gojjam".

    Where the gazetteer names the same place, or one within it ("occupied Crimea"), its name
    stands, unless that is another country's: "Pakistan-administered Kashmir".
    """
    for term in terms:
        code = term.entry.values.get("code")
        if term.key != "places" or not code:
            continue
        country = code.split(" ", 1)[0]
        within = [name for name in names if term.start <= name.start < term.end]
        if not any(known.country == country for name in within for known in name.options):
            yield Name(term.start, term.end, (Known(country, "", OWN, REGION),))


def _choose(
    document: Document, names: list[Name], weights: Counter[str], voices: _Voices
) -> list[_Choice]:
    """Return the choice for each name of a sentence, decided from the last to the first.

    The last goes first because a name is read with what follows it: "Tripoli, Lebanon".
    """
    chosen: list[_Choice] = []
    for name in reversed(names):
        follower = chosen[-1] if chosen else None
        if follower and not _COMMA.fullmatch(document.folded, name.end, follower.name.start):
            follower = None
        wider = follower.known if follower is not None and _is_wider(follower) else None
        choice = _best(name, wider, weights)
        tight = follower is not None and follower.name.start - name.end == len(", ")
        speaks = follower is not None and voices.speaking.get(follower.name.end + 1) in VERBS
        smaller = not choice.sure and choice.known.kind != COUNTRY
        if wider is not None and tight and smaller and not speaks:
            # "Amazonas, Brazil", which the gazetteer knows only in Colombia
            choice = _Choice(name, Known(wider.country, wider.region, 0, TOWN), sure=True)
        chosen.append(choice)
    return chosen[::-1]


def _is_wider(choice: _Choice) -> bool:
    """Tell whether a region or country is meant in which other places lie."""
    return choice.known.kind != TOWN and (choice.sure or not choice.name.ordinary)


def _best(name: Name, wider: Known | None, weights: Counter[str]) -> _Choice:
    """Return what a name means most likely, given the wider place that follows it, if any."""
    biggest = max(known.population for known in name.options)

    def is_within(known: Known) -> bool:
        return wider is not None and known.country == wider.country and known != wider

    def fitness(known: Known) -> tuple[bool, bool, bool, int, bool, bool, int]:
        within = is_within(known)
        return (
            within and wider is not None and wider.region in {"", known.region},
            within,
            biggest < _DOMINANT
            or known.population * 8 > biggest
            or known.kind == COUNTRY
            or (name.regional and known.kind == REGION),
            weights[known.country],
            name.regional and known.kind == REGION,
            known.kind == COUNTRY,
            known.population,
        )

    best = max(name.options, key=fitness) if len(name.options) > 1 else name.options[0]
    return _Choice(name, best, sure=is_within(best))


def _is_place(document: Document, choice: _Choice, weights: Counter[str], voices: _Voices) -> bool:
    name, known = choice.name, choice.known
    if choice.sure:
        return True
    if known.kind == COUNTRY:
        said = is_locative(document, name) or unknown_before(document, name.start) is not None
        said = said and not is_next_subject(document, name, voices.speaking)
        return said and not is_part_of_a_name(document, name)
    capital = name.start in voices.seats and not name.regional
    if name.ordinary or is_government(document, name, voices.speaking, capital=capital):
        return False
    if not (weights[known.country] or name.regional) and _has_a_double(name, known):
        return False
    elsewhere = bool(weights) and not weights[known.country]
    if elsewhere and (name.common or is_namesake(document, name)):
        return False
    if elsewhere and _is_far_off(name, known, voices):
        return False
    locative = is_locative(document, name)
    whole = not is_part_of_a_name(document, name, regional=name.regional)
    if not whole and not (locative and known.population >= _BIG):
        return False
    if weights[known.country] or name.regional or known.population == OWN:
        return True
    only = len({option.country for option in name.options}) == 1
    within = _IN.search(document.folded, max(0, name.start - 30), name.start)
    small = _SMALLEST if within and not weights else _SMALL
    return known.population >= (small if locative and only else _BIG if locative else 3 * _BIG)


def _has_a_double(name: Name, known: Known) -> bool:
    """Tell a name that two towns of about one size bear: "Springfield", "Cambridge"."""
    if known.kind != TOWN or known.population == OWN or known.population >= _DOMINANT:
        return False
    return any(
        other.kind == TOWN
        and (other.country, other.region) != (known.country, known.region)
        and other.population != OWN
        and other.population * 2 > known.population
        for other in name.options
    )


def _is_far_off(name: Name, known: Known, voices: _Voices) -> bool:
    """Tell a town of a country with which the text has nothing to do.

    "In Blida" may be a village of Lebanon, though the gazetteer knows only Algeria's town: it is
    taken where the country is at war and no other has the name, or where it is a big city.
    """
    if known.kind != TOWN or (known.population == OWN or known.population >= _DOMINANT):
        return False
    alone = len({option.country for option in name.options}) == 1
    return known.country not in (voices.at_war if alone else voices.concerned)


def _with_unknown(document: Document, places: list[Place]) -> Iterator[Place]:
    """Yield the places, and before each the ones that only it makes known ("Godini, Kenya")."""
    taken = {index for place in places for index in range(place.start, place.end)}
    for place in places:
        yield place
        start = place.start
        while (found := unknown_before(document, start)) is not None:
            start, end = found
            if taken.intersection(range(start, end)):
                break
            name = " ".join(document.text[start:end].split())
            yield Place(start, end, name, place.country, place.region)


def _as_place(document: Document, choice: _Choice, gazetteer: Gazetteer) -> Place:
    name, known = choice.name, choice.known
    return Place(
        name.start,
        name.end,
        " ".join(document.text[name.start : name.end].split()),
        gazetteer.country(known.country),
        gazetteer.region(known.country, known.region),
    )
