"""Verbs of saying, active and passive."""

from __future__ import annotations

from dataclasses import replace

from tracker.attribute.forward import giver, read_forward, with_apposition
from tracker.attribute.phrase import PLAIN, Phrase, is_boundary
from tracker.attribute.reach import READ_OUT, say
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.subject import before_auxiliaries, cited_by, inverted_subject, subject
from tracker.attribute.words import (
    AUXILIARIES,
    DETERMINERS,
    FIRST_PERSON,
    FORMS_OF_BE,
    MODALS,
    NEGATIONS,
)

_PLURAL_VERBS = frozenset("report claim estimate count".split())
_UNSAID = NEGATIONS | MODALS
_REPORTED = frozenset(
    "casualties injuries deaths victims fatalities losses damage explosions blasts fires".split()
)


def read_finite(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the mayor said that ...", "..., the mayor said" and "..., said the mayor"."""
    if _is_noun(cue):
        return None
    line = cue.line
    subject_end, auxiliaries = before_auxiliaries(line, cue.first)
    if auxiliaries & _UNSAID:
        return None
    if auxiliaries & FORMS_OF_BE and cue.term.entry.term != "quoted as saying":
        return None if cue.term.entry.term in ("show", "see", "learn") else read_passive(cue)
    if _says_nothing(cue):
        return None
    behind = inverted_subject(cue, subject_end)
    if behind is not None:
        return say(cue, behind, (cue.first, behind.last), "said_source")
    if line.at(subject_end - 1) in FIRST_PERSON:
        return _own_voice(cue)
    phrase, rule = subject(cue, subject_end, earlier)
    if phrase is None:
        return None
    if is_first_person(phrase):
        return _own_voice(cue)
    if {"nor", "neither"} & {line.at(phrase.first - 1), line.at(phrase.first)}:
        return None  # "Neither the army nor the rebels have confirmed it"
    if phrase.words[-1].text == "toll" and not _is_owned(phrase):
        return None  # "the toll indicates 12 dead": whose toll it is stands elsewhere
    if phrase.words[-1].text in _REPORTED:
        return None  # "Casualties reported"
    if line.at(cue.first) in _PLURAL_VERBS and phrase.words[0].text in ("a", "an", "this"):
        return None  # "a Red Cross report", a noun
    if is_nobody(phrase):
        return say(cue, None, (phrase.first, cue.last), "nobody_vouches")
    phrase, via = cited_by(giver(phrase))
    said = say(cue, phrase, (min(phrase.first, cue.first), cue.last), rule)
    if cue.term.entry.term == "show" and not (said.before or _shows(cue, phrase)):
        return None
    if cue.term.entry.term == "go on" and (not said.before or rule == "and_said"):
        return None
    return replace(said, via=via + said.via) if via else said


def _says_nothing(cue: Cue) -> bool:
    """Tell what looks like a verb of saying and is none: "claimed 12 lives", "accused of"."""
    line, after = cue.line, cue.line.at(cue.last)
    if after == "by" and cue.grammar != "say":
        return True
    if after == "at" and cue.grammar == "report":
        return _stands_at(cue)
    if cue.grammar == "accuse":
        return after == "of"
    if cue.grammar == "publish":
        return not _publishes(cue)
    if line.at(cue.first) == "read" and after in READ_OUT:
        return True  # "said in a statement read on state television"
    if line.at(cue.first).startswith(_OF_THINGS):
        return not _reports_figure(cue)
    if cue.term.entry.term == "claim":
        return any(line.at(cue.last + further) in ("lives", "life") for further in range(6))
    return False


_OF_THINGS = ("declar", "proclaim", "recall")


def _reports_figure(cue: Cue) -> bool:
    """Tell "declared that", "declared 12 dead" from "declares a curfew", "recalls its envoy".

    So does what stands behind a quotation: ' "We buried nine," recalled Olena'.
    """
    if cue.line.at(cue.first - 1) == '"' or cue.line.at(cue.first - 2) == '"':
        return True
    if cue.line.at(cue.last) in ("that", "there", ":", '"', ",", "the", "") or not cue.line.at(
        cue.last
    ):
        return True
    following = cue.line.words[cue.last : cue.last + 5]
    return bool(following) and cue.page.has_figure(following[0].start, following[-1].end)


def _stands_at(cue: Cue) -> bool:
    """Tell "the toll reported at 900", a participle, from "the army reported at 09:00"."""
    if cue.line.at(cue.last + 1) in ("least", "most"):
        return False
    following = cue.line.words[cue.last + 1 : cue.last + 4]
    return bool(following) and cue.page.has_figure(following[0].start, following[-1].end)


def _publishes(cue: Cue) -> bool:
    """Tell "published a list of 50 dead" from "released eight prisoners"."""
    following = cue.line.words[cue.last : cue.last + 6]
    if cue.line.words[cue.first].text.startswith(
        ("rais", "revis", "updat", "lower", "correct", "reduc")
    ):
        return any(
            word.source is not None and word.source.entry.term in ("count", "toll")
            for word in following
        )
    return any(word.kind == "record" and not is_boundary(word) for word in following)


def _is_noun(cue: Cue) -> bool:
    """Tell "claims", "reports", "the count" as nouns from the verbs of that spelling."""
    line, word = cue.line, cue.line.words[cue.first]
    if word.party is not None or (word.capital and cue.first > 0 and line.at(cue.first - 1) != '"'):
        return True
    if word.source is None:
        return False
    whole = word.source.start >= word.start and word.source.end <= line.words[cue.last - 1].end
    if word.kind != "record" or not whole:
        return True
    before, after = line.at(cue.first - 1), line.at(cue.last)
    if before in DETERMINERS or before.endswith("'s") or before in ("of", "by", "to", "and"):
        return True
    following = line.words[cue.last] if cue.last < len(line.words) else None
    return (
        after in AUXILIARIES
        or after in ("of", "by", "from", "about")
        or (following is not None and following.cue is not None and following.source is None)
    )


def _shows(cue: Cue, phrase: Phrase) -> bool:
    """Tell what data or an inquiry show from what people show or find."""
    types = {word.source.entry.get("type") for word in phrase.words if word.source is not None}
    return phrase.has("record") or "osint" in types or cue.line.at(cue.last) == "that"


def read_passive(cue: Cue) -> Saying | None:
    """Read "were confirmed on Monday by the mayor"."""
    line = cue.line
    for index in range(cue.last, min(cue.last + 6, len(line.words))):
        if line.at(index) == "by":
            return _by(replace(cue, last=index + 1))
        if is_boundary(line.words[index]) or line.at(index) in DETERMINERS:
            return None
    return None


def read_by(cue: Cue, _earlier: list[Saying]) -> Saying | None:
    """Read "was reported by the mayor", and "officials cited by the newspaper"."""
    line = cue.line
    _, auxiliaries = before_auxiliaries(line, cue.first)
    passive = bool(auxiliaries & FORMS_OF_BE) or cue.term.entry.term == "cited by"
    before = line.words[cue.first - 1] if cue.first else None
    document = before is None or not before.is_word or before.kind == "record"
    return _by(cue) if passive or document or _counts_before(cue) else None


def _counts_before(cue: Cue) -> bool:
    """Tell "nine deaths reported by the mayor" from "a man identified by the mayor"."""
    at = cue.line.words[cue.first].start
    return cue.page.has_figure(max(at - 44, cue.line.sentence.start), at)


def _by(cue: Cue) -> Saying | None:
    phrase = read_forward(cue.line, cue.last)
    if phrase is None or phrase.kind not in PLAIN:
        return None
    phrase = with_apposition(giver(phrase))
    passes_on = cue.term.entry.term == "cited by"
    said = say(cue, phrase, (cue.first, phrase.last), "said_by")
    points_back = cue.line.at(0) in ("this", "that", "it") or _opens_with_record(cue)
    alone = not cue.page.by_sentence.get(cue.line.sentence.index)
    return replace(
        said,
        before=True,
        passes_on=passes_on,
        spread="back" if points_back and alone else said.spread,
    )


def _opens_with_record(cue: Cue) -> bool:
    return any(word.kind == "record" for word in cue.line.words[: min(3, cue.first)])


def _own_voice(cue: Cue) -> Saying | None:
    """Return the outlet as nobody else's source: "we counted 40 dead", outside of quotes."""
    sentence = cue.line.sentence
    if cue.page.quotation(sentence, cue.line.words[cue.first].start) is not None:
        return None
    return say(cue, None, (cue.first, cue.last), "own_voice")


def is_nobody(phrase: Phrase) -> bool:
    """Tell what nobody in particular vouches for: "preliminary data", "reports", "estimates"."""
    if phrase.kind == "vague":
        return True
    if phrase.kind != "record" or phrase.words[0].text in ("the", "this", "that", "its", "their"):
        return False
    terms = {
        word.source.entry.term for word in phrase.words if word.kind == "record" and word.source
    }
    official = any(word.text == "official" for word in phrase.words)
    return not _is_owned(phrase) and not official and terms <= {"report", "count", "toll"}


def _is_owned(phrase: Phrase) -> bool:
    """Tell "the ministry's data" and "UN figures" from figures of nobody in particular."""
    head = next((i for i, word in enumerate(phrase.words) if word.kind == "record"), 0)
    return phrase.has("named", "institution", "role") or any(
        word.party is not None
        or (word.capital and word.source is None and word.text not in DETERMINERS)
        for word in phrase.words[:head]
    )


def is_first_person(phrase: Phrase) -> bool:
    """Tell "our count" from "US officials", which folds to the same letters."""
    return phrase.words[0].text in FIRST_PERSON and phrase.words[0].party is None
