"""What several rules ask of a figure: is it armed, is it unnamed, was it fired."""

from __future__ import annotations

import re

from tracker.models import KIND_OF_SUBJECT
from tracker.party.reading import Earlier, Reading

FIRED = frozenset({"launched", "intercepted", "suppressed", "impacted", "attacks"})


ARMED = frozenset({"combatant", "police"})


HELD = frozenset({"released", "captured", "bodies", "displaced"})


PEOPLE = frozenset({"force", "irregular", "fighter", "resident", "loss"})


def kind_of(earlier: Earlier) -> str:
    """Return the kind of what an earlier figure counts: people, materiel, structure, event."""
    return KIND_OF_SUBJECT[earlier.figure.subject]


def is_unnamed(reading: Reading) -> bool:
    """Tell whether the figure counts "others", or stands without a noun."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return False
    return bool(_OTHERS.match(reading.document.folded, reading.figure.count.end)) or (
        reading.phrase.end == reading.phrase.start
    )


_OTHERS = re.compile(
    r"[\s\"']*(?:either |both |also |more |of )?"
    r"(?:of them|whom|these|those|them|others?|more|another|"
    r"badly|seriously|critically|gravely|severely|fatally|slightly|lightly|"
    r"were|was|are|is|wounded|injured|killed|dead|missing|captive|captured|hurt|died)\b"
)


def previous_people(reading: Reading) -> Earlier | None:
    """Return the figure of people before this one in its sentence, or None."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.sentence != reading.figure.sentence:
            return None
        if kind_of(earlier) == "people":
            return earlier
    return None
