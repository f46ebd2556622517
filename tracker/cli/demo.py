"""The command that shows the whole road on the bundled articles."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.answers import CHARTS, Pictures
from tracker.cli.claims import ingest_paths
from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import write_rows
from tracker.paths import sample_files
from tracker.read import ReadOptions

DATABASE = Path("db/demo.db")

QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = ()
"""The saved queries that the demo asks, with their parameters."""


@click.command(
    short_help="Bundled articles: database, answers, charts.",
    epilog="\b\nExample:\n  tracker demo",
)
@database_option
@quiet_option
@click.pass_obj
def demo(settings: Settings, /, db: Path | None, quiet: bool) -> int:
    """Bundled articles into a database, three answers from it, and charts, in one go.

    The database is db/demo.db, unless --db names another; TRACKER_DB is left alone.
    """
    settings = settings.with_own(db, quiet)
    database = settings.database if settings.named_by_hand else DATABASE
    settings = Settings(db=database, named_by_hand=True, quiet=settings.quiet)
    status = ingest_paths(settings, (str(sample_files()),), ReadOptions())
    for name, parameters in QUESTIONS:
        _answer(database, name, parameters)
    click.echo("\nCharts:")
    Pictures(database, CHARTS).draw_all(settings.quiet)
    return status


def _answer(database: Path, name: str, parameters: dict[str, str]) -> None:
    from tracker.store import run_query

    answer = run_query(database, name, parameters)
    given = "".join(f" -p {key} {value!r}" for key, value in parameters.items())
    click.echo(f"\n{answer.title}  (tracker query {name}{given})\n")
    write_rows(answer.columns, answer.rows, "table")
