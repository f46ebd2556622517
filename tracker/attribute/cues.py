"""Every word of saying in a sentence, read by its grammar; chains of sources joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tracker.attribute.page import Page
from tracker.attribute.phrase import PLAIN, Phrase, read_back, read_forward, with_apposition
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.verbs import (
    _say,
    is_first_person,
    is_nobody,
    read_by,
    read_finite,
    same_subject,
)
from tracker.attribute.words import DETERMINERS, STOPS, Line
from tracker.models import Sentence


def read_cues(page: Page, sentence: Sentence) -> tuple[Saying, ...]:
    """Return what the words of saying in a sentence tell, in the order of the text."""
    terms = page.cues_of(sentence)
    sayings: list[Saying] = []
    if terms:
        line = page.line(sentence.index)
        for cue in _cues(page, line):
            read = READERS.get(cue.grammar)
            saying = read(cue, sayings) if read else None
            if saying is not None:
                sayings.append(saying)
    sayings.extend(_read_counts(page, sentence))
    sayings.sort(key=lambda saying: saying.left)
    return _join_chains(page, tuple(sayings))


def _cues(page: Page, line: Line) -> list[Cue]:
    """Return the line's words of saying with the words that they cover."""
    found: list[Cue] = []
    for index, word in enumerate(line.words):
        if word.cue is None or (found and found[-1].term is word.cue):
            continue
        last = index + 1
        while last < len(line.words) and line.words[last].start < word.cue.end:
            last += 1
        found.append(Cue(page, line, index, last, word.cue))
    return found


