"""The countries of a text: which are named, which are at war with them, and where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from tracker.gazetteer import COUNTRY, OWN, REGION, Known
from tracker.lexicon import Lexicon, Term
from tracker.places.names import Name

BIG = 100_000
"""A town of so many inhabitants is taken without its country being named."""


def countries_named(terms: list[Term]) -> Counter[str]:
    """Return how often each country is named, by its code: as itself, its people, its army."""
    codes = (term.entry.values.get("code") for term in terms)
    return Counter(part for code in codes if code for part in code.split())


def concerned_countries(
    weights: Counter[str], lexicon: Lexicon
) -> tuple[frozenset[str], frozenset[str]]:
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


def with_countries(names: Iterable[Name], terms: list[Term]) -> list[Name]:
    """Return the names with the countries among them; the longer of two that overlap stands.

    A name that is also an armed group's ("Fano") is left out.
    """
    names = list(names)
    if not terms:
        return names
    groups = {term.start for term in terms if term.entry.values["kind"] == "group"}
    countries = [
        Name(t.start, t.end, (Known(code.split(" ", 1)[0], "", BIG, COUNTRY),))
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
    starts = [name.start for name in names]
    for term in terms:
        code = term.entry.values.get("code")
        if term.key != "places" or not code:
            continue
        country = code.split(" ", 1)[0]
        within = names[bisect_left(starts, term.start) : bisect_left(starts, term.end)]
        if not any(known.country == country for name in within for known in name.options):
            yield Name(term.start, term.end, (Known(country, "", OWN, REGION),))
