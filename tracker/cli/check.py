"""The ledger on the command line: check and reference."""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Settings, database_option, quiet_option
from tracker.cli.output import say, write_rows
from tracker.errors import TrackerError, UnreadableInput

if TYPE_CHECKING:
    from tracker.ledger import Check, Comparison, Finding
    from tracker.reference import ColumnMapping, ValueColumn

NOTHING, FOUND, FAILED = 0, 1, 2
"""The exit status of a check; one that could not be made is not one that found something."""

_FORMATS = ("table", "json", "jsonl", "csv")
_WIDTH = 100


@click.command(
    short_help="Find where claims contradict each other, or a reference series.",
    epilog="\b\nRules:\n"
    "  fall                       a running total is lower than an earlier one\n"
    "  jump                       a figure is far above what its source gives otherwise\n"
    "  repeated_value             an old figure is told once more under a new date\n"
    "  transposed_digits          the same digits in another order fit\n"
    "  mistyped_digit             a wrong, missing or additional digit explains the figure\n"
    "  measure_swap               killed and wounded stand in each other's place\n"
    "  day_total_swap             so do the figure of a day and the running total\n"
    "  day_off, year_off          the figure fits another day, or the day of another year\n"
    "  after_article              a figure is dated after its own article\n"
    "  days_against_totals        days are not what the running total grew by\n"
    "  part_over_whole            a part is more than the whole\n"
    "  launched_against_outcomes  more was stopped or hit than was launched\n"
    "  low_over_high              the least is more than the most\n"
    "  off_reference              a claim has another figure than a reference series\n"
    "\n"
    "\b\nExample:\n"
    "  tracker check --party Russia\n"
    "  tracker check --rule fall --rule year_off --since 2025-05-01 --format jsonl",
)
@click.option("--party", help="Only figures of this party.")
@click.option("--source", help="Only figures of this source, by its normalised name.")
@click.option("--measure", help="Only figures of this measure.")
@click.option("--since", metavar="DATE", help="Only figures of this day and later: 2025-05-01.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only these rules.")
@click.option(
    "--severity",
    type=click.Choice(("error", "warning", "note")),
    default="note",
    show_default=True,
    help="Leave out what is less than this.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="How the findings are printed.",
)
@database_option
@quiet_option
@click.pass_obj
def check(settings: Settings, /, db: Path | None, form: str, quiet: bool, **asked: Any) -> int:
    """Find where claims contradict each other, or a reference series.

    What one source says is compared with what the same source says: days with running totals,
    parts with wholes, launched with stopped. Every finding names its rule, the claims and their
    quotes, and the likely reason. A claim is never changed: a verdict on it does that.

    The exit status is 0 where nothing was found, 1 where something was, and 2 where the check
    could not be made: no database, an unknown rule or option.
    """
    from tracker.store import check_database

    settings = settings.with_own(db, quiet)
    try:
        wanted = _Wanted(**asked)
        result = check_database(settings.database)
    except TrackerError as error:
        say(f"tracker: {error}")
        return FAILED
    findings = [finding for finding in result.findings if wanted.takes(finding)]
    _write_findings(findings, form)
    if not settings.quiet:
        _sum_up(findings, result)
    return FOUND if findings else NOTHING


class _Wanted:
    """The findings that were asked for."""

    def __init__(
        self, since: str | None, rules: tuple[str, ...], severity: str, **names: str | None
    ) -> None:
        from tracker.ledger import RULES, SEVERITIES
        from tracker.read import parse_day

        for rule in rules:
            if rule not in RULES:
                raise UnreadableInput(f"there is no rule {rule!r}; there are: {', '.join(RULES)}")
        self.day = None if since is None else parse_day(since)
        if since is not None and self.day is None:
            raise UnreadableInput(f"--since {since!r} is no date; write it as 2025-05-11")
        self.rules = rules
        self.severities = SEVERITIES[: SEVERITIES.index(severity) + 1]
        self.names = {name: value for name, value in names.items() if value is not None}

    def takes(self, finding: Finding) -> bool:
        return (
            (not self.rules or finding.rule in self.rules)
            and finding.severity in self.severities
            and (self.day is None or (finding.day is not None and finding.day >= self.day))
            and all(getattr(finding, name) == value for name, value in self.names.items())
        )


def _write_findings(findings: Sequence[Finding], form: str) -> None:
    from tracker.ledger import Finding

    if form == "table":
        sys.stdout.write("\n".join(map(_as_text, findings)))
    else:
        write_rows([each.name for each in fields(Finding)], map(_row, findings), form)


def _row(item: Finding | Comparison) -> list[Any]:
    """Return the fields as plain values: ISO dates, lists."""
    return [
        list(value) if isinstance(value, tuple) else str(value) if hasattr(value, "year") else value
        for value in astuple(item)
    ]


def _as_text(finding: Finding) -> str:
    """Return a finding as a paragraph: what it is, why, and the sentences behind it."""
    whose = " ".join(filter(None, (finding.party, finding.measure, f"({finding.subject})")))
    day = finding.day.isoformat() if finding.day else "no day"
    heading = f"{finding.severity}: {finding.rule}, {finding.source or 'no source'}, {whose}, {day}"
    lines = [heading, *_wrapped(finding.reason, "  ", "  ")]
    for claim, quote in zip(finding.claim_ids, finding.quotes, strict=True):
        lines += _wrapped(f'"{" ".join(quote.split())}"', f"  {claim}  ", " " * (4 + len(claim)))
    return "\n".join(lines) + "\n"


def _wrapped(words: str, first: str, then: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=then)


def _sum_up(findings: Sequence[Finding], result: Check) -> None:
    counts = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{counts[name]} {name}" for name in ("error", "warning", "note"))
    say(f"findings: {len(findings)} ({told})")
    for reference in dict.fromkeys(each.reference for each in result.comparisons):
        say(f"reference {reference}: {_standing(result.comparisons, reference)}")


def _standing(comparisons: Sequence[Comparison], reference: str) -> str:
    counts = Counter(each.status for each in comparisons if each.reference == reference)
    words = (("agrees", "agreeing"), ("off", "off"), ("no_claim", "days without a claim"),
             ("no_reference", "claims without a reference"))  # fmt: skip
    return ", ".join(f"{counts[status]} {told}" for status, told in words)


# --- reference series ------------------------------------------------------------------------


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
    wanted = [
        each
        for each in comparisons
        if name in (None, each.reference) and status in (None, each.status)
    ]
    columns = [each.name for each in fields(Comparison)]
    rows = [_row(each) for each in wanted]
    if form in ("table", "markdown"):
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    write_rows(columns, rows, form)
    if not settings.quiet:
        for each in dict.fromkeys(one.reference for one in comparisons):
            say(f"reference {each}: {_standing(comparisons, each)}")
    return 0
