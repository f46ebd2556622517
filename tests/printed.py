"""One report as many outlets print it, and the bulletins of several days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stored import article, rows

from tracker.models import Article

HEADLINE = "Russian drones kill 7 in Sumy market"
BODY = (
    "SUMY, May 9, 2025 ({agency}) – Russian drones struck a market in Sumy on Friday and killed at "
    "least 7 people and wounded 23 others, the regional governor told {agency}.",
    "Two of the dead were children, the governor said in a message on Telegram on Friday, and "
    "14 of the wounded were taken to a hospital in the city.",
    "Ukraine's Air Force said that Russia had launched 118 drones overnight on May 9, of which "
    "71 were shot down and 32 were lost from radar.",
    "The market had opened a year ago and was full when the first drone fell, a seller said.",
    "Overnight on May 8, Russian shelling killed three people in Kherson, officials said.",
)
SIDEBAR = (
    "Read also\n\nRussian drones killed at least 9 people at a bus station in Sumy on April 30, "
    "2025, the regional governor said."
)


def report(agency: str = "Rivernews", headline: str = HEADLINE, paragraphs: int = 5) -> str:
    """Return the report as this outlet prints it."""
    return "\n\n".join((headline, *(line.format(agency=agency) for line in BODY[:paragraphs])))


def bulletin(day: int, people: int, tanks: int, drones: int) -> str:
    """Return the bulletin of a day, of the one form that all days have."""
    return (
        f"Losses of the enemy\n\nKYIV, May {day}, 2025 – Over the past day Russia lost {people:,} "
        f"soldiers, {tanks} tanks and {drones} drones, the General Staff of the Armed Forces of "
        "Ukraine said in its morning report on social media."
    )


HEADLINES = (
    "Seven dead as drones hit a market in Sumy, governor says",
    "Drone strike on Sumy market leaves 7 dead",
    "Sumy market: a morning of drones",
    HEADLINE,
)


def forty_reprints() -> list[Article]:
    """Return the report as 40 outlets print it within three days, the first of them on May 9."""
    return [
        article(
            report(f"Outlet {n}", HEADLINES[n % 4], paragraphs=5 - n % 2),
            f"2025-05-{9 + n % 3 if n else 9:02}",
            url=f"https://outlet{n:02}.example/sumy",
        )
        for n in range(40)
    ]


def origins(database: Path) -> dict[str, int]:
    """Return how many figures that are no copies each article has, by its url."""
    return dict(
        rows(
            database,
            "SELECT url, count(*) FROM figures INNER JOIN articles ON articles.id = article "
            "GROUP BY url ORDER BY url",
        )
    )


def chains(database: Path) -> list[tuple[Any, ...]]:
    """Return each claim with what it copies."""
    return rows(database, "SELECT claim_id, copy_of FROM claims ORDER BY claim_id")
