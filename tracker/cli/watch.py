"""The command that reads feeds and pages again and again: watch."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.claims import counts_of, name_if_skipped
from tracker.cli.options import Settings, archive_option, database_option, quiet_option
from tracker.cli.output import say
from tracker.cli.reading import manners_of, web_options, workers_option

if TYPE_CHECKING:
    from tracker.read import Found, Web
    from tracker.read.watchlist import Watchlist
    from tracker.store import Outcome


@click.command(
    short_help="Read feeds and pages at an interval, and tell what is new.",
    epilog="\b\nFEEDS.toml:\n"
    "  interval = 900                               # seconds\n"
    "  [[feed]]\n"
    '  url = "https://news.example/war/feed.xml"\n'
    '  outlet = "The Herald"                        # where its pages do not say\n'
    "  fetch = true                                 # read the pages that it links to\n"
    "  [[page]]\n"
    '  url = "https://news.example/war/live"\n'
    "\n\b\nExample:\n"
    "  tracker watch feeds.toml --interval 600\n"
    "  tracker watch feeds.toml --once",
)
@click.argument("watchlist", metavar="FEEDS.toml", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="One round, and no more.")
@click.option(
    "--interval",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="From the beginning of a round to that of the next.  [default: what FEEDS.toml says, "
    "or 900]",
)
@web_options
@workers_option
@archive_option
@database_option
@quiet_option
@click.pass_obj
def watch(settings: Settings, /, watchlist: Path, once: bool, **others: Any) -> int:
    """Read the feeds and pages of a list again and again, and tell what is new.

    Each new article is a line on standard output, each round ends with its counts. What has not
    changed is not read again, also after a stop: what was read is remembered in the database as
    soon as it is stored. Ctrl-C ends it.
    """
    from tracker.read import Web
    from tracker.read.watchlist import LONGEST, read_watchlist
    from tracker.store import Store

    settings = settings.with_own(others["db"], others["quiet"])
    listed = read_watchlist(watchlist)
    interval = min(others["interval"] or listed.interval, LONGEST)
    web_words = ("pause", "timeout", "largest", "allow_private")
    manners = manners_of(**{name: others[name] for name in web_words})
    with (
        Store(settings.database, archive=others["archive"]) as store,
        Web(manners, store.memory) as web,
    ):
        number = 0
        while True:
            number, begun = number + 1, time.monotonic()
            found = _read(listed, web, others["follow"])
            report = store.ingest(found, progress=_tell, workers=others["workers"])
            if not settings.quiet:
                now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
                say(f"{now}, round {number}: {counts_of(report)}")
            if once:
                return 1 if report.skipped else 0
            time.sleep(max(0.0, begun + interval - time.monotonic()))


def _read(listed: Watchlist, web: Web, follow: bool | None) -> Iterator[Found]:
    """Yield what all that is watched gives."""
    from tracker.read import ReadOptions, read_inputs

    for each in listed.watched:
        options = ReadOptions(
            kind="feed" if each.kind == "feed" else "auto",
            outlet=each.outlet,
            follow=follow if each.fetch is None else each.fetch,
            standing=True,
        )
        yield from read_inputs([each.url], options, web=web)


def _tell(outcome: Outcome) -> None:
    """Print an article that is new, or has changed; name an input that was left out."""
    if outcome.status in ("new", "changed"):
        claims = "1 claim" if outcome.claims == 1 else f"{outcome.claims} claims"
        sys.stdout.write(f"{outcome.status}\t{claims}\t{outcome.origin}\n")
        sys.stdout.flush()
    name_if_skipped(outcome)
