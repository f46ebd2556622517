"""Articles of which every claim is known, so that the store is tested by what it does with them.

The store takes whatever reads an article: here sentences are recognised whole, and each has its
claims written beside it. ``D`` in a date stands for the day the article was published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tracker.lexicon import Lexicon
from tracker.models import (
    Article,
    Claim,
    DocumentDate,
    Evidence,
    Extraction,
    RejectedNumber,
    Run,
)

AIR_FORCE = "Ukraine's Air Force"
STAFF = "General Staff of Ukraine"

SENTENCES: dict[str, list[dict[str, Any]]] = {
    "Over the past day Russian forces lost 1,310 soldiers, the General Staff said.": [
        {
            "figure": "1,310",
            "value": 1310.0,
            "measure": "casualties",
            "subject": "combatant",
            "party": "Russia",
            "basis": "day",
            "period_start": "D-1",
            "period_end": "D",
            "attribution": "the General Staff",
            "source": STAFF,
        },
    ],
    "The number takes in 1,270 casualties that Russian forces had over the past day there.": [
        {
            "figure": "1,270",
            "value": 1270.0,
            "measure": "casualties",
            "subject": "combatant",
            "party": "Russia",
            "basis": "day",
        },
    ],
    "Overnight on May 11 Russia launched 108 drones, of which 60 were shot down and 41 jammed.": [
        {
            "figure": "108",
            "value": 108.0,
            "measure": "launched",
            "subject": "drone",
            "party": "Russia",
            "basis": "incident",
            "period_start": "2025-05-10",
            "period_end": "2025-05-11",
            "attribution": "the Air Force",
            "source": AIR_FORCE,
        },
        {
            "figure": "60",
            "value": 60.0,
            "measure": "intercepted",
            "subject": "drone",
            "party": "Russia",
            "basis": "incident",
            "period_start": "2025-05-10",
            "period_end": "2025-05-11",
            "attribution": "the Air Force",
            "source": AIR_FORCE,
            "part_of": "108",
        },
        {
            "figure": "41",
            "value": 41.0,
            "measure": "suppressed",
            "subject": "drone",
            "party": "Russia",
            "basis": "incident",
            "period_start": "2025-05-10",
            "period_end": "2025-05-11",
            "attribution": "the Air Force",
            "source": AIR_FORCE,
            "part_of": "108",
        },
    ],
    "Of the 108 drones 18 came from the Sea of Azov, according to the same report of the force.": [
        {
            "figure": "18",
            "value": 18.0,
            "measure": "launched",
            "subject": "drone",
            "party": "Russia",
            "basis": "incident",
            "period_start": "2025-05-10",
            "period_end": "2025-05-11",
            "attribution": "the Air Force",
            "source": AIR_FORCE,
            "part_of": "108",
        },
    ],
    "By March 2, 2022 Russia had lost 5,840 people, the Ukrainian government said.": [
        {
            "figure": "5,840",
            "value": 5840.0,
            "measure": "casualties",
            "subject": "combatant",
            "party": "Russia",
            "basis": "cumulative",
            "period_start": "2022-02-24",
            "period_end": "2022-03-02",
            "attribution": "the Ukrainian government",
            "source": "Government of Ukraine",
        },
    ],
    "A day earlier, by March 1, 2022, it had been as many as 5,710, the same people said.": [
        {
            "figure": "5,710",
            "value": 5710.0,
            "low": None,
            "qualifier": "at_most",
            "measure": "casualties",
            "subject": "combatant",
            "party": "Russia",
            "basis": "cumulative",
            "period_start": "2022-02-24",
            "period_end": "2022-03-01",
            "attribution": "the Ukrainian government",
            "source": "Government of Ukraine",
        },
    ],
    "Western officials put Russia's losses by March 2, 2022 at 3,100 soldiers in all.": [
        {
            "figure": "3,100",
            "value": 3100.0,
            "measure": "casualties",
            "subject": "combatant",
            "party": "Russia",
            "basis": "cumulative",
            "period_start": "2022-02-24",
            "period_end": "2022-03-02",
            "attribution": "Western officials",
        },
    ],
    "Three people were hurt.": [
        {
            "figure": "Three",
            "value": 3.0,
            "measure": "wounded",
            "subject": "person",
            "period_start": "D",
            "period_end": "D",
            "party": "Ukraine",
        },
    ],
    "Officials denied that 50 soldiers had been killed in the attack on the base.": [
        {
            "figure": "50",
            "value": 50.0,
            "measure": "killed",
            "subject": "combatant",
            "party": "Russia",
            "stance": "denied",
        },
    ],
}

REJECTED = {"aged 44": ("44", "age"), "some 3,500 kilometers": ("3,500", "distance")}

BLANK = Claim(
    article="", claim_id="", start=0, end=0, figure="", value=None, low=None, high=None,
    qualifier="exact", measure="killed", subject="person", party=None, basis="incident",
    period_start=None, period_end=None, date_precision="unknown", date_rule="labelled",
    attribution=None, attribution_type=None, source=None, via=(), subject_text=None,
    measure_text=None, stance="asserted", part_of=None, superseded=False, place=None,
    place_country=None, place_region=None, zone="body", copy_of=None, quote="", quote_start=0,
    quote_end=0, rule="labelled", confidence=None, run_id="r-1",
)  # fmt: skip

Read = Callable[[Article, Lexicon | None], Extraction]


def labelled_reader(
    sentences: Mapping[str, list[dict[str, Any]]] | None = None, run: str = "r-1"
) -> Read:
    """Return what reads an article by whole sentences."""
    known = SENTENCES if sentences is None else sentences

    def read(article: Article, lexicon: Lexicon | None) -> Extraction:
        text_hash = hashlib.sha256(article.text.encode()).hexdigest()
        claims: list[Claim] = []
        for sentence, labels in known.items():
            at = article.text.find(sentence)
            while at >= 0:
                claims += [_claim(article, text_hash, at, sentence, label) for label in labels]
                at = article.text.find(sentence, at + 1)
        return Extraction(
            article=article,
            article_id=article.id or f"a-{text_hash[:16]}",
            text_hash=text_hash,
            dated=DocumentDate(article.published, article.published_source),
            claims=tuple(
                replace(claim, run_id=run) for claim in sorted(claims, key=lambda c: c.start)
            ),
            rejected=tuple(_rejected(article.text)),
            run=Run(run, "0.test", "0" * 64),
        )

    return read


def _claim(
    article: Article, text_hash: str, at: int, sentence: str, label: dict[str, Any]
) -> Claim:
    fields = dict(label)
    start = at + sentence.index(fields["figure"])
    for name in ("period_start", "period_end"):
        fields[name] = _day(fields.get(name), article.published)
    if "part_of" in fields:
        fields["part_of"] = article.text.find(fields["part_of"])
    fields.setdefault("low", fields["value"])
    fields.setdefault("high", fields["value"])
    identity = f"{text_hash}:{start}:{start + len(fields['figure'])}"
    return replace(
        BLANK,
        article=article.id or f"a-{text_hash[:16]}",
        claim_id="c-" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        start=start,
        end=start + len(fields["figure"]),
        quote=sentence,
        quote_start=at,
        quote_end=at + len(sentence),
        evidence=(
            Evidence("value", fields["figure"], start, start + len(fields["figure"]), "labelled"),
            Evidence("measure", fields["measure"], at, at + 4, "labelled"),
        ),
        **fields,
    )


def _day(words: str | None, published: date | None) -> date | None:
    if words is None or (words.startswith("D") and published is None):
        return None
    if words.startswith("D"):
        return published - timedelta(days=int(words[2:] or 0))
    return date.fromisoformat(words)


def _rejected(text: str) -> list[RejectedNumber]:
    found = []
    for words, (figure, reason) in REJECTED.items():
        at = text.find(words)
        if at >= 0:
            start = at + words.index(figure)
            end = start + len(figure)
            found.append(RejectedNumber(start, end, figure, reason, "labelled", at, end))
    return sorted(found, key=lambda number: number.start)
