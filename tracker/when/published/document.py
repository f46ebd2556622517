"""Document -> its own date: given, of the page's metadata, url, date line or body, or inferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tracker.lexicon import Lexicon
from tracker.models import Document, DocumentDate, Evidence, Span
from tracker.when.lines.diary import is_diary
from tracker.when.lines.line import Line, read_lines
from tracker.when.published.evidence import Interval, intervals_of
from tracker.when.published.stamps import Stamp, days_of_saying, stamps_in_body, stamps_in_dateline
from tracker.when.published.urls import day_in_url

# A page may be stamped after midnight in one zone and before it in another.
_SAME = timedelta(days=1)
# What was said in a report was said days before it at most; a wider span decides nothing.
_NARROW = timedelta(days=31)

_HEAD_SENTENCES = 8

Candidate = tuple[str, date, Span | None]


def date_document(document: Document, lexicon: Lexicon) -> DocumentDate:
    """Return the document's own date with how it is known, and what contradicts it.

    The first that answers: the caller or the page's metadata, the url, the date line, "published
    March 29" in the body, dated events in the text. Never the date of a teaser.
    """
    known = document.article.published or day_in_url(document.article.url or "")
    lines = [line for line in read_lines(document, (), lexicon) if line.sentence.block == 0]
    if known:
        lines = _head(lines)
    found = list(_candidates(document, lines, lexicon))
    if not found:
        return DocumentDate(None, None)
    source, day, words = found[0]
    evidence: tuple[Evidence, ...] = ()
    if words is not None:
        evidence = (Evidence("published", day.isoformat(), words.start, words.end, source),)
    return DocumentDate(day, source, tuple(_problems(document, found)), evidence)


def _head(lines: Sequence[Line]) -> list[Line]:
    """Return the lines in which a date line can stand: enough to find contradictions."""
    heads = {line.sentence.index for line in lines[:_HEAD_SENTENCES]}
    return [line for line in lines if line.sentence.index in heads]


def _candidates(document: Document, lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Candidate]:
    article = document.article
    bound = article.retrieved
    if article.published is not None:
        yield article.published_source or "given", article.published, None
    yield from (("metadata", day, None) for day in article.other_days)
    in_url = day_in_url(article.url or "")
    if in_url is not None and not _is_after(in_url, bound):
        yield "url", in_url, None
    known = article.published or in_url
    intervals = [] if known else intervals_of(lines)
    heads = [line for line in lines if line.is_day_alone] if is_diary(lines) else []
    dateline = [
        stamp
        for stamp in stamps_in_dateline(lines, document.text, lexicon)
        if not any(head.start <= stamp.words.start < head.sentence.end for head in heads)
    ]
    body = stamps_in_body(lines)
    for source, stamps in (("dateline", dateline), ("body", body)):
        found = _first_dated(stamps, intervals, bound)
        if found is not None:
            yield source, *found
    if known is None:
        inferred = _infer(days_of_saying(lines, document.text), intervals, bound)
        if inferred is not None:
            yield "inferred", *inferred


def _first_dated(
    stamps: Sequence[Stamp], intervals: Sequence[Interval], bound: date | None
) -> tuple[date, Span] | None:
    for stamp in stamps:
        day = stamp.day or _within(stamp, intervals)
        if day is not None and not _is_after(day, bound):
            return day, stamp.words
    return None


def _within(stamp: Stamp, intervals: Sequence[Interval]) -> date | None:
    """Return a day without a year as the only one on which all that the text says holds."""
    if not intervals:
        return None
    first = max(interval.first for interval in intervals)
    last = min(interval.last for interval in intervals)
    days = {
        day
        for year in range(first.year, last.year + 1)
        if (day := stamp.on(year)) is not None and first <= day <= last
    }
    return days.pop() if len(days) == 1 else None


def _infer(
    stamps: Iterable[Stamp], intervals: Sequence[Interval], bound: date | None
) -> tuple[date, Span] | None:
    narrow = [one for one in intervals if one.last - one.first <= _NARROW]
    if not narrow or max(i.first for i in intervals) > min(i.last for i in intervals):
        return None
    said = [
        (day, stamp.words)
        for stamp in stamps
        if (day := _within(stamp, intervals)) is not None and not _is_after(day, bound)
    ]
    if said:
        return max(said, key=lambda one: one[0])
    exact = next((one for one in narrow if one.exact is not None), None)
    if exact is None or exact.exact is None or _is_after(exact.exact, bound):
        return None
    return exact.exact, exact.words


def _problems(document: Document, found: Sequence[Candidate]) -> Iterator[str]:
    source, day, _ = found[0]
    for other, its_day, words in found[1:]:
        if abs(its_day - day) > _SAME:
            quoted = f' ("{document.text[words.start : words.end]}")' if words else ""
            yield f"published on {day} by {source}, but {its_day} by {other}{quoted}"


def _is_after(day: date, bound: date | None) -> bool:
    return bound is not None and day > bound
