"""The words of a chart: what it shows, who claims it, as of when, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import pandas as pd

from tracker.chart.dates import written
from tracker.chart.definition import ChartDefinition, Words
from tracker.chart.panels import capitalised
from tracker.chart.style import one_line
from tracker.chart.tidied import policy_of
from tracker.series import Series
from tracker.version import __version__

_MOST_NAMED, _LONGEST_NAMES = 3, 90
_OTHER = {"period_start": "counted from another day", "period_end": "of another day"}
_UNKNOWN = {"period_start": "a day that is not stated"}


def title_of(definition: ChartDefinition, series: Series) -> str:
    """Return the title."""
    return one_line(capitalised(definition.words.title.format(**_facts(definition, series))))


def subtitle_of(definition: ChartDefinition, series: Series, beyond: Mapping[str, int]) -> str:
    """Return the subtitle; ``beyond`` counts the claims for which there was no room, and where."""
    words = definition.words.subtitle.format(**_facts(definition, series))
    missing = _left_out(definition.words, series, beyond)
    return " ".join([words, _basis(series.table), *([f"Not drawn: {missing}."] if missing else [])])


def _basis(table: pd.DataFrame) -> str:
    """Return how many claims there are, of how many origins, and how many were reviewed."""
    claims, reviewed = (_different(table[name]) for name in ("claim_ids", "reviewed"))
    share = f"{reviewed:,} reviewed ({reviewed / claims:.0%})" if reviewed else "none reviewed"
    return f"{_counted(claims, 'claim')} {_origins(table)}; {share}."


def _origins(table: pd.DataFrame) -> str:
    """Return from how many origins the claims are; of articles, where reprints are not known."""
    if table["origins"].isna().any():
        return f"in {_counted(_different(table['articles']), 'article')}"
    origins = _different(table["origins"])
    return f"from {_counted(origins, 'origin')}{', reprints counted once' if origins > 1 else ''}"


def _different(tuples: pd.Series) -> int:
    return len({each for row in tuples for each in row})


def footer_of(definition: ChartDefinition, csv_name: str) -> str:
    """Return the source line: the tool, its version and where the claims are."""
    return (
        f"Source: what articles say, as found by tracker {__version__}; a claim is not a fact. "
        f"Figures, claim ids and quotes: {csv_name} (query {definition.query.name})."
    )


def _facts(definition: ChartDefinition, series: Series) -> dict[str, str]:
    words, table = definition.words, series.table
    facts = {name: _UNKNOWN.get(name, "unknown") for name in definition.one}
    facts |= {name: _in_words(words, value) for name, value in series.chosen.items()}
    for name in definition.panels:
        facts[name] = _joined([words.of(value) for value in _by_claims(table, name)])
    last: date = table["date"].max()
    return facts | {
        "who": _who(table),
        "as_of": written(last),
        "gap_days": str(definition.options.gap_days),
        "policy": policy_of(definition),
    }


def _in_words(words: Words, value: str) -> str:
    with suppress(ValueError):
        return written(date.fromisoformat(value))
    return words.of(value)


def _who(table: pd.DataFrame) -> str:
    """Return who speaks: one or two names, else how many there are."""
    named: dict[str, bool] = {}
    for speaker, known in zip(table["speaker"], table["named"], strict=True):
        several = str(speaker).split("; ")  # behind a figure over all sources
        named |= {name: known or len(several) > 1 for name in several}
    speakers = dict.fromkeys(
        name for several in _by_claims(table, "speaker") for name in several.split("; ")
    )
    names = [name if named[name] else f"“{name}”" for name in speakers]
    if len(names) >= _MOST_NAMED or sum(map(len, names)) > _LONGEST_NAMES:
        names = [_counted(len(names), "source")]
    if table["speaker"].isna().any():
        names.append("claims without a named source")
    return _joined(names)


def _by_claims(table: pd.DataFrame, column: str) -> list[str]:
    """Return the values of a column, the one of the most claims first."""
    counts: dict[str, int] = {}
    for value, claims in zip(table[column], table["claims"], strict=True):
        if value is not None:
            counts[str(value)] = counts.get(str(value), 0) + int(claims)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _joined(words: list[str]) -> str:
    """Return a list in words.

    >>> _joined(["drones", "missiles", "bombs"])
    'drones, missiles and bombs'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _left_out(words: Words, series: Series, beyond: Mapping[str, int]) -> str:
    parts = [
        f"{_counted(sum(others.values()), 'claim')} {_of_other(words, column, others)}"
        for column, others in series.passed_over.items()
    ]
    parts += [_uncounted(rule, count) for rule, count in series.left_out.items()]
    parts += [_uncounted(where, count) for where, count in beyond.items() if count]
    return "; ".join(parts)


def _uncounted(rule: str, count: int) -> str:
    """Return what a rule left out.

    >>> _uncounted("without_a_date", 3), _uncounted("difference_over_several_days", 1)
    ('3 claims without a date', '1 difference over several days')
    """
    words = rule.replace("_", " ")
    noun = "difference" if words.startswith("difference ") else "claim"
    return f"{_counted(count, noun)} {words.removeprefix('difference ')}"


def _of_other(words: Words, column: str, others: Mapping[str, int]) -> str:
    """Return which values were passed over: ``of another party (Ukraine: 30, Israel: 10)``."""
    ranked = sorted(others, key=lambda value: (-others[value], value))
    named = [f"{_in_words(words, value)}: {others[value]:,}" for value in ranked[:_MOST_NAMED]]
    if len(ranked) > _MOST_NAMED:
        named.append(f"{len(ranked) - _MOST_NAMED} more")
    what = _OTHER.get(column, f"of another {column}")
    return f"{what} ({', '.join(named)})"
