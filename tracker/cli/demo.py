"""The command that shows the whole road on the bundled articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.cli.answers import CHARTS, Pictures
from tracker.cli.claims import ingest_inputs
from tracker.cli.options import Settings, archive_option, database_option, quiet_option
from tracker.cli.output import write_rows
from tracker.cli.reading import Reading
from tracker.paths import sample_files

DATABASE = Path("db/demo.db")

_SHOWN_ROWS = 8
_SHOWN_DAYS = {"first_day": "2025-01-01"}
"""One bundled article is of 2022: on one axis with the others the days could not be told."""


@dataclass(frozen=True, slots=True)
class Question:
    """A saved query that the demo asks, and those of its columns that fit a page."""

    name: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]


QUESTIONS = (
    Question(
        "newest-cumulative",
        {"party": "Russia", "measure": "casualties"},
        ("subject", "value", "as_of", "since", "said_by", "quote"),
    ),
    Question(
        "strikes",
        {"party": "Russia"},
        ("day", "subject", "said_by", "launched", "intercepted", "suppressed"),
    ),
    Question(
        "quotes-for-day",
        {"day": "2025-05-11"},
        ("party", "measure", "subject", "figure", "said_by", "quote"),
    ),
)


@click.command(
    short_help="Bundled articles: database, answers, charts.",
    epilog="\b\nExample:\n  tracker demo",
)
@archive_option
@database_option
@quiet_option
@click.pass_obj
def demo(settings: Settings, /, archive: bool, db: Path | None, quiet: bool) -> int:
    """Bundled articles into a database, three answers from it, and charts, in one go.

    The database is db/demo.db, unless --db names another; TRACKER_DB is left alone.
    """
    settings = settings.with_own(db, quiet)
    database = settings.database if settings.named_by_hand else DATABASE
    settings = Settings(db=database, named_by_hand=True, quiet=settings.quiet)
    status = ingest_inputs(settings, Reading((str(sample_files()),)), archive=archive)
    for question in QUESTIONS:
        _answer(database, question)
    click.echo("\nCharts")
    Pictures(database, CHARTS, parameters=_SHOWN_DAYS).draw_all(settings.quiet)
    return status


def _answer(database: Path, question: Question) -> None:
    from tracker.store import run_query

    answer = run_query(database, question.name, question.parameters)
    given = "".join(f" -p {name} {value}" for name, value in question.parameters.items())
    click.echo(f"\n{answer.title} (tracker --db {database} query {question.name}{given})\n")
    places = [answer.columns.index(name) for name in question.columns]
    rows = [tuple(row[place] for place in places) for row in answer.rows[:_SHOWN_ROWS]]
    write_rows(question.columns, rows, "table")
    if len(answer.rows) > _SHOWN_ROWS:
        click.echo(f"... and {len(answer.rows) - _SHOWN_ROWS} more")
