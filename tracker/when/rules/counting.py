"""The words that make a figure a running total: of fighting, of what was told."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.lines.roles import SINCE
from tracker.when.rules.cues import cue_in_clause, cue_in_line, perfect_cue, single_event
from tracker.when.rules.scene import Scene
from tracker.when.written.numbers import ORDINAL

_SINCE_IT_BEGAN = cued(
    r"\bsince (?:[^.;,]{3,50}|it|they) (?:began|started|erupted|"
    r"broke out|resumed|was launched|came into force|took effect|collapsed)\b|"
    r"\bsince (?:the|its|their|that|this) (?:[\w'-]+ ){0,4}(?:truce|ceasefire|coup|siege|attacks?|"
    r"offensive|invasion|massacre|raid|collapse|fall|outbreak|takeover|withdrawal|escalation|"
    r"uprising|revolution|deal|agreement)\b"
)
_SINCE_THEN = cued(r"\bsince(?: then)?\W*$|\bsince then\b|\bever since\b")
_DURING = re.compile(r"\b(?:during|throughout|in the course of|over)(?: (?!a |an )[\w'-]+){0,4} $")
_DAYS_OF = re.compile(r"\b(?:days?|weeks?|months?|years?) of\b")
_ON_A_DAY = re.compile(rf"\bon the {ORDINAL} $")
FIGHTS = frozenset({"fighting", "campaign", "war"})
BATTLES = FIGHTS - {"war"}

_BEGAN_WITH = cued(
    r"\b(?:war|conflict|invasion|uprising|insurgency)\b(?:,? (?:that|which))?(?: (?:was|had|were))?"
    r" (?:began|begun|started|erupted|broke out|triggered|sparked|set off|ignited)"
    r" (?:when|with|after|by)\b"
)
_STANDS = re.compile(
    r"\W*(?:it|(?:the|that|this|their) (?:figure|number|count|tally|total))(?: ha[sd])?(?: now)? "
    r"(?:stands?|stood|reached|passed|topped|exceeded|grown|climbed|risen) "
)
_IN_ALL = re.compile(r"\b(?:in all|in total|overall|altogether|so far|since)\b")
_TOLL_IN_ALL = frozenset(
    f"{whole} {toll}"
    for whole in ("total", "overall")
    for toll in ("death toll", "toll", "number", "number of")
)
_MANY_LOST = 1_000
_MANY_PEOPLE, _MANY_DISPLACED, _MANY_FLED = 5_000, 1_000_000, 100_000
_HARM = frozenset({"killed", "wounded", "casualties", "missing", "bodies", "captured"})


def war_began(scene: Scene, figure: Figure) -> Span | None:
    """Return the words that say how a war began, where a figure stands right after them."""
    found = _BEGAN_WITH.search(scene.line.folded)
    if found is None or perfect_cue(scene, figure) is not None:
        return None
    words = Span(scene.line.start + found.start(), scene.line.start + found.end())
    near = 0 <= scene.clause(figure) - scene.line.clause_of(words) <= 1
    return words if near and words.end <= figure.count.start else None


def begins_clause(scene: Scene, figure: Figure, word: str) -> bool:
    """Tell whether a figure's clause begins with a word: ", when police killed 16"."""
    return scene.line.words_of(scene.clause(figure)).split()[:1] == [word]


def stands_at(scene: Scene) -> bool:
    """Tell whether a line goes on with a count: "It now stands at 2,400"."""
    return _STANDS.match(scene.line.folded) is not None


def cue_upto(scene: Scene, figure: Figure, grammar: str) -> Term | None:
    """Return a cue of the figure's own clause or to its left: "bringing the toll to" is none."""
    terms = scene.line.cues.get(grammar, ())
    own = scene.clause(figure) if terms else 0
    return next((term for term in terms if scene.line.clause_of(term) <= own), None)


def since_it_began(scene: Scene) -> Span | None:
    """Return "since the shelling started", which counts from a day that is not said."""
    if any(one.role == SINCE for one in scene.told):
        return None
    found = _SINCE_IT_BEGAN.search(scene.line.folded)
    return scene.line.span_of(found) if found else None


_SINCE_RESUMED = re.compile(
    r"\bsince (?:the |its |their )?(?:[\w'-]+ ){0,3}?"
    r"(?:resum(?:ed|ption)|restart(?:ed)?|renewed|renewal|return|collapse|end|breakdown)\b"
)


def since_it_resumed(scene: Scene) -> Span | None:
    """Return "since the war resumed", "since the truce's collapse": not since the war began."""
    found = _SINCE_RESUMED.search(scene.line.folded)
    return scene.line.span_of(found) if found else None


def clauses_with_figures(scene: Scene) -> set[int]:
    """Return the numbers of the clauses in which a figure stands."""
    return {scene.clause(figure) for figure in scene.line.figures}


