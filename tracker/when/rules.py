"""What kind of figure it is and which days it covers: one rule for each way of telling it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.models import Figure, Span
from tracker.when import cues
from tracker.when.cumulative import count_up
from tracker.when.mention import DAY, WEEKDAY
from tracker.when.present import present_verb
from tracker.when.roles import AS_OF, SAID, SINCE, TOLD
from tracker.when.scene import UNDATED, Finding, Scene, Telling
from tracker.when.stretch import NOWHEN, Stretch, days_to, one_day
from tracker.when.told import Told, basis_of, governing
from tracker.when.wars import ATTACK, WAR, named_events

_AFRESH = re.compile(
    r"(?:\W*)(?:separately|elsewhere|meanwhile|in a separate|in another|afterwards?|later,|then,|"
    r"subsequently|in addition to)\b"
)
_ELSEWHERE_IN_TIME = re.compile(r"\W*(?:afterwards?|later,|subsequently|thereafter|then,|earlier,)")
_ANOTHER_SOURCE = re.compile(
    r"\W*(?:according to|as reported by|local media|media reports|witnesses)\b"
)
_VAGUE = frozenset("this_week this_month this_year last_week last_month last_year".split())
_WAR_FROM = re.compile(
    r"\b(?:war|invasion|conflict|offensive|siege)\b[^,;.]{0,30}\b(?:of|from|between)(?: the)? $"
)
_RELATIVE = re.compile(r"(?:in |of |during |by |at )?(?:which|whom|who|that|when|where)\b")
_TALLIED = frozenset({"attacks", "launched", "intercepted"})
_FLYING = frozenset({"launched", "intercepted", "suppressed", "impacted"})

_DAYS_OF = re.compile(r"\b(?:days|weeks|months) of\b")
_BRINGING = re.compile(r"\W*(?:bringing|brings|brought|raising|raises|lifting|pushing|taking)\b")
_DELTA = re.compile(r"\(?\+ ?$")

FigureRule = Callable[[Scene, Figure], "Finding | None"]


def rate(scene: Scene, figure: Figure) -> Finding | None:
    """An average per day, week or month, over the span that the sentence gives."""
    cue = cues.rate_cue(scene, figure)
    if cue is None or cues.total_cue(scene, figure) is not None:
        return None
    words = Span(cue.start, cue.end)
    one = _governing(scene, figure)
    spans = [t for t in scene.told if t.role == TOLD and t.stretch.closed]
    if one is None and spans:
        one = spans[-1] if spans[-1].start < figure.count.start else spans[0]
    if one is None or not one.stretch.closed:
        return Finding("rate", NOWHEN, "rate", words)
    rules = "+".join(("rate", *one.resolved.rules))
    return Finding("rate", one.stretch, rules, words, Span(one.start, one.end))


def tally_of_day(scene: Scene, figure: Figure) -> Finding | None:
    """A stated tally of 24 hours in the figure's own clause ("320 in the past day alone")."""
    one = _own(scene, figure)
    return _from_told(scene, figure, one) if one and one.mention.basis == "day" else None


def under_heading(scene: Scene, figure: Figure) -> Finding | None:
    """A heading dates all below it that has no words of its own: "Losses from ... to ...:"."""
    told = scene.telling
    if told is None or not told.heading or _governing(scene, figure) is not None:
        return None
    if cues.total_cue(scene, figure) or cues.war_cue(scene, figure):
        return None
    as_of = any(one.role == AS_OF for one in scene.told)
    return None if as_of or figure.stance == "denied" else _gone_on(told)


def running_total(scene: Scene, figure: Figure) -> Finding | None:
    """A running total by its words: since a day, in total, in or since a war, so many."""
    one = _governing(scene, figure)
    if one is not None and one.role == SINCE and one.mention.basis != "day":
        return count_up(scene, figure, "since", one)
    cue = cues.total_cue(scene, figure)
    if cue is not None:
        return count_up(scene, figure, "total", cue)
    war = cues.war_cue(scene, figure)
    if war is not None and not _is_closed(one):
        return count_up(scene, figure, "war", war)
    if cues.is_large(figure) and not _is_of_days(one):
        return count_up(scene, figure, "large_number", None)
    return None


def delta(scene: Scene, figure: Figure) -> Finding | None:
    """The day's addition to a running total: "9,400 (+9)"."""
    if not _DELTA.search(scene.line.before(figure.count.start, 4)):
        return None
    told = scene.telling
    last = (told.stretch.last if told and told.basis == "cumulative" else None) or scene.published
    words = Span(figure.count.start - 1, figure.count.end)
    return Finding("day", days_to(last, 1) if last else NOWHEN, "delta", words, words)


def own_words(scene: Scene, figure: Figure) -> Finding | None:
    """The expression of time that governs the figure in its sentence."""
    one = _governing(scene, figure)
    return _from_told(scene, figure, one) if one is not None else None


