"""The commands that look after a database: upgrade, verify and reextract."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import bar, cell, json_line, say
from tracker.errors import BadDatabase

if TYPE_CHECKING:
    from tracker.store import Change, Reextracted, ReextractReport, Store


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """Open the database of a command that works on what is stored, and makes none.

    Raises:
        BadDatabase: there is no such file.
    """
    from tracker.store import Store

    if not settings.database.is_file():
        raise BadDatabase(
            f"{settings.database}: no such database; ingest articles first or name another file"
        )
    with Store(settings.database) as store:
        yield store


@contextmanager
def counting(words: str, show: bool) -> Iterator[Callable[[int], None]]:
    """Give what is called after each article with how many there are; it draws a bar if wanted."""
    with ExitStack() as stack:
        advance: Callable[[int], None] | None = None

        def count(total: int) -> None:
            nonlocal advance
            if show and sys.stderr.isatty():
                advance = advance or stack.enter_context(bar(total, words))
                advance(1)

        yield count


@click.command(
    short_help="Bring a database of an older tracker up to date.",
    epilog="\b\nExample:\n  tracker upgrade --db db/tracker.db",
)
@database_option
@quiet_option
@click.pass_obj
def upgrade(settings: Settings, /, db: Path | None, quiet: bool) -> int:
    """Bring a database of an older tracker up to the tables and views of this one.

    Nothing that is stored is lost. Commands that write to a database do so by themselves; those
    that only read, such as query and chart, change no file and ask for it. An older tracker can
    no longer write to the database then.
    """
    settings = settings.with_own(db, quiet)
    with opened(settings):
        pass
    if not settings.quiet:
        say(f"{settings.database}: up to date")
    return 0


@click.command(
    short_help="Check all that is stored against its texts and files.",
    epilog="\b\nExample:\n  tracker verify\n  tracker verify --format json --db db/tracker.db",
)
@click.option("--quick", is_flag=True, help="Leave out extracting the texts again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How the result is printed.",
)
@database_option
@quiet_option
@click.pass_obj
def verify(settings: Settings, /, quick: bool, form: str, db: Path | None, quiet: bool) -> int:
    """Check all that is stored: is every figure, quote and file what came in and was found?

    Texts and archived files are hashed again, figures, quotes and evidence cut out of the texts
    again, texts that this version has read extracted again and compared. Keys, search, the
    tables themselves and the verdicts are checked as well. The last line counts what was
    checked; before it stands a line for each failure, and then the exit status is 1.
    """
    settings = settings.with_own(db, quiet)
    with opened(settings) as store, counting("verifying", not settings.quiet) as count:
        result = store.verify(again=not quick, progress=count)
    if form == "json":
        failures = [asdict(failure) for failure in result.failures]
        click.echo(json_line({"checked": dict(result.checked), "failures": failures}))
    else:
        for failure in result.failures:
            click.echo(f"{failure.check}: {failure.where}: {failure.what}")
        counted = ", ".join(f"{number} {kind}" for kind, number in result.checked.items())
        failed = f"{len(result.failures)} failed" if result.failures else "nothing failed"
        click.echo(f"checked {counted}: {failed}")
    return 1 if result.failures else 0


@click.command(
    short_help="Newer rules over stored articles.",
    epilog="\b\nExample:\n"
    "  tracker reextract --dry-run\n"
    "  tracker reextract --format jsonl > changes.jsonl",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and store nothing.")
@click.option("--all", "every", is_flag=True, help="Also what this very version has read.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="How the changes are printed.",
)
@database_option
@quiet_option
@click.pass_obj
def reextract(
    settings: Settings, /, dry_run: bool, every: bool, form: str, db: Path | None, quiet: bool
) -> int:
    """Read stored articles again with the rules and words of now, and show what changes.

    Each article is replaced as a whole. What its claims said before is kept in the table
    claims_history. Verdicts stay; those on a figure that has another value now, or is no longer
    found, are listed for a new look, also by `SELECT * FROM needs_look`.
    """
    settings = settings.with_own(db, quiet)
    show = _print_line if form == "jsonl" else _print_changes
    with opened(settings) as store, counting("reading again", not settings.quiet) as count:

        def tell(outcome: Reextracted, total: int) -> None:
            count(total)
            show(outcome)

        report = store.reextract(every=every, dry_run=dry_run, progress=tell)
    if form == "text":
        for change in report.new_look:
            click.echo(f"needs a new look: {change.claim_id} ({change.verdict}) {_what(change)}")
    if not settings.quiet:
        say(_counts(report, dry_run))
    return 0


def _counts(report: ReextractReport, dry_run: bool) -> str:
    skipped = f", {report.skipped} skipped for their language" if report.skipped else ""
    return (
        f"articles: {report.again} read again, {report.changed} changed{skipped}; "
        f"claims: {report.gained} gained, {report.lost} lost, {report.altered} changed; "
        f"verdicts: {report.kept} kept, {len(report.new_look)} need a new look"
        + ("; nothing stored" if dry_run else "")
    )


def _print_changes(outcome: Reextracted) -> None:
    if not outcome.changes:
        return
    click.echo(f"{outcome.origin} ({outcome.article_id})")
    for change in outcome.changes:
        click.echo(f"  {change.kind:<8} {_what(change)}  {' '.join(change.quote.split())}")
        for name, old, new in change.fields:
            click.echo(f"    {name}: {_word(old)} -> {_word(new)}")


def _what(change: Change) -> str:
    return f"{' '.join(change.figure.split())} {change.measure}"


def _word(value: Any) -> str:
    return "unknown" if value is None else cell(value)


def _print_line(outcome: Reextracted) -> None:
    for change in outcome.changes:
        fields = {name: {"old": old, "new": new} for name, old, new in change.fields}
        record = {"article": outcome.article_id, "origin": outcome.origin, **asdict(change)}
        click.echo(json_line(record | {"fields": fields}))
