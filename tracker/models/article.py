"""An article as it was read, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tracker import frozen


@frozen.dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read, with what the reader knows of it.

    ``published_source`` says how the publication date is known: ``given`` by the caller,
    ``metadata``, ``url``, ``dateline``, ``body`` or ``inferred``, or ``corrected`` by a person
    in a database; None where there is none.
    ``origin`` is where it was read (a path or ``<stdin>``). ``raw`` has the bytes that came in,
    for the archive alone; ``bytes_hash`` is their SHA-256, in hexadecimal. ``other_days`` are
    days of publication that the page's metadata gives besides the one believed. ``extent`` is
    ``summary`` where the text is but what a feed says of an article. ``repeated`` are passages
    that other articles print as well, as a database of them knows: they are read as teasers.
    """

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_source: str | None = None
    retrieved: date | None = None
    origin: str | None = None
    bytes_hash: str | None = None
    other_days: tuple[date, ...] = ()
    raw: bytes | None = field(default=None, repr=False, compare=False)
    extent: str | None = None
    repeated: tuple[Span, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or headline: the unit in which a figure is read.

    ``index`` counts sentences through the document, ``paragraph`` counts paragraphs (a
    heading or a list item is a paragraph of its own), ``zone`` is one of ZONES and
    ``block`` numbers the runs of sentences that belong to one article of the page: all of
    the main article is block 0; each teaser is a block of its own, 1 and up.
    """

    start: int
    end: int
    index: int
    paragraph: int
    zone: str = "body"
    block: int = 0
    bullet: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A segmented article: ``folded`` is the text for matching, of exactly the same length.

    It equals itself alone, so that what was found in it can be kept by it at no cost.

    Folding lowers the case, straightens quotation marks and apostrophes, and turns every
    white space into a blank; see :func:`tracker.spans.fold`.
    """

    article: Article
    folded: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The article's text, unchanged."""
        return self.article.text
