"""The first line of a table -> which column holds which field of an article."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence

from tracker.errors import UnreadableInput
from tracker.read.options import FIELDS

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": tuple("text body content fulltext articletext articlebody maintext article".split()),
    "id": tuple("id articleid guid uid".split()),
    "url": tuple("url link address permalink articleurl sourceurl".split()),
    "title": tuple("title headline heading".split()),
    "outlet": tuple("outlet publisher newspaper publication sourcename source".split()),
    "published": tuple(
        "published date publishdate publicationdate publisheddate pubdate publishedat "
        "datepublished publishedon".split()
    ),
    "retrieved": tuple(
        "retrieved retrievedat dateretrieved fetched fetchedat accessed crawled scraped "
        "scrapedat".split()
    ),
}
"""What columns are usually called, the surest name first; blanks, - and _ do not count."""

_SEPARATORS = ",;\t|"
_LONGEST_NAME = 40
_LISTED = 20


def find_columns(header: Sequence[str], given: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the place of the column of each field, as given or else by its usual name.

    Raises:
        UnreadableInput: a given column is missing, or no column has the text.
    """
    found = {field: _place(header, field, name) for field, name in given}
    plain = [_plain(name) for name in header]
    for field in FIELDS:
        usual = (name for name in USUAL_NAMES[field] if plain.count(name) == 1)
        if field not in found and (name := next(usual, None)) is not None:
            found[field] = plain.index(name)
    if "text" not in found:
        raise UnreadableInput(
            f"no column with the text; name it with --column text=NAME ({_listed(header)})"
        )
    return found


def separator_of(line: str) -> str:
    """Return what parts the columns in the first line of a table; a comma if in doubt."""
    return max(_SEPARATORS, key=lambda mark: len(_cells(line, mark)))


def is_table(start: str, columns: Collection[str] = ()) -> bool:
    r"""Tell whether a text begins with a line that names a column for the text and another.

    One of ``columns``, as they were given by hand, is enough.

    >>> is_table("id,date,body\n1,2025-05-11,Two died.")
    True
    >>> is_table("Text, they said, is all.")
    False
    """
    line, newline, _ = start.partition("\n")
    names = _cells(line.rstrip("\r"), separator_of(line))
    if not newline or len(names) < 2 or any(not 0 < len(n) <= _LONGEST_NAME for n in names):
        return False
    plain = {_plain(name) for name in names}
    usual = {name for names in USUAL_NAMES.values() for name in names}
    if plain & {_plain(name) for name in columns}:
        return True
    return bool(plain.intersection(USUAL_NAMES["text"])) and len(plain & usual) >= 2


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _place(header: Sequence[str], field: str, name: str) -> int:
    for same in (str, _plain):
        names = [same(each) for each in header]
        if same(name) in names:
            return names.index(same(name))
    raise UnreadableInput(f"no column {name!r} for the {field} ({_listed(header)})")


def _listed(header: Sequence[str]) -> str:
    names = [name.strip()[:_LONGEST_NAME] or "(nameless)" for name in header[:_LISTED]]
    return "its columns: " + ", ".join(names) + (", ..." if len(header) > _LISTED else "")


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
