"""The rules in their order: the first that answers says what kind of figure it is, and when."""

from __future__ import annotations

from collections.abc import Callable

from tracker.models import Figure
from tracker.when.rules.context import (
    landmark_named,
    morning_report,
    present_tense,
    telling_goes_on,
    undated,
    under_heading,
)
from tracker.when.rules.country import counted_in_country, toll_of_country
from tracker.when.rules.growth import delta, grown_total, growth_in_brackets
from tracker.when.rules.own_words import own_words, rate, tally_of_day
from tracker.when.rules.scene import UNDATED, Finding, Scene
from tracker.when.rules.sums import summed_up, war_that_left
from tracker.when.rules.totals import (
    by_then,
    campaign_day,
    counted_so_far,
    list_of_losses,
    running_total,
    toll_brought_to,
    toll_of_fighting,
    toll_to_date,
    war_began,
)

FigureRule = Callable[[Scene, Figure], "Finding | None"]

RULES: tuple[FigureRule, ...] = (
    delta,
    growth_in_brackets,
    grown_total,
    rate,
    war_began,
    tally_of_day,
    under_heading,
    list_of_losses,
    war_that_left,
    running_total,
    toll_brought_to,
    own_words,
    campaign_day,
    toll_of_fighting,
    summed_up,
    counted_so_far,
    landmark_named,
    telling_goes_on,
    morning_report,
    toll_of_country,
    counted_in_country,
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
