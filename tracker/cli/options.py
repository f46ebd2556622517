"""The options that several commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

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
