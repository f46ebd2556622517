"""Blocks of a page that one source speaks throughout: bulletins and signed texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.attribute.antecedent import Source
from tracker.attribute.carry import is_tally
from tracker.attribute.reading import Reading
from tracker.attribute.saying import Saying
from tracker.models import Sentence


@dataclass(frozen=True, slots=True)
class Voice:
    """A source with the saying that brings it in; ``source`` None is the outlet's own voice."""

    source: Source | None
    rule: str
    saying: Saying | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A block of one source: a bulletin, signed or with nobody else in it."""

    voice: Voice
    signed: bool
    first: int
    tally: bool
    topic: bool


def whole_blocks(reading: Reading) -> dict[int, Whole]:
    """Return the blocks of the page that one source speaks throughout."""
    found: dict[int, Whole] = {}
    sentences = reading.page.document.sentences
    by_block: dict[int, list[tuple[Sentence, Saying]]] = {}
    for index, sayings in reading.sayings.items():
        for saying in sayings:
            by_block.setdefault(sentences[index].block, []).append((sentences[index], saying))
    for block, pairs in by_block.items():
        whole = _whole(reading, block, pairs)
        if whole is not None:
            found[block] = whole
    return found


def _whole(reading: Reading, block: int, pairs: list[tuple[Sentence, Saying]]) -> Whole | None:
    for sentence, saying in pairs:
        if saying.spread == "block":
            voice = Voice(reading.source(saying), saying.rule, saying)
            return Whole(voice, True, sentence.index, True, True)
    sources = [
        (sentence, saying, source)
        for sentence, saying in pairs
        if (source := reading.source(saying)) is not None
    ]
    if not sources or not _one([source for _, _, source in sources]):
        return None
    figures = [
        figure
        for index, found in reading.page.by_sentence.items()
        if reading.page.document.sentences[index].block == block
        for figure in found
    ]
    first, saying, source = sources[0]
    mentions = _mentions(reading, block, source)
    return Whole(
        Voice(source, "one_source_throughout", saying),
        False,
        first.index,
        len(figures) >= 5 and is_tally(figures),
        mentions >= 3,
    )


def _mentions(reading: Reading, block: int, source: Source) -> int:
    """Return in how many sentences of the block the source stands, by name or by its noun."""
    heads = {
        word.text.removesuffix("'s")
        for word in source.phrase.words
        if word.kind in ("named", "institution", "role")
    }
    return sum(
        any(
            word.text.removesuffix("'s") in heads
            for word in reading.page.line(sentence.index).words
        )
        for sentence in reading.page.document.sentences
        if sentence.block == block
    )


def _one(sources: Sequence[Source]) -> bool:
    return all(source.same_as(sources[0]) for source in sources)
