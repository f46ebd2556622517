"""The words beside a figure that tell what kind of figure it is."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Figure, Span
from tracker.when.rules.scene import Scene

_NOT_AN_AMOUNT = re.compile(r"\b(?:in|within|over|once|for|after|such|than|on|take|be|every|per) $")
_CLOSES = re.compile(r"\W*(?:$|[,.;:)]|while\b|and\b)")
_END_OF_RATE = re.compile(r"(?:$|[,.;:)]| (?:on average|in|across|along|at|from|to|during|by)\b)")

_ONE = re.compile(
    r"\b(?:an?|the|one|this|that|another|single)(?: [\w'-]+){0,5} $|^(?:[\w'-]+ ){0,2}$"
)
_DONE_ONCE = frozenset(
    "struck exploded detonated stormed ambushed hit massacred attacked raided bombed shot".split()
)

_PERFECT = re.compile(
    r"\b(?:have|has|had)(?: (?:already|now|also|since|so far|reportedly|officially))*"
    r"(?: been)? (?:\w+(?:ed|en)|lost|left|cost|hurt|found|shot|sent|freed|risen|fled)\b"
    r"|\balready (?:lost|killed|destroyed)\b"
)


def cue_in_clause(scene: Scene, figure: Figure, grammar: str) -> Term | None:
    """Return the first cue of this kind in the figure's own clause."""
    terms = scene.line.cues.get(grammar, ())
    own = scene.clause(figure) if terms else 0
    return next((term for term in terms if scene.line.clause_of(term) == own), None)


def cue_in_line(scene: Scene, grammar: str) -> Term | None:
    """Return the first cue of this kind in the sentence."""
    return next(iter(scene.line.cues.get(grammar, ())), None)


def single_event(scene: Scene) -> Term | None:
    """Return one event of which a sentence tells: "a bombing", "struck"; not "attacks"."""
    for term in scene.line.cues.get("event", ()):
        words = scene.line.after(term.start, term.end - term.start)
        if words in _DONE_ONCE or _ONE.search(scene.line.before(term.start)):
            return None if words.endswith("s") else term
    return None


def event_within(scene: Scene, position: int, size: int) -> bool:
    """Tell whether an event is named within some characters after a position."""
    return any(0 <= term.start - position <= size for term in scene.line.cues.get("event", ()))


def perfect_cue(scene: Scene, figure: Figure | None = None) -> Span | None:
    """Return a verb in the perfect ("have been affected"), in the figure's clause or anywhere."""
    line = scene.line
    if figure is None:
        start, words = line.start, line.folded
    else:
        start, words = line.clauses[scene.clause(figure)].start, line.words_of(scene.clause(figure))
    found = _PERFECT.search(words)
    return Span(start + found.start(), start + found.end()) if found else None


def rate_cue(scene: Scene, figure: Figure) -> Term | None:
    """Return the words of a rate ("a day", "on average") that stand with a figure."""
    rates = _rates(scene)
    if not rates:
        return None
    clause = scene.clause(figure)
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


def _rates(scene: Scene) -> list[Term]:
    return [term for term in scene.line.cues.get("rate", ()) if _is_rate(scene, term)]


def _is_rate(scene: Scene, term: Term) -> bool:
    words = scene.line.folded[term.start - scene.line.start : term.end - scene.line.start]
    if words == "daily":  # an adverb behind its verb, not "(Hürriyet Daily)"
        small = scene.block.text[term.start].islower()
        return small and _CLOSES.match(scene.line.after(term.end)) is not None
    if not words.startswith("a ") or words.startswith("a daily"):
        return True
    if _NOT_AN_AMOUNT.search(scene.line.before(term.start)):
        return False
    return _END_OF_RATE.match(scene.line.after(term.end)) is not None
