"""The ledger on the command line: check."""

from __future__ import annotations

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
    from tracker.store import check_database, describe_unknown

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
    if not findings:
        for line in describe_unknown(settings.database, wanted.names, patterns=False):
            say(line)
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
        write_rows([each.name for each in fields(Finding)], map(plain_row, findings), form)


def plain_row(item: Finding | Comparison) -> list[Any]:
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
        say(f"reference {reference}: {standing(result.comparisons, reference)}")


def standing(comparisons: Sequence[Comparison], reference: str) -> str:
    """Return in words how claims stand to a reference."""
    counts = Counter(each.status for each in comparisons if each.reference == reference)
    words = (("agrees", "agreeing"), ("off", "off"), ("no_claim", "days without a claim"),
             ("no_reference", "claims without a reference"))  # fmt: skip
    return ", ".join(f"{counts[status]} {told}" for status, told in words)
