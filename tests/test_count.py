"""Numbers in all their written forms, with bounds and hedges."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.count import find_counts
from tracker.lexicon import load_lexicon
from tracker.models import Article, Count
from tracker.segment import segment

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "count.toml").read_text(encoding="utf-8")
)["case"]


def in_words(text: str, count: Count) -> str:
    bounds = ["-" if v is None else str(v) for v in (count.value, count.low, count.high)]
    return f"{text[count.start : count.end]} | {count.qualifier} {' '.join(bounds)} | {count.rule}"


def counts_of(text: str) -> tuple[Count, ...]:
    return find_counts(segment(Article(text)), load_lexicon())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    assert [in_words(case["text"], c) for c in counts_of(case["text"])] == case["numbers"]


def test_thin_and_unbreakable_spaces_group_digits() -> None:
    for space in ("\u00a0", "\u2009", "\u202f"):
        [count] = counts_of(f"Losses of 10{space}450 men.")
        assert count.value == 10450


def test_a_hedge_belongs_to_the_number_it_touches() -> None:
    first, second = counts_of("At least 15 killed and 30 injured.")
    assert (first.qualifier, second.qualifier) == ("at_least", "exact")


@pytest.mark.alone
@pytest.mark.parametrize(
    "text",
    ["7" * 200_000, "1 " * 50_000, "1,000,000," * 20_000, "twenty " * 40_000, '"' * 100_000],
    ids=["digits", "integers", "groups", "words", "quotes"],
)
def test_no_input_takes_more_than_linear_time(text: str) -> None:
    """The work for twice the input stays under three times: a quadratic form would take four."""
    import time

    def seconds(sample: str) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            counts_of(sample)
            times.append(time.perf_counter() - began)
        return min(times)

    assert seconds(text) < 3 * seconds(text[: len(text) // 2]) + 0.05
