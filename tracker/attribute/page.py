"""The document as this stage reads it: sentences as words, with the terms found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.attribute.words import Line, Word, split_words
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Figure, Sentence


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its figures and the terms of sources, parties and saying found in it.

    ``groups`` are the armed groups among the parties: they fight wherever they speak.
    """

    document: Document
    figures: tuple[Figure, ...]
    sources: tuple[Term, ...]
    parties: tuple[Term, ...]
    cues: tuple[Term, ...]
    by_sentence: dict[int, tuple[Figure, ...]]
    groups: frozenset[str]
    _lines: dict[int, Line] = field(default_factory=dict)

    @property
    def folded(self) -> str:
        """The text for matching."""
        return self.document.folded

    def line(self, index: int) -> Line:
        """Return a sentence as words; each is read once."""
        if index not in self._lines:
            self._lines[index] = self._read(self.document.sentences[index])
        return self._lines[index]

    def quotation(self, sentence: Sentence, at: int) -> int | None:
        """Return where the quotation opens in which a place of a sentence stands, or None."""
        sentences = self.document.sentences
        first = sentence.index
        while first and sentences[first - 1].paragraph == sentence.paragraph:
            first -= 1
        begin = sentences[first].start
        marks = self.folded.count('"', begin, at)
        return self.folded.rfind('"', begin, at) if marks % 2 else None

    def cues_of(self, sentence: Sentence) -> Sequence[Term]:
        """Return the words of saying in a sentence."""
        return _within(self.cues, sentence)

    def _read(self, sentence: Sentence) -> Line:
        text = self.document.text
        spans, blind = split_words(self.document.folded, text, sentence)
        found = [
            _of_words(spans, [term for term in _within(terms, sentence) if not blind or _sure(term)])
            for terms in (self.sources, self.parties, self.cues)
        ]
        words = tuple(
            Word(start, end, self.folded[start:end], text[start].isupper() and not blind, *terms)
            for (start, end), *terms in zip(spans, *found, strict=True)
        )
        return Line(sentence, words, blind)


def read_page(document: Document, figures: Sequence[Figure], lexicon: Lexicon) -> Page:
    """Return the document with all that this stage looks up in the vocabulary."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    return Page(
        document,
        tuple(figures),
        tuple(lexicon.find("sources", document)),
        tuple(lexicon.find("parties", document)),
        tuple(lexicon.find("speech", document)),
        {index: tuple(found) for index, found in by_sentence.items()},
        frozenset(
            str(entry.get("name"))
            for entry in lexicon.entries("parties")
            if entry.get("kind") == "group"
        ),
    )


def _within(terms: Sequence[Term], sentence: Sentence) -> Sequence[Term]:
    first = bisect_left(terms, sentence.start, key=lambda term: term.start)
    last = bisect_left(terms, sentence.end, key=lambda term: term.start)
    return terms[first:last]


def _of_words(spans: list[tuple[int, int]], terms: Sequence[Term]) -> list[Term | None]:
    """Return for each word the term that it stands in."""
    found: list[Term | None] = []
    upcoming = 0
    for start, end in spans:
        while upcoming < len(terms) and terms[upcoming].end <= start:
            upcoming += 1
        term = terms[upcoming] if upcoming < len(terms) else None
        found.append(term if term is not None and term.start < end else None)
    return found


def _sure(term: Term) -> bool:
    """Tell where the spelling alone is enough: in a shouting text "WHO" and "US" are words."""
    return term.key != "cased_forms" or term.end - term.start > 3
