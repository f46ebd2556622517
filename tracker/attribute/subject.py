"""Who is the subject of a verb of saying: before it, behind it, or named earlier."""

from __future__ import annotations

from tracker.attribute.backward import read_back, subject_before
from tracker.attribute.forward import opening_subject, read_forward, with_apposition
from tracker.attribute.phrase import PLAIN, PLAIN_OR_PRONOUN, Phrase
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.words import (
    ADVERBS,
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    LINKS,
    MONTHS,
    NEGATIONS,
    REGIONS,
    RELATIVES,
    TIMES,
    WEEKDAYS,
    Line,
)

_BEFORE_VERB = AUXILIARIES | ADVERBS | NEGATIONS | {"to"}


def before_auxiliaries(line: Line, first: int) -> tuple[int, set[str]]:
    """Return where the subject ends, and the auxiliaries and adverbs between it and the verb."""
    passed: set[str] = set()
    index = first
    while index > 0:
        word = line.words[index - 1]
        text = word.text
        is_adverb = text.endswith("ly") and len(text) > 4 and not word.capital
        if text == "to" and line.at(index - 2) == "able":
            index -= 2
        elif text in _BEFORE_VERB or is_adverb:
            passed.add(text)
            index -= 1
        elif text in WEEKDAYS and line.at(index - 2) in ("on", "late", "early"):
            index -= 2
        elif _is_date(line, index):
            index -= 3
        elif text in WEEKDAYS and index > 1 and line.words[index - 2].source is not None:
            index -= 1
        elif text == "n't":
            passed.add("not")
            index -= 1
        else:
            break
    return index, passed


def _is_date(line: Line, index: int) -> bool:
    """Tell "on November 3" or "on 3 November" right before a word."""
    pair = (line.at(index - 2), line.at(index - 1))
    dated = any(word in MONTHS for word in pair) and any(word.isdigit() for word in pair)
    return dated and line.at(index - 3) == "on"


def subject(cue: Cue, end: int, earlier: list[Saying]) -> tuple[Phrase | None, str]:
    """Return the subject before the verb, and the rule that found it."""
    line = cue.line
    if line.at(end - 1) in RELATIVES and line.words[end - 1].source is None:
        return _antecedent_of_relative(line, end - 1), "who_says"
    phrase = _without_a_figure(cue, subject_before(line, end), end)
    if phrase is not None and earlier and phrase.words[0].text in _POSSESSIVES:
        return None, ""  # "he said his battalion had counted": it is he who vouches
    if phrase is not None and _fits(cue, phrase):
        return phrase, "source_said"
    if end > 0 and line.at(end - 1) not in ("and", "but", ",", "or"):
        return None, ""
    if cue.grammar == "tally" and line.at(end - 1) == ",":
        return None, ""
    return same_subject(cue, earlier), "and_said"


def _without_a_figure(cue: Cue, phrase: Phrase | None, end: int) -> Phrase | None:
    """Return the ministry of "The enemy lost 20 men, the ministry said": no title has a figure."""
    own = read_back(cue.line, end)
    if phrase is None or own is None or own.first <= phrase.first:
        return phrase
    title = cue.line.at(own.first - 1) == ","
    return own if title and cue.page.has_figure(phrase.start, own.start) else phrase


def _fits(cue: Cue, phrase: Phrase) -> bool:
    if phrase.kind == "name" and cue.grammar != "say" and not _is_known_name(cue, phrase):
        return False
    if cue.grammar == "tally" and _is_place(phrase):
        return False
    if phrase.kind in PLAIN or phrase.kind in ("pronoun", "vague"):
        return phrase.line.words[phrase.last - 1].text not in TIMES
    if any(word.text in TIMES for word in phrase.words):
        return False
    if _determined(phrase) and _stands_out(phrase):
        return True
    if cue.grammar in ("say", "tell"):
        return _determined(phrase) or phrase.line.blind or _stands_alone(phrase)
    return False


def _stands_out(phrase: Phrase) -> bool:
    """Tell "the Tamil diaspora": a noun that the vocabulary lacks, with a name beside it."""
    return any(
        word.party is not None or word.source is not None or (word.capital and at > 0)
        for at, word in enumerate(phrase.words)
    )


def _stands_alone(phrase: Phrase) -> bool:
    """Tell ", local responders said": a plural between the comma and the verb."""
    line = phrase.line
    plural = phrase.words[-1].text.endswith("s")
    return plural and phrase.last - phrase.first <= 3 and line.at(phrase.first - 1) == ","


