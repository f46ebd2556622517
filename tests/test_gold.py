"""The labelled texts of the project's own: built from their sources, and sound."""

from __future__ import annotations

import json
from typing import Any

import pytest
from gold.build import HERE, SOURCES, Block, build, build_document

from tracker.models import BASES, KIND_OF_SUBJECT, MEASURES, QUALIFIERS

DOCUMENTS = [
    json.loads(line)
    for name in SOURCES
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("name", SOURCES)
def test_built_files_are_current(name: str) -> None:
    built = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    assert built == build(HERE / f"{name}.txt"), "run python -m tests.gold.build"


def test_every_text_has_its_own_name() -> None:
    names = [document["id"] for document in DOCUMENTS]
    assert len(set(names)) == len(names)


def test_every_number_is_where_it_is_said_to_be() -> None:
    for document in DOCUMENTS:
        for number in [*document["claims"], *document["not_claims"]]:
            assert document["text"][number["start"] : number["end"]] == number["figure"]


def test_labels_are_of_the_closed_lists() -> None:
    for claim in _claims():
        assert claim["measure"] in MEASURES
        assert claim["subject"] in KIND_OF_SUBJECT
        assert claim["basis"] in BASES
        assert claim["qualifier"] in QUALIFIERS


def test_bounds_belong_to_the_qualifier() -> None:
    known = {
        "exact": (True, True, True),
        "approximate": (True, False, False),
        "at_least": (True, True, False),
        "at_most": (True, False, True),
        "range": (False, True, True),
        "indefinite": (False, True, False),
    }
    for claim in _claims():
        bounds = tuple(claim[key] is not None for key in ("value", "low", "high"))
        assert bounds == known[claim["qualifier"]], claim["figure"]


def test_a_part_points_to_another_claim() -> None:
    for document in DOCUMENTS:
        starts = {claim["start"] for claim in document["claims"]}
        for claim in document["claims"]:
            assert claim["part_of"] is None or claim["part_of"] in starts - {claim["start"]}


def test_a_denied_figure_has_no_source() -> None:
    assert [c["figure"] for c in _claims() if c["stance"] == "denied" and c["attribution"]] == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{3|=3 slain}", "'slain' is in no closed list"),
        ("{3|= killed of=9}", "'3' is part of '9', which is no claim"),
        ("{3|= killed w=2025-02-30}", "day is out of range"),
        ("{3|= killed w=2025-02-03/2025-02-01}", "ends before it starts"),
    ],
)
def test_a_wrong_mark_is_refused(source: str, complaint: str) -> None:
    block = Block("text.1", None, {"subject": "person", "basis": "incident"}, source)
    with pytest.raises(ValueError, match=complaint):
        build_document(block)


def _claims() -> list[dict[str, Any]]:
    return [claim for document in DOCUMENTS for claim in document["claims"]]
