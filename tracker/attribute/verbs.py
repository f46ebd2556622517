"""Verbs of saying: their subject, before or behind, and which side of them is reported."""

from __future__ import annotations

from dataclasses import replace

from tracker.attribute.phrase import (
    PLAIN,
    Phrase,
    is_boundary,
    read_back,
    read_forward,
    subject_before,
    with_apposition,
)
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.words import (
    ADVERBS,
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    FIRST_PERSON,
    FORMS_OF_BE,
    LINKS,
    MODALS,
    NEGATIONS,
    RELATIVES,
    TIMES,
    WEEKDAYS,
    Line,
    Word,
)

_BEFORE_INVERTED = DASHES | {",", '"', "!", "?", "'"}
_ENDS = frozenset(",.;)(!?\u2026|") | DASHES
_STARTS_CLAUSE = frozenset("that there it he she they we to how what whether if no none".split())
_POINTS_BACK = frozenset("this so".split())


def read_finite(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the mayor said that ...", "..., the mayor said" and "..., said the mayor"."""
    if _is_noun(cue):
        return None
    line = cue.line
    subject_end, auxiliaries = _before_auxiliaries(line, cue.first)
    if auxiliaries & (NEGATIONS | MODALS):
        return None
    if auxiliaries & FORMS_OF_BE and not cue.term.entry.term == "quoted as saying":
        return None if cue.term.entry.term in ("show", "see", "learn") else _read_passive(cue)
    if cue.grammar == "accuse" and line.at(cue.last) in ("of", "over", "by"):
        return None
    if cue.grammar == "publish" and not _publishes(cue):
        return None
    behind = _inverted_subject(cue, subject_end)
    if behind is not None:
        return _say(cue, behind, cue.first, behind.last, "said_source")
    if line.at(subject_end - 1) in FIRST_PERSON:
        return _own_voice(cue)
    phrase, rule = _subject(cue, subject_end, earlier)
    if phrase is None:
        return None
    if is_first_person(phrase):
        return _own_voice(cue)
    if is_nobody(phrase):
        return _say(cue, None, phrase.first, cue.last, "nobody_vouches")
    phrase, via = _cited_by(phrase)
    said = _say(cue, phrase, min(phrase.first, cue.first), cue.last, rule)
    if cue.term.entry.term == "show" and not (said.before or _shows(cue, phrase)):
        return None
    return replace(said, via=via + said.via)


def is_nobody(phrase: Phrase) -> bool:
    """Tell what nobody in particular vouches for: "preliminary data", "reports", "estimates"."""
    if phrase.kind == "vague":
        return True
    if phrase.kind != "record" or phrase.words[0].text in ("the", "this", "that", "its", "their"):
        return False
    terms = {
        word.source.entry.term for word in phrase.words if word.kind == "record" and word.source
    }
    head = next(i for i, word in enumerate(phrase.words) if word.kind == "record")
    owned = phrase.has("named", "institution", "role") or any(
        word.party is not None or (word.capital and word.source is None)
        for word in phrase.words[:head]
    )
    return not owned and terms <= {"report", "count", "toll"}


def is_first_person(phrase: Phrase) -> bool:
    """Tell "our count" from "US officials", which folds to the same letters."""
    return phrase.words[0].text in FIRST_PERSON and phrase.words[0].party is None


def _publishes(cue: Cue) -> bool:
    """Tell "published a list of 50 dead" from "released eight prisoners"."""
    return any(
        word.kind == "record" and not is_boundary(word)
        for word in cue.line.words[cue.last : cue.last + 6]
    )


def _is_noun(cue: Cue) -> bool:
    """Tell "claims", "reports", "the count" as nouns from the verbs of that spelling."""
    line, word = cue.line, cue.line.words[cue.first]
    if word.party is not None or (word.capital and cue.first > 0 and line.at(cue.first - 1) != '"'):
        return True
    if word.source is None:
        return False
    if word.kind != "record" or word.source.end > line.words[cue.last - 1].end:
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


def _before_auxiliaries(line: Line, first: int) -> tuple[int, set[str]]:
    """Return where the subject ends, and the auxiliaries and adverbs between it and the verb."""
    passed: set[str] = set()
    index = first
    while index > 0:
        word = line.words[index - 1]
        text = word.text
        is_adverb = text.endswith("ly") and len(text) > 4 and not word.capital
        if text in AUXILIARIES | ADVERBS | NEGATIONS or text == "to" or is_adverb:
            passed.add("to" if text == "to" else text)
            index -= 1
        elif text in WEEKDAYS and line.at(index - 2) in ("on", "late", "early"):
            index -= 2
        elif text in WEEKDAYS and index > 1 and line.words[index - 2].source is not None:
            index -= 1
        elif text == "n't":
            passed.add("not")
            index -= 1
        else:
            break
    return index, passed


def _inverted_subject(cue: Cue, subject_end: int) -> Phrase | None:
    """Return the subject behind the verb: "..., said the mayor on Monday"."""
    line = cue.line
    if subject_end != cue.first or (cue.first and line.at(cue.first - 1) not in _BEFORE_INVERTED):
        return None
    if cue.first == 0 or cue.grammar in ("tally", "tell", "publish", "accuse") or _joined_before(line, subject_end):
        return None
    phrase = read_forward(line, cue.last)
    if phrase is None or phrase.kind not in PLAIN | {"pronoun"} and not _determined(phrase):
        return None
    phrase = with_apposition(phrase)
    figures = cue.page.by_sentence.get(line.sentence.index, ())
    if any(phrase.start <= figure.count.start < phrase.end for figure in figures):
        return None
    after = line.words[phrase.last] if phrase.last < len(line.words) else None
    if after is None or not after.is_word:
        return None if after is not None and after.text == ":" else phrase
    if after.text in LINKS | TIMES | ADVERBS | {"as", "noting", "adding", "when", "after"}:
        return phrase
    return phrase if after.cue is not None and after.text.endswith("ing") else None


def _joined_before(line: Line, end: int) -> bool:
    """Tell "the governor, Ihor Koval, said" from "..., said Ihor Koval"."""
    phrase = subject_before(line, end) if line.at(end - 1) == "," else None
    return phrase is not None and line.at(phrase.last) == "," and phrase.last == end - 1


def _determined(phrase: Phrase) -> bool:
    return phrase.words[0].text in DETERMINERS


def _subject(cue: Cue, end: int, earlier: list[Saying]) -> tuple[Phrase | None, str]:
    """Return the subject before the verb, and the rule that found it."""
    line = cue.line
    if line.at(end - 1) in RELATIVES:
        return _antecedent_of_relative(line, end - 1), "who_says"
    phrase = subject_before(line, end)
    if phrase is not None and _fits(cue, phrase):
        return phrase, "source_said"
    if end > 0 and line.at(end - 1) not in ("and", "but", ",", "or"):
        return None, ""
    if cue.grammar == "tally" and line.at(end - 1) == ",":
        return None, ""
    return same_subject(cue, earlier), "and_said"


def _fits(cue: Cue, phrase: Phrase) -> bool:
    if phrase.kind == "name" and cue.grammar != "say" and not _is_known_name(cue, phrase):
        return False
    if phrase.kind in PLAIN or phrase.kind in ("pronoun", "vague"):
        return phrase.line.words[phrase.last - 1].text not in TIMES
    return cue.grammar in ("say", "tell") and (_determined(phrase) or phrase.line.blind)


def _is_known_name(cue: Cue, phrase: Phrase) -> bool:
    """Tell a name from a common word that only begins its sentence: "Casualties reported"."""
    if phrase.first > 0 or phrase.last - phrase.first > 1:
        return True
    text, word = cue.page.document.text, phrase.words[0]
    name = text[word.start : word.end]
    return name in text[: word.start] or name in text[word.end :]


def _shows(cue: Cue, phrase: Phrase) -> bool:
    """Tell what data or an inquiry show from what people show or find."""
    types = {word.source.entry.get("type") for word in phrase.words if word.source is not None}
    return phrase.has("record") or "osint" in types or cue.line.at(cue.last) == "that"


def _antecedent_of_relative(line: Line, index: int) -> Phrase | None:
    before = index - 1 if line.at(index - 1) == "," else index
    phrase = read_back(line, before)
    return phrase if phrase is not None and phrase.kind in PLAIN else None


def same_subject(cue: Cue, earlier: list[Saying]) -> Phrase | None:
    """Return the source that an earlier verb of the sentence had, else the sentence's subject."""
    for saying in reversed(earlier):
        if saying.phrase is not None and not saying.denies and saying.rule != "according_to":
            return saying.phrase
    return _first_subject(cue)


def _first_subject(cue: Cue) -> Phrase | None:
    """Return the subject that opens the sentence or the clause, if it can be a source."""
    line = cue.line
    phrase = read_forward(line, 0)
    if phrase is None and cue.first > 2 and "," in (line.at(i) for i in range(cue.first)):
        comma = next(i for i in range(cue.first) if line.at(i) == ",")
        phrase = read_forward(line, comma + 1)
    if phrase is None or phrase.last >= cue.first:
        return None
    if phrase.kind in PLAIN and phrase.kind != "name":
        return phrase
    return phrase if phrase.kind == "name" and phrase.last - phrase.first > 1 else None


def _cited_by(phrase: Phrase) -> tuple[Phrase, tuple[Phrase, ...]]:
    """Read "officials cited by the channel put ...": the officials, by way of the channel."""
    line = phrase.line
    before = line.words[phrase.first - 1] if phrase.first else None
    if before is None or before.cue is None or before.cue.entry.term != "cited by":
        return phrase, ()
    source = read_back(line, phrase.first - 2)
    return (source, (phrase,)) if source is not None else (phrase, ())


def _say(cue: Cue, phrase: Phrase | None, first: int, last: int, rule: str) -> Saying:
    """Return the saying, with the side of it that is reported."""
    words = cue.line.words
    reported_after, points_back, hearer = _complement(cue, max(last, cue.last))
    after_as = first > 0 and cue.line.at(first - 1) == "as"
    colon = any(cue.line.at(max(last, cue.last) + further) == ":" for further in range(3))
    points_back = points_back or (not reported_after and _only_points_back(cue))
    return Saying(
        cue.line.sentence.index,
        phrase,
        rule if not reported_after or rule != "source_said" else "source_said_that",
        words[first].start,
        words[max(last, cue.last) - 1].end,
        before=not reported_after,
        after=True,
        local=after_as and not reported_after,
        spread="back" if points_back else "",
        via=(hearer,) if hearer is not None else (),
        cue=cue.term,
        denies=cue.grammar == "deny" and not colon,
    )


def _complement(cue: Cue, index: int) -> tuple[bool, bool, Phrase | None]:
    """Tell whether what is said follows, whether a "this" points back, and who hears it."""
    line = cue.line
    hearer = read_forward(line, index) if cue.grammar == "tell" else None
    starts = {figure.count.start for figure in cue.page.by_sentence.get(line.sentence.index, ())}
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
        if _opens_report(word, starts):
            return True, False, hearer
        if word.text in LINKS | TIMES | ADVERBS or word.text.endswith("ly"):
            within = True
        elif not within:
            return True, False, hearer
        index += 1
    return False, False, hearer


def _opens_report(word: Word, starts: set[int]) -> bool:
    text = word.text
    return text in _STARTS_CLAUSE | AUXILIARIES or text in (":", '"') or word.start in starts


def _only_points_back(cue: Cue) -> bool:
    """Tell "That is what the army wrote", a sentence without a figure of its own."""
    line = cue.line
    own = cue.page.by_sentence.get(line.sentence.index)
    return not own and line.at(0) in ("this", "that", "it", "so", "such")


def _ends_soon(line: Line, index: int) -> bool:
    return index >= len(line.words) or (
        line.at(index) in _ENDS | LINKS | TIMES | ADVERBS or not line.words[index].is_word
    )


def _read_passive(cue: Cue) -> Saying | None:
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
    _, auxiliaries = _before_auxiliaries(line, cue.first)
    passive = bool(auxiliaries & FORMS_OF_BE) or cue.term.entry.term == "cited by"
    before = line.words[cue.first - 1] if cue.first else None
    document = before is None or not before.is_word or before.kind == "record"
    return _by(cue) if passive or document or _counts_before(cue) else None


def _counts_before(cue: Cue) -> bool:
    """Tell "nine deaths reported by the mayor" from "a man identified by the mayor"."""
    figures = cue.page.by_sentence.get(cue.line.sentence.index, ())
    at = cue.line.words[cue.first].start
    return any(0 < at - figure.count.end < 40 for figure in figures)


def _by(cue: Cue) -> Saying | None:
    phrase = read_forward(cue.line, cue.last)
    if phrase is None or phrase.kind not in PLAIN:
        return None
    phrase = with_apposition(phrase)
    passes_on = cue.term.entry.term == "cited by"
    said = _say(cue, phrase, cue.first, phrase.last, "said_by")
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
    return _say(cue, None, cue.first, cue.last, "own_voice")
