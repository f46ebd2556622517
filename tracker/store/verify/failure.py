"""What verification finds: one failure a line, and the count of all that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Something stored that is not what it was: which check says so, of what, and what is wrong."""

    check: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was checked, by kind, in order, and all that failed."""

    checked: Mapping[str, int]
    failures: tuple[Failure, ...]
