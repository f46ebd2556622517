"""The agreement of two people, and the words of a verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tracker.errors import BadReview
from tracker.store.reviews import cohens_kappa
from tracker.store.reviews.corrections import complete_corrections, read_corrections
from tracker.store.reviews.verdict import read_time, read_verdict

# The agreement of two people, against values worked out by hand


def answers(*counted: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, count in counted for _ in range(count)]


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # 20 + 15 of 50 agree: 0.7. By chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5. (0.7-0.5)/0.5
        (answers(("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)), 0.4),
        # All of 10 agree on two answers, 6 and 4 times: (1 - 0.52) / 0.48
        (answers(("a", "a", 6), ("b", "b", 4)), 1.0),
        # Never the same, each answer half of the time: (0 - 0.5) / 0.5
        (answers(("a", "b", 5), ("b", "a", 5)), -1.0),
        # 0.5 agree; 4/8 * 4/8 + 4/8 * 4/8 = 0.5 by chance
        (answers(("a", "a", 2), ("a", "b", 2), ("b", "a", 2), ("b", "b", 2)), 0.0),
        # Three answers: 7 of 10; 0.4 * 0.4 + 0.3 * 0.4 + 0.3 * 0.2 = 0.34; 0.36 / 0.66
        (
            answers(("a", "a", 3), ("a", "b", 1), ("b", "b", 2), ("b", "a", 1), ("c", "c", 2),
                    ("c", "b", 1)),
            0.36 / 0.66,
        ),
    ],
)  # fmt: skip
def test_kappa_is_what_it_is_by_hand(pairs: list[tuple[str, str]], kappa: float) -> None:
    assert cohens_kappa(pairs) == pytest.approx(kappa)


def test_kappa_is_not_defined_where_both_gave_one_answer_only() -> None:
    assert cohens_kappa(answers(("a", "a", 9))) is None
    assert cohens_kappa([]) is None


# Words of a cell


@pytest.mark.parametrize("words", ["second look", "Second-Look", " second_look "])
def test_a_verdict_is_read_however_it_is_written(words: str) -> None:
    assert read_verdict(words) == "second_look"


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("2025-06-01", "2025-06-01"),
        ("2025-06-01T10:30:00Z", "2025-06-01T10:30:00Z"),
        ("2025-06-01 10:30", "2025-06-01T10:30:00Z"),
        ("2025-06-01T01:30+02:00", "2025-05-31T23:30:00Z"),
    ],
)
def test_times_are_kept_in_utc(words: str, time: str) -> None:
    assert read_time(words) == time


def test_the_clock_says_when_nobody_does() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", read_time(None))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: read_time("yesterday"), "'yesterday' is no time"),
        (lambda: read_time("3025-01-01"), "lies in the future"),
        (lambda: read_verdict("fine"), "'fine' is no verdict; write one of accept, reject"),
        (lambda: read_corrections("party Russia"), "written as party=Russia; value=1310"),
        (lambda: read_corrections('{"party": '), "the corrections are no JSON"),
        (lambda: read_corrections("quote=x"), "'quote' cannot be corrected; these can: value, "),
        (lambda: read_corrections("value=some"), "'some' is no value; write a number"),
        (lambda: read_corrections("value=-4"), "'-4' is no value"),
        (lambda: read_corrections("measure=hurt"), "'hurt' is no measure; write one of attacks,"),
        (lambda: read_corrections("measure="), "measure cannot be unknown"),
        (lambda: read_corrections("period_end=12/05/2025"), "is no period_end; write a day such"),
        (lambda: read_corrections({"party": 7}), "7 is no party"),
    ],
)
def test_what_cannot_be_is_named(call: Callable[[], object], said: str) -> None:
    with pytest.raises(BadReview, match=re.escape(said)):
        call()


def test_corrections_are_read_in_every_form() -> None:
    wanted = {"party": None, "value": 1310, "superseded": 1}
    assert read_corrections("party=; value=1,310; superseded=true") == wanted
    assert read_corrections('{"party": null, "value": 1310.0, "superseded": true}') == wanted
    assert read_corrections(wanted) == wanted


@pytest.mark.parametrize(
    ("corrections", "whole"),
    [
        ({"value": 14}, {"value": 14, "low": 14}),
        ({"value": 14, "qualifier": "exact"}, {"value": 14, "qualifier": "exact", "low": 14,
                                               "high": 14}),
        ({"value": 14, "low": 12}, {"value": 14, "low": 12}),
        ({"qualifier": "approximate"}, {"qualifier": "approximate", "low": None}),
        ({"party": "Russia", "value": 4}, {"party": "Russia"}),
    ],
)  # fmt: skip
def test_a_corrected_number_brings_its_bounds(
    corrections: dict[str, Any], whole: dict[str, Any]
) -> None:
    claim = {"value": 4, "low": 4, "high": None, "qualifier": "at_least", "party": None}
    assert complete_corrections(corrections, claim) == whole
