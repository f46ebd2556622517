"""What a number counts: the noun phrase behind it, or the lack of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.classify.partitive import PARTITIVE, mixed, skip_partitive
from tracker.classify.phrase import PhraseReader
from tracker.classify.units import Unit
from tracker.lexicon import Entry


class NounPhrase(NamedTuple):
    """The phrase that a count opens: units ``first`` to ``last`` (exclusive) behind it.

    ``head`` is the counted noun's unit, a known subject, a known non-claim noun, or a plain
    word; None where the number stands alone. ``subject`` is set where the vocabulary knows
    the noun. ``inner`` is a measure word within the phrase ("12 wounded soldiers").
    ``of_them`` tells that the number is a part of something named before ("11 of them").
    """

    last: int
    head: Unit | None = None
    subject: str | None = None
    inner: Unit | None = None
    party: Unit | None = None
    of_them: bool = False
    of_the: bool = False
    others: bool = False
    of_count: int | None = None
    entry: Entry | None = None


def read_noun_phrase(units: Sequence[Unit], at: int, prefixes: dict[str, Entry]) -> NounPhrase:
    """Return the noun phrase of the count at a position of the line's units."""
    count = units[at].count
    begin = at + 1
    while count is not None and begin < len(units) and units[begin].start < count.reach_end:
        begin += 1
    begin = _behind_growth(units, begin)
    begin += _closes_aside(units, at, begin)
    position, of_them, of_count = skip_partitive(units, begin)
    of_the = of_them and not units[position - 1].is_word(PARTITIVE)
    if of_count is not None:
        return NounPhrase(begin, of_them=True, of_count=of_count)
    reader = PhraseReader(units, position, prefixes, known_only=of_them and not of_the)
    reader.read()
    return NounPhrase(
        last=reader.position,
        head=reader.head,
        subject=mixed(units, reader.position, reader.subject),
        inner=reader.inner,
        party=reader.party,
        of_them=of_them and not of_the,
        of_the=of_the,
        others=reader.others,
        entry=reader.entry,
    )


def _closes_aside(units: Sequence[Unit], at: int, begin: int) -> bool:
    """Tell whether a comma closes the bounds before the noun: "ten, possibly 15, soldiers"."""
    comma = units[begin : begin + 1]
    return bool(comma) and comma[0].text == "," and _ASIDE_IN.search(units[at].text) is not None


_ASIDE_IN = re.compile(r", (?:(?:and|or) )?(?:possibly|perhaps|maybe) ")
_LABELLED = frozenset({"units", "unit", "pieces"})
"""What stands behind a number whose label says what it counts: "tanks - 2,380 (+8) units"."""


def _behind_growth(units: Sequence[Unit], begin: int) -> int:
    """Return where the noun begins behind what a total grew by: "7,375 (+9) tanks"."""
    bracket = [unit.text for unit in units[begin : begin + 4]]
    if bracket[:1] != ["("] or ")" not in bracket:
        return begin
    inside = units[begin + 1 : begin + bracket.index(")")]
    grown = inside and inside[-1].kind == "count" and inside[0].text.startswith("+")
    noun = begin + bracket.index(")") + 1
    words = [unit.text for unit in units[noun : noun + 2]]
    named = words and units[noun].kind != "punct" and (words[0] not in _LABELLED or "of" in words)
    return noun if grown and named else begin
