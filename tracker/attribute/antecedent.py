"""Who is meant by "it", "the ministry" and a bare surname: the source that was named before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tracker.attribute.backward import read_back
from tracker.attribute.forward import agents, opening_subject, read_forward
from tracker.attribute.owners import has_office, owner_in, up_to_head, without_base
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase
from tracker.attribute.source import Source, acronym_in, bare, is_person, make_source, name_of
from tracker.attribute.words import Line, Word

_LOOK_BACK = 3
_FAR_BACK = 40
_GROUPS = frozenset({"monitor_ngo", "medical", "international_org"})
_CLASSES = frozenset(
    {"news outlet", "channel on social media", "rights group", "united nations body", "think tank"}
)


def resolve(phrase: Phrase, before: Sequence[Source], page: Page) -> Source:
    """Return the source that a phrase means, with the fuller name given before if there is one."""
    text = page.document.text
    spelled_out = _as_acronym(phrase, page)
    if spelled_out is not None:  # quoted as the text has it, known by what it stands for
        return replace(make_source(spelled_out, text, phrase), name=name_of(phrase, text))
    meant = _meant(phrase, before, page)
    if meant is None:
        source = make_source(phrase, text)
        owner = owner_in(phrase)
        return replace(source, owner=_meant(owner, before, page)) if owner is not None else source
    known = next((source.owner for source in reversed(before) if source.phrase is meant), None)
    return replace(make_source(meant, text, phrase), owner=known)


def _meant(phrase: Phrase, before: Sequence[Source], page: Page) -> Phrase | None:
    first = phrase.words[0].text
    if phrase.kind == "pronoun":
        return _by_pronoun(phrase, before, page)
    if phrase.kind == "record" and first in ("a", "an", "the"):
        return _by_office(phrase, before) or (_by_head(phrase, before) if first == "the" else None)
    if first in ("the", "this", "that") and phrase.kind != "name":
        return _by_head(phrase, before) or _by_subject(phrase, page)
    if phrase.kind in ("name", "named") and phrase.last - phrase.first == 1:
        return _by_surname(phrase, before) or _named_in_full(phrase, page)
    return _with_title(phrase, before) if phrase.kind == "name" else None


def _by_pronoun(phrase: Phrase, before: Sequence[Source], page: Page) -> Phrase | None:
    """Find who is meant: the nearest sentence's source, or its subject, that fits."""
    fits = _fitting(phrase.words[0].text)
    here = phrase.line.sentence
    spoke = any(fits(s) for s in before if s.spoken.line.sentence.index < here.index)
    for index in range(here.index, max(here.index - _LOOK_BACK, -1), -1):
        sentence = page.document.sentences[index]
        if sentence.block != here.block:
            break
        spoken = [s for s in before if s.spoken.line.sentence.index == index and fits(s)]
        if spoken:
            return spoken[-1].phrase
        line = page.line(index)
        last = phrase.first if line is phrase.line else len(line.words)
        for named in _named(line, last):
            if named.kind == "weak" and line is phrase.line and spoke:
                continue  # "The three women were at home, they added": not the women
            if spoke and page.has_figure(named.start, named.end):
                continue  # "One soldier was also killed, he said": not the soldier
            if named.end <= phrase.start and fits(make_source(named, page.document.text)):
                return named
    meant = next((source for source in reversed(before) if fits(source)), None)
    if meant is None and phrase.words[0].text == "it":  # "authorities in Baku ... It also said"
        meant = next((source for source in reversed(before) if not source.person), None)
    return meant.phrase if meant is not None else None


def _by_subject(phrase: Phrase, page: Page) -> Phrase | None:
    """Find who the sentences before are about: "The Arakan Army took the base. The group said"."""
    content = without_base(phrase)
    here = phrase.line.sentence
    if len(content) != 1 or _is_document(content[0]):
        return None
    for index in range(here.index - 1, max(here.index - _LOOK_BACK, -1), -1):
        if page.document.sentences[index].block != here.block:
            return None
        line = page.line(index)
        for named in (*_named(line, 0), *agents(line, len(line.words))):
            source = make_source(named, page.document.text)
            if named.kind in ("named", "institution", "party") and _by_head(phrase, [source]):
                return up_to_head(named)
    return None


def _named(line: Line, last: int) -> Iterator[Phrase]:
    """Yield the subject of a sentence and the people by whom something was done in it."""
    subject = opening_subject(line) or _introduced(line)
    if subject is not None:
        yield subject
    yield from (agent for agent in agents(line, last) if is_person(agent))


def _introduced(line: Line) -> Phrase | None:
    """Return who is brought in with an age, "Nadiia, 74, ...", or with "who": "A driver who"."""
    phrase = read_forward(line, 0)
    if phrase is None or phrase.kind not in ("name", "weak"):
        return None
    aged = line.at(phrase.last) == "," and line.at(phrase.last + 1).isdigit()
    return phrase if aged or line.at(phrase.last) == "who" else None


def _fitting(pronoun: str) -> Callable[[Source], bool]:
    """Return which sources a pronoun can mean: he and she a person, it neither one nor many."""
    if pronoun in ("he", "him", "his", "she", "her"):
        return lambda source: source.person or source.phrase.kind == "weak"
    if pronoun in ("it", "its"):
        return lambda source: (
            not source.plural and (not source.person or source.phrase.words[-1].text == "source")
        )
    return lambda source: not source.person


