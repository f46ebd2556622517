"""How far two people agree who judged the same claims: Cohen's kappa, field by field.

Kappa is (agreed - expected) / (1 - expected), where ``expected`` is how often two would agree
who gave their answers as often as these two, but at random (J. Cohen, 1960).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tracker.store.claims import Row
from tracker.store.reviews.corrections import CORRECTABLE


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree in a field; ``kappa`` is None where both gave one answer only.

    ``claims`` is how many both judged, ``agreed`` the share on which they agree, from 0 to 1.
    """

    reviewers: tuple[str, str]
    field: str
    claims: int
    agreed: float
    kappa: float | None


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two people's answers, None where it is not defined.

    >>> cohens_kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed = sum(one == other for one, other in pairs) / count
    expected = sum(first[answer] * second[answer] for answer in first) / count**2
    return None if expected == 1 else (agreed - expected) / (1 - expected)


def measure_agreement(
    said: Mapping[str, Mapping[str, Mapping[str, Any]]], claims: Mapping[str, Row]
) -> Iterator[Agreement]:
    """Yield for each pair of reviewers how far they agree: on the verdict, then field by field.

    Args:
        said: by claim and reviewer, the verdict and its corrections.
        claims: what each of these claims says.
    """
    reviewers = sorted({reviewer for each in said.values() for reviewer in each})
    for pair in combinations(reviewers, 2):
        both = [claim for claim, each in said.items() if each.keys() >= set(pair)]
        verdicts = [tuple(said[claim][one]["verdict"] for one in pair) for claim in both]
        if verdicts:
            yield _agreement((pair[0], pair[1]), "verdict", verdicts)
        for name in CORRECTABLE:
            answers = [
                tuple(_answer(said[claim][one], claims[claim], name) for one in pair)
                for claim in both
                if all(said[claim][one]["verdict"] in ("accept", "correct") for one in pair)
            ]
            if answers:
                yield _agreement((pair[0], pair[1]), name, answers)


def _answer(said: Mapping[str, Any], claim: Row, name: str) -> Hashable:
    corrections = json.loads(said["corrections"] or "{}")
    answer: Hashable = corrections.get(name, claim[name])
    return answer


def _agreement(
    reviewers: tuple[str, str], field: str, answers: Iterable[tuple[Hashable, ...]]
) -> Agreement:
    pairs = [(one, other) for one, other in answers]
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    return Agreement(reviewers, field, len(pairs), agreed, cohens_kappa(pairs))
