"""Whose people and things a figure counts, and who fired and struck."""

from __future__ import annotations

import re
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tracker.lexicon import load_lexicon
from tracker.models import Article, Attribution, Count, Document, Figure, Ownership
from tracker.party import assign_parties, losses, strikes
from tracker.places import find_places
from tracker.segment import segment

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "party.toml").read_text(encoding="utf-8")
)["case"]


def figures_of(document: Document, rows: list[str]) -> tuple[list[Figure], list[Attribution]]:
    """Return the figures and attributions that a case names, in the order of its text."""
    figures, attributions, position = [], [], 0
    for row in rows:
        figure, words, _, source = [*(part.strip() for part in row.split("|")), "", ""][:4]
        number = re.compile(rf"(?<![\w,.]){re.escape(figure)}(?!\w|,\d)")
        match = number.search(document.text, position)
        assert match is not None, f"no {figure!r} after character {position}"
        start, position = match.span()
        sentence = next(s for s in document.sentences if s.start <= start < s.end)
        count = Count(start, position, 1, 1, 1, "exact", "case", start, position)
        measure, subject = words.split()
        figures.append(Figure(count, sentence.index, measure, subject, "case"))
        attributions.append(Attribution(name=source or None))
    return figures, attributions


def owners(text: str, rows: list[str]) -> tuple[Ownership, ...]:
    document = segment(Article(text))
    figures, attributions = figures_of(document, rows)
    lexicon = load_lexicon()
    places = find_places(document, lexicon)
    return assign_parties(document, figures, attributions, places, lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60].replace("\n", " "))
def test_case(case: dict[str, Any]) -> None:
    rows = [[part.strip() for part in row.split("|")] for row in case["figures"]]
    found = owners(case["text"], case["figures"])
    told = [f"{row[0]}: {own.party or 'open'}" for row, own in zip(rows, found, strict=True)]
    assert told == [f"{row[0]}: {row[2] or 'open'}" for row in rows]


def test_every_answer_cites_its_words_and_its_rule() -> None:
    rules = {rule.__name__ for rule in (*losses.RULES, *strikes.RULES)} | {"joint_total", "open"}
    for case in CASES:
        for own in owners(case["text"], case["figures"]):
            assert own.rule in rules
            for evidence in own.evidence:
                assert evidence.field == "party"
                assert evidence.rule == own.rule
                assert evidence.value == (own.party or "")
                assert case["text"][evidence.start : evidence.end].strip()


def test_every_rule_is_seen_in_the_cases() -> None:
    seen = {own.rule for case in CASES for own in owners(case["text"], case["figures"])}
    rules = {rule.__name__ for rule in (*losses.RULES, *strikes.RULES)}
    seen.add("part_of_the_whole")  # has a test of its own below
    assert not sorted(rules - seen), "add a case to cases/party.toml for each of these rules"


def test_a_rule_has_its_own_words_for_the_answer() -> None:
    text = "Twelve Congolese soldiers were killed near Masisi."
    (own,) = owners(text, ["Twelve | killed combatant | DRC"])
    (evidence,) = own.evidence
    assert own.party == "Democratic Republic of the Congo"
    assert text[evidence.start : evidence.end] == "Congolese"


def test_no_figures_no_answers() -> None:
    assert owners("Nothing happened in Kyiv.", []) == ()


def test_a_text_that_names_nobody_leaves_it_open() -> None:
    rows = ["three | killed person | ", "two | wounded police | "]
    found = owners("A blast killed three people and hurt two officers.", rows)
    assert [own.party for own in found] == [None, None]


def test_teasers_are_read_by_their_own_words() -> None:
    """A figure of another article's headline is not given to the war of the article around it."""
    text = (
        "Shelling kills four in Kherson\n\nFour people were killed in Kherson on Monday, the "
        "Ukrainian police said. The Russians hit a market and a bus stop.\n\n"
        "Most Popular\n\nQuake-hit province buries 40 dead\n\n"
        "Kenyan police shoot nine protesters dead\n"
    )
    rows = ["Four | killed person | Ukraine", "nine | killed person | Kenya"]
    assert [own.party for own in owners(text, rows)] == ["Ukraine", "Kenya"]


def with_parts(text: str, rows: list[str]) -> list[Ownership]:
    """Return the answers where all figures are stated parts of the first."""
    document = segment(Article(text))
    figures, attributions = figures_of(document, rows)
    whole = figures[0].count.start
    valued = []
    for figure in figures:
        number = float(text[figure.count.start : figure.count.end])
        count = replace(figure.count, value=number, low=number, high=number)
        part_of = None if count.start == whole else whole
        valued.append(replace(figure, count=count, part_of=part_of))
    lexicon = load_lexicon()
    places = find_places(document, lexicon)
    return list(assign_parties(document, valued, attributions, places, lexicon))


def test_the_total_of_two_countries_is_nobodys() -> None:
    text = "The fighting has killed 30 people: 18 in Thailand and 12 in Cambodia."
    found = with_parts(text, ["30 | killed person", "18 | killed person", "12 | killed person"])
    assert [own.party for own in found] == [None, "Thailand", "Cambodia"]


def test_a_part_without_a_side_of_its_own_is_its_wholes() -> None:
    text = "In all 52 Somalis died. Among the victims are 7 cooks."
    found = with_parts(text, ["52 | killed person", "7 | killed person"])
    assert [own.party for own in found] == ["Somalia", "Somalia"]
    assert found[1].rule == "part_of_the_whole"


PARAGRAPH = (
    "Russian forces launched 40 drones at Kharkiv and Sumy, killing three people and wounding 20 "
    "others, Ukraine's Air Force said. In Gaza City, Israeli strikes killed 14 people. "
)
ROWS = [
    "40 | launched drone",
    "three | killed person",
    "20 | wounded person",
    "14 | killed person",
]


@pytest.mark.alone
@pytest.mark.parametrize("joint", ["\n\n", " ", "; "])
def test_the_cost_is_linear_in_the_text(joint: str) -> None:
    """Twice the text takes about twice the time, also where no sentence ends."""

    def seconds(times: int) -> float:
        text = joint.join([PARAGRAPH.replace(". ", joint)] * times)
        document = segment(Article(text))
        figures, attributions = figures_of(document, ROWS * times)
        lexicon = load_lexicon()
        best = 60.0
        for _ in range(3):
            start = time.process_time()
            places = find_places(document, lexicon)
            assign_parties(document, figures, attributions, places, lexicon)
            best = min(best, time.process_time() - start)
        return best

    seconds(10)
    assert seconds(160) < 3 * max(seconds(80), 0.02)
