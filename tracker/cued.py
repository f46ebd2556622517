r"""Patterns that are searched only where words stand that each of their matches must hold.

Most patterns look for words that most sentences lack. To look for one of these words is ten times
as fast as to search the pattern, which begins anew at each letter. The words are read from the
pattern itself, so that they cannot part from it.

>>> cued(r"\bmark(?:s|ed|ing)? (?:the|an) anniversar").needs
(' anniversar',)
>>> cued(r"\b(?:began|erupted)\b|\bsince (?:it|they) started").needs
(' started', 'began', 'erupted')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_LONG_ENOUGH = 4
"""Letters of a word beyond which a longer one is no rarer for that."""
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_TAKES_NOTHING = (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT)

Needs = tuple[str, ...]
"""Strings of which one stands in each match."""


class Cued:
    """A compiled pattern with ``needs``: one of these strings stands in each of its matches."""

    __slots__ = ("_search", "needs", "pattern")

    def __init__(self, pattern: str) -> None:
        compiled = re.compile(pattern)
        needs = _needs_of(_parser.parse(pattern))
        if needs is None or compiled.flags & re.IGNORECASE:
            raise ValueError(f"no match of {pattern!r} needs any word: use re.compile")
        self.pattern, self.needs, self._search = pattern, needs, compiled.search

    def search(
        self, text: str, start: int | None = None, end: int | None = None
    ) -> re.Match[str] | None:
        """Return the first match in a text or between two places of it, as ``re`` does."""
        if start is None:
            for need in self.needs:
                if need in text:
                    return self._search(text)
            return None
        for need in self.needs:
            if text.find(need, start, end) >= 0:
                return self._search(text, start, len(text) if end is None else end)
        return None


cued = Cued


def _needs_of(parsed: Iterable[tuple[Any, Any]]) -> Needs | None:
    """Return the rarest strings that a part of a pattern needs, or None where it needs none."""
    found: list[Needs] = []
    run = ""
    for kind, value in _flat(parsed):
        if kind is kinds.LITERAL:
            run += chr(value)
            continue
        if kind in _TAKES_NOTHING:
            continue
        found += [(run,)] if run else []
        run = ""
        inner = _needs_within(kind, value)
        found += [inner] if inner else []
    found += [(run,)] if run else []
    return max(found, key=_worth, default=None)


def _flat(parsed: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Yield the parts of a pattern, those in groups too."""
    for kind, value in parsed:
        if kind is kinds.SUBPATTERN and not value[1]:  # without flags of its own
            yield from _flat(value[3])
        else:
            yield kind, value


def _needs_within(kind: Any, value: Any) -> Needs | None:
    if kind is kinds.BRANCH:
        ways = [_needs_of(way) for way in value[1]]
        needs = [way for way in ways if way is not None]
        return _shortest({n for way in needs for n in way}) if len(needs) == len(ways) else None
    if kind in _REPEATS and value[0] > 0:
        return _needs_of(value[2])
    return None


def _shortest(needs: set[str]) -> Needs:
    """Return the strings that hold no other of them: where "since then" stands, "since" does."""
    return tuple(sorted(n for n in needs if not any(m in n for m in needs if m != n)))


def _worth(needs: Needs) -> tuple[int, int, int]:
    shortest = min(map(len, needs))
    return min(shortest, _LONG_ENOUGH), -len(needs), shortest
