"""When: the document's own date, and what days each figure covers in what way."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.lexicon import load_lexicon
from tracker.models import BASES, DATE_PRECISIONS, Article, Count, Dating, Document, Figure
from tracker.segment import segment
from tracker.spans import fold
from tracker.when import date_document, date_figures, find_dates
from tracker.when.lines.line import read_lines
from tracker.when.lines.roles import ROLES
from tracker.when.published.urls import day_in_url
from tracker.when.written import calendar_words
from tracker.when.written.shapes import SHAPES

FOLDER = Path(__file__).parent / "cases"
MARK = re.compile(r"\{([^{}]+)\}")


def read_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
    return cases


CASES = read_cases("when.toml")
DOCUMENTS = read_cases("when_documents.toml")
EXPRESSIONS = read_cases("when_expressions.toml")


def day(case: dict[str, Any], key: str) -> date | None:
    return date.fromisoformat(case[key]) if key in case else None


def article(case: dict[str, Any], text: str) -> Article:
    return Article(
        text,
        url=case.get("url"),
        published=day(case, "published"),
        published_source=case.get("published_source"),
        retrieved=day(case, "retrieved"),
    )


def unmark(marked: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return the text without its marks, and for each mark its place and its parts."""
    text, marks, position = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[position : found.start()]
        parts = found.group(1).split("|")
        marks.append((len(text), parts))
        text += parts[0]
        position = found.end()
    return text + marked[position:], marks


def number(words: str) -> float:
    digits = words.replace(",", "")
    return float(digits) if digits.isdigit() else 24.0


def read_marked(case: dict[str, Any]) -> tuple[Document, tuple[Figure, ...]]:
    text, marks = unmark(case["text"])
    document = segment(article(case, text))
    figures = []
    for start, parts in marks:
        words, measure, *rest = [*parts, "killed"] if len(parts) == 1 else parts
        wholes = [marks[int(part)][0] for part in rest if part.isdigit()]
        sentence = next(s for s in document.sentences if s.start <= start < s.end)
        end, value = start + len(words), number(words)
        count = Count(start, end, value, value, value, "exact", "case", start, end)
        figures.append(
            Figure(
                count,
                sentence.index,
                measure,
                "person",
                "case",
                stance="denied" if "denied" in rest else "asserted",
                part_of=wholes[0] if wholes else None,
            )
        )
    return document, tuple(figures)


def date_case(case: dict[str, Any]) -> tuple[Document, tuple[Dating, ...]]:
    document, figures = read_marked(case)
    lexicon = load_lexicon()
    dated = date_document(document, lexicon)
    if "document" in case:
        assert f"{dated.day or '-'} {dated.source or '-'}" == case["document"]
    return document, date_figures(document, dated, figures, lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_figures(case: dict[str, Any]) -> None:
    _, datings = date_case(case)
    found = [f"{d.basis} {d.period_start or '-'} {d.period_end or '-'}" for d in datings]
    assert found == case["expect"], [d.rule for d in datings]


@pytest.mark.parametrize("case", read_cases("when_gaps.toml"), ids=lambda case: case["name"])
@pytest.mark.xfail(strict=True, reason="a known gap")
def test_known_gap(case: dict[str, Any]) -> None:
    _, datings = date_case(case)
    found = [f"{d.basis} {d.period_start or '-'} {d.period_end or '-'}" for d in datings]
    assert found == case["expect"]


def test_the_words_of_a_role_stand_in_every_sentence_that_has_it() -> None:
    lexicon = load_lexicon()
    for case in [*CASES, *DOCUMENTS]:
        document = segment(article(case, unmark(case["text"])[0]))
        for line in read_lines(document, (), lexicon):
            for mention in line.mentions:
                for rule, _, words in ROLES:
                    if words and rule(line, mention, document.text):
                        assert line.words & words, (rule.__name__, line.folded)


def test_every_dating_cites_its_words_and_stays_in_the_lists() -> None:
    for case in CASES:
        document, datings = date_case(case)
        for dating in datings:
            assert dating.basis in BASES
            assert dating.precision in DATE_PRECISIONS
            assert (dating.precision == "unknown") == (
                dating.period_start is None and dating.period_end is None
            )
            assert dating.rule
            for evidence in dating.evidence:
                assert 0 <= evidence.start < evidence.end <= len(document.text)
                assert evidence.field in ("basis", "period_start", "period_end")
                assert evidence.rule == dating.rule


def test_no_date_lies_after_the_report_or_ends_before_it_starts() -> None:
    for case in CASES:
        latest = day(case, "retrieved") or day(case, "published")
        for dating in date_case(case)[1]:
            first, last = dating.period_start, dating.period_end
            assert first is None or last is None or first <= last
            assert latest is None or last is None or last <= latest


def test_without_a_day_of_its_own_no_text_gets_the_year_of_another() -> None:
    """A date that is found without the day of publication is the date that is found with it."""
    for case in CASES:
        if "published" not in case or "url" in case:
            continue
        bare = {key: value for key, value in case.items() if key not in ("published", "document")}
        for known, found in zip(date_case(case)[1], date_case(bare)[1], strict=True):
            for with_day, without in (
                (known.period_start, found.period_start),
                (known.period_end, found.period_end),
            ):
                assert without is None or with_day is None or without.year == with_day.year, case


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["name"])
def test_documents(case: dict[str, Any]) -> None:
    document = segment(article(case, case["text"]))
    dated = date_document(document, load_lexicon())
    assert f"{dated.day or '-'} {dated.source or '-'}" == case["expect"]
    assert [problem for problem in dated.problems if case.get("problem", "") in problem] == list(
        dated.problems
    )
    assert bool(dated.problems) == ("problem" in case)
    for evidence in dated.evidence:
        assert document.text[evidence.start : evidence.end] == case["words"]


