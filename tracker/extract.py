"""Article, Lexicon -> Extraction: the recipe, and the only file that knows its order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from tracker.attribute import attribute_figures
from tracker.classify import classify
from tracker.confidence import confidence_of
from tracker.count import find_counts
from tracker.lexicon import Lexicon, load_lexicon
from tracker.models import (
    Article,
    Attribution,
    Claim,
    Dating,
    Document,
    Evidence,
    Extraction,
    Figure,
    Ownership,
    Place,
    Run,
    Span,
)
from tracker.party import assign_parties
from tracker.places import find_places, place_of_figure
from tracker.segment import segment
from tracker.version import __version__
from tracker.when import date_document, date_figures


def extract_article(article: Article, lexicon: Lexicon | None = None) -> Extraction:
    """Return every claim and every rejected number of an article, in the order of its text.

    The same article and the same vocabulary give the same result, anywhere and at any time.
    """
    lexicon = lexicon or load_lexicon()
    document = segment(article)
    counts = find_counts(document, lexicon)
    figures, rejected = classify(document, counts, lexicon)
    dated = date_document(document, lexicon)
    dates = date_figures(document, dated, figures, lexicon)
    sources = attribute_figures(document, figures, lexicon)
    found_places = find_places(document, lexicon) if figures else ()
    parties = assign_parties(document, figures, sources, found_places, lexicon)
    places = [place_of_figure(document, figure, found_places) for figure in figures]
    text_hash = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    article_id = article.id or f"a-{text_hash[:16]}"
    run = run_of(lexicon)
    claims = tuple(
        _claim(document, (article_id, text_hash, run.run_id), *stages)
        for stages in zip(figures, dates, sources, parties, places, strict=True)
    )
    return Extraction(
        article, article_id, text_hash, dated, claims, rejected, run, tuple(dated.problems)
    )


def run_of(lexicon: Lexicon) -> Run:
    """Return what identifies this extractor: its version and the hash of its vocabulary."""
    return _run(__version__, lexicon.hash)


@cache
def _run(version: str, vocabulary_hash: str) -> Run:
    return Run(run_id_of(version, vocabulary_hash), version, vocabulary_hash)


def run_id_of(version: str, vocabulary_hash: str) -> str:
    """Return the id of the run of this version with this vocabulary."""
    name = hashlib.sha256(f"{version}\0{vocabulary_hash}".encode()).hexdigest()
    return f"r-{name[:12]}"


def _claim(
    document: Document,
    names: tuple[str, str, str],
    figure: Figure,
    dating: Dating,
    attribution: Attribution,
    ownership: Ownership,
    place: Place | None,
) -> Claim:
    article_id, text_hash, run_id = names
    start, end = figure.count.start, figure.count.end
    stages = (dating.evidence, attribution.evidence, ownership.evidence, _of_place(place))
    return Claim(
        article=article_id,
        claim_id=claim_id(text_hash, start, end),
        start=start,
        end=end,
        figure=document.text[start:end],
        party=ownership.party,
        copy_of=None,
        run_id=run_id,
        evidence=_evidence(figure, stages),
        **_what(document, figure),
        **_when_and_who(dating, attribution),
        **_where(document, figure, place),
    )


def _what(document: Document, figure: Figure) -> dict[str, Any]:
    """Return the fields that say how many of what, and by which rule."""
    count = figure.count
    return {
        "value": count.value,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
        "measure": figure.measure,
        "subject": figure.subject,
        "subject_text": _words(document, figure.noun),
        "measure_text": _words(document, figure.cue),
        "stance": figure.stance,
        "part_of": figure.part_of,
        "superseded": figure.superseded,
        "rule": figure.rule,
        "confidence": confidence_of(figure.rule),
    }


def _when_and_who(dating: Dating, attribution: Attribution) -> dict[str, Any]:
    """Return the fields that say when, and who vouches for it."""
    return {
        "basis": dating.basis,
        "period_start": dating.period_start,
        "period_end": dating.period_end,
        "date_precision": dating.precision,
        "date_rule": dating.rule,
        "attribution": attribution.name,
        "attribution_type": attribution.type,
        "source": attribution.source,
        "via": attribution.via,
    }


def _where(document: Document, figure: Figure, place: Place | None) -> dict[str, Any]:
    """Return the fields that say where: on the map, and in the text."""
    sentence = document.sentences[figure.sentence]
    return {
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_region": place.region if place else None,
        "zone": sentence.zone,
        "quote": document.text[sentence.start : sentence.end],
        "quote_start": sentence.start,
        "quote_end": sentence.end,
    }


def claim_id(text_hash: str, start: int, end: int) -> str:
    """Return the id of a claim: the same figure in the same text keeps it when rules improve."""
    digest = hashlib.sha256(f"{text_hash}:{start}:{end}".encode()).hexdigest()
    return f"c-{digest[:16]}"


def _words(document: Document, span: Span | None) -> str | None:
    return document.text[span.start : span.end] if span else None


def _evidence(figure: Figure, others: Sequence[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return (*figure.evidence, *(evidence for stage in others for evidence in stage))


def _of_place(place: Place | None) -> tuple[Evidence, ...]:
    if place is None:
        return ()
    return (Evidence("place", place.name, place.start, place.end, "place_of_figure"),)
