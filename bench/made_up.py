"""Made-up articles of a growing database: four claims each, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.models import Article

FIRST_DAY = date(2022, 2, 24)
DAYS = 1_700
CLAIMS_OF_AN_ARTICLE = 4
REPRINTS = 5
"""One article in so many is a reprint of an earlier one."""

NEW_ARTICLES = 60

STARTS = "Kher Kup Sum Bakh Iz Lym Mar Nik Od Pav Rub Tok Ul Vel".split()
ENDS = "son iansk y mut ium an inka opol esa lograd izhne mak y".split()
PLACES = [f"{start}{end}" for start in STARTS for end in ENDS]
SOURCES = [
    ("General Staff of Ukraine", "belligerent_military"),
    ("Air Force of Ukraine", "belligerent_military"),
    ("Ministry of Defense of Russia", "belligerent_military"),
    ("Gaza Health Ministry", "medical"),
    ("OHCHR", "international_org"),
    ("State Emergency Service of Ukraine", "emergency_service"),
    *((f"the head of the {place} region", "local_authority") for place in PLACES),
    (None, None),
]
KINDS = (
    ("killed", "civilian", "incident", "Shells on {place} killed {n} civilians"),
    ("wounded", "person", "incident", "In {place} {n} people were wounded"),
    ("killed", "child", "incident", "Among the dead of {place} were {n} children"),
    ("killed", "medic", "incident", "A strike on {place} killed {n} medics"),
    ("casualties", "combatant", "day", "The enemy lost {n} soldiers near {place}"),
    ("casualties", "combatant", "cumulative", "It has lost {n} soldiers since the start"),
    ("destroyed", "tank", "day", "The army burnt {n} tanks near {place}"),
    ("launched", "drone", "incident", "Russia launched {n} drones at {place}"),
    ("intercepted", "drone", "incident", "Over {place} {n} drones were shot down"),
    ("displaced", "person", "period", "From {place} {n} people fled"),
)
PARTIES = ("Ukraine", "Russia", "Palestine", "Israel", "Sudan", "RSF", None)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An article, and its claims as far as they differ from one another."""

    text: str
    published: date
    claims: tuple[dict[str, Any], ...]


def made_up(chance: random.Random, number: int) -> MadeUp:
    """Return an article whose sentences each hold one claim."""
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    text, claims = f"Report {number}", []
    for _ in range(CLAIMS_OF_AN_ARTICLE):
        measure, subject, basis, form = chance.choice(KINDS)
        source, kind = chance.choice(SOURCES)
        place, n = chance.choice(PLACES), str(int(chance.paretovariate(0.8)) + chance.randrange(9))
        day = published - timedelta(days=chance.randrange(3))
        before, after = (half.format(place=place) for half in form.split("{n}"))
        end = f"on {day}, {source or 'the paper'} said in a report of {chance.random()} words."
        quote = f"{before}{n}{after} {end}"
        start = len(text) + 2
        text = f"{text}\n\n{quote}"
        at = start + len(before)
        claims.append(
            {"start": at, "end": at + len(n), "figure": n, "value": int(n), "low": int(n),
             "high": int(n), "measure": measure, "subject": subject, "basis": basis,
             "party": chance.choice(PARTIES), "period_end": day.isoformat(),
             "period_start": FIRST_DAY.isoformat() if basis == "cumulative" else day.isoformat(),
             "source": source, "attribution": source, "attribution_type": kind, "place": place,
             "place_country": "Ukraine", "place_region": f"{place[:3]} Oblast", "quote": quote,
             "quote_start": start, "quote_end": start + len(quote)}
        )  # fmt: skip
    return MadeUp(text, published, tuple(claims))


def new_articles() -> Iterator[Article]:
    """Yield articles that are in no database yet."""
    chance = random.Random("new")
    for number in range(NEW_ARTICLES):
        page = made_up(chance, -number)
        url = f"https://new.example/{number}"
        yield Article(page.text, url=url, published=page.published, published_source="given")


def pages(articles: int) -> Iterator[tuple[int, MadeUp]]:
    """Yield the articles, each with the number of the one that it reprints, its own if none."""
    chance = random.Random(1945)
    origin, page = 0, made_up(chance, 0)
    for number in range(articles):
        if number % REPRINTS:
            origin, page = number, made_up(chance, number)
            yield number, page
        else:
            yield origin, MadeUp(f"{page.text}\n\nPage {number}", page.published, page.claims)
