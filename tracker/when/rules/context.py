"""Figures without a date in their sentence: what was being told, or the day of the report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.hedges import HEDGE
from tracker.models import Figure, Span
from tracker.when.days.stretch import days_to, one_day
from tracker.when.days.wars import ATTACK, TOLD_BEGINNING, named_events
from tracker.when.lines.roles import AS_OF, SAID, TOLD
from tracker.when.lines.told import Told
from tracker.when.rules import counting, cues
from tracker.when.rules.scene import UNDATED, Finding, Scene, Telling
from tracker.when.rules.war import counts_since_war, war_cue
from tracker.when.written.mention import MONTH, PART

_AFRESH = re.compile(
    r"(?:\W*)(?:separately|elsewhere|meanwhile|in a separate|in another|afterwards?|later,|then,|"
    r"subsequently|in addition to)\b"
)
_ELSEWHERE_IN_TIME = re.compile(r"\W*(?:afterwards?|later,|subsequently|thereafter|then,|earlier,)")
_ANOTHER_SOURCE = re.compile(
    r"\W*(?:according to|as reported by|local media|media reports|witnesses)\b"
)
_IN_FIGHT = re.compile(
    r"\b(?:in|during|after) the (?:[\w'-]+ )?(?:battle|attack|raid|ambush|blast|explosion|bombing|"
    r"massacre|strike|airstrike|shootout|firefight|assault|crash)\b"
)
# "The killing of 45 villagers has shaken the region": the verb is not that of the killing.
_HARM_NAMED = re.compile(
    r"\W*the (?:[\w'-]+ )?(?:killings?|deaths?|murders?|massacre|abduction|kidnapping|fate|"
    rf"execution|slaughter|shooting|loss) of (?:(?:the|{HEDGE}) )*"
)
# "launches strikes in response to an attack that killed three": that attack was before.
_EARLIER_ATTACK = re.compile(
    r"\b(?:in (?:response|retaliation|reaction) (?:to|for)|after|following|in the wake of|over) "
    r"(?:an?|the) [^.;,]{0,80}\b(?:that|which) (?:killed|left|wounded|injured|claimed|destroyed)"
    r"[^.;]{0,60}$"
)
# "226 boys killed, while the gender of others has not been determined"
_NOT_KNOWN = re.compile(
    r", (?:while|whereas) (?:the )?(?:gender|sex|age|identity|fate)s? of [^.;]*$"
)
_WERE_DEAD = re.compile(r"\b(?:were|was|lay) dead\b")
_OPENS = 12
_TOLL_RISES = timedelta(days=7)
_TALLIED = frozenset({"attacks", "launched", "intercepted", "suppressed", "impacted"})
_FLYING = frozenset({"launched", "intercepted", "suppressed", "impacted"})


_NEVER_RUNNING = frozenset({"survived", "bodies"})
"""What is counted once, of one event, whatever total was told before."""


def under_heading(scene: Scene, figure: Figure) -> Finding | None:
    """A heading dates all below it that has no words of its own: "Losses from ... to ...:"."""
    told = scene.telling
    if told is None or not told.heading or scene.governing(figure) is not None:
        return None
    if told.basis == "cumulative" and figure.measure in _NEVER_RUNNING:
        return None
    if told.basis == "incident" and counting.is_large(figure) and cues.perfect_cue(scene, figure):
        return None  # "It had killed 50,000", below the title of one day
    war = war_cue(scene, figure)
    if counting.total_cue(scene, figure) or (war and counts_since_war(scene, war)):
        return None
    as_of = any(one.role == AS_OF for one in scene.told)
    if as_of or figure.stance == "denied":
        return None
    # An entry of a chronology is one event, within the month or year of its heading.
    entry = told.basis == "period" and scene.line.sentence.bullet
    return _gone_on(replace(told, basis="incident") if entry else told)


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


def telling_goes_on(scene: Scene, figure: Figure) -> Finding | None:
    """A sentence without a date goes on with what was being told."""
    told = scene.telling
    if told is None or (figure.stance == "denied" and told.basis != "cumulative"):
        return None
    words = scene.line.folded
    if _ELSEWHERE_IN_TIME.match(words):
        return None
    if told.basis == "cumulative" and scene.tally is not None and figure.measure in _TALLIED:
        return _gone_on(scene.tally)
    if told.basis == "cumulative" and cues.cue_in_clause(scene, figure, "event") is not None:
        return None
    if told.basis == "cumulative" and figure.measure in _NEVER_RUNNING:
        return None
    if told.basis == "day" and _is_another_source(scene, told):
        return None
    if _is_long_after(scene, told) or _is_said_anew(scene, told) or is_up_to_unknown(scene):
        return None
    if _AFRESH.match(words) and _is_old(scene, told) and scene.present_verb():
        return None
    if told.basis == "period" and told.stretch.precision == "month" and _IN_FIGHT.search(words):
        return _gone_on(replace(told, basis="incident"))
    return _gone_on(told)


def _gone_on(told: Telling) -> Finding:
    rule = f"telling_goes_on+{told.rule.removeprefix('telling_goes_on+')}"
    return Finding(told.basis, told.stretch, rule, None, told.words, ends=told.ends)


def _is_another_source(scene: Scene, told: Telling) -> bool:
    new = scene.line.sentence.paragraph != told.paragraph
    return new and _ANOTHER_SOURCE.match(scene.line.folded) is not None


def _is_long_after(scene: Scene, told: Telling) -> bool:
    """Tell a count of a later day ("by 1 May 27 had died") from a toll that rises."""
    last = told.stretch.last
    dead = cues.perfect_cue(scene) or _WERE_DEAD.search(scene.line.folded)
    if last is None or dead is None:
        return False
    if told.basis not in ("incident", "period"):
        return False
    if any(
        one.role == TOLD and one.stretch.first and one.stretch.first > last for one in scene.told
    ):
        return any(one.role == AS_OF for one in scene.told)
    for one in scene.told:
        end = one.stretch.last
        if one.role == AS_OF and end and _counts_from_beginning(one):
            return True
        of_span = one.mention.covers in ("same_month", "same_week")
        of_month = of_span or one.mention.grain in (MONTH, PART)
        rises = told.basis == "incident" and not of_month
        if one.role == AS_OF and end and told.basis == "period" and end >= last:
            return True
        if one.role == AS_OF and end and end - last > (_TOLL_RISES if rises else timedelta(0)):
            return True
    return False


def _counts_from_beginning(one: Told) -> bool:
    """Tell "by the end of the first week", "by the 16th day of the war"."""
    return one.mention.covers == "nth_days" or TOLD_BEGINNING in one.resolved.rules


def is_up_to_unknown(scene: Scene) -> bool:
    """Tell a count up to a day that nobody knows: "By the end of the first week 170 had died"."""
    opening = scene.told[0] if scene.told else None
    if opening is None or opening.role != AS_OF or opening.stretch.last is not None:
        return False
    return opening.start - scene.line.start <= _OPENS and cues.perfect_cue(scene) is not None


def _is_said_anew(scene: Scene, told: Telling) -> bool:
    """Tell what is said on a day of its own from the count of a year or month told before."""
    last = told.stretch.last
    if told.basis != "period" or last is None:
        return False
    said = (one.stretch.last for one in scene.told if one.role == SAID)
    return any(day is None or day - last > _TOLL_RISES for day in said)


def _is_old(scene: Scene, told: Telling) -> bool:
    last = told.stretch.last
    return scene.published is not None and last is not None and last < scene.published


def morning_report(scene: Scene, figure: Figure) -> Finding | None:
    """What a morning's bulletin counts as launched and downed came in the night before it."""
    day, stamp = scene.published, scene.block.morning
    if day is None or stamp is None or figure.measure not in _FLYING:
        return None
    return Finding("incident", days_to(day, 1), "morning_report", None, stamp, carries=True)


def present_tense(scene: Scene, figure: Figure) -> Finding | None:
    """A full sentence in the present tense is about the day of the report."""
    if scene.present is None:
        return None
    verb = scene.present_verb()
    if verb is None or _HARM_NAMED.fullmatch(scene.line.before(figure.count.start)):
        return None
    if verb.start >= figure.count.end and _NOT_KNOWN.search(scene.line.before(verb.end, 120)):
        return None
    if verb.end <= figure.count.start and _EARLIER_ATTACK.search(
        scene.line.before(figure.count.start)
    ):
        return None
    return Finding(
        "incident",
        one_day(scene.present),
        "present_tense",
        None,
        Span(verb.start, verb.end),
        carries=True,
    )


def undated(scene: Scene, figure: Figure) -> Finding | None:
    """Nothing in the text dates the figure."""
    return UNDATED
