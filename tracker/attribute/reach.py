"""Which side of a verb of saying is reported, and whether it points back."""

from __future__ import annotations

from tracker.attribute.forward import read_forward
from tracker.attribute.phrase import Phrase
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.words import ADVERBS, AUXILIARIES, DASHES, LINKS, TIMES, Line, Word

_ENDS = frozenset(",.;)(!?\u2026|") | DASHES
_ADDS = LINKS | TIMES | ADVERBS
_ENDS_OR_ADDS = _ENDS | _ADDS
_STARTS_CLAUSE = frozenset("that there it he she they we to how what whether if no none".split())
_SUBORDINATES = frozenset("before after when while since until if as because".split())
_JOINS = frozenset("and but that while".split())
_POINTS_BACK = frozenset("this so".split())


def say(cue: Cue, phrase: Phrase | None, span: tuple[int, int], rule: str) -> Saying:
    """Return the saying of words ``span``, with the side of it that is reported."""
    first, last = span
    words = cue.line.words
    reported_after, points_back, hearer = _complement(cue, max(last, cue.last))
    aside = first > 1 and cue.line.at(first - 1) == "," and cue.line.at(first - 2) in _JOINS
    after_as = first > 0 and cue.line.at(first - 1) == "as"
    colon = any(cue.line.at(max(last, cue.last) + further) == ":" for further in range(4))
    colon_between = reported_after and colon and first > 0 and cue.line.at(first - 1) in (",", '"')
    points_back = points_back or (not reported_after and _only_points_back(cue))
    return Saying(
        cue.line.sentence.index,
        phrase,
        rule if not reported_after or rule != "source_said" else "source_said_that",
        words[first].start,
        words[max(last, cue.last) - 1].end,
        before=(not reported_after or colon_between) and not aside,
        after=True,
        local=after_as and not reported_after,
        spread="back" if points_back else "",
        via=(hearer,) if hearer is not None and _passes_on(hearer) else (),
        cue=cue.term,
        denies=cue.grammar == "deny" and not colon,
    )


def _passes_on(hearer: Phrase) -> bool:
    """Tell a newspaper or Human Rights Watch that was told from reporters and parliaments."""
    return any(
        (word.kind == "named" and word.source.entry.get("type") in _COLLECTORS)
        or (word.kind == "institution" and word.source.entry.get("type") == "media")
        for word in hearer.words
        if word.source is not None
    )


_MADE_KNOWN = "make this known"
"""The entry of the turns that hold their "this" themselves: "made the disclosure"."""
READ_OUT = frozenset("on by out aloud to over at from".split())
_COLLECTORS = frozenset({"media", "monitor_ngo", "international_org"})
"""Kinds of bodies that pass on what witnesses tell them."""


def _complement(cue: Cue, index: int) -> tuple[bool, bool, Phrase | None]:
    """Tell whether what is said follows, whether a "this" points back, and who hears it."""
    line = cue.line
    hearer = read_forward(line, index) if cue.grammar == "tell" else None
    page = cue.page
    if cue.term.entry.term == _MADE_KNOWN:
        return False, True, None
    if line.at(index) == ",":
        return False, False, None
    within = hearer is not None
    if hearer is not None:
        index = hearer.last
    while index < len(line.words):
        word = line.words[index]
        if word.text in _POINTS_BACK and not within and _ends_soon(line, index + 1):
            return False, True, hearer
        if word.text in _ENDS or word.text.startswith(".."):
            return False, False, hearer
        if word.cue is not None and word.cue.entry.term == "cited by":
            return False, False, hearer  # "said in a statement carried by the agency"
        if word.text == "read" and line.at(index + 1) in READ_OUT:
            return False, False, hearer  # "said in a statement read on state television"
        if not within and _is_given(cue, index):
            return False, True, hearer
        if _opens_report(word) or page.has_figure(word.start, word.end):
            return True, False, hearer
        if word.text in _ADDS or word.text.endswith("ly"):
            within = True
        elif not within:
            return True, False, hearer
        index += 1
    return False, False, hearer


def _is_given(cue: Cue, index: int) -> bool:
    """Tell "gave the figures", "confirmed the toll": what was told stands in another sentence."""
    words, sentence = cue.line.words, cue.line.sentence
    if cue.page.by_sentence.get(sentence.index) or words[index].text not in ("the", "these"):
        return False
    if any(word.text in _SUBORDINATES for word in words[: cue.first]):
        return False
    return any(
        word.source is not None and word.source.entry.term in ("count", "toll")
        for word in words[index + 1 : index + 4]
    )


def _opens_report(word: Word) -> bool:
    if word.text == "may" and word.capital:
        return False
    return word.text in _STARTS_CLAUSE or word.text in AUXILIARIES or word.text in (":", '"')


def _only_points_back(cue: Cue) -> bool:
    """Tell "That is what the army wrote", a sentence without a figure of its own."""
    line = cue.line
    own = cue.page.by_sentence.get(line.sentence.index)
    return not own and line.at(0) in ("this", "that", "it", "so", "such")


def _ends_soon(line: Line, index: int) -> bool:
    return index >= len(line.words) or (
        line.at(index) in _ENDS_OR_ADDS or not line.words[index].is_word
    )
