"""The words beside a figure that tell what kind of figure it is."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.rules.scene import Scene

_SINCE_WAR = re.compile(
    r"\b(?:since|from (?:the )?(?:very )?(?:start|beginning|outbreak|onset|first days?))\b[^.;,]*$"
)
_BY_WAR = re.compile(
    r"\b(?:as (?:a )?(?:direct )?result of|due to|because of|in the course of|during|"
    r"throughout|over the course of|in|of|by|days of|weeks of|months of|years of|under)"
    r"(?: (?:the|its|this|that|an?|ongoing|current|full-scale|brutal|long|[a-z]+'s|[a-z]+n))*"
    r"(?: (?:\w+-)*(?:day|week|month|year)s?-(?:long|old))? $"
)
_CAUSED = re.compile(
    r"\b(?:result of|due to|because of|(?:days|weeks|months|years) of(?: the)?) [^,;]*$"
)
_SINCE_THEN = re.compile(r"\bsince(?: then)?\W*$|\bsince then\b")
_LABEL = re.compile(r"\W*$|[\u00ab|] *$")
_OF_ANNIVERSARY = re.compile(
    r"\b(?:anniversary|eve|start|beginning|outset|first days?|first weeks?|end|deadliest|"
    r"attack|phase|year|stage|prisoners?|laws|victims?) of[^.;,]*$"
)
_DURING = re.compile(r"\b(?:during|throughout|in the course of|over)(?: (?!a |an )[\w'-]+){0,4} $")
_NOT_AN_AMOUNT = re.compile(r"\b(?:in|within|over|once|for|after|such|than|on|take|be|every|per) $")
_END_OF_RATE = re.compile(r"(?:$|[,.;:)]| (?:on average|in|across|along|at|from|to|during|by)\b)")

_ONE = re.compile(
    r"\b(?:an?|the|one|this|that|another|single)(?: [\w'-]+){0,5} $|^(?:[\w'-]+ ){0,2}$"
)
_DONE_ONCE = frozenset(
    "struck exploded detonated stormed ambushed hit massacred attacked raided bombed shot".split()
)

_DAYS_OF = re.compile(r"\b(?:days?|weeks?|months?|years?) of\b")
_FIGHTS = frozenset({"fighting", "campaign", "war"})

_PERFECT = re.compile(
    r"\b(?:have|has|had)(?: (?:already|now|also|since|so far|reportedly|officially))*"
    r"(?: been)? (?:\w+(?:ed|en)|lost|left|cost|hurt|found|shot|sent|freed|risen|fled)\b"
)
_MANY_PEOPLE, _MANY_DISPLACED = 5_000, 1_000_000
_HARM = frozenset({"killed", "wounded", "casualties", "missing", "bodies", "captured"})


def cue_in_clause(scene: Scene, figure: Figure, grammar: str) -> Term | None:
    """Return the first cue of this kind in the figure's own clause."""
    clause = scene.clause(figure)
    terms = scene.line.in_clause(scene.line.bases, clause)
    return next((term for term in terms if term.entry.get("grammar") == grammar), None)


def cue_in_line(scene: Scene, grammar: str) -> Term | None:
    """Return the first cue of this kind in the sentence."""
    return next((t for t in scene.line.bases if t.entry.get("grammar") == grammar), None)


def single_event(scene: Scene) -> Term | None:
    """Return one event of which a sentence tells: "a bombing", "struck"; not "attacks"."""
    for term in scene.line.bases:
        if term.entry.get("grammar") != "event":
            continue
        words = scene.line.after(term.start, term.end - term.start)
        if words in _DONE_ONCE or _ONE.search(scene.line.before(term.start)):
            return None if words.endswith("s") else term
    return None


def event_within(scene: Scene, position: int, size: int) -> bool:
    """Tell whether an event is named within some characters after a position."""
    return any(
        term.entry.get("grammar") == "event" and 0 <= term.start - position <= size
        for term in scene.line.bases
    )


def perfect_cue(scene: Scene, figure: Figure | None = None) -> Span | None:
    """Return a verb in the perfect ("have been affected"), in the figure's clause or anywhere."""
    line = scene.line
    if figure is None:
        start, words = line.start, line.folded
    else:
        start, words = line.clauses[scene.clause(figure)].start, line.words_of(scene.clause(figure))
    found = _PERFECT.search(words)
    return Span(start + found.start(), start + found.end()) if found else None


def _cue_upto(scene: Scene, figure: Figure, grammar: str) -> Term | None:
    """Return a cue of the figure's own clause or to its left: "bringing the toll to" is none."""
    own = scene.clause(figure)
    return next(
        (
            term
            for term in scene.line.bases
            if term.entry.get("grammar") == grammar and scene.line.clause_of(term) <= own
        ),
        None,
    )


