"""Running the command line as its users do: as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
TRACKER = (sys.executable, "-m", "tracker")


@dataclass(frozen=True)
class Done:
    """What a finished command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON Lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def last(self) -> str:
        """The last line on standard error."""
        return self.err.splitlines()[-1] if self.err else ""


def environment(**variables: str) -> dict[str, str]:
    """Return an environment without the caller's settings, in which tracker can be imported."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("TRACKER_", "PYTHON", "COLUMNS"))
    }
    return kept | {"PYTHONPATH": str(CHECKOUT)} | variables


def run_tracker(
    folder: Path, *arguments: str | Path, given: bytes | str = b"", **options: Any
) -> Done:
    """Run the command in a folder, with bytes on standard input."""
    variables = options.pop("variables", {})
    done = subprocess.run(
        [*TRACKER, *map(str, arguments)],
        cwd=folder,
        env=environment(**variables),
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=120,
        check=False,
        **options,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def ask(folder: Path, sql: str, database: str = "db/tracker.db") -> list[dict[str, Any]]:
    """Return what a query finds in a database, through the command line."""
    done = run_tracker(folder, "--db", database, "query", sql, "--format", "jsonl")
    assert done.status == 0, done.err
    return done.records
