"""Number words: their values, and the regular expressions that find them in folded text."""

from __future__ import annotations

import re
from math import prod

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SHORT_SCALES = {
    "k": 1_000,
    "mln": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "bln": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
}

# Guidelines, "Numbers": the least that each indefinite word stands for; None has no bound.
INDEFINITE: dict[str, int | None] = {
    "few": 3,
    "several": 3,
    "multiple": 3,
    "handful": 3,
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "many": None,
    "numerous": None,
    "countless": None,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "dozens of thousands": 24_000,
    "scores of thousands": 40_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "billions": 2_000_000_000,
    "tens of billions": 20_000_000_000,
    "hundreds of billions": 200_000_000_000,
    "dozens upon dozens": 24,
    "dozens and dozens": 24,
    "hundreds and hundreds": 200,
    "thousands and thousands": 2_000,
    "hundreds upon hundreds": 200,
    "thousands upon thousands": 2_000,
}
MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
NOTHING = "not a single|not one|no one|no-one|nobody|none|no|nil"

ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth fortieth fiftieth sixtieth hundredth thousandth".split()
)

_ONE = "|".join(sorted(UNITS, key=len, reverse=True))
_TEN = "|".join(TENS)
_SCALE = "|".join(SCALES)
_BELOW_100 = rf"(?:(?:{_TEN})\b(?:[ –-](?:{_ONE})\b)?|(?:{_ONE})\b)"
CARDINAL = (
    rf"(?:{_BELOW_100}(?:[ -](?:{_SCALE})\b(?:(?: and |, |[ -])?{_BELOW_100})?)*"
    rf"|(?:{_SCALE})\b(?: and {_BELOW_100})?(?:[ -](?:{_SCALE})\b(?: and {_BELOW_100})?)*)"
)
"""Spelled-out numbers: "twenty-five", "two hundred and six", "hundred", "three million"."""

WITHIN_CARDINAL = rf"(?<=ty)[–-](?:{'|'.join(list(UNITS)[1:10])})\b"
"""The dash of "forty-seven", which makes no range of 40 to 7."""

INDEFINITE_PHRASE = "|".join(
    [
        r"(?:several|few|many) (?:dozen|hundred|thousand|million)s?\b"
        r"(?: (?:of )?(?:thousand|million)s?\b)?",
        *sorted((rf"{phrase}\b" for phrase in INDEFINITE), key=len, reverse=True),
    ]
)

NUMBER_WORDS = frozenset(
    [*UNITS, *TENS, *SCALES, *INDEFINITE, *ORDINALS]
    + "dozen score couple half no none nobody not nil third quarter".split()
)
"""Every word that can begin a number."""


def cardinal_value(words: str) -> int:
    """Return the value of a spelled-out cardinal.

    >>> cardinal_value("two hundred and twenty-five thousand")
    225000
    >>> cardinal_value("hundred"), cardinal_value("hundred thousand")
    (100, 100000)
    """
    total = group = 0
    for word in re.sub("[-–,]", " ", words).split():
        if word in UNITS:
            group += UNITS[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in SCALES:
            total += max(group, 1) * SCALES[word]
            group = 0
    return total + group


def indefinite_low(words: str) -> int | None:
    """Return the least number that an indefinite phrase stands for, None for no bound.

    >>> indefinite_low("several dozen"), indefinite_low("tens of thousands")
    (36, 20000)
    >>> indefinite_low("several hundred thousand")
    300000
    """
    if words in INDEFINITE:
        return INDEFINITE[words]
    head, *multiples = words.replace(" of ", " ").split()
    low = INDEFINITE[head]
    times = prod(MULTIPLES[multiple.removesuffix("s")] for multiple in multiples)
    return None if low is None else low * times
