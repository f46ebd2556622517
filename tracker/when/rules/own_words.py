"""The expression of time in a figure's own sentence: what kind of figure it makes, and when."""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.cued import cued
from tracker.models import Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch, days
from tracker.when.days.wars import ATTACK, named_events
from tracker.when.lines.roles import AS_OF, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules import counting, cues
from tracker.when.rules.kind import kind_of
from tracker.when.rules.scene import Finding, Scene
from tracker.when.written.mention import DAY

_WHEN_OVER = re.compile(
    r"\W*(?:when|by the time)\b[^;]*\b(?:over|ended|end|fell|withdrew|surrendered|finished|stopped|"
    r"ceased|lifted|broken|signed|took effect|left|driven|retreated|fled)\b"
)
_BY = re.compile(r"(?: [\w'-]+){0,2} by (?:the )?")
_HAD_DIED = cued(
    r"\bhad (?:been (?:killed|wounded|captured|displaced)|died|lost|fled)\b|\bwere dead\b"
)
_OLD = timedelta(days=60)
_OF_OTHERS = re.compile(
    r"\b(?:who|whom|whose|which|that|after|following|since|for|over|of|accused|convicted|suspect\w*|"
    r"behind|when|where)\b"
)
_VAGUE = frozenset("this_week this_month this_year last_week last_month last_year".split())
_RELATIVE = re.compile(r"(?:in |of |during |by |at )?(?:which|whom|who|that|when|where)\b")
_AWAY, _ALONE = 2, 8


def rate(scene: Scene, figure: Figure) -> Finding | None:
    """An average per day, week or month, over the span that the sentence gives."""
    cue = cues.rate_cue(scene, figure)
    if cue is None or counting.total_cue(scene, figure) is not None:
        return None
    words = Span(cue.start, cue.end)
    one = scene.governing(figure)
    spans = [t for t in scene.told if t.role == TOLD and t.stretch.closed]
    if one is None and spans:
        one = spans[-1] if spans[-1].start < figure.count.start else spans[0]
    if one is None or not one.stretch.closed:
        return Finding("rate", NOWHEN, "rate", words)
    rules = "+".join(("rate", *one.resolved.rules))
    stretch, when = one.stretch, Span(one.start, one.end)
    if one.role == SINCE and stretch.first and scene.published:
        stretch = days(stretch.first, max(scene.published, stretch.first))
        ends = (when, scene.block.published_words)
        return Finding("rate", stretch, f"{rules}+as_of_publication", words, when, ends=ends)
    return Finding("rate", stretch, rules, words, when)


def tally_of_day(scene: Scene, figure: Figure) -> Finding | None:
    """A stated tally of 24 hours in the figure's own clause ("320 in the past day alone")."""
    one = scene.own(figure)
    return _from_told(scene, figure, one) if one and basis_of(one.mention) == "day" else None


def own_words(scene: Scene, figure: Figure) -> Finding | None:
    """The expression of time that governs the figure in its sentence."""
    by = _counted_by(scene, figure)
    if by is not None:
        words, rules = Span(by.start, by.end), "+".join(("counted_by", *by.resolved.rules))
        return Finding("cumulative", Stretch(None, by.stretch.last, "day"), rules, None, words)
    one = scene.governing(figure)
    if one is None or _is_of_another_time(scene, figure, one):
        return None
    if _counts_since_else(scene, figure, one):
        return None
    if cues.perfect_cue(scene, figure) is not None and counted_to(scene, figure, one) is not None:
        return None
    if _counts_up_to(scene, figure, one):
        words, rules = Span(one.start, one.end), "+".join(("when_over", *one.resolved.rules))
        return Finding("cumulative", Stretch(None, one.stretch.last, "day"), rules, None, words)
    return _from_told(scene, figure, one)


