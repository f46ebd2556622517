"""What is far above its own series, what stands still, and what only looks so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from tracker.models import Article
from tracker.store import Store, check_database

FIRST = date(2024, 1, 1)
WAVES = [0, 0, 3, 0, 0, 41, 0, 0, 0, 38, 0, 0, 2, 0, 0, 44, 0, 0, 0, 36, 0, 0, 52, 0, 0, 0, 39]
STEADY = [913, 1_047, 984, 1_105, 938, 1_012, 877, 1_066, 951, 1_093, 1_021, 902, 978, 1_044]


def told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def staff(day: date, **totals: int) -> Article:
    """Return a bulletin of the General Staff with these running totals."""
    words = {"troops": "troops", "missiles": "cruise missiles", "artillery": "artillery systems"}
    lost = ", ".join(f"{value:,} {words[name]}" for name, value in totals.items())
    text = f"Russia has lost {lost} since 24 February 2022, Ukraine's General Staff said on {{}}."
    return article(text.format(told(day)), day)


def gaza(day: date, killed: int, all_killed: int) -> Article:
    text = (
        f"Gaza's Health Ministry said on {told(day)} that {killed} people were killed over the "
        f"past 24 hours, and that {all_killed:,} people had been killed since 7 October 2023."
    )
    return article(text, day)


def article(text: str, day: date) -> Article:
    return Article(text, id=f"{day}", published=day, published_source="given")


def series(name: str, start: int, steps: Sequence[int]) -> list[Article]:
    totals = [start + sum(steps[: n + 1]) for n in range(len(steps))]
    return [staff(FIRST + timedelta(n), **{name: total}) for n, total in enumerate(totals)]


def found_in(path: Path, articles: Iterable[Article]) -> list[tuple[str, str | None]]:
    with Store(path) as store:
        store.ingest(articles)
    return [(each.rule, str(each.day)) for each in check_database(path).findings]


def test_missiles_come_in_waves_and_one_far_above_them_is_a_jump(tmp_path: Path) -> None:
    assert found_in(tmp_path / "waves.db", series("missiles", 2_104, WAVES)) == []
    spoiled = [*WAVES[:20], 731, *WAVES[20:]]
    found = found_in(tmp_path / "jump.db", series("missiles", 2_104, spoiled))
    assert found == [("jump", "2024-01-21")]


def test_a_jump_is_judged_by_the_figures_around_it(tmp_path: Path) -> None:
    early, late = [80 + n % 9 for n in range(30)], [5 + n % 4 for n in range(140)]
    assert found_in(tmp_path / "clean.db", series("artillery", 1_400, [*early, *late])) == []
    late[100] += 120
    found = found_in(tmp_path / "jump.db", series("artillery", 1_400, [*early, *late]))
    assert found == [("jump", "2024-05-10")]


def test_a_total_that_stands_still_now_and_then_is_no_old_one(tmp_path: Path) -> None:
    steps = [11, 4, 0, 19, 7, 23, 0, 9, 14, 3, 17, 8, 0, 12, 21, 5, 10, 16, 2, 13]
    assert found_in(tmp_path / "news.db", series("artillery", 9_300, steps)) == []


def test_a_total_that_grows_by_a_thousand_a_day_does_not_stand_still(tmp_path: Path) -> None:
    steps = [*STEADY[:8], 0, *STEADY[8:]]
    found = found_in(tmp_path / "news.db", series("troops", 361_500, steps))
    assert found == [("repeated_value", "2024-01-09")]


def test_a_day_that_its_totals_bear_out_is_no_slip(tmp_path: Path) -> None:
    killed = [21, 34, 17, 29, 41, 23, 38, 30, 404, 26, 33, 19, 45, 22, 27]
    totals = [22_100 + sum(killed[: n + 1]) for n in range(len(killed))]
    days = [FIRST + timedelta(n) for n in range(len(killed))]
    articles = [gaza(*each) for each in zip(days, killed, totals, strict=True)]
    assert found_in(tmp_path / "news.db", articles) == []


def test_a_total_is_old_where_its_day_has_dead(tmp_path: Path) -> None:
    killed = [21, 34, 17, 29, 41, 23, 38, 30]
    totals = [22_100 + sum(killed[: n + 1]) for n in range(len(killed))]
    totals[4] = totals[3]
    days = [FIRST + timedelta(n) for n in range(len(killed))]
    articles = [gaza(*each) for each in zip(days, killed, totals, strict=True)]
    assert found_in(tmp_path / "news.db", articles) == [("repeated_value", "2024-01-05")]


def test_a_total_that_is_taken_back_is_one_finding(tmp_path: Path) -> None:
    steps = [1, 0, 1, 1, 1, 0, -1, 0, 1, 0, 0, 1]
    found = found_in(tmp_path / "news.db", series("missiles", 1_310, steps))
    assert found == [("repeated_value", "2024-01-07")]


def test_a_small_fall_from_which_the_totals_go_on_is_one_finding(tmp_path: Path) -> None:
    steps = [23, 31, 18, 27, 22, 29, 25, 20, 33, 24, -40, 26, 19, 28, 30, 21, 27, 24, 32, 23]
    found = found_in(tmp_path / "fall.db", series("artillery", 9_300, steps))
    assert found == [("fall", "2024-01-11")]


def test_a_large_fall_leaves_the_other_totals_to_be_judged(tmp_path: Path) -> None:
    steps = [23, 31, 18, 27, 22, 29, 25, 20, 33, 24, -900, 26, 19, 28, 30, 21, 27, 24, 32, 23]
    articles = series("artillery", 9_300, [*steps, *steps[:10]])
    late = FIRST + timedelta(24)
    spoiled = [staff(late, artillery=8_177) if each.id == f"{late}" else each for each in articles]
    found = found_in(tmp_path / "fall.db", spoiled)
    assert ("fall", "2024-01-11") in found
    assert "2024-01-25" in {day for _, day in found}


def test_two_slips_in_a_row_are_no_fall(tmp_path: Path) -> None:
    steps = [23, 31, 18, 27, 22, 29, 25, 20, 33, 24, -4_000, 26, 4_019, 28, 30, 21, 27, 24]
    found = found_in(tmp_path / "slips.db", series("artillery", 9_300, steps))
    assert {day for _, day in found} == {"2024-01-11", "2024-01-12"}


def test_two_figures_of_days_far_above_the_others_are_both_found(tmp_path: Path) -> None:
    killed = [21, 34, 17, 29, 41, 23, 38, 30, 26, 33, 19, 45, 22, 27, 36, 24, 31, 28, 40, 25]
    killed[6], killed[15] = 477, 613
    articles = [
        article(
            f"Lebanon's Health Ministry said on {told(FIRST + timedelta(n))} that {dead} people "
            "were killed over the past 24 hours.",
            FIRST + timedelta(n),
        )
        for n, dead in enumerate(killed)
    ]
    found = found_in(tmp_path / "days.db", articles)
    assert [day for _, day in found] == ["2024-01-07", "2024-01-16"]
