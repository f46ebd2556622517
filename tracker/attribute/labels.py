"""Sources that are named without a verb: before a colon, after a dash, in a signature."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.attribute.antecedent import is_person
from tracker.attribute.backward import read_back
from tracker.attribute.forward import giver, read_forward, with_apposition
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase
from tracker.attribute.saying import Saying
from tracker.attribute.signs import closing, is_last, masthead, official, signature, source_line
from tracker.attribute.words import DASHES, STOPS, TIMES, Line
from tracker.models import Sentence

_STAMP = re.compile(
    r"^[\s\u2022\u25aa\u25fe\u25cf*\-\u2013\u2014>]*"
    r"(?:(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,?\s+)?(?:\d{1,2}[:.]\d{2})\s*[-\u2013\u2014|:]*\s*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*[-\u2013\u2014|:]*\s*)?"
)
_AFTER_CREDIT = re.compile(r"\s*(?:\(|\[|\u00ab|\"|\.\s|\.?$|\u2026|\.\.\.)")
_SAYS_SO = frozenset({"named", "institution", "role"})


def read_labels(page: Page, sentence: Sentence) -> tuple[Saying, ...]:
    """Return the sources that a sentence names without a verb of saying."""
    printed = page.folded[sentence.start : sentence.end]
    if sentence.index not in page.by_sentence and not _may_stand_for_others(
        page, sentence, printed
    ):
        return ()
    line = page.line(sentence.index)
    found = [rule(page, line) for rule, marks in RULES if any(mark in printed for mark in marks)]
    return tuple(saying for saying in found if saying is not None)


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
    phrase = read_forward(line, first)
    if phrase is None:
        return None
    phrase = with_apposition(giver(phrase))
    colon = _colon_after(line, phrase.last)
    if colon is None or not _can_label(page, phrase):
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


def _colon_after(line: Line, last: int) -> int | None:
    """Return the colon of a label, over "on the losses" and over a date: "Police, 3 May: ..."."""
    if line.at(last) == ":":
        return last
    if line.at(last) not in (",", "on", "about"):
        return None
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
    if phrase.kind in _SAYS_SO:
        return not any(word.cue is not None and word.source is None for word in phrase.words)
    if phrase.kind == "party":
        return any(w.party is not None and w.party.key == "leaders" for w in phrase.words)
    return (
        phrase.kind in ("name", "weak")
        and phrase.last - phrase.first == 1
        and _speaks(page, phrase)
    )


def _speaks(page: Page, phrase: Phrase) -> bool:
    """Tell whether a surname stands elsewhere in the text before a verb of saying."""
    name = page.folded[phrase.start : phrase.end]
    return len(name) > 3 and name.isalpha() and name in page.speakers


def dash(page: Page, line: Line) -> Saying | None:
    """Read "..., - Klitschko" and "three dead \u2013 governor" at the end of a headline."""
    words = line.words
    end = _credit_end(page, line)
    for index in range(end - 1, max(end - 14, 1), -1):
        if words[index].text not in DASHES:
            continue
        phrase = read_forward(line, index + 1)
        if phrase is None or phrase.last != end or not _can_credit(phrase, line.at(index - 1)):
            return None
        if line.at(index - 1) in (".", "!", "?"):
            return None
        return Saying(
            line.sentence.index,
            phrase,
            "source_after_dash",
            words[index].start,
            phrase.end,
            before=True,
        )
    return None


def suffix(page: Page, line: Line) -> Saying | None:
    """Read "nine soldiers killed in Sinai: official", a headline's last words."""
    end = _credit_end(page, line)
    for index in range(end - 1, max(end - 8, 2), -1):
        if line.at(index) != ":":
            continue
        phrase = read_forward(line, index + 1)
        if phrase is None or phrase.last != end or phrase.kind not in _SAYS_SO:
            return None
        start = line.words[index].start
        return Saying(
            line.sentence.index, phrase, "source_after_colon", start, phrase.end, before=True
        )
    return None


def bracket(page: Page, line: Line) -> Saying | None:
    """Read "two wounded (Governor Koval)": an official in brackets; "(Reuters)" is a credit."""
    last = len(line.words)
    while last and line.at(last - 1) in (".", ";", ","):
        last -= 1
    if line.at(last - 1) != ")":
        return None
    opening = next((i for i in range(last - 2, max(last - 14, 0), -1) if line.at(i) == "("), None)
    phrase = read_forward(line, opening + 1) if opening is not None else None
    if phrase is None or opening is None:
        return None
    phrase = with_apposition(phrase)
    offices = [word for word in phrase.words if word.kind == "role"]
    speaks = any(word is phrase.words[0] or not word.capital for word in offices)
    speaks = speaks or is_person(phrase) and phrase.has("named")
    if phrase.last != last - 1 or not speaks or not official(phrase):
        return None
    start = line.words[opening].start
    return Saying(line.sentence.index, phrase, "source_in_brackets", start, phrase.end, before=True)


def _credit_end(page: Page, line: Line) -> int:
    """Return the index after the last word of the headline proper, before a date or a site."""
    for index, word in enumerate(line.words):
        if index and word.text in ("(", "\u00ab", "|", "[") and index > 3:
            return index - 1 if line.at(index - 1) == "." else index
    last = len(line.words)
    while last and not line.words[last - 1].is_word and line.at(last - 1) not in ('"', ")"):
        last -= 1
    return last


def _can_credit(phrase: Phrase, before: str) -> bool:
    if phrase.kind in _SAYS_SO or phrase.kind == "record" and phrase.has("named", "institution"):
        return True
    if any(word.party is not None and word.party.key == "leaders" for word in phrase.words):
        return True
    return phrase.kind in ("name", "party") and before == ","


def cut_off(page: Page, line: Line) -> Saying | None:
    """Read "..., head of the regional administration..." where the text breaks off."""
    last = len(line.words)
    while last and (line.at(last - 1).startswith("..") or line.at(last - 1) == "\u2026"):
        last -= 1
    if last == len(line.words):
        return None
    phrase = read_back(line, last)
    if phrase is None or not phrase.has("role", "named") or phrase.kind == "weak":
        return None
    if line.at(phrase.first - 1) not in (",", '"'):
        return None
    return Saying(
        line.sentence.index, phrase, "source_cut_off", phrase.start, phrase.end, before=True
    )


RULES: tuple[tuple[Callable[[Page, Line], Saying | None], tuple[str, ...]], ...] = (
    (prefix, (":",)),
    (dash, (" - ", "\u2013 ", "\u2014 ", ", -")),
    (suffix, (":",)),
    (bracket, (")",)),
    (cut_off, ("..", "\u2026")),
    (source_line, ("source",)),
    (signature, ("",)),
    (closing, ("thank", "remind", "urge", "call")),
    (masthead, ("",)),
)
"""The rules, each with the marks of which one must stand in its sentence."""
