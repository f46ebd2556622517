"""Sources that are named without a verb: before a colon, after a dash, in a signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker.attribute.credits import (
    SAYS_SO,
    bracket,
    cut_off,
    dash,
    is_government,
    suffix,
    threads_in,
)
from tracker.attribute.forward import giver, read_forward, with_apposition
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase, is_media
from tracker.attribute.saying import Saying
from tracker.attribute.signs import closing, is_last, masthead, signature, source_line
from tracker.attribute.source import is_person
from tracker.attribute.words import LINKS, STOPS, TIMES, Line, Word
from tracker.models import KIND_OF_SUBJECT, Figure, Sentence

_SUFFER = frozenset({"witness", "military"})
_STAMP = re.compile(
    r"^[\s\u2022\u25aa\u25fe\u25cf*\-\u2013\u2014>]*"
    r"(?:(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,?\s+)?(?:\d{1,2}[:.]\d{2})\s*[-\u2013\u2014|:]*\s*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*[-\u2013\u2014|:]*\s*)?"
)


def read_labels(page: Page, sentence: Sentence) -> tuple[Saying, ...]:
    """Return the sources that a sentence names without a verb of saying."""
    printed = page.folded[sentence.start : sentence.end]
    alone = sentence.index not in page.by_sentence
    if alone and not _may_stand_for_others(page, sentence, printed):
        return ()
    rules = _rules_for(printed, alone=alone)
    if not rules:
        return ()
    line = page.line(sentence.index)
    read = (rule(page, line) for rule in rules)
    found = [saying for saying in read if saying is not None]
    credited = any(saying.rule == "source_after_dash" and _is_own(saying) for saying in found)
    heading = next((s.phrase for s in found if s.rule == "masthead"), None)
    if heading is not None:  # not the "daily report" of "Health Ministry - daily report"
        found = [s for s in found if s.phrase is None or s.phrase.start == heading.start]
    return tuple(s for s in found if not (credited and _only_heads(s)))


def _is_own(credit: Saying) -> bool:
    """Tell a credit to who gives the figure from one to a medium that passes it on."""
    return credit.phrase is not None and not is_media(credit.phrase)


def _only_heads(saying: Saying) -> bool:
    """Tell a label that the vocabulary does not know to speak: the credit at the end does."""
    if saying.rule != "label_before_colon" or saying.phrase is None:
        return False
    return saying.phrase.kind in ("name", "party", "weak") and not is_person(saying.phrase)


def _may_stand_for_others(page: Page, sentence: Sentence, printed: str) -> bool:
    """Tell whether a sentence without a figure can name the source of others."""
    if sentence.index == 0 or printed[0] in "(-\u2013\u2014" or is_last(page, sentence):
        return True
    return "source" in printed[:12] or ":" in printed[:60]


def prefix(page: Page, line: Line) -> Saying | None:
    """Read "Prosecutor's office: nine dead", also after a time stamp or a bullet."""
    sentence = line.sentence
    stamp = _STAMP.match(page.folded[sentence.start : sentence.end])
    begin = sentence.start + (stamp.end() if stamp else 0)
    first = next((i for i, word in enumerate(line.words) if word.start >= begin), None)
    if first is None:
        return None
    phrase = read_forward(line, _after_its_country(line, first))
    if phrase is None:
        return None
    topic = any(w.kind in (None, "record") for w in threads_in(page, phrase, "topic"))
    phrase = with_apposition(giver(phrase))
    colon = _colon_after(line, phrase.last)
    if colon is None or topic or not (_can_label(page, phrase) or _claims(page, phrase, colon)):
        return None
    if sentence.bullet and not any(
        word.is_word and not word.text[0].isdigit() for word in line.words[phrase.last + 1 :]
    ):
        return None
    return Saying(
        sentence.index,
        phrase,
        "label_before_colon",
        phrase.start,
        line.words[colon].end,
        after=True,
        spread="paragraph",
    )


def _after_its_country(line: Line, first: int) -> int:
    """Return where the body begins in "Mexico, security cabinet: ...", else the place given."""
    land = line.words[first].party
    comma = next((i for i in range(first, min(first + 4, len(line.words))) if line.at(i) == ","), 0)
    if land is None or land.key != "forms" or not comma or line.words[comma - 1].party is not land:
        return first
    body = read_forward(line, comma + 1) if comma + 1 < len(line.words) else None
    institution = body is not None and body.kind == "institution" and line.at(body.last) == ":"
    return comma + 1 if institution else first


def _colon_after(line: Line, last: int) -> int | None:
    """Return the colon of a label, over "on the losses" and over a date: "Police, 3 May: ..."."""
    if line.at(last) == ":":
        return last
    if line.at(last) not in (",", "on", "about"):
        return None
    place = line.at(last + 2) == "," and line.at(last + 3)[:1].isdigit()
    if line.at(last) == "," and place and line.words[last + 1].capital:
        last += 2  # "ISPR, Rawalpindi, 21 May:"
    for index in range(last + 1, min(last + 10, len(line.words))):
        word = line.words[index]
        if word.text == ":":
            return index
        dated = word.text in TIMES or word.text[0].isdigit() or word.text == ","
        if not dated and line.at(last) == "," or word.text in STOPS:
            return None
    return None


def _can_label(page: Page, phrase: Phrase) -> bool:
    """Tell who speaks from what the line is about: "Governor:" but not "Denmark:"."""
    head = phrase.words[-1]
    if head.source is not None and head.source.entry.term == "side":
        return False
    if phrase.kind == "record":
        return phrase.has("named", "institution") and head.kind == "record"
    if _suffers(phrase):
        return False
    if phrase.kind in SAYS_SO:
        return not any(word.cue is not None and word.source is None for word in phrase.words)
    if phrase.kind == "party":
        return any(w.party is not None and w.party.key == "leaders" for w in phrase.words)
    return (
        phrase.kind in ("name", "weak")
        and phrase.last - phrase.first == 1
        and _speaks(page, phrase)
    )


def _suffers(phrase: Phrase) -> bool:
    """Tell people to whom things happen: "Prisoners in Russia:", "Sudanese refugees:"."""
    suffers = phrase.kind == "role" and any(
        word.source is not None and word.source.entry.get("type") in _SUFFER
        for word in phrase.words
        if word.text.endswith("s")
    )
    return suffers and any(word.text in LINKS or word.party is not None for word in phrase.words)


def _claims(page: Page, phrase: Phrase, colon: int) -> bool:
    """Tell "Kyiv: 60 Russian drones downed", a government's claim, from "Mali: 64 killed".

    A country before a colon is mostly where it happened; it speaks where what follows counts
    its enemy's losses or weapons.
    """
    if not is_government(phrase):
        return False
    party = phrase.words[0].party
    enemies = page.sides.opponents.get(str(party and party.entry.get("name")), frozenset())
    rest = phrase.line.words[colon + 1 :]
    enemy = [at for at, word in enumerate(rest) if _is_of(word, enemies)]
    figures = page.by_sentence.get(phrase.line.sentence.index, ())
    return any(_counts_enemy(figure, rest, enemy) for figure in figures)


def _is_of(word: Word, parties: frozenset[str]) -> bool:
    term = word.party
    return term is not None and term.key != "places" and term.entry.get("name") in parties


def _counts_enemy(figure: Figure, rest: Sequence[Word], enemy: Sequence[int]) -> bool:
    """Tell the enemy's weapons, "500 Ukrainian soldiers" and "Ukraine has lost 500"."""
    if not enemy:
        return False
    if KIND_OF_SUBJECT.get(figure.subject) == "materiel":
        return True
    at = next((i for i, word in enumerate(rest) if word.start >= figure.count.end), len(rest))
    lost = any(word.text in ("lost", "loses", "lose") for word in rest[:at])
    return any(at <= index < at + 3 or (index < at and lost) for index in enemy)


def _speaks(page: Page, phrase: Phrase) -> bool:
    """Tell whether a surname stands elsewhere in the text before a verb of saying."""
    name = page.folded[phrase.start : phrase.end]
    return len(name) > 3 and name.isalpha() and name in page.speakers


def _rules_for(printed: str, *, alone: bool) -> list[Rule]:
    """Return the rules whose marks stand in a sentence, and those of sentences without a figure."""
    return [
        rule
        for rule, marks in RULES
        if (any(mark in printed for mark in marks) if marks else alone)
    ]


Rule = Callable[[Page, Line], Saying | None]

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (prefix, (":",)),
    (dash, (" - ", "\u2013 ", "\u2014 ", ", -")),
    (suffix, (":",)),
    (bracket, (")",)),
    (cut_off, ("..", "\u2026")),
    (source_line, ("source",)),
    (signature, ()),
    (closing, ("thank", "remind", "urge", "call")),
    (masthead, ()),
)
"""The rules, each with the marks of which one must stand in its sentence.

Those without marks are for sentences without a figure: for the others no line need be read.
"""
