"""Every word of saying in a sentence, read by its grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tracker.attribute.backward import read_back
from tracker.attribute.chains import join_chains
from tracker.attribute.claims import read_claims
from tracker.attribute.nouns import read_cited, read_counts, read_lead
from tracker.attribute.page import Page
from tracker.attribute.phrase import PLAIN
from tracker.attribute.reach import say
from tracker.attribute.saying import Cue, Saying
from tracker.attribute.subject import same_subject
from tracker.attribute.verbs import read_by, read_finite, read_passive
from tracker.attribute.words import DETERMINERS, Line
from tracker.models import Sentence

_RIGHT_BEHIND = 40
"""How far behind "denied" the "report by the agency that" stands that is denied."""


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
    sayings.extend(read_counts(page, sentence))
    denials = [saying.right for saying in sayings if saying.denies]
    sayings.extend(
        claim
        for claim in read_claims(page, sentence)
        if not any(0 <= claim.left - right <= _RIGHT_BEHIND for right in denials)
    )
    sayings.sort(key=lambda saying: saying.left)
    return join_chains(page, tuple(sayings))


def _cues(page: Page, line: Line) -> list[Cue]:
    """Return the line's words of saying with the words that they cover."""
    found: list[Cue] = []
    for index, word in enumerate(line.words):
        if word.cue is None or (found and found[-1].term is word.cue):
            continue
        last = index + 1
        while last < len(line.words) and line.words[last].start < word.cue.end:
            last += 1
        grammar = str(word.cue.entry.get("grammar"))
        found.append(Cue(page, line, index, last, word.cue, grammar))
    return found


def read_tally(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the mayor counted nine bodies": only where a figure follows."""
    if cue.line.at(cue.first) in ("put", "given", "set") and _stands_at(cue):
        return read_passive(cue)
    saying = read_finite(cue, earlier)
    if saying is not None and saying.rule == "said_by":
        return saying
    if saying is None or saying.phrase is None and saying.rule != "own_voice":
        return None
    if saying.before and saying.phrase is not None and saying.phrase.kind == "record":
        return None
    if not saying.before and not cue.page.has_figure(saying.right, cue.line.sentence.end):
        return None
    return replace(saying, local=False, rule="source_counts") if saying.phrase else saying


def _stands_at(cue: Cue) -> bool:
    """Tell "the toll was put at 40 by", "given as 40 by"."""
    return "at" in (cue.line.at(cue.last), cue.line.at(cue.last - 1)) or (
        cue.line.at(cue.last - 1) == "as"
    )


def read_deplored(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the doctors' union condemns the raid that killed nine": it counts them itself."""
    saying = read_finite(cue, earlier)
    if saying is None or saying.phrase is None:
        return None
    types = {w.source.entry.get("type") for w in saying.phrase.words if w.source is not None}
    return saying if types & {"medical", "monitor_ngo"} else None


def read_asked(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "the envoy urged the army to bury the 20 dead": what follows is the envoy's claim."""
    saying = read_finite(cue, earlier)
    if saying is None or saying.phrase is None or saying.rule not in _ASKERS:
        return None
    return replace(saying, before=False, after=True, spread="", rule="source_asked")


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
    said = say(cue, phrase, (cue.first, cue.last), "going_on_to_say")
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


def read_nothing(cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Read "were reported missing by the mayor"; without "by" the words vouch for nothing."""
    by = cue.term.entry.term == "left to fate" and cue.line.at(cue.last) == "by"
    return read_by(replace(cue, last=cue.last + 1), earlier) if by else None


_ASKERS = frozenset({"source_said", "source_said_that", "and_said"})
_BEFORE_PARTICIPLE = frozenset("and while after before by when later previously also then".split())
READERS: dict[str, Callable[[Cue, list[Saying]], Saying | None]] = {
    "say": read_finite,
    "report": read_finite,
    "tell": read_finite,
    "deny": read_finite,
    "publish": read_finite,
    "accuse": read_finite,
    "deplore": read_deplored,
    "ask": read_asked,
    "tally": read_tally,
    "participle": read_participle,
    "lead": read_lead,
    "by": read_by,
    "cite": read_cited,
    "none": read_nothing,
}
