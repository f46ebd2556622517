"""Two days' bulletins of one form are no copies of each other."""

from __future__ import annotations

from pathlib import Path

from printed import bulletin, origins
from stored import article, rows

from tracker.store import Store


def test_two_days_bulletins_of_one_form_are_no_copies(own_store: Store, database: Path) -> None:
    days = [bulletin(8, 1240, 6, 90), bulletin(9, 1310, 7, 108), bulletin(10, 1190, 3, 77)]
    found = own_store.ingest(
        article(text, f"2025-05-{8 + n:02}", url=f"https://{n}.example")
        for n, text in enumerate(days)
    )
    assert (found.claims, found.copies) == (9, 0)
    assert rows(database, "SELECT count(DISTINCT origin) FROM reprints") == [(3,)]


def test_a_bulletin_that_repeats_one_number_is_no_copy(own_store: Store, database: Path) -> None:
    own_store.ingest(
        [article(bulletin(8, 1240, 6, 90), "2025-05-08"), article(bulletin(9, 1310, 6, 90))]
    )
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NOT NULL") == [(0,)]


def test_a_bulletin_printed_again_the_next_day_is_a_copy(own_store: Store, database: Path) -> None:
    """Another outlet's date line moves "over the past day", and the figures tell that it is old."""
    first = bulletin(8, 1240, 6, 90)
    again = first.replace("May 8, 2025 –", "–").replace("morning report", "daily report")
    own_store.ingest(
        [article(first, "2025-05-08", url="https://a.example"),
         article(again, "2025-05-09", url="https://b.example")]
    )  # fmt: skip
    assert len(set(rows(database, "SELECT period_end FROM claims"))) == 2
    assert origins(database) == {"https://a.example": 3}


def test_a_total_that_another_day_repeats_is_no_copy(own_store: Store, database: Path) -> None:
    text = "Russia has lost 369,442 troops since 24 February 2022, Kyiv's General Staff said on {}."
    own_store.ingest(
        article(text.format(f"{day} January 2024"), f"2024-01-0{day}") for day in (8, 9)
    )
    assert rows(database, "SELECT period_end, copy_of FROM claims ORDER BY period_end") == [
        ("2024-01-08", None),
        ("2024-01-09", None),
    ]


def test_few_small_figures_do_not_make_two_days_one(own_store: Store, database: Path) -> None:
    text = (
        "Kherson\n\n{}Russian shelling killed two people and wounded three in the Kherson region "
        "over the past day, the regional governor said on social media."
    )
    own_store.ingest(
        [article(text.format(""), "2025-05-08", url="https://a.example"),
         article(text.format("Again, "), "2025-05-10", url="https://b.example")]
    )  # fmt: skip
    assert origins(database) == {"https://a.example": 2, "https://b.example": 2}


def test_reports_of_two_places_are_no_copies(own_store: Store, database: Path) -> None:
    text = "{0}\n\nRussian shelling killed two people and wounded three in {0} on May 8, 2025."
    own_store.ingest([article(text.format("Kherson")), article(text.format("Kharkiv"))])
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NOT NULL") == [(0,)]
