"""The same passage elsewhere: which claim is the first, and which are copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import SENTENCES, labelled_reader
from stored import HURT, LOSSES, NIGHT, OFFICIALS, TEASER, article, rows

from tracker.store import Store
from tracker.store.articles import hash_text


def copies(database: Path) -> dict[str, str | None]:
    """Return for each article, by its first word, the article that its claim copies."""
    found = rows(
        database,
        "SELECT here.text, first.text FROM claims "
        "INNER JOIN articles AS here ON here.id = claims.article "
        "LEFT JOIN claims AS origin ON origin.claim_id = claims.copy_of "
        "LEFT JOIN articles AS first ON first.id = origin.article ORDER BY here.text",
    )
    return {text.split()[0]: first and first.split()[0] for text, first in found}


@pytest.mark.parametrize("order", ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"])
def test_the_first_published_is_the_origin_in_whatever_order_they_come(
    store: Store, database: Path, order: str
) -> None:
    days = {"A": "2025-05-10", "B": "2025-05-12", "C": None}
    report = store.ingest(article(f"{name} page. {TEASER}", days[name]) for name in order)
    assert report.copies == 2
    assert copies(database) == {"A": None, "B": "A", "C": "A"}
    assert rows(database, "SELECT count(*) FROM figures") == [(1,)]


def lowest(*texts: str) -> str:
    """Return the first word of the text whose article has the lowest id."""
    return min(texts, key=hash_text).split()[0]


@pytest.mark.parametrize("order", ["ABC", "CAB"])
def test_among_undated_articles_the_lowest_id_is_the_origin(
    store: Store, database: Path, order: str
) -> None:
    texts = [f"{name} page. {TEASER}" for name in order]
    store.ingest(article(text) for text in texts)
    first = lowest(*texts)
    assert copies(database) == {name: None if name == first else first for name in "ABC"}


def test_a_date_that_becomes_known_later_moves_the_origin(store: Store, database: Path) -> None:
    for name in "ABC":
        store.ingest_one(article(f"{name} page. {TEASER}"))
    store.ingest_one(article(f"C page. {TEASER}", "2025-05-12", origin="c.html"))
    assert copies(database) == {"A": "C", "B": "C", "C": None}


def test_an_origin_that_loses_its_claim_leaves_the_passage_to_the_next(database: Path) -> None:
    with Store(database, extract=labelled_reader()) as store:
        for name in "ABC":
            store.ingest_one(article(f"{name} page. {TEASER}"))
    with Store(database, extract=labelled_reader({})) as store:
        store.ingest_one(article(f"A page. {TEASER}", "2025-05-12"))
    first = lowest(*(f"{name} page. {TEASER}" for name in "BC"))
    assert copies(database) == {name: None if name == first else first for name in "BC"}


def test_a_sentence_that_stands_twice_in_one_article_is_copied_within_it(
    store: Store, database: Path
) -> None:
    outcome = store.ingest_one(article(f"{TEASER}\n\nMore below.\n\n{TEASER}"))
    assert (outcome.claims, outcome.copies) == (2, 1)
    assert rows(database, "SELECT copy_of IS NULL FROM claims ORDER BY start") == [(1,), (0,)]


def test_a_passage_is_the_same_however_it_is_set(database: Path) -> None:
    other = TEASER.replace(" ", "\u00a0").replace("number", "NUMBER")
    labels = {TEASER: SENTENCES[TEASER], other: SENTENCES[TEASER]}
    with Store(database, extract=labelled_reader(labels)) as store:
        store.ingest([article(f"A page. {TEASER}"), article(f"B page. {other}")])
    assert sorted(map(bool, copies(database).values())) == [False, True]


def test_other_figures_of_the_same_sentence_are_no_copies(store: Store, database: Path) -> None:
    store.ingest_one(article(NIGHT))
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NULL") == [(3,)]


@pytest.mark.parametrize("sentence", [HURT, LOSSES])
@pytest.mark.parametrize(("second_day", "is_copy"), [("2025-05-11", True), ("2025-05-18", False)])
def test_the_same_words_of_another_day_are_no_copy(
    store: Store, database: Path, sentence: str, second_day: str, is_copy: bool
) -> None:
    store.ingest_one(article(f"A page. {sentence}", "2025-05-11"))
    store.ingest_one(article(f"B page. {sentence}", second_day))
    assert sorted(map(bool, copies(database).values())) == [False, is_copy]


@pytest.mark.parametrize(("party", "is_copy"), [("Ukraine", True), ("Russia", False)])
def test_a_short_sentence_of_another_party_is_no_copy(
    database: Path, party: str, is_copy: bool
) -> None:
    for name, side in (("A", "Ukraine"), ("B", party)):
        labels = {HURT: [{**SENTENCES[HURT][0], "party": side}]}
        with Store(database, extract=labelled_reader(labels)) as store:
            store.ingest_one(article(f"{name} page. {HURT}", "2025-05-11"))
    assert sorted(map(bool, copies(database).values())) == [False, is_copy]


def test_copies_are_the_same_whatever_the_order_of_many_articles(tmp_path: Path) -> None:
    """Each order must give what deciding over all claims at once gives."""
    pages = [
        article(f"P{n} page. {TEASER} {OFFICIALS}", f"2025-05-{20 - n % 7}" if n % 3 else None)
        for n in range(12)
    ]
    got = []
    for number, order in enumerate((pages, pages[::-1], pages[1::2] + pages[::2])):
        path = tmp_path / f"{number}.db"
        with Store(path, extract=labelled_reader()) as store:
            store.ingest(order)
        wrong = """
            SELECT claims.claim_id FROM claims WHERE copy_of IS NOT nullif((
                SELECT other.claim_id FROM claims AS other
                INNER JOIN articles ON articles.id = other.article
                WHERE other.passage = claims.passage
                ORDER BY published IS NULL, published, articles.id, other.start LIMIT 1
            ), claim_id)
        """
        assert rows(path, wrong) == []
        got.append(rows(path, "SELECT claim_id, copy_of FROM claims ORDER BY claim_id"))
    assert got[0] == got[1] == got[2]
