"""The options that several commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.errors import UnreadableInput

if TYPE_CHECKING:
    from tracker.read import ReadOptions

Command = TypeVar("Command", bound=Callable[..., Any])

DATABASE = Path("db/tracker.db")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was said before the command: the database, by hand or by TRACKER_DB, and --quiet."""

    db: Path | None = None
    named_by_hand: bool = False
    quiet: bool = False

    def with_own(self, db: Path | None, quiet: bool) -> Settings:
        """Return the settings with what was said behind the command laid over."""
        own = self if db is None else replace(self, db=db, named_by_hand=True)
        return replace(own, quiet=self.quiet or quiet)

    @property
    def database(self) -> Path:
        """The database that a command works on."""
        return self.db or DATABASE


def quiet_option(command: Command) -> Command:
    """Add ``--quiet`` behind a command."""
    return click.option("--quiet", "-q", is_flag=True, help="No progress and no counts.")(command)


def database_option(command: Command) -> Command:
    """Add ``--db`` behind a command."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path),
        help=f"The database, also as TRACKER_DB.  [default: {DATABASE}]",
    )(command)


def archive_option(command: Command) -> Command:
    """Add what says whether the bytes that come in are kept."""
    return click.option(
        "--archive/--no-archive",
        "archive",
        default=True,
        envvar="TRACKER_ARCHIVE",
        help="Keep what comes in, byte for byte, in a folder archive beside the database; "
        "TRACKER_ARCHIVE=no turns it off.  [default: archive]",
    )(command)


def reading_options(command: Command) -> Command:
    """Add what says how inputs are to be read."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING = (
    click.option(
        "--from",
        "kind",
        type=click.Choice(("auto", "text", "html", "jsonl")),
        default="auto",
        show_default=True,
        help="What the inputs are; auto tells it by their content.",
    ),
    click.option("--published", metavar="DATE", help="The day the article appeared: 2025-05-11."),
    click.option("--retrieved", metavar="DATE", help="The day it was fetched: 2025-05-12."),
    click.option("--url", metavar="URL", help="Where it stood, for one article."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
)


def options_of_reading(
    paths: tuple[str, ...],
    *,
    kind: str,
    published: str | None,
    retrieved: str | None,
    url: str | None,
    outlet: str | None,
) -> ReadOptions:
    """Return what the options of ``reading_options`` say.

    Raises:
        UnreadableInput: a date that is none, or an address for more than one article.
    """
    from tracker.read import ReadOptions

    if url is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise UnreadableInput("--url is the address of one article; give one file with it")
    return ReadOptions(
        kind=kind,
        published=_day("--published", published),
        retrieved=_day("--retrieved", retrieved),
        url=url,
        outlet=outlet,
    )


def _day(option: str, words: str | None) -> date | None:
    from tracker.read import parse_day

    if words is None:
        return None
    day = parse_day(words)
    if day is None:
        raise UnreadableInput(f"{option} {words!r} is no date; write it as 2025-05-11")
    return day
