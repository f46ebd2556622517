"""Small amounts in words or figures: "two", "24", "a few"."""

from __future__ import annotations

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_VAGUE = ("a few", "few", "several", "a couple of", "couple of", "many", "some", "recent")

AMOUNT = r"\d{1,4}|an?|" + "|".join((*_WORDS, *_VAGUE))
ORDINAL = r"\d{1,4}(?:st|nd|rd|th)|" + "|".join(_ORDINALS)


def read_amount(words: str) -> int | None:
    """Return the number; None where the words are vague.

    >>> read_amount("twelve"), read_amount("100th"), read_amount("a"), read_amount("several")
    (12, 100, 1, None)
    """
    if words in ("a", "an"):
        return 1
    digits = words.rstrip("stndrh")
    if digits.isdigit():
        return int(digits)
    for names in (_WORDS, _ORDINALS):
        if words in names:
            return names.index(words) + 1
    return None