def rate_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the words of a rate ("a day", "on average") that stand with a figure."""
    clause = scene.clause(figure)
    rates = _rates(scene)
    own = [t for t in rates if scene.line.clause_of(t) == clause]
    if own:
        return own[0]
    near = [t for t in rates if abs(scene.line.clause_of(t) - clause) == 1]
    if len(scene.line.figures) == 1 and near:
        return near[0]
    return _rate_of_neighbour(scene, figure)


def _rate_of_neighbour(scene: Scene, figure: Figure) -> Term | None:
    """Average for June: 187 launches per night, versus 181 a year ago."""
    for term in _rates(scene):
        clause = scene.line.clause_of(term)
        for other in scene.line.figures:
            same = other is not figure and other.measure == figure.measure
            if same and abs(scene.clause(other) - clause) <= 1 and len(scene.line.figures) <= 2:
                return term
    return None


def _counted_clauses(scene: Scene) -> set[int]:
    return {scene.clause(figure) for figure in scene.line.figures}


def _rates(scene: Scene) -> list[Term]:
    return [
        term
        for term in scene.line.bases
        if term.entry.get("grammar") == "rate" and _is_rate(scene, term)
    ]


def _is_rate(scene: Scene, term: Term) -> bool:
    words = scene.line.folded[term.start - scene.line.start : term.end - scene.line.start]
    if not words.startswith("a ") or words.startswith("a daily"):
        return True
    if _NOT_AN_AMOUNT.search(scene.line.before(term.start)):
        return False
    return _END_OF_RATE.match(scene.line.after(term.end)) is not None


def total_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the words of a running total that hold for a figure.

    They stand in its own clause, or to its left with no date between: "Total losses: 60,430
    people, 265 planes, 228 helicopters".
    """
    own = cue_in_clause(scene, figure, "total")
    if own is not None:
        return own
    left = [
        term
        for term in scene.line.bases
        if term.entry.get("grammar") == "total" and term.end <= figure.count.start
    ]
    if not left:
        return None
    dated = any(
        left[-1].start < one.start < figure.count.start and one.mention.basis != "cumulative"
        for one in scene.told
    )
    return None if dated else left[-1]


def counts_since_war(scene: Scene, term: Term) -> bool:
    """Tell "since the war began" from "killed in the war"."""
    return _SINCE_WAR.search(scene.line.before(term.start, 120)) is not None


def since_then(scene: Scene, figure: Figure) -> Span | None:
    """Return the "since" that counts from what was just told: "67,800 have died since"."""
    clause = scene.line.clauses[scene.clause(figure)]
    words = scene.line.after(clause.start, clause.end - clause.start)
    found = _SINCE_THEN.search(words)
    if found is None or scene.telling is None or not scene.telling.stretch.first:
        return None
    return Span(clause.start + found.start(), clause.start + found.end())


def war_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the war in, by or since which a figure is counted ("since the war began")."""
    if cue_in_line(scene, "best") is not None and not cue_in_clause(scene, figure, "total"):
        return None
    clause = scene.clause(figure)
    for term in _wars(scene):
        at = scene.line.clause_of(term)
        before = scene.line.before(term.start, 120)
        since = _SINCE_WAR.search(before)
        claimed = at in _counted_clauses(scene)
        if since is not None and (at == clause or term.start < figure.count.start or not claimed):
            return term
        if term.entry.get("grammar") in ("campaign", "fighting"):
            continue
        if at == clause and _is_by_war(scene, figure, before):
            return term
        label = _LABEL.search(before) and scene.line.after(term.end, 2)[:1] in (":", "|", "")
        if at == clause and _has_come_about(scene, figure) and not label:
            return None if _OF_ANNIVERSARY.search(before) else term
    return None


def _has_come_about(scene: Scene, figure: Figure) -> bool:
    """Tell whether a perfect counts the figure ("have been killed") and no event causes it."""
    counted = perfect_cue(scene, figure) is not None
    return counted and cue_in_clause(scene, figure, "event") is None


def _is_by_war(scene: Scene, figure: Figure, before: str) -> bool:
    if not _BY_WAR.search(before) or _OF_ANNIVERSARY.search(before):
        return False
    # "killed in the war"; but "killed by a missile in Russia's war" is one event.
    return cue_in_clause(scene, figure, "event") is None or bool(_CAUSED.search(before))


def _wars(scene: Scene) -> list[Term]:
    generic = [t for t in scene.line.bases if t.entry.get("grammar") in _FIGHTS]
    named = [t for t in scene.line.events if t.entry.get("kind") == "war" and t.key == "forms"]
    return sorted([*generic, *named], key=lambda term: (term.start, -term.end))


def fighting_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the violence over days whose toll a figure is ("toll of the clashes")."""
    over_days = cue_in_line(scene, "campaign") or cue_in_line(scene, "fighting")
    if over_days is None:
        return None
    counted = (
        _cue_upto(scene, figure, "toll")
        or _cue_upto(scene, figure, "total")
        or (figure.measure != "displaced" and perfect_cue(scene, figure))
        or cue_in_clause(scene, figure, "so_far")
    )
    if counted is not None:
        return over_days
    own, counted_clauses = scene.clause(figure), _counted_clauses(scene)
    for term in scene.line.bases:
        at = scene.line.clause_of(term)
        near = at == own or (at > own and at not in counted_clauses)
        during = _DURING.search(scene.line.before(term.start)) is not None
        if term.entry.get("grammar") == "campaign" and near and during:
            return term
    return None


def days_of_fighting(scene: Scene) -> Span | None:
    """Return the length of a fight that a sentence tells of: "in a week of violence"."""
    if cue_in_line(scene, "best") is not None:
        return None
    for found in _DAYS_OF.finditer(scene.line.folded):
        start, end = scene.line.start + found.start(), scene.line.start + found.end()
        fights = (t for t in scene.line.bases if t.entry.get("grammar") in _FIGHTS)
        if any(0 <= term.start - end <= 24 for term in fights):
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


def is_large(figure: Figure) -> bool:
    """Tell whether so many can only be the running total of a war."""
    number = figure.count.value if figure.count.value is not None else figure.count.low
    if number is None:
        number = figure.count.high or 0
    if figure.measure == "displaced":
        return number >= _MANY_DISPLACED
    return figure.measure in _HARM and number >= _MANY_PEOPLE
