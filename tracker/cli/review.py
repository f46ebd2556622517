"""tracker review: verdicts on claims, one by one or from a file that people coded."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import cell, complain, json_line, say, write_rows
from tracker.cli.upkeep import opened
from tracker.errors import UnreadableInput

if TYPE_CHECKING:
    from tracker.store.reviews import Agreement, ImportReport

_EXAMPLE = (
    "\b\nExample:\n"
    "  tracker review export batch.csv --party Russia --sample 100\n"
    "  tracker review import batch-ada.csv --by Ada\n"
    "  tracker review add c-5f0c7a11d2b34e90 accept --by Ada"
)


@click.group(short_help="Verdicts of people on claims.", epilog=_EXAMPLE)
def review() -> None:
    """Verdicts of people on claims: accept, reject, correct, duplicate, second_look.

    Verdicts are only added, never changed: the newest one counts. They survive reextract as long
    as the figure keeps its value. `figures` has the claims with the verdicts laid over.
    """


@review.command(
    epilog="\b\nExample:\n"
    "  tracker review add c-5f0c7a11d2b34e90 accept --by Ada\n"
    "  tracker review add c-5f0c7a11d2b34e90 correct --set party Ukraine --by Ada\n"
    "  tracker review add c-5f0c7a11d2b34e90 reject --by Ada --why 'a drill, not an attack'"
)
@click.argument("claim")
@click.argument("verdict")
@click.option("--by", required=True, metavar="NAME", help="Who judged.")
@click.option("--why", metavar="WORDS", help="The reason; a rejection needs one.")
@click.option(
    "--set",
    "corrections",
    nargs=2,
    multiple=True,
    metavar="FIELD VALUE",
    help="With correct: what a field should say ('' for unknown); may be given several times.",
)
@click.option("--of", "duplicate_of", metavar="CLAIM", help="With duplicate: the claim it repeats.")
@click.option("--at", metavar="TIME", help="When it was judged.  [default: now]")
@database_option
@click.pass_obj
def add(
    settings: Settings,
    /,
    claim: str,
    verdict: str,
    by: str,
    why: str | None,
    corrections: tuple[tuple[str, str], ...],
    duplicate_of: str | None,
    at: str | None,
    db: Path | None,
) -> int:
    """Give a verdict on one claim: accept, reject, correct, duplicate or second_look."""
    with opened(settings.with_own(db, quiet=False)) as store:
        store.reviews.add(
            claim,
            verdict,
            by=by,
            why=why,
            corrections=dict(corrections),
            duplicate_of=duplicate_of,
            at=at,
        )
    return 0


def _filters(command: Callable[..., Any]) -> Callable[..., Any]:
    said = (
        ("--article", "ID", "Of one article, by the tracker's id."),
        ("--measure", "NAME", "As killed or launched."),
        ("--party", "NAME", "As Russia."),
        ("--source", "NAME", "By the normalised name of the source."),
        ("--rule", "NAME", "Found by this rule."),
        ("--first-day", "DATE", "Of this day or later, as 2025-05-11."),
        ("--last-day", "DATE", "Of this day or earlier."),
    )
    for option, form, words in reversed(said):
        command = click.option(option, metavar=form, help=words)(command)
    return click.option(
        "--confidence-below", type=float, metavar="SHARE", help="Less sure than this, from 0 to 1."
    )(command)


@review.command(
    "export",
    epilog="\b\nExample:\n"
    "  tracker review export batch.csv --party Russia --sample 100\n"
    "  tracker review export --format jsonl --unseen-by Ben > for-ben.jsonl",
)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "jsonl")),
    help="How it is written.  [default: as OUT is called, else csv]",
)
@_filters
@click.option("--limit", type=click.IntRange(1), help="So many, in the order of the articles.")
@click.option("--sample", type=click.IntRange(1), help="So many, from all over the database.")
@click.option("--unseen-by", metavar="NAME", help="Also what others have judged, and NAME has not.")
@click.option("--all", "reviewed_too", is_flag=True, help="Also what has been judged.")
@database_option
@quiet_option
@click.pass_obj
def export(
    settings: Settings,
    /,
    out: Path | None,
    form: str | None,
    limit: int | None,
    sample: int | None,
    unseen_by: str | None,
    reviewed_too: bool,
    db: Path | None,
    quiet: bool,
    **filters: Any,
) -> int:
    """Write a batch of claims to code: those without a verdict, with quote and all fields.

    Fill in the column verdict: accept, reject (with a reason), correct, duplicate (with
    duplicate_of) or second_look. Where it is correct, change the cells of the claim, or write
    what they should say into corrections, as: party=Russia; value=1310. Give the same file to
    two people, and import both.
    """
    from tracker.store.reviews import COLUMNS, Choice

    settings = settings.with_own(db, quiet)
    given = {name: value for name, value in filters.items() if value is not None}
    choice = Choice(given, unseen_by, reviewed_too, sample or limit, sample=sample is not None)
    lines = form == "jsonl" or (form is None and out is not None and out.suffix == ".jsonl")
    with opened(settings) as store:
        rows = list(store.reviews.batch(choice))
    with _written(out) as stream:
        (_write_lines if lines else _write_csv)(stream, COLUMNS, rows)
    if not settings.quiet:
        say(f"claims to code: {len(rows)}")
    return 0


def _written(out: Path | None) -> AbstractContextManager[TextIO]:
    if out is None or str(out) == "-":
        return nullcontext(sys.stdout)
    try:
        return out.open("x", encoding="utf-8", newline="")
    except FileExistsError as error:
        raise UnreadableInput(f"{out}: exists already; name another file") from error


def _write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row.values()] for row in rows)


def _write_lines(stream: TextIO, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    stream.writelines(json_line(row) + "\n" for row in rows)


@review.command(
    "import",
    epilog="\b\nExample:\n"
    "  tracker review import batch-ada.csv --by Ada\n"
    "  tracker review import batch-ben.csv --by Ben --format csv > agreement.csv",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", help="Who coded it, where the rows do not say.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "jsonl")),
    default="table",
    show_default=True,
    help="How the agreement is printed.",
)
@database_option
@quiet_option
@click.pass_obj
def import_(
    settings: Settings,
    /,
    files: tuple[str, ...],
    by: str | None,
    form: str,
    db: Path | None,
    quiet: bool,
) -> int:
    """Store the verdicts of coded files, and print how far those who judged agree.

    Rows without a verdict are left for later; bad ones are named, left out, and the exit status
    is 1. Agreement is the share of equal answers and Cohen's kappa, by field, for each two people
    who judged the same claims: 1 is full, 0 is that of chance; empty where all gave one answer.
    """
    settings = settings.with_own(db, quiet)
    with opened(settings) as store:
        reports = [store.reviews.import_text(_text_of(file), file, by) for file in files]
        judged = frozenset().union(*(report.claims for report in reports))
        found = store.reviews.agreement(judged)
    if found:
        write_rows(("reviewers", "field", "claims", "agreed", "kappa"), map(_row, found), form)
    bad = [each for report in reports for each in report.bad]
    for place, reason in bad:
        complain(place, reason)
    if not settings.quiet:
        say(_counts(reports))
    return 1 if bad else 0


def _text_of(file: str) -> str:
    from tracker.read.content import decode

    try:
        return decode(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except OSError as error:
        raise UnreadableInput(f"{file}: {error.strerror}; name a file of verdicts") from error
    except UnreadableInput as problem:
        raise UnreadableInput(f"{file}: {problem}") from problem


def _row(agreement: Agreement) -> tuple[Any, ...]:
    kappa = None if agreement.kappa is None else round(agreement.kappa, 3)
    reviewers = " and ".join(agreement.reviewers)
    return reviewers, agreement.field, agreement.claims, round(agreement.agreed, 3), kappa


def _counts(reports: Sequence[ImportReport]) -> str:
    total = {
        name: sum(getattr(report, name) for report in reports)
        for name in ("added", "known", "open", "outdated")
    }
    skipped = sum(len(report.bad) for report in reports)
    return (
        f"verdicts: {total['added']} added, {total['known']} known; rows: {total['open']} without "
        f"a verdict, {skipped} skipped; {total['outdated']} on another value than the claim has now"
    )
