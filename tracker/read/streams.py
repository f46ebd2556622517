"""Bytes in order, however they come: counted, looked at beforehand, and bounded when unpacked.

A stream that breaks off ends there and says so when it is checked, so that whatever stood
before the break can be kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from tracker.errors import UnreadableInput
from tracker.read.options import Limits

_CHUNK = 1 << 16


class Stream(io.RawIOBase):
    """A stream that can be looked at beforehand; ``check`` raises where it broke off."""

    def __init__(self, source: BinaryIO, advance: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self.source = source
        self._advance = advance
        self._ahead = b""
        self._position = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer only at the end, and leave them to be read."""
        while len(self._ahead) < size and (more := self._more(size - len(self._ahead))):
            self._ahead += more
        return self._ahead[:size]

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, fewer only at the end; all that are left without a size."""
        if size is None or size < 0:
            data = self._ahead + self._more(-1)
            self._ahead = b""
        else:
            data = self.peek(size)
            self._ahead = self._ahead[size:]
        self._position += len(data)
        return data

    def readinto(self, buffer: object, /) -> int:
        """Fill the buffer with the next bytes, and return how many they are."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the bytes up to the end of the line, at most ``size``."""
        limit = -1 if size is None else size
        end = self._ahead.find(b"\n") + 1
        if end or 0 <= limit <= len(self._ahead):
            return self.read(min(end, limit) if end and limit >= 0 else end or limit)
        ahead, self._ahead = self._ahead, b""
        line = self.source.readline(limit if limit < 0 else limit - len(ahead))
        self._count(line)
        self._position += len(ahead) + len(line)
        return ahead + line

    def check(self) -> None:
        """Raise UnreadableInput where the stream broke off before its end."""
        raw = getattr(self.source, "raw", None)
        if isinstance(raw, Unpacked) and raw.problem is not None:
            raise raw.problem

    def seekable_file(self, limit: int) -> BinaryIO:
        """Return the same bytes in a file in which one can go back and forth.

        Raises:
            UnreadableInput: they are more than ``limit``, or break off.
        """
        if self._position == 0 and self.source.seekable():
            self._advance = None
            self.source.seek(0)
            return self.source
        from tempfile import SpooledTemporaryFile

        # The caller has it until it is read.
        spooled: Any = SpooledTemporaryFile(max_size=1 << 24)  # noqa: SIM115
        while data := self.read(_CHUNK):
            spooled.write(data)
            if spooled.tell() > limit:
                raise UnreadableInput(f"larger than {megabytes(limit)}; give it in parts")
        self.check()
        spooled.seek(0)
        found: BinaryIO = spooled
        return found

    def _more(self, size: int) -> bytes:
        return self._count(self.source.read(size))

    def _count(self, data: bytes) -> bytes:
        if self._advance is not None:
            self._advance(len(data))
        return data


class Budget:
    """How much an input may still unpack to, over all the archives in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Note so many unpacked bytes.

        Raises:
            UnreadableInput: they are too many.
        """
        self._unpacked += size
        if self._unpacked > self.limits.unpacked:
            raise UnreadableInput(
                f"unpacks to more than {megabytes(self.limits.unpacked)}; unpack it first, and "
                "give the files"
            )

    def check_ratio(self, packed: int, unpacked: int) -> None:
        """Raise UnreadableInput where so few bytes are to be so many."""
        if unpacked > max(self.limits.small, packed * self.limits.ratio):
            raise UnreadableInput(
                f"unpacks to more than {self.limits.ratio} times its size, as a trap does; "
                "unpack it first, and give the files"
            )


class Unpacked(io.RawIOBase):
    """What chunks of unpacked bytes come to; it ends where they break off, with the problem."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self.problem: UnreadableInput | None = None
        self._chunks = chunks
        self._ahead = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill the buffer with the next bytes, and return how many they are."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if not self._ahead:
            self._ahead = self._next()
        data = self._ahead[: len(view)]
        self._ahead = self._ahead[len(view) :]
        view[: len(data)] = data
        return len(data)

    def _next(self) -> bytes:
        try:
            return next((chunk for chunk in self._chunks if chunk), b"")
        except UnreadableInput as problem:
            self.problem = problem
        except (EOFError, zlib.error, zipfile.BadZipFile) as error:
            words = str(error) or "its end is missing"
            self.problem = UnreadableInput(f"breaks off or is damaged ({words}); get it again")
        except (RuntimeError, NotImplementedError) as error:
            self.problem = UnreadableInput(f"cannot be unpacked ({error}); unpack it first")
        return b""


def unpacked_stream(chunks: Iterator[bytes]) -> Stream:
    """Return the stream of unpacked chunks."""
    return Stream(io.BufferedReader(Unpacked(chunks), _CHUNK))


def gunzip(packed: Stream, budget: Budget) -> Stream:
    """Return the stream of what is packed by gzip, in one member or many."""
    return unpacked_stream(_gunzip(packed, budget))


def unzip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Stream:
    """Return the stream of a member of a ZIP archive."""
    return unpacked_stream(_unzip(archive, member, budget))


def _gunzip(packed: Stream, budget: Budget) -> Iterator[bytes]:
    decoder, begun, taken, given = zlib.decompressobj(31), False, 0, 0
    while data := packed.read(_CHUNK):
        taken += len(data)
        while data:
            chunk = decoder.decompress(data, _CHUNK)
            begun, given = True, given + len(chunk)
            budget.spend(len(chunk))
            budget.check_ratio(taken, given)
            yield chunk
            data = decoder.unconsumed_tail
            if decoder.eof:
                data = decoder.unused_data.lstrip(b"\0")
                decoder, begun = zlib.decompressobj(31), False
    packed.check()
    if begun:
        raise EOFError("the gzip data is cut short")


def _unzip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    given = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            given += len(chunk)
            budget.spend(len(chunk))
            budget.check_ratio(member.compress_size, given)
            yield chunk


def read_document(stream: Stream, limits: Limits) -> bytes:
    """Return all that is left of a stream.

    Raises:
        UnreadableInput: it is too large for one text or page, or breaks off.
    """
    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        raise UnreadableInput(
            f"larger than {megabytes(limits.document)}, too much for one text; give it in parts"
        )
    stream.check()
    return data


def megabytes(size: int) -> str:
    """Return a number of bytes in words.

    >>> megabytes(1 << 21), megabytes(2000)
    ('2 MB', '2000 bytes')
    """
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"
