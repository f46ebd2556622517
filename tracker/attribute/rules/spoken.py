"""Sources that speak where the figure stands: in its sentence, its quotation, or right behind."""

from __future__ import annotations

from tracker.attribute.phrase import is_media
from tracker.attribute.rules.moment import Moment
from tracker.attribute.saying import Saying
from tracker.attribute.scope import vouching
from tracker.attribute.whole import Voice, Whole
from tracker.models import Sentence


def denied(moment: Moment) -> Voice | None:
    """A denied figure has no source."""
    return Voice(None, "denied") if moment.figure.stance == "denied" else None


def own_sentence(moment: Moment) -> Voice | None:
    """The nearest saying of the sentence that covers the figure."""
    saying = vouching(moment.reading.page, moment.figure, moment.own)
    if saying is not None and saying.rule == "nobody_vouches":
        saying = _behind(moment)
    if saying is None:
        return None
    if saying.denies:
        return Voice(None, "denied_by_source")
    whole = moment.whole
    if saying.rule == "own_voice" and whole is not None and _is_its_own(whole):
        return Voice(whole.voice.source, "own_voice_of_source", saying)
    return Voice(moment.reading.source(saying), saying.rule, saying)


def _behind(moment: Moment) -> Saying | None:
    """Return who gives what is known so far: "By early data nine died, the police said"."""
    somebody = [saying for saying in moment.own if saying.phrase is not None]
    saying = vouching(moment.reading.page, moment.figure, somebody)
    behind = saying is not None and saying.before and saying.left > moment.figure.count.start
    return saying if behind else None


def _is_its_own(whole: Whole) -> bool:
    """Tell a bulletin that its one source has written itself, and says "we" in."""
    source = whole.voice.source
    return source is not None and not whole.signed and not is_media(source.phrase)


def within_quotation(moment: Moment) -> Voice | None:
    """A quotation that is still open belongs to who is quoted, named before or behind."""
    sentence, reading = moment.sentence, moment.reading
    opened = reading.page.quotation(sentence, moment.figure.count.start)
    if opened is None:
        return None
    if not reading.page.has_quote(moment.figure.count.end, sentence.end):
        voice = _quoted_at_last(moment)
        if voice is not None:
            return voice
    thread = moment.thread
    if thread is None or thread.sentence.block != sentence.block:
        return None
    near = sentence.paragraph - thread.sentence.paragraph <= 1
    return Voice(thread.source, "quotation") if near else None


def _quoted_at_last(moment: Moment) -> Voice | None:
    """Return who is named behind a quotation, which may go on over paragraphs.

    Each paragraph of it opens with a mark of its own, and only the last one closes it.
    """
    reading, sentence = moment.reading, moment.sentence
    page, sentences = reading.page, reading.page.document.sentences
    for later in sentences[sentence.index + 1 : sentence.index + _LONGEST_QUOTATION]:
        if later.block != sentence.block:
            return None
        new = sentences[later.index - 1].paragraph != later.paragraph
        start = later.start + (new and page.folded[later.start] == '"')
        for saying in reading.sayings.get(later.index, ()):
            closes = page.has_quote(start, saying.left)
            if saying.before and closes and reading.source(saying) is not None:
                return Voice(reading.source(saying), "quotation", saying)
        if page.has_quote(start, later.end):
            return None
    return None


_LONGEST_QUOTATION = 12


def announced_next(moment: Moment) -> Voice | None:
    """The next sentence says who announced this."""
    sentences = moment.reading.page.document.sentences
    for index in range(moment.sentence.index + 1, min(moment.sentence.index + 12, len(sentences))):
        later = sentences[index]
        if later.block != moment.sentence.block:
            return None
        for saying in moment.reading.sayings.get(index, ()):
            if saying.spread != "back":
                return None
            source = moment.reading.source(saying)
            near = later.paragraph == moment.sentence.paragraph
            return (
                Voice(source, "announced_next", saying) if near or _above(moment, later) else None
            )
    return None


def _above(moment: Moment, later: Sentence) -> bool:
    """Tell a paragraph or a list right above a sentence that points back to it."""
    sentences = moment.reading.page.document.sentences
    opens = sentences[later.index - 1].paragraph != later.paragraph
    if not opens or moment.sentence.zone == "headline" or _is_unstopped(moment):
        return False
    return moment.sentence.bullet or later.paragraph - moment.sentence.paragraph == 1


def _is_unstopped(moment: Moment) -> bool:
    """Tell a first line that may be the headline of a text without headlines."""
    text, sentence = moment.reading.page.document.text, moment.sentence
    return sentence.paragraph == 0 and text[sentence.end - 1] not in _STOPS


_STOPS = frozenset('.!?"\u201d)')


def said_at_last(moment: Moment) -> Voice | None:
    """The day's tally, or a statement in the first person, whose source is named only after it."""
    reading, sentence = moment.reading, moment.sentence
    tone = reading.page.tone(sentence)
    if moment.thread is not None or moment.own or not (tone.daily or tone.first_person):
        return None
    for later in reading.page.document.sentences[sentence.index + 1 : sentence.index + 4]:
        if later.paragraph != sentence.paragraph:
            return None
        for saying in reading.sayings.get(later.index, ()):
            source = reading.source(saying)
            if source is None or not saying.before:
                return None
            return Voice(source, "said_at_last", saying)
    return None
