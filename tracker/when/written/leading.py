"""The small words that lead from "since", "by" or "until" to a date: one list for all patterns.

>>> import re
>>> bool(re.fullmatch(f"by{LEADING} ", "by 8 p.m. local time on the evening of "))
True
"""

from __future__ import annotations

_WORDS = (
    "about|around|at least|early|late|the|start|beginning|close|end|morning|afternoon|evening|"
    "night|noon|midnight|midday|dawn|of|on|in|at|back|as|hours|gmt|local time|o'clock"
)
_HOUR = r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?"

LEADING = rf"(?: (?:{_WORDS}|{_HOUR}|,))*"
"""Any number of them, each behind a blank: "since" + " early on the morning of"."""
