"""The words that make a figure a running total: of a war, of fighting, of what was told."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.lines.roles import SINCE
from tracker.when.rules.cues import cue_in_clause, cue_in_line, perfect_cue, single_event
from tracker.when.rules.scene import Scene
from tracker.when.written.numbers import ORDINAL

_SINCE_WAR = re.compile(
    r"\b(?:since|(?:days?|weeks?|months?|years?) into|"
    r"from (?:the )?(?:very )?(?:start|beginning|outbreak|onset|first days?))\b[^.;,]*$"
)
_BY_WAR = re.compile(
    r"\b(?:as (?:a )?(?:direct )?result of|due to|because of|in the course of|during|"
    r"throughout|over the course of|in|into|of|by|days of|weeks of|months of|years of|under)"
    r"(?: (?:the|its|this|that|an?|ongoing|current|full-scale|brutal|long|[a-z]+'s|[a-z]+n))*"
    r"(?: (?:\w+-)*(?:day|week|month|year)s?-(?:long|old))? $"
)
_CAUSED = re.compile(
    r"\b(?:result of|due to|because of|(?:days|weeks|months|years) of(?: the)?) [^,;]*$"
)
_FRONTED = re.compile(
    r"\W*(?:during|throughout|in the course of|as a result of|due to|because of)\b"
)
_SINCE_IT_BEGAN = re.compile(
    r"\bsince (?:[^.;,]{3,50}|it|they) (?:began|started|erupted|"
    r"broke out|resumed|was launched|came into force|took effect|collapsed)\b|"
    r"\bsince (?:the|its|their|that|this) (?:[\w'-]+ ){0,4}(?:truce|ceasefire|coup|siege|attacks?|"
    r"offensive|invasion|massacre|raid|collapse|fall|outbreak|takeover|withdrawal|escalation|"
    r"uprising|revolution|deal|agreement)\b"
)
_SINCE_THEN = re.compile(r"\bsince(?: then)?\W*$|\bsince then\b|\bever since\b")
_LABEL = re.compile(r"\W*$|[\u00ab|] *$")
_OF_ANNIVERSARY = re.compile(
    r"\b(?:anniversary|eve|start|beginning|outset|first days?|first weeks?|end|deadliest|"
    r"attack|phase|year|stage|prisoners?|laws|victims?) of[^.;,]*$"
)
_DURING = re.compile(r"\b(?:during|throughout|in the course of|over)(?: (?!a |an )[\w'-]+){0,4} $")
_DAYS_OF = re.compile(r"\b(?:days?|weeks?|months?|years?) of\b")
_ON_A_DAY = re.compile(rf"\bon the {ORDINAL} $")
_ON_DAY_OF = re.compile(rf"\bon the {ORDINAL} day of (?:[\w'-]+ ){{0,3}}$")
_FIGHTS = frozenset({"fighting", "campaign", "war"})
BATTLES = _FIGHTS - {"war"}

_BEGAN_WITH = re.compile(
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
_MANY_PEOPLE, _MANY_DISPLACED = 5_000, 1_000_000
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


def _cue_upto(scene: Scene, figure: Figure, grammar: str) -> Term | None:
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


def _counted_clauses(scene: Scene) -> set[int]:
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


def counts_since_war(scene: Scene, term: Term) -> bool:
    """Tell "since the war began" from "killed in the war"."""
    return _SINCE_WAR.search(scene.line.before(term.start, 120)) is not None


def since_then(scene: Scene, figure: Figure) -> Span | None:
    """Return the "since" that counts from what was just told: "67,800 have died since"."""
    clause = scene.line.clauses[scene.clause(figure)]
    words = scene.line.after(clause.start, clause.end - clause.start)
    found = _SINCE_THEN.search(words)
    if found is None or scene.recent is None or not scene.recent.stretch.first:
        return None
    return Span(clause.start + found.start(), clause.start + found.end())


def war_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the war in, by or since which a figure is counted ("since the war began")."""
    if cue_in_line(scene, "best") is not None and not cue_in_clause(scene, figure, "total"):
        return None
    clause = scene.clause(figure)
    for term in _wars(scene):
        at = scene.line.clause_of(term)
        if _brings_toll(scene, figure, at):
            continue
        before = scene.line.before(term.start, 120)
        since = _SINCE_WAR.search(before)
        claimed = at in _counted_clauses(scene)
        near = at == clause or term.start < figure.count.start or not claimed
        if since is not None and (near or (at == clause + 1 and _shares_end(scene, figure))):
            return term
        if term.entry.get("grammar") in ("campaign", "fighting"):
            continue
        own = at == clause or (claimed and at == clause - 1 and _adds_to_it(scene, figure))
        if (own or _is_fronted(scene, figure, term)) and _is_by_war(scene, figure, before):
            return term
        label = _LABEL.search(before) and scene.line.after(term.end, 2)[:1] in (":", "|", "")
        if at == clause and _has_come_about(scene, figure) and not label:
            return None if _OF_ANNIVERSARY.search(before) else term
    return None


