"""One file of the vocabulary -> its entries, each checked against what its family may say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.errors import BadVocabulary
from tracker.families import COMMON, COMMON_KEYS, DAY, FAMILIES, FORMS, LISTS, YES_NO, Rule
from tracker.spans import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the vocabulary; ``values`` holds the family's own keys."""

    family: str
    term: str
    spellings: Mapping[str, tuple[str, ...]] = field(hash=False, compare=False)
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    values: Mapping[str, Any] = field(hash=False, compare=False)

    @property
    def rule(self) -> str:
        """The name under which evidence cites this entry: ``family.term``."""
        return f"{self.family}.{self.term}"

    def get(self, key: str) -> str | None:
        """Return the text of one of the family's own keys, or None."""
        value = self.values.get(key)
        return value if type(value) is str else None


def read_family(path: Path, content: bytes) -> tuple[Entry, ...]:
    """Return the entries of one file; its name is the family.

    Raises:
        BadVocabulary: an entry cannot be used; names the file, the term and what to change.
    """
    family = path.stem
    where = f"vocabulary/{path.name}"
    if family not in FAMILIES:
        raise BadVocabulary(f"{where}: no such family; the files are {', '.join(sorted(FAMILIES))}")
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadVocabulary(f"{where}: not readable as TOML: {error}") from error
    if set(table) - {"entry"}:
        raise BadVocabulary(f"{where}: only [[entry]] tables belong here, found {set(table)}")
    found: dict[str, Entry] = {}
    rows = table.get("entry", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadVocabulary(f"{where}: an entry must be a table; begin each with [[entry]]")
    for raw in rows:
        entry = _read_entry(family, where, raw)
        if entry.term in found:
            raise BadVocabulary(f"{where}, term {entry.term!r}: stands twice; merge the two")
        found[entry.term] = entry
    return tuple(found.values())


def _read_entry(family: str, where: str, raw: dict[str, Any]) -> Entry:
    where = f"{where}, term {raw.get('term', '(without a term)')!r}"
    own = FAMILIES[family]
    for key, rule in (COMMON | own).items():
        _check_value(where, key.removesuffix("?"), raw, rule, optional=key.endswith("?"))
    unknown = set(raw) - {key.removesuffix("?") for key in COMMON | own}
    if unknown:
        raise BadVocabulary(f"{where}: unknown key {sorted(unknown)[0]!r}; remove or correct it")
    keys = {key.removesuffix("?"): rule for key, rule in (COMMON | own).items()}
    form_keys = [key for key, rule in keys.items() if rule == FORMS or key == "cased_forms"]
    spellings = {key: tuple(raw[key]) for key in form_keys if raw.get(key)}
    if not spellings:
        raise BadVocabulary(f"{where}: has no forms; add at least one spelling")
    if not raw["term"].strip():
        raise BadVocabulary(f"{where}: has no name; give it a term")
    for key, forms in spellings.items():
        twice = next((form for form in forms if forms.count(form) > 1), None)
        if twice is not None:
            raise BadVocabulary(f"{where}: the form {twice!r} stands twice; keep one")
        for form in forms:
            if form.strip() != form or not form or (key != "cased_forms" and form != fold(form)):
                raise BadVocabulary(
                    f"{where}: the form {form!r} must be in lower case with plain quotes "
                    f"({fold(form).strip()!r}); spellings that need their case go to cased_forms"
                )
    if not raw["examples"]:
        raise BadVocabulary(f"{where}: has no examples; add a sentence that it must catch")
    values = {key: raw[key] for key in keys if key in raw and key not in COMMON_KEYS}
    return Entry(
        family,
        raw["term"],
        spellings,
        tuple(raw["examples"]),
        tuple(raw.get("counter_examples", ())),
        {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()},
    )


def _check_value(where: str, key: str, raw: dict[str, Any], rule: Rule, *, optional: bool) -> None:
    if key not in raw:
        if optional:
            return
        raise BadVocabulary(f"{where}: {key!r} is missing; add it")
    value = raw[key]
    if rule in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadVocabulary(f"{where}: {key!r} must be a list of texts, is {value!r}")
    elif rule == YES_NO:
        if not isinstance(value, bool):
            raise BadVocabulary(f"{where}: {key!r} must be true or false, is {value!r}")
    elif not isinstance(value, str):
        raise BadVocabulary(f"{where}: {key!r} must be a text in quotes, is {value!r}")
    elif rule == DAY and not _is_day(value):
        raise BadVocabulary(f"{where}: {key!r} must be a day like 2022-02-24, is {value!r}")
    elif isinstance(rule, frozenset) and value not in rule:
        raise BadVocabulary(f"{where}: {key!r} is {value!r}; allowed are {', '.join(sorted(rule))}")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
