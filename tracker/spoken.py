"""Names that only belong to what is said: where somebody spoke, and who rejects a figure."""

from __future__ import annotations

import re

from tracker.models import Document
from tracker.spans import HasSpan

_SAID_IN = re.compile(
    r"\b(?:said|says|announced|declared|added) in (?:the (?:[\w-]+ )?capital,? )?$"
)
_SAID_THERE = re.compile(
    r"(?:,? (?:late |early )?(?:on )?(?:\w+day|yesterday|today))?(?:\.|$|,? that\b)", re.MULTILINE
)
_SPEAKING_IN = re.compile(
    r"\b(?:speaking|spoke|told (?:reporters|journalists)|news conference|press conference|briefing|"
    r"interview(?:ed)?)(?: (?:to|with) \w+)?(?: on \w+)? (?:in|from) "
    r"(?:the (?:[\w-]+ )?capital,? )?$"
)
_SPOKE = (
    *"said says announced declared added speaking spoke reporters journalists".split(),
    *"conference briefing interview interviewed".split(),
)
_TO_WHOM = frozenset({"to", "with", "on"})
_A_FIGURE = re.compile(
    r"\b(?:figure|claim|number|toll|count|estimate|charge|accusation)s?(?:,? (?:that|which))? $"
)
_REJECTS = re.compile(
    r" (?:has |have )?(?:rejects?|rejected|den(?:y|ies|ied)|disputes?|disputed|dismiss(?:es|ed)?)\b"
)


def is_where_it_was_said(document: Document, name: HasSpan) -> bool:
    """Tell where somebody spoke, of something elsewhere: "said in Berlin that", "speaking in"."""
    folded, first = document.folded, max(0, name.start - 80)
    if not _may_have_spoken(folded, first, name.start):
        return False
    if _SPEAKING_IN.search(folded, first, name.start):
        return True
    said = _SAID_IN.search(folded, first, name.start)
    return said is not None and _SAID_THERE.match(folded, name.end) is not None


def _may_have_spoken(folded: str, first: int, last: int) -> bool:
    """Tell whether the words before a name are worth reading: of most names they are not."""
    if folded.endswith(("in ", "from "), first, last):
        *_, link, spoke, _ = ("", "", *folded[first:last].rsplit(None, 3))
        return spoke.endswith(_SPOKE) or link in _TO_WHOM
    return folded.endswith(("capital ", "capital, "), first, last)


def rejects_a_figure(document: Document, name: HasSpan) -> bool:
    """Tell who is named only for not believing it: "..., a figure Moscow rejects"."""
    folded = document.folded
    if not _REJECTS.match(folded, name.end):
        return False
    return _A_FIGURE.search(folded, max(0, name.start - 30), name.start) is not None
