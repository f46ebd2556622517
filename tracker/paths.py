"""Where the tracker's own files are: in a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _shared_folder(name: str) -> Path:
    """Return the project's folder of this name: beside the package, or packed within it."""
    beside = PACKAGE.parent / name
    if (PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return PACKAGE / "_data" / name


def database_files() -> Path:
    """Return the folder with migrations, views and saved queries."""
    return _shared_folder("db")


def chart_files() -> Path:
    """Return the folder with the chart definitions."""
    return _shared_folder("charts")


def vocabulary_files() -> Path:
    """Return the folder with the vocabulary."""
    return PACKAGE / "vocabulary"


def sample_files() -> Path:
    """Return the folder with the bundled articles."""
    return PACKAGE / "samples"
