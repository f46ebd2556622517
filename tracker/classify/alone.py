"""Numbers settled by their form or by the characters around them: no line is read for these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.lexicon import Lexicon
from tracker.models import Count, Document

_FORM_REASONS = {
    "date": "date",
    "time": "time of day",
    "name": "name of a unit, model or thing",
    "ordinal": "ordinal",
    "fraction": "fraction",
    "year": "year",
}
_LOOK_BACK, _LOOK_AHEAD = 24, 40  # characters
_SIGNS = "$€£¥₴₽"
_CURRENCIES = ("usd", "eur", "gbp", "rs", "rs.")
_MONEY_ENDS = tuple(word + gap for word in (*_SIGNS, *_CURRENCIES) for gap in ("", " "))
_MONEY = re.compile(rf"(?:[{_SIGNS}]|\b(?:us|c|a)\$|\b(?:usd|eur|gbp|rs\.?)) ?$")
_AGE_ENDS = ("aged ", "age ", "ages ", "of ", "to ", "and ")
_AGE = re.compile(
    r"\b(?:aged|ages?|(?:between|under|over) the ages? of) (?:of )?(?:\d+ (?:to|and) )?$"
)
_AGE_OF = re.compile(r"\ba (?:boy|girl|man|woman|child|son|daughter|toddler|baby) of $")
_METRES = re.compile(r"m\b(?!['’-])")
_CALIBRE = ("mm ", " mm ", "mm-", "mm,")
_YEAR_OLD = (
    "-year-old",
    "-years-old",
    " year-old",
    " years old",
    "-month-old",
    "-day-old",
    "-year old",
)
_ASIDE_BEFORE = re.compile(r"[a-z], $")
_ASIDE_BEHIND = re.compile(r",(?! \d)")
_COMPOUND = re.compile(r"-(?=[a-z])(?!plus|odd|strong)")

Settled = tuple[str, str]
"""The rule that rejected a number, and the reason."""


def settled_alone(
    document: Document, counts: Sequence[Count], lexicon: Lexicon
) -> dict[int, Settled]:
    """Return by their starts the numbers that are no claim whatever their line says."""
    idioms = {term.start: term.entry for term in lexicon.find("idioms", document)}
    settled: dict[int, Settled] = {}
    ages = _Ages(document.folded)
    for count in counts:
        start, idiom, form = count.start, idioms.get(count.start), _FORM_REASONS.get(count.rule)
        if form is not None:
            settled[start] = f"form:{count.rule}", form
        elif idiom is not None:
            settled[start] = idiom.rule, idiom.get("reason") or ""
        elif (found := _by_text(document.folded, start, count.end)) is not None:
            settled[start] = found
        elif ages.goes_on(count):
            settled[start] = _AGED
        ages.hear(count, is_age=settled.get(start) == _AGED)
    return settled


_AGED: Settled = "aged", "age"
_NEXT_AGES = re.compile(r"(?:, [\w-]+)*(?:\)|,? (?:and|or|&) [\w-]+\b)")
_NO_NOUN = re.compile(r"\s*(?:$|[^\w\s%-])|\s+(?:were|was|are|is|had|have|has|died|in|at|on|by)\b")
_OLDEST = 110  # years


class _Ages:
    """The ages of a list: "brothers aged 4, 7 and 9"."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._told, self._end = 0, 0  # so many in a row, and where the last ends

    def hear(self, count: Count, *, is_age: bool) -> None:
        """Note whether the number is an age."""
        self._told, self._end = (self._told + 1 if is_age else 0), count.end

    def goes_on(self, count: Count) -> bool:
        """Tell whether a number is the next age of a list: a bare one, joined to the last."""
        if not self._told or count.value is None or count.value > _OLDEST:
            return False
        joint = self._folded[self._end : count.start]
        if joint in (", ", "/"):
            return bool(_NEXT_AGES.match(self._folded, count.end))
        last = joint in (" and ", " or ", " & ") or (joint == ", and " and self._told > 1)
        return last and bool(_NO_NOUN.match(self._folded, count.end))


def _by_text(folded: str, start: int, end: int) -> Settled | None:
    """Return rule and reason for what the bare characters around a number tell, or None."""
    before = folded[max(0, start - _LOOK_BACK) : start]
    after = folded[end : end + _LOOK_AHEAD]
    if before.endswith(_MONEY_ENDS) and _MONEY.search(before):
        return "currency_sign", "money"
    if after.startswith(_YEAR_OLD):
        return "year_old", "age"
    if after.startswith(_CALIBRE) or _METRES.match(after):
        return "calibre", "measurement"
    if before.endswith(" of ") and not after[1:2].isalpha() and _AGE_OF.search(before):
        return "age_of", "age"
    if before.endswith(_AGE_ENDS) and _AGE.search(before) and not _counts_anew(before, after):
        return _AGED
    if _is_age_aside(before, after):
        return "age_aside", "age"
    if _COMPOUND.match(after):
        return "compound_adjective", "part of a compound adjective"
    return _turn_of_phrase(before, folded[start:end])


def _counts_anew(before: str, after: str) -> bool:
    """As in "a man aged 30 and 5 women": the number behind the age has a noun."""
    return before.endswith(" and ") and "between" not in before and not _NO_NOUN.match(after)


def _is_age_aside(before: str, after: str) -> bool:
    """As in "The driver, 62, is in hospital": a number between commas behind a noun."""
    if not (before.endswith(", ") and after.startswith(",")):
        return False
    return bool(_ASIDE_BEFORE.search(before) and _ASIDE_BEHIND.match(after))


def _turn_of_phrase(before: str, number: str) -> Settled | None:
    """As in "how many", "few were surprised"; "a few" and "the first few" count."""
    if number not in ("many", "few"):
        return None
    if before.endswith(("how ", "so ", "too ", "as ")):
        return "how_many", "no count, a turn of phrase"
    counts = before.endswith((" a ", "the first ", "the last ")) or before.strip() == "a"
    if number == "few" and not counts:
        return "hardly_any", "no count, a turn of phrase"
    return None
