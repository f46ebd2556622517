"""A chart in words and columns: what its file may say, checked before anything is drawn.

A chart names a query, a kind, the columns that carry its meaning, its words, and defaults for
the query's parameters. Every mistake is a BadChart that names the file, the key and what is
allowed: a chart can be added without writing any Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tracker.chart.keys import Table, listed
from tracker.chart.style import PART_COLOURS
from tracker.errors import BadChart
from tracker.paths import PACKAGE
from tracker.store import SavedQuery


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to draw: what it shows, and the options that its definitions may set.

    ``single_days`` is true where only figures for one day or one attack can be drawn.
    """

    shows: str
    options: tuple[str, ...] = ()
    single_days: bool = False


KINDS: Mapping[str, Kind] = {
    "band": Kind("the lowest, the best and the highest figure", ("gap_days",)),
    "bars": Kind("figures by day", ("policy", "same_scale"), single_days=True),
    "coverage": Kind("which source spoke on which day", ("most",)),
    "forest": Kind("one row for each claim", ("most", "scale")),
    "mirror": Kind("what both sides claim of the same losses", single_days=True),
    "multiples": Kind("figures by day in small panels", ("across", "same_scale"), single_days=True),
    "residuals": Kind("figures by day against the differences of totals", ("policy",)),
    "stacks": Kind("parts within a whole, and their share", ("layers",), single_days=True),
    "steps": Kind("running totals", ("gap_days", "scale")),
    "timeline": Kind("estimates with their ranges and bounds", ("scale",)),
}

SCALES = ("auto", "linear", "log")
POLICIES = ("all", "independent", "latest")
"""The policies of :mod:`tracker.series` that leave sources apart."""

SPEAKER = "speaker"
"""The column that :mod:`tracker.series` adds: the source, or the words of the attribution."""

_FACTS = ("who", "as_of", "gap_days", "policy")
_ALWAYS = ("description", "query", "kind", "columns", "words", "parameters")


class NoData(BadChart):
    """A sound chart for which the database has no claim that can be drawn."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given when a chart is drawn; a default of None leaves the choice open."""

    name: str
    help: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The chart's words; ``values`` says how a value of a column is written for readers."""

    title: str
    subtitle: str
    panel: str
    unit: str
    values: Mapping[str, str] = field(hash=False, compare=False)

    def of(self, value: str) -> str:
        """Return the reader's word for a value, ``ballistic_missile`` -> ``ballistic missile``."""
        return self.values.get(value, value.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Options:
    """How a kind draws; which of these a definition may set stands in KINDS."""

    same_scale: bool = False
    gap_days: int = 31
    scale: str = "auto"
    policy: str = "all"
    most: int = 40
    across: int = 3
    whole: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of a stack; none where the chart draws whatever its query gives."""
        return () if self.whole is None else (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """One chart.

    ``one`` are the columns of which it shows a single value, ``panels`` those that part it
    into panels; ``shown_file`` is its file as readers know it.
    """

    name: str
    shown_file: str
    description: str
    query: SavedQuery
    kind: str
    date: str
    one: tuple[str, ...]
    panels: tuple[str, ...]
    options: Options
    words: Words
    parameters: tuple[Parameter, ...]

    def bind(self, given: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return every parameter with its value: the one given, else the default.

        Raises:
            BadChart: for a parameter that the chart does not have.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise BadChart(
                    f"chart {self.name} has no parameter {name!r}; it has: {listed(names)}"
                )
        return {each.name: given.get(each.name, each.default) for each in self.parameters}

    @property
    def called(self) -> str:
        """The chart for readers; one of their own with its file."""
        own = self.shown_file != f"charts/{self.name}.toml"
        return f"chart {self.name} ({self.shown_file})" if own else f"chart {self.name}"

    def wrong(self, key: str, problem: str) -> BadChart:
        """Return the error for one key of the definition's file."""
        return BadChart(f"{self.shown_file}: {key}: {problem}")


def read_definition(path: Path, top: Table, queries: Mapping[str, SavedQuery]) -> ChartDefinition:
    """Return the chart of this content; its query is one of ``queries``.

    Raises:
        BadChart: at the first mistake.
    """
    kind = top.choice("kind", KINDS)
    top.allow((*_ALWAYS, *KINDS[kind].options), f"a chart of the kind {kind}")
    columns = top.table("columns")
    columns.allow(("date", "one", "panels"))
    one, panels = columns.texts("one", needed=kind != "coverage"), columns.texts("panels")
    for name in {*one} & {*panels}:
        problem = f"{name!r} stands in columns.one, too, so it has one value; leave it out of one"
        raise columns.wrong("panels", problem)
    query = queries[top.choice("query", queries)]
    return ChartDefinition(
        name=path.stem,
        shown_file=top.file,
        description=top.text("description"),
        query=query,
        kind=kind,
        date=columns.text("date"),
        one=one,
        panels=panels,
        options=_options(top, kind),
        words=_words(top.table("words"), (*one, *panels)),
        parameters=_parameters(top.table("parameters", needed=False), query),
    )


def _options(top: Table, kind: str) -> Options:
    stacked = kind == "stacks"
    whole, parts = _layers(top) if stacked else (None, ())
    usual = Options()
    return Options(
        same_scale=top.yes_no("same_scale"),
        gap_days=top.number("gap_days", default=usual.gap_days),
        scale=top.choice("scale", SCALES, default=usual.scale),
        policy=top.choice("policy", POLICIES, default=usual.policy),
        most=top.number("most", default=usual.most, most=60),
        across=top.number("across", default=usual.across, most=4),
        whole=whole,
        parts=parts,
    )


def _layers(top: Table) -> tuple[str, tuple[str, ...]]:
    """Return the measure of the whole and those of its parts."""
    layers = top.table("layers")
    layers.allow(("whole", "parts"))
    whole, parts = layers.text("whole"), layers.texts("parts", needed=True)
    if whole in parts:
        raise layers.wrong("parts", f"{whole!r} is the whole; name its parts alone")
    if len(parts) > len(PART_COLOURS):
        raise layers.wrong("parts", f"must be at most {len(PART_COLOURS)}")
    return whole, parts


def _words(table: Table, columns: tuple[str, ...]) -> Words:
    table.allow(("title", "subtitle", "panel", "unit", "values"))
    values = table.table("values", needed=False)
    return Words(
        title=table.template("title", (*columns, *_FACTS)),
        subtitle=table.template("subtitle", (*columns, *_FACTS)),
        panel=table.template("panel", columns),
        unit=table.text("unit"),
        values={**common_words(), **{key: values.text(key) for key in values.content}},
    )


@cache
def common_words() -> Mapping[str, str]:
    """Return how the values of columns are written in every chart that does not say otherwise."""
    content = tomllib.loads((PACKAGE / "chart" / "words.toml").read_text(encoding="utf-8"))
    return {key: str(word) for key, word in content["values"].items()}


def _parameters(table: Table, query: SavedQuery) -> tuple[Parameter, ...]:
    """Return the query's parameters with the chart's defaults laid over its own."""
    table.allow(query.parameters, f"the parameters of {query.name}.sql")
    parameters = []
    for name, its in query.parameters.items():
        default = table.text(name) if name in table.content else its.default
        if default is None and its.required:
            raise table.wrong(name, f"{query.name}.sql needs a value ({its.description}); give one")
        parameters.append(Parameter(name, its.description, default))
    return tuple(parameters)
