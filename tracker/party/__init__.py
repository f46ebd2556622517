"""Figures -> whose people and things they count, or who fired and struck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.gazetteer import load_gazetteer
from tracker.lexicon import Lexicon, Term
from tracker.models import Attribution, Document, Figure, Ownership, Place, Sentence
from tracker.party import losses, strikes
from tracker.party.mentions import Mention, find_mentions, is_label
from tracker.party.phrase import counted_phrase
from tracker.party.reading import Earlier, Reading, as_ownership
from tracker.party.sides import Scene, Wars, read_scene, read_wars

__all__ = ["assign_parties"]

_FIRED = frozenset({"launched", "intercepted", "suppressed", "impacted", "attacks"})


def assign_parties(
    document: Document,
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
    places: Sequence[Place],
    lexicon: Lexicon,
) -> tuple[Ownership, ...]:
    """Return whose each figure is, one for each figure; None where the text leaves it open."""
    if not figures:
        return ()
    roles = lexicon.find("roles", document)
    mentions = find_mentions(document, lexicon, places, roles)
    page = _Page(document, lexicon, mentions, roles)
    speakers = [_speaker(lexicon, attribution) for attribution in attributions]
    owned: list[Ownership] = []
    earlier: list[Earlier] = []
    scenes: dict[int, Scene] = {}
    for figure, speaker in zip(figures, speakers, strict=True):
        block = document.sentences[figure.sentence].block
        if block not in scenes:
            voices = [s for f, s in zip(figures, speakers, strict=True) if s]
            scenes[block] = page.scene(block, voices)
        reading = page.reading(figure, speaker, scenes[block], earlier)
        ownership = _decide(reading)
        owned.append(ownership)
        earlier.append(Earlier(figure, ownership.party, ownership.rule, reading.phrase))
    return tuple(_joint_totals(figures, owned, read_wars(lexicon)))


def _joint_totals(
    figures: Sequence[Figure], owned: Sequence[Ownership], wars: Wars
) -> Iterator[Ownership]:
    """Yield the answers, None for a total whose parts make it up and are two sides'."""
    parts_of: dict[int, list[tuple[Figure, Ownership]]] = {}
    for figure, ownership in zip(figures, owned, strict=True):
        if figure.part_of is not None and figure.measure not in losses.FIRED:
            parts_of.setdefault(figure.part_of, []).append((figure, ownership))
    for figure, ownership in zip(figures, owned, strict=True):
        parts = parts_of.get(figure.count.start, [])
        values = [part.count.value or 0 for part, _ in parts if part.measure == figure.measure]
        sides = {own.party for part, own in parts if part.measure == figure.measure}
        whole = sum(values) == figure.count.value and None not in sides and len(sides) > 1
        at_war = any(a in wars.opponents(b) for a in sides for b in sides if a and b)
        if whole and (at_war or ownership.party not in sides):
            yield Ownership(None, "joint_total")
        else:
            yield ownership


def _decide(reading: Reading) -> Ownership:
    rules = strikes.RULES if reading.figure.measure in _FIRED else losses.RULES
    for rule in rules:
        found = rule(reading)
        if found is not None:
            return as_ownership(found, rule.__name__)
    return Ownership(None, "open")


_OFFICE = re.compile(
    r"([^\W\d_a-z][\w'\u2019-]+(?: [^\W\d_a-z][\w'\u2019-]+)??)(?:'s|\u2019s)? (?:[Oo]blast|[Rr]egion(?:al)?|"
    r"[Gg]overnor|[Mm]ayor|[Cc]ity|[Pp]rovince|[Pp]rovincial|[Ss]tate|[Mm]ilitary|[Pp]olice)\b"
    r"|\b(?:[Gg]overnor|[Mm]ayor|[Hh]ead|[Pp]olice|[Aa]dministration|[Aa]uthorities) (?:of|in) (?:the )?"
    r"([^\W\d_a-z][\w'\u2019-]+)"
)


def _speaker(lexicon: Lexicon, attribution: Attribution) -> str | None:
    """Return the side that an attribution's name names, by its town or region too, or None."""
    name = attribution.name or ""
    for term in lexicon.find_in("parties", name):
        return term.entry.get("name")
    office = _OFFICE.search(name)
    return load_gazetteer(lexicon).country_of(office[1] or office[2]) if office else None


class _Page:
    """A document's mentions and role words, by sentence and by article of the page."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        mentions: Sequence[Mention],
        roles: Sequence[Term],
    ) -> None:
        self.document = document
        self.lexicon = lexicon
        self.roles = roles
        self.mentions_of = _by_sentence(document, mentions)
        self.roles_of = _by_sentence(document, roles)
        self.signs_of = _by_sentence(document, lexicon.find("conflicts", document))
        self.starts = {term.start: term for term in roles}

    def scene(self, block: int, voices: Sequence[str]) -> Scene:
        """Return the scene of one article of the page."""
        own = [s for s in self.document.sentences if s.block == block]
        mentions = [m for s in own for m in self.mentions_of.get(s.index, ())]
        signs = [t for s in own for t in self.signs_of.get(s.index, ())]
        return read_scene(self.lexicon, mentions, signs, voices)

    def reading(
        self, figure: Figure, speaker: str | None, scene: Scene, earlier: Sequence[Earlier]
    ) -> Reading:
        """Return what the rules of a figure look at."""
        sentence = self.document.sentences[figure.sentence]
        return Reading(
            document=self.document,
            figure=figure,
            sentence=sentence,
            phrase=counted_phrase(self.document, figure, self.starts, sentence.end),
            mentions=self.mentions_of.get(sentence.index, ()),
            roles=self.roles_of.get(sentence.index, ()),
            scene=scene,
            speaker=speaker,
            earlier=[e for e in earlier if self._block(e.figure) == sentence.block],
            context=self._context(sentence),
            headings=self._headings(sentence),
        )

    def _headings(self, sentence: Sentence) -> list[Mention]:
        """Return the sides that head the sentence's paragraph, or the list it stands in."""
        sentences = self.document.sentences
        first = sentence.index
        while first and sentences[first - 1].paragraph == sentence.paragraph:
            first -= 1
        heads = [first] if first != sentence.index else []
        if sentence.bullet:
            above = first
            while above and sentences[above].bullet:
                above -= 1
            heads.append(above)
        return [
            mention
            for index in heads
            for mention in self.mentions_of.get(index, ())[:1]
            if is_label(self.document, sentences[index], mention)
        ]

    def _block(self, figure: Figure) -> int:
        return self.document.sentences[figure.sentence].block

    def _context(self, sentence: Sentence) -> list[Mention]:
        """Return the mentions of the sentences before, nearest first, then of those after."""
        own = [s.index for s in self.document.sentences if s.block == sentence.block]
        before = [i for i in reversed(own) if i < sentence.index]
        after = [i for i in own if i > sentence.index]
        return [m for i in before + after for m in self.mentions_of.get(i, ())]


def _by_sentence(document: Document, spans: Sequence) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = {}  # type: ignore[type-arg]
    index = 0
    for sentence in document.sentences:
        while index < len(spans) and spans[index].start < sentence.end:
            if spans[index].start >= sentence.start:
                found.setdefault(sentence.index, []).append(spans[index])
            index += 1
    return found
