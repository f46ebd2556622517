"""Ten weeks of bulletins in our own sentences, right in every figure; and errors planted in them.

Four sources speak. The General Staff is silent on Sundays and gives 48 hours on Mondays, the
ministry in Gaza is silent on Fridays, and one week of the Air Force is missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from made_figures import spread_value

from tracker.models import Article

FIRST = date(2025, 3, 3)
DAYS = 70
PLANTS = Path(__file__).parent / "cases" / "ledger.toml"


@dataclass(frozen=True)
class Bulletin:
    """One text in the making: its source, its number of the day, its figures and its days."""

    name: str
    number: int
    figures: dict[str, int]
    template: str
    as_of: date = field(default=FIRST)
    published: date | None = field(default=FIRST)

    @property
    def text(self) -> str:
        """The bulletin as it is printed."""
        shown = {key: f"{value:,}" for key, value in self.figures.items()}
        return self.template.format(**shown, date=f"{self.as_of.day} {self.as_of:%B %Y}")


STAFF = (
    "Ukraine's General Staff said on {date} that Russia had lost {day} troops over the past day. "
    "It put Russian losses since 24 February 2022 at about {total} troops, as of {date}. "
    "It said that Russia had lost {tanks} tanks since 24 February 2022."
)
STAFF_48 = STAFF.replace("the past day", "the past 48 hours")
GAZA = (
    "Gaza's Health Ministry said on {date} that {killed} people were killed and {wounded} wounded "
    "over the past 24 hours. It said that {all_killed} people had been killed and {all_wounded} "
    "wounded since 7 October 2023."
)
GAZA_48 = GAZA.replace("the past 24 hours", "the past 48 hours")
AIR = (
    "Ukraine's Air Force said that Russia launched {launched} drones overnight. It said that "
    "{shot} of them were shot down and {jammed} were jammed, and that {hit} drones hit targets."
)
MINISTRY = (
    "Russia's Defense Ministry said on {date} that Ukraine had lost {day} troops over the past day."
)


def make_bulletins() -> list[Bulletin]:
    """Return all bulletins without an error."""
    return [*_staff(), *_gaza(), *_air(), *_ministry()]


def _staff() -> Iterable[Bulletin]:
    total, tanks, waiting = 873_160, 10_231, 0
    for number in range(DAYS):
        day = FIRST + timedelta(number)
        lost = 900 + 10 * spread_value(number, 60)
        total, tanks, waiting = total + lost, tanks + spread_value(number + 500, 12), waiting + lost
        if day.weekday() == 6:
            continue
        figures = {"day": waiting, "total": total, "tanks": tanks}
        template = STAFF_48 if waiting > lost else STAFF
        yield Bulletin("staff", number, figures, template, day, day)
        waiting = 0


def _gaza() -> Iterable[Bulletin]:
    all_killed, all_wounded = 48_397, 111_824
    waiting = [0, 0]
    for number in range(DAYS):
        day = FIRST + timedelta(number)
        dead, hurt = 20 + spread_value(number + 900, 60), 180 + spread_value(number + 1300, 250)
        all_killed, all_wounded = all_killed + dead, all_wounded + hurt
        late = waiting[0] > 0
        waiting = [waiting[0] + dead, waiting[1] + hurt]
        if day.weekday() == 4:
            continue
        figures = {"killed": waiting[0], "wounded": waiting[1]}
        figures |= {"all_killed": all_killed, "all_wounded": all_wounded}
        yield Bulletin("gaza", number, figures, GAZA_48 if late else GAZA, day, day)
        waiting = [0, 0]


def _air() -> Iterable[Bulletin]:
    for number in range(DAYS):
        if 28 <= number < 35:
            continue
        day = FIRST + timedelta(number)
        shot, jammed = spread_value(number + 1700, 90), spread_value(number + 2100, 50)
        hit = spread_value(number + 2500, 12)
        lost = spread_value(number + 2900, 3) - 1
        figures = {"launched": shot + jammed + hit + lost, "shot": shot, "jammed": jammed}
        yield Bulletin("air", number, figures | {"hit": hit}, AIR, day, day)


def _ministry() -> Iterable[Bulletin]:
    for number in range(0, DAYS, 2):
        day = FIRST + timedelta(number)
        lost = 1000 + 5 * spread_value(number + 3300, 90)
        yield Bulletin("ministry", number, {"day": lost}, MINISTRY, day, day)


AWKWARD = (
    # bounds and rounded totals of the same source
    (20, "Ukraine's General Staff said on {date} that Russia had lost more than 850,000 troops "
         "since 24 February 2022."),
    (33, "Ukraine's General Staff said on {date} that Russia had lost about 900,000 troops since "
         "24 February 2022."),
    (41, "Gaza's Health Ministry said on {date} that more than 50,000 people had been killed "
         "since 7 October 2023."),
    # other scopes
    (22, "Ukraine's General Staff said on {date} that Russia had lost 41,300 troops in Kursk "
         "region since 6 August 2024."),
    (36, "Ukraine's General Staff said on {date} that Russia had lost 39,000 troops in Kharkiv "
         "region since 10 May 2024."),
    (30, "Ukraine's General Staff said on {date} that Russia had lost 118,000 troops since the "
         "start of the year."),
    # other sources
    (25, "The Pentagon said on {date} that Russia had lost 700,000 troops since 24 February 2022."),
    (26, "The United Nations said on {date} that 44,000 people had been killed in Gaza since "
         "7 October 2023."),
    # a revision that the text tells of, and totals that go on from it
    (10, "Lebanon's Health Ministry said on {date} that 1,520 people had been killed since 8 "
         "October 2023."),
    (12, "Lebanon's Health Ministry said on {date} that 1,544 people had been killed since 8 "
         "October 2023."),
    (14, "The death toll since 8 October 2023 was revised down to 1,490 from 1,544, Lebanon's "
         "Health Ministry said on {date}."),
    (16, "Lebanon's Health Ministry said on {date} that 1,498 people had been killed since 8 "
         "October 2023."),
    (18, "Lebanon's Health Ministry said on {date} that 1,511 people had been killed since 8 "
         "October 2023."),
    # a part of a total, and a toll that the text replaces
    (44, "Gaza's Health Ministry said on {date} that 61 people were killed in Rafah over the past "
         "day, including 14 children and 22 women."),
    (45, "The death toll in Rafah rose to 71 from 61, Gaza's Health Ministry said on {date}."),
)  # fmt: skip
"""Texts that are right, whatever they look like, and the day of each."""


def awkward_articles() -> list[Article]:
    """Return the texts that are right though they do not look so."""
    days = [(FIRST + timedelta(number), text) for number, text in AWKWARD]
    return [
        _article(text.format(date=f"{day.day} {day:%B %Y}"), day, f"awkward-{n}")
        for n, (day, text) in enumerate(days)
    ]


def articles_of(bulletins: Iterable[Bulletin]) -> list[Article]:
    """Return the bulletins as they are read."""
    return [_article(each.text, each.published, f"{each.name}-{each.number}") for each in bulletins]


def _article(text: str, published: date | None, name: str) -> Article:
    known = "given" if published else None
    return Article(text, id=name, origin=name, published=published, published_source=known)


# --- plants ----------------------------------------------------------------------------------


def read_plants() -> list[dict[str, Any]]:
    """Return the table of planted errors."""
    with PLANTS.open("rb") as file:
        return tomllib.load(file)["plant"]


def plant(bulletins: list[Bulletin], plants: Iterable[dict[str, Any]]) -> list[Bulletin]:
    """Return the bulletins with the errors of the table in them."""
    found = {(each.name, each.number): each for each in bulletins}
    planted = dict(found)
    for error in plants:
        key = (error["bulletin"], error["day"])
        planted[key] = _spoil(planted[key], error, found)
    return list(planted.values())


def _spoil(
    bulletin: Bulletin, error: dict[str, Any], right: dict[tuple[str, int], Bulletin]
) -> Bulletin:
    figures = dict(bulletin.figures)
    for one, change in error.get("figures", {}).items():
        before = right.get((bulletin.name, error["day"] - 1))
        figures[one] = _change(figures[one], change, before.figures[one] if before else None)
    for one, other in error.get("swapped", []):
        figures[one], figures[other] = figures[other], figures[one]
    as_of = bulletin.as_of + timedelta(error.get("days_off", 0))
    as_of = as_of.replace(year=as_of.year + error.get("years_off", 0))
    template = error.get("text", bulletin.template)
    published = None if error.get("undated") else bulletin.published
    return replace(bulletin, figures=figures, as_of=as_of, template=template, published=published)


def _change(value: int, change: Any, before: int | None) -> int:
    """Return the figure after a slip: digits swapped, wrong, missing or doubled, or told again."""
    digits = list(str(value))
    if change == "as the day before":
        assert before is not None
        return before
    kind, *places = change
    if kind == "swap":
        one, other = places
        digits[one], digits[other] = digits[other], digits[one]
    elif kind == "wrong":
        digits[places[0]] = str((int(digits[places[0]]) + places[1]) % 10)
    elif kind == "drop":
        del digits[places[0]]
    elif kind == "double":
        digits.insert(places[0], digits[places[0]])
    elif kind == "add":
        return value + places[0]
    changed = int("".join(digits))
    assert changed != value, "the slip changes nothing"
    return changed
