"""Verdicts score the extractor; the same from Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from coded import BEN, code
from commands import ask, run_tracker

from tracker.errors import BadReview
from tracker.store import Store
from tracker.store.reviews import Choice

# evaluate --reviews


def test_verdicts_score_the_extractor(folder: Path) -> None:
    code(folder, "ben.csv", BEN)
    assert run_tracker(folder, "review", "import", "ben.csv", "--by", "Ben").status == 0
    done = run_tracker(folder, "evaluate", "--reviews", "db/tracker.db", "--format", "json")
    (result,) = done.records
    assert result["verdicts"] == {"accept": 2, "correct": 1, "reject": 1, "second_look": 1}
    assert result["overall"] == {"judged": 4, "claims": 3, "right": 2}
    assert {name: share for name, share in result["fields"].items() if share < 1} == {
        "value": 0.6667, "low": 0.6667, "basis": 0.6667
    }  # fmt: skip
    judged = ask(folder, "SELECT rule, figure FROM claims WHERE figure <> '108'")
    assert result["rules"].keys() == {row["rule"] for row in judged}
    assert sum(rule["judged"] for rule in result["rules"].values()) == 4
    (rejected,) = (row["rule"] for row in judged if row["figure"] == "60")
    assert result["rules"][rejected]["claims"] < result["rules"][rejected]["judged"]
    text = run_tracker(folder, "evaluate", "--reviews", "db/tracker.db").out
    assert "all: 4 judged, precision 0.750 (is a claim), 0.500 (right in all)\n" in text
    assert re.search(r"^  value +0\.667$", text, re.M)


def test_evaluate_takes_one_of_both(folder: Path) -> None:
    for arguments in ((), ("gold.jsonl", "--reviews", "db/tracker.db")):
        done = run_tracker(folder, "evaluate", *arguments)
        assert (done.status, done.out) == (2, "")
        assert "give labelled texts or --reviews DB" in done.err


# From Python, and the help


def test_the_same_from_python(folder: Path) -> None:
    with Store(folder / "db/tracker.db") as store:
        rows = list(store.reviews.batch(Choice({"measure": "killed"})))
        assert [row["figure"] for row in rows] == ["four"]
        with pytest.raises(BadReview, match="no filter 'colour'; there are: article, measure"):
            list(store.reviews.batch(Choice({"colour": "red"})))
        assert store.reviews.add(rows[0]["claim_id"], "accept", by="Ada", at="2025-06-01")
        assert not store.reviews.add(rows[0]["claim_id"], "accept", by="Ada", at="2025-06-01")
        assert store.reviews.precision().overall.right == 1
        assert store.reviews.agreement() == ()


@pytest.mark.parametrize("command", ["add", "export", "import"])
def test_every_command_of_review_has_an_example(folder: Path, command: str) -> None:
    done = run_tracker(folder, "review", command, "--help")
    assert re.search(rf"Example:\n( +.*\n)*? +.*tracker review {command}\b", done.out), done.out
