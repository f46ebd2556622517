"""What `tracker explain` shows: for each day, source and place the words, or whence it is known.

The texts are the bundled articles and the labelled texts of tests/gold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.explain import Line, explain
from tracker.extract import extract_article
from tracker.lexicon import load_lexicon
from tracker.models import Article, Claim, Extraction
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.when.days.wars import wars_of

GOLD = Path(__file__).parent / "gold"
FIELDS = ("period_start", "period_end", "attribution", "place")


def bundled() -> Iterator[Article]:
    for article in read_inputs([str(sample_files())]):
        assert isinstance(article, Article)
        yield article


def labelled(name: str) -> Iterator[Article]:
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        day = date.fromisoformat(text["published"]) if text["published"] else None
        source = "given" if day else None
        yield Article(text["text"], text["id"], published=day, published_source=source)


SETS = {
    "samples": bundled,
    "articles": lambda: labelled("articles.jsonl"),
    "sentences": lambda: labelled("sentences.jsonl"),
}


def shown(lines: Iterable[Line]) -> list[tuple[str, list[str]]]:
    """Return each number with the lines about its fields, in the order of the text."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        styles = [piece.style for piece in line]
        if styles[:1] in (["claim"], ["rejected"]):
            found.append((" ".join(line[0].text.split()), []))
        elif styles[:1] == ["field"] and found:
            found[-1][1].append("".join(piece.text for piece in line))
    return found


@pytest.mark.parametrize("name", SETS)
def test_each_day_source_and_place_has_its_words_or_says_whence_it_is_known(name: str) -> None:
    unsaid = [
        f"{extraction.article_id}: {claim.figure} {field} {getattr(claim, field)}"
        for extraction in map(extract_article, SETS[name]())
        for claim, lines in lines_of_claims(extraction)
        for field in FIELDS
        if getattr(claim, field) is not None and not is_said(extraction, claim, field, lines)
    ]
    assert unsaid == []


def lines_of_claims(extraction: Extraction) -> Iterator[tuple[Claim, list[str]]]:
    numbers = sorted((*extraction.claims, *extraction.rejected), key=lambda n: (n.start, n.end))
    lines = shown(explain(extraction))
    assert [" ".join(n.figure.split()) for n in numbers] == [figure for figure, _ in lines]
    for number, (_, about) in zip(numbers, lines, strict=True):
        if isinstance(number, Claim):
            yield number, about


def is_said(extraction: Extraction, claim: Claim, field: str, lines: list[str]) -> bool:
    """Tell whether a line has the value with its rule, and words of the text or its source."""
    value = str(getattr(claim, field))
    about = [line for line in lines if line.split()[0] == field and value in line]
    words = [e for e in claim.evidence if e.field == field and e.end > e.start]
    if field.startswith("period") and any(e.value != value for e in words):
        return False
    if words:
        quoted = extraction.article.text[words[0].start : words[0].end].split()[0]
        return any(quoted in line and words[0].rule in line for line in about)
    return any(line.endswith(claim.date_rule) and is_known(extraction, line) for line in about)


def is_known(extraction: Extraction, line: str) -> bool:
    """Tell whether a line names the document's day, or a war that began on the day it gives."""
    dated = extraction.dated
    if f"date {dated.day} ({dated.source})" in line:
        return dated.day is not None and str(dated.day) in line.split()[1]
    wars = {str(war.start) for war in wars_of(load_lexicon())}
    return "start of the war" in line and line.split()[1] in wars


@pytest.mark.parametrize(
    ("published", "source", "known"),
    [("2024-07-12", "given", "2024-07-12 (given)"), ("2024-07-13", "url", "2024-07-13 (url)")],
)
def test_a_day_from_outside_of_the_text_says_who_gave_it(
    published: str, source: str, known: str
) -> None:
    article = Article(
        "The war has killed more than 60,000 people in Sudan.",
        published=date.fromisoformat(published),
        published_source=source,
    )
    ((_, lines),) = shown(explain(extract_article(article)))
    (last,) = [line for line in lines if "period_end" in line]
    assert known in last
    assert last.split()[1] == published


def test_the_words_of_the_first_day_are_not_those_of_the_last() -> None:
    text = "Since 3 May 2024 the shelling has killed 61 people, as of 9 June 2024."
    (claim,) = extract_article(Article(text)).claims
    words = {e.field: text[e.start : e.end] for e in claim.evidence if e.field in FIELDS}
    assert words == {"period_start": "3 May 2024", "period_end": "9 June 2024"}
