"""A date that comes late: "Nine were killed in Raqqa. The attack took place on Friday."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.cued import cued
from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.lines.roles import TOLD
from tracker.when.lines.told import Told
from tracker.when.rules.scene import Finding, Scene

_DEFINITE = re.compile(r"\W*(?:the|this|that)(?: [\w'-]+){0,4} $")
_THAT_WAS = re.compile(
    r"\W*(?:all )?(?:that|this|it) (?:was|happened|occurred|took place) (?:on|in) (?:the )?"
)
_ALL_SAID = re.compile(r"\W*")
_RECENT, _FRESH = timedelta(days=31), timedelta(days=4)
_AFTERWARDS = cued(
    r"\b(?:follow(?:s|ed|ing)?|after|in response|retaliat\w+|since|despite|similar|another|"
    r"previous)\b"
)
# "in reply to the 3 May raid": an attack before this one; "linked to the 3 May raid" may be it
_ANSWERED = re.compile(
    r"\b(?:repl(?:y|ies|ied) to|answer to|response to|revenge for|aveng\w+|payback for|unlike) "
    r"(?:the )?$"
)
_LINKED = re.compile(r"\b(?:link(?:s|ed) to|tied to|ties to|connected (?:to|with)) (?:the )?$")
_ONE = re.compile(r"\b(an?|the|one|this)(?: [\w'\"-]+){0,3} \"?$")
_NEAR = 4
"""How many sentences below a figure the day of its attack may stand."""
_ADJECTIVES = re.compile(r" (?:[\w'-]+ ){0,2}\w+")
_ON = "telling_goes_on+"
_OPEN_RULES = (
    "present_tense",
    "undated",
    "telling_goes_on+present_tense",
    "telling_goes_on+undated",
)

Read = tuple[Scene, tuple[tuple[Figure, Finding], ...]]


def date_late(readings: Sequence[Read]) -> list[Read]:
    """Return the readings; figures of an attack whose date a sentence below gives have it."""
    result = list(readings)
    for n in range(1, len(result)):
        scene = result[n][0]
        if not scene.told or _AFTERWARDS.search(scene.line.folded):
            continue
        date = _date_of_the_attack(scene) or _date_of_that_kind(result, n)
        if date is not None:
            _go_on(result, n, date, _look_back(result, n, date))
    return result


def _date_of_the_attack(scene: Scene) -> Told | None:
    """Return the day that a line gives for the attack told before it, or None."""
    if not scene.line.figures and (that := _day_of_that(scene)) is not None:
        return that
    events = [t for t in scene.line.cues.get("event", ()) if not _is_verb(scene, t)]
    own = _day_of_possessive(scene, events)
    if own is not None:
        return own if _is_recent(scene, own) else None
    event = events[0] if events else None
    if event is None or not _DEFINITE.fullmatch(scene.line.before(event.start)):
        return None
    days = [
        one
        for one in scene.told
        if one.role == TOLD
        and one.stretch.closed
        and one.mention.basis in (None, "incident")
        and not _is_another_attack(scene, one)
    ]
    clause = scene.line.clause_of(event)
    return next((one for one in days if scene.line.clause_of(one) == clause), None)


def _day_of_that(scene: Scene) -> Told | None:
    """Return the day of "That was on 5 February.", said of all that was told before it."""
    for one in scene.told:
        after = scene.line.after(one.end, 200)
        if one.role == TOLD and one.stretch.closed and _ALL_SAID.fullmatch(after):
            opened = _THAT_WAS.fullmatch(scene.line.before(one.start, 60))
            return one if opened and _is_recent(scene, one) else None
    return None


def _date_of_that_kind(readings: Sequence[Read], n: int) -> Told | None:
    """Return Thursday for "nine died in an ambush" and, below, "a complex ambush on Thursday".

    Only where the text told of one event of the kind until then.
    """
    scene = readings[n][0]
    own = _events(scene)
    if not own:
        return None
    above = [event for reading in readings[max(0, n - _NEAR) : n] for event in _events(reading[0])]
    for kind, event, _ in own:
        clause = scene.line.clause_of(event)
        for one in scene.told:
            told = one.role == TOLD and one.stretch.closed and one.mention.basis is None
            here = told and scene.line.clause_of(one) == clause and _is_recent(scene, one, _FRESH)
            new = [a_new for words, _, a_new in above if words == kind]
            if here and new and sum(new) <= 1:
                return one
    return None


def _events(scene: Scene) -> list[tuple[str, Term, bool]]:
    """Return the single events of a line: the word, and whether it is new: "an ambush"."""
    found = []
    for term in scene.line.cues.get("event", ()):
        words = scene.line.after(term.start, term.end - term.start)
        if words.endswith("s") or _is_verb(scene, term):
            continue
        one = _ONE.search(scene.line.before(term.start))
        if one is not None:
            found.append((words, term, one[1] in ("a", "an")))
    return found


def _is_verb(scene: Scene, term: Term) -> bool:
    words = scene.line.after(term.start, term.end - term.start)
    return words.endswith("ed") or words in ("struck", "hit", "hits", "striking", "ambushing")


def _is_recent(scene: Scene, one: Told, within: timedelta = _RECENT) -> bool:
    """Tell the attack that the text is about from one that it only recalls."""
    last, day = one.stretch.last, scene.published
    if last is None or day is None:
        return not any(rule.startswith("events.") for rule in one.resolved.rules)
    return day - last <= within


def _day_of_possessive(scene: Scene, events: Sequence[Term]) -> Told | None:
    """Return Monday in "Monday's attack" and "the Monday attack"."""
    for one in scene.told:
        gap = scene.line.after(one.end, 24)
        words = scene.line.before(one.end, 2)
        near = any(0 < event.start - one.end <= 20 for event in events)
        if near and _is_another_attack(scene, one):
            continue
        named = words == "'s" or scene.line.before(one.start, 4) == "the "
        plain = _ADJECTIVES.match(gap) is not None
        if near and named and plain and one.role == TOLD and one.stretch.closed:
            return one
    return None


def _is_another_attack(scene: Scene, one: Told) -> bool:
    """Tell an attack that is recalled: "camps linked to the April 22 attack", weeks ago."""
    before = scene.line.before(one.start)
    if _ANSWERED.search(before):
        return True
    return _LINKED.search(before) is not None and not _is_recent(scene, one, _FRESH)


def _go_on(result: list[Read], n: int, date: Told, rules: frozenset[str]) -> None:
    """Date what went on with the figures above the date, below it."""
    for later in range(n, len(result)):
        scene, found = result[later]
        pairs = [
            (f, _dated(one, date) if one.rule in rules and one.rule.startswith(_ON) else one)
            for f, one in found
        ]
        result[later] = (scene, tuple(pairs))


def _look_back(result: list[Read], n: int, date: Told) -> frozenset[str]:
    """Date the figures above, back to one with a date; return the rules that go on with them."""
    rules: set[str] = set()
    paragraph = result[n][0].line.sentence.paragraph
    for back in range(n - 1, -1, -1):
        scene, found = result[back]
        if scene.line.sentence.paragraph < paragraph - 1 and back < n - _NEAR:
            break
        if found and not all(_is_open(finding) for _, finding in found):
            break
        rules.update(_ON + one.rule.removeprefix(_ON) for _, one in found)
        result[back] = (scene, tuple((figure, _dated(one, date)) for figure, one in found))
    return frozenset(rules)


def _is_open(finding: Finding) -> bool:
    rule = finding.rule.removeprefix("telling_goes_on+")
    return finding.rule in _OPEN_RULES or rule.startswith("toll+")


def _dated(finding: Finding, date: Told) -> Finding:
    return replace(
        finding,
        stretch=date.stretch,
        rule="+".join(("date_comes_late", *date.resolved.rules)),
        date_words=Span(date.start, date.end),
        ends=None,
    )