def total_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the words of a running total that hold for a figure.

    They stand in its own clause, or to its left with no date between: "Total losses: 60,430
    people, 265 planes, 228 helicopters".
    """
    own = cue_in_clause(scene, figure, "total")
    if own is not None:
        told = _is_loss_told(scene, figure, own) or _is_of_event(scene, figure, own)
        return None if told else own
    totals = scene.line.cues.get("total", ())
    left = [term for term in totals if term.end <= figure.count.start]
    if not left:
        return None
    dated = any(
        left[-1].start < one.start < figure.count.start and one.mention.basis != "cumulative"
        for one in scene.told
    )
    return None if dated or _is_loss_told(scene, figure, left[-1]) else left[-1]


def _is_loss_told(scene: Scene, figure: Figure, term: Term) -> bool:
    """Tell the losses in what is told ("put the losses at 12 dead") from those of a war."""
    before = scene.line.before(term.start, 5)
    if scene.line.after(term.start, term.end - term.start) != "losses at":
        return False
    if (figure.count.value or figure.count.low or 0) >= _MANY_LOST:
        return False
    if _IN_ALL.search(scene.line.folded):
        return False
    told = scene.telling
    here = told is not None and told.paragraph == scene.line.sentence.paragraph
    return before.endswith("the ") or (here and told is not None and told.basis == "incident")


def _is_of_event(scene: Scene, figure: Figure, term: Term) -> bool:
    """Tell the toll of an attack from a war's: "those killed in an air strike rose to 33"."""
    if is_large(figure) or any(scene.line.cues.get(kind) for kind in BATTLES | {"war"}):
        return False
    clause = scene.clause(figure)
    event = single_event(scene)
    if event is not None and scene.line.clause_of(event) == clause and event.start > term.end:
        return True
    words = scene.line.after(term.start, term.end - term.start)
    events = scene.line.cues.get("event", ())
    of_more = scene.line.in_clause((*scene.line.parties, *events), clause)
    told = scene.telling
    if words not in _TOLL_IN_ALL or of_more or told is None:
        return False
    here = told.paragraph == scene.line.sentence.paragraph
    return here and told.basis == "incident" and told.stretch.closed


def since_then(scene: Scene, figure: Figure) -> Span | None:
    """Return the "since" that counts from what was just told: "67,800 have died since"."""
    clause = scene.line.clauses[scene.clause(figure)]
    words = scene.line.after(clause.start, clause.end - clause.start)
    found = _SINCE_THEN.search(words)
    if found is None or scene.recent is None or not scene.recent.stretch.first:
        return None
    return Span(clause.start + found.start(), clause.start + found.end())


def fighting_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the violence over days whose toll a figure is ("toll of the clashes")."""
    over_days = cue_in_line(scene, "campaign") or cue_in_line(scene, "fighting")
    if over_days is None or scene.line.after(over_days.end, 8) == " vehicle":
        return None  # "armoured fighting vehicles"
    counted = (
        cue_upto(scene, figure, "toll")
        or cue_upto(scene, figure, "total")
        or (figure.measure != "displaced" and perfect_cue(scene, figure))
        or cue_in_clause(scene, figure, "so_far")
    )
    if counted is not None:
        return over_days
    own, counted_clauses = scene.clause(figure), clauses_with_figures(scene)
    for term in scene.line.cues.get("campaign", ()):
        at = scene.line.clause_of(term)
        near = at == own or (at > own and at not in counted_clauses)
        told = _DURING.search(scene.line.before(term.start))
        if near and told and not _ARE_KILLED.search(scene.line.folded):
            return term
    return None


_ARE_KILLED = re.compile(r"\b(?:is|are) (?:[a-z]+ly )?(?:killed|wounded|injured|hurt)\b")
"""The present tells an event of the day, whatever it was part of: "are killed during fighting"."""


def days_of_fighting(scene: Scene, fights: frozenset[str] = FIGHTS) -> Span | None:
    """Return the length of a fight that a sentence tells of: "in a week of violence"."""
    if fights.isdisjoint(scene.line.cues) or cue_in_line(scene, "best") is not None:
        return None
    for found in _DAYS_OF.finditer(scene.line.folded):
        start, end = scene.line.start + found.start(), scene.line.start + found.end()
        if _ON_A_DAY.search(scene.line.before(start)) and perfect_cue(scene) is None:
            continue  # "on the fourth day of the siege a shell killed nine"
        fought = (t for t in scene.line.bases if t.entry.get("grammar") in fights)
        if any(0 <= term.start - end <= 24 for term in fought):
            return Span(start, end)
    return None


def running_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return words that lean to a running total: "so far", "a total of 40 have been killed"."""
    if cue_in_line(scene, "best") is not None:
        return None
    explicit = cue_in_clause(scene, figure, "so_far")
    if explicit is not None:
        return explicit
    if single_event(scene) is not None:
        return None
    total = cue_in_line(scene, "a_total")
    if total is not None and perfect_cue(scene) is not None:
        return total
    suffered = cue_in_clause(scene, figure, "suffered")
    return suffered if figure.subject == "combatant" else None


def is_mass_flight(figure: Figure) -> bool:
    """Tell whether so many have fled that they can hardly have done so in one event."""
    return figure.measure == "displaced" and _number(figure) >= _MANY_FLED


def _number(figure: Figure) -> float:
    number = figure.count.value if figure.count.value is not None else figure.count.low
    return number if number is not None else figure.count.high or 0


def is_large(figure: Figure) -> bool:
    """Tell whether so many can only be the running total of a war."""
    number = _number(figure)
    if figure.measure == "displaced":
        return number >= _MANY_DISPLACED
    return figure.measure in _HARM and number >= _MANY_PEOPLE
