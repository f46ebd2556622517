"""An extraction, sentence by sentence -> lines that show each number, its verdict and why.

A line is a tuple of pieces, each a text in a style; the terminal gives the styles colours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from html import escape

from tracker.models import (
    Claim,
    DocumentDate,
    Evidence,
    Extraction,
    RejectedNumber,
    Sentence,
)
from tracker.segment import segment

STYLES = frozenset("plain heading claim rejected field value words rule".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one style, one of STYLES."""

    text: str
    style: str = "plain"


Line = tuple[Piece, ...]

_FIELD_ORDER = {field.name: place for place, field in enumerate(fields(Claim))}
_FIELD_WIDTH = 17


def explain(extraction: Extraction) -> Iterator[Line]:
    """Yield the lines for a whole text: its date, then each sentence that has a number."""
    yield from _explain_article(extraction)
    sentences = segment(extraction.article).sentences
    both: list[Claim | RejectedNumber] = [*extraction.claims, *extraction.rejected]
    numbers = sorted(both, key=lambda each: (each.start, each.end))
    starts = [each.start for each in numbers]
    for number, sentence in enumerate(sentences, 1):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        found = numbers[first:last]
        if found:
            yield ()
            yield _sentence_line(extraction.article.text, number, sentence, found)
            for each in found:
                yield from _explain_number(extraction, each)
    yield ()
    yield (Piece(_total(extraction), "heading"),)


def _explain_article(extraction: Extraction) -> Iterator[Line]:
    dated = extraction.dated
    yield (Piece(extraction.article.origin or extraction.article_id, "heading"),)
    known = "date unknown" if dated.day is None else f"date {dated.day} ({dated.source})"
    yield (Piece(known),)
    for evidence in dated.evidence:
        yield _evidence_line(extraction.article.text, evidence)
    for problem in extraction.problems:
        yield (Piece(f"problem: {problem}", "rejected"),)


def _sentence_line(
    text: str, number: int, sentence: Sentence, found: list[Claim | RejectedNumber]
) -> Line:
    """Return the sentence on one line, its numbers in the style of their verdict."""
    pieces = [Piece(f"{number} {sentence.zone}  ", "heading")]
    position = sentence.start
    for each in found:
        style = "claim" if isinstance(each, Claim) else "rejected"
        pieces.append(Piece(_on_one_line(text[position : each.start])))
        pieces.append(Piece(_on_one_line(text[each.start : each.end]), style))
        position = max(position, each.end)
    return (*pieces, Piece(_on_one_line(text[position : max(position, sentence.end)])))


def _explain_number(extraction: Extraction, found: Claim | RejectedNumber) -> Iterator[Line]:
    if isinstance(found, RejectedNumber):
        yield _rejected_line(extraction.article.text, found)
        return
    yield (
        Piece(f"  {found.figure}", "claim"),
        Piece(f"  claim: {_summary(found)}"),
        Piece(f"  {found.rule}", "rule"),
    )
    for evidence in sorted(found.evidence, key=_by_field):
        yield _evidence_line(extraction.article.text, evidence)
    yield from _from_outside(extraction.dated, found)


def _rejected_line(text: str, found: RejectedNumber) -> Line:
    pieces = [Piece(f"  {found.figure}", "rejected"), Piece(f"  rejected: {found.reason}")]
    if found.because_start is not None and found.because_end is not None:
        words = _on_one_line(text[found.because_start : found.because_end])
        pieces.append(Piece(f'  "{words}"', "words"))
    return (*pieces, Piece(f"  {found.rule}", "rule"))


def _evidence_line(text: str, evidence: Evidence) -> Line:
    words = _on_one_line(text[evidence.start : evidence.end])
    return (
        Piece(f"      {evidence.field:<{_FIELD_WIDTH}} ", "field"),
        Piece(evidence.value, "value"),
        Piece(f'  "{words}"' if words else "", "words"),
        Piece(f"  {evidence.rule}", "rule"),
    )


