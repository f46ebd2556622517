"""Sources that stand for more than their sentence: source lines, signatures, mastheads."""

from __future__ import annotations

from dataclasses import replace

from tracker.attribute.backward import read_back
from tracker.attribute.forward import read_forward, with_apposition
from tracker.attribute.naming import SPEAKS_FOR
from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase, head_kind, is_link
from tracker.attribute.saying import Saying
from tracker.attribute.source import is_person
from tracker.attribute.words import DASHES, REGIONS, TIMES, Line
from tracker.models import Sentence

_SPEAKERS = frozenset({"named", "institution", "role"})
_CLOSES = frozenset({"close", "ask"})
_HEADING = 20
"""How many words a heading has at most."""
_ON = frozenset({"on", "about", "names"})
_DATES = frozenset("for on as of the".split())
_DOCUMENTS = frozenset({"report", "statement", "count"})
"""What is titled with its giver's name: his report, his press release."""
_OFFICES = frozenset("office department bureau directorate".split())


def source_line(page: Page, line: Line) -> Saying | None:
    """Read "Source: the army", which stands for the whole text."""
    cue = next((word.cue for word in line.words if word.cue is not None), None)
    if cue is None or cue.entry.get("grammar") != "carry":
        return None
    first = next((i for i, word in enumerate(line.words) if word.start >= cue.end), None)
    phrase = read_forward(line, first) if first is not None else None
    if phrase is None or not official(phrase):
        return None
    return Saying(
        line.sentence.index, phrase, "source_line", cue.start, phrase.end, spread="block", cue=cue
    )


def signature(page: Page, line: Line) -> Saying | None:
    """Read a line that is nothing but "(X, head of the administration)" or "\u2014 the army"."""
    words = line.words
    if page.by_sentence.get(line.sentence.index) or len(words) < 3 or not line.sentence.index:
        return None
    marked = words[0].text == "(" or words[0].text in DASHES
    phrase = read_forward(line, int(marked))
    if phrase is None:
        return None
    phrase = with_apposition(phrase)
    rest = words[phrase.last :]
    if any(word.is_word for word in rest) or not official(phrase):
        return None
    if not marked and not (is_last(page, line.sentence) and phrase.has("role", "institution")):
        return None
    return Saying(
        line.sentence.index, phrase, "signature", phrase.start, phrase.end, spread="block"
    )


def is_last(page: Page, sentence: Sentence) -> bool:
    """Tell the last sentence of its article."""
    following = sentence.index + 1
    sentences = page.document.sentences
    return following == len(sentences) or sentences[following].block != sentence.block


def closing(page: Page, line: Line) -> Saying | None:
    """Read "The Air Force thanks everyone", the last line of its bulletin."""
    cue = next((word for word in line.words if word.cue is not None), None)
    if cue is None or cue.cue is None or cue.cue.entry.get("grammar") not in _CLOSES:
        return None
    phrase = read_forward(line, 0)
    at = line.words.index(cue)
    if (
        phrase is None
        or phrase.last != at
        or not official(phrase)
        or not is_last(page, line.sentence)
    ):
        return None
    return Saying(
        line.sentence.index, phrase, "closing_line", phrase.start, phrase.end, spread="closing"
    )


def masthead(page: Page, line: Line) -> Saying | None:
    """Read a first line that is only a source, or its report: "Health Ministry, daily report"."""
    if line.sentence.index or page.by_sentence.get(0) or len(line.words) > _HEADING:
        return None
    if any(word.cue is not None and word.source is None for word in line.words):
        return None
    phrase = before_its_document(line) or _dated_speaker(line)
    following = page.document.sentences[1:2]
    stands_alone = not following or following[0].paragraph != line.sentence.paragraph
    if phrase is None and stands_alone:  # not "The rescue agency sent teams. It said ..."
        read = (_whole_heading(line), _end_of_heading(line), _behind_colon(line))
        phrase = next((p for p in read if p is not None and official(p) and p.kind != "role"), None)
    if phrase is None:
        return None
    return Saying(0, phrase, "masthead", phrase.start, phrase.end, spread="masthead")


