"""The war in, by or since which a figure is counted."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Figure
from tracker.when.rules.counting import FIGHTS, clauses_with_figures, is_large
from tracker.when.rules.cues import cue_in_clause, cue_in_line, perfect_cue
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
    r"\W*(?:during|throughout|in the course of|as (?:a )?result of|due to|because of)\b"
)
_WHICH_HAS = re.compile(r",? (?:that|which) ha(?:s|ve)\b")
_LABEL = re.compile(r"\W*$|[\u00ab|] *$")
_OF_ANNIVERSARY = re.compile(
    r"\b(?:anniversary|eve|start|beginning|outset|first days?|first weeks?|end|deadliest|"
    r"attack|phase|year|stage|prisoners?|laws|victims?) of[^.;,]*$"
)
_ON_DAY_OF = re.compile(rf"\bon the {ORDINAL} day of (?:[\w'-]+ ){{0,3}}$")


def counts_since_war(scene: Scene, term: Term) -> bool:
    """Tell "since the war began" from "killed in the war"."""
    return _SINCE_WAR.search(scene.line.before(term.start, 120)) is not None


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
        claimed = at in clauses_with_figures(scene)
        near = at == clause or term.start < figure.count.start or not claimed
        if since is not None and (near or (at == clause + 1 and _shares_end(scene, figure))):
            return term
        if term.entry.get("grammar") in ("campaign", "fighting"):
            continue
        if at == clause - 1 and _is_said_of(scene, figure, term):
            return term
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


def _is_said_of(scene: Scene, figure: Figure, war: Term) -> bool:
    """As in "they marched against the war, which has killed 4,000"."""
    relative = _WHICH_HAS.match(scene.line.after(war.end, 16)) is not None
    return relative and perfect_cue(scene, figure) is not None


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
    generic = [t for t in scene.line.bases if t.entry.get("grammar") in FIGHTS]
    named = [t for t in scene.line.events if t.entry.get("kind") == "war" and t.key == "forms"]
    return sorted([*generic, *named], key=lambda term: (term.start, -term.end))
