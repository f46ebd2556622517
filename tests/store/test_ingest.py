"""What goes in, what stays, and what is named and left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from stored import NIGHT, REPORT, TOTAL, article, dump, rows

from tracker.read import Skipped
from tracker.store import Outcome, Store

# Ingesting


def test_a_new_article_is_stored_with_all_it_says(store: Store, database: Path) -> None:
    outcome = store.ingest_one(
        article(REPORT, "2025-05-11", url="https://a.example/1", title="A night", origin="a.txt")
    )
    assert outcome == Outcome("new", "a.txt", outcome.article_id, claims=5, copies=0, rejected=2)
    stored = rows(database, "SELECT id, text, url, title, lang, published, run_id FROM articles")
    assert stored == [
        (outcome.article_id, REPORT, "https://a.example/1", "A night", "en", "2025-05-11", "r-1")
    ]
    for start, end, figure, quote, quote_start, quote_end in rows(
        database, 'SELECT start, "end", figure, quote, quote_start, quote_end FROM claims'
    ):
        assert REPORT[start:end] == figure
        assert REPORT[quote_start:quote_end] == quote
    fields_of_first = "SELECT article, value, period_start, via, superseded FROM claims"
    assert rows(database, fields_of_first)[0] == (outcome.article_id, 1310, "2025-05-10", "[]", 0)
    assert rows(database, "SELECT figure, reason FROM rejected_numbers ORDER BY start") == [
        ("44", "age"),
        ("3,500", "distance"),
    ]
    assert rows(database, "SELECT count(*), count(DISTINCT claim_id) FROM evidence") == [(10, 5)]
    assert rows(database, "SELECT * FROM runs") == [("r-1", "0.test", "0" * 64)]


def test_whole_numbers_are_stored_whole(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT))
    assert rows(database, "SELECT DISTINCT typeof(value) FROM claims") == [("integer",)]


def test_the_given_id_is_kept_beside_the_trackers_own(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, id="p7"))
    assert rows(database, "SELECT given_id, substr(id, 1, 2) FROM articles") == [("p7", "a-")]
    assert rows(database, "SELECT DISTINCT substr(article, 1, 2) FROM claims") == [("a-",)]


def test_ingesting_twice_changes_nothing_and_says_so(store: Store, database: Path) -> None:
    inputs = [
        article(REPORT, "2025-05-11", origin="a.txt"),
        article(TOTAL, origin="b.txt", url="https://b.example"),
        article("Міністерство повідомило, що внаслідок атаки загинули 12 людей.", origin="c.txt"),
        Skipped("d.png", "a PNG image, not text"),
    ]
    first = store.ingest(inputs)
    before = dump(database)
    second = store.ingest(inputs)
    assert dump(database) == before
    assert (first.new, first.known, second.new, second.known) == (2, 0, 0, 2)
    assert len(first.skipped) == len(second.skipped) == 2
    assert (first.claims, first.copies, first.rejected) == (6, 0, 2)
    assert (second.claims, second.copies, second.rejected) == (0, 0, 0)
    assert [skipped.reason for skipped in second.skipped] == [
        "language without a vocabulary: uk",
        "a PNG image, not text",
    ]


def test_the_same_text_elsewhere_is_a_sighting(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, origin="a.txt"))
    outcome = store.ingest_one(article(REPORT, origin="b.txt", url="https://b.example", outlet="B"))
    assert (outcome.status, outcome.origin) == ("known", "b.txt")
    assert rows(database, "SELECT origin, url FROM sightings ORDER BY rowid") == [
        ("a.txt", None),
        ("b.txt", "https://b.example"),
    ]
    assert rows(database, "SELECT url, outlet FROM articles") == [("https://b.example", "B")]


def test_progress_sees_each_outcome(store: Store) -> None:
    seen: list[str] = []
    inputs = [article(TOTAL, origin="a"), Skipped("b", "no text"), article(TOTAL, origin="a")]
    store.ingest(inputs, progress=lambda outcome: seen.append(f"{outcome.origin} {outcome.status}"))
    assert seen == ["a new", "b skipped", "a known"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  \n", "no text"),
        ("Half a \ud83d character", "half a character at 7"),
        ("По данным министерства, погибли 12 человек.", "language without a vocabulary: ru"),
        ("قتل 12 شخصا في غارة على المدينة", "language without a vocabulary: ar"),
        ("袭击造成12人死亡,30人受伤。", "language without a vocabulary: zh"),
        (
            "Al menos 12 personas murieron y 30 resultaron heridas en un ataque con drones contra "
            "la ciudad, dijeron las autoridades.",
            "language without a vocabulary: es",
        ),
    ],
)
def test_what_cannot_be_read_is_named(store: Store, database: Path, text: str, reason: str) -> None:
    outcome = store.ingest_one(article(text, origin="x.txt"))
    assert outcome.status == "skipped"
    assert reason in (outcome.reason or "")
    assert rows(database, "SELECT origin, reason FROM problems") == [("x.txt", outcome.reason)]
    assert rows(database, "SELECT * FROM claims") == []


def test_a_foreign_text_is_kept_for_later(store: Store, database: Path) -> None:
    text = "По данным министерства, погибли 12 человек."
    store.ingest_one(article(text, "2025-05-11", origin="x.txt"))
    assert rows(database, "SELECT text, lang, published FROM articles") == [
        (text, "ru", "2025-05-11")
    ]


def test_one_id_stands_for_one_text_within_an_ingest(store: Store, database: Path) -> None:
    report = store.ingest(
        [article(TOTAL, id="1", origin="x:1"), article(NIGHT, id="1", origin="x:2"),
         article(TOTAL, id="1", origin="x:3")]
    )  # fmt: skip
    assert (report.new, report.known) == (1, 1)
    assert [(skipped.origin, skipped.reason) for skipped in report.skipped] == [
        ("x:2", "the id '1' stands for another text already; give each text its own")
    ]
    assert rows(database, "SELECT text FROM articles") == [(TOTAL,)]


def supersedes(database: Path) -> list[tuple[str, str]]:
    return rows(
        database,
        "SELECT newer.text, older.text FROM articles AS newer "
        "INNER JOIN articles AS older ON older.id = newer.supersedes",
    )


@pytest.mark.parametrize(
    ("first", "second", "is_version"),
    [
        ({"id": "1"}, {"id": "1"}, True),
        ({"url": "https://a.example"}, {"url": "https://a.example"}, True),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://a.example"}, True),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://a.example", "id": "2"}, False),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://b.example", "id": "1"}, False),
        ({"origin": "a.txt"}, {"origin": "a.txt"}, False),
        ({}, {}, False),
    ],
)
def test_a_changed_text_is_a_new_version(
    store: Store,
    database: Path,
    first: dict[str, str],
    second: dict[str, str],
    is_version: bool,
) -> None:
    store.ingest([article(TOTAL, **first)])
    store.ingest([article(TOTAL + " Corrected.", **second)])
    assert supersedes(database) == ([(TOTAL + " Corrected.", TOTAL)] if is_version else [])
    assert rows(database, "SELECT count(*) FROM articles") == [(2,)]


def test_texts_of_one_page_that_come_in_together_are_no_versions(
    store: Store, database: Path
) -> None:
    store.ingest([article(TOTAL, url="https://a.example"), article(NIGHT, url="https://a.example")])
    assert supersedes(database) == []


# Problems


def test_a_problem_is_stored_once(store: Store, database: Path) -> None:
    store.record_problem("x.png", "a PNG image, not text")
    store.record_problem("x.png", "a PNG image, not text")
    assert rows(database, "SELECT origin, reason, article FROM problems") == [
        ("x.png", "a PNG image, not text", None)
    ]