def before_its_document(line: Line) -> Phrase | None:
    """Read "Health Ministry - weekly report", "The army, Office of the Spokesperson." as theirs."""
    mark = next((i for i, word in enumerate(line.words) if word.text in DASHES), 0)
    phrase = read_forward(line, 0) if mark else None
    if phrase is None or line.at(0) in DASHES:
        return None
    if not all(is_link(word) or word.capital for word in line.words[phrase.last : mark]):
        return None  # but "Islamic Resistance in Lebanon - statement"
    kind = head_kind(line, mark - 1) if phrase.last > mark else phrase.kind
    giver = replace(phrase, last=mark, kind=kind)
    behind = line.words[mark + 1 :]
    heads = {word.source.entry.term for word in behind if word.source is not None}
    titled = heads & (_DOCUMENTS | SPEAKS_FOR) or any(word.text in _OFFICES for word in behind)
    if not titled or any(word.kind == "named" for word in behind):
        return None
    if official(giver) and giver.kind != "role":
        return giver
    named = [word for word in giver.words if word.capital and word.party is None]
    alone = giver.kind == "name" and not line.blind and len(named) == len(giver.words) > 1
    return giver if alone and "statement" in heads else None


def _dated_speaker(line: Line) -> Phrase | None:
    """Read "Governor of Sumy region, morning of 2 June:", alone in the first line."""
    phrase = read_forward(line, 0)
    if phrase is None or phrase.kind != "role" or not official(phrase) or not is_person(phrase):
        return None
    behind = line.words[phrase.last :]
    if behind and behind[0].text in REGIONS:
        phrase, behind = replace(phrase, last=phrase.last + 1), behind[1:]
    rest = [word.text for word in behind]
    days = (text in TIMES | _DATES | {","} or text[0].isdigit() for text in rest[:-1])
    return phrase if rest[-1:] == [":"] and all(days) else None


def _whole_heading(line: Line) -> Phrase | None:
    """Read "Health Ministry", "The General Staff on Russian losses", "The army's losses data"."""
    phrase = read_forward(line, 0)
    if phrase is None or _is_about(phrase):
        return None
    rest = line.words[phrase.last :]
    if not rest or not (rest[0].is_word or rest[0].text == ":"):
        return phrase
    if rest[0].is_word and (owner := _owner(phrase)) is not None:
        return owner
    return phrase if phrase.kind == "record" or rest[0].text in _ON else None


def _is_about(phrase: Phrase) -> bool:
    """Tell "Losses of the Russian army", of which the army is not the source."""
    link = next((at for at, word in enumerate(phrase.words) if is_link(word)), None)
    if link is None:
        return False
    before = phrase.words[:link]
    return not any(word.source is not None or word.party is not None for word in before)


def _owner(phrase: Phrase) -> Phrase | None:
    """Return the General Staff of "the General Staff's tally"."""
    for at, word in enumerate(phrase.words[:-1]):
        rest = phrase.words[at + 1 :]
        known = any(other.kind in _SPEAKERS or other.party is not None for other in rest[:1])
        if word.text.endswith("'s") and word.kind in _SPEAKERS and not known:
            return replace(phrase, last=phrase.first + at + 1, kind=str(word.kind))
    return None


def _end_of_heading(line: Line) -> Phrase | None:
    """Read "Enemy losses on 8 May, the General Staff", and "(the General Staff):"."""
    last = len(line.words)
    while last and line.at(last - 1) in (":", "."):
        last -= 1
    bracketed = line.at(last - 1) == ")"
    last -= bracketed
    phrase = read_back(line, last) if last else None
    marks = {"("} if bracketed else DASHES | {","}
    return phrase if phrase is not None and line.at(phrase.first - 1) in marks else None


def _behind_colon(line: Line) -> Phrase | None:
    """Read "Losses on the front: General Staff figures for 8 May"."""
    at = next((i for i in range(1, len(line.words) - 1) if line.at(i) == ":"), None)
    phrase = read_forward(line, at + 1) if at is not None else None
    rest = line.words[phrase.last :] if phrase is not None else ()
    dated = (w for w in rest if w.is_word and not w.text[0].isdigit() and w.text not in TIMES)
    return phrase if all(word.text in _DATES for word in dated) else None


def official(phrase: Phrase) -> bool:
    """Tell a source that speaks for itself from a medium that is only credited."""
    known = [word for word in phrase.words if word.kind in _SPEAKERS]
    return bool(known) and not any(
        word.source is not None and word.source.entry.get("type") == "media" for word in known
    )
