"""The command that prints time series: series."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import say, write_rows

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = "series date value low high said_by party measure subject days".split()
"""What a table on a screen has room for; the other formats have every column."""


@click.command(
    short_help="Print time series: totals, days, differences, strikes.",
    epilog="\b\nSeries:\n"
    "  cumulative   running totals, by the day they speak for\n"
    "  daily        figures of one day as stated; one of 48 or 72 hours covers its days\n"
    "  differences  what a total grew by from one day that has it to the next (derived)\n"
    "  incidents    figures of single events\n"
    "  periods      figures of longer spans: a week, a month, a year\n"
    "  weapons      launched, intercepted, suppressed and impacted, by attack or day\n"
    "\n"
    "\b\nPolicies:\n"
    "  all            every figure that a source gives; none is chosen\n"
    "  latest         one for each source and day: that of its newest article\n"
    "  low-best-high  one row for each day over all sources: the lowest, the one that\n"
    "                 most give (else the middle one of those given), the highest\n"
    "  independent    latest, of no side, state or local authority\n"
    "  one-source     latest, of the one source that --source names\n"
    "\n"
    "\b\nExample:\n"
    "  tracker series cumulative --party Russia --policy latest\n"
    "  tracker series differences --measure killed --from 2025-05-01 --format csv",
)
@click.argument("names", metavar="[SERIES]...", nargs=-1)
@click.option(
    "--policy",
    default="all",
    show_default=True,
    metavar="NAME",
    help="How one figure is chosen from many.",
)
@click.option("--party", help="Whose losses or weapons: Russia.")
@click.option("--measure", help="What happened: killed, launched ...")
@click.option("--subject", help="Who or what is counted: combatant, drone ...")
@click.option("--source", help="One source, normalised or as printed.")
@click.option("--from", "first_day", metavar="DATE", help="Leave out what ends before: 2025-05-01.")
@click.option("--to", "last_day", metavar="DATE", help="Leave out what ends after: 2025-05-31.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "tsv", "json", "jsonl", "markdown")),
    default="table",
    show_default=True,
    help="How the rows are printed.",
)
@database_option
@quiet_option
@click.pass_obj
def series(
    settings: Settings, /, names: tuple[str, ...], form: str, db: Path | None, **asked: Any
) -> int:
    """Print one tidy table of time series; without a name, all of them.

    Nothing is summed, averaged or filled in: a day without a claim has no row. The policy and
    what was left out are told on standard error, and the policy is a column of the table.
    """
    from tracker.store import describe_unknown, read_series

    settings = settings.with_own(db, asked.pop("quiet"))
    table = read_series(settings.database, names, **asked)
    if not settings.quiet:
        say(f"policy {table.attrs['policy']}: {table.attrs['policy_says']}")
        left_out = table.attrs["left_out"].items()
        told = ", ".join(f"{count} {rule.replace('_', ' ')}" for rule, count in left_out)
        say(f"rows: {len(table)}; left out: {told or 'nothing'}")
    if table.empty:
        for line in describe_unknown(settings.database, asked, patterns=False):
            say(line)
    columns = _SHOWN if form in ("table", "markdown") else list(table.columns)
    write_rows(columns, plain_rows(table[columns]), form)
    return 0


def plain_rows(table: pd.DataFrame) -> list[list[Any]]:
    """Return the rows of a table as plain values: ISO dates, whole numbers, None for missing."""
    return [[_plain(value) for value in row] for row in table.itertuples(index=False, name=None)]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is None or str(value) in ("NaT", "<NA>", "nan"):
        return None
    if hasattr(value, "date"):
        return str(value.date())
    return value.item() if hasattr(value, "item") else value
