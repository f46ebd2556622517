"""A database with five claims, and batches that two people have filled in."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from commands import ask, run_tracker

from tracker.store.reviews import COLUMNS

ARTICLE = (
    "Shelling of Kherson on Saturday killed at least four people and wounded 11, including two "
    "children, the regional governor said.\n\nUkraine's Air Force said on 11 May 2025 that Russia "
    "had launched 108 drones overnight and that 60 of them were shot down.\n"
)


def claim(folder: Path, figure: str) -> str:
    (row,) = ask(folder, f"SELECT claim_id FROM claims WHERE figure = '{figure}'")
    return str(row["claim_id"])


def figures(folder: Path) -> dict[str, Any]:
    rows = ask(folder, "SELECT figure, value, low, high, party, verdict FROM figures")
    return {row.pop("figure"): row for row in rows}


def exported(folder: Path, *arguments: str) -> list[dict[str, str]]:
    done = run_tracker(folder, "review", "export", *arguments)
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


Coded = dict[str, dict[str, Any]]


def code(folder: Path, name: str, coded: Coded, delimiter: str = ",") -> None:
    """Fill in an exported batch: by figure, the cells that a person changed."""
    rows = exported(folder, "--all")
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            writer.writerow(row | coded.get(row["figure"], {}))


ADA: Coded = {
    "four": {"verdict": "accept"},
    "11": {"verdict": "correct", "party": "Russia"},
    "two": {"verdict": "accept"},
    "60": {"verdict": "reject", "reason": "drill"},
}


BEN: Coded = {
    "four": {"verdict": "correct", "corrections": "value=14; basis=day"},
    "11": {"verdict": "accept"},
    "two": {"verdict": "accept"},
    "60": {"verdict": "reject", "reason": "not harm"},
    "108": {"verdict": "second look"},
}
