"""A long account is checked in time that grows with it, and its chains are what they should be."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_figures import GENERAL_STAFF, claim, daily, day, make_database, spread_value, total

from tracker.ledger.book import Account, open_book
from tracker.ledger.chains import Chain
from tracker.ledger.longest import goes_before, longest_chain
from tracker.store import check_database
from tracker.store.series import read_claims

_TRIES = 4


def rising(count: int) -> Iterator[dict[str, object]]:
    """Yield a total and a figure for each of so many days; every eleventh total is a slip."""
    value = 1_000
    for number in range(count):
        grown = 700 + spread_value(number, 600)
        value += grown
        slip = (value * 10, value // 10, value - 5 * grown, value + 9 * grown)[number // 11 % 4]
        yield total(number, slip if number % 11 == 5 else value, **GENERAL_STAFF)
        yield daily(number, grown)


def scattered(count: int) -> Iterator[dict[str, object]]:
    """Yield totals that rise and fall as they like, several for a day."""
    for number in range(count):
        yield total(number // 4, spread_value(number, 900_000), **GENERAL_STAFF)


def falling(count: int) -> Iterator[dict[str, object]]:
    """Yield totals that only fall."""
    for number in range(count):
        yield claim(value=9 * (2 * count - number), period_end=day(number), **GENERAL_STAFF)


ACCOUNTS = {"rising": (rising, 2_000), "scattered": (scattered, 4_000), "falling": (falling, 4_000)}


def seconds(path: Path) -> float:
    """Return the processor time of a check."""
    began = time.process_time()
    check_database(path)
    return time.process_time() - began


@pytest.mark.alone
@pytest.mark.parametrize("kind", ACCOUNTS)
def test_twice_the_account_takes_under_three_times_as_long(kind: str, tmp_path: Path) -> None:
    make, size = ACCOUNTS[kind]
    once = make_database(tmp_path / "once.db", make(size))
    twice = make_database(tmp_path / "twice.db", make(2 * size))
    best = float("inf"), float("inf")
    for _ in range(_TRIES):
        best = min(best[0], seconds(once)), min(best[1], seconds(twice))
        if best[1] < 3 * best[0]:
            return
    pytest.fail(f"{size} totals take {best[0]:.2f} s, twice as many {best[1]:.2f} s")


@pytest.fixture(scope="module", params=ACCOUNTS)
def account(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Account:
    make, _ = ACCOUNTS[request.param]
    path = make_database(tmp_path_factory.mktemp("account") / "made.db", make(300))
    (only,) = open_book(read_claims(path)).accounts.values()
    return only


def test_a_chain_is_as_long_as_any_can_be(account: Account) -> None:
    (totals,) = account.totals
    longest: list[int] = []
    for place, after in enumerate(totals):
        before = (longest[n] for n in range(place) if goes_before(totals[n], after))
        longest.append(1 + max(before, default=0))
    chain = longest_chain(totals, account.days)
    assert len(chain) == max(longest)
    assert all(goes_before(a, b) for a, b in zip(chain.entries, chain.entries[1:], strict=False))


def test_what_is_left_out_of_a_chain_is_in_no_answer(account: Account) -> None:
    chain = Chain.of(account.totals[0])
    for entry in chain.entries:
        left = chain.without(entry)
        rest = Chain.of(each for each in chain.entries if each is not entry)
        assert (left.entries, len(left), left.pace) == (rest.entries, len(rest), rest.pace)
        assert left.around(entry.day) == rest.around(entry.day)
        assert (left.has(entry.day), left.knows(entry.day)) == (
            rest.has(entry.day), rest.knows(entry.day)
        )  # fmt: skip
        assert left.expected(entry.day) == rest.expected(entry.day)
        for other in chain.entries[::29]:
            value = other.value or 0
            assert left.told_before(value, entry.day) == rest.told_before(value, entry.day)
