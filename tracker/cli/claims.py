"""The commands from a text to its claims: ingest, extract and explain."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import (
    Settings,
    archive_option,
    database_option,
    options_of_reading,
    quiet_option,
    reading_options,
)
from tracker.cli.output import complain, json_line, read_with_progress, say, write_rows
from tracker.language import ENGLISH, language_of
from tracker.read import ReadOptions, Skipped

if TYPE_CHECKING:
    from tracker.explain import Line, Piece
    from tracker.models import Article, Extraction
    from tracker.store import IngestReport, Outcome

_REASONS = 6


@click.command(
    short_help="Read articles into the database.",
    epilog="\b\nExample:\n"
    "  tracker ingest articles/ page.html --retrieved 2025-05-12\n"
    "  cat articles.jsonl | tracker ingest -",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@reading_options
@archive_option
@database_option
@quiet_option
@click.pass_obj
def ingest(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    archive: bool,
    db: Path | None,
    quiet: bool,
    **reading: Any,
) -> int:
    """Read articles into the database: files, folders, or - for standard input.

    A text that is known already changes nothing. What cannot be read is named and left out.
    """
    settings = settings.with_own(db, quiet)
    options = options_of_reading(paths, **reading)
    return ingest_paths(settings, paths, options, archive=archive)


def ingest_paths(
    settings: Settings, paths: tuple[str, ...], options: ReadOptions, *, archive: bool
) -> int:
    """Store what the paths hold, print the counts, and return the exit status."""
    from tracker.store import Store

    with Store(settings.database, archive=archive) as store:
        found = read_with_progress(paths, options, show=not settings.quiet)
        report = store.ingest(found, progress=_name_if_skipped)
    if not settings.quiet:
        say(_counts(report))
    return 1 if report.skipped else 0


def _name_if_skipped(outcome: Outcome) -> None:
    if outcome.status == "skipped":
        complain(outcome.origin, outcome.reason or "")


def _counts(report: IngestReport) -> str:
    """Return the last line: what became of the articles, why some were skipped, what they gave."""
    reasons = Counter(re.split("[;,:(]", each.reason or "")[0].strip() for each in report.skipped)
    listed = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common(_REASONS))
    listed += ", ..." if len(reasons) > _REASONS else ""
    skipped = f"{len(report.skipped)} skipped" + (f" ({listed})" if listed else "")
    return (
        f"articles: {report.new} new, {report.known} known, {report.changed} changed, {skipped}; "
        f"claims: {report.claims}; copies: {report.copies}; numbers rejected: {report.rejected}"
    )


@click.command(
    short_help="Print the claims of articles, without a database.",
    epilog="\b\nExample:\n"
    "  tracker extract article.txt --published 2025-05-11\n"
    "  cat articles.jsonl | tracker extract --from jsonl --format jsonl -",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl", "csv")),
    default="table",
    show_default=True,
    help="How the claims are printed; jsonl and csv have every field.",
)
@click.option("--evidence", is_flag=True, help="With jsonl: the words and rules behind each field.")
@quiet_option
@click.pass_obj
def extract(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    form: str,
    evidence: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    """Print the claims of articles, without a database."""
    settings = settings.with_own(None, quiet)
    if evidence and form != "jsonl":
        raise click.UsageError("--evidence goes with --format jsonl only")
    found = _Extractions(paths, options_of_reading(paths, **reading), settings.quiet)
    if form == "jsonl":
        _print_lines(found, evidence)
    elif form == "csv":
        _print_csv(found)
    else:
        _print_tables(found)
    return found.status


class _Extractions:
    """The extractions of all inputs, one after the other; ``status`` is right at the end."""

    def __init__(self, paths: tuple[str, ...], options: ReadOptions, quiet: bool) -> None:
        # On one terminal the bar would be drawn over the claims.
        self._found = read_with_progress(paths, options, not quiet and not sys.stdout.isatty())
        self.status = 0

    def __iter__(self) -> Iterator[Extraction]:
        from tracker.extract import extract_article

        for found in self._found:
            skipped = found if isinstance(found, Skipped) else _if_not_english(found)
            if skipped is not None:
                complain(skipped.origin, skipped.reason)
                self.status = 1
            elif not isinstance(found, Skipped):
                yield extract_article(found)


def _if_not_english(article: Article) -> Skipped | None:
    language = language_of(article.text)
    if language in (None, ENGLISH):
        return None
    return Skipped(article.origin or "<text>", f"language without a vocabulary: {language}")


def _print_lines(found: Iterable[Extraction], evidence: bool) -> None:
    from tracker.cli.records import record_of

    for extraction in found:
        for claim in extraction.claims:
            sys.stdout.write(json_line(record_of(claim, evidence=evidence)) + "\n")


def _print_csv(found: Iterable[Extraction]) -> None:
    from tracker.cli.records import FIELDS, record_of

    claims = (claim for extraction in found for claim in extraction.claims)
    write_rows(FIELDS, (list(record_of(claim).values()) for claim in claims), "csv")


def _print_tables(found: Iterable[Extraction]) -> None:
    from tracker.cli.records import OVERVIEW, overview_of

    for number, extraction in enumerate(found):
        sys.stdout.write("\n" if number else "")
        sys.stdout.write(f"{extraction.article.origin}\n")
        if extraction.claims:
            write_rows(OVERVIEW, [overview_of(claim) for claim in extraction.claims], "table")
        else:
            sys.stdout.write("no claims\n")


@click.command(
    short_help="Show every number of a text, with the reasons.",
    epilog="\b\nExample:\n  tracker explain article.txt --published 2025-05-11\n"
    "  tracker explain article.txt --html > why.html",
)
@click.argument("path")
@click.option("--html", is_flag=True, help="Print an HTML page instead of lines.")
@reading_options
@click.pass_obj
def explain(settings: Settings, /, path: str, html: bool, **reading: Any) -> int:
    """Show every number of a text, sentence by sentence: claim or rejected, and why."""
    from tracker.explain import as_page

    found = _Extractions((path,), options_of_reading((path,), **reading), quiet=True)
    lines = _explained(found)
    if html:
        sys.stdout.write(as_page(lines, f"{path}: every number explained"))
    else:
        for line in lines:
            _print_line(line)
    return found.status


def _explained(found: Iterable[Extraction]) -> Iterator[Line]:
    from tracker.explain import explain as lines_of

    for number, extraction in enumerate(found):
        if number:
            yield ()
        yield from lines_of(extraction)


_COLOURS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "claim": {"fg": "green", "bold": True},
    "rejected": {"fg": "red"},
    "field": {"fg": "cyan"},
    "value": {"bold": True},
    "words": {"fg": "yellow"},
    "rule": {"dim": True},
}


def _print_line(line: Line) -> None:
    """Print a line; click leaves the colours out where standard output is no terminal."""
    click.echo("".join(_coloured(piece) for piece in line))


def _coloured(piece: Piece) -> str:
    colours = _COLOURS.get(piece.style)
    return click.style(piece.text, **colours) if colours else piece.text
