"""The rules in their order: the first that gives a verdict on a number decides."""

from __future__ import annotations

from tracker.classify.among import among_the_dead
from tracker.classify.bulletins import direct_label, heading_list, label
from tracker.classify.ellipsis import goes_on
from tracker.classify.lists import (
    breakdown,
    cut_off,
    in_brackets,
    listed,
    loss_list,
    same_things,
    split_total,
)
from tracker.classify.nouns import (
    displaced_counted,
    event_itself,
    hits,
    inner_noun,
    of_the_harmed,
    own_plural,
    times,
)
from tracker.classify.parts import delta, part, the_dead_include
from tracker.classify.passive import inner_adjective, inverted, passive_right
from tracker.classify.reduced import all_of_them
from tracker.classify.reject import (
    age_told,
    all_but,
    counted_noun,
    model_number,
    no_whole_number,
    one_of,
    percentage,
    strength_of_the_harmed,
    unit_name,
    whole_of_share,
)
from tracker.classify.tables import column
from tracker.classify.tolls import apposed, compared, toll, toll_of_clause
from tracker.classify.totals import admits, change, stands_at, total
from tracker.classify.verbs import active_left, object_list, shot_down
from tracker.classify.verdict import Rule
from tracker.classify.weapons import (
    agent,
    implied_launch,
    instrument,
    mostly_stopped,
    strike,
    whole_of_part,
)

RULES: tuple[Rule, ...] = (
    # what the noun or the form of the number settles alone
    one_of,
    age_told,
    all_but,
    strength_of_the_harmed,
    whole_of_share,
    percentage,
    no_whole_number,
    model_number,
    unit_name,
    counted_noun,
    column,
    of_the_harmed,
    whole_of_part,
    mostly_stopped,
    own_plural,
    hits,
    inner_noun,
    split_total,
    # its verb
    direct_label,
    toll_of_clause,
    strike,
    agent,
    shot_down,
    active_left,
    instrument,
    among_the_dead,
    inverted,
    passive_right,
    inner_adjective,
    in_brackets,
    # what stands elsewhere: in a toll, a part, a list, a label, a sentence before
    times,
    delta,
    change,
    total,
    heading_list,
    compared,
    toll,
    stands_at,
    the_dead_include,
    part,
    label,
    cut_off,
    displaced_counted,
    all_of_them,
    listed,
    object_list,
    breakdown,
    same_things,
    event_itself,
    apposed,
    goes_on,
    admits,
    loss_list,
    implied_launch,
)
