"""What classify makes of numbers: claims, parts, earlier and denied figures, and rejections."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tracker import extract_claims
from tracker.classify import classify, measured
from tracker.classify.needs import LineRules
from tracker.classify.rules import RULES
from tracker.classify.verdict import Rule
from tracker.count import find_counts
from tracker.lexicon import load_lexicon
from tracker.models import Article, Figure, RejectedNumber
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.segment import segment

CASES: list[dict[str, Any]] = [
    case
    for name in ("classify", "classify_language", "classify_bulletins")
    for case in tomllib.loads(
        (Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8")
    )["case"]
]


def read(text: str) -> tuple[tuple[Figure, ...], tuple[RejectedNumber, ...]]:
    document = segment(Article(text))
    lexicon = load_lexicon()
    return classify(document, find_counts(document, lexicon), lexicon)


def in_words(text: str, figure: Figure) -> str:
    marks = [
        "part" if figure.part_of is not None else "",
        "earlier" if figure.superseded else "",
        "denied" if figure.stance == "denied" else "",
    ]
    count = figure.count
    words = [text[count.start : count.end], "|", count.qualifier, figure.measure, figure.subject]
    return " ".join(filter(None, words + marks))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    figures, rejected = read(case["text"])
    assert [in_words(case["text"], figure) for figure in figures] == case["claims"]
    assert [f"{n.figure} | {n.reason}" for n in rejected] == case["rejected"]


class AllAsked(LineRules):
    """Asks the rules that are passed over too."""

    asked: ClassVar[Counter[str]] = Counter()

    def at(self, at: int) -> tuple[Rule, ...]:
        chosen = super().at(at)
        for rule in RULES:
            if rule not in chosen:
                self.asked[rule.__name__] += 1
                assert rule(self._reading, at) is None, rule.__name__
        return chosen


def test_a_rule_whose_needs_are_not_met_gives_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.classify.LineRules", AllAsked)
    articles = [article.text for article in read_inputs([str(sample_files())])]
    for text in [case["text"] for case in CASES] + articles:
        read(text)
    assert len(AllAsked.asked) > len(RULES) / 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_number_is_accounted_for(case: dict[str, Any]) -> None:
    document = segment(Article(case["text"]))
    figures, rejected = read(case["text"])
    found = [count.start for count in find_counts(document, load_lexicon())]
    assert sorted([f.count.start for f in figures] + [n.start for n in rejected]) == found


TALES = (" from the border", ", he said", " and 3 more", "-deep hole", ") away", "")


@pytest.mark.parametrize("tale", TALES)
def test_who_knows_units_is_asked_about_each_that_it_would_name(tale: str) -> None:
    names = sorted(" ".join(name) for name in measured._names())[::25]
    windows = [f"37 {name}{tale}"[:20] for name in names]
    known = [window for window in windows if measured._measured(window) is not None]
    assert len(known) > 15
    assert not [window for window in known if not measured.is_unit(window[2:])]


def test_a_number_before_a_sentence_that_opens_with_in_is_no_length() -> None:
    found = extract_claims("The crowd was put at 40,000 In Dorrigo, SHELLS fell.")
    assert [number.reason for number in found.rejected] == ["nothing says that it counts harm"]


def test_a_part_names_its_whole() -> None:
    text = "Shelling killed 22 people, among them nine children and four women."
    figures, _ = read(text)
    whole = text.index("22")
    assert [figure.part_of for figure in figures] == [None, whole, whole]


def test_a_part_belongs_to_the_toll_that_stands() -> None:
    text = "The toll rose to 14 from 11, the mayor said; 3 of them were children."
    parts = [claim.part_of for claim in extract_claims(text).claims]
    assert parts == [None, None, text.index("14")]


def test_the_words_that_decided_are_kept() -> None:
    text = "The army lost 26 tanks near the river."
    figures, _ = read(text)
    [figure] = figures
    assert {(e.field, text[e.start : e.end], e.rule) for e in figure.evidence} == {
        ("measure", "lost", "measures.lost"),
        ("subject", "tanks", "subjects.tank"),
    }