def _by_head(phrase: Phrase, before: Sequence[Source]) -> Phrase | None:
    """Find the source whose name holds the same noun: "the mission", "the ministry"."""
    content = without_base(phrase)
    head = content[-1]
    if _is_document(head) and len(content) <= 2:
        same = (s for s in reversed(before) if s.phrase.words[-1].text == head.text)
        named = next((s for s in same if len(s.words) > len(content)), None)
        return (named or before[-1]).phrase if before else None
    if len(content) != 1 and not (len(content) == 2 and phrase.kind in ("institution", "role")):
        return None
    for source in reversed(before):
        if bare(head) in source.words and len(source.words) > len(content):
            return source.phrase
    return _by_type(head, before) if len(content) == 1 else None


def _by_office(phrase: Phrase, before: Sequence[Source]) -> Phrase | None:
    """Find the fuller name of the office that put a document out: "a ministry statement"."""
    offices = [word for word in phrase.words if word.kind == "institution"]
    if len(offices) != 1 or phrase.words[-1].kind != "record":
        return None
    office = bare(offices[0])
    named = (s for s in reversed(before) if office in s.words and len(s.words) > 1)
    return next((s.phrase for s in named if s.phrase.kind != "record"), None)


def _is_document(head: Word) -> bool:
    return head.source is not None and head.source.entry.term in ("statement", "report")


def _by_type(head: Word, before: Sequence[Source]) -> Phrase | None:
    """Find the last source of the class that a noun names: "the channel" for a broadcaster."""
    if head.source is None:
        return None
    wanted, term = head.source.entry.get("type"), head.source.entry.term
    person = head.kind == "role"
    if head.text == "official":
        return next((s.phrase for s in reversed(before) if s.person and has_office(s.phrase)), None)
    for source in reversed(before):
        types = {w.source.entry.get("type") for w in source.phrase.words if w.source is not None}
        if source.person != person or bare(head).endswith("s"):
            continue
        if term == "group" and (types & _GROUPS or _is_armed_group(source.phrase)):
            return source.phrase
        if source.plural:
            continue
        if not person and _is_the_same_body(head, source.phrase):
            return source.phrase
        if wanted in types and wanted is not None and (person or term in _CLASSES):
            return source.phrase
    return None


def _is_the_same_body(head: Word, phrase: Phrase) -> bool:
    """Tell "the military" after "Pakistan's army": other words for one institution of a side."""
    if head.source is None or head.kind != "institution" or head.source.entry.term == "group":
        return False  # "the group" after "US Central Command"
    forms = head.source.entry.spellings.get("forms", ())
    named = any(word.party is not None or word.kind == "named" for word in phrase.words)
    return named and any(bare(word) in forms for word in phrase.words)


def _is_armed_group(phrase: Phrase) -> bool:
    return any(word.party and word.party.entry.get("kind") == "group" for word in phrase.words)


def _by_surname(phrase: Phrase, before: Sequence[Source]) -> Phrase | None:
    """Find the fuller name of a surname: "Hauer" for "Colonel Anton Hauer"."""
    word = bare(phrase.words[0])
    for source in reversed(before):
        named = source.person or source.phrase.kind == "name"
        if named and word in source.words and len(source.words) > 1:
            return source.phrase
    return None


def _as_acronym(phrase: Phrase, page: Page) -> Phrase | None:
    """Find the name for which the text itself has said that letters stand: "the JIB"."""
    letters = acronym_in(phrase, page.document.text)
    if letters is None:
        return None
    at = page.document.text.find(f"({letters})", 0, phrase.start)
    sentence = page.sentence_at(at) if at >= 0 else None
    if sentence is None or sentence.block != phrase.line.sentence.block:
        return None
    line = page.line(sentence.index)
    opening = next(i for i, word in enumerate(line.words) if word.end > at)
    named = read_back(line, opening)
    whole = read_forward(line, named.first) if named is not None else None  # "... of the army"
    return whole if whole is not None and whole.last > opening else named


def _with_title(phrase: Phrase, before: Sequence[Source]) -> Phrase | None:
    """Find the same name with its title: "Ada Ber" for "Ada Ber, head of the mission"."""
    words = make_source(phrase, "").words
    return next((s.phrase for s in reversed(before) if s.person and words < s.words), None)


def _named_in_full(phrase: Phrase, page: Page) -> Phrase | None:
    """Find a surname with first name or title earlier in the text, where it gave no figure."""
    surname, sentences = bare(phrase.words[0]), page.document.sentences
    here = phrase.line.sentence.index
    for index in range(here, max(here - _FAR_BACK, -1), -1):
        sentence = sentences[index]
        if sentence.block != phrase.line.sentence.block:
            return None
        end = min(sentence.end, phrase.start)
        if page.folded.find(surname, sentence.start, end) < 0:
            continue
        line = page.line(index)
        for at, word in enumerate(line.words):
            full = read_back(line, at + 1) if bare(word) == surname and word.end <= end else None
            if full is not None and full.kind == "name" and full.last - full.first > 1:
                return full
    return None
