"""Where charts are: the project's own folder, the users' folders, or a file given by path.

A chart of one's own is a ``.toml`` and, where it asks a query of its own, a ``.sql`` of the name
that ``query`` gives, in the same folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.chart.definition import ChartDefinition, read_definition
from tracker.chart.keys import Table, nearest
from tracker.errors import BadChart, BadQuery
from tracker.paths import chart_files
from tracker.store import SavedQuery, list_queries, read_query


def folders_beside(database: Path) -> tuple[Path, ...]:
    """Return the folder ``charts`` beside a database, where there is one and it is not ours."""
    folder = database.parent / "charts"
    return (folder,) if folder.is_dir() and not _is_own(folder) else ()


def list_charts(folders: Sequence[Path] = ()) -> tuple[ChartDefinition, ...]:
    """Return the project's charts and those of further folders, by name.

    Raises:
        BadChart: at the first definition with a mistake, and where two have one name.
    """
    return tuple(_read(path) for _, path in sorted(_paths(folders).items()))


def find_chart(name: str, folders: Sequence[Path] = ()) -> ChartDefinition:
    """Return the chart of this name, or the one whose file this is.

    Raises:
        BadChart: where there is none, or where its definition has a mistake.
    """
    if name.lower().endswith(".toml"):
        return _read(Path(name))
    paths = _paths(folders)
    if name not in paths:
        raise BadChart(f"there is no chart {name!r}; {nearest(name, paths)}")
    return _read(paths[name])


def _paths(folders: Sequence[Path]) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for folder in (chart_files(), *folders):
        if not folder.is_dir():
            raise BadChart(f"{folder}: no such folder of charts; name one with .toml files in it")
        for path in sorted(folder.glob("*.toml")):
            if path.stem in paths:
                raise BadChart(
                    f"{_shown(path)}: there is a chart {path.stem!r} already, "
                    f"{_shown(paths[path.stem])}; give the file another name"
                )
            paths[path.stem] = path
    return paths


def _read(path: Path) -> ChartDefinition:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadChart(f"{_shown(path)}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise BadChart(f"{_shown(path)}: cannot be read: {error}; save it as UTF-8") from error
    except OSError as error:
        raise BadChart(f"{_shown(path)}: cannot be read: {error.strerror}") from error
    return read_definition(path, Table(_shown(path), "", content), _queries(path, content))


def _queries(path: Path, content: dict[str, object]) -> dict[str, SavedQuery]:
    """Return the saved queries, and the users' own query that a definition names."""
    queries = {query.name: query for query in list_queries()}
    name = content.get("query")
    if isinstance(name, str) and not _is_own(path.parent):
        own = path.parent / f"{name}.sql"
        if own.parent == path.parent and own.exists():
            queries[name] = _read_own(own)
        elif name not in queries:
            problem = f"{name!r} is unknown; {_near(path, name, queries)}"
            raise BadChart(f"{_shown(path)}: query: {problem}")
    return queries


def _near(path: Path, name: str, queries: Iterable[str]) -> str:
    own = sorted(each.stem for each in path.parent.glob("*.sql"))
    return nearest(name.removesuffix(".sql"), {*own, *queries})


def _read_own(path: Path) -> SavedQuery:
    try:
        query = read_query(path)
    except BadQuery as error:
        raise BadChart(f"{path.parent}/{error}") from error
    except OSError as error:
        raise BadChart(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadChart(f"{path}: cannot be read: {error}; save it as UTF-8") from error
    asked = set(_ASKED.findall(_ASIDE.sub("", query.sql)))
    for name in sorted(asked ^ {*query.parameters}):
        if name in asked:
            problem = f"the SQL has :{name}; write '-- param: {name} null what it is' above it"
        else:
            problem = f"'-- param: {name}' stands above, but the SQL has no :{name}"
        raise BadChart(f"{path}: {problem}")
    return query


_ASIDE = re.compile(r"""--[^\n]*|/\*.*?\*/|'[^']*'|"[^"]*"|`[^`]*`|\[[^]]*\]""", re.DOTALL)
"""Comments, texts and quoted names: what stands in them is no parameter."""

_ASKED = re.compile(r"(?<![\w:]):([A-Za-z_]\w*)")


def _shown(path: Path) -> str:
    return f"charts/{path.name}" if _is_own(path.parent) else str(path)


def _is_own(folder: Path) -> bool:
    return folder.resolve() == chart_files().resolve()
