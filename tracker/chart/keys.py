"""The keys of a definition's file, each checked as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from string import Formatter
from typing import Any
from unicodedata import category

from tracker.errors import BadChart

_BREAKS = frozenset({"Cc", "Zl", "Zp"})
"""The categories of signs that end a line or control a device."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a definition's file; every reading method checks what it returns.

    ``file`` is the file's name for readers, ``prefix`` the name of the table and a point.
    """

    file: str
    prefix: str
    content: Mapping[str, Any]

    def wrong(self, key: str, problem: str) -> BadChart:
        """Return the error for one key."""
        return BadChart(f"{self.file}: {self.prefix}{key}: {problem}")

    def allow(self, keys: Iterable[str], what: str = "a chart") -> None:
        """Refuse every other key."""
        allowed = tuple(keys)
        for key in self.content:
            if key not in allowed:
                raise self.wrong(key, f"not a key of {what}; {nearest(key, allowed)}")

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "must be a text that is not empty")
        odd = next((letter for letter in value if category(letter) in _BREAKS), None)
        if odd is not None:
            raise self.wrong(key, f"must be one line without {odd!r}; allowed: letters and signs")
        return value

    def choice(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        """Return one of the allowed texts."""
        allowed = tuple(allowed)
        if default is not None and key not in self.content:
            return default
        if not isinstance(self.content.get(key), str):
            raise self.wrong(key, f"must be a text that is not empty; {nearest('', allowed)}")
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key, f"{value!r} is unknown; {nearest(value, allowed)}")
        return value

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, 'must be a list of texts, as in ["party", "measure"]')
        if needed and not value:
            raise self.wrong(key, "must name at least one")
        for each in value:
            if value.count(each) > 1:
                raise self.wrong(key, f"names {each!r} twice; once is enough")
        return tuple(value)

    def number(self, key: str, *, default: int, most: int | None = None) -> int:
        """Return a whole number from one up."""
        value = self.content.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, "must be a whole number, 1 or more")
        if most is not None and value > most:
            raise self.wrong(key, f"must be at most {most}")
        return value

    def yes_no(self, key: str) -> bool:
        """Return true or false; false where the key is not given."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def table(self, key: str, *, needed: bool = True) -> Table:
        """Return a table within this one."""
        value = self.content.get(key, None if needed else {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table, [{self.prefix}{key}]")
        return Table(self.file, f"{self.prefix}{key}.", value)

    def template(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return a text in whose braces stand allowed names alone."""
        text = self.text(key)
        try:
            parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        except ValueError as error:
            raise self.wrong(key, f"not a template: {error}") from error
        for name, form, conversion in parts:
            if name not in allowed or form or conversion:
                problem = f"{{{name}}} is unknown" if name not in allowed else "write {name} alone"
                raise self.wrong(key, f"{problem}; allowed: {listed(allowed)}")
        return text


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return the words that help after a wrong name: the nearest one, and all there are."""
    close = get_close_matches(name, list(allowed), n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}allowed: {listed(allowed)}"


def listed(names: Iterable[str]) -> str:
    """Return names by the alphabet, parted by commas."""
    return ", ".join(sorted(names)) or "none"
