"""Blocks of a page that one source speaks throughout: bulletins and signed texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.attribute.carry import is_tally
from tracker.attribute.page import Page
from tracker.attribute.reading import Reading
from tracker.attribute.saying import Saying
from tracker.attribute.source import Source
from tracker.frozen import dataclass
from tracker.models import Figure, Sentence

Pairs = list[tuple[Sentence, Saying]]

_MANY = 5
"""From how many figures on a text of one source is a tally."""
_DENSE = 0.6
"""What part of its sentences gives figures in a bulletin."""
_OFTEN = 3
"""How often a source stands in a text that is about what it says."""


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
    topic: bool = False


def whole_blocks(reading: Reading) -> dict[int, Whole]:
    """Return the blocks of the page that one source speaks throughout."""
    page = reading.page
    by_block: dict[int, list[tuple[Sentence, Saying]]] = {}
    figures: dict[int, list[Figure]] = {}
    spans: dict[int, tuple[int, int]] = {}
    for sentence in page.document.sentences:
        block = sentence.block
        spans[block] = (spans.get(block, (sentence.start, 0))[0], sentence.end)
        figures.setdefault(block, []).extend(page.by_sentence.get(sentence.index, ()))
        for saying in reading.sayings.get(sentence.index, ()):
            by_block.setdefault(block, []).append((sentence, saying))
    found: dict[int, Whole] = {}
    for block, pairs in by_block.items():
        whole = (
            _signed(reading, pairs)
            or _closed(reading, pairs)
            or _of_one_source(reading, pairs, figures[block])
        )
        if whole is not None:
            topic = whole.signed or _is_topic(page, whole.voice.source, spans[block])
            found[block] = replace(whole, topic=topic)
    return found


def _signed(reading: Reading, pairs: Pairs) -> Whole | None:
    for sentence, saying in pairs:
        if saying.spread == "block":
            voice = Voice(reading.source(saying), saying.rule, saying)
            return Whole(voice, True, sentence.index, True)
    return None


def _closed(reading: Reading, pairs: Pairs) -> Whole | None:
    """Read a bulletin that names nobody but in its last line, or in its heading."""
    opening = [pair for pair in pairs if pair[0] is pairs[0][0]]
    named = [pair for pair in pairs[-1:] if pair[1].spread == "closing"]
    named += [pair for pair in opening if pair[1].spread == "masthead"]
    sentence, saying = named[0] if named else pairs[0]
    source = reading.source(saying)
    if not named or source is None:
        return None
    others = [
        other
        for other in pairs
        if other[1] is not saying and reading.source(other[1]) and not _is_label(other[1], source)
    ]
    if not all(_is_again(reading, source, sentence, other) for other in others):
        return None
    return Whole(Voice(source, saying.rule, saying), True, sentence.index, True)


def _is_label(saying: Saying, source: Source) -> bool:
    """Tell the label, or the credit, that the same words of a heading are: "..., 8 May:"."""
    same = saying.phrase is not None and saying.phrase.start == source.phrase.start
    return same and saying.rule in ("label_before_colon", "source_after_dash")


def _is_again(
    reading: Reading, source: Source, named: Sentence, pair: tuple[Sentence, Saying]
) -> bool:
    """Tell whether the source that a heading names speaks again, in another sentence."""
    sentence, saying = pair
    other = reading.source(saying)
    return sentence is not named and other is not None and other.spelled_as(source)


def _of_one_source(reading: Reading, pairs: Pairs, figures: Sequence[Figure]) -> Whole | None:
    sources = [
        (sentence, saying, source)
        for sentence, saying in pairs
        if (source := reading.source(saying)) is not None
    ]
    if not sources or not all(source.same_as(sources[0][2]) for _, _, source in sources):
        return None
    sentence, saying, source = sources[0]
    voice = Voice(source, "one_source_throughout", saying)
    return Whole(voice, False, sentence.index, _is_bulletin(figures))


def _is_bulletin(figures: Sequence[Figure]) -> bool:
    """Tell a bulletin: many figures, close together, with weapons or attacks among them."""
    sentences = {figure.sentence for figure in figures}
    if len(figures) < _MANY or not is_tally(figures):
        return False
    return len(sentences) >= _DENSE * (max(sentences) - min(sentences) + 1)


def _is_topic(page: Page, source: Source | None, span: tuple[int, int]) -> bool:
    """Tell whether the text comes back to the source, by its name or by its noun."""
    if source is None:
        return False
    heads = {
        word.text.removesuffix("'s")
        for word in source.phrase.words
        if word.kind in ("named", "institution", "role")
    }
    return any(page.folded.count(head, *span) >= _OFTEN for head in heads)
