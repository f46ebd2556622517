"""Who vouches for a figure: the ordered rules."""

from __future__ import annotations

from collections.abc import Callable

from tracker.attribute.carry import (
    Thread,
    count_goes_on,
    goes_on,
    list_goes_on,
    outlet_speaks,
    tally_goes_on,
)
from tracker.attribute.forward import opening_subject
from tracker.attribute.phrase import is_media
from tracker.attribute.reading import Reading
from tracker.attribute.saying import Saying
from tracker.attribute.scope import vouching
from tracker.attribute.whole import Voice, Whole
from tracker.frozen import dataclass
from tracker.models import KIND_OF_SUBJECT, Figure, Sentence


@dataclass(frozen=True, slots=True)
class Moment:
    """One figure where it stands: its sentence, what was being reported, what holds all over."""

    reading: Reading
    sentence: Sentence
    figure: Figure
    thread: Thread | None
    whole: Whole | None
    given: tuple[tuple[Figure, Voice], ...]

    @property
    def own(self) -> tuple[Saying, ...]:
        """The sayings of its sentence."""
        return self.reading.sayings.get(self.sentence.index, ())


Rule = Callable[[Moment], Voice | None]


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
    closed = reading.page.has_quote(moment.figure.count.end, sentence.end)
    for index in (
        ()
        if closed
        else range(
            sentence.index + 1, min(sentence.index + 6, len(reading.page.document.sentences))
        )
    ):
        later = reading.page.document.sentences[index]
        for saying in reading.sayings.get(index, ()):
            closes = reading.page.has_quote(later.start, saying.left)
            if saying.before and closes and reading.source(saying) is not None:
                return Voice(reading.source(saying), "quotation", saying)
        if reading.page.has_quote(later.start, later.end):
            break
    thread = moment.thread
    if thread is None or thread.sentence.block != sentence.block:
        return None
    near = sentence.paragraph - thread.sentence.paragraph <= 1
    return Voice(thread.source, "quotation") if near else None


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
    if not opens or moment.sentence.zone == "headline" or moment.sentence.paragraph == 0:
        return False
    return moment.sentence.bullet or later.paragraph - moment.sentence.paragraph == 1


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


def between_reports(moment: Moment) -> Voice | None:
    """A sentence between two of one source, in one paragraph, is that source's."""
    thread, reading = moment.thread, moment.reading
    sentences = reading.page.document.sentences
    if thread is None or thread.sentence.block != moment.sentence.block:
        return None
    together = thread.sentence.paragraph == moment.sentence.paragraph
    for later in sentences[moment.sentence.index + 1 : moment.sentence.index + 3]:
        if later.paragraph != moment.sentence.paragraph:
            return None
        for saying in reading.sayings.get(later.index, ()):
            source = reading.source(saying)
            if source is None or saying.denies or not source.same_as(thread.source):
                return None
            goes_on = together or source.spoken is not source.phrase
            return Voice(thread.source, "between_reports") if goes_on else None
    return None


def under_label(moment: Moment) -> Voice | None:
    """A label before a colon holds to the end of its paragraph."""
    thread = moment.thread
    if thread is None or thread.rule != "label_before_colon":
        return None
    apart = moment.sentence.paragraph - thread.sentence.paragraph
    alone = not thread.vouched or moment.whole is not None
    if thread.sentence.block != moment.sentence.block or apart > alone:
        return None
    return Voice(thread.source, "under_label")


def signed(moment: Moment) -> Voice | None:
    """A signature, a source line or a masthead stands for the whole text."""
    return moment.whole.voice if moment.whole is not None and moment.whole.signed else None


def text_goes_on(moment: Moment) -> Voice | None:
    """The sentence plainly goes on reporting: it takes the count up again."""
    if moment.thread is None:
        return None
    for rule in (goes_on, count_goes_on, tally_goes_on):
        if rule(moment.reading.page, moment.sentence, moment.thread):
            return Voice(moment.thread.source, rule.__name__)
    return None


