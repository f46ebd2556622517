"""The saved queries on the bundled articles: what they answer, and by which indices."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.store import Store, list_queries, run_query
from tracker.store.saved import SavedQuery

CASES = tomllib.loads((Path(__file__).parent / "cases" / "queries.toml").read_text("utf-8"))["case"]
SAVED = {query.name: query for query in list_queries()}
FOR_OTHERS = {"series"}
"""Queries whose rows others work on: `tracker series` makes series of them."""


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
    left = set(SAVED) - asked - served - FOR_OTHERS - {"claim", "unverified"}
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
