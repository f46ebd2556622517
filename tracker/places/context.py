"""What stands around a name: "in Kyiv" is a place, "Kyiv says" and "Kyiv Post" are none."""

from __future__ import annotations

import re
from collections.abc import Container

from tracker.models import Document
from tracker.spans import HasSpan

_DESCRIBING = frozenset(
    "the a central northern southern eastern western northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western north south east west "
    "occupied nearby downtown mainland neighbouring neighboring city cities town towns village "
    "villages port region regions district province state suburb suburbs capital community "
    "settlement area oblast camp border of both greater upper lower rural coastal war-torn "
    "besieged frontline front-line".split()
)
_HELD = ("-occupied", "-held", "-controlled")
_PREPOSITIONS = frozenset(
    "in at near on over around outside inside within across throughout toward towards into "
    "against between through beyond off along to from leaving entering hit hits hitting strike "
    "strikes struck striking attack attacks attacked attacking shell shells shelled shelling bomb "
    "bombs bombed bombing bombard bombards bombarded bombarding target targets targeted targeting "
    "raid raids raided storm storms stormed rock rocks rocked and or".split()
)
_OF_WHICH = frozenset(
    "city cities town towns village villages port region regions district province state suburb "
    "suburbs capital community settlement area areas part parts north south east west outskirts "
    "centre center coast siege battle outside territory occupation shelling bombing bombardment "
    "invasion streets skies people residents natives inhabitants citizens villagers".split()
)
_HIT = re.compile(
    r"(?:\b(?:strikes?|attacks?|raids?|shelling|missiles?|bombing|fire)\s+(?:on|at|against|of)|"
    r"\b(?:hits?|struck|hitting|shelled|bombed|attacked))\s+(?:the\s+)?$"
)
VERBS = frozenset({"says", "gets", "loses", "frees", "fires", "stops", "harms"})
_SPEAKING = VERBS | {"speaker"}
_GOVERNMENT = re.compile(
    r"(?:'s|')?\s+(?:(?:city|regional|region|oblast|state|military|provincial|acting|deputy|former|"
    r"district|county|civil|territorial|local)\s+)*(?:governor|mayor|authorit(?:y|ies)|officials?|"
    r"police|administration|council|prosecutors?|government|court|governorate said|"
    r"health (?:department|ministry)|ministry|spokes\w+)\b"
)
_OF_A_TOWN = re.compile(
    r"'s (?:(?:north|south|east|west|centr|main|old|new|busiest|international|largest)\w* )*"
    r"(?:suburbs?|outskirts|airport|streets?|cent(?:re|er)|districts?|port|market|old city|"
    r"quarters?|neighbou?rhoods?|railway|station|hospitals?|university|mosques?|squares?|"
    r"green zone|downtown|[\w-]+ (?:areas?|suburbs?|districts?|neighbou?rhoods?|estates?|slums?|"
    r"quarters?|streets?|cent(?:re|er)))\b"
)
_WAGES = re.compile(
    r"(?:'s|') (?!(?:[\w-]+ ){0,3}?"
    r"(?:worst|deadliest|bloodiest|biggest|largest|first|latest|most)\b)(?:[\w-]+ ){0,5}?"
    r"(?:(?:war|invasion|offensive|assault|campaign|onslaught|operations?) (?:against|on|in|of)|"
    r"aggression|shelling|(?:air ?)?strikes?|attacks?|bombings?|bombardments?|missiles?|drones?|"
    r"rockets?)\b"
)
_OWNED = re.compile(
    r"(?P<before>[\w-]+) (?:the )?(?:[\w-]+ )?[\w-]+'s "
    r"(?:(?:central|(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|far) ){0,2}$"
)
"""Whose a region is: "in Burkina Faso's Sahel region", "on Syria's northwestern Idlib"."""
_TO_AN_OWNER = re.compile(r"\b(?:to|from|and|or|between|over|into|,)\s+$")
_ITS_GROUND = re.compile(
    r"(?:'s|') (?:[\w-]+ ){0,2}?(?:north|south|east|west|cent(?:re|er)|capital|coast|border|"
    r"territor|region|province|state|district|city|town|village|area|island|interior|side|soil)"
)
_ABOUT = re.compile(r"\b(?:by|to|with|for|between|against|from|and|,)\s+$")
_ACTS = re.compile(
    r"\s+(?:has|have|had|will|would|could|may|might|did|does|wants|agreed|agrees|launche[sd]|"
    r"fire[sd]|sent|sends)\b"
)
_HOLDS = re.compile(
    r"\s+(?:believe[sd]?|thinks?|thought|rejects?|rejected|disputes?|disputed|denie[sd]|insist(?:s|ed)|"
    r"suspects|considers|doubts|dismisse[sd]|questions|calls|called)\b"
)


def is_locative(document: Document, name: HasSpan) -> bool:
    """Tell whether a preposition or a verb of hitting makes the name a place.

    Not so of who wages war: "in Russia's war against Ukraine".
    """
    if _WAGES.match(document.folded, name.end):
        return False
    words = document.folded[max(0, name.start - 60) : name.start].split()
    if words and document.folded[name.start - 1] == "-" or words[-2:] == ["according", "to"]:
        return False
    if words[-2:-1] and words[-1] == "of" and words[-2] in _OF_WHICH:
        return True
    if words[-3:-2] and words[-2:] == ["of", "the"] and words[-3] in _OF_WHICH:
        return True
    if words and (len(words[-1]) > 2 and words[-1].endswith("'s") or words[-1] in _DESCRIBING):
        owned = _OWNED.search(" ".join([*words, ""]))
        if owned is not None:
            return owned["before"] in _PREPOSITIONS
    for word in reversed(words):
        if word not in _DESCRIBING and not word.endswith(_HELD):
            return word.strip("([\"'") in _PREPOSITIONS
    return False


