"""Running totals of a country at war, which no date and no word of a total tells."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import KIND_OF_SUBJECT, Figure
from tracker.when.rules import counting, cues
from tracker.when.rules.cumulative import Because, count_up
from tracker.when.rules.meant import start_of_war
from tracker.when.rules.scene import Finding, Scene

_IN = re.compile(r" (?:in|across|inside|throughout) (?:the )?$")
_HUNDREDS = 300


def toll_of_country(scene: Scene, figure: Figure) -> Finding | None:
    """The toll in a country at war, hundreds and more: "The death toll in Gaza is now 1,200"."""
    beside = counting.begins_clause(scene, figure, "with")  # "950 people, with 4,000 injured"
    cue = (counting.cue_upto if beside else cues.cue_in_clause)(scene, figure, "toll")
    if cue is None or not _names_country_at(scene, cue.end):
        return None
    return _of_the_war(scene, figure, "toll_of_country", cue)


def counted_in_country(scene: Scene, figure: Figure) -> Finding | None:
    """So many people cannot be one event's: "The army has killed 391 children in Sudan"."""
    cue = cues.perfect_cue(scene, figure)
    people = KIND_OF_SUBJECT[figure.subject] == "people" and figure.measure in _HARM
    if cue is None or not people or scene.told or scene.telling is not None:
        return None
    if not any(_IN.search(scene.line.before(one.start)) for one in _countries(scene)):
        return None
    return _of_the_war(scene, figure, "counted_in_country", cue)


_HARM = frozenset({"killed", "wounded", "casualties"})


def _of_the_war(scene: Scene, figure: Figure, rule: str, because: Because) -> Finding | None:
    """Count up from the start of the war, unless so few or one event's."""
    told, number = scene.telling, figure.count.value or figure.count.low or 0
    if number < _HUNDREDS or cues.cue_in_line(scene, "event") is not None:
        return None
    if told is not None and told.basis == "incident":
        return None
    if start_of_war(scene, scene.published) is None:
        return None
    return count_up(scene, figure, rule, because)


def _names_country_at(scene: Scene, position: int) -> bool:
    """Tell whether "in" and a country stand there: "The death toll | in Gaza"."""
    before = (scene.line.before(one.start, one.start - position) for one in _countries(scene))
    return any(_IN.fullmatch(words) for words in before)


def _countries(scene: Scene) -> list[Term]:
    return [one for one in scene.line.parties if one.entry.get("kind") == "country"]
