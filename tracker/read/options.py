"""What a caller tells the reader, and what the reader says of an input it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("auto", "text", "html", "jsonl")
"""What an input can be read as; ``auto`` tells the others apart by their content."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is known of the inputs beforehand.

    ``published`` overrules what a page says of itself; in JSON Lines it stands in for a line
    that says nothing. ``retrieved``, ``url`` and ``outlet`` fill what the input leaves open.
    """

    kind: str = "auto"
    published: date | None = None
    retrieved: date | None = None
    url: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where it stood (``path`` or ``path:line``), and why."""

    origin: str
    reason: str