def toll_of_fighting(scene: Scene, figure: Figure) -> Finding | None:
    """The toll of clashes, protests, a siege: a running total."""
    cue = cues.fighting_cue(scene, figure)
    return count_up(scene, figure, "fighting", cue) if cue is not None else None


def counted_so_far(scene: Scene, figure: Figure) -> Finding | None:
    """So far, in all, a total of ... have been: a running total, unless one event is told."""
    cue = cues.running_cue(scene, figure)
    told = scene.telling
    if cue is None or (told is not None and told.basis in ("incident", "day")):
        return None
    return count_up(scene, figure, "so_far", cue)


def campaign_day(scene: Scene, figure: Figure) -> Finding | None:
    """By Monday, under the heading "Kursk: day ten": the total of the campaign."""
    if scene.counted_from is None:
        return None
    as_of = next((one for one in scene.told if one.role == AS_OF), None)
    return count_up(scene, figure, "campaign", as_of) if as_of is not None else None


def telling_goes_on(scene: Scene, figure: Figure) -> Finding | None:
    """A sentence without a date goes on with what was being told."""
    told = scene.telling
    if told is None or (figure.stance == "denied" and told.basis != "cumulative"):
        return None
    words = scene.line.folded
    if _ELSEWHERE_IN_TIME.match(words):
        return None
    if told.basis == "cumulative" and cues.cue_in_clause(scene, figure, "event") is not None:
        return None
    if told.basis == "day" and _is_another_source(scene, told):
        return None
    if _AFRESH.match(words) and _is_old(scene, told) and present_verb(scene.line):
        return None
    return _gone_on(told)


def _gone_on(told: Telling) -> Finding:
    rule = f"telling_goes_on+{told.rule.removeprefix('telling_goes_on+')}"
    return Finding(told.basis, told.stretch, rule, None, told.words)


def _is_another_source(scene: Scene, told: Telling) -> bool:
    new = scene.line.sentence.paragraph != told.paragraph
    return new and _ANOTHER_SOURCE.match(scene.line.folded) is not None


def _is_old(scene: Scene, told: Telling) -> bool:
    last = told.stretch.last
    return scene.published is not None and last is not None and last < scene.published


def landmark_named(scene: Scene, figure: Figure) -> Finding | None:
    """The toll of an attack that the vocabulary dates, named in the sentence itself."""
    if scene.line.sentence.zone == "headline":
        return None
    term = next(
        (t for t in scene.line.events if t.entry.get("kind") == ATTACK and t.key == "forms"), None
    )
    if term is None:
        return None
    stretch = named_events([term])[0].stretch.upto(scene.block.latest)
    words = Span(term.start, term.end)
    return Finding("incident", stretch, term.entry.rule, None, words, True) if stretch else None


def morning_report(scene: Scene, figure: Figure) -> Finding | None:
    """What a morning's bulletin counts as launched and downed came in the night before it."""
    day, stamp = scene.published, scene.block.morning
    if day is None or stamp is None or figure.measure not in _FLYING:
        return None
    return Finding("incident", days_to(day, 1), "morning_report", None, stamp, carries=True)


def by_then(scene: Scene, figure: Figure) -> Finding | None:
    """By 2 March 60 had been killed: up to that day, from one that is not said."""
    as_of = next((one for one in scene.told if one.role == AS_OF and one.stretch.last), None)
    if as_of is None:
        return None
    perfect = cues.cue_in_line(scene, "perfect")
    words = Span(as_of.start, as_of.end)
    return Finding(
        "cumulative" if perfect is not None else "incident",
        Stretch(None, as_of.stretch.last, "day"),
        "+".join(("as_of", *as_of.resolved.rules)),
        Span(perfect.start, perfect.end) if perfect is not None else None,
        words,
    )


def toll_brought_to(scene: Scene, figure: Figure) -> Finding | None:
    """A body was found on Thursday, bringing the toll of the attack to 12: not of Thursday."""
    clause = scene.line.clauses[scene.clause(figure)]
    if cues.cue_in_clause(scene, figure, "toll") is None:
        return None
    if not _BRINGING.match(scene.line.after(clause.start, 40)) or _own(scene, figure) is not None:
        return None
    return telling_goes_on(scene, figure) or toll_to_date(scene, figure)


def toll_to_date(scene: Scene, figure: Figure) -> Finding | None:
    """The toll of one event without a stated day: up to the as-of date."""
    cue = cues.cue_in_line(scene, "toll")
    if cue is None:
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


def present_tense(scene: Scene, figure: Figure) -> Finding | None:
    """A full sentence in the present tense is about the day of the report."""
    if scene.line.sentence.zone == "headline" or scene.published is None:
        return None
    verb = present_verb(scene.line)
    if verb is None:
        return None
    return Finding(
        "incident",
        one_day(scene.published),
        "present_tense",
        None,
        Span(verb.start, verb.end),
        carries=True,
    )


def undated(scene: Scene, figure: Figure) -> Finding | None:
    """Nothing in the text dates the figure."""
    return UNDATED


