"""All that a document says of its sources, in order, with "it" and "the ministry" resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.attribute.antecedent import Source, resolve
from tracker.attribute.chains import is_credit
from tracker.attribute.cues import read_cues
from tracker.attribute.labels import read_labels
from tracker.attribute.page import Page
from tracker.attribute.saying import Saying
from tracker.models import Sentence

_REMEMBERED = 40
"""How many sources back a text can still mean by "the ministry"."""


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
    for sentence in page.document.sentences:
        if sentence.block != block:
            block, known = sentence.block, []
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


def _read_sentence(page: Page, sentence: Sentence) -> tuple[Saying, ...]:
    found = tuple(s for s in read_cues(page, sentence) if not is_credit(page, sentence, s))
    if sentence.index in page.by_sentence or sentence.end - sentence.start < 200:
        found = tuple(sorted((*found, *read_labels(page, sentence)), key=lambda s: s.left))
    return found
