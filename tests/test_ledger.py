"""The ledger over ten weeks of bulletins: nothing in the right ones, every planted error found."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from ledger_texts import articles_of, awkward_articles, make_bulletins, plant, read_plants
from made_figures import GENERAL_STAFF, claim, daily, day, make_database

from tracker.ledger import RULES, Finding
from tracker.ledger.numbers import Interval, find_slip, interval_of
from tracker.models import Article
from tracker.paths import sample_files
from tracker.store import Store, check_database, run_query

PLANTS = read_plants()


@dataclass(frozen=True)
class Checked:
    """A database, what the ledger finds in it, and the text that each claim stands in."""

    path: Path
    findings: tuple[Finding, ...]
    texts: dict[str, str]

    def about(self, text: str) -> list[Finding]:
        """Return the findings that doubt a claim of a text."""
        return [each for each in self.findings if self.texts[each.claim_ids[0]] == text]


def check_articles(path: Path, articles: Iterable[Article]) -> Checked:
    with Store(path) as store:
        report = store.ingest(articles)
    assert not report.skipped
    found = run_query(
        path,
        "SELECT claim_id, given_id FROM claims INNER JOIN articles ON articles.id = claims.article",
    )
    return Checked(path, check_database(path).findings, dict(found.rows))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    path = tmp_path_factory.mktemp("clean") / "news.db"
    return check_articles(path, [*articles_of(make_bulletins()), *awkward_articles()])


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    path = tmp_path_factory.mktemp("planted") / "news.db"
    bulletins = articles_of(plant(make_bulletins(), PLANTS))
    return check_articles(path, [*bulletins, *awkward_articles()])


# Ten weeks of bulletins


def test_the_bulletins_are_read_as_series(clean: Checked) -> None:
    found = run_query(
        clean.path,
        "SELECT source, basis, count(*) FROM figures WHERE source IS NOT NULL "
        "GROUP BY source, basis HAVING count(*) > 30",
    )
    counts = {(source, basis): count for source, basis, count in found.rows}
    assert counts["General Staff of Ukraine", "cumulative"] == 125
    assert counts["Gaza Health Ministry", "day"] == 103
    assert counts["Air Force of Ukraine", "incident"] == 252


def test_nothing_is_found_in_the_right_texts(clean: Checked) -> None:
    assert [each.reason for each in clean.findings] == []


def test_there_are_plants_of_every_kind() -> None:
    assert len(PLANTS) >= 30
    assert len({(each["bulletin"], each["day"]) for each in PLANTS}) == len(PLANTS)
    elsewhere = {"after_article", "off_reference"}
    assert {each["rule"] for each in PLANTS} == set(RULES) - elsewhere


@pytest.mark.parametrize("error", PLANTS, ids=lambda error: error["what"])
def test_every_planted_error_is_found(planted: Checked, error: dict[str, Any]) -> None:
    found = planted.about(f"{error['bulletin']}-{error['day']}")
    assert error["rule"] in {each.rule for each in found}, [each.reason for each in found]


SLIPS = ("transposed_digits", "mistyped_digit")
MISDATED = ("day_off", "year_off")


def planted_as(*rules: str) -> Any:
    """Return the mark that runs a test once for each planted error of these rules."""
    errors = [each for each in PLANTS if each["rule"] in rules]
    return pytest.mark.parametrize("error", errors, ids=lambda error: error["what"])


@planted_as(*SLIPS)
def test_the_number_that_is_said_to_fit_was_there(planted: Checked, error: dict[str, Any]) -> None:
    name = f"{error['bulletin']}-{error['day']}"
    right = {f"{each.name}-{each.number}": each for each in make_bulletins()}[name]
    found = [each.likely for each in planted.about(name) if each.rule in SLIPS]
    fits = [float(each.replace(",", "")) for each in found if each is not None]
    assert fits
    for likely in fits:
        assert min(abs(likely - figure) for figure in right.figures.values()) <= 0.01 * likely


@planted_as(*MISDATED)
def test_the_day_that_is_said_to_fit_was_the_day(planted: Checked, error: dict[str, Any]) -> None:
    name = f"{error['bulletin']}-{error['day']}"
    right = {f"{each.name}-{each.number}": each for each in make_bulletins()}[name]
    fits = {each.likely for each in planted.about(name) if each.rule in MISDATED}
    assert fits == {right.as_of.isoformat()}


def test_nothing_is_found_beside_the_plants(planted: Checked) -> None:
    spoiled = {f"{each['bulletin']}-{each['day']}" for each in PLANTS}
    beside = [each for each in planted.findings if planted.texts[each.claim_ids[0]] not in spoiled]
    assert [each.reason for each in beside] == []


def test_one_slip_gives_one_finding(planted: Checked) -> None:
    counts = Counter(planted.texts[each.claim_ids[0]] for each in planted.findings)
    # Where a text names a wrong day, the total of troops and that of tanks are both misdated.
    assert all(count <= 2 for count in counts.values())
    assert len(planted.findings) <= len(PLANTS) + 5


def test_a_finding_names_its_claims_and_quotes(planted: Checked) -> None:
    for found in planted.findings:
        assert found.rule in RULES
        assert len(found.claim_ids) == len(found.quotes) > 0
        for claim_id, quote in zip(found.claim_ids, found.quotes, strict=True):
            rows = run_query(
                planted.path, "SELECT quote FROM claims WHERE claim_id = :it", {"it": claim_id}
            ).rows
            assert rows == [(quote,)]


def test_the_same_database_gives_the_same_findings(planted: Checked) -> None:
    assert check_database(planted.path).findings == planted.findings


# What only made claims show


def found_in(path: Path, claims: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    made = [{"article": f"a-{number}", **each} for number, each in enumerate(claims)]
    findings = check_database(make_database(path / "made.db", made)).findings
    return [(each.rule, each.severity) for each in findings]


def total(number: int, value: float, **fields: Any) -> dict[str, Any]:
    return claim(**{"value": value, "period_end": day(number), **GENERAL_STAFF, **fields})


def rising(count: int = 12, **fields: Any) -> list[dict[str, Any]]:
    return [total(n, 50_000 + 1_013 * n, **fields) for n in range(1, count + 1)]


def test_a_level_that_stays_is_one_finding(tmp_path: Path) -> None:
    lower = [total(n, 43_000 + 1_013 * n) for n in range(13, 18)]
    assert found_in(tmp_path, [*rising(), *lower]) == [("fall", "warning")]


def test_two_counts_under_one_name_are_one_finding(tmp_path: Path) -> None:
    other = [total(n, 9_007 + 3 * n) for n in range(1, 11)]
    assert found_in(tmp_path, [*rising(), *other]) == [("fall", "warning")]


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 45_000, "low": 45_000, "high": None, "qualifier": "at_least"},
        {"value": 62_000, "low": None, "high": None, "qualifier": "approximate"},
        {"value": 61_000, "zone": "teaser"},
        {"value": 31_000, "superseded": 1},
        {"value": 31_000, "stance": "denied"},
        {"value": 31_000, "source": None, "attribution": "officials"},
        {"value": 31_000, "party": None},
        {"value": 31_000, "place": "Kursk", "place_country": "Russia", "place_region": "Kursk"},
        {"value": 31_000, "period_start": "2022-03-01"},
        {"value": 28_000, "period_start": None},
        {"value": 28_000, "date_rule": "large_number+conflict_start+as_of_publication"},
        {"value": 31_000, "copy_of": "c-00002"},
    ],
)
def test_no_alarm_about_what_is_no_part_of_the_series(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    assert found_in(tmp_path, [*rising(), total(12, **fields)]) == []


def test_a_bound_above_later_totals_is_found(tmp_path: Path) -> None:
    bound = total(4, 61_000, low=61_000, high=None, qualifier="at_least")
    assert found_in(tmp_path, [*rising(), bound]) == [("low_over_high", "warning")]


def test_a_total_that_grows_otherwise_than_its_days_is_a_habit(tmp_path: Path) -> None:
    days = [daily(n, 700 + n * 37 % 90, article=f"d-{n}") for n in range(2, 13)]
    assert found_in(tmp_path, [*rising(), *days]) == [("days_against_totals", "note")]


def test_days_that_come_to_the_growth_of_a_gap_are_right(tmp_path: Path) -> None:
    claims = [total(1, 50_017), total(4, 53_017), *(daily(n, 1_000) for n in (2, 3, 4))]
    assert found_in(tmp_path, claims) == []


def test_days_that_do_not_come_to_the_growth_of_a_gap(tmp_path: Path) -> None:
    claims = [total(1, 50_017), total(4, 53_017), *(daily(n, 1_407) for n in (2, 3, 4))]
    assert found_in(tmp_path, claims) == [("days_against_totals", "warning")]


def test_a_bulletin_told_once_more(tmp_path: Path) -> None:
    lost = {"tank": 14, "mlrs": 0, "vehicle": 97, "drone": 143, "artillery_system": 41}
    claims = [
        daily(n, value, measure="destroyed", subject=subject, article=f"a-{n}")
        for n in (5, 6)
        for subject, value in lost.items()
    ]
    assert found_in(tmp_path, claims) == [("repeated_value", "warning")]
    (tmp_path / "two").mkdir()
    assert found_in(tmp_path / "two", [claims[0], claims[1], claims[5], claims[6]]) == []


def test_a_new_level_of_days_is_no_jump_and_a_slip_within_it_is(tmp_path: Path) -> None:
    days = [daily(n, 40 + n % 7) for n in range(60)]
    later = [daily(n, 900 + n % 90) for n in range(60, 120)]
    assert found_in(tmp_path, [*days, *later]) == []
    (tmp_path / "slip").mkdir()
    later[30]["value"] = later[30]["low"] = later[30]["high"] = 9_300
    assert found_in(tmp_path / "slip", [*days, *later]) == [("mistyped_digit", "warning")]


def test_a_read_range_upside_down(tmp_path: Path) -> None:
    upside_down = daily(3, None, low=60, high=40, qualifier="range")
    assert found_in(tmp_path, [upside_down]) == [("low_over_high", "error")]


def test_totals_that_are_read_as_days(tmp_path: Path) -> None:
    rising_days = [daily(n, 10_800 + 3 * n) for n in range(1, 9)]
    assert found_in(tmp_path, rising_days) == [("day_total_swap", "warning")]
    (tmp_path / "falling").mkdir()
    falling = [*rising_days, daily(9, 10_790)]
    assert found_in(tmp_path / "falling", falling) == []


def sentence(whole: int, *parts: tuple[str, int]) -> list[dict[str, Any]]:
    """Return the claims of one sentence of an article: casualties, and what they are made up of."""
    told = [("casualties", whole), *parts]
    return [
        total(5, value, measure=measure, article="a-1", start=100 + 10 * n) | {"quote_start": 90}
        for n, (measure, value) in enumerate(told)
    ]


def test_killed_and_wounded_are_no_more_than_the_casualties(tmp_path: Path) -> None:
    claims = sentence(4_891, ("killed", 2_104), ("wounded", 2_862))
    assert found_in(tmp_path, claims) == [("part_over_whole", "error")]
    (tmp_path / "right").mkdir()
    assert (
        found_in(tmp_path / "right", sentence(4_966, ("killed", 2_104), ("wounded", 2_862))) == []
    )


def test_a_fall_by_one_is_no_slip(tmp_path: Path) -> None:
    claims = [total(n, 314 + n // 4) for n in range(1, 13)]
    claims[6]["value"] = claims[6]["low"] = claims[6]["high"] = 319
    assert found_in(tmp_path, claims) == [("fall", "warning")]


def test_totals_that_often_stand_still_are_no_repeats(tmp_path: Path) -> None:
    values = [1_844, 1_844, 1_844, 1_901, 1_903, 1_903, 1_960, 1_960, 2_031, 2_055, 2_107, 2_151]
    assert found_in(tmp_path, [total(n, value) for n, value in enumerate(values)]) == []


def test_a_figure_dated_after_its_article(tmp_path: Path) -> None:
    path = make_database(tmp_path / "made.db", [daily(30, 8, article="a-1")])
    with Store(path) as store:
        store._db.conn.execute("UPDATE articles SET published = '2022-03-01'")
        store._db.conn.commit()
    (found,) = check_database(path).findings
    assert (found.rule, found.day) == ("after_article", date(2022, 3, 26))


def test_nothing_is_found_in_the_samples(tmp_path: Path) -> None:
    assert run_tracker(tmp_path, "--db", "demo.db", "ingest", sample_files(), "-q").status == 0
    done = run_tracker(tmp_path, "--db", "demo.db", "check")
    assert (done.status, done.out) == (0, "")


# Numbers


@pytest.mark.parametrize(
    ("stated", "meant", "rule"),
    [
        (390_580, 930_580, "transposed_digits"),
        (961_830, 968_130, "transposed_digits"),
        (868_130, 968_130, "mistyped_digit"),
        (96_813, 968_130, "mistyped_digit"),
        (9_681_130, 968_130, "mistyped_digit"),
        (813_960, 968_130, "transposed_digits"),
    ],
)
def test_slips_are_told_apart(stated: int, meant: int, rule: str) -> None:
    slip = find_slip(stated, Interval(meant - 400, meant + 400))
    assert slip is not None
    assert slip.rule == rule
    assert abs(slip.value - meant) <= 400


@pytest.mark.parametrize(("stated", "meant"), [(6, 7), (12, 14), (968_130, 742_650)])
def test_no_slip_explains_everything(stated: int, meant: int) -> None:
    assert find_slip(stated, Interval(meant, meant)) is None


def test_rounded_figures_are_compared_within_their_rounding() -> None:
    rounded = interval_of(61_700, 61_700, 61_700, "exact")
    assert rounded is not None
    assert rounded.meets(Interval(61_709, 61_709))
    assert not rounded.meets(Interval(61_776, 61_776))
    about = interval_of(60_000, None, None, "approximate")
    assert about == Interval(55_000, 65_000)


# The command


def test_nothing_found_is_status_0(clean: Checked, tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "--db", clean.path, "check")
    assert (done.status, done.out) == (0, "")
    assert done.last == "findings: 0 (0 error, 0 warning, 0 note)"


def test_findings_are_status_1_and_told_in_words(planted: Checked, tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "--db", planted.path, "check", "--party", "Palestine", "--quiet")
    assert (done.status, done.err) == (1, "")
    assert "error: transposed_digits, Gaza Health Ministry, Palestine killed (person)" in done.out
    assert "two digits are transposed" in done.out
    assert "General Staff" not in done.out


def test_findings_for_machines(planted: Checked, tmp_path: Path) -> None:
    ask = ("--db", planted.path, "check", "--quiet", "--format")
    records = run_tracker(tmp_path, *ask, "jsonl").records
    assert len(records) == len(planted.findings)
    assert json.loads(run_tracker(tmp_path, *ask, "json").out) == records
    lines = list(csv.DictReader(StringIO(run_tracker(tmp_path, *ask, "csv").out)))
    assert [line["reason"] for line in lines] == [record["reason"] for record in records]
    assert records[0].keys() == set(lines[0])
    assert {type(record["claim_ids"]) for record in records} == {list}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--source", "Air Force of Ukraine"], {"launched_against_outcomes"}),
        (["--rule", "fall", "--rule", "jump"], {"fall", "jump"}),
        (["--since", "2025-05-01", "--party", "Ukraine"], {"year_off"}),
        (["--measure", "intercepted"], set()),
    ],
)
def test_findings_can_be_narrowed_down(
    planted: Checked, tmp_path: Path, arguments: list[str], expected: set[str]
) -> None:
    ask = ("--db", planted.path, "check", *arguments, "--format", "jsonl")
    done = run_tracker(tmp_path, *ask)
    if "--since" in arguments:  # a year back is before
        assert done.records == []
        return
    assert {record["rule"] for record in done.records} == expected
    assert done.status == (1 if expected else 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "falls"], "there is no rule 'falls'; there are: fall, jump"),
        (["--since", "May"], "--since 'May' is no date; write it as 2025-05-11"),
        (["--db", "none.db"], "none.db: no such database"),
        (["--severity", "grave"], "'grave' is not one of"),
    ],
)
def test_a_check_that_cannot_be_made_is_status_2(
    clean: Checked, tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = run_tracker(tmp_path, "--db", clean.path, "check", *arguments)
    assert (done.status, done.out) == (2, "")
    assert message in done.last


def test_the_help_names_every_rule(tmp_path: Path) -> None:
    told = run_tracker(tmp_path, "check", "--help").out
    assert [rule for rule in RULES if rule not in told] == []


def test_a_database_of_an_older_tracker_is_to_be_upgraded(planted: Checked, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(planted.path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE migrations SET hash = 'older' WHERE name LIKE 'views/%'")
        connection.commit()
    done = run_tracker(tmp_path, "--db", path, "check")
    assert (done.status, done.out) == (2, "")
    assert "tracker upgrade" in done.last
    assert run_tracker(tmp_path, "--db", path, "upgrade").status == 0
    assert check_database(path).findings == planted.findings
