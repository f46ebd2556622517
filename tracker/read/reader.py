"""A piece of any kind -> what is in it: the one place that knows all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.articles import read_article
from tracker.read.content import decode_head, refuse_other_formats, tell_kind
from tracker.read.lines import read_lines
from tracker.read.options import Bookmark, Provenance, ReadOptions, Skipped, Unchanged
from tracker.read.packed import Piece, is_packed, unpack
from tracker.read.sources import plain_suffix
from tracker.read.streams import Budget, Stream, gunzip, read_document
from tracker.read.web import Web

if TYPE_CHECKING:
    from tracker.fetch import Answer
    from tracker.read.feeds import Entry

Found = Article | Skipped | Unchanged | Bookmark
"""What reading gives; the last two only where there is a memory of what was read before."""

_HEAD = 8192
_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})
_SUFFIXES_OF_FEEDS = frozenset({".rss", ".atom", ".xml"})
_KIND_OF_SUFFIX = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known beforehand, and the way to the web, if it is open.

    ``pages_only`` holds for the links of a feed: they lead to articles, not to more feeds.
    """

    options: ReadOptions
    web: Web | None = None
    pages_only: bool = False

    def read_piece(self, piece: Piece) -> Iterator[Found]:
        """Yield what a piece holds; what cannot be read is skipped, with the reason."""
        try:
            yield from self._read(piece)
        except UnreadableInput as problem:
            yield Skipped(piece.origin, str(problem))
        except OSError as error:
            yield Skipped(piece.origin, f"cannot be read: {error.strerror or error}")

    def read_address(self, address: str, known: Provenance | None = None) -> Iterator[Found]:
        """Yield what stands at an address, and at last what is to be remembered of it."""
        if self.web is None:
            yield Skipped(address, "an address on the web; save the page and give the file")
            return
        remembered = not self.options.say_more_than_before
        try:
            answer = self.web.get(address, remembered)
        except UnreadableInput as problem:
            yield Skipped(address, str(problem))
            return
        if answer is None:
            yield Unchanged(address)
            return
        whole = True
        with answer.body:
            for found in self.read_piece(self._piece_of(answer, address, known or Provenance())):
                whole = whole and not isinstance(found, Skipped)
                yield found
        can_ask_again = answer.etag or answer.last_modified
        if whole and remembered and can_ask_again and self.web.memory is not None:
            yield Bookmark(address, address, etag=answer.etag, last_modified=answer.last_modified)

    def _piece_of(self, answer: Answer, address: str, known: Provenance) -> Piece:
        stream, budget = Stream(answer.body), Budget(self.options.limits)
        known = replace(
            known,
            url=answer.address,
            retrieved=answer.day,
            charset=answer.charset,
            is_feed=answer.media in _FEEDS,
        )
        return Piece(
            gunzip(stream, budget) if answer.packed else stream,
            address,
            answer.address.partition("?")[0],
            budget,
            known,
        )

    def _read(self, piece: Piece) -> Iterator[Found]:
        if is_packed(piece) and not self.pages_only:
            for inner in unpack(piece, self.options):
                yield from self.read_piece(inner)
            return
        kind = self._kind_of(piece)
        if self.pages_only and kind not in ("html", "text"):
            raise UnreadableInput(f"the link of a feed, and no page ({kind}); give it by itself")
        if kind == "jsonl":
            yield from read_lines(piece.stream, piece.origin, self._with_known(piece))
        elif kind == "csv":
            from tracker.read.tables import read_table

            yield from read_table(piece.stream, piece.origin, self._with_known(piece))
        elif kind == "warc":
            from tracker.read.archives import read_web_archive

            yield from read_web_archive(piece.stream, piece.origin, self.options)
        else:
            data = read_document(piece.stream, self.options.limits)
            if kind == "feed":
                yield from self._read_feed(data, piece)
            else:
                yield read_article(data, kind, piece.origin, self.options, piece.known)

    def _kind_of(self, piece: Piece) -> str:
        size = _HEAD
        largest = self.options.limits.document
        while len(head := piece.stream.peek(size)) == size < largest and not head.strip(_BLANKS):
            size *= 8
        refuse_other_formats(head)
        if self.options.kind != "auto":
            return self.options.kind
        if head.startswith(b"WARC/"):
            return "warc"
        suffix = plain_suffix(piece.name)
        columns = [name for _, name in self.options.columns]
        kind = _KIND_OF_SUFFIX.get(suffix) or tell_kind(decode_head(head[-_HEAD:]), columns)
        said_to_be_feed = piece.known.is_feed or suffix in _SUFFIXES_OF_FEEDS
        return "feed" if said_to_be_feed and kind == "text" else kind

    def _with_known(self, piece: Piece) -> ReadOptions:
        """Return the options for records that stand together: a fetch knows but the day."""
        return replace(self.options, retrieved=self.options.retrieved or piece.known.retrieved)

    def _read_feed(self, data: bytes, piece: Piece) -> Iterator[Found]:
        from tracker.read.feeds import origins, parse_feed

        if not data.strip(_BLANKS):
            raise UnreadableInput("empty; nothing to read")
        feed = parse_feed(data, piece.known.url)
        known = replace(
            piece.known,
            retrieved=piece.known.retrieved or self.options.retrieved or feed.made,
            outlet=piece.known.outlet or feed.title,
            charset=None,
        )
        for entry, origin in origins(feed.entries, piece.origin):
            yield from self._read_entry(entry, origin, replace(piece, known=known))
        if feed.problem:
            raise UnreadableInput(feed.problem)
        if not feed.entries:
            raise UnreadableInput("a feed without entries; nothing to read")

    def _read_entry(self, entry: Entry, origin: str, piece: Piece) -> Iterator[Found]:
        known, web = piece.known, self.web
        follows = self.options.follow
        follows = (known.url is not None if follows is None else follows) and web is not None
        memory = web.memory if web and known.url and not self.options.say_more_than_before else None
        mark = f"{entry.fingerprint}{'' if entry.content or follows else ' summary'}"
        if memory is not None and memory.knows_entry(piece.origin, entry.key, mark):
            yield Unchanged(origin)
            return
        known = replace(known, url=entry.link, published=entry.published)
        if follows and entry.link and not entry.content:
            origin, found = entry.link, self._read_link(entry.link, known)
        else:
            found = self._read_words(entry, origin, known)
        whole = True
        for each in found:
            whole = whole and not isinstance(each, Skipped)
            yield each
        if whole and memory is not None:
            yield Bookmark(piece.origin, origin, entry=entry.key, fingerprint=mark)

    def _read_words(self, entry: Entry, origin: str, known: Provenance) -> Iterator[Found]:
        """Yield the article that the feed itself has of an entry, a summary marked as such."""
        from tracker.read.feeds import read_entry

        try:
            article = read_entry(entry, origin, self.options, known)
        except UnreadableInput as problem:
            yield Skipped(origin, str(problem))
        else:
            yield article if entry.content else replace(article, extent="summary")

    def _read_link(self, link: str, known: Provenance) -> Iterator[Found]:
        options = replace(self.options, kind="auto")
        yield from replace(self, options=options, pages_only=True).read_address(link, known)
