"""The bytes that came in -> files beside the database, each under the hash of what is in it.

``archive/ab/abcdef....gz``: in gzip, so that any tool can open them. A file is written whole or
not at all, and never changed.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import BadArchive

if TYPE_CHECKING:
    from sqlite_utils import Database

FOLDER = "archive"
"""The name of the folder beside the database."""

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of bytes, each found again by its hash."""

    folder: Path

    @classmethod
    def beside(cls, database: Path) -> Archive:
        """Return the archive of a database."""
        return cls(database.parent / FOLDER)

    def path_of(self, bytes_hash: str) -> Path:
        """Return where the bytes of this hash are kept, or would be."""
        return self.folder / bytes_hash[:2] / f"{bytes_hash}.gz"

    def keep(self, data: bytes) -> str:
        """Keep these bytes, unless they are kept already; return their hash.

        Raises:
            BadArchive: the file cannot be written.
        """
        bytes_hash = hash_bytes(data)
        path = self.path_of(bytes_hash)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                half = path.with_suffix(f".{os.getpid()}.part")
                half.write_bytes(gzip.compress(data, _LEVEL, mtime=0))
                half.replace(path)
        except OSError as error:
            raise BadArchive(
                f"{path}: the archive cannot be written ({error.strerror}); make room or allow it, "
                "or leave the archive out with --no-archive"
            ) from error
        return bytes_hash

    def read(self, bytes_hash: str) -> bytes:
        """Return the bytes of this hash.

        Raises:
            BadArchive: the file is missing or damaged, or holds other bytes.
        """
        path = self.path_of(bytes_hash)
        try:
            data = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise BadArchive(f"{path}: missing from the archive; put it back") from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadArchive(f"{path}: damaged ({error}); put back a copy of it") from error
        except OSError as error:
            raise BadArchive(f"{path}: cannot be read: {error.strerror}") from error
        if hash_bytes(data) != bytes_hash:
            raise BadArchive(f"{path}: holds other bytes than its name says; put back a copy of it")
        return data

    def discard(self, bytes_hash: str) -> None:
        """Remove the bytes of this hash, if they are there."""
        self.path_of(bytes_hash).unlink(missing_ok=True)


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal, by which they are known again."""
    return hashlib.sha256(data).hexdigest()


def is_recorded(db: Database, bytes_hash: str) -> bool:
    """Tell whether the database says that these bytes are in the archive."""
    found = db.conn.execute("SELECT 1 FROM archive WHERE bytes_hash = ?", (bytes_hash,))
    return found.fetchone() is not None


def record_bytes(db: Database, data: bytes) -> None:
    """Store that these bytes are in the archive; runs within the caller's transaction."""
    db.conn.execute(
        "INSERT OR IGNORE INTO archive (bytes_hash, size) VALUES (?, ?)",
        (hash_bytes(data), len(data)),
    )
