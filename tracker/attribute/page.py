"""The document as this stage reads it: sentences as words, with the terms found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tracker.attribute.words import Line, Word, is_capital, split_words
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Figure, Sentence


@dataclass(frozen=True, slots=True)
class Sides:
    """The armed groups among the parties, and the parties that each party fights."""

    groups: frozenset[str]
    opponents: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its figures and the terms of sources, parties and saying found in it.

    ``wars`` are words that tell which war it is about, ``sides`` who fights whom.
    """

    document: Document
    figures: tuple[Figure, ...]
    sources: tuple[Term, ...]
    parties: tuple[Term, ...]
    cues: tuple[Term, ...]
    threads: tuple[Term, ...]
    by_sentence: dict[int, tuple[Figure, ...]]
    wars: tuple[Term, ...]
    sides: Sides
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

    def threads_of(self, sentence: Sentence) -> Sequence[Term]:
        """Return the words that tie a sentence to those before it, or part it from them."""
        return _within(self.threads, sentence)

    def _read(self, sentence: Sentence) -> Line:
        text = self.document.text
        spans, blind = split_words(self.document.folded, text, sentence)
        found = [
            _of_words(
                spans, [term for term in _within(terms, sentence) if not blind or _sure(term)]
            )
            for terms in (self.sources, self.parties, self.cues)
        ]
        words = tuple(
            Word(
                start,
                end,
                self.folded[start:end],
                not blind and is_capital(text[start:end]),
                *terms,
            )
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
        tuple(lexicon.find("threads", document)),
        {index: tuple(found) for index, found in by_sentence.items()},
        tuple(lexicon.find("conflicts", document)),
        _read_sides(lexicon),
    )


@cache
def _read_sides(lexicon: Lexicon) -> Sides:
    opponents: dict[str, set[str]] = {}
    for entry in lexicon.entries("conflicts"):
        one, other = entry.values["one"], entry.values["other"]
        for party in one:
            opponents.setdefault(party, set()).update(other)
        for party in other:
            opponents.setdefault(party, set()).update(one)
    groups = (e for e in lexicon.entries("parties") if e.get("kind") == "group")
    return Sides(
        frozenset(str(entry.get("name")) for entry in groups),
        {party: frozenset(others) for party, others in opponents.items()},
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
