"""Slips that only other figures of their text, or the evenness of an account, give away."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

from made_figures import GENERAL_STAFF, claim, daily, day, make_database, total

from tracker.store import check_database

EVEN = [1_310, 1_180, 1_240, 1_090, 1_350, 1_270, 1_120, 1_400, 1_210, 1_160, 1_290, 1_330]
MINISTRY = {"source": "Ministry of Health of Lebanon", "party": "Lebanon", "subject": "person"}


def found_in(folder: Path, claims: Iterable[dict[str, Any]]) -> list[tuple[str, float | None]]:
    found = check_database(make_database(folder / "figures.db", claims)).findings
    return [(each.rule, each.stated) for each in found]


def even_days(**at: int) -> list[dict[str, Any]]:
    """Return 60 figures of days that differ by little, but for those at ``d12`` and the like."""
    return [daily(n, at.get(f"d{n}", EVEN[n % 12])) for n in range(2, 62)]


def test_several_days_far_above_even_ones_are_each_found(tmp_path: Path) -> None:
    jumps = {"d12": 8_860, "d25": 7_944, "d38": 9_507, "d51": 6_688}
    found = found_in(tmp_path, even_days(**jumps))
    assert [stated for _, stated in found] == list(jumps.values())
    (tmp_path / "clean").mkdir()
    assert found_in(tmp_path / "clean", even_days()) == []


def test_what_is_high_every_week_belongs_to_the_account(tmp_path: Path) -> None:
    weekly = {f"d{n}": 6_000 + 37 * n for n in range(4, 62, 7)}
    assert found_in(tmp_path, even_days(**weekly)) == []


def test_equipment_is_lost_in_columns(tmp_path: Path) -> None:
    columns = {"d12": 8_860, "d25": 7_944, "d38": 9_507, "d51": 6_688}
    tanks = [each | {"measure": "destroyed", "subject": "tank"} for each in even_days(**columns)]
    assert found_in(tmp_path, tanks) == []


def toll(number: int, killed: int, wounded: int) -> list[dict[str, Any]]:
    of_text = {"article": f"m-{number}", "published": day(number), **MINISTRY}
    return [
        total(number, killed, measure="killed", **of_text),
        total(number, wounded, measure="wounded", **of_text),
    ]


def tolls(still: int) -> list[dict[str, Any]]:
    """Return both tolls of 14 days, which grow by fits, and on one day not at all."""
    grown = [(1 + 5 * n % 23, 3 + 17 * n % 61) for n in range(14)]
    grown[still : still + 1] = [(0, 0)]
    dead, hurt = ([*accumulate(each)] for each in zip(*grown, strict=True))
    return [each for n in range(14) for each in toll(n + 3, 2_104 + dead[n], 9_413 + hurt[n])]


def test_both_totals_of_a_text_that_stand_still_are_old_ones(tmp_path: Path) -> None:
    told = tolls(still=8)
    assert found_in(tmp_path, told) == [("repeated_value", told[16]["value"])]


def test_one_of_two_totals_may_stand_still(tmp_path: Path) -> None:
    told = tolls(still=8)
    later = [each | {"value": each["value"] + 1} for each in told[17::2]]
    for each in later:
        each["low"] = each["high"] = each["value"]
    assert found_in(tmp_path, [*told[:17], *told[18::2], *later]) == []


def test_two_of_three_totals_may_stand_still(tmp_path: Path) -> None:
    growing = [
        total(n + 3, 310 + 4 * n, measure="missing", article=f"m-{n + 3}", **MINISTRY)
        for n in range(14)
    ]
    assert found_in(tmp_path, [*tolls(still=8), *growing]) == []


def bulletin(number: int, lost: int, all_: int, **fields: Any) -> list[dict[str, Any]]:
    of_text = {"article": f"b-{number}", "published": day(number), **fields}
    return [daily(number, lost, **of_text), total(number, all_, **GENERAL_STAFF, **of_text)]


def test_a_total_is_dated_a_day_off_where_the_day_before_is_silent(tmp_path: Path) -> None:
    # the bulletin of the 7th names the 6th, of which there is none; the 5th had 55,121
    told = [*bulletin(4, 1_121, 53_921), *bulletin(5, 1_203, 55_124)]
    off = bulletin(6, 2_417, 57_541, article="b-7", published=day(7))
    off[0] |= {"basis": "period", "period_start": day(4), "date_rule": "past_hours"}
    told += [*off, *bulletin(8, 1_094, 58_635)]
    assert found_in(tmp_path, told[2:]) == [("day_off", 57_541)]


def test_a_slip_that_fits_the_day_exactly_goes_first(tmp_path: Path) -> None:
    # 360,485 would fit within the rounding of 810, with two digits swapped; 360,483 fits exactly
    told = [*bulletin(4, 1_130, 359_673), *bulletin(5, 810, 560_483), *bulletin(6, 940, 361_423)]
    found = check_database(make_database(tmp_path / "figures.db", told)).findings
    assert [(each.rule, each.likely) for each in found] == [("mistyped_digit", "360,483")]


def hedged(number: int, lost: int, all_: int) -> list[dict[str, Any]]:
    day_of, all_of = bulletin(number, lost, all_)
    return [day_of, all_of | {"qualifier": "at_least", "high": None}]


def test_a_count_with_a_hedge_is_held_against_the_days(tmp_path: Path) -> None:
    told = [(4, 31, 52_817), (5, 44, 52_861), (6, 27, 52_888), (7, 35, 52_923), (8, 40, 52_963)]
    right = [each for one in told for each in hedged(*one)]
    assert found_in(tmp_path, right) == []
    (tmp_path / "slip").mkdir()
    told[2] = (6, 27, 58_288)
    found = found_in(tmp_path / "slip", [each for one in told for each in hedged(*one)])
    assert found == [("transposed_digits", 58_288)]


def test_a_rounded_bound_is_no_count(tmp_path: Path) -> None:
    told = [(4, 31, 52_800), (5, 44, 52_850), (6, 27, 52_850), (7, 35, 52_900), (8, 40, 52_950)]
    assert found_in(tmp_path, [each for one in told for each in hedged(*one)]) == []


def test_a_fall_is_one_finding_where_few_of_both_levels_go_together(tmp_path: Path) -> None:
    steps = [2 + 7 * n % 25 for n in range(32)]
    steps[16] -= 220
    told = [
        claim(value=value, period_end=day(n), article=f"e-{n}", **GENERAL_STAFF)
        for n, value in enumerate(accumulate(steps, initial=16_300), 3)
    ]
    assert found_in(tmp_path, told) == [("fall", 16_316)]