def list_of_source(moment: Moment) -> Voice | None:
    """A list under a source's sentence is its own; items with sources of their own are not."""
    thread = moment.thread
    if thread is None or not list_goes_on(moment.reading.page, moment.sentence, thread):
        return None
    from_item = thread.sentence.bullet and thread.rule != "list_of_source"
    if from_item and moment.whole is None:
        return None
    return Voice(thread.source, "list_of_source")


def one_source(moment: Moment) -> Voice | None:
    """A bulletin of one source carries it throughout, save what the outlet plainly says."""
    whole, thread = moment.whole, moment.thread
    own = any(moment.reading.source(saying) is not None for saying in moment.own)
    if (
        whole is None
        or own
        or outlet_speaks(
            moment.reading.page,
            moment.sentence,
            tally=whole.tally,
            near=whole.topic and _in_its_paragraph(moment),
        )
    ):
        return None
    if moment.sentence.index < whole.first:
        heads = moment.sentence.index == 0 and moment.sentence.paragraph < _paragraph(moment, whole)
        return Voice(whole.voice.source, "one_source_throughout") if whole.tally and heads else None
    near = (
        thread is not None
        and thread.vouched
        and thread.sentence.paragraph == moment.sentence.paragraph
        and not moment.reading.page.tone(moment.sentence).present
    )
    if whole.topic or whole.tally or (near and not _somebody_else_acts(moment)):
        return Voice(whole.voice.source, "one_source_throughout")
    return None


def _in_its_paragraph(moment: Moment) -> bool:
    thread = moment.thread
    return thread is not None and thread.sentence.paragraph == moment.sentence.paragraph


def _somebody_else_acts(moment: Moment) -> bool:
    """Tell a sentence about others who could be a source: "The parish priest has buried ..."."""
    subject = opening_subject(moment.reading.page.line(moment.sentence.index))
    return subject is not None and subject.kind in ("named", "institution", "role", "party")


def _paragraph(moment: Moment, whole: Whole) -> int:
    return moment.reading.page.document.sentences[whole.first].paragraph


def same_figure(moment: Moment) -> Voice | None:
    """The same figure as before in the paragraph is the same source's."""
    count = moment.figure.count
    for figure, voice in reversed(moment.given):
        other = figure.count
        if (other.value, other.low, other.high) == (count.value, count.low, count.high) and (
            figure.measure == moment.figure.measure and voice.source is not None
        ):
            sentence = moment.reading.page.document.sentences[figure.sentence]
            if sentence.paragraph == moment.sentence.paragraph:
                return Voice(voice.source, "same_figure")
    return None


def headline_credit(moment: Moment) -> Voice | None:
    """The credit of a headline gives the same figures of the text below it too."""
    if moment.sentence.zone == "headline" or moment.reading.page.tone(moment.sentence).outlet:
        return None
    number = _number(moment.figure)
    for figure, voice in moment.given if number is not None else ():
        head = moment.reading.page.document.sentences[figure.sentence]
        if head.zone != "headline" or voice.rule not in _CREDITS:
            continue
        if _is_like(figure, moment.figure) and _number(figure) == number:
            return Voice(voice.source, "headline_credit", voice.saying)
    return None


def _is_like(one: Figure, other: Figure) -> bool:
    """Tell figures of one measure; the dead of a headline can be losses in the text."""
    if one.measure == other.measure:
        return True
    people = all(KIND_OF_SUBJECT.get(figure.subject) == "people" for figure in (one, other))
    return people and one.measure in _LOST and other.measure in _LOST


def _number(figure: Figure) -> float | None:
    """Return the number as printed: "11" in the headline is "at least 11" below."""
    count = figure.count
    return next((n for n in (count.value, count.low, count.high) if n is not None), None)


_LOST = frozenset({"killed", "casualties", "bodies"})
_CREDITS = frozenset({"source_after_dash", "source_after_colon", "label_before_colon"})
RULES: tuple[Rule, ...] = (
    denied,
    own_sentence,
    within_quotation,
    announced_next,
    said_at_last,
    under_label,
    signed,
    between_reports,
    text_goes_on,
    list_of_source,
    one_source,
    same_figure,
    headline_credit,
)
