"""The commands that answer from the database: query and chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import FORMATS, say, write_rows
from tracker.errors import BadChart

if TYPE_CHECKING:
    from tracker.store import SavedQuery

CHARTS = Path("charts/out")

_parameters = click.option(
    "-p",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A value for one of its parameters; may be given several times.",
)


@click.command(
    short_help="Answer a saved query or SQL, or list the queries.",
    epilog="\b\nExample:\n"
    "  tracker query\n"
    "  tracker query claims-by-day -p party Russia --format csv\n"
    "  tracker query \"SELECT figure, quote FROM figures WHERE measure = 'killed'\"",
)
@click.argument("question", metavar='[NAME|"SELECT ..."]', required=False)
@_parameters
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    default="table",
    show_default=True,
    help="How the rows are printed.",
)
@database_option
@click.pass_obj
def query(
    settings: Settings,
    /,
    question: str | None,
    parameters: tuple[tuple[str, str], ...],
    form: str,
    db: Path | None,
) -> int:
    """Answer a saved query or free SQL, read-only; without a name, list the saved ones."""
    from tracker.store import describe_unknown, list_queries, run_query

    if question is None:
        rows = [(each.name, each.title, _asked(each)) for each in list_queries()]
        write_rows(("query", "answers", "parameters"), rows, form)
        return 0
    database = settings.with_own(db, quiet=False).database
    answer = run_query(database, question, dict(parameters))
    write_rows(answer.columns, answer.rows, form)
    if not answer.rows:
        for line in describe_unknown(database, dict(parameters), patterns=True):
            say(line)
    return 0


def _asked(query: SavedQuery) -> str:
    """Return a query's parameters, those that must be given marked."""
    named = query.parameters.values()
    return ", ".join(f"{each.name} (required)" if each.required else each.name for each in named)


@click.command(
    short_help="Draw charts, or list them.",
    epilog="\b\nExample:\n"
    "  tracker chart --all\n"
    "  tracker chart cumulative-by-source --format svg -p party Russia\n"
    "  tracker chart mine/deaths.toml",
)
@click.argument("names", metavar="[NAME|FILE.toml]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Draw every chart that has data.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=CHARTS,
    show_default=True,
    help="The folder that the charts are written to.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("png", "svg", "pdf")),
    default="png",
    show_default=True,
    help="What kind of picture.",
)
@click.option(
    "--charts",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder with charts of your own.  [default: charts beside the database]",
)
@_parameters
@database_option
@quiet_option
@click.pass_obj
def chart(
    settings: Settings,
    /,
    names: tuple[str, ...],
    every: bool,
    parameters: tuple[tuple[str, str], ...],
    folders: tuple[Path, ...],
    db: Path | None,
    out: Path,
    form: str,
    quiet: bool,
) -> int:
    """Draw charts, each with a CSV of what it shows; without a name, list them.

    The path of every picture is printed. A chart of your own is a .toml and a .sql.
    """
    from tracker.chart import folders_beside, list_charts

    if names and every:
        raise click.UsageError("give names of charts or --all, not both")
    settings = settings.with_own(db, quiet)
    folders = folders or folders_beside(settings.database)
    if not names and not every:
        rows = [
            (c.name, c.description, ", ".join(p.name for p in c.parameters))
            for c in list_charts(folders)
        ]
        write_rows(("chart", "shows", "parameters"), rows, "table")
        return 0
    wanted = Pictures(settings.database, out, form, dict(parameters), folders)
    empty = wanted.draw_all(settings.quiet) if every else wanted.draw(names)
    return 1 if empty and not every else 0


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where charts are drawn from and to; each picture's path is printed."""

    database: Path
    out: Path
    form: str = "png"
    parameters: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()

    def draw(self, names: Sequence[str]) -> list[str]:
        """Draw these charts; return the names of those without data, which are told."""
        from tracker.chart import find_chart

        for name in names:  # a wrong name stops it before the first
            find_chart(name, self.folders)
        return self._draw([(name, self.parameters) for name in names], quiet=False)

    def draw_all(self, quiet: bool) -> list[str]:
        """Draw every chart, each with those of the parameters that it has.

        Raises:
            BadChart: where no chart has one of the parameters.
        """
        from tracker.chart import list_charts

        charts = {
            each.name: {p.name for p in each.parameters} for each in list_charts(self.folders)
        }
        for name in self.parameters:
            if not any(name in has for has in charts.values()):
                raise BadChart(f"no chart has a parameter {name!r}; `tracker chart` lists them")
        given = self.parameters.items()
        each_with_its_own = [
            (chart, {name: value for name, value in given if name in has})
            for chart, has in charts.items()
        ]
        return self._draw(each_with_its_own, quiet)

    def _draw(self, wanted: Sequence[tuple[str, Mapping[str, str]]], quiet: bool) -> list[str]:
        from tracker.chart import NoData, draw_chart

        empty: list[str] = []
        for name, parameters in wanted:
            try:
                drawn = draw_chart(
                    name,
                    self.database,
                    self.out,
                    format=self.form,
                    parameters=parameters,
                    folders=self.folders,
                )
            except NoData as problem:
                empty.append(name)
                if not quiet:
                    say(f"left out {problem}")
                continue
            click.echo(drawn.path)
        return empty
