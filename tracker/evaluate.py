"""Labelled claims, found claims -> scores: how good the extractor is, field by field.

The measures are those of the annotation guidelines' scorer:

* detect: the found figure overlaps a labelled one;
* core: detected, and number, measure and kind of subject are right;
* full: core, and subject, qualifier, party, basis, period_end and attribution are right.

A labelled claim that is ``implicit`` (no count word stands) is scored neither way.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.errors import UnreadableInput
from tracker.extract import extract_article
from tracker.models import KIND_OF_SUBJECT, Article, Claim

Label = Mapping[str, Any]
"""One claim as people labelled it, under the names of the record."""

# Names that labels and texts use for one party.
_SAME_PARTY = {
    "usa": "united states",
    "us": "united states",
    "u.s.": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "drc": "democratic republic of the congo",
    "dr congo": "democratic republic of the congo",
    "gaza": "palestine",
    "palestinians": "palestine",
    "rapid support forces": "rsf",
    "sudanese armed forces": "sudan",
    "al-shabab": "al-shabaab",
}
_EMPTY_WORDS = frozenset("the a an of and in for".split())


@dataclass(frozen=True, slots=True)
class LabelledText:
    """An article with the claims that people found in it."""

    article: Article
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled claim beside the found one that overlaps it, and which fields agree."""

    article: Article
    label: Label
    found: Claim
    agrees: Mapping[str, bool]

    @property
    def is_core(self) -> bool:
        """Tell whether number, measure and kind are right."""
        return all(self.agrees[name] for name in ("number", "measure", "kind"))

    @property
    def is_full(self) -> bool:
        """Tell whether everything that counts is right."""
        return self.is_core and all(self.agrees[name] for name in _FULL)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was matched, missed and invented over a labelled set."""

    documents: int
    pairs: tuple[Pair, ...]
    missed: tuple[tuple[Article, Label], ...]
    invented: tuple[tuple[Article, Claim], ...]

    def score(self, level: str) -> Score:
        """Return the score of a level: detect, core or full."""
        hits = sum(_LEVELS[level](pair) for pair in self.pairs)
        precision = _ratio(hits, len(self.pairs) + len(self.invented))
        recall = _ratio(hits, len(self.pairs) + len(self.missed))
        both = precision + recall
        return Score(precision, recall, 2 * precision * recall / both if both else 0.0)

    def accuracy(self) -> dict[str, float]:
        """Return for each field the share that is right among the detected."""
        right: Counter[str] = Counter()
        for pair in self.pairs:
            right.update(name for name, agrees in pair.agrees.items() if agrees)
        return {name: _ratio(right[name], len(self.pairs)) for name in _COMPARE}


def read_labelled(path: Path) -> list[LabelledText]:
    """Read a labelled set: JSON Lines with the text, what is known of it, and its claims.

    Raises:
        UnreadableInput: a line is no JSON object, or lacks ``text`` or ``claims``.
    """
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            texts.append(_read_line(f"{path}:{number}", line))
    return texts


def _read_line(where: str, line: str) -> LabelledText:
    try:
        raw = json.loads(line)
        article = Article(
            raw["text"],
            id=raw.get("id"),
            url=raw.get("url"),
            title=raw.get("title"),
            published=_day(raw.get("published")),
            published_source="given" if raw.get("published") else None,
            retrieved=_day(raw.get("retrieved")),
        )
        return LabelledText(article, tuple(raw["claims"]))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInput(
            f"{where}: each line must be a JSON object with 'text' and 'claims': {error!r}"
        ) from error


def evaluate(texts: Iterable[LabelledText]) -> Evaluation:
    """Extract the claims of labelled texts and compare them with the labels."""
    pairs: list[Pair] = []
    missed: list[tuple[Article, Label]] = []
    invented: list[tuple[Article, Claim]] = []
    documents = 0
    for text in texts:
        documents += 1
        claims = list(extract_article(text.article).claims)
        for label in (label for label in text.labels if not label.get("implicit")):
            pair = _best_pair(text.article, label, claims)
            if pair is None:
                missed.append((text.article, label))
            else:
                pairs.append(pair)
                claims.remove(pair.found)
        implicit = [label for label in text.labels if label.get("implicit")]
        for claim in claims:
            if not any(_overlap(label, claim) for label in implicit):
                invented.append((text.article, claim))
    return Evaluation(documents, tuple(pairs), tuple(missed), tuple(invented))


def _best_pair(article: Article, label: Label, claims: list[Claim]) -> Pair | None:
    candidates = [
        Pair(article, label, claim, {name: same(label, claim) for name, same in _COMPARE.items()})
        for claim in claims
        if _overlap(label, claim)
    ]
    return max(candidates, key=lambda pair: sum(pair.agrees.values()), default=None)


def _overlap(label: Label, claim: Claim) -> bool:
    return bool(claim.start < label["end"] and label["start"] < claim.end)


def _same_number(label: Label, claim: Claim) -> bool:
    return _number(label) == _number(
        {"qualifier": claim.qualifier, "value": claim.value, "low": claim.low, "high": claim.high}
    )


def _number(record: Label) -> tuple[str, Any, Any]:
    if record["qualifier"] == "range":
        return "range", record.get("low"), record.get("high")
    if record["qualifier"] == "indefinite":
        return "indefinite", record.get("low"), None
    return "point", record.get("value"), None


def _same_attribution(label: Label, claim: Claim) -> bool:
    names = [label.get("attribution"), *label.get("attribution_alt", [])]
    return any(_same_name(name, claim.attribution) for name in names)


def _same_name(one: str | None, other: str | None) -> bool:
    """Tell whether two names share half of their words, or the shorter nearly all of its own."""
    if not one or not other:
        return not one and not other
    first, second = _words(one), _words(other)
    shared = len(first & second)
    if not shared:
        return False
    return 2 * shared / (len(first) + len(second)) >= 0.5 or (
        shared / min(len(first), len(second)) >= 0.8
    )


def _words(name: str) -> set[str]:
    plain = re.sub(r"'s\b", "", name.lower().replace("\u2019", "'"))
    return set(re.findall(r"\w+", plain)) - _EMPTY_WORDS


def _party(name: str | None) -> str:
    plain = (name or "").strip().lower()
    return _SAME_PARTY.get(plain, plain)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _near(label: Label, claim: Claim) -> bool:
    day, other = _day(label.get("period_end")), claim.period_end
    if day is None or other is None:
        return day is None and other is None
    return abs((day - other).days) <= 1


_COMPARE: dict[str, Callable[[Label, Claim], bool]] = {
    "number": _same_number,
    "measure": lambda label, claim: label["measure"] == claim.measure,
    "kind": lambda label, claim: (
        KIND_OF_SUBJECT.get(label["subject"]) == KIND_OF_SUBJECT[claim.subject]
    ),
    "subject": lambda label, claim: label["subject"] == claim.subject,
    "qualifier": lambda label, claim: label["qualifier"] == claim.qualifier,
    "party": lambda label, claim: _party(label.get("party")) == _party(claim.party),
    "basis": lambda label, claim: label["basis"] == claim.basis,
    "period_start": lambda label, claim: _day(label.get("period_start")) == claim.period_start,
    "period_end": lambda label, claim: _day(label.get("period_end")) == claim.period_end,
    "period_end_1d": _near,
    "attribution": _same_attribution,
    "stance": lambda label, claim: label.get("stance", "asserted") == claim.stance,
    "part_of": lambda label, claim: (label.get("part_of") is None) == (claim.part_of is None),
}
_FULL = ("subject", "qualifier", "party", "basis", "period_end", "attribution")
_LEVELS: dict[str, Callable[[Pair], bool]] = {
    "detect": lambda pair: True,
    "core": lambda pair: pair.is_core,
    "full": lambda pair: pair.is_full,
}


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def differences(evaluation: Evaluation) -> Iterator[str]:
    """Yield a line for every miss, every invention and every wrong field, with its words."""
    for article, label in evaluation.missed:
        yield f"missed    {label['measure']}/{label['subject']}: {_context(article, label)}"
    for article, claim in evaluation.invented:
        span = {"start": claim.start, "end": claim.end}
        what = f"{claim.measure}/{claim.subject} by {claim.rule}"
        yield f"invented  {what}: {_context(article, span)}"
    for pair in evaluation.pairs:
        for name in ("number", "measure", *_FULL, "period_start", "stance", "part_of"):
            if not pair.agrees[name]:
                field = "value" if name == "number" else name
                want, got = pair.label.get(field), getattr(pair.found, field)
                where = _context(pair.article, pair.label)
                yield f"{name:<9} is {got}, should be {want}: {where}"


def _context(article: Article, span: Label) -> str:
    start, end = span["start"], span["end"]
    left, right = article.text[max(0, start - 60) : start], article.text[end : end + 60]
    words = f"{left}[{article.text[start:end]}]{right}"
    return f"{article.id or 'text'}: " + " ".join(words.split())
