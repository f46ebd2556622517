"""A chart of one's own that is sound, to be changed by tests."""

from __future__ import annotations

from pathlib import Path

GOOD = """
description = "Losses by day"
query = "mine"
kind = "bars"
[columns]
date = "period_end"
one = ["party"]
panels = ["source"]
[words]
title = "{party}, {who}, {as_of}"
subtitle = "As stated."
panel = "{source}"
unit = "by day"
[parameters]
party = "Ukraine"
"""
SQL = """\
-- title: Mine
-- description: Losses by day.
-- param: party null whose losses
SELECT * FROM figures WHERE basis = 'day' AND (:party IS NULL OR party = :party)
"""


def write_chart(folder: Path) -> Path:
    """Write the chart ``mine`` and its query into a new folder, and return the folder."""
    folder.mkdir()
    (folder / "mine.toml").write_text(GOOD, encoding="utf-8")
    (folder / "mine.sql").write_text(SQL, encoding="utf-8")
    return folder


def change(path: Path, right: str, wrong: str) -> None:
    """Change the first place of a file with these words."""
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
