"""Web archives (WARC) -> the pages and texts that servers answered with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.articles import read_article
from tracker.read.content import decode_head, tell_kind
from tracker.read.options import Limits, Provenance, ReadOptions, Skipped
from tracker.read.streams import Stream, megabytes

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = (*_PAGES, "text/plain")
_OK = 200


def read_web_archive(
    stream: Stream, origin: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    """Yield an article for each page or text that a server answered with, named ``origin:URL``.

    The day of a record is the day of retrieval, in UTC. Pictures, scripts, redirections and
    errors are no articles, and are passed over.

    Raises:
        UnreadableInput: at the end, where there was no record, or where the archive breaks off.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False
        ):
            records += 1
            if record.record_type == WarcRecordType.response:
                yield from _read_record(record, stream, origin, options)
    except OSError as error:
        if not records:
            raise UnreadableInput("no web archive; give it as what it is") from error
        raise UnreadableInput(f"breaks off or is damaged ({error}); get it again") from error
    stream.check()
    if not records:
        raise UnreadableInput("no web archive, or an empty one; get it again")


def _read_record(
    record: WarcRecord, stream: Stream, origin: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    where = f"{origin}:{url or record.record_id}"
    length = record.content_length
    block = record.reader.read(min(length, options.limits.document))
    if len(block) < min(length, options.limits.document):
        stream.check()
        raise UnreadableInput(f"breaks off in the record of {url}; get it again")
    try:
        content_type, charset, data = _payload(record, block, options.limits)
        if data is None:
            return
        known = Provenance(
            url=url.partition("#")[0] or None,
            retrieved=_day(record),
            charset=charset,
        )
        kind = "html" if content_type in _PAGES else tell_kind(decode_head(data[:8192]))
        if kind not in ("html", "text"):
            raise UnreadableInput(f"a text that is {kind}; give it by itself")
        yield read_article(data, kind, where, options, known)
    except UnreadableInput as problem:
        yield Skipped(where, str(problem))


def _payload(
    record: WarcRecord, block: bytes, limits: Limits
) -> tuple[str, str | None, bytes | None]:
    """Return type, encoding and bytes of what was answered; no bytes where it is no article."""
    if record.content_length > limits.document:
        if b"text/" in block[:4096].lower():
            raise UnreadableInput(f"larger than {megabytes(limits.document)}; give it in parts")
        return "", None, None
    record.set_bytes_content(block)
    record.parse_http(auto_decode="all", quirks_mode=True)
    headers = record.http_headers if record.is_http_parsed else None
    content_type = (record.http_content_type or "").lower()
    if headers is None or headers.status_code != _OK or content_type not in _TEXTS:
        return "", None, None
    data = record.reader.read(limits.document + 1)
    if len(data) > limits.document:
        raise UnreadableInput(f"larger than {megabytes(limits.document)}; give it in parts")
    return content_type, record.http_charset, data


def _day(record: WarcRecord) -> date | None:
    """Return the day of a record in UTC."""
    found: datetime | None = record.record_date
    return None if found is None else found.astimezone(UTC).date()
