"""Sources that spoke before and go on: between reports, under a label, in a list, all through."""

from __future__ import annotations

from tracker.attribute.carry import (
    count_goes_on,
    goes_on,
    list_goes_on,
    outlet_speaks,
    report_goes_on,
    span_goes_on,
    tally_goes_on,
)
from tracker.attribute.forward import opening_subject
from tracker.attribute.rules.moment import Moment
from tracker.attribute.whole import Voice, Whole


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
    for rule in (goes_on, count_goes_on, span_goes_on, report_goes_on, tally_goes_on):
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
