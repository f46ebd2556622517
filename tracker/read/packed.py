"""Archives of gzip and ZIP -> the pieces in them, whatever they are."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tracker.errors import UnreadableInput
from tracker.read.content import decode_head, tell_kind
from tracker.read.options import Provenance, ReadOptions
from tracker.read.sources import is_named_as_article
from tracker.read.streams import Budget, Stream, gunzip, unzip

GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")

_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to read: bytes, with the name that they go by and what is known of them.

    ``depth`` counts the archives around it, all of which share one budget.
    """

    stream: Stream
    origin: str
    name: str
    budget: Budget
    known: Provenance = Provenance()
    depth: int = 0


def is_packed(piece: Piece) -> bool:
    """Tell whether the piece is an archive of gzip or ZIP."""
    return piece.stream.peek(4).startswith((GZIP, *ZIP))


def unpack(piece: Piece, options: ReadOptions) -> Iterator[Piece]:
    """Yield what an archive holds: one piece of gzip, the articles and tables of a ZIP archive.

    Raises:
        UnreadableInput: it is damaged, a trap, or holds nothing to read.
    """
    if piece.depth >= _DEEPEST:
        raise UnreadableInput("an archive in an archive in an archive; unpack it first")
    if piece.stream.peek(2) == GZIP:
        name = piece.name[:-3] if piece.name.lower().endswith(".gz") else piece.name
        stream = gunzip(piece.stream, piece.budget)
        yield replace(piece, stream=stream, name=name, depth=piece.depth + 1)
        return
    file = piece.stream.seekable_file(piece.budget.limits.unpacked)
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _members(archive, piece, options)
    except zipfile.BadZipFile as error:
        raise UnreadableInput(f"a damaged ZIP archive ({error}); get it again") from error


def _members(archive: zipfile.ZipFile, piece: Piece, options: ReadOptions) -> Iterator[Piece]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise UnreadableInput("an office document or book, not text; give its text instead")
    packed = sum(member.compress_size for member in members)
    piece.budget.check_ratio(packed, sum(member.file_size for member in members))
    found = False
    for member in sorted(_of_interest(members, names), key=lambda member: member.filename):
        inner = Piece(
            unzip(archive, member, piece.budget),
            f"{piece.origin}:{member.filename}",
            member.filename,
            piece.budget,
            replace(piece.known, url=None),
            piece.depth + 1,
        )
        if _may_be_read(inner, options):
            found = True
            yield inner
    if not found:
        raise UnreadableInput("a ZIP archive without articles; give their text instead")


def _of_interest(members: list[zipfile.ZipInfo], names: set[str]) -> Iterator[zipfile.ZipInfo]:
    """Yield what may be read; of a packed web archive (WACZ) the records alone."""
    is_wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    for member in members:
        parts = PurePosixPath(member.filename).parts
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
        if not hidden and (not is_wacz or parts[0] == "archive"):
            yield member


def _may_be_read(piece: Piece, options: ReadOptions) -> bool:
    """Tell whether a member is one that a folder would give as well."""
    if is_named_as_article(piece.name) or options.kind != "auto":
        return True
    columns = [name for _, name in options.columns]
    try:
        return tell_kind(decode_head(piece.stream.peek(4096)), columns) != "text"
    except UnreadableInput:
        return False
