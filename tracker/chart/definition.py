"""charts/*.toml -> ChartDefinition: a chart in words and columns, checked before it is drawn.

A chart names a saved query (``db/queries/NAME.sql``), a kind, the columns that carry its
meaning, its words, and defaults for the query's parameters. Every mistake is a BadChart that
names the file, the key and what is allowed: a chart can be added without writing any Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Any

from tracker.errors import BadChart
from tracker.paths import chart_files
from tracker.store import SavedQuery, list_queries

KINDS = ("bars", "stacks", "steps")
"""``steps``: totals that run on; ``bars``: figures by day; ``stacks``: parts within a whole."""

SPEAKER = "speaker"
"""The column that :mod:`tracker.series` adds: the source, or the words of the attribution."""

_FACTS = ("who", "as_of", "gap_days")


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
class ChartDefinition:
    """One chart.

    ``one`` are the columns of which it shows a single value, ``panels`` those that part it
    into panels; ``whole`` and ``parts`` are the measures of a stack.
    """

    name: str
    file: Path
    description: str
    query: str
    kind: str
    date: str
    one: tuple[str, ...]
    panels: tuple[str, ...]
    whole: str | None
    parts: tuple[str, ...]
    same_scale: bool
    gap_days: int
    words: Words
    parameters: tuple[Parameter, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of a stack; none where the chart draws whatever its query gives."""
        return () if self.whole is None else (self.whole, *self.parts)

    def bind(self, given: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return every parameter with its value: the one given, else the default.

        Raises:
            BadChart: for a parameter that the chart does not have.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise BadChart(
                    f"chart {self.name} has no parameter {name!r}; it has: {_listed(names)}"
                )
        return {each.name: given.get(each.name, each.default) for each in self.parameters}

    def wrong(self, key: str, problem: str) -> BadChart:
        """Return the error for one key of the definition's file."""
        return BadChart(f"charts/{self.file.name}: {key}: {problem}")


def list_charts(folder: Path | None = None) -> tuple[ChartDefinition, ...]:
    """Return all charts, by name.

    Raises:
        BadChart: at the first definition with a mistake.
    """
    return tuple(_read(path) for path in sorted((folder or chart_files()).glob("*.toml")))


def find_chart(name: str, folder: Path | None = None) -> ChartDefinition:
    """Return the chart of this name.

    Raises:
        BadChart: where there is none, or where its definition has a mistake.
    """
    paths = {path.stem: path for path in sorted((folder or chart_files()).glob("*.toml"))}
    if name not in paths:
        raise BadChart(f"there is no chart {name!r}; {_nearest(name, paths)}")
    return _read(paths[name])


def _read(path: Path) -> ChartDefinition:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadChart(f"charts/{path.name}: not valid TOML: {error}") from error
    except OSError as error:
        raise BadChart(f"charts/{path.name}: cannot be read: {error.strerror}") from error
    return _definition(path, _Table(path, "", content))


def _definition(path: Path, top: _Table) -> ChartDefinition:
    top.allow("description query kind gap_days same_scale columns layers words parameters".split())
    kind = top.choice("kind", KINDS)
    columns, layers = top.table("columns"), top.table("layers", needed=kind == "stacks")
    columns.allow(("date", "one", "panels"))
    layers.allow(("whole", "parts") if kind == "stacks" else ())
    one, panels = columns.texts("one", needed=True), columns.texts("panels")
    queries = {query.name: query for query in list_queries()}
    query = top.choice("query", tuple(queries))
    return ChartDefinition(
        name=path.stem,
        file=path,
        description=top.text("description"),
        query=query,
        kind=kind,
        date=columns.text("date"),
        one=one,
        panels=panels,
        whole=layers.text("whole") if kind == "stacks" else None,
        parts=layers.texts("parts", needed=kind == "stacks"),
        same_scale=top.yes_no("same_scale"),
        gap_days=top.number("gap_days", default=31),
        words=_words(top.table("words"), (*one, *panels)),
        parameters=_parameters(top.table("parameters", needed=False), queries[query]),
    )


def _words(table: _Table, columns: tuple[str, ...]) -> Words:
    table.allow(("title", "subtitle", "panel", "unit", "values"))
    values = table.table("values", needed=False)
    return Words(
        title=table.template("title", (*columns, *_FACTS)),
        subtitle=table.template("subtitle", (*columns, *_FACTS)),
        panel=table.template("panel", columns),
        unit=table.text("unit"),
        values={key: values.text(key) for key in values.content},
    )


def _parameters(table: _Table, query: SavedQuery) -> tuple[Parameter, ...]:
    """Return the query's parameters with the chart's defaults laid over its own."""
    table.allow(query.parameters)
    parameters = []
    for name, its in query.parameters.items():
        default = table.text(name) if name in table.content else its.default
        if default is None and its.required:
            raise table.wrong(name, f"{query.name}.sql needs a value ({its.description}); give one")
        parameters.append(Parameter(name, its.description, default))
    return tuple(parameters)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a definition's file; every reading method checks what it returns."""

    path: Path
    prefix: str
    content: Mapping[str, Any]

    def wrong(self, key: str, problem: str) -> BadChart:
        return BadChart(f"charts/{self.path.name}: {self.prefix}{key}: {problem}")

    def allow(self, keys: Iterable[str]) -> None:
        allowed = tuple(keys)
        for key in self.content:
            if key not in allowed:
                raise self.wrong(key, f"not a key of a chart; {_nearest(key, allowed)}")

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "must be a text that is not empty")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key, f"{value!r} is unknown; {_nearest(value, allowed)}")
        return value

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, 'must be a list of texts, as in ["party", "measure"]')
        if needed and not value:
            raise self.wrong(key, "must name at least one")
        return tuple(value)

    def number(self, key: str, *, default: int) -> int:
        value = self.content.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, "must be a whole number, 1 or more")
        return value

    def yes_no(self, key: str) -> bool:
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def table(self, key: str, *, needed: bool = True) -> _Table:
        value = self.content.get(key, None if needed else {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table, [{self.prefix}{key}]")
        return _Table(self.path, f"{self.prefix}{key}.", value)

    def template(self, key: str, allowed: tuple[str, ...]) -> str:
        text = self.text(key)
        try:
            parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        except ValueError as error:
            raise self.wrong(key, f"not a template: {error}") from error
        for name, form, conversion in parts:
            if name not in allowed or form or conversion:
                problem = f"{{{name}}} is unknown" if name not in allowed else "write {name} alone"
                raise self.wrong(key, f"{problem}; allowed: {_listed(allowed)}")
        return text


def _nearest(name: str, allowed: Iterable[str]) -> str:
    close = get_close_matches(name, list(allowed), n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}allowed: {_listed(allowed)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