def read_tally(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the mayor counted nine bodies": only where a figure follows."""
    saying = read_finite(cue, earlier)
    if saying is None or saying.phrase is None and saying.rule != "own_voice":
        return None
    figures = cue.page.by_sentence.get(cue.line.sentence.index, ())
    if not saying.before and not any(figure.count.start >= saying.right for figure in figures):
        return None
    return replace(saying, local=False, rule="source_counts")


def read_participle(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "..., adding that nine died", which goes on from a subject named before."""
    line = cue.line
    if line.words[cue.first].source is not None or cue.first == 0:
        return None
    phrase = read_back(line, cue.first)
    if _is_gerund(line, cue):
        return None
    if phrase is None or line.at(phrase.first - 1) != "with" or phrase.kind not in PLAIN:
        phrase = same_subject(cue, earlier)
    if phrase is None:
        return None
    said = _say(cue, phrase, cue.first, cue.last, "going_on_to_say")
    return replace(said, before=False, after=True, local=False)


def _is_gerund(line: Line, cue: Cue) -> bool:
    """Tell "an evacuation warning" from "..., warning that" and "weeps telling her that"."""
    before = line.at(cue.first - 1)
    if before in DETERMINERS or before.endswith("'s"):
        return True
    if not line.words[cue.first - 1].is_word or before in _BEFORE_PARTICIPLE:
        return False
    if line.at(read_start(line, cue.first) - 1) == "with":
        return False
    return all(line.at(cue.last + further) != "that" for further in range(7))


def read_start(line: Line, last: int) -> int:
    """Return where the noun phrase before a word begins."""
    phrase = read_back(line, last)
    return phrase.first if phrase is not None else last


def read_lead(cue: Cue, _earlier: list[Saying]) -> Saying | None:
    """Read "according to the mayor", before or after what he says."""
    line = cue.line
    phrase = read_forward(line, cue.last)
    if phrase is None:
        return None
    if cue.term.entry.term == "per" and not (phrase.kind in PLAIN and _stands_out(phrase)):
        return None
    phrase = with_apposition(_giver(phrase))
    forward = _opens_clause(line, cue.first)
    nobody = is_nobody(phrase) or is_first_person(phrase)
    return Saying(
        line.sentence.index,
        None if nobody else phrase,
        "nobody_vouches" if nobody else "according_to",
        line.words[cue.first].start,
        phrase.end,
        before=not forward,
        after=True,
        cue=cue.term,
    )


def _stands_out(phrase: Phrase) -> bool:
    first = phrase.words[0]
    return first.capital or first.text in DETERMINERS or phrase.kind in ("named", "institution")


def _giver(phrase: Phrase) -> Phrase:
    """Return the mayor of "data provided by the mayor"."""
    line = phrase.line
    following = line.words[phrase.last] if phrase.last < len(line.words) else None
    if following is None or following.cue is None or phrase.kind not in ("record", "vague"):
        return phrase
    if following.cue.entry.get("grammar") != "by" or following.cue.entry.term == "cited by":
        return phrase
    after = next(
        (
            i
            for i in range(phrase.last, len(line.words))
            if line.words[i].start >= following.cue.end
        ),
        len(line.words),
    )
    giver = read_forward(line, after)
    return giver if giver is not None and giver.kind in PLAIN else phrase


def _opens_clause(line: Line, first: int) -> bool:
    """Tell whether the words before it leave the clause still to come."""
    if first == 0:
        return True
    before = line.at(first - 1)
    if before in STOPS and before not in (")", '"', "]"):
        return True
    return before in ("and", "but", "while", "that", "because", "whereas", "although", "as", "*")


def read_cited(cue: Cue, _earlier: list[Saying]) -> Saying | None:
    """Read "citing the mayor" and "quoted the mayor as saying"."""
    phrase = read_forward(cue.line, cue.last)
    if phrase is None or phrase.kind not in PLAIN | {"pronoun"}:
        return None
    said = _say(cue, with_apposition(phrase), cue.first, phrase.last, "citing_source")
    return replace(said, before=True, after=True, local=False, cites=True, spread="")


def read_nothing(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "were reported missing by the mayor"; without "by" the words vouch for nothing."""
    by = cue.term.entry.term == "left to fate" and cue.line.at(cue.last) == "by"
    return read_by(replace(cue, last=cue.last + 1), earlier) if by else None


def _read_counts(page: Page, sentence: Sentence) -> list[Saying]:
    """Read "by the army's count" and "its count was 81": whose the count is vouches for it."""
    if sentence.index not in page.by_sentence:
        return []
    line = page.line(sentence.index)
    found = []
    for index, word in enumerate(line.words):
        if word.source is not None and word.source.entry.term == "count" and index:
            if word.cue is None or _is_owner(line.at(index - 1)):
                saying = _read_count(line, index)
                if saying is not None:
                    found.append(saying)
    return found


def _read_count(line: Line, index: int) -> Saying | None:
    """Read one count with its owner; the outlet's own count is nobody else's."""
    for owner in range(index - 1, max(index - 5, -1), -1):
        text = line.at(owner)
        if text in STOPS or text == ",":
            return None
        if not _is_owner(text):
            continue
        possessive = text not in _OWN
        phrase = (
            read_back(line, owner + 1) if possessive else Phrase(line, owner, owner + 1, "pronoun")
        )
        if phrase is None or phrase.kind not in PLAIN | {"pronoun"}:
            return None
        by = phrase.first > 0 and line.at(phrase.first - 1) in ("by", "on", "in")
        if by and phrase.kind == "pronoun" and line.at(index + 1) == ",":
            following = read_forward(line, index + 2)
            phrase = following if following is not None and following.kind in PLAIN else phrase
        after = line.at(index + 1)
        if not by and after in ("of",):
            return None
        return Saying(
            line.sentence.index,
            None if text == "our" else phrase,
            "own_voice" if text == "our" else "by_count",
            line.words[owner].start,
            line.words[index].end,
            before=by,
            after=True,
        )
    return None


_BEFORE_PARTICIPLE = frozenset("and while after before by when later previously also then".split())

_OWN = frozenset("its their our his her".split())


def _is_owner(text: str) -> bool:
    return text in _OWN or text.endswith(("'s", "s'"))


READERS: dict[str, Callable[[Cue, list[Saying]], Saying | None]] = {
    "say": read_finite,
    "report": read_finite,
    "tell": read_finite,
    "deny": read_finite,
    "publish": read_finite,
    "accuse": read_finite,
    "tally": read_tally,
    "participle": read_participle,
    "lead": read_lead,
    "by": read_by,
    "cite": read_cited,
    "none": read_nothing,
}


def _join_chains(page: Page, sayings: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """Join those who pass on to whom they pass on: US officials, by way of a newspaper."""
    joined: list[Saying] = []
    for saying in sayings:
        previous = joined[-1] if joined else None
        if previous is None or previous.phrase is None or saying.phrase is None:
            joined.append(saying)
        elif saying.passes_on or _only_passes_on(page, previous, saying):
            joined[-1] = replace(
                previous,
                via=(*previous.via, saying.phrase),
                right=max(previous.right, saying.right),
            )
        elif saying.cites and _is_media(previous.phrase):
            joined[-1] = replace(
                saying,
                left=previous.left,
                before=previous.before or saying.before,
                local=previous.local,
                via=(previous.phrase,),
            )
        elif previous.cites and _is_media(saying.phrase) and not previous.via:
            joined[-1] = replace(
                saying, phrase=previous.phrase, via=(saying.phrase,), left=previous.left
            )
        else:
            joined.append(saying)
    return tuple(saying for saying in joined if not saying.passes_on)


def _only_passes_on(page: Page, source: Saying, outlet: Saying) -> bool:
    """Tell ", officials said, the newspaper reported": nothing stands between the two."""
    if outlet.phrase is None or not _is_media(outlet.phrase) or not outlet.before or outlet.local:
        return False
    if source.phrase is None or _is_media(source.phrase):
        return False
    figures = page.by_sentence.get(source.sentence, ())
    return not any(source.right <= figure.count.start < outlet.left for figure in figures)


def _is_media(phrase: Phrase) -> bool:
    return any(
        word.source is not None and word.source.entry.get("type") == "media"
        for word in phrase.words
    )
