"""db/queries/*.sql -> saved queries: a title, a description and parameters above the SQL.

    -- title: Figures of one day
    -- description: Each figure that speaks of the day, with its quote.
    -- param: day required the day, as 2025-05-11
    -- param: party % whose figures; a name or a LIKE pattern

A parameter has a name, a default and what it means. The default ``required`` says that there is
none, ``null`` that it is NULL; one of words, be it a single one, stands in quotes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import BadQuery
from tracker.paths import database_files

_HEADER = re.compile(r"--\s*(title|description|param):\s*(.*?)\s*$")
_PARAMETER = re.compile(r'(\w+)\s+("[^"]*"|\S+)\s+(.+)')
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a saved query asks for."""

    name: str
    default: str | None
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its name; ``parameters`` are by name, in the order of the file."""

    name: str
    title: str
    description: str
    sql: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def bind(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return a value for each parameter, from what is given and the defaults.

        Raises:
            BadQuery: a value is missing, or given for a parameter that the query does not have.
        """
        for name in given:
            if name not in self.parameters:
                has = ", ".join(self.parameters) or "none"
                raise BadQuery(f"{self.name} has no parameter {name!r}; its parameters: {has}")
        bound: dict[str, object] = {}
        for name, parameter in self.parameters.items():
            if name not in given and parameter.required:
                raise BadQuery(f"{self.name} needs {name} ({parameter.description}); give it")
            bound[name] = given.get(name, parameter.default)
        return bound


def list_queries() -> tuple[SavedQuery, ...]:
    """Return the saved queries by name."""
    return tuple(read_query(file) for file in sorted(_folder().glob("*.sql")))


def find_query(name: str) -> SavedQuery:
    """Return a saved query.

    Raises:
        BadQuery: there is none of this name.
    """
    names = {file.stem: file for file in sorted(_folder().glob("*.sql"))}
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else "without a name the saved ones are listed"
        raise BadQuery(f"no saved query {name!r}; {hint}")
    return read_query(names[name])


def is_name(words: str) -> bool:
    """Tell whether these words name a saved query; SQL has blanks in it."""
    return _NAME.fullmatch(words) is not None


def _folder() -> Path:
    return database_files() / "queries"


def read_query(file: Path) -> SavedQuery:
    """Return the query of a file.

    Raises:
        BadQuery: its title, its description or a parameter is not written as above.
    """
    sql = file.read_text(encoding="utf-8-sig")  # Notepad puts a mark first
    said: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for line in sql.splitlines():
        found = _HEADER.match(line)
        if found is None:
            continue
        if found[1] == "param":
            parameter = _read_parameter(file, found[2])
            if parameter.name in parameters:
                raise BadQuery(f"{file.name}: '-- param: {parameter.name}' stands twice; keep one")
            parameters[parameter.name] = parameter
        else:
            said[found[1]] = found[2]
    missing = [f"'-- {key}:'" for key in ("title", "description") if not said.get(key)]
    if missing:
        raise BadQuery(f"{file.name}: add {' and '.join(missing)} above the SQL")
    return SavedQuery(file.stem, said["title"], said["description"], sql, parameters)


def _read_parameter(file: Path, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise BadQuery(f"{file.name}: write '-- param: name default what it means', not {line!r}")
    name, default, description = found.groups()
    if default in ("required", "null"):
        return Parameter(name, None, default == "required", description)
    if _WORD.fullmatch(default):
        raise BadQuery(
            f"{file.name}: {default!r} is no default of the parameter {name}; write required, null "
            f'or "{default}" between the name and what it means'
        )
    return Parameter(name, default.removeprefix('"').removesuffix('"'), False, description)
