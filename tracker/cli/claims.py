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
    quiet_option,
)
from tracker.cli.output import complain, json_line, say, write_rows
from tracker.cli.reading import Reading, reading_of, reading_options, workers_option
from tracker.language import ENGLISH, language_of
from tracker.models import Article
from tracker.read.options import Skipped

if TYPE_CHECKING:
    from tracker.explain import Line, Piece
    from tracker.models import Extraction
    from tracker.store import IngestReport, Outcome

_REASONS = 6


@click.command(
    short_help="Read articles into the database.",
    epilog="\b\nExample:\n"
    "  tracker ingest articles/ page.html --retrieved 2025-05-12\n"
    "  tracker ingest 'saved/**/*.html' crawl.warc.gz articles.zip --workers 4\n"
    "  tracker ingest table.csv --column text=body --column published=day\n"
    "  tracker ingest https://news.example/war/feed.xml\n"
    "  zcat articles.jsonl.gz | tracker ingest -",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@reading_options
@workers_option
@archive_option
@database_option
@quiet_option
@click.pass_obj
def ingest(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    workers: int,
    archive: bool,
    db: Path | None,
    quiet: bool,
    **reading: Any,
) -> int:
    """Read articles into the database: files, folders, addresses, or - for standard input.

    They may be texts, pages of HTML, JSON Lines, CSV and TSV, RSS and Atom, web archives (WARC,
    WACZ), and gzip and ZIP of all these; a pattern in quotes names many files. Addresses are
    asked as their robots.txt allows, and not again for what has not changed.

    A text that is known already changes nothing. What cannot be read is named and left out.
    """
    settings = settings.with_own(db, quiet)
    read = reading_of(paths, **reading)
    return ingest_inputs(settings, read, archive=archive, workers=workers)


def ingest_inputs(settings: Settings, reading: Reading, *, archive: bool, workers: int = 1) -> int:
    """Store what the inputs hold, print the counts, and return the exit status."""
    from tracker.store import Store

    with Store(settings.database, archive=archive) as store:
        found = reading.inputs(show=not settings.quiet, memory=store.memory)
        done: Counter[str] = Counter()

        def note(outcome: Outcome) -> None:
            done[outcome.status] += 1
            name_if_skipped(outcome)

        try:
            report = store.ingest(found, progress=note, workers=workers)
        except KeyboardInterrupt:
            if not settings.quiet:
                say(f"interrupted: {done['new']} new and {done['changed']} changed articles are "
                    "stored whole; the same command goes on from there")  # fmt: skip
            raise
    if not settings.quiet:
        say(counts_of(report))
    return 1 if report.skipped else 0


def name_if_skipped(outcome: Outcome) -> None:
    """Say so where an input was left out."""
    if outcome.status == "skipped":
        complain(outcome.origin, outcome.reason or "")


def counts_of(report: IngestReport) -> str:
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
    "  tracker extract https://news.example/war/1 --format csv\n"
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
    """Print the claims of articles, without a database.

    Whatever `tracker ingest` reads is read here too.
    """
    settings = settings.with_own(None, quiet)
    if evidence and form != "jsonl":
        raise click.UsageError("--evidence goes with --format jsonl only")
    found = _Extractions(reading_of(paths, **reading), settings.quiet)
    if form == "jsonl":
        _print_lines(found, evidence)
    elif form == "csv":
        _print_csv(found)
    else:
        _print_tables(found)
    return found.status


class _Extractions:
    """The extractions of all inputs, one after the other; ``status`` is right at the end."""

    def __init__(self, reading: Reading, quiet: bool) -> None:
        # On one terminal the bar would be drawn over the claims.
        self._found = reading.inputs(show=not quiet and not sys.stdout.isatty())
        self.status = 0

    def __iter__(self) -> Iterator[Extraction]:
        from tracker.extract import extract_article

        for found in self._found:
            read = _if_not_english(found) if isinstance(found, Article) else found
            if isinstance(read, Skipped):
                complain(read.origin, read.reason)
                self.status = 1
            elif isinstance(read, Article):
                yield extract_article(read)


def _if_not_english(article: Article) -> Article | Skipped:
    language = language_of(article.text)
    if language in (None, ENGLISH):
        return article
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
    "  tracker explain article.txt --html > why.html\n"
    "  tracker explain https://news.example/war/1",
)
@click.argument("path")
@click.option("--html", is_flag=True, help="Print an HTML page instead of lines.")
@reading_options
@click.pass_obj
def explain(settings: Settings, /, path: str, html: bool, **reading: Any) -> int:
    """Show every number of a text, sentence by sentence: claim or rejected, and why."""
    from tracker.explain import as_page

    found = _Extractions(reading_of((path,), **reading), quiet=True)
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
