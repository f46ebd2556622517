"""Reference series on the command line: reference."""

from __future__ import annotations

import re
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.check import plain_row, standing
from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import say, write_rows
from tracker.errors import UnreadableInput

if TYPE_CHECKING:
    from tracker.reference import ColumnMapping, ValueColumn


@click.group(
    short_help="Add, list, compare and remove reference series.",
    epilog="\b\nExample:\n"
    "  tracker reference add losses.json --name staff --column date=date \\\n"
    "    --column value=personnel --measure casualties --subject combatant \\\n"
    "    --party Russia --basis cumulative\n"
    "  tracker reference list",
)
def reference() -> None:
    """Keep series of others, to compare claims with: `tracker check` does so."""


@reference.command(
    epilog="\b\nExample, one column of figures:\n"
    "  tracker reference add losses.json --name staff --column date=date \\\n"
    "    --column value=personnel --measure casualties --subject combatant \\\n"
    "    --party Russia --basis cumulative --source 'General Staff of Ukraine'\n"
    "\n"
    "\b\nExample, many:\n"
    "  tracker reference add equipment.json --name equipment --column date=date \\\n"
    "    --value tank=destroyed/tank --value 'APC=destroyed/armored_vehicle' \\\n"
    "    --party Russia --basis cumulative\n"
    "\n"
    "\b\nExample, with the words of others:\n"
    "  tracker reference add estimates.csv --name estimates --date-format %d/%m/%Y \\\n"
    "    --column date=date --column value=estimate --column low=estimate_low \\\n"
    "    --column high=estimate_high --column measure=type --column party=country \\\n"
    "    --word deaths=killed --word russia=Russia --subject combatant --basis cumulative",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="The name of the series.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=COLUMN",
    help="Which column is what: date, value, low, high, hours (how long a figure covers), "
    "measure, subject, party, basis, source, url.",
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="COLUMN=MEASURE/SUBJECT[/BASIS]",
    help="One of several columns of figures, and what it counts.",
)
@click.option("--word", "words", multiple=True, metavar="THEIRS=OURS", help="Translate a cell.")
@click.option("--measure", help="What happened, in every row.")
@click.option("--subject", help="Who or what is counted, in every row.")
@click.option("--party", help="Whose losses or weapons, in every row.")
@click.option("--basis", help="day, period or cumulative, in every row.")
@click.option("--source", help="Compare with claims of this source only.")
@click.option("--date-format", metavar="FORMAT", help="How days are written: %d/%m/%Y.")
@database_option
@quiet_option
@click.pass_obj
def add(
    settings: Settings, /, file: Path, name: str, db: Path | None, quiet: bool, **mapped: Any
) -> int:
    """Add the series of a CSV or JSON file; a file with a mistake in it is refused wholly."""
    from tracker.reference import read_reference
    from tracker.store import Store

    settings = settings.with_own(db, quiet)
    series = read_reference(file, name, _mapping(mapped))
    with Store(settings.database) as store:
        is_new = store.add_reference(series)
    if not settings.quiet:
        days = f"{series.points[0].day} to {series.points[-1].day}"
        news = "added" if is_new else "known already"
        empty = f"; empty cells: {series.empty}" if series.empty else ""
        say(f"reference {name}: {news}, {len(series.points)} points, {days}{empty}")
    return 0


def _mapping(mapped: dict[str, Any]) -> ColumnMapping:
    from tracker.reference import ROLES, ColumnMapping

    columns = dict(_pair("--column", each) for each in mapped["columns"])
    for role in columns:
        if role not in ROLES:
            raise UnreadableInput(f"--column {role}=...: a column can be: {', '.join(ROLES)}")
    same = ("measure", "subject", "party", "basis", "source")
    return ColumnMapping(
        columns=columns,
        values=tuple(_value_column(each) for each in mapped["values"]),
        same={key: mapped[key] for key in same if mapped[key] is not None},
        words=dict(_pair("--word", each) for each in mapped["words"]),
        date_format=mapped["date_format"],
    )


def _pair(option: str, words: str) -> tuple[str, str]:
    left, equals, right = words.partition("=")
    if not (left and equals and right):
        raise UnreadableInput(f"{option} {words!r}: write it as NAME=NAME")
    return left, right


def _value_column(words: str) -> ValueColumn:
    from tracker.reference import ValueColumn

    found = re.fullmatch(r"(.+)=([^=/]+)/([^=/]+)(?:/([^=/]+))?", words)
    if found is None:
        raise UnreadableInput(f"--value {words!r}: write it as COLUMN=MEASURE/SUBJECT")
    return ValueColumn(*found.groups())


def _known(database: Path, name: str | None) -> list[str]:
    """Return the names of the reference series; the one that is asked for has to be of them."""
    from tracker.store import run_query

    names = sorted({str(row[0]) for row in run_query(database, "reference-series").rows})
    if name is not None and name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names) or 'none'}"
        raise UnreadableInput(f"no reference series {name!r}; {hint}")
    return names


_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "tsv", "json", "jsonl", "markdown")),
    default="table",
    show_default=True,
    help="How the rows are printed.",
)


@reference.command("list", epilog="\b\nExample:\n  tracker reference list --format csv")
@_format_option
@database_option
@click.pass_obj
def list_(settings: Settings, /, form: str, db: Path | None) -> int:
    """List the reference series: what each counts, its days and its file."""
    from tracker.store import run_query

    answer = run_query(settings.with_own(db, quiet=False).database, "reference-series")
    write_rows(answer.columns, answer.rows, form)
    return 0


@reference.command(epilog="\b\nExample:\n  tracker reference remove staff")
@click.argument("name")
@database_option
@quiet_option
@click.pass_obj
def remove(settings: Settings, /, name: str, db: Path | None, quiet: bool) -> int:
    """Remove a reference series with all its points."""
    from tracker.store import Store

    settings = settings.with_own(db, quiet)
    with Store(settings.database) as store:
        points = store.remove_reference(name)
    if not settings.quiet:
        say(f"reference {name}: removed, {points} points")
    return 0


@reference.command(
    epilog="\b\nExample:\n  tracker reference compare staff --status off\n"
    "  tracker reference compare --format csv"
)
@click.argument("name", required=False)
@click.option(
    "--status",
    type=click.Choice(("agrees", "off", "no_claim", "no_reference")),
    help="Only these: agreeing, off, days without a claim, claims without a reference.",
)
@_format_option
@database_option
@quiet_option
@click.pass_obj
def compare(
    settings: Settings, /, name: str | None, status: str | None, form: str, db: Path | None,
    quiet: bool,
) -> int:  # fmt: skip
    """Compare claims with reference series day by day, within a day and within rounding."""
    from tracker.ledger import Comparison
    from tracker.store import check_database

    settings = settings.with_own(db, quiet)
    comparisons = check_database(settings.database).comparisons
    known = _known(settings.database, name)
    wanted = [
        each
        for each in comparisons
        if name in (None, each.reference) and status in (None, each.status)
    ]
    columns = [each.name for each in fields(Comparison)]
    rows = [plain_row(each) for each in wanted]
    if form in ("table", "markdown"):
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    write_rows(columns, rows, form)
    if not settings.quiet:
        compared = dict.fromkeys(one.reference for one in comparisons)
        for each in compared:
            say(f"reference {each}: {standing(comparisons, each)}")
        for each in known:
            if each not in compared and name in (None, each):
                say(f"reference {each}: no figure that a source gives is of its kind")
    return 0
