"""vocabulary/*.toml -> Lexicon: the words that decide, checked, and found fast in a text.

One file is one family of words. Every entry has a ``term`` (its name within the file),
``forms`` (the spellings, in lower case, found whatever the case of the text; ``cased_forms``
are found as written), at least one sentence in ``examples`` that the term must catch, and
``counter_examples`` that it must not. The other keys are the family's own, see
``tracker.families``; those that hold FORMS are found in a text too, and the
match says in which key its spelling stood.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from tracker.errors import BadVocabulary
from tracker.families import (
    COMMON,
    COMMON_KEYS,
    DAY,
    FAMILIES,
    FORMS,
    LISTS,
    YES_NO,
    Rule,
    parties_named,
)
from tracker.models import Document
from tracker.paths import vocabulary_files
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


class Term(NamedTuple):
    """An entry found in a text, at ``start`` to ``end``; ``key`` is the list of its spelling."""

    start: int
    end: int
    entry: Entry
    key: str


Found = dict[str, list[tuple[int, int, Entry, str]]]
"""What stands in a text, by family: start, negative end (so that the longest sorts first), ..."""


class _Finder:
    """The forms of families in one automaton: a text is gone through once for all of them."""

    def __init__(self, families: Mapping[str, tuple[Entry, ...]]) -> None:
        meanings: dict[str, list[tuple[str, Entry, str, str | None]]] = {}
        for family, entries in families.items():
            for form, meaning in _meanings_of(entries).items():
                meanings.setdefault(form, []).append((family, *meaning))
        self._families = tuple(families)
        self._forms = [(form[0].isalnum(), form[-1].isalnum(), meanings[form]) for form in meanings]
        self._automaton = AhoCorasick(list(meanings), matchkind=MatchKind.Standard)

    def find(self, text: str, folded: str) -> Found:
        """Return the terms that are whole words, those too that overlap each other."""
        # Every match first, whole words among them next, the longest last: a longer form that
        # ends inside a word ("helicopter crash" in "helicopter crashes") must not hide one
        # that does not ("crashes into").
        padded = f" {folded} "  # at start: the character before; at end + 1: the one behind
        found: Found = {family: [] for family in self._families}
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            opens, closes, meanings = self._forms[index]
            if (opens and padded[start].isalnum()) or (closes and padded[end + 1].isalnum()):
                continue
            for family, entry, key, cased in meanings:
                if cased is None or text[start:end] == cased:
                    found[family].append((start, -end, entry, key))
        return found


def _longest(found: list[tuple[int, int, Entry, str]]) -> list[Term]:
    """Return the leftmost and longest of what was found, in order, none overlapping."""
    found.sort(key=itemgetter(0, 1))
    kept: list[Term] = []
    done = 0
    for start, negative_end, entry, key in found:
        if start >= done:
            done = -negative_end
            kept.append(_make_term((start, done, entry, key)))
    return kept


_make_term = partial(tuple.__new__, Term)


def _meanings_of(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, str, str | None]]:
    """Return the forms of one family, each with its entry, key and case."""
    meanings: dict[str, tuple[Entry, str, str | None]] = {}
    for entry in entries:
        for form, key, cased in _forms_of(entry):
            known = meanings.get(form)
            if known is not None and known[0] is not entry:
                raise BadVocabulary(
                    f"vocabulary/{entry.family}.toml, term {entry.term!r}: the form {form!r} "
                    f"already belongs to {known[0].term!r}; keep it in one of the two"
                )
            meanings[form] = (entry, key, cased)
    return meanings


def _forms_of(entry: Entry) -> Iterator[tuple[str, str, str | None]]:
    for key, forms in entry.spellings.items():
        for form in forms:
            yield fold(form), key, form if key == "cased_forms" else None


_LOOKED_UP = frozenset({"abbreviations", "page_parts", "places"})
"""Families that no stage finds in whole documents: half of all their matches would be of these."""


class Lexicon:
    """The whole vocabulary; ``hash`` identifies its exact content."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]], hash: str) -> None:
        self._entries = dict(entries)
        self._finder = _Finder({k: v for k, v in entries.items() if k not in _LOOKED_UP})
        self._of_one = cache(lambda family: _Finder({family: self.entries(family)}))
        self.hash = hash
        # Several stages ask for words of the same document, one after the other.
        self._document: Document | None = None
        self._raw: Found = {}
        self._found: dict[str, list[Term]] = {}

    def entries(self, family: str) -> tuple[Entry, ...]:
        """Return the entries of one file, in its order."""
        return self._entries.get(family, ())

    def find(self, family: str, document: Document) -> list[Term]:
        """Return the family's terms in a document, as whole words, in order, none overlapping."""
        if family in _LOOKED_UP:
            return self.find_in(family, document.text)
        if self._document is not document:
            self._raw = self._finder.find(document.text, document.folded)
            self._document, self._found = document, {}
        if family not in self._found:
            self._found[family] = _longest(self._raw.get(family, []))
        return self._found[family]

    def find_in(self, family: str, text: str) -> list[Term]:
        """Return the family's terms in a plain text."""
        finder = self._of_one(family) if family in _LOOKED_UP else self._finder
        return _longest(finder.find(text, fold(text)).get(family, []))


def read_lexicon(folder: Path) -> Lexicon:
    """Read every vocabulary file of a folder.

    Raises:
        BadVocabulary: an entry cannot be used; names the file, the term and what to change.
    """
    entries: dict[str, tuple[Entry, ...]] = {}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        entries[path.stem] = _read_family(path, content)
    if "parties" in entries:
        _check_parties(entries)
    return Lexicon(entries, digest.hexdigest())


def _check_parties(entries: Mapping[str, tuple[Entry, ...]]) -> None:
    """Refuse a name of a party, in any file, that no entry of parties.toml has."""
    known = sorted({str(entry.get("name")) for entry in entries["parties"]})
    for entry in (entry for family in entries.values() for entry in family):
        for key, name in parties_named(entry.family, entry.values):
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else "add it to parties.toml"
                raise BadVocabulary(
                    f"vocabulary/{entry.family}.toml, term {entry.term!r}: {key!r} has {name!r}, "
                    f"which is no name in parties.toml; {hint}"
                )


@cache
def load_lexicon() -> Lexicon:
    """Return the tracker's own vocabulary, read once a process."""
    return read_lexicon(vocabulary_files())


def _read_family(path: Path, content: bytes) -> tuple[Entry, ...]:
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
