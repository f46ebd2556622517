"""Running totals and tolls by their wording, with or without a date."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon import Term
from tracker.models import KIND_OF_SUBJECT, Figure, Span
from tracker.when.days.stretch import NOWHEN, Stretch, one_day
from tracker.when.lines.roles import AS_OF, SAID, SINCE, TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules import counting, cues
from tracker.when.rules.context import is_up_to_unknown, telling_goes_on
from tracker.when.rules.cumulative import UNKNOWN_TOTAL, count_to_date, count_up
from tracker.when.rules.meant import start_of_war
from tracker.when.rules.own_words import counted_to
from tracker.when.rules.scene import Finding, Scene
from tracker.when.rules.war import BRINGING, counts_since_war, war_cue
from tracker.when.written.mention import MONTH

_AS_OF_WORDS = re.compile(r"\bas (?:of|at|on)\b[^,;]*$")
_IN = re.compile(r" (?:in|across|inside|throughout) (?:the )?")
_FELL_TO = re.compile(
    r"\b(?:fell|fallen|dropped|declined|decreased|down|reduced)(?: \w+)? (?:to|from)"
    r"(?: (?:about|around|some|at least|nearly|just))* $"
)
_LONG, _MANY, _HUNDREDS = 4, 1_000, 300


def list_of_losses(scene: Scene, figure: Figure) -> Finding | None:
    """A list of losses behind a war's total is as old: "has also lost 9,100 tanks, 18,200 ...".

    That it runs on, its growth says in brackets ("9,100 (+8) tanks"), or that so many were lost.
    """
    total, line = scene.total, scene.line
    lost = [one for one in line.figures if one.measure == "destroyed"]
    also = _ALSO.match(line.folded)
    if total is None or figure not in lost or not (also or len(lost) >= _LONG):
        return None
    if any(one.role not in (SAID, AS_OF) for one in scene.told):
        return None
    grown = any(one.rule == "part:delta" for one in line.figures)
    if not (also or grown) and sum((one.count.value or 0) >= _MANY for one in lost) < 2:
        return None
    rule = f"list_of_losses+{total.rule}"
    return Finding(total.basis, total.stretch, rule, None, total.words, ends=total.ends)


_ALSO = re.compile(r"\W*(?:also|besides|in addition|furthermore|moreover)\b")


def running_total(scene: Scene, figure: Figure) -> Finding | None:
    """A running total by its words: since a day, in total, in or since a war, so many."""
    one = scene.governing(figure)
    if _is_of_same_span(scene):
        return None
    if one is not None and one.role == SINCE and one.mention.basis != "day":
        return count_up(scene, figure, "since", one)
    resumed = counting.since_it_resumed(scene)
    if resumed is not None and cues.perfect_cue(scene, figure) is not None:
        return replace(count_to_date(scene, figure, "since_it_resumed"), basis_words=resumed)
    since = counting.since_then(scene, figure)
    if since is not None:
        return count_up(scene, figure, "since_then", since)
    if one is not None and _has_fallen(scene, figure, one):
        return None
    cue = counting.total_cue(scene, figure)
    if cue is not None:
        return count_up(scene, figure, "total", cue)
    war = war_cue(scene, figure)
    own = scene.own(figure) if one else None
    stated = _is_closed(own) or _is_span(one)
    if war is not None and not stated and not _is_of_day(scene, figure, war, one):
        return count_up(scene, figure, "war", war)
    return _so_many(scene, figure, one)


def _so_many(scene: Scene, figure: Figure, one: Told | None) -> Finding | None:
    """A running total by its size: so many cannot be one event's, or stand beside such a number."""
    perfect = cues.perfect_cue(scene, figure) is not None
    beside = counting.is_mass_flight(figure) or _stands_beside_large(scene, figure)
    listed = _is_in_list_of_losses(scene, figure)
    large = counting.is_large(figure) or (perfect and beside) or listed
    if large and perfect and one is not None and _is_day_beside(scene, figure, one):
        return count_up(scene, figure, "large_number", None)
    if not large or counting.fighting_cue(scene, figure) is not None:
        return None
    if one is None and perfect:
        return count_up(scene, figure, "large_number", None)
    if _is_closed(one):
        toll = cues.cue_in_line(scene, "toll")
        if toll is None and not _is_of_war_on(scene, one):
            return None
        return count_up(scene, figure, "large_toll", toll)
    if any(one.role == AS_OF and one.stretch.last for one in scene.told):
        return count_up(scene, figure, "large_number", None)
    told = scene.telling
    here = told is not None and told.paragraph == scene.line.sentence.paragraph
    known = told is not None and (told.stretch.closed or told.rule == "date_unknown")
    if not (here and known and told is not None and told.basis == "incident"):
        return count_up(scene, figure, "large_number", None)
    return None


