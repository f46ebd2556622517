"""The product's own scorer, the scores of our labelled texts, and what is known to be missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.gold import scores
from tests.test_classify import in_words, read
from tracker.confidence import confidence_of
from tracker.errors import UnreadableInput
from tracker.evaluate import differences, evaluate, read_labelled

HERE = Path(__file__).parent
GAPS: list[dict[str, Any]] = tomllib.loads(
    (HERE / "cases" / "known_gaps.toml").read_text(encoding="utf-8")
)["case"]


def labelled(folder: Path, *claims: dict[str, Any]) -> Path:
    """Write one labelled text; each claim is given by its figure and what differs."""
    text = "Twelve soldiers were killed in the ambush, the army said. Four were wounded."
    plain = {"qualifier": "exact", "measure": "killed", "subject": "combatant", "basis": "incident"}
    full = []
    for claim in claims:
        start = text.index(claim["figure"])
        full.append(plain | {"start": start, "end": start + len(claim["figure"])} | claim)
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": text, "claims": full}) + "\n")
    return path


def test_a_right_claim_counts_in_full(tmp_path: Path) -> None:
    twelve = {"figure": "Twelve", "value": 12, "attribution": "the army"}
    four = {"figure": "Four", "value": 4, "measure": "wounded", "attribution": None}
    result = evaluate(read_labelled(labelled(tmp_path, twelve, four)))
    assert result.score("core").f1 == 1.0
    assert not [line for line in differences(result) if line.startswith(("missed", "invented"))]


def test_a_missed_and_an_invented_claim_count_against_it(tmp_path: Path) -> None:
    ambush = {"figure": "ambush", "value": 1}
    result = evaluate(read_labelled(labelled(tmp_path, ambush)))
    assert result.score("detect").f1 == 0.0
    told = " ".join(differences(result))
    assert "missed    killed/combatant: one: " in told
    assert "invented" in told


def test_a_wrong_number_is_detected_but_not_core(tmp_path: Path) -> None:
    result = evaluate(read_labelled(labelled(tmp_path, {"figure": "Twelve", "value": 13})))
    assert (result.score("detect").recall, result.score("core").recall) == (1.0, 0.0)


def test_an_implicit_claim_is_scored_neither_way(tmp_path: Path) -> None:
    twelve = {"figure": "Twelve", "value": 12, "implicit": True}
    four = {"figure": "Four", "value": 4, "measure": "wounded", "implicit": True}
    result = evaluate(read_labelled(labelled(tmp_path, twelve, four)))
    assert (result.pairs, result.missed, result.invented) == ((), (), ())


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Two men died."}\n')
    with pytest.raises(UnreadableInput, match=r"gold\.jsonl:1: each line must be"):
        read_labelled(path)


def test_the_published_scores_are_current() -> None:
    """SCORES.md and the precision of each rule are what the extractor does now."""
    found = scores.evaluations()
    assert scores.SCORES.read_text("utf-8") == scores.scores_page(found), "run `make scores`"
    assert scores.PRECISION.read_text("utf-8") == scores.precision_file(found), "run `make scores`"


def test_confidence_is_the_measured_precision_of_the_rule() -> None:
    made, right = tomllib.loads(scores.PRECISION.read_text("utf-8"))["rule"]["active_left"]
    assert confidence_of("active_left") == round(right / made, 3)
    overall = confidence_of("a rule that was never seen")
    assert overall is not None
    assert 0.5 < overall < 1


@pytest.mark.parametrize("name", ["dev", "bulletins", "seeds"])
def test_figures_agree_with_the_reference_scorer(name: str) -> None:
    folder = os.environ.get("TRACKER_GOLD")
    if not folder:
        pytest.skip("TRACKER_GOLD is not set: it names a folder with labelled texts")
    gold = Path(folder) / f"{name}.jsonl"
    own = json.loads(run(sys.executable, "-m", "tracker", "evaluate", gold, "--format", "json"))
    command = f"{sys.executable} -m tracker extract --from jsonl --format jsonl -"
    scorer = Path(folder) / "score.py"
    other = json.loads(run(sys.executable, scorer, gold, "--command", command, "--json"))
    assert own["labelled"] == other["gold"]
    assert own["found"] == other["predicted"]
    for level in ("detect", "core", "full"):
        assert own[level] == other[level]
    assert {name: own["accuracy"][name] for name in other["accuracy"]} == other["accuracy"]


def run(*arguments: str | Path) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("case", GAPS, ids=lambda case: case["construction"])
@pytest.mark.xfail(strict=True, reason="a known gap")
def test_known_gap(case: dict[str, Any]) -> None:
    figures, _ = read(case["text"])
    assert [in_words(case["text"], figure) for figure in figures] == case["claims"]
