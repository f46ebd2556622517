"""The options that say what is read and how, and what they come to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.output import bar
from tracker.errors import UnreadableInput
from tracker.read.options import FIELDS, KINDS, Memory, ReadOptions

if TYPE_CHECKING:
    from tracker.fetch import Manners
    from tracker.read import Found

Command = TypeVar("Command", bound=Callable[..., Any])

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """The inputs that were named, with what is known of them and how addresses are asked."""

    paths: tuple[str, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    manners: Manners | None = None

    def inputs(self, *, show: bool, memory: Memory | None = None) -> Iterator[Found]:
        """Yield what the inputs give, if wanted with a bar where standard error is a terminal.

        ``memory`` is what is known of addresses that were read before.
        """
        from tracker.read import Web, count_bytes, read_inputs

        columns = [name for _, name in self.options.columns]
        with Web(self.manners, memory) as web:
            if not show or not sys.stderr.isatty():
                yield from read_inputs(self.paths, self.options, web=web)
                return
            with bar(count_bytes(self.paths, columns), "reading") as advance:
                yield from read_inputs(self.paths, self.options, web=web, advance=advance)


def reading_options(command: Command) -> Command:
    """Add what says how inputs are to be read."""
    return _add(_READING, web_options(command))


def web_options(command: Command) -> Command:
    """Add what says how addresses are to be fetched."""
    return _add(_WEB, command)


def workers_option(command: Command) -> Command:
    """Add how many processes extract."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        help="How many processes find the claims; what is stored is the same.",
    )(command)


def _add(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


_READING = (
    click.option(
        "--from",
        "kind",
        type=click.Choice(KINDS),
        default="auto",
        show_default=True,
        help="What the inputs are; auto tells it by their content.",
    ),
    click.option(
        "--column",
        "columns",
        metavar="FIELD=NAME",
        multiple=True,
        help=f"The column of a table that has a field ({', '.join(FIELDS)}): text=body.",
    ),
    click.option("--published", metavar="DATE", help="The day the article appeared: 2025-05-11."),
    click.option("--retrieved", metavar="DATE", help="The day it was fetched: 2025-05-12."),
    click.option("--url", metavar="URL", help="Where it stood, for one article."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
)

_WEB = (
    click.option(
        "--fetch/--no-fetch",
        "follow",
        default=None,
        help="Read the pages that a feed links to where it has no full text.  "
        "[default: for a feed from the web]",
    ),
    click.option(
        "--pause",
        type=click.FloatRange(min=0),
        default=1.0,
        show_default=True,
        metavar="SECONDS",
        help="Between two requests to a host.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="For one answer of a server in all.",
    ),
    click.option(
        "--max-size",
        "largest",
        type=click.FloatRange(min=0, min_open=True),
        default=64.0,
        show_default=True,
        metavar="MB",
        help="The largest answer of a server that is read.",
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Read addresses of this machine and of private networks too.",
    ),
)


def reading_of(
    paths: tuple[str, ...],
    *,
    url: str | None,
    follow: bool | None,
    columns: tuple[str, ...],
    **others: Any,
) -> Reading:
    """Return what the options of ``reading_options`` say of the inputs.

    Raises:
        UnreadableInput: a date that is none, an unknown field of a table, or an address for
            more than one article.
    """
    if url is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise UnreadableInput("--url is the address of one article; give one file with it")
    options = ReadOptions(
        kind=others["kind"],
        published=_day("--published", others["published"]),
        retrieved=_day("--retrieved", others["retrieved"]),
        url=url,
        outlet=others["outlet"],
        columns=tuple(map(_column, columns)),
        follow=follow,
    )
    web = ("pause", "timeout", "largest", "allow_private")
    return Reading(paths, options, manners_of(**{name: others[name] for name in web}))


def manners_of(*, pause: float, timeout: float, largest: float, allow_private: bool) -> Manners:
    """Return what the options of ``web_options`` say of fetching."""
    from tracker.fetch import Manners

    return Manners(pause, timeout, int(largest * _MEGABYTE), allow_private)


def _column(words: str) -> tuple[str, str]:
    name, sign, column = words.partition("=")
    if not sign or not column or name not in FIELDS:
        known = ", ".join(FIELDS)
        raise UnreadableInput(
            f"--column {words!r} is not FIELD=NAME; write text=body (the fields: {known})"
        )
    return name, column


def _day(option: str, words: str | None) -> date | None:
    from tracker.read import parse_day

    if words is None:
        return None
    day = parse_day(words)
    if day is None:
        raise UnreadableInput(f"{option} {words!r} is no date; write it as 2025-05-11")
    return day
