"""Where a text falls into sentences and zones, on our own sentences."""

from __future__ import annotations

import json
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.models import Article, Document
from tracker.segment import segment

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    with (CASES / name).open("rb") as file:
        return [pytest.param(c, id=c["name"]) for c in tomllib.load(file)["case"]]


def sentences_of(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


def holds_every_character_once(document: Document) -> bool:
    ends = [0, *(s.end for s in document.sentences)]
    starts = [*(s.start for s in document.sentences), len(document.text)]
    gaps = [document.text[a:b] for a, b in zip(ends, starts, strict=True)]
    return all(not gap.strip() for gap in gaps) and ends == sorted(ends)


@pytest.mark.parametrize("case", cases("segment.toml"))
def test_sentences(case: dict[str, Any]) -> None:
    parts = case["text"].split("|")
    document = segment(Article(text="".join(parts)))
    assert sentences_of(document) == [part.strip() for part in parts]
    assert sum(s.bullet for s in document.sentences) == case.get("bullets", 0)
    assert holds_every_character_once(document)


@pytest.mark.parametrize("case", cases("segment_zones.toml"))
def test_zones(case: dict[str, Any]) -> None:
    expected, text = read_page(case["page"])
    document = segment(Article(text=text, title=case.get("title")))
    found = [f"{zone_of(document, line)} | {line}" for line in text.split("\n") if line.strip()]
    assert found == expected
    assert holds_every_character_once(document)


def read_page(page: str) -> tuple[list[str], str]:
    expected, text = [], []
    for line in page.strip().split("\n"):
        zone, bar, content = line.partition(" | ")
        if bar:
            expected.append(f"{' '.join(zone.split())} | {content}")
        text.append(content)
    return expected, "\n".join(text)


def zone_of(document: Document, line: str) -> str:
    start = document.text.index(line)
    zones = {
        s.zone if s.block == 0 else f"{s.zone} {s.block}"
        for s in document.sentences
        if start <= s.start < start + len(line)
    }
    return ", ".join(sorted(zones))


def test_sentences_are_numbered_and_know_their_paragraph() -> None:
    document = segment(Article(text="Title of the page\n\nOne. Two.\n• Three. Four."))
    assert [s.index for s in document.sentences] == [0, 1, 2, 3, 4]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1, 2, 2]


def test_folded_text_keeps_every_offset() -> None:
    document = segment(Article(text="“Ukraine’s\u00a0Air Force” fell.\r\n\r\nİstanbul."))
    assert len(document.folded) == len(document.text)
    assert document.folded.startswith('"ukraine\'s air force" fell.')


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\ufeff"])
def test_a_text_without_letters_has_no_sentence_of_words(text: str) -> None:
    assert not any(part.strip("\ufeff") for part in sentences_of(segment(Article(text=text))))


HARD_INPUTS: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "7" * (100 * n),
    "decimals": lambda n: "7." * (20 * n),
    "quotes": lambda n: '"' * (100 * n),
    "stops": lambda n: "." * (100 * n),
    "spaced stops": lambda n: ". " * (4 * n),
    "stops and quotes": lambda n: '." "' * (4 * n),
    "open brackets": lambda n: ". (" * (4 * n),
    "credits": lambda n: ". (A)" * (4 * n),
    "wide gaps": lambda n: (". " + " " * 300) * (n // 10),
    "blank lines": lambda n: "Aa bb.\n\n" * (2 * n),
    "lines in capitals": lambda n: "".join(f"HILL {i % 7 * 'A'}\n" for i in range(2 * n)) + "a",
    "titles": lambda n: "A mill burns in Aster\n\n" * n,
    "quoted lines": lambda n: "\n".join(f'"We shall not leave hill {i}{i}{i}"' for i in range(n)),
    "bullets in a line": lambda n: "x • 12 men " * (2 * n),
    "one line": lambda n: "Shells killed 12 people in Aster on Monday, Gen. Lund said. " * n,
}


@pytest.mark.alone
@pytest.mark.parametrize("make", HARD_INPUTS.values(), ids=HARD_INPUTS.keys())
def test_time_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    segment(Article(text="Warm up."))
    small, large = make(1000), make(4000)
    # Twice the text in less than three times the time, and so again.
    assert timed(large) < 9 * timed(small) + 0.02


def timed(text: str) -> float:
    return min(_runs(text))


def _runs(text: str) -> Iterator[float]:
    for _ in range(3):
        start = time.perf_counter()
        segment(Article(text=text))
        yield time.perf_counter() - start


def labelled(folder: Path, name: str) -> list[dict[str, Any]]:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["dev.jsonl", "bulletins.jsonl"])
def test_short_news_has_no_teasers(gold_folder: Path, name: str) -> None:
    zones = Counter(
        s.zone
        for r in labelled(gold_folder, name)
        for s in segment(Article(text=r["text"])).sentences
    )
    assert zones["teaser"] == 0
    assert zones["body"] > 100


def test_the_articles_of_scraped_pages_stand_between_teasers(gold_folder: Path) -> None:
    for record in labelled(gold_folder, "seeds.jsonl"):
        sentences = segment(Article(text=record["text"])).sentences
        zones = [s.zone for s in sentences]
        first, last = zones.index("headline"), len(zones) - zones[::-1].index("body")
        assert set(zones[:first]) == set(zones[last:]) == {"teaser"}
        assert set(zones[first + 1 : last]) == {"body"}
        assert len({s.block for s in sentences[:first]}) == 15
