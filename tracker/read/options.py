"""What a caller tells the reader, and what the reader says beside the articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

KINDS = ("auto", "text", "html", "jsonl", "csv", "feed", "warc")
"""What an input can be read as; ``auto`` tells the others apart by their content."""

FIELDS = ("text", "id", "url", "title", "outlet", "published", "retrieved")
"""What a line of JSON or a row of a table can say of an article."""

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read, in bytes; what goes beyond is named and left out.

    ``document`` holds for one text, page, line or row, ``unpacked`` for all that an archive
    gives. An archive that unpacks to more than ``ratio`` times its size, and to more than
    ``small``, is none that anybody made to save room.
    """

    document: int = 32 * _MEGABYTE
    unpacked: int = 64 * 1024 * _MEGABYTE
    ratio: int = 200
    small: int = 16 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is known of the inputs beforehand.

    ``published`` overrules what a page says of itself; in JSON Lines it stands in for a line
    that says nothing. ``retrieved``, ``url`` and ``outlet`` fill what the input leaves open.
    ``columns`` pairs a field with the column of a table that has it. ``follow`` says whether
    the links of a feed are read where the feed has no full text; None: only if the feed itself
    came from the web. ``standing`` options are the same each time, so that they are no reason
    to read again what is known.
    """

    kind: str = "auto"
    published: date | None = None
    retrieved: date | None = None
    url: str | None = None
    outlet: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    follow: bool | None = None
    standing: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def say_more_than_before(self) -> bool:
        """Tell whether they can date or name a text that is known, and has not changed."""
        return not self.standing and any((self.published, self.retrieved, self.url, self.outlet))


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of a piece by the way it came in: by a fetch, a feed or a web archive."""

    url: str | None = None
    retrieved: date | None = None
    published: date | None = None
    charset: str | None = None
    outlet: str | None = None
    is_feed: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where it stood (``path`` or ``path:line``), and why."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address or an entry of a feed that says what it said when it was stored."""

    origin: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What is to be remembered of an address once all that was read before it is stored.

    ``entry`` names an entry of the feed at that address, with its ``fingerprint``; without one
    the whole of the address is meant, with what its server gave to ask again by. ``origin`` is
    that of the article, where there is one.
    """

    address: str
    origin: str
    entry: str = ""
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: str | None = None


class Memory(Protocol):
    """What was read before, and need not be read again."""

    def validators(self, address: str) -> tuple[str | None, str | None]:
        """Return the ETag and Last-Modified with which the address was stored."""

    def knows_entry(self, address: str, entry: str, fingerprint: str) -> bool:
        """Tell whether this entry of the feed was stored as it is now."""