def _from_outside(dated: DocumentDate, claim: Claim) -> Iterator[Line]:
    """Yield a line for each day of a claim that no words of the text give: where it is from."""
    in_words = {evidence.field for evidence in claim.evidence}
    for field in ("period_start", "period_end"):
        day = getattr(claim, field)
        if day is None or field in in_words:
            continue
        known = f"date {dated.day} ({dated.source})"
        if field == "period_start" and "conflict_start" in claim.date_rule.split("+"):
            known = "start of the war, by the vocabulary of events"
        yield (
            Piece(f"      {field:<{_FIELD_WIDTH}} ", "field"),
            Piece(str(day), "value"),
            Piece(f"  {known}"),
            Piece(f"  {claim.date_rule}", "rule"),
        )


def _by_field(evidence: Evidence) -> tuple[int, str, int]:
    place = _FIELD_ORDER.get(evidence.field, len(_FIELD_ORDER))
    return place, evidence.field, evidence.start


def _summary(claim: Claim) -> str:
    """Return a claim in a line: how many, what, whose, when, according to whom."""
    parts = [
        f"{in_words(claim)} {claim.measure} ({claim.subject})",
        claim.party or "party unknown",
        f"{claim.basis} {period_of(claim)}",
        claim.attribution or "no attribution",
    ]
    if claim.stance != "asserted":
        parts.append(claim.stance)
    if claim.superseded:
        parts.append("an earlier toll")
    if claim.part_of is not None:
        parts.append(f"part of the figure at {claim.part_of}")
    return " \u00b7 ".join(parts)


def in_words(claim: Claim) -> str:
    """Return the number as a reader would say it: ``5,840``, ``at least 30``, ``10-15``."""
    match claim.qualifier:
        case "range":
            return f"{plain_number(claim.low)}-{plain_number(claim.high)}"
        case "at_least" | "indefinite":
            return f"at least {plain_number(claim.low)}"
        case "at_most":
            return f"at most {plain_number(claim.high)}"
        case "approximate":
            return f"about {plain_number(claim.value)}"
        case _:
            return plain_number(claim.value)


def plain_number(value: float | None) -> str:
    """Return a number with grouped thousands, and without a fraction where it is whole."""
    if value is None:
        return "?"
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def period_of(claim: Claim) -> str:
    """Return the days that a claim covers, ``?`` for an end that is unknown."""
    start, end = claim.period_start, claim.period_end
    if start is None and end is None:
        return "undated"
    if start == end:
        return str(end)
    return f"{start or '?'} to {end or '?'}"


def _total(extraction: Extraction) -> str:
    claims, rejected = len(extraction.claims), len(extraction.rejected)
    return f"{claims} claim{'' if claims == 1 else 's'}, {rejected} rejected"


def _on_one_line(words: str) -> str:
    return words.translate(_BREAKS)


_BREAKS = str.maketrans("\r\n\t\v\f", "     ")


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
       font: 15px/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
p {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 0.75em; }}
p.sentence {{ font-family: Georgia, "DejaVu Serif", serif; font-size: 17px; }}
p.evidence {{ padding-left: 21ch; text-indent: -21ch; }}
.heading {{ font-weight: bold; }}
.claim {{ color: #00543d; background: #d9f2e6; font-weight: bold; }}
.rejected {{ color: #8a2d00; }}
.field {{ color: #00527a; }}
.value {{ font-weight: bold; }}
.words {{ background: #fff3c4; }}
.rule {{ color: #6b6b6b; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def as_page(lines: Iterable[Line], title: str) -> str:
    """Return the lines as one HTML page that needs nothing else, colours as in a terminal."""
    body = "\n".join(f"<p{_class_of(line)}>{_as_html(line)}</p>" for line in lines)
    return _PAGE.format(title=escape(title), body=body)


def _class_of(line: Line) -> str:
    if len(line) > 1 and line[0].style == "heading":
        return ' class="sentence"'
    return ' class="evidence"' if line and line[0].style == "field" else ""


def _as_html(line: Line) -> str:
    return "".join(_piece_as_html(piece) for piece in line)


def _piece_as_html(piece: Piece) -> str:
    """Return the piece in a span of its style; the indent before it keeps no colour."""
    if piece.style == "plain":
        return escape(piece.text)
    words = piece.text.lstrip()
    indent = piece.text[: len(piece.text) - len(words)]
    return f'{indent}<span class="{piece.style}">{escape(words)}</span>'
