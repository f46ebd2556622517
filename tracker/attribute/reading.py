"""All that a document says of its sources, in order, with "it" and "the ministry" resolved."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.attribute.antecedent import resolve
from tracker.attribute.chains import is_credit
from tracker.attribute.cues import read_cues
from tracker.attribute.labels import read_labels
from tracker.attribute.page import Page
from tracker.attribute.saying import Saying
from tracker.attribute.source import Source
from tracker.frozen import dataclass
from tracker.models import Sentence

_REMEMBERED = 40
"""How many sources back a text can still mean by "the ministry"."""


_BEFORE, _AFTER = 12, 13


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its sayings read and their sources resolved."""

    page: Page
    sayings: Mapping[int, tuple[Saying, ...]]
    sources: Mapping[Saying, Source]

    def source(self, saying: Saying) -> Source | None:
        """Return who says so, None for the outlet itself or nobody."""
        return self.sources.get(saying)


def read_sayings(page: Page) -> Reading:
    """Read every saying of the document in order, each "it" from those before."""
    sayings: dict[int, tuple[Saying, ...]] = {}
    sources: dict[Saying, Source] = {}
    known: list[Source] = []
    block = 0
    near = _near_figures(page)
    for sentence in page.document.sentences:
        if sentence.block != block:
            block, known = sentence.block, []
        if sentence.index not in near:
            continue
        found = _read_sentence(page, sentence)
        if not found:
            continue
        sayings[sentence.index] = found
        for saying in found:
            if saying.phrase is None:
                continue
            source = resolve(saying.phrase, known, page)
            sources[saying] = source
            passing = [resolve(via, known, page) for via in saying.via]
            known = [*known, source, *passing][-_REMEMBERED:]
    return Reading(page, sayings, sources)


def _near_figures(page: Page) -> set[int]:
    """Return the sentences that can matter to a figure: its own, many before, a few after."""
    last = len(page.document.sentences)
    return {
        index
        for at in page.by_sentence
        for index in range(max(at - _BEFORE, 0), min(at + _AFTER, last))
    } | set(range(min(_BEFORE, last)))


def _read_sentence(page: Page, sentence: Sentence) -> tuple[Saying, ...]:
    found = tuple(s for s in read_cues(page, sentence) if not is_credit(page, s))
    labels = read_labels(page, sentence)
    return tuple(sorted((*found, *labels), key=lambda s: s.left)) if labels else found
