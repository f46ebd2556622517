"""Who vouches for a figure: the ordered rules."""

from __future__ import annotations

from tracker.attribute.rules.alike import headline_credit, same_figure
from tracker.attribute.rules.carried import (
    between_reports,
    list_of_source,
    one_source,
    signed,
    text_goes_on,
    under_label,
)
from tracker.attribute.rules.moment import Moment, Rule
from tracker.attribute.rules.spoken import (
    announced_next,
    denied,
    own_sentence,
    said_at_last,
    within_quotation,
)

__all__ = ["RULES", "Moment"]

RULES: tuple[Rule, ...] = (
    denied,
    own_sentence,
    within_quotation,
    announced_next,
    said_at_last,
    under_label,
    signed,
    between_reports,
    text_goes_on,
    list_of_source,
    one_source,
    same_figure,
    headline_credit,
)