BRINGING = re.compile(r"\W*(?:bringing|brings|brought|raising|raises|lifting|pushing|taking)\b")


def _brings_toll(scene: Scene, figure: Figure, upto: int) -> bool:
    """As in "three more have died, bringing the toll to six since": the since is the toll's."""
    clauses = scene.line.clauses[scene.clause(figure) + 1 : upto + 1]
    return any(BRINGING.match(scene.line.after(clause.start, 40)) for clause in clauses)


def _shares_end(scene: Scene, figure: Figure) -> bool:
    """As in "2,800 have died and 11,000 have been hurt since": one end for two perfects."""
    nxt = scene.line.words_of(scene.clause(figure) + 1)
    joined = nxt.split()[:1] == ["and"] or scene.line.words_of(scene.clause(figure)).endswith("and")
    return joined and perfect_cue(scene, figure) is not None and scene.own(figure) is None


def _adds_to_it(scene: Scene, figure: Figure) -> bool:
    """As in "383 died in the war, more than 746 were hurt": a clause that opens with its number."""
    clause, reach = scene.line.clauses[scene.clause(figure)], figure.count.reach_start
    opening = scene.line.after(clause.start, max(0, reach - clause.start))
    return opening.strip(" ,") in ("", "and", "while", "another", "and another")


def _is_fronted(scene: Scene, figure: Figure, war: Term) -> bool:
    """As in "During the invasion, 97 have died, 100 are hurt": the war is that of them all."""
    at = scene.line.clause_of(war)
    if at >= scene.clause(figure) or _FRONTED.match(scene.line.words_of(at)) is None:
        return False
    counted = {scene.clause(one): one for one in reversed(scene.line.figures)}
    first = [counted[n] for n in range(at, scene.clause(figure) + 1) if n in counted]
    return at not in counted and all(_adds_to_it(scene, one) for one in first)


def _has_come_about(scene: Scene, figure: Figure) -> bool:
    """Tell whether a perfect counts the figure ("have been killed") and no event causes it."""
    counted = perfect_cue(scene, figure) is not None
    return counted and cue_in_clause(scene, figure, "event") is None


def _is_by_war(scene: Scene, figure: Figure, before: str) -> bool:
    if not _BY_WAR.search(before) or _OF_ANNIVERSARY.search(before):
        return False
    if _ON_DAY_OF.search(before) and perfect_cue(scene) is None and not is_large(figure):
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
    if over_days is None or scene.line.after(over_days.end, 8) == " vehicle":
        return None  # "armoured fighting vehicles"
    counted = (
        _cue_upto(scene, figure, "toll")
        or _cue_upto(scene, figure, "total")
        or (figure.measure != "displaced" and perfect_cue(scene, figure))
        or cue_in_clause(scene, figure, "so_far")
    )
    if counted is not None:
        return over_days
    own, counted_clauses = scene.clause(figure), _counted_clauses(scene)
    for term in scene.line.cues.get("campaign", ()):
        at = scene.line.clause_of(term)
        near = at == own or (at > own and at not in counted_clauses)
        if near and _DURING.search(scene.line.before(term.start)):
            return term
    return None


def days_of_fighting(scene: Scene, fights: frozenset[str] = _FIGHTS) -> Span | None:
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


def is_large(figure: Figure) -> bool:
    """Tell whether so many can only be the running total of a war."""
    number = figure.count.value if figure.count.value is not None else figure.count.low
    if number is None:
        number = figure.count.high or 0
    if figure.measure == "displaced":
        return number >= _MANY_DISPLACED
    return figure.measure in _HARM and number >= _MANY_PEOPLE
