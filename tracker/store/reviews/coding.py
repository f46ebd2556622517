"""A row that somebody coded -> a verdict on its claim, with what was changed in its cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.errors import BadReview
from tracker.store.claims import Row
from tracker.store.reviews.corrections import CORRECTABLE, read_corrections, read_field
from tracker.store.reviews.record import check_verdict, find_claim
from tracker.store.reviews.verdict import Verdict, read_time, read_verdict

if TYPE_CHECKING:
    from sqlite_utils import Database

_CHANGING = frozenset({"accept", "correct"})


def read_coded(db: Database, cells: Mapping[str, Any], by: str | None) -> Verdict | None:
    """Return the verdict of a row, None where it has none yet; ``by`` is who coded the file.

    As long as the claim is what was exported, its cells can be corrected in place.

    Raises:
        BadReview: the row says something that cannot be, or lacks something.
    """
    said = _cell(cells, "verdict")
    if said is None:
        _refuse_half_coded(cells)
        return None
    claim_id = _cell(cells, "claim_id")
    if claim_id is None:
        raise BadReview("no claim_id; put back the one that was exported")
    claim, word = find_claim(db, claim_id), read_verdict(said)
    explicit = cells.get("corrections") or {}
    verdict = Verdict(
        claim_id,
        word,
        reviewer=_cell(cells, "reviewer") or by or "",
        reviewed_at=read_time(_cell(cells, "reviewed_at")),
        reason=_cell(cells, "reason"),
        corrections=_edited(cells, claim, word) | read_corrections(explicit),
        duplicate_of=_cell(cells, "duplicate_of"),
        value=_judged_value(cells, claim),
    )
    if word == "accept" and verdict.corrections:
        names = ", ".join(verdict.corrections)
        raise BadReview(f"says accept and changes {names}; say correct, or change them back")
    return check_verdict(db, verdict, claim)


def _refuse_half_coded(cells: Mapping[str, Any]) -> None:
    for name in ("corrections", "duplicate_of", "reason"):
        if _cell(cells, name):
            raise BadReview(f"a {name} without a verdict; say what it is")


def _cell(cells: Mapping[str, Any], name: str) -> str | None:
    value = cells.get(name)
    if value is None or isinstance(value, dict):
        return None
    if not isinstance(value, str):
        raise BadReview(f"{name} {value!r} is no text; put it in quotes")
    return value.strip() or None


def _edited(cells: Mapping[str, Any], claim: Row, verdict: str) -> dict[str, Any]:
    """Return the fields whose cells say something else than the claim that was exported."""
    if verdict not in _CHANGING or not _is_as_exported(cells, claim):
        return {}
    given = {name: read_field(name, cells[name]) for name in CORRECTABLE if name in cells}
    return {name: value for name, value in given.items() if value != claim[name]}


def _is_as_exported(cells: Mapping[str, Any], claim: Row) -> bool:
    return bool(cells.get("run_id") == claim["run_id"])


def _judged_value(cells: Mapping[str, Any], claim: Row) -> float | None:
    """Return the value that was judged: where the claim was read anew since, what was exported."""
    if "value" in cells and "run_id" in cells and not _is_as_exported(cells, claim):
        value: float | None = read_field("value", cells["value"])
        return value
    now: float | None = claim["value"]
    return now