@pytest.mark.parametrize("case", EXPRESSIONS, ids=lambda case: case["text"][:50])
def test_expressions(case: dict[str, Any]) -> None:
    found = [
        f"{case['text'][e.start : e.end]} | {e.period_start or '-'} {e.period_end or '-'}"
        f" {e.precision}"
        for e in find_dates(case["text"], day(case, "published"))
    ]
    assert found == case["expect"]


def test_every_written_form_begins_as_it_declares() -> None:
    texts = [fold(unmark(case["text"])[0]) for case in (*CASES, *DOCUMENTS, *EXPRESSIONS)]
    for shape in SHAPES:
        found = [(text, m.start()) for text in texts for m in re.finditer(shape.pattern, text)]
        for text, start in found:
            begins = text.startswith(shape.opens, start) and not text[start - 1 : start].isalnum()
            assert begins, f"add to opens of {shape.name}: {text[start : start + 20]!r}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example.org/2025/05/11/air-raid", date(2025, 5, 11)),
        ("https://news.example.org/2025-05-11-air-raid.html", date(2025, 5, 11)),
        ("https://wiki.example.org/Current_events/2025_October_9", date(2025, 10, 9)),
        ("https://news.example.org/2025/oct/09/air-raid", date(2025, 10, 9)),
        ("https://news.example.org/story_20251009.html", date(2025, 10, 9)),
        ("https://news.example.org/2025/05/air-raid-3539166", None),
        ("https://news.example.org/2025/13/45/air-raid", None),
        ("https://news.example.org/rubric/3539166-air-raid", None),
        ("", None),
    ],
)
def test_day_in_url(url: str, expected: date | None) -> None:
    assert day_in_url(url) == expected


def test_dateparser_is_not_asked_about_sentences_without_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*words: object) -> None:
        raise AssertionError(f"dateparser was asked about {words}")

    calendar_words.read_words.cache_clear()
    monkeypatch.setattr(calendar_words, "_parser", refuse)
    text = "Gunmen killed {12} farmers and wounded {30} others. The army may march on the town."
    _, datings = date_case({"text": text, "published": "2024-05-10"})
    assert [dating.period_start for dating in datings] == [None, None]


def test_dateparser_is_loaded_where_a_date_is_read() -> None:
    code = "import sys, tracker.when; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.alone
def test_a_long_text_takes_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        paragraph = (
            "On 3 May a drone killed {12} people. The next day {4} died of their wounds, medics "
            "said on Sunday. Since 24 February 2022 {9,000} have been killed.\n\n"
        )
        document, figures = read_marked({"text": paragraph * times, "published": "2024-05-10"})
        lexicon = load_lexicon()
        began = time.perf_counter()
        date_figures(document, date_document(document, lexicon), figures, lexicon)
        return time.perf_counter() - began

    seconds(5)
    once = min(seconds(20) for _ in range(3))
    assert seconds(160) < 8 * once * 3 + 0.2