def is_owner(document: Document, name: HasSpan, starts: Container[int]) -> bool:
    """Tell a country only named as whose something is: "loyal to Algeria's Ansar movement".

    "From Mali's capital" and "to Iraq's Kurdistan Region" are places; ``starts`` are where the
    names of the text start.
    """
    folded = document.folded
    if not folded.startswith("'s ", name.end):
        return False
    if not _TO_AN_OWNER.search(folded, max(0, name.start - 10), name.start):
        return False
    at_once = name.end + len("'s ") in starts
    return not at_once and not _ITS_GROUND.match(folded, name.end)


def _is_hit(document: Document, name: HasSpan) -> bool:
    """Tell whether what stands there was hit: "a strike on Kharkiv city council"."""
    before = document.folded[max(0, name.start - 30) : name.start]
    return bool(_HIT.search(before))


def is_government(
    document: Document, name: HasSpan, speaking: dict[int, str], *, capital: bool, locative: bool
) -> bool:
    """Tell whether the name stands for those who govern there ("Moscow says").

    ``capital`` tells that the name is used so of a country's government: "talks with Moscow";
    ``locative`` is what :func:`is_locative` says of it.
    """
    folded = document.folded
    if _GOVERNMENT.match(folded, name.end):
        return not _is_hit(document, name)
    if capital and folded.startswith("'s ", name.end) and not _OF_A_TOWN.match(folded, name.end):
        return True  # "Moscow's forces", but "Beirut's southern suburbs"
    if capital and _ABOUT.search(folded, max(0, name.start - 10), name.start):
        return True
    if locative:
        return False
    follows = _BLANK.match(folded, name.end)
    if follows and speaking.get(follows.end()) in _SPEAKING:
        return True
    return capital and bool(_ACTS.match(folded, name.end) or _HOLDS.match(folded, name.end))


def is_part_of_a_name(document: Document, name: HasSpan, *, regional: bool = False) -> bool:
    """Tell whether the name stands in a longer one: "Kyiv Post", "Miguel Uribe Turbay".

    A name with its word for a region ("Kharkiv Oblast") is whole, whatever follows.
    """
    text = document.text
    after = None if regional else _NEXT.match(text, name.end)
    if after and after[1][0].isupper() and not after[1].isupper():
        site = after[1].lower() in _GEOGRAPHIC
        if not site:
            return True
    if not regional and _GOES_ON.match(text, name.end):
        return True
    first = max(0, name.start - 30)
    if text[first : name.start].islower():
        return False
    word = max(first, text.rfind(" ", first, name.start - 1) + 1)
    before = _WORD_BEFORE.search(text, word, name.start)
    return bool(
        before
        and before[1].rpartition("-")[2][:1].isupper()
        and not before[1].isupper()
        and before[1].lower() not in _OPENERS
        and not before[1].endswith(("'s", "\u2019s"))
        and before.start() > 0
    )


def is_next_subject(document: Document, name: HasSpan, speaking: dict[int, str]) -> bool:
    """Tell whether a country after "and" does something: "..., and Russia has fired"."""
    folded = document.folded
    if not folded.endswith(("and ", "or "), 0, name.start):
        return False
    return speaking.get(name.end + 1) in VERBS or bool(_ACTS.match(folded, name.end))


def is_namesake(document: Document, name: HasSpan) -> bool:
    """Tell whether a site bears the name, and may lie elsewhere: "the Medina hospital"."""
    return bool(_NAMED_AFTER.match(document.folded, name.end))


_NAMED_AFTER = re.compile(
    r" (?:(?:general|teaching|military|international|central|grand|memorial|university) )?"
    r"(?:hospital|clinic|hotel|restaurant|caf\u00e9|cafe|university|school|mosque|stadium|street|"
    r"avenue|bridge|square|gate|prison|market|mall|camp|airlines|airways)\b"
)
_BLANK = re.compile(r"(?:'s)?\s+")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'\u2019-]*)[ -]$")
_GOES_ON = re.compile(r" (?:upon|de|del|de la|di|sur|do|da|dos) [^\W\d_a-z]")
_NEXT = re.compile(r"[ -]([^\W\d_]\w*)")
_GEOGRAPHIC = frozenset(
    "island islands port beach bay valley mountains peninsula coast airport airfield air prison "
    "hospital university square market bridge station camp refugee river lake mosque church strait "
    "province district oblast region state governorate county hills forest road highway border "
    "raion canton municipality nuclear international".split()
)
"""What may follow a town's name in the name of a site there: "Qeshm Island"."""
_UNKNOWN = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|of|[Oo]utside|around|to|from|village|town|city|,)\s+"
    r"(?:the\s+)?)"
    r"((?:[^\W\d_a-z][\w'\u2019-]*|al-\w+|el-\w+)"
    r"(?: (?:[^\W\d_a-z][\w'\u2019-]*|de|del|la|al|el|of|the)){0,3})"
    r"(?: (?:village|town|city|district|area|county|neighbourhood|neighborhood|commune|region|"
    r"province))?"
    r",\s$"
)


def unknown_before(document: Document, position: int) -> tuple[int, int] | None:
    """Return the span of a name before ", " that is said to be a place: "near Qumbu, |"."""
    if document.text[max(0, position - 2) : position - 1] != ",":
        return None
    found = _UNKNOWN.search(document.text, max(0, position - 60), position)
    return found.span(1) if found else None


_OPENERS = frozenset(
    "the in at on near over from to across and or of for around outside inside within "
    "throughout northern southern eastern western central north south east west occupied".split()
)
"""Words that a headline in title case may write with a capital before a place."""