def _counted_by(scene: Scene, figure: Figure) -> Told | None:
    """Return 8 February for "shelled it from early February on, killing 200 by 8 February"."""
    for one in scene.told:
        between = scene.line.after(figure.count.end, max(0, one.start - figure.count.end))
        day = one.role == AS_OF and one.mention.grain == DAY and one.stretch.last is not None
        if day and one.start >= figure.count.end and _BY.fullmatch(between):
            return one
    return None


def _counts_since_else(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell "this winter is quiet: since the truce five have been killed", of no winter's days."""
    since = counting.since_it_began(scene)
    if since is None or scene.own(figure) is one or cues.perfect_cue(scene, figure) is None:
        return False
    return scene.line.clause_of(since) == scene.clause(figure)


def counted_to(scene: Scene, figure: Figure, one: Told | None) -> Told | None:
    """Return the 27th for "came the next day, and by the 27th, he says, 191 had been killed"."""
    start = figure.count.start
    ends = [
        last
        for last in scene.told
        if last.role == AS_OF and last.stretch.last is not None and last.end <= start
    ]
    if not ends or (one is not None and not one.end <= ends[-1].start):
        return None
    between = (f for f in scene.line.figures if ends[-1].end <= f.count.start < start)
    near = scene.clause(figure) - scene.line.clause_of(ends[-1]) <= _AWAY
    return None if any(True for _ in between) or not near else ends[-1]


def _counts_up_to(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell "When the siege was over on 3 May, 974 had died in it" from what happened that day."""
    clause = scene.line.clause_of(one)
    if one.role != TOLD or one.stretch.last is None or clause == scene.clause(figure):
        return False
    words = scene.line.words_of(clause)
    if clause and len(words) - (one.end - one.start) <= _ALONE:
        words = scene.line.words_of(clause - 1)  # "by the time they left, on 2 April, 700 had died"
    opens = _WHEN_OVER.match(words) is not None
    return opens and _HAD_DIED.search(scene.line.words_of(scene.clause(figure))) is not None


def _is_of_another_time(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell a date that belongs to something else than what is told in the present.

    "Five people are killed at a rally marking the withdrawal of 2005."
    """
    last, day = one.stretch.last, scene.published
    if last is None or day is None or day - last < _OLD or one.start < figure.count.start:
        return False
    verb = scene.present_verb()
    if verb is None or verb.entry.get("use") == "report":
        return False
    if scene.line.clause_of(verb) != scene.clause(figure):
        return False
    before = scene.line.before(figure.count.start, 400)
    return _OF_OTHERS.search(before) is None


def _from_told(scene: Scene, figure: Figure, one: Told) -> Finding:
    landmark = _landmark_within(scene, one)
    if landmark is not None:
        return landmark
    basis, why = kind_of(scene, figure, one)
    words = Span(one.start, one.end)
    return Finding(
        basis,
        one.stretch,
        "+".join(part for part in (*one.resolved.rules, why) if part),
        words if one.mention.basis or why else None,
        words,
        carries=_goes_on(scene, figure, one),
    )


def _goes_on(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell whether the text goes on with a day: not with that of an aside, "where in 2019 ..."."""
    if one.mention.covers.startswith("after_"):
        return False
    clause = scene.line.clauses[scene.clause(figure)]
    if _RELATIVE.match(scene.line.after(clause.start, 30).lstrip()) is None:
        return True
    single = one.stretch.closed and one.stretch.first == one.stretch.last
    return one.role == TOLD and one.end <= clause.start and single


def _landmark_within(scene: Scene, one: Told) -> Finding | None:
    """The attack earlier this month: that of the vocabulary, where the text names just one."""
    if one.mention.covers not in _VAGUE or not one.stretch.closed:
        return None
    for term in scene.block.events:
        if term.entry.get("kind") != ATTACK or term.start >= one.start:
            continue
        stretch = named_events([term])[0].stretch
        if one.stretch.holds(stretch):
            rule = f"{term.entry.rule}+{one.mention.rule}"
            return Finding("incident", stretch, rule, None, Span(term.start, term.end), True)
    return None
