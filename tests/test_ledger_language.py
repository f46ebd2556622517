"""What the ledger finds in texts, from the sentence to the finding."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.models import Article
from tracker.store import Store, check_database

with (Path(__file__).parent / "cases" / "ledger_contradictions.toml").open("rb") as file:
    CASES = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_what_contradicts_itself_is_found(tmp_path: Path, case: dict[str, Any]) -> None:
    day = date.fromisoformat(case.get("published", "2025-05-12"))
    with Store(tmp_path / "news.db") as store:
        store.ingest(
            Article(text, id=str(number), published=day, published_source="given")
            for number, text in enumerate(case["texts"])
        )
    found = check_database(tmp_path / "news.db").findings
    assert [each.rule for each in found] == case["finds"], [each.reason for each in found]
