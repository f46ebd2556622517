"""What a rule needs to give a verdict at all: the others are passed over for a number.

A rule that declares nothing is always asked. What a rule declares only spares asking it in vain,
so that it must never give a verdict where its needs are not met.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from tracker.classify.verdict import Reading, Rule

NUMBER_BEFORE, CLAIM_IN_LINE, CLAIM_BEFORE, CUE_BEFORE, CUE_BEHIND, COLON = (
    1 << place for place in range(6)
)
"""Signs around a number: another number or a claim before it in its line, a claim there or in the
lines before that it may refer to, a measure word before or behind it in its line, and a colon or
a heading that introduces the line."""

_NEEDS: dict[Rule, tuple[int, frozenset[str]]] = {}


def needs(signs: int = 0, words: str = "") -> Callable[[Rule], Rule]:
    """Declare that a rule needs one of these signs, and one of these words in its line.

    Where no sign or no word is named, none is needed.
    """

    def declare(rule: Rule) -> Rule:
        _NEEDS[rule] = signs, frozenset(words.split())
        return rule

    return declare


class RuleIndex:
    """The rules of a tuple by what they need; a set of rules is a number with a bit for each."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        needed = [_NEEDS.get(rule, (0, frozenset[str]())) for rule in rules]
        signed = [[not one or bool(one & signs) for one, _ in needed] for signs in range(1 << 6)]
        self._rules = rules
        self._by_signs = [_bits(tried) for tried in signed]
        self._by_word = {
            word: _bits([word in words for _, words in needed])
            for word in frozenset[str]().union(*(words for _, words in needed))
        }
        self._without_words = _bits([not words for _, words in needed])
        self._chosen = lru_cache(maxsize=4_096)(self._rules_of)

    def of_line(self, words: set[str]) -> int:
        """Return the rules one of whose words stands in a line."""
        chosen = self._without_words
        for word in words & self._by_word.keys():
            chosen |= self._by_word[word]
        return chosen

    def choose(self, of_line: int, signs: int) -> tuple[Rule, ...]:
        """Return, in their order, the rules of a line that find one of these signs."""
        return self._chosen(of_line & self._by_signs[signs])

    def _rules_of(self, bits: int) -> tuple[Rule, ...]:
        return tuple(rule for place, rule in enumerate(self._rules) if bits >> place & 1)


def _bits(flags: Sequence[bool]) -> int:
    return sum(flag << place for place, flag in enumerate(flags))


class LineRules:
    """The rules of an index that may give a verdict on the numbers of one line."""

    def __init__(self, index: RuleIndex, reading: Reading) -> None:
        units = reading.units
        cues = [at for at, unit in enumerate(units) if unit.kind == "cue"]
        words = {unit.text for unit in units}
        colon = reading.heading is not None or ":" in words
        told = any(verdict.measure for verdict in reading.before)
        self._index, self._reading = index, reading
        self._of_line = index.of_line(words)
        self._standing = (COLON if colon else 0) | (CLAIM_BEFORE if told else 0)
        self._first_cue, self._last_cue = (cues[0], cues[-1]) if cues else (len(units), -1)

    def at(self, at: int) -> tuple[Rule, ...]:
        """Return the rules for the number at a position, behind the verdicts given so far."""
        signs = self._standing
        if any(verdict.measure for verdict in self._reading.done):
            signs |= CLAIM_IN_LINE | CLAIM_BEFORE
        if self._first_cue < at:
            signs |= CUE_BEFORE
        if at < self._last_cue:
            signs |= CUE_BEHIND
        if self._reading.line.counts[0] < at:
            signs |= NUMBER_BEFORE
        return self._index.choose(self._of_line, signs)
