"""The document as this stage reads it: sentences as words, with the terms found once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from tracker.attribute.tone import Tone, read_tone
from tracker.attribute.words import Line, read_line
from tracker.frozen import dataclass
from tracker.lexicon import Lexicon, Term
from tracker.models import KIND_OF_SUBJECT, Document, Figure, Sentence

_NEW_CLAUSE = re.compile(r";|\b(?:while|whereas|but|although|though)\b|\s[\u2013\u2014]\s|[.!?]\s")
_OF_WORDS = ("sources", "parties", "speech")
"""The families of which a word may be a term."""
_NEVER_SPEAK = frozenset({"lead", "by", "cite", "none", "carry", "participle"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The armed groups among the parties, the parties that each fights, where groups rule."""

    groups: frozenset[str]
    opponents: Mapping[str, frozenset[str]]
    homes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Marks:
    """Places of the text that are asked for again and again, in order: found once, bisected.

    ``figures`` are the starts of the figures, ``quotes`` the quotation marks, ``paragraphs``
    where each begins.
    """

    figures: tuple[int, ...]
    quotes: tuple[int, ...]
    paragraphs: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its figures and the terms of sources, parties and saying found in it.

    ``found`` has the terms of each sentence by their family. ``wars`` are words that tell which
    war it is about, ``sides`` who fights whom.
    """

    document: Document
    figures: tuple[Figure, ...]
    by_sentence: Mapping[int, tuple[Figure, ...]]
    marks: Marks
    found: Mapping[str, Mapping[int, Sequence[Term]]]
    parties: tuple[Term, ...]
    cues: tuple[Term, ...]
    wars: tuple[Term, ...]
    sides: Sides
    speakers: frozenset[str]
    lexicon: Lexicon
    _lines: dict[int, Line] = field(default_factory=dict)
    _tones: dict[int, Tone] = field(default_factory=dict)
    _clauses: dict[int, list[int]] = field(default_factory=dict)

    @property
    def folded(self) -> str:
        """The text for matching."""
        return self.document.folded

    def line(self, index: int) -> Line:
        """Return a sentence as words; each is read once."""
        if index not in self._lines:
            sentence = self.document.sentences[index]
            terms = [self.found[family].get(index, ()) for family in _OF_WORDS]
            self._lines[index] = read_line(self.document, sentence, terms)
        return self._lines[index]

    def sentence_at(self, at: int) -> Sentence:
        """Return the sentence in which a place of the text stands, or the one before it."""
        sentences = self.document.sentences
        found = bisect_right(sentences, at, key=lambda sentence: sentence.start)
        return sentences[max(found - 1, 0)]

    def tone(self, sentence: Sentence) -> Tone:
        """Return how a sentence stands to those before it."""
        if sentence.index not in self._tones:
            threads = self.threads_of(sentence)
            self._tones[sentence.index] = read_tone(self.folded, sentence, threads)
        return self._tones[sentence.index]

    def has_figure(self, start: int, end: int) -> bool:
        """Tell whether a figure begins between two places of the text."""
        at = bisect_left(self.marks.figures, start)
        return at < len(self.marks.figures) and self.marks.figures[at] < end

    def tallied(self, index: int) -> bool:
        """Tell whether some figure of a sentence counts weapons, equipment or attacks."""
        return any(
            KIND_OF_SUBJECT.get(figure.subject) != "people"
            for figure in self.by_sentence.get(index, ())
        )

    def next_figure(self, at: int) -> int | None:
        """Return where the next figure begins at or after a place."""
        found = bisect_left(self.marks.figures, at)
        return self.marks.figures[found] if found < len(self.marks.figures) else None

    def clauses(self, index: int, start: int, end: int) -> int:
        """Return how many new clauses begin between two places of a sentence."""
        if index not in self._clauses:
            sentence = self.document.sentences[index]
            marks = _NEW_CLAUSE.finditer(self.folded, sentence.start, sentence.end)
            self._clauses[index] = [mark.end() for mark in marks]
        ends = self._clauses[index]
        return bisect_left(ends, end) - bisect_left(ends, start)

    def quotation(self, sentence: Sentence, at: int) -> int | None:
        """Return where the quotation opens in which a place of a sentence stands, or None."""
        quotes = self.marks.quotes
        first = bisect_left(quotes, self.marks.paragraphs[sentence.paragraph])
        last = bisect_left(quotes, at)
        return quotes[last - 1] if (last - first) % 2 else None

    def has_quote(self, start: int, end: int) -> bool:
        """Tell whether a quotation mark stands between two places."""
        quotes = self.marks.quotes
        at = bisect_left(quotes, start)
        return at < len(quotes) and quotes[at] < end

    def cues_of(self, sentence: Sentence) -> Sequence[Term]:
        """Return the words of saying in a sentence."""
        return self.found["speech"].get(sentence.index, ())

    def has_source(self, sentence: Sentence, name: str) -> bool:
        """Tell whether a term of the sources of this name stands in a sentence."""
        terms = self.found["sources"].get(sentence.index, ())
        return any(term.entry.term == name for term in terms)

    def terms_of_sources(self) -> Iterator[Term]:
        """Yield the terms of the sources in the text."""
        return (term for terms in self.found["sources"].values() for term in terms)

    def threads_of(self, sentence: Sentence) -> Sequence[Term]:
        """Return the words in a sentence that tell how it stands to the rest of the page."""
        return self.found["threads"].get(sentence.index, ())


def read_page(document: Document, figures: Sequence[Figure], lexicon: Lexicon) -> Page:
    """Return the document with all that this stage looks up in the vocabulary."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    cues = tuple(lexicon.find("speech", document))
    starts = [sentence.start for sentence in document.sentences]
    return Page(
        document,
        tuple(figures),
        {index: tuple(found) for index, found in by_sentence.items()},
        _read_marks(document, figures),
        {
            family: _by_sentence(document, starts, lexicon.find(family, document))
            for family in (*_OF_WORDS, "threads")
        },
        tuple(lexicon.find("parties", document)),
        cues,
        tuple(lexicon.find("conflicts", document)),
        _read_sides(lexicon),
        frozenset(_speakers(document, cues)),
        lexicon,
    )


