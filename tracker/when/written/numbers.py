"""Small amounts in words or figures: "two", "24", "a few"."""

from __future__ import annotations

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_NTHS = (
    *_ORDINALS,
    *"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
    "twentieth",
    *(f"twenty-{name}" for name in _ORDINALS[:9]),
    "thirtieth",
    "thirty-first",
)
NTH_IN_WORDS = "|".join(sorted(_NTHS, key=len, reverse=True))
_VAGUE = ("a few", "few", "several", "a couple of", "couple of", "many", "some", "recent")

_COMPOUND = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_WORDS[:9])}))?"

AMOUNT_WORDS = (*_WORDS, *_TENS, *_VAGUE)
ORDINAL_WORDS = tuple(_ORDINALS)
AMOUNT = r"\d{1,4}|an?|" + "|".join((*_WORDS, _COMPOUND, *_VAGUE))
ORDINAL = r"\d{1,4}(?:st|nd|rd|th)|" + "|".join(_ORDINALS)


def read_nth(words: str) -> int:
    """Return the number of a day of a month.

    >>> read_nth("second"), read_nth("thirty-first")
    (2, 31)
    """
    return _NTHS.index(words) + 1


def read_amount(words: str) -> int | None:
    """Return the number; None where the words are vague.

    >>> [read_amount(words) for words in ("twelve", "forty-nine", "100th", "a", "several")]
    [12, 49, 100, 1, None]
    """
    if words in ("a", "an"):
        return 1
    digits = words.rstrip("stndrh")
    if digits.isdigit():
        return int(digits)
    for names in (_WORDS, _ORDINALS):
        if words in names:
            return names.index(words) + 1
    tens, _, ones = words.partition("-")
    if tens not in _TENS:
        return None
    return 10 * (_TENS.index(tens) + 2) + (_WORDS.index(ones) + 1 if ones else 0)
