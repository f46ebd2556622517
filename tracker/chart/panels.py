"""A series -> panels and lines: what stands together, under which label, in which colour."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tracker.chart.definition import ChartDefinition, Words, common_words
from tracker.chart.style import (
    COLOURS,
    MARKERS,
    OTHERS_MARKER,
    SIDE_WORDS,
    SILENT_MARKER,
    UNNAMED_COLOUR,
)
from tracker.series import Series

MOST_PANELS = 8
NO_SOURCE, NOT_STATED = "no source named", "not stated"


@dataclass(frozen=True, slots=True)
class Line:
    """The rows of one speaker; ``named`` is false for words that single out no source."""

    label: str
    rows: pd.DataFrame
    named: bool
    party_to_war: bool | None
    colour: str = UNNAMED_COLOUR
    marker: str = OTHERS_MARKER

    @property
    def standing(self) -> str:
        """Where the speaker stands, for readers; empty where nobody knows."""
        return standing_of(self.rows)


def standing_of(rows: pd.DataFrame) -> str:
    """Return where the speakers of rows stand: their side, else what kind of source they are."""
    sides, kinds = set(rows["party_to_war"]), set(rows["attribution_type"])
    if len(sides) > 1:
        return ""
    if sides != {None}:
        return SIDE_WORDS[sides.pop()]
    kind = str(kinds.pop()) if len(kinds) == 1 and None not in kinds else ""
    return common_words().get(kind, kind.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes: the rows that share the values of the panel columns."""

    heading: str
    rows: pd.DataFrame
    lines: tuple[Line, ...]

    @property
    def party_to_war(self) -> bool | None:
        """True or false where all rows agree on it, else None."""
        answers = set(self.rows["party_to_war"])
        return answers.pop() if len(answers) == 1 else None


def part_into_panels(
    definition: ChartDefinition, series: Series, most: int = MOST_PANELS
) -> tuple[tuple[Panel, ...], int]:
    """Return the panels with the most claims first, and the claims of those beyond the last."""
    looks = _looks(series.table)
    groups = _grouped(series.table, definition.panels)
    panels = []
    chosen = {
        name: _value(definition.words, series.chosen.get(name), name) for name in definition.one
    }
    for values, rows in groups[:most]:
        words = {
            name: _value(definition.words, value, name)
            for name, value in zip(definition.panels, values, strict=True)
        }
        heading = definition.words.panel.format(**{**chosen, **words})
        panels.append(Panel(capitalised(heading), rows, _lines(rows, looks)))
    beyond = sum(int(rows["claims"].sum()) for _, rows in groups[most:])
    return tuple(panels), beyond


def capitalised(text: str) -> str:
    """Return a text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def _value(words: Words, value: object, column: str) -> str:
    if value is None:
        return NO_SOURCE if column in ("source", "speaker") else NOT_STATED
    return words.of(str(value))


def _grouped(
    table: pd.DataFrame, columns: tuple[str, ...]
) -> list[tuple[tuple[object, ...], pd.DataFrame]]:
    """Return (values, rows) by claims, the largest first, a missing value last."""
    if not columns:
        return [((), table)]
    places: dict[tuple[object, ...], list[int]] = {}
    for place, row in enumerate(table[list(columns)].itertuples(index=False, name=None)):
        places.setdefault(tuple(row), []).append(place)
    groups = [(values, table.iloc[at]) for values, at in places.items()]
    return sorted(
        groups,
        key=lambda each: (None in each[0], -int(each[1]["claims"].sum()), tuple(map(str, each[0]))),
    )


def _looks(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return colour and marker of each speaker; those beyond the palette have none."""
    speakers = table[table["speaker"].notna()]
    ranked = [str(values[1]) for values, _ in _grouped(speakers, ("named", "speaker"))]
    ranked.sort(key=lambda name: not speakers.loc[speakers["speaker"] == name, "named"].any())
    return dict(zip(ranked, zip(COLOURS, MARKERS, strict=True), strict=False))


def _lines(rows: pd.DataFrame, looks: dict[str, tuple[str, str]]) -> tuple[Line, ...]:
    lines = []
    for (speaker, named), group in _grouped(rows, ("speaker", "named")):
        if speaker in looks:
            label = str(speaker) if named else f"“{speaker}”"
            answer = group["party_to_war"].iloc[0]
            lines.append(Line(label, group, bool(named), answer, *looks[str(speaker)]))
    taken = {place for line in lines for place in line.rows.index}
    silent = rows[rows["speaker"].isna()]
    others = rows[rows["speaker"].notna() & ~rows.index.isin(taken)]
    if len(others):
        label = f"{others['speaker'].nunique()} other sources"
        lines.append(Line(label, others, False, None))
    if len(silent):
        lines.append(
            Line(capitalised(NO_SOURCE), silent, False, None, UNNAMED_COLOUR, SILENT_MARKER)
        )
    return tuple(lines)
