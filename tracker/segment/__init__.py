"""Article -> Document: zones and sentences, each a span of the text."""

from __future__ import annotations

from tracker.models import Article, Document, Sentence
from tracker.segment.lines import split_lines
from tracker.segment.sentences import cut_sentences
from tracker.segment.zones import assign_zones
from tracker.spans import fold

__all__ = ["segment"]


def segment(article: Article) -> Document:
    """Return the article in sentences; together they hold every character that is no blank."""
    text = article.text
    folded = fold(text)
    lines = split_lines(text)
    sentences: list[Sentence] = []
    for paragraph, (line, place) in enumerate(
        zip(lines, assign_zones(article, folded, lines), strict=True)
    ):
        whole = place.zone == "dateline"  # the point of "16. Mai 2024" ends nothing
        spans = [(line.start, line.end)] if whole else cut_sentences(text, line.start, line.end)
        for start, end in spans:
            sentences.append(
                Sentence(
                    start, end, len(sentences), paragraph, place.zone, place.block, line.bullet
                )
            )
    return Document(article, folded, tuple(sentences))
