"""Who vouches for a figure: by construction, over whole texts, and what is filed of a source."""

from __future__ import annotations

import re
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tracker import extract_claims
from tracker.attribute import attribute_figures
from tracker.attribute.rules import RULES
from tracker.lexicon import load_lexicon
from tracker.models import Article, Attribution, Count, Document, Figure
from tracker.segment import segment

HERE = Path(__file__).parent / "cases"
MARKED = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]]*))?\]")

COUNTED = {
    "drone": "drone uav missile rocket bomb tank shell vehicle artillery aircraft jets",
    "attack": "strike attack clash raid engagements",
    "home": "house building home",
}
"""What a marked figure counts, by a word shortly after it; people where none of them stands."""


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str | None]]]:
    """Return the text without its marks, and each figure's place with its source."""
    text, figures, position = "", [], 0
    for mark in MARKED.finditer(marked):
        text += marked[position : mark.start()]
        figures.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, position = text + mark[1], mark.end()
    return text + marked[position:], figures


def subject_of(text: str, end: int) -> str:
    after = re.split(r"[.;]", text[end : end + 28].lower())[0]
    for subject, words in COUNTED.items():
        if any(re.search(rf"\b{word}", after) for word in words.split()):
            return subject
    return "person"


def figures_of(document: Document, places: list[tuple[int, int, str | None]]) -> list[Figure]:
    figures = []
    for start, end, _ in places:
        sentence = next(s for s in document.sentences if s.start <= start < s.end)
        digits = document.text[start:end].replace(",", "")
        value = float(digits) if digits.isdigit() else float(end - start)
        count = Count(start, end, value, value, value, "exact", "case", start, end)
        subject = subject_of(document.text, end)
        measure = "killed" if subject == "person" else "destroyed"
        figures.append(Figure(count, sentence.index, measure, subject, "case"))
    return figures


def attributed(marked: str, **about: Any) -> tuple[str, list[str | None], tuple[Attribution, ...]]:
    text, places = unmark(marked)
    document = segment(Article(text, **about))
    found = attribute_figures(document, figures_of(document, places), load_lexicon())
    return text, [source for *_, source in places], found


SENTENCES = [
    pytest.param(sentence, id=f"{construction['name']}: {sentence[:50]}")
    for construction in table("attribute.toml")["construction"]
    for sentence in construction["sentences"]
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence(sentence: str) -> None:
    _, wanted, found = attributed(sentence)
    assert [attribution.name for attribution in found] == wanted


@pytest.mark.parametrize("case", table("attribute_texts.toml")["text"], ids=lambda c: c["name"])
def test_text(case: dict[str, str]) -> None:
    text, wanted, found = attributed(case["text"])
    _, places = unmark(case["text"])
    got = [(text[start:end], a.name) for (start, end, _), a in zip(places, found, strict=True)]
    assert got == [(text[start:end], source) for start, end, source in places]
    assert len(wanted) == len(found)


@pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case in table("attribute_sources.toml")["source"] for name in case["names"]],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_filed(case: dict[str, Any], name: str) -> None:
    said = "says" if name.endswith(",") else "said"
    _, _, found = attributed(f"{case['about']} [Nine] people died, {name} {said}.")
    assert found[0].source == case.get("source")
    if not case.get("several"):
        assert found[0].type == case.get("type")


def test_evidence_points_at_its_words() -> None:
    text, _, found = attributed("The strike killed [nine] people, Kyiv's general staff said.")
    by_field = {evidence.field: evidence for evidence in found[0].evidence}
    assert set(by_field) == {"attribution", "attribution_type", "source"}
    words = [(e.field, text[e.start : e.end], e.rule) for e in found[0].evidence]
    assert ("attribution", "Kyiv's general staff", "source_said") in words
    assert ("attribution", "said", "speech.say") in words
    assert ("source", "Kyiv's general staff", "sources.ukraine general staff") in words


OWNED = [
    (
        "The Houthis attacked ships. A spokesman for the group said [14] missiles were fired.",
        ("Houthis", "belligerent_government"),
    ),
    (
        "The Kachin Independence Army took Momauk. The group's spokesman, Colonel Naw Bu, said "
        "[60] soldiers died.",
        ("Kachin Independence Army", "belligerent_military"),
    ),
    (
        "The Houthis fired at a tanker, US Central Command said. A spokesman for the group claimed "
        "that [14] sailors were hurt.",
        ("Houthis", "belligerent_government"),
    ),
    (
        "Turkey's defence ministry met on Monday. A spokesman for the ministry said [14] men died.",
        ("Ministry of Defence of Turkey", "belligerent_government"),
    ),
    (
        "The Syrian Observatory for Human Rights works from Coventry. Its director, Rami Abdel "
        "Rahman, said [27] men died.",
        ("Syrian Observatory for Human Rights", "monitor_ngo"),
    ),
    (
        "A shell hit the market. A spokesman for the group said [14] people died.",
        (None, None),
    ),
]


@pytest.mark.parametrize(("text", "filed"), OWNED)
def test_who_speaks_for_another_is_filed_as_that_other(
    text: str, filed: tuple[str | None, str | None]
) -> None:
    _, _, found = attributed(text)
    assert (found[0].source, found[0].type) == filed


def test_witnesses_speak_by_way_of_those_who_collect_what_they_say() -> None:
    _, _, found = attributed("Residents told Human Rights Watch that [300] people had died.")
    assert (found[0].name, found[0].via) == ("Residents", ("Human Rights Watch",))


