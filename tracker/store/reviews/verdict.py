"""What a person says of a claim: a verdict, by whom, when and why, and a hash over all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.errors import BadReview

VERDICTS = ("accept", "reject", "correct", "duplicate", "second_look")
"""What can be said of a claim."""

SAID = "claim_id verdict corrections reason reviewer reviewed_at value duplicate_of".split()
"""The columns of ``reviews`` that make up a verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict; ``value`` is what the claim said when it was judged.

    ``corrections`` has the fields that should say something else, with what they should say.
    """

    claim_id: str
    verdict: str
    reviewer: str
    reviewed_at: str
    reason: str | None = None
    corrections: Mapping[str, Any] | None = None
    duplicate_of: str | None = None
    value: float | None = None

    @property
    def row(self) -> dict[str, Any]:
        """The verdict as a row of ``reviews``, sealed."""
        changes = self.corrections
        row = {name: getattr(self, name) for name in SAID} | {
            "corrections": json.dumps(changes, ensure_ascii=False, sort_keys=True)
            if changes
            else None
        }
        return row | {"seal": seal_of(row)}


def seal_of(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 over all that a verdict says, in hexadecimal."""
    value = row["value"]
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    said = [whole if name == "value" else row[name] for name in SAID]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def read_verdict(words: str) -> str:
    """Return the verdict that these words name, such as ``second look``.

    Raises:
        BadReview: they name none.
    """
    verdict = "_".join(words.lower().replace("-", " ").replace("_", " ").split())
    if verdict not in VERDICTS:
        raise BadReview(f"{words!r} is no verdict; write one of {', '.join(VERDICTS)}")
    return verdict


def read_time(words: str | None) -> str:
    """Return when a verdict was given, in UTC, or the day alone; the clock where nothing is said.

    >>> read_time("2025-06-01T10:30+02:00")
    '2025-06-01T08:30:00Z'

    Raises:
        BadReview: the words are no time, or lie in the future.
    """
    now = datetime.now(UTC)
    if not words or not words.strip():
        return _in_words(now)
    plain = words.strip()
    try:
        if len(plain) <= len("2025-06-01"):
            day = date.fromisoformat(plain)
            moment, said = datetime(day.year, day.month, day.day, tzinfo=UTC), day.isoformat()
        else:
            moment = datetime.fromisoformat(plain)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
            said = _in_words(moment)
    except ValueError as error:
        raise BadReview(
            f"reviewed_at {words!r} is no time; write it as 2025-06-01 or 2025-06-01T10:30Z"
        ) from error
    if moment > now + timedelta(days=1):
        raise BadReview(f"reviewed_at {words!r} lies in the future; mend it")
    return said


def _in_words(moment: datetime) -> str:
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
