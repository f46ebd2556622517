"""The language of a text: what is not English is known, and no English text is refused."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tracker.language import language_of

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "language.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:30])
def test_the_language_is_told(case: dict[str, str]) -> None:
    assert (language_of(case["text"]) or "") == case["code"]


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    english = "The army said that 12 soldiers were killed in the attack on the base. "
    assert language_of(english * 2000 + "По данным министерства, погибли люди. " * 9000) == "en"


def test_plain_english_needs_no_model() -> None:
    script = (
        "import sys; from tracker.language import language_of; "
        "language_of('The army said that 12 soldiers were killed in the attack on the base.'); "
        "print('py3langid' in sys.modules or 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


@pytest.mark.parametrize("gold", ["dev", "bulletins", "seeds"])
def test_no_labelled_text_is_refused(gold_folder: Path, gold: str) -> None:
    lines = (gold_folder / f"{gold}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert {language_of(text) for text in texts} <= {"en", None}
