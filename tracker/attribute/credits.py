"""Sources that are named without a verb behind what they give: the credit of a headline."""

from __future__ import annotations

import re

from tracker.attribute.backward import read_back
from tracker.attribute.chains import is_outlet
from tracker.attribute.forward import read_forward, with_apposition
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase, is_media
from tracker.attribute.saying import Saying
from tracker.attribute.signs import official
from tracker.attribute.source import is_person
from tracker.attribute.words import DASHES, Line, Word
from tracker.gazetteer import key, load_gazetteer
from tracker.models import Sentence

SAYS_SO = frozenset({"named", "institution", "role"})
_GOVERNS = frozenset({"forms", "cased_forms", "government"})
_OWN_DOCUMENTS = frozenset({"report", "statement"})
_LONGEST_NAME = 3
_STAMPED = re.compile(r"[\W\d]*\d{1,2}[:.]\d{2}\b")


def dash(page: Page, line: Line) -> Saying | None:
    """Read "..., - Klitschko" and "three dead \u2013 governor" at the end of a headline."""
    words = line.words
    end = _credit_end(page, line)
    for index in range(end - 1, max(end - 14, 1), -1):
        if words[index].text not in DASHES:
            continue
        phrase = read_forward(line, index + 1)
        if phrase is None or phrase.last != end or not _can_credit(page, phrase):
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


def _can_credit(page: Page, phrase: Phrase) -> bool:
    """Tell a source behind a dash from a topic, a place, the outlet's own name or a section."""
    line = phrase.line
    after_comma = line.at(phrase.first - 2) == ","
    if is_outlet(page, phrase) or (not after_comma and _ends_title(page, phrase)):
        return False
    if phrase.kind in SAYS_SO or phrase.kind == "record" and phrase.has("named", "institution"):
        return True
    if any(word.party is not None and word.party.key == "leaders" for word in phrase.words):
        return True
    if phrase.kind in ("name", "party") and after_comma:
        return True
    if not _heads(page, line.sentence) or _names_page(page, phrase):
        return False
    if phrase.kind == "record":
        return _is_bare_document(phrase)
    return _speaks_of_elsewhere(page, phrase) or _is_surname(page, phrase)


def _ends_title(page: Page, phrase: Phrase) -> bool:
    """Tell an outlet behind its own page's title: "Nine Dead in Raid - The Daily News"."""
    return is_media(phrase) and (phrase.line.blind or _names_page(page, phrase))


def _heads(page: Page, sentence: Sentence) -> bool:
    """Tell a headline, which may be printed again with the time before the text below it."""
    if sentence.index == 0 or sentence.zone in ("headline", "teaser"):
        return True
    return bool(_STAMPED.match(page.folded, sentence.start, sentence.end))


def _is_bare_document(phrase: Phrase) -> bool:
    """Tell "- statement", "- intel report": one document, of which nothing else is told."""
    head = phrase.words[-1]
    if phrase.last - phrase.first > 2 or head.source is None or head.text.endswith("s"):
        return False
    return head.source.entry.term in _OWN_DOCUMENTS and not phrase.line.blind


def _speaks_of_elsewhere(page: Page, phrase: Phrase) -> bool:
    """Tell "11 killed in Sumy - Kyiv" from "11 killed in blast - Mogadishu", where it happened."""
    if not is_government(phrase):
        return False
    line = phrase.line
    named = any(
        w.party is not None or (w.capital and at) for at, w in enumerate(line.words[: phrase.first])
    )
    return named or page.tallied(line.sentence.index)


def is_government(phrase: Phrase) -> bool:
    """Tell a country, its capital or an armed group, which alone stands for who speaks for it."""
    first, last = phrase.words[0].party, phrase.words[-1].party
    if first is None or first is not last:
        return False
    whole = first.start == phrase.words[0].start and first.end == phrase.end
    return whole and first.key in _GOVERNS


def _is_surname(page: Page, phrase: Phrase) -> bool:
    """Tell the name of a person or a body whom the reader knows: "- Denisova", "- AP"."""
    words = [word for word in phrase.words if word.text != '"']
    if phrase.kind != "name" or len(words) > _LONGEST_NAME:
        return False
    if not all(word.capital and word.party is None and word.source is None for word in words):
        return False
    if words[-1].text in page.speakers:
        return True
    name = key(page.document.text[phrase.start : phrase.end])
    return not load_gazetteer(page.lexicon).lookup(name)


def _names_page(page: Page, phrase: Phrase) -> bool:
    """Tell "VIDEO" and "Live Updates", which name what the page offers."""
    return bool(threads_in(page, phrase, "page"))


def threads_in(page: Page, phrase: Phrase, thread: str) -> list[Word]:
    """Return the words of a phrase that the vocabulary of threads gives one use."""
    terms = [t for t in page.threads_of(phrase.line.sentence) if t.entry.get("thread") == thread]
    return [w for w in phrase.words if any(t.start <= w.start < t.end for t in terms)]


def suffix(page: Page, line: Line) -> Saying | None:
    """Read "nine soldiers killed in Sinai: official", a headline's last words."""
    end = _credit_end(page, line)
    for index in range(end - 1, max(end - 8, 2), -1):
        if line.at(index) != ":":
            continue
        phrase = read_forward(line, index + 1)
        if phrase is None or phrase.last != end or not _can_follow_colon(page, phrase):
            return None
        if line.at(index + 1)[:1].isdigit():
            return None  # "Exchange: 32 more soldiers at home"
        start = line.words[index].start
        return Saying(
            line.sentence.index, phrase, "source_after_colon", start, phrase.end, before=True
        )
    return None


def _can_follow_colon(page: Page, phrase: Phrase) -> bool:
    """Tell an office or a government; a mere name behind a colon can be what is listed."""
    if phrase.kind in SAYS_SO or any(w.party and w.party.key == "leaders" for w in phrase.words):
        return True
    return _heads(page, phrase.line.sentence) and _speaks_of_elsewhere(page, phrase)


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