def _read_marks(document: Document, figures: Sequence[Figure]) -> Marks:
    paragraphs: dict[int, int] = {}
    for sentence in document.sentences:
        paragraphs.setdefault(sentence.paragraph, sentence.start)
    return Marks(
        tuple(sorted(figure.count.start for figure in figures)),
        tuple(mark.start() for mark in re.finditer('"', document.folded)),
        paragraphs,
    )


def _speakers(document: Document, cues: Sequence[Term]) -> list[str]:
    """Return the words that stand right before a verb of saying."""
    before = [
        document.folded[max(cue.start - 30, 0) : cue.start].split()
        for cue in cues
        if cue.entry.get("grammar") not in _NEVER_SPEAK
    ]
    return [words[-1] for words in before if words]


@cache
def _read_sides(lexicon: Lexicon) -> Sides:
    opponents: dict[str, set[str]] = {}
    for entry in lexicon.entries("conflicts"):
        one, other = entry.values["one"], entry.values["other"]
        for party in one:
            opponents.setdefault(party, set()).update(other)
        for party in other:
            opponents.setdefault(party, set()).update(one)
    groups = {str(e.get("name")): e for e in lexicon.entries("parties") if e.get("kind") == "group"}
    return Sides(
        frozenset(groups),
        {party: frozenset(others) for party, others in opponents.items()},
        {name: home for name, entry in groups.items() if (home := entry.get("home"))},
    )


def _by_sentence(
    document: Document, starts: Sequence[int], terms: Sequence[Term]
) -> Mapping[int, Sequence[Term]]:
    """Return the terms that begin in each sentence that has any; ``starts`` are the sentences'."""
    found: dict[int, list[Term]] = {}
    for term in terms:
        index = bisect_right(starts, term.start) - 1
        if index >= 0 and term.start < document.sentences[index].end:
            found.setdefault(index, []).append(term)
    return found
