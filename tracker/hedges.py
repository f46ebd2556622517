"""Hedges within patterns: what may stand between a word and the number that it leads to."""

from __future__ import annotations

HEDGES = (
    *("at least", "at most", "more than", "less than", "fewer than", "no fewer than", "over"),
    *("under", "up to", "as many as", "about", "around", "some", "nearly", "almost", "roughly"),
    *("approximately", "an estimated", "close to", "upwards of"),
)
"""The hedges of running text; all stand in vocabulary/hedges.toml, which says what each means."""

HEDGE = f"(?:{'|'.join(HEDGES)})"
"""One hedge, for patterns over folded text."""
