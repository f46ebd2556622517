"""What the words right before a name make of it: "by Russia", "from Yemen", "losses of Syria".

Read word by word from the name backwards: a search by pattern would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Sequence

_REACH = 60
_WORDS = 6
_PASSED_OVER = frozenset("the a an".split())
_BEFORE_A_DOER = _PASSED_OVER | frozenset("two alleged suspected incoming of members".split())
_BEFORE_A_PLACE = _PASSED_OVER | frozenset("occupied territory of mainland".split())
_BEFORE_A_LOSER = frozenset("the all ranks of".split())

_BY = frozenset("by blamed blames blaming accused accuses accusing from".split())
_TO = frozenset(
    "attributed ascribed due thanks lost linked owing surrendered fell fallen down yielded".split()
)
"""Before "to" these make the name the doer's: "attributed to Russia", not "a blow to Mali"."""
_HELD_OR_TOLD = frozenset(
    "run led backed held controlled mediated brokered owned supported organised organized governed "
    "administered cited quoted published seen verified confirmed reported released given "
    "carried relayed broadcast aired reviewed "
    "provided count toll tally report statement accused condemned denied rejected denounced".split()
)
_AGAINST = frozenset(
    "against at on onto into in inside over near across toward towards through within "
    "throughout".split()
)
_AT = _AGAINST | frozenset(
    "around outside hit hits struck strike strikes attack attacks attacked shell shells shelled "
    "bomb bombs bombed target targets targeted targeting hitting striking attacking of".split()
)
_LOSSES = frozenset(
    "losses casualties dead deaths fatalities bodies remains prisoners personnel captives".split()
)


def words_before(folded: str, position: int) -> list[str]:
    """Return the last few words before a position, whole, with their punctuation."""
    start = max(0, position - _REACH)
    words = folded[start:position].split()
    return words[1 if start else 0 :][-_WORDS:]


def _leading(words: Sequence[str], passed_over: frozenset[str]) -> str:
    """Return the nearest word before a name that is none of these, nor an adverb or "northern"."""
    for word in reversed(words):
        if word not in passed_over and not (len(word) > 3 and word.endswith(("ly", "ern"))):
            return word
    return ""


def is_by(words: Sequence[str]) -> bool:
    """Tell whether the name is of who did it: "by the Russian ...", "blamed on"."""
    rest = [word for word in words if word not in _BEFORE_A_DOER]
    if rest[-1:] == ["to"]:
        return bool(_TO & set(rest[-3:-1]))
    if rest[-1:] == ["on"]:
        return rest[-2:-1] in (["blamed"], ["pinned"])
    return _leading(words, _BEFORE_A_DOER) in _BY and not is_run_by(words)


def is_run_by(words: Sequence[str]) -> bool:
    """Tell whether the name only tells who holds or says something: "a TV run by the Houthis"."""
    rest = [word for word in words if word not in _BEFORE_A_DOER]
    return rest[-1:] == ["by"] and bool(_HELD_OR_TOLD & set(rest[-2:-1]))


def is_part_of_it(words: Sequence[str]) -> bool:
    """Tell whether a part of a land is named: "a village in Tillabery, western Niger"."""
    return words[-1:] != [] and words[-1] in _PARTS


_PARTS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western".split()
)


def is_origin(words: Sequence[str]) -> bool:
    """Tell whether something comes from the place: "from occupied Crimea"."""
    return _leading(words, _BEFORE_A_PLACE) == "from"


def is_target(words: Sequence[str]) -> bool:
    """Tell whether the name is of who is aimed at: "against Israel"."""
    return _leading(words, _BEFORE_A_PLACE) in _AGAINST


def is_source(words: Sequence[str]) -> bool:
    """Tell whether the name is of who says it: "according to Israel"."""
    rest = [word for word in words if word != "the"]
    return rest[-2:] == ["according", "to"] or rest[-1:] == ["per"]


def is_said(words: Sequence[str]) -> bool:
    """Tell whether the verb stands before who says it: "says Iran's health ministry"."""
    return _leading(words, _PASSED_OVER) in {"say", "says", "said"}


def is_loss_of(words: Sequence[str]) -> bool:
    """Tell whether the name is of who lost them: "losses of the Russian army"."""
    rest = list(words)
    while rest and rest[-1] in _BEFORE_A_LOSER - {"of"}:
        rest.pop()
    if rest[-1:] == ["of"] and rest[-2:-1] == ["ranks"]:
        rest = rest[:-2]
    return rest[-1:] in (["of"], ["among"]) and rest[-2:-1] != [] and rest[-2] in _LOSSES


def is_at(words: Sequence[str]) -> bool:
    """Tell whether a preposition or a verb of hitting leads to the place."""
    for word in reversed(words[-4:]):
        if word in _AT:
            return True
        if not word.replace("-", "").isalpha():
            return False
    return False
