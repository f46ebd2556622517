"""The bundled articles: what they are like, and that the extractor finds what they say."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.extract import extract_article
from tracker.models import Article, Claim, Extraction
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.segment import segment

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "samples.toml").read_text("utf-8"))
NOT_FIELDS = frozenset(("file", "id", "figure", "within", "not_year", "name", "prefix", "values"))


@cache
def articles() -> dict[tuple[str, str | None], Article]:
    """Return the samples by file name, and by id where a file holds several."""
    found: dict[tuple[str, str | None], Article] = {}
    for article in read_inputs([str(sample_files())]):
        assert isinstance(article, Article), f"a sample was skipped: {article}"
        name = Path(re.sub(r"#.*$|:\d+$", "", article.origin or "")).name
        found[name, article.id if name.endswith(".jsonl") else None] = article
    return found


@cache
def extraction(file: str, id: str | None = None) -> Extraction:
    return extract_article(articles()[file, id])


def ids(entries: list[dict[str, Any]]) -> list[str]:
    return [" ".join(str(e[k]) for k in ("name", "file", "figure") if k in e) for e in entries]


def agrees(claim: Claim, key: str, wanted: Any) -> bool:
    found = getattr(claim, key)
    if key.startswith("period_"):
        found = found.isoformat() if found else ""
    values = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(found, str) or found is None:
        return (found or "").casefold() in [str(v).casefold() for v in values]
    return found in values


def what_differs(claim: Claim, wanted: dict[str, Any]) -> list[str]:
    different = [
        f"{key} is {getattr(claim, key)!r}, not {value!r}"
        for key, value in wanted.items()
        if key not in NOT_FIELDS and not agrees(claim, key, value)
    ]
    years = {d.year for d in (claim.period_start, claim.period_end) if d}
    if wanted.get("not_year") in years:
        different.append(f"is dated {claim.period_start} to {claim.period_end}")
    return different


@pytest.mark.parametrize("wanted", TABLE["claim"], ids=ids(TABLE["claim"]))
def test_claim_is_found(wanted: dict[str, Any]) -> None:
    claims = [
        c
        for c in extraction(wanted["file"], wanted.get("id")).claims
        if c.figure == wanted["figure"] and wanted.get("within", "") in c.quote
    ]
    assert claims, f"no claim for {wanted['figure']}"
    differences = [what_differs(c, wanted) for c in claims]
    assert min(differences, key=len) == []


@pytest.mark.parametrize("row", TABLE["number"], ids=[r["file"] for r in TABLE["number"]])
def test_other_numbers_are_rejected_with_a_reason(row: dict[str, Any]) -> None:
    found = extraction(row["file"], row.get("id"))
    claimed = {c.figure for c in found.claims}
    rejected = {r.figure: r.reason for r in found.rejected}
    reasons = {figure: rejected.get(figure) for figure in row["figures"]}
    assert not claimed & set(row["figures"])
    assert all(reasons.values()), reasons


@pytest.mark.parametrize("row", TABLE["series"], ids=[r["name"] for r in TABLE["series"]])
def test_series_is_complete(row: dict[str, Any]) -> None:
    missing = {}
    for day, value in row["values"].items():
        claims = extraction(row["file"], row["prefix"] + day).claims
        wanted = row | {"period_end": day}
        differences = [what_differs(c, wanted) for c in claims if c.value == value]
        if [] not in differences:
            missing[day] = min(differences, key=len, default=["no such claim"])
    assert missing == {}


@pytest.mark.parametrize("row", TABLE["page"], ids=[r["file"] for r in TABLE["page"]])
def test_page_is_understood(row: dict[str, Any]) -> None:
    found = extraction(row["file"])
    day = found.dated.day
    assert (day.isoformat() if day else "") == row["published"]
    assert found.dated.source == row.get("published_source", found.dated.source)
    for field in ("url", "outlet"):
        assert getattr(found.article, field) == row.get(field, getattr(found.article, field))


@pytest.mark.parametrize("row", TABLE["page"], ids=[r["file"] for r in TABLE["page"]])
def test_page_has_its_parts(row: dict[str, Any]) -> None:
    document = segment(articles()[row["file"], None])
    headlines = [s for s in document.sentences if s.zone == "headline"]
    if "headline" in row:
        assert document.text[headlines[0].start : headlines[-1].end].startswith(row["headline"])
    if "teasers" in row:
        assert len({s.block for s in document.sentences} - {0}) == row["teasers"]


def test_every_number_is_a_claim_or_rejected() -> None:
    for file, id in articles():
        found = extraction(file, id)
        spans = sorted((x.start, x.end) for x in (*found.claims, *found.rejected))
        text = found.article.text
        for digits in re.finditer(r"\d+", text):
            covered = any(a <= digits.start() and digits.end() <= b for a, b in spans)
            assert covered, text[max(0, digits.start() - 40) : digits.end() + 40]


def test_figures_stand_where_they_say() -> None:
    for file, id in articles():
        found = extraction(file, id)
        for claim in found.claims:
            assert found.article.text[claim.start : claim.end] == claim.figure
            assert found.article.text[claim.quote_start : claim.quote_end] == claim.quote


def test_samples_are_of_all_kinds() -> None:
    files = {file for file, _ in articles()}
    assert {Path(f).suffix for f in files} == {".txt", ".html", ".jsonl"}
    assert len([f for f in files if f.endswith(".html")]) >= 3
    assert len(files) >= 8


def test_popular_list_comes_back_from_page_to_page() -> None:
    line = "The ferry that never stopped: nine months on the Dnipro"
    assert sum(line in article.text for article in articles().values()) >= 4


def test_samples_repeat_no_words_of_the_labelled_pages(gold_folder: Path) -> None:
    lines = (gold_folder / "seeds.jsonl").read_text("utf-8").splitlines()
    known = {run for line in lines for run in runs_of_words(json.loads(line)["text"])}
    for article in articles().values():
        assert not known & runs_of_words(article.text)


def runs_of_words(text: str, size: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w'’]+", text.lower())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
