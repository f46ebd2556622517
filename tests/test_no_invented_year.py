"""A text whose day is taken away may lose its dates; it never gets another year for one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker import extract_claims

OWN = Path(__file__).parent / "gold"
ELSEWHERE = os.environ.get("TRACKER_GOLD")


def sets() -> Iterator[Any]:
    for name in ("sentences", "articles"):
        yield pytest.param(OWN / f"{name}.jsonl", id=name)
    for name in ("dev", "bulletins", "seeds"):
        skip = pytest.mark.skipif(not ELSEWHERE, reason="TRACKER_GOLD is not set")
        yield pytest.param(Path(ELSEWHERE or ".") / f"{name}.jsonl", id=name, marks=skip)


@pytest.mark.parametrize("path", tuple(sets()))
def test_without_its_day_a_text_gets_no_other_year(path: Path) -> None:
    texts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = [
        f"{text['id']}: {figure} in {found}, not {labelled}"
        for text in texts
        if text["published"]
        for figure, found, labelled in years_of(text)
        if found is not None and found != labelled
    ]
    assert wrong == []


def years_of(text: dict[str, Any]) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield figure, year found and year labelled of each end of each period."""
    found = {claim.start: claim for claim in extract_claims(text["text"]).claims}
    for labelled in text["claims"]:
        claim = found.get(labelled["start"])
        for end in ("period_start", "period_end"):
            day = getattr(claim, end, None)
            known = labelled[end]
            yield labelled["figure"], day and day.year, int(known[:4]) if known else None
