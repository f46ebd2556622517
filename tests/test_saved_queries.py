"""The saved queries on the bundled articles: what they answer, and by which indices."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from labelled import labelled_reader

from tracker.models import Article
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.store import Store, list_queries, run_query
from tracker.store.saved import SavedQuery

CASES = tomllib.loads((Path(__file__).parent / "cases" / "queries.toml").read_text("utf-8"))["case"]
SAVED = {query.name: query for query in list_queries()}
FOR_OTHERS = {"series", "reference-points", "reference-series", "claim", "unverified"}
"""Tested elsewhere, or asked by other commands, as `series` by `tracker series`."""


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "news.db"
    with Store(path) as store:
        assert store.ingest(read_inputs([str(sample_files())])).skipped == ()
    return path


def plain(value: Any) -> Any:
    """Return a value as the table of cases has it; of a file's path its name."""
    if isinstance(value, str) and "/samples/" in value:
        return value.rsplit("/", 1)[1]
    return "" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=[case["query"] for case in CASES])
def test_it_answers_what_the_articles_say(samples: Path, case: dict[str, Any]) -> None:
    answer = run_query(samples, case["query"], case.get("parameters", {}))
    places = [answer.columns.index(name) for name in case["columns"]]
    found = [[plain(row[place]) for place in places] for row in answer.rows]
    if "rows" in case:
        assert sorted(map(str, found)) == sorted(map(str, case["rows"]))
    missing = [row for row in case.get("has", []) if row not in found]
    assert missing == [], found


def test_every_query_has_a_case() -> None:
    asked = {case["query"] for case in CASES}
    served = {name for name in SAVED if name.startswith("charts-")}
    left = (
        set(SAVED)
        - asked
        - served
        - FOR_OTHERS
        - {"claim", "unverified", "reference-points", "reference-series"}
    )
    assert left == set(), "add a case with its expected answer to tests/cases/queries.toml"
    assert len(asked) >= 15


def test_one_claim_with_its_evidence(samples: Path) -> None:
    sql = "SELECT claim_id, measure FROM claims WHERE figure = '62,263' AND zone = 'body'"
    ((claim, measure),) = run_query(samples, sql).rows
    answer = run_query(samples, "claim", {"claim": claim})
    fields = {row[answer.columns.index("field")]: row for row in answer.rows}
    assert fields["measure"][answer.columns.index("value")] == measure
    assert all(row[answer.columns.index("words")] for row in answer.rows)


@pytest.mark.parametrize("query", SAVED.values(), ids=SAVED)
def test_each_parameter_says_what_it_means(query: SavedQuery) -> None:
    for parameter in query.parameters.values():
        assert len(parameter.description.split()) >= 2
        assert re.search(rf":{parameter.name}\b", query.sql)


def test_both_sides_of_a_day_stand_side_by_side(tmp_path: Path) -> None:
    said = {
        "measure": "killed",
        "subject": "combatant",
        "party": "Russia",
        "basis": "day",
        "period_start": "D-1",
        "period_end": "D",
        "attribution_type": "belligerent_military",
    }
    labels = {
        "They killed 1,310 of them.": [{"figure": "1,310", "value": 1310.0, "source": "A", **said}],
        "It was 90 men, no more.": [{"figure": "90", "value": 90.0, "source": "B", **said}],
    }
    with Store(tmp_path / "news.db", extract=labelled_reader(labels)) as store:
        day = date(2025, 5, 11)
        store.ingest([Article(" ".join(labels), published=day, published_source="given")])
        found = store.query("both-sides", day="2025-05-%")
    assert found.to_dict("records") == [
        {"day": "2025-05-11", "party": "Russia", "measure": "killed", "subject": "combatant",
         "said_by": "A", "figures": "1,310", "other_says": "B", "other_figures": "90"}
    ]  # fmt: skip


# Growth: which claims a question reads

READ_ALL = {
    "both-sides", "children-and-medics", "claims-by-day", "contradictions", "places", "said-by",
    "sources", "source-types",
}  # fmt: skip
"""What asks of all figures, whatever its parameters: it may read an index of all once."""