def _has_fallen(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell a month's count: "In April deaths due to the war fell to 714"; no total falls."""
    month = one.mention.grain == MONTH and one.role == TOLD and one.stretch.closed
    return month and _FELL_TO.search(scene.line.before(figure.count.reach_start)) is not None


def _is_in_list_of_losses(scene: Scene, figure: Figure) -> bool:
    """As in "Losses of the army: 22,800 people, 187 planes, 155 helicopters": the war's, all."""
    others = [other for other in scene.line.figures if other is not figure]
    listed = figure.measure == "destroyed" and len(others) > 1 and _LOSSES.search(scene.line.folded)
    return bool(listed) and any(counting.is_large(other) for other in others)


_LOSSES = re.compile(r"\blosses\b[^:;.]{0,80}:")


def _stands_beside_large(scene: Scene, figure: Figure) -> bool:
    """As in "1,055 have been killed and 5,184 have been injured": both are the war's."""
    at, kind = scene.clause(figure), KIND_OF_SUBJECT[figure.subject]
    return (kind == "people" or figure.measure == "destroyed") and any(
        counting.is_large(other) and abs(scene.clause(other) - at) <= 1
        for other in scene.line.figures
        if other is not figure and other.count.start > figure.count.start
    )


def _is_of_same_span(scene: Scene) -> bool:
    """Tell "during the reporting period", of which the days were told before."""
    told = scene.telling is not None and scene.telling.stretch.closed
    return told and any(mention.covers == "same_span" for mention in scene.line.mentions)


def _is_span(one: Told | None) -> bool:
    """Tell days from and to which something is counted: "between 1 March and 31 May"."""
    return one is not None and one.mention.until is not None


def _is_day_beside(scene: Scene, figure: Figure, one: Told) -> bool:
    """Tell "165 died in 24 hours, while 56,165 have been wounded": the day is of the others."""
    beside = scene.line.clause_of(one) != scene.clause(figure)
    return beside and basis_of(one.mention) == "day"


def _is_of_day(scene: Scene, figure: Figure, war: Term, one: Told | None) -> bool:
    """Tell what happened on a day from a total: "On 3 May, nine died due to the invasion"."""
    if one is None or one.role != TOLD or counts_since_war(scene, war):
        return False
    clause = scene.line.clauses[scene.clause(figure)]
    if BRINGING.match(scene.line.after(clause.start, 40)):
        return False
    one_day = one.stretch.closed and one.stretch.first == one.stretch.last
    return one_day or basis_of(one.mention) == "day"


def _is_of_war_on(scene: Scene, one: Told | None) -> bool:
    """Tell whether a war went on that day, of which so many can only be the total."""
    day = one.stretch.last if one is not None else None
    single = day is not None and one is not None and one.stretch.first == day
    return single and start_of_war(scene, day) is not None


def war_began(scene: Scene, figure: Figure) -> Finding | None:
    """The war began when gunmen killed about 1,200 people: on its first day, or the day stated."""
    one = scene.governing(figure)
    stated = one is not None and one.role == SINCE and one.end < figure.count.start
    if one is not None and stated and counting.begins_clause(scene, figure, "when"):
        day = Span(one.start, one.end)
        rules = "+".join(("war_began", *one.resolved.rules))
        return Finding("incident", one.stretch, rules, day, day, carries=True)
    words = counting.war_began(scene, figure)
    if words is None or one is not None:
        return None
    start = start_of_war(scene, scene.published)
    stretch = one_day(start) if start is not None else NOWHEN
    return Finding("incident", stretch, "war_began+conflict_start", words, words)


def toll_brought_to(scene: Scene, figure: Figure) -> Finding | None:
    """A body was found on Thursday, bringing the toll of the attack to 12: not of Thursday."""
    clause = scene.line.clauses[scene.clause(figure)]
    if cues.cue_in_clause(scene, figure, "toll") is None:
        return None
    if not BRINGING.match(scene.line.after(clause.start, 40)) or scene.own(figure) is not None:
        return None
    return telling_goes_on(scene, figure) or toll_to_date(scene, figure)


def campaign_day(scene: Scene, figure: Figure) -> Finding | None:
    """By Monday, under the heading "Kursk: day ten": the total of the campaign."""
    if scene.counted_from is None:
        return None
    as_of = next((one for one in scene.told if one.role == AS_OF), None)
    return count_up(scene, figure, "campaign", as_of) if as_of is not None else None


def toll_of_fighting(scene: Scene, figure: Figure) -> Finding | None:
    """The toll of clashes, protests, a siege, of days of fighting: a running total."""
    cue = counting.fighting_cue(scene, figure)
    if cue is not None:
        return count_up(scene, figure, "fighting", cue)
    told = scene.telling
    lasting = counting.days_of_fighting(scene)
    if lasting is None or (told is not None and told.basis == "incident"):
        return None
    return replace(count_to_date(scene, figure, "days_of_fighting"), basis_words=lasting)


def counted_so_far(scene: Scene, figure: Figure) -> Finding | None:
    """So far, in all, a total of ... have been: a running total, unless one event is told."""
    since = counting.since_it_began(scene)
    if since is not None and cues.perfect_cue(scene) is not None:
        return replace(count_to_date(scene, figure, "since_it_began"), basis_words=since)
    cue = counting.running_cue(scene, figure)
    told = scene.telling
    if told is not None and told.basis in ("incident", "day"):
        return None
    if cue is None and (figure.rule == "stands_at" or counting.stands_at(scene)):
        return telling_goes_on(scene, figure) or count_to_date(scene, figure, "stands_at")
    if cue is None:
        return None
    return count_up(scene, figure, "so_far", cue)


def toll_to_date(scene: Scene, figure: Figure) -> Finding | None:
    """The toll of one event without a stated day: up to the as-of date."""
    cue = cues.cue_in_line(scene, "toll")
    if cue is None or _is_of_another(scene, figure, cue):
        return None
    as_of = next((t for t in scene.told if t.role in (AS_OF, SAID) and t.stretch.last), None)
    last = as_of.stretch.last if as_of else scene.published
    words = Span(as_of.start, as_of.end) if as_of else scene.block.published_words
    return Finding(
        "incident",
        Stretch(None, last, "day" if last else "unknown"),
        "toll+as_of" if as_of else "toll+as_of_publication",
        Span(cue.start, cue.end),
        words,
        carries=True,
    )


def _is_of_another(scene: Scene, figure: Figure, cue: Term) -> bool:
    """As in "Strikes kill 30, bringing the toll to 58,000": the 30 are no running toll."""
    at = scene.line.clause_of(cue)
    clause = scene.line.clauses[at]
    return at > scene.clause(figure) and bool(BRINGING.match(scene.line.after(clause.start, 40)))


def by_then(scene: Scene, figure: Figure) -> Finding | None:
    """By 2 March 60 had been killed: up to that day, from one that is not said."""
    perfect = cues.perfect_cue(scene)
    roles = (AS_OF,) if perfect is None else (AS_OF, SAID)
    near = [
        one
        for one in scene.told
        if scene.line.clause_of(one) in (0, scene.clause(figure)) and one.stretch.last
    ]
    as_of = next((one for one in near if one.role in roles), None)
    if as_of is None and perfect is not None:
        as_of = counted_to(scene, figure, None)
    if as_of is None:
        return UNKNOWN_TOTAL if perfect and is_up_to_unknown(scene) else None
    once = cues.single_event(scene) is not None
    counted = perfect is not None or _AS_OF_WORDS.search(scene.line.before(as_of.start))
    if counted and not once:
        return count_up(scene, figure, "by_then", as_of)
    return Finding(
        "incident",
        Stretch(None, as_of.stretch.last, "day"),
        "+".join(("as_of", *as_of.resolved.rules)),
        None,
        Span(as_of.start, as_of.end),
    )


def _is_closed(one: Told | None) -> bool:
    return one is not None and one.role == TOLD and one.stretch.closed
