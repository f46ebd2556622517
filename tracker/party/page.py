"""A document's mentions of sides, by sentence and by article of the page, ready for the rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from typing import TypeVar

from tracker.frozen import dataclass
from tracker.hedges import HEDGE
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Figure, Place, Sentence, Span
from tracker.party.actors import Actors
from tracker.party.mentions import Mention, find_mentions, is_label
from tracker.party.phrase import counted_phrase
from tracker.party.reading import REACH_BACK, REACH_ON, Earlier, Reading
from tracker.party.sides import Scene, read_scene
from tracker.spans import HasSpan

_SENTENCES_BACK, _SENTENCES_ON = 30, 12
_SHARED_REACH = 50  # characters between two numbers with one noun
_SHARES = re.compile(
    r",? and (?:then |also )?(?:killing|wounding|injuring|hurting|capturing|arresting|detaining|"
    r"kidnapping|abducting|killed|wounded|injured|captured|arrested|kidnapped|abducted)"
    rf"(?: (?:another|{HEDGE}))* "
)
"""As in "killing four and injuring six gunmen"."""

Found = TypeVar("Found", bound=HasSpan)


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at; each sequence is in the order of the text."""

    document: Document
    lexicon: Lexicon
    mentions: dict[int, list[Mention]]
    roles: dict[int, list[Term]]
    signs: dict[int, list[Term]]
    """For each article of the page the words that tell its war."""
    role_at: dict[int, Term]
    actors: Actors
    blocks: dict[int, list[int]]
    """For each article of the page the sentences that mention a side."""
    heads: list[tuple[int, ...]]
    """For each sentence those that may be its heading: of its paragraph, of its list."""
    _contexts: dict[int, list[Mention]] = field(default_factory=dict)

    def scene(self, block: int, voices: Sequence[str]) -> Scene:
        """Return the scene of one article of the page."""
        mentions = [m for index in self.blocks.get(block, ()) for m in self.mentions[index]]
        return read_scene(self.lexicon, mentions, self.signs.get(block, ()), voices)

    def phrase(self, figure: Figure, following: Figure | None) -> Span:
        """Return what a figure counts, that of the next where it leaves out their noun."""
        end = self.document.sentences[figure.sentence].end
        own = counted_phrase(self.document, figure, self.role_at, end)
        if own.start < own.end or following is None or following.sentence != figure.sentence:
            return own
        between = self.document.folded, own.end, following.count.start
        shares = following.count.start - own.end < _SHARED_REACH and _SHARES.fullmatch(*between)
        return counted_phrase(self.document, following, self.role_at, end) if shares else own

    def reading(
        self,
        figure: Figure,
        phrase: Span,
        scene: Scene,
        *,
        speaker: str | None,
        earlier: Sequence[Earlier],
    ) -> Reading:
        """Return what the rules of a figure look at."""
        sentence = self.document.sentences[figure.sentence]
        return Reading(
            document=self.document,
            figure=figure,
            sentence=sentence,
            phrase=phrase,
            mentions=_near(self.mentions.get(sentence.index, ()), figure),
            roles=_near(self.roles.get(sentence.index, ()), figure),
            actors=self.actors,
            scene=scene,
            speaker=speaker,
            earlier=earlier,
            context=self._context(sentence),
            headings=self._headings(sentence),
        )

    def _headings(self, sentence: Sentence) -> list[Mention]:
        """Return the sides that head the sentence's paragraph, or the list it stands in."""
        return [
            mention
            for index in self.heads[sentence.index]
            for mention in self.mentions.get(index, ())[:1]
            if is_label(self.document, self.document.sentences[index], mention)
        ]

    def _context(self, sentence: Sentence) -> list[Mention]:
        """Return the mentions of the sentences before, nearest first, then of those after."""
        if sentence.index not in self._contexts:
            self._contexts[sentence.index] = self._read_context(sentence)
        return self._contexts[sentence.index]

    def _read_context(self, sentence: Sentence) -> list[Mention]:
        own = self.blocks.get(sentence.block, [])
        here = bisect_left(own, sentence.index)
        on = here + 1 if here < len(own) and own[here] == sentence.index else here
        before = own[max(0, here - _SENTENCES_BACK) : here][::-1]
        first = own[:1] if here > _SENTENCES_BACK else []
        after = own[on : on + _SENTENCES_ON]
        return [m for index in (*before, *first, *after) for m in self.mentions[index]]


def read_page(document: Document, lexicon: Lexicon, places: Sequence[Place]) -> Page:
    """Return a document's mentions of sides, its role words and the words of its wars."""
    roles = lexicon.find("roles", document)
    mentions = _by_sentence(document, find_mentions(document, lexicon, places, roles))
    blocks: dict[int, list[int]] = {}
    for index in mentions:
        blocks.setdefault(document.sentences[index].block, []).append(index)
    signs: dict[int, list[Term]] = {}
    for index, terms in _by_sentence(document, lexicon.find("conflicts", document)).items():
        signs.setdefault(document.sentences[index].block, []).extend(terms)
    return Page(
        document=document,
        lexicon=lexicon,
        mentions=mentions,
        roles=_by_sentence(document, roles),
        signs=signs,
        role_at={term.start: term for term in roles},
        actors=Actors(document.folded, lexicon.find("actors", document)),
        blocks=blocks,
        heads=_heads(document),
    )


def _heads(document: Document) -> list[tuple[int, ...]]:
    """Return for each sentence the first of its paragraph, and the line above its list."""
    heads: list[tuple[int, ...]] = []
    opener, above = 0, 0
    for sentence in document.sentences:
        if sentence.paragraph != document.sentences[opener].paragraph:
            opener = sentence.index
        if not sentence.bullet:
            above = sentence.index
        found = {opener, above} if sentence.bullet else {opener}
        heads.append(tuple(sorted(found - {sentence.index}, reverse=True)))
    return heads


def _near(spans: Sequence[Found], figure: Figure) -> Sequence[Found]:
    """Return those of a sentence's spans that are not too far from the figure."""
    start, end = figure.count.start - REACH_BACK, figure.count.end + REACH_ON
    first = bisect_left(spans, start, key=lambda span: span.start)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _by_sentence(document: Document, spans: Sequence[Found]) -> dict[int, list[Found]]:
    """Return the spans of each sentence that has any."""
    found: dict[int, list[Found]] = {}
    index = 0
    for sentence in document.sentences:
        while index < len(spans) and spans[index].start < sentence.end:
            if spans[index].start >= sentence.start:
                found.setdefault(sentence.index, []).append(spans[index])
            index += 1
    return found
