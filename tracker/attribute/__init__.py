"""Who says so: for every figure the source that vouches for it, in the text's words.

A source is named by a verb of saying, by "according to", by a label, a dash or a signature; it
holds for its clause, its sentence, and beyond where the text plainly goes on reporting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.attribute.identity import Identity, identify
from tracker.attribute.naming import parties_of
from tracker.attribute.notes import find_notes
from tracker.attribute.page import Page, read_page
from tracker.attribute.reading import Reading, read_sayings
from tracker.attribute.source import Source, name_of
from tracker.attribute.voices import find_voices
from tracker.attribute.whole import Voice
from tracker.lexicon import Lexicon
from tracker.models import Attribution, Document, Evidence, Figure, Span

__all__ = ["attribute_figures"]


def attribute_figures(
    document: Document, figures: Sequence[Figure], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Return for each figure who gives it; None where the outlet says it in its own voice."""
    if not figures:
        return ()
    page = read_page(document, figures, lexicon)
    reading = read_sayings(page)
    voices = find_voices(reading)
    about = _parties_by_block(reading, voices)
    known = {
        voice.source: identify(voice.source, page, about[_block_of(voice.source)])
        for voice in voices
        if voice.source is not None
    }
    notes = find_notes(page, voices)
    found = (_attribution(page, voice, known) for voice in voices)
    return tuple(
        _with_note(attribution, notes.get(figure.count.start))
        for attribution, figure in zip(found, figures, strict=True)
    )


def _block_of(source: Source) -> int:
    return source.spoken.line.sentence.block


def _parties_by_block(reading: Reading, voices: Sequence[Voice]) -> dict[int, Mapping[str, int]]:
    """Return which parties the article is about, and each teaser in which somebody speaks."""
    sentences = reading.page.document.sentences
    spoken = [source.phrase for source in reading.sources.values()]
    found: dict[int, Mapping[str, int]] = {}
    for block in {_block_of(voice.source) for voice in voices if voice.source is not None}:
        own = [s for s in sentences if block in (0, s.block)]
        found[block] = parties_of(reading.page, spoken, Span(own[0].start, own[-1].end))
    return found


def _with_note(attribution: Attribution, note: Evidence | None) -> Attribution:
    return replace(attribution, evidence=(*attribution.evidence, note)) if note else attribution


def _attribution(page: Page, voice: Voice, known: Mapping[Source, Identity]) -> Attribution:
    if voice.source is None:
        return Attribution(None, rule=voice.rule)
    identity = known[voice.source]
    via = voice.saying.via if voice.saying is not None else ()
    return Attribution(
        voice.source.name,
        identity.type,
        identity.source,
        tuple(name_of(phrase, page.document.text) for phrase in via),
        voice.rule,
        _evidence(voice, identity),
    )


def _evidence(voice: Voice, identity: Identity) -> tuple[Evidence, ...]:
    source = voice.source
    assert source is not None
    found = [
        Evidence("attribution", source.name, source.spoken.start, source.spoken.end, voice.rule)
    ]
    if voice.saying is not None and voice.saying.cue is not None:
        cue = voice.saying.cue
        found.append(Evidence("attribution", source.name, cue.start, cue.end, cue.entry.rule))
    start, end = source.phrase.start, source.phrase.end
    for field, value, term in (
        ("attribution_type", identity.type, identity.type_term),
        ("source", identity.source, identity.source_term),
    ):
        if value is not None and term is not None:
            found.append(Evidence(field, value, term.start, term.end, term.entry.rule))
        elif value is not None:
            found.append(Evidence(field, value, start, end, "proper_name"))
    return tuple(found)
