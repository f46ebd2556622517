"""A text that gets a better date is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from labelled import SENTENCES, labelled_reader
from stored import LOSSES, TOTAL, article, rows

from tracker.models import Article
from tracker.store import Store


def test_a_better_sourced_date_is_read_again(store: Store, database: Path) -> None:
    store.ingest_one(article(LOSSES, "2025-05-09", "body", origin="a.txt"))
    outcome = store.ingest_one(article(LOSSES, "2025-05-11", "metadata", origin="b.html"))
    assert (outcome.status, outcome.claims) == ("changed", 1)
    assert rows(database, "SELECT published, published_source FROM articles") == [
        ("2025-05-11", "metadata")
    ]
    assert rows(database, "SELECT period_start, period_end FROM claims") == [
        ("2025-05-10", "2025-05-11")
    ]
    history = rows(database, "SELECT period_end, replaced_because FROM claims_history")
    assert history == [
        ("2025-05-09", "dates better known: published 2025-05-11 (metadata), retrieved None")
    ]
    assert rows(database, "SELECT count(*) FROM evidence") == [(2,)]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("2025-05-09", "given"), ("2025-05-08", "metadata"), "2025-05-09"),
        (("2025-05-09", "metadata"), ("2025-05-10", "metadata"), "2025-05-09"),
        (("2025-05-10", "metadata"), ("2025-05-09", "metadata"), "2025-05-09"),
        (("2025-05-09", "url"), (None, "given"), "2025-05-09"),
        ((None, "given"), ("2025-05-09", "inferred"), "2025-05-09"),
    ],
)
def test_the_order_of_coming_in_does_not_decide_the_date(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], kept: str
) -> None:
    for number, order in enumerate(((first, second), (second, first))):
        with Store(tmp_path / f"{number}.db", extract=labelled_reader()) as store:
            store.ingest([article(LOSSES, *seen, origin=str(seen)) for seen in order])
        got = rows(tmp_path / f"{number}.db", "SELECT published, period_end FROM articles, claims")
        assert got == [(kept, kept)]


def test_a_date_that_changes_no_claim_keeps_their_rows(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL, origin="a.txt"))
    before = rows(database, "SELECT * FROM claims")
    outcome = store.ingest_one(article(TOTAL, "2022-03-03", origin="b.txt"))
    assert outcome.status == "changed"
    assert rows(database, "SELECT * FROM claims") == before
    assert rows(database, "SELECT count(*) FROM claims_history") == [(0,)]


def test_a_known_text_is_not_read_again_by_a_newer_extractor(database: Path) -> None:
    with Store(database, extract=labelled_reader()) as store:
        store.ingest_one(article(TOTAL))
    with Store(database, extract=labelled_reader({}, run="r-2")) as store:
        assert store.ingest_one(article(TOTAL, origin="again.txt")).status == "known"
    assert rows(database, "SELECT run_id FROM claims") == [("r-1",)]


def test_a_claim_that_is_no_longer_found_goes_to_the_history(database: Path) -> None:
    text = f"{LOSSES} {TOTAL}"
    with Store(database, extract=labelled_reader()) as store:
        store.ingest_one(article(text))
    with Store(database, extract=labelled_reader({TOTAL: SENTENCES[TOTAL]}, run="r-2")) as store:
        store.ingest_one(article(text, "2025-05-11"))
    assert rows(database, "SELECT figure, run_id FROM claims") == [("5,840", "r-2")]
    assert rows(database, "SELECT figure, run_id FROM claims_history") == [("1,310", "r-1")]
    assert rows(database, "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'soldiers'") == [
        (0,)
    ]


def test_the_earliest_retrieval_counts(store: Store, database: Path) -> None:
    for origin, day in (("a", 12), ("b", 10), ("c", 14)):
        store.ingest_one(article(TOTAL, origin=origin, retrieved=date(2025, 5, day)))
    assert rows(database, "SELECT retrieved FROM articles") == [("2025-05-10",)]


def test_what_is_odd_about_a_text_is_a_problem_as_long_as_it_is(database: Path) -> None:
    def read(given: Article, lexicon: Any) -> Any:
        problems = () if given.published else ("no date of publication",)
        found = labelled_reader()(given, lexicon)
        return replace(found, problems=problems, dated=replace(found.dated, problems=problems))

    with Store(database, extract=read) as store:
        store.ingest_one(article(TOTAL, origin="a.txt"))
        assert rows(database, "SELECT origin, reason, article IS NULL FROM problems") == [
            ("a.txt", "no date of publication", 0)
        ]
        store.ingest_one(article(TOTAL, "2022-03-03", origin="b.txt"))
    assert rows(database, "SELECT * FROM problems") == []