RULES: tuple[FigureRule, ...] = (
    delta,
    rate,
    tally_of_day,
    under_heading,
    running_total,
    toll_brought_to,
    own_words,
    campaign_day,
    toll_of_fighting,
    counted_so_far,
    landmark_named,
    telling_goes_on,
    morning_report,
    toll_to_date,
    by_then,
    present_tense,
    undated,
)


def find(scene: Scene, figure: Figure) -> Finding:
    """Return what the first rule that answers says of a figure."""
    for rule in RULES:
        found = rule(scene, figure)
        if found is not None:
            return found
    return UNDATED


def _governing(scene: Scene, figure: Figure) -> Told | None:
    return governing(scene.line, figure, scene.told)


def _own(scene: Scene, figure: Figure) -> Told | None:
    one = _governing(scene, figure)
    same = one is not None and scene.line.clause_of(one) == scene.clause(figure)
    return one if same else None


def _is_closed(one: Told | None) -> bool:
    return one is not None and one.role == TOLD and one.stretch.closed


def _is_of_days(one: Told | None) -> bool:
    return _is_closed(one)


def _from_told(scene: Scene, figure: Figure, one: Told) -> Finding:
    landmark = _landmark_within(scene, one)
    if landmark is not None:
        return landmark
    basis, why = _basis_of(scene, figure, one)
    words = Span(one.start, one.end)
    clause = scene.line.clauses[scene.clause(figure)]
    opening = scene.line.after(clause.start, 30).lstrip()
    return Finding(
        basis,
        one.stretch,
        "+".join(part for part in (*one.resolved.rules, why) if part),
        words if one.mention.basis or why else None,
        words,
        carries=_RELATIVE.match(opening) is None,
    )


def _landmark_within(scene: Scene, one: Told) -> Finding | None:
    """The attack earlier this month: that of the vocabulary, where the text names just one."""
    if one.mention.covers not in _VAGUE or not one.stretch.closed:
        return None
    for line in scene.block.lines:
        for term in line.events:
            if term.entry.get("kind") == ATTACK and term.start < one.start:
                stretch = named_events([term])[0].stretch
                if one.stretch.holds(stretch):
                    words = Span(term.start, term.end)
                    rule = f"{term.entry.rule}+{one.mention.rule}"
                    return Finding("incident", stretch, rule, None, words, True)
    return None


def _basis_of(scene: Scene, figure: Figure, one: Told) -> tuple[str, str]:
    """Return the kind of figure that an expression makes, and the rule where words decide it."""
    mention = one.mention
    if one.role == SINCE:
        return ("day", "") if mention.basis == "day" else ("cumulative", "since")
    if mention.covers == "today" and mention.basis is None and _is_tally_of(scene, one):
        return "day", "telling_goes_on"
    basis = basis_of(mention)
    if basis != "period" or mention.covers.startswith("past_"):
        return basis, ""
    if mention.until is not None:
        return _basis_of_range(scene, one)
    return _basis_of_month(scene, figure, one)


def _is_tally_of(scene: Scene, one: Told) -> bool:
    """Tell whether "today" only repeats the day of the tally that is being told."""
    told = scene.telling
    return told is not None and told.basis == "day" and told.stretch.last == one.stretch.last


def _basis_of_range(scene: Scene, one: Told) -> tuple[str, str]:
    text = scene.line.folded[one.start - scene.line.start : one.end - scene.line.start]
    opened = scene.line.before(one.start, 12)
    both = " and " in text and "between" not in opened
    first, last = one.stretch.first, one.stretch.last
    short = first and last and (last - first).days <= 1 and "between" not in opened
    if one.mention.grain in (DAY, WEEKDAY) and (both or short or "night" in text):
        return "incident", ""
    starts = {*scene.block.starts, *(war.start for war in scene.block.wars)}
    if _WAR_FROM.search(scene.line.before(one.start, 60)):
        return "cumulative", "range_of_war"
    if one.stretch.first in starts:
        return "cumulative", "from_start_of_war"
    return "period", "range"


def _basis_of_month(scene: Scene, figure: Figure, one: Told) -> tuple[str, str]:
    """ "An attack in May killed 90" is one event; "in May 90 people were killed" a tally."""
    after = scene.line.after(one.end, 40)
    if one.mention.attributive and re.match(
        r" (?:[\w'-]+ ){0,2}(?:war|invasion|conflict)\b", after
    ):
        return "cumulative", "war_of_year"
    if _is_of_finished_war(scene):
        return "cumulative", "finished_war"
    tally = figure.measure in _TALLIED or cues.cue_in_clause(scene, figure, "a_total") is not None
    if not tally and _DAYS_OF.search(scene.line.folded) is None and cues.single_event(scene):
        return "incident", "event_in_month"
    return "period", ""


def _is_of_finished_war(scene: Scene) -> bool:
    day = scene.published
    wars = [event for event in named_events(scene.line.events) if event.kind == WAR]
    return day is not None and any(war.end is not None and war.end < day for war in wars)