def _is_place(phrase: Phrase) -> bool:
    """Tell a region that "recorded" strikes from a body that counts them."""
    if phrase.has("role"):
        return False  # "a hospital official in Mopti gave a figure of 14"
    head = phrase.words[-1]
    return head.text in REGIONS or (head.party is not None and head.party.key == "places")


def _is_known_name(cue: Cue, phrase: Phrase) -> bool:
    """Tell a name from a common word that only begins its sentence: "Casualties reported"."""
    if phrase.first > 0 or phrase.last - phrase.first > 1:
        return True
    text, word = cue.page.document.text, phrase.words[0]
    name = text[word.start : word.end]
    before, after = text[max(word.start - 4000, 0) : word.start], text[word.end : word.end + 4000]
    return name in before or name in after


def _antecedent_of_relative(line: Line, index: int) -> Phrase | None:
    before = index - 1 if line.at(index - 1) == "," else index
    phrase = read_back(line, before)
    return phrase if phrase is not None and phrase.kind in PLAIN else None


def same_subject(cue: Cue, earlier: list[Saying]) -> Phrase | None:
    """Return the source that an earlier verb of the sentence had, else the sentence's subject."""
    own = _clause_subject(cue)
    if own is not None:
        return own
    for saying in reversed(earlier):
        if saying.phrase is not None and not saying.denies and saying.rule != "according_to":
            return saying.phrase
    return _first_subject(cue)


def _clause_subject(cue: Cue) -> Phrase | None:
    """Return the subject of a clause that a semicolon or a conjunction opens before the verb."""
    line = cue.line
    for index in range(cue.first - 1, max(cue.first - 20, 0), -1):
        joined = line.at(index) in ("but", "while", "whereas") and line.at(index - 1) == ","
        if line.at(index) == ";" or joined:
            phrase = read_forward(line, index + 1)
            plain = phrase is not None and phrase.kind in PLAIN and phrase.last < cue.first
            return phrase if plain else None
    return None


def _first_subject(cue: Cue) -> Phrase | None:
    """Return the subject that opens the sentence or the clause, if it can be a source."""
    line = cue.line
    phrase = opening_subject(line)
    if phrase is None:
        who = read_forward(line, 0)
        phrase = who if who is not None and line.at(who.last) == "who" else None
    return phrase if phrase is not None and phrase.last < cue.first else None


def cited_by(phrase: Phrase) -> tuple[Phrase, tuple[Phrase, ...]]:
    """Read "officials cited by the channel put ...": the officials, by way of the channel."""
    line = phrase.line
    before = line.words[phrase.first - 1] if phrase.first else None
    if before is None or before.cue is None or before.cue.entry.term != "cited by":
        return phrase, ()
    source = read_back(line, phrase.first - 2)
    return (source, (phrase,)) if source is not None else (phrase, ())


_POSSESSIVES = frozenset("his her its their our my".split())
_AFTER_INVERTED = LINKS | TIMES | ADVERBS | {"as", "noting", "adding", "when", "after"}
_BEFORE_INVERTED = DASHES | {",", '"', "!", "?", "'"}
_NEVER_INVERTED = frozenset({"tally", "tell", "publish", "accuse"})


def inverted_subject(cue: Cue, subject_end: int) -> Phrase | None:
    """Return the subject behind the verb: "..., said the mayor on Monday"."""
    line = cue.line
    if cue.first == 0 or subject_end != cue.first or cue.grammar in _NEVER_INVERTED:
        return None
    if line.at(cue.first - 1) not in _BEFORE_INVERTED or _joined_before(line, subject_end):
        return None
    phrase = read_forward(line, cue.last)
    weak = phrase is not None and phrase.kind not in PLAIN_OR_PRONOUN
    if phrase is None or weak and not (cue.grammar == "say" and _determined(phrase)):
        return None
    if phrase.kind == "record" and cue.grammar != "say":
        return None
    phrase = with_apposition(phrase)
    if cue.page.has_figure(phrase.start, phrase.end):
        return None
    after = line.words[phrase.last] if phrase.last < len(line.words) else None
    if after is None or not after.is_word:
        return None if after is not None and after.text == ":" else phrase
    if after.text in _AFTER_INVERTED:
        return phrase
    return phrase if after.cue is not None and after.text.endswith("ing") else None


def _joined_before(line: Line, end: int) -> bool:
    """Tell "the governor, Ihor Koval, said" from "..., said Ihor Koval"."""
    phrase = subject_before(line, end) if line.at(end - 1) == "," else None
    return phrase is not None and line.at(phrase.last) == "," and phrase.last == end - 1


def _determined(phrase: Phrase) -> bool:
    return phrase.words[0].text in DETERMINERS
