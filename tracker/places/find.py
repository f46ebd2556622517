"""Which of the names in a text are places, and which place each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tracker.frozen import dataclass
from tracker.gazetteer import COUNTRY, OWN, TOWN, Gazetteer, Known, load_gazetteer
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Place, Sentence
from tracker.places.choice import DOMINANT, Choice, choose
from tracker.places.context import (
    is_government,
    is_locative,
    is_namesake,
    is_next_subject,
    is_owner,
    is_part_of_a_name,
    unknown_before,
)
from tracker.places.countries import BIG, concerned_countries, countries_named, with_countries
from tracker.places.names import Name, find_names
from tracker.places.unlisted import find_unlisted
from tracker.spans import covering
from tracker.spoken import is_where_it_was_said

_ARMS = frozenset({"army", "air force", "navy", "police"})
"""Entries of the sources whose names no place bears: "of the Malian Army, Gao"."""
_SMALL = 40_000
"""The same for a town said to be a place, whose name no other country's town has."""
_SMALLEST = 15_000
"""The same again in a text that names no country."""
_IN = re.compile(r"\b(?:in|near|at|outside|around|struck|hit) (?:the (?:town|city|village) of )?$")


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
    weights = countries_named(terms)
    seats = {term.start for term in terms if term.key == "government"}
    voices = _Voices(speaking, seats, *concerned_countries(weights, lexicon))
    named: list[Choice] = []
    for sentence, own in _by_sentence(document, terms):
        names = with_countries(find_names(document, sentence, gazetteer), own)
        names = [name for name in names if not _is_within(name, other)]
        named += choose(document, names, weights, voices.speaking)
    kept: list[Choice] = []
    starts = {choice.name.start for choice in named}
    for choice in named:
        if choice.known.kind == COUNTRY and is_owner(document, choice.name, starts):
            continue
        after = kept and kept[-1].sure and kept[-1].name.end + len(", ") == choice.name.start
        place = (after and not choice.name.ordinary) or _is_place(document, choice, weights, voices)
        if place and not is_where_it_was_said(document, choice.name):
            kept.append(choice)
    places = list(
        _with_unknown(
            document,
            [_as_place(document, choice, gazetteer) for choice in kept],
            covering(t for t in lexicon.find("sources", document) if t.entry.term in _ARMS),
        )
    )
    places += find_unlisted(document, places, lexicon)
    return tuple(sorted(places, key=lambda place: place.start))


def _is_within(name: Name, other: Mapping[int, Term]) -> bool:
    """Tell whether a name is only a part of another: "Wales" in "New South Wales"."""
    longer = other.get(name.start)
    return longer is not None and name.end - name.start < longer.end - longer.start


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


def _is_place(document: Document, choice: Choice, weights: Counter[str], voices: _Voices) -> bool:
    name, known = choice.name, choice.known
    if choice.sure:
        return True
    if known.kind == COUNTRY:
        said = is_locative(document, name) or unknown_before(document, name.start) is not None
        said = said and not is_next_subject(document, name, voices.speaking)
        return said and not is_part_of_a_name(document, name)
    if name.ordinary:
        return False
    if not (weights[known.country] or name.regional) and _has_a_double(name, known):
        return False
    elsewhere = bool(weights) and not weights[known.country]
    if elsewhere and (name.common or is_namesake(document, name)):
        return False
    if elsewhere and _is_far_off(name, known, voices):
        return False
    locative = is_locative(document, name)
    capital = name.start in voices.seats and not name.regional
    if is_government(document, name, voices.speaking, capital=capital, locative=locative):
        return False
    whole = not is_part_of_a_name(document, name, regional=name.regional)
    if not whole and not (locative and known.population >= BIG):
        return False
    if weights[known.country] or name.regional or known.population == OWN:
        return True
    only = len({option.country for option in name.options}) == 1
    within = _IN.search(document.folded, max(0, name.start - 30), name.start)
    small = _SMALLEST if within and not weights else _SMALL
    return known.population >= (small if locative and only else BIG if locative else 3 * BIG)


def _has_a_double(name: Name, known: Known) -> bool:
    """Tell a name that two towns of about one size bear: "Springfield", "Cambridge"."""
    if known.kind != TOWN or known.population == OWN or known.population >= DOMINANT:
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
    if known.kind != TOWN or (known.population == OWN or known.population >= DOMINANT):
        return False
    alone = len({option.country for option in name.options}) == 1
    return known.country not in (voices.at_war if alone else voices.concerned)


def _with_unknown(
    document: Document, places: list[Place], sources: Mapping[int, Term]
) -> Iterator[Place]:
    """Yield the places, and before each the ones that only it makes known ("Godini, Kenya").

    Not the army of "the brigade of the Malian Army, Gao".
    """
    taken = {index for place in places for index in range(place.start, place.end)}
    for place in places:
        yield place
        start = place.start
        while (found := unknown_before(document, start)) is not None:
            start, end = found
            if taken.intersection(range(start, end)) or not sources.keys().isdisjoint(
                range(start, end)
            ):
                break
            name = " ".join(document.text[start:end].split())
            yield Place(start, end, name, place.country, place.region)


def _as_place(document: Document, choice: Choice, gazetteer: Gazetteer) -> Place:
    name, known = choice.name, choice.known
    return Place(
        name.start,
        name.end,
        " ".join(document.text[name.start : name.end].split()),
        gazetteer.country(known.country),
        gazetteer.region(known.country, known.region),
    )