NARROW = {
    "civilian-harm", "claims-by-day", "contradictions", "losses-by-source", "places", "said-by",
    "source-types", "sources",
}  # fmt: skip
"""What reads very many figures: all columns that it asks of them stand in one index."""


def plan_of(samples: Path, name: str) -> list[str]:
    query = SAVED[name]
    given = {each.name: "2025-05-11" for each in query.parameters.values() if each.required}
    with closing(sqlite3.connect(f"{samples.as_uri()}?mode=ro", uri=True)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.bind(given)).fetchall()
    return [step[3] for step in plan]


@pytest.mark.parametrize("name", sorted(set(SAVED) - READ_ALL))
def test_no_question_reads_all_claims_that_need_not(samples: Path, name: str) -> None:
    tables = r"SCAN (claims|copies|first|standing|standing_figures)"
    assert [step for step in plan_of(samples, name) if re.fullmatch(tables, step)] == []


@pytest.mark.parametrize("name", sorted(NARROW))
def test_questions_about_very_many_are_answered_from_an_index(samples: Path, name: str) -> None:
    plan = plan_of(samples, name)
    assert any(re.match(r"(SCAN|SEARCH) standing_figures USING COVERING", step) for step in plan)


@pytest.mark.parametrize("name", ["claims-by-day", "losses-by-source", "contradictions", "sources"])
def test_groups_of_very_many_need_no_sorting(samples: Path, name: str) -> None:
    assert "USE TEMP B-TREE FOR GROUP BY" not in plan_of(samples, name)


@pytest.mark.parametrize(
    "name", sorted(name for name in SAVED if name.startswith("charts-") and "coverage" not in name)
)
def test_charts_find_the_newest_claims_in_an_index(samples: Path, name: str) -> None:
    newest = r"(SCAN|SEARCH) standing_figures USING COVERING INDEX figures_newest.*"
    assert any(re.fullmatch(newest, step) for step in plan_of(samples, name))


def test_strikes_are_counted_without_their_quotes(samples: Path) -> None:
    assert not any(step.startswith("SEARCH claims ") for step in plan_of(samples, "strikes"))


def test_long_answers_come_in_the_order_of_an_index(samples: Path) -> None:
    assert not any("ORDER BY" in step for step in plan_of(samples, "children-and-medics"))


WRONG = """
    SELECT claim_id FROM figures_laid_over
    WHERE claim_id NOT IN (SELECT claim_id FROM standing_figures)
    UNION ALL
    SELECT claim_id FROM standing_figures
    WHERE claim_id NOT IN (SELECT claim_id FROM figures_laid_over)
"""


def test_it_is_known_which_claims_stand_whatever_happens_to_them(tmp_path: Path) -> None:
    text = (
        "Shelling killed {} people in the town of Sumy on May 8, 2025, the regional governor said."
    )
    path = tmp_path / "news.db"

    def standing() -> list[Any]:
        assert run_query(path, WRONG).rows == []
        sql = "SELECT (SELECT count(*) FROM claims), count(*) FROM standing_figures"
        return run_query(path, sql).rows

    with Store(path) as store:
        for number, url in ((7, "a"), (9, "b"), (11, "a")):  # the third replaces the first
            store.ingest([Article(text.format(number), url=f"https://{url}.example")])
        store.ingest([Article(f"{text.format(9)}\n\nSeen again.", url="https://c.example")])
        assert standing() == [(4, 2)]
        ((claim,),) = run_query(path, "SELECT claim_id FROM figures WHERE value = 11").rows
        with store._db.atomic():
            store._db["reviews"].insert(
                {"claim_id": claim, "verdict": "accept", "reviewer": "me",
                 "reviewed_at": "2025-06-01", "value": 11}
            )  # fmt: skip
        assert standing() == [(4, 2)]
        assert run_query(path, "SELECT verdict FROM figures WHERE value = 11").rows == [("accept",)]
        sql = "SELECT article FROM claims WHERE value = 11"
        store.remove(run_query(path, sql).rows[0][0], "a test")
        assert standing() == [(3, 2)]  # the first version stands again
