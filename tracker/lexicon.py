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
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from tracker.entries import Entry, read_family
from tracker.errors import BadVocabulary
from tracker.families import parties_named
from tracker.models import Document
from tracker.paths import vocabulary_files
from tracker.spans import fold

__all__ = ["Entry", "Found", "Lexicon", "Term", "load_lexicon", "read_lexicon"]


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
        entries[path.stem] = read_family(path, content)
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
