"""Sources that nouns of saying bring in: "the army's claim that", "the report by the UN that"."""

from __future__ import annotations

from tracker.attribute.backward import read_back
from tracker.attribute.forward import read_forward, with_apposition
from tracker.attribute.page import Page
from tracker.attribute.phrase import PLAIN, Phrase
from tracker.attribute.saying import Saying
from tracker.attribute.words import Line
from tracker.models import Sentence

_NOUNS = frozenset({"statement", "report"})
"""Entries of the sources whose nouns tell what somebody says."""


def read_claims(page: Page, sentence: Sentence) -> list[Saying]:
    """Read the nouns of saying in a sentence with figures whose source stands beside them."""
    if sentence.index not in page.by_sentence:
        return []
    if not any(page.has_source(sentence, noun) for noun in _NOUNS):
        return []
    line = page.line(sentence.index)
    found = (
        _read_claim(page, line, index)
        for index, word in enumerate(line.words)
        if word.source is not None and word.source.entry.term in _NOUNS
    )
    return [saying for saying in found if saying is not None]


def _read_claim(page: Page, line: Line, index: int) -> Saying | None:
    """Read "the claim by the army that" and "the army's claim that"; what follows is told."""
    behind = _giver_behind(line, index + 1)
    if behind is not None and _tells(line, behind.last):
        source, last = behind, behind.last
    else:
        before = _giver_before(line, index) or _whole_name(line, index)
        last = index + 1
        if before is None or not (_tells(line, last) or _of_figure(page, line, last)):
            return None
        source = before
    first = min(source.first, index)
    start, end = line.words[first].start, line.words[last].end
    return Saying(line.sentence.index, source, "claim_of_source", start, end, after=True)


def _giver_behind(line: Line, index: int) -> Phrase | None:
    if line.at(index) not in ("by", "from", "of"):
        return None
    source = read_forward(line, index + 1)
    if source is None or source.kind not in PLAIN or source.kind == "record":
        return None
    return with_apposition(source)


def _giver_before(line: Line, index: int) -> Phrase | None:
    first = index
    while first > max(index - 3, 0) and line.words[first - 1].source is None:
        if line.at(first - 1).endswith(("'s", "s'")):
            break
        first -= 1  # the adjective of "the army's latest claim", not a verb's subject
    owner = read_back(line, first) if line.at(first - 1).endswith(("'s", "s'")) else None
    return owner if owner is not None and owner.kind in PLAIN else None


def _whole_name(line: Line, index: int) -> Phrase | None:
    """Return "a Red Cross report", whose giver is a part of its name.

    Not "the Red Cross reports that", where the word is the verb.
    """
    whole = read_back(line, index + 1)
    if whole is None or whole.words[0].text not in ("a", "an") or line.at(index).endswith("s"):
        return None
    return whole if whole.kind == "record" and whole.has("named", "institution") else None


def _tells(line: Line, index: int) -> bool:
    """Tell "that 80 died" and "to have killed 80" behind a noun from all that is no report."""
    return line.at(index) == "that" or (line.at(index) == "to" and line.at(index + 1) == "have")


def _of_figure(page: Page, line: Line, index: int) -> bool:
    """Tell "the army's claim of 80 killed"."""
    following = line.words[index + 1 : index + 4]
    return line.at(index) == "of" and any(page.has_figure(w.start, w.end) for w in following)
