"""The command line: one command per room, and the only place that prints."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from tracker.cli.answers import chart, query
from tracker.cli.check import check
from tracker.cli.claims import explain, extract, ingest
from tracker.cli.demo import demo
from tracker.cli.evaluation import evaluate
from tracker.cli.options import Settings
from tracker.cli.reference import reference
from tracker.cli.review import review
from tracker.cli.series import series
from tracker.cli.upkeep import reextract, upgrade, verify
from tracker.cli.watch import watch
from tracker.errors import TrackerError
from tracker.version import __version__

COMMANDS = (
    demo,
    ingest,
    watch,
    extract,
    explain,
    query,
    series,
    chart,
    check,
    reference,
    upgrade,
    verify,
    reextract,
    review,
    evaluate,
)
"""Every command, in the order in which the work is done."""


_INTERRUPTED = 128 + signal.SIGINT
_CLOSED_PIPE = 128 + signal.SIGPIPE


class _Stopped(BaseException):
    """Ctrl-C, or a reader of our output that has gone: click would comment on both."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _InOrder(click.Group):
    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            raise _Stopped(_INTERRUPTED) from None
        except BrokenPipeError:
            raise _Stopped(_CLOSED_PIPE) from None

    def list_commands(self, context: click.Context) -> list[str]:
        return [command.name or "" for command in COMMANDS]


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  tracker demo\n  tracker ingest articles/\n  tracker query",
)
@click.version_option(__version__, package_name="tracker", message="tracker %(version)s")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no counts, only what is wrong.")
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    envvar="TRACKER_DB",
    help="The database, also as TRACKER_DB.  [default: db/tracker.db]",
)
@click.pass_context
def tracker(context: click.Context, quiet: bool, db: Path | None) -> None:
    """Find every figure of casualties and strikes in articles: who claims it, as of when.

    Data goes to standard output, messages to standard error. The exit status is 0 where every
    input was read, 1 where one was skipped or a value cannot be read, 2 for an unknown option.
    """
    by_hand = context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    context.obj = Settings(db=db, named_by_hand=by_hand, quiet=quiet)


for _command in COMMANDS:
    tracker.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries tell each other is no message to users
    stopped = False
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except _Stopped as stop:
        status, stopped = stop.status, True
    except BrokenPipeError:
        status, stopped = _CLOSED_PIPE, True
    except OSError as error:
        click.echo(f"tracker: {error.filename or 'output'}: {error.strerror}", err=True)
        status, stopped = 1, True
    if stopped:
        _leave(status)
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return tracker.main(arguments, prog_name="tracker", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TrackerError as error:
        click.echo(f"tracker: {error}", err=True)
        return 1


def _leave(status: int) -> NoReturn:
    """Leave at once, without a last flush: our output can go nowhere, or nobody wants it."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a file descriptor is needed
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere.fileno(), stream.fileno())
    os._exit(status)
