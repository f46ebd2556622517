"""Sources of the same figure elsewhere: before in its paragraph, or in the headline's credit."""

from __future__ import annotations

from tracker.attribute.rules.moment import Moment
from tracker.attribute.whole import Voice
from tracker.models import KIND_OF_SUBJECT, Figure


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