def test_a_pronoun_is_the_evidence_and_the_name_stands_before() -> None:
    text, _, found = attributed("The IDF struck a house. It said it had killed [two] men.")
    assert found[0].name == "The IDF"
    assert text[found[0].evidence[0].start : found[0].evidence[0].end] == "It"


UNVERIFIED = """\
The army said [15|The army] rebels died near Menaka. Villagers counted [nine|Villagers] dead.

Reuters could not immediately verify the claims. A week before [3] people had died.

It was not possible to verify the claim by the [2|police] officers, the police said.

The governor said [8|The governor] people were hurt. The mosque burned down."""


def test_figures_that_nobody_could_verify() -> None:
    text, _, found = attributed(UNVERIFIED)
    notes = [[text[e.start : e.end] for e in one.evidence if e.field == "note"] for one in found]
    words = ["could not immediately verify"]
    assert notes == [words, words, [], ["not possible to verify"], []]


@pytest.mark.parametrize(
    ("text", "name", "via"),
    [
        ("[Nine] soldiers died, two officials told Reuters.", "two officials", ("Reuters",)),
        ("US officials, the New York Times reported, count [nine] dead.", "US officials",
         ("the New York Times",)),
        ("Citing the mayor, Al Jazeera reported [nine] dead.", "the mayor", ("Al Jazeera",)),
        ("Health authorities cited by Wafa put the toll at [nine].", "Health authorities",
         ("Wafa",)),
        ("Aid workers say [nine] people died in Nyala, Radio Tamazuj reported.", "Aid workers",
         ("Radio Tamazuj",)),
        ("The rebels announced that they had taken [nine] soldiers, Le Monde reported.",
         "The rebels", ("Le Monde",)),
        ("[Nine] people died, the mayor told reporters.", "the mayor", ()),
        ("[Nine] people died, Reuters said.", "Reuters", ()),
    ],
)  # fmt: skip
def test_chain(text: str, name: str, via: tuple[str, ...]) -> None:
    _, _, found = attributed(text)
    assert (found[0].name, found[0].via) == (name, via)


def test_an_outlet_does_not_vouch_for_itself() -> None:
    text = "[Nine] people were wounded in the town, Ukrinform reports."
    assert attributed(text)[2][0].name == "Ukrinform"
    assert attributed(text, url="https://www.ukrinform.net/rubric-ato/1.html")[2][0].name is None


def test_a_denied_figure_has_no_source() -> None:
    text, places = unmark("The army said that [sixty] men had not surrendered.")
    document = segment(Article(text))
    figure = figures_of(document, places)[0]
    found = attribute_figures(document, [replace(figure, stance="denied")], load_lexicon())
    assert found[0].name is None


def test_no_block_vouches_for_another() -> None:
    marked = (
        "The mayor of Sumy said [two] people were hurt.\n\n"
        "A second paragraph of the story tells how the windows broke all along the street.\n\n"
        "Another [nine] people were wounded in a market."
    )
    text, places = unmark(marked)
    document = segment(Article(text))
    last = document.sentences[-1]
    apart = replace(document, sentences=(*document.sentences[:-1], replace(last, block=1)))
    found = attribute_figures(apart, figures_of(apart, places), load_lexicon())
    assert found[0].name == "The mayor of Sumy"
    assert found[1].name is None


def test_nothing_without_figures() -> None:
    document = segment(Article("The mayor said that nobody was hurt."))
    assert attribute_figures(document, (), load_lexicon()) == ()


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.__name__ for rule in RULES]
    assert len(names) == len(set(names))
    assert all(rule.__doc__ for rule in RULES)


PILES = {
    "sayings in one line": "[5] people died, the army said, and ",
    "sentences": "The mayor said [5] people died. It added that the town was quiet. ",
    "quotes": '"[5] people died," "they said" the army, ',
    "labels": "Police: - [5] people dead: police\n",
    "links": "according to the head of the bureau of the council of the union [5] people died by ",
    "pronouns": "he said [5] people died, she said, they said, its count, ",
}


@pytest.mark.alone
@pytest.mark.parametrize("pile", PILES.values(), ids=PILES)
def test_time_grows_with_the_text_alone(pile: str) -> None:
    def took(times: int) -> float:
        text, places = unmark(pile * times)
        document = segment(Article(text))
        starts = [(s.start, s) for s in document.sentences]
        figures, at = [], 0
        for start, end, _ in places:
            while at + 1 < len(starts) and starts[at + 1][0] <= start:
                at += 1
            count = Count(start, end, 5, 5, 5, "exact", "case", start, end)
            figures.append(Figure(count, starts[at][1].index, "killed", "person", "case"))
        best = 9e9
        for _ in range(3):
            begun = time.perf_counter()
            attribute_figures(document, figures, load_lexicon())
            best = min(best, time.perf_counter() - begun)
        return best

    assert took(600) < 3 * took(300) + 0.05


def test_part_has_the_source_of_its_whole() -> None:
    text = (
        "Enemy lost some 28,700 men in the war - General Staff\n\n"
        "The army eliminated about 28,700 enemy soldiers, including nearly 200 in the past day."
    )
    claims = extract_claims(text, published="2024-05-10").claims
    assert [(c.figure, c.attribution) for c in claims] == [
        ("28,700", "General Staff"),
        ("28,700", "General Staff"),
        ("200", "General Staff"),
    ]
