"""The day of writing, before the first words of a report."""

from __future__ import annotations

import re

from tracker.when.lines.line import Line
from tracker.when.written.mention import DAY, Mention

_PLACE = re.compile(r"\W*(?:[^\W\d_][\w.'\u2019/-]*,? ){0,5}\W*$")
_CLOCK = re.compile(r",?(?: at)? \(?\d{1,2}[:.]\d\d")
_INSTANT = re.compile(r"t\d\d:\d\d")
_OPENS = re.compile(r"[ ,]*(?:$|[-\u2013\u2014(|\u00ab\[]|\d{1,2}[:.]\d\d|at \d)")


def is_stamp(line: Line, mention: Mention, text: str) -> bool:
    """KYIV, Dec 29 - ...; (03.10.22 09:19): the day of writing, not one that is told."""
    if mention.grain != DAY or mention.until is not None:
        return False
    if line.sentence.zone in ("dateline", "byline") and not line.figures:
        return True
    before = text[line.start : mention.start]
    after = line.after(mention.end, 24)
    bare = not before.strip(" (|-")
    if bare and _INSTANT.match(after):
        return True
    if _CLOCK.match(after) and (bare or mention.rule in ("dotted_day", "slashed_day", "iso_day")):
        return True
    if bare:  # "10 December - Rebels took ..." is an entry of a chronology
        return not after.strip(" .)")
    capitals = before.split()[0].strip("(\u201c\"',").isupper()
    return capitals and bool(_PLACE.fullmatch(before) and _OPENS.match(after))
