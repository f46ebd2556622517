"""What a side's name is doing where it stands: owner, attacker, place, voice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.cued import cued
from tracker.frozen import dataclass
from tracker.hedges import HEDGE
from tracker.lexicon import Term
from tracker.models import Document
from tracker.party.lead import (
    is_by,
    is_loss_of,
    is_origin,
    is_part_of_it,
    is_run_by,
    is_said,
    is_source,
    is_target,
)

OWNER, AGENT, ACTOR, SPEAKER = "owner", "agent", "actor", "speaker"
SITE, TARGET, ORIGIN, DATELINE, VOICE = "site", "target", "origin", "dateline", "voice"

SIDE_WORDS = frozenset({"enemy", "invader", "renegade", "own", "defender"})
"""Roles that name a side only by who speaks."""
ATTACKS = frozenset({"attack", "strike", "weapon"})
VERBS = frozenset({"fires", "stops", "harms", "loses", "frees", "gets", "says"})

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z' -]+)(?:, [A-Z]\w+)?(?:,? \w+\.? \d{1,2})?(?: \([^)]{0,40}\))? ?[\u2013\u2014:-]"
)
_FILED_FROM = re.compile(r"[A-Z][\w' ]{2,30}(?:, [A-Z][\w.]+)? (?:[\u2013\u2014]|--) (?=[A-Z])")
_BEFORE_THE_STORY = 2
"""Before so many paragraphs a place with a dash is where the report was filed."""
_OBJECT = re.compile(
    rf" (?:{HEDGE} )?(?!(?:by|in|on|at|near|during|over(?! \d)|and|or|since|after)\b)\w"
)
_ARMED = frozenset({"force", "invader", "irregular", "fighter"})
_ACTS = frozenset("shell bomb pound bombard raid".split())
"""What forces do, where the word may be a noun elsewhere: "as Russian forces shell a school"."""
_PLAIN = re.compile(r"[\w\"'.&/-]+")
_BREAKS = frozenset(
    "of in on at by with and or for to from that who which was were is are has have had be been "
    "will would as than while when after before during since until near over against into about "
    "but not did does it its his their he she they also already the a an".split()
)


@dataclass(frozen=True, eq=False)
class Named:
    """A side's name where it stands.

    ``party`` is None for "the enemy" and the like, whose side depends on who speaks.
    """

    start: int
    end: int
    party: str | None
    kind: str
    role: str
    rule: str


def role_of(term: Term) -> str:
    """Return the role of a role word."""
    return str(term.entry.values["role"])


def is_dateline(document: Document, one: Named) -> bool:
    """Tell whether a place in capitals opens its line: "KYIV, Dec 29 \u2013"."""
    line = document.text.rfind("\n", 0, one.start) + 1
    if one.start - line >= len("    "):
        return False
    if _DATELINE.match(document.text, one.start):
        return True
    opens = document.text.count("\n\n", 0, line) < _BEFORE_THE_STORY
    return opens and bool(_FILED_FROM.match(document.text, one.start))


_FAR = 400
"""Characters behind a name beyond which no word of its phrase is looked for."""


def noun_after(document: Document, one: Named, followers: Sequence[Term]) -> str:
    """Return the role of the head of the phrase that the name opens: "Russian army | losses |"."""
    role, end = "", one.end
    for follower in followers:
        between = document.folded[end : min(follower.start, end + _FAR)].removeprefix("'s")
        said = (*between.split(), document.folded[follower.start : follower.end])
        if role in _ARMED and not _ACTS.isdisjoint(said):
            return "attack"
        if len(between) > 50 or between[:2] == ". " or not _are_adjectives(between.split()):
            break
        found = role_of(follower)
        if role and found in VERBS:
            acts = (
                role == "arms" and found != "says" and _OBJECT.match(document.folded, follower.end)
            )
            return "force" if acts and len(between.split()) < 2 else role
        role, end = found, follower.end
        if role in VERBS or role in {"attack", "strike"}:
            break
    return role


_PERFECT = frozenset("has have had".split())


def deed_after(document: Document, one: Named, followers: Sequence[Term]) -> str:
    """Return the role of the verb of which the name is the subject: "the US Navy | strikes |"."""
    end = one.end
    for follower in followers:
        between = document.folded[end : min(follower.start, end + _FAR)].removeprefix("'s").split()
        if not _are_adjectives([word for word in between if word not in _PERFECT]):
            break
        if role_of(follower) in VERBS:
            return role_of(follower)
        end = follower.end
    return ""


def _are_adjectives(words: Sequence[str]) -> bool:
    """Tell whether only describing words stand between a name and its noun."""
    if any(word[0].isdigit() for word in words[1:]):
        return False  # "the cartel torched 30 vehicles"
    return len(words) < 6 and all(w not in _BREAKS and _PLAIN.fullmatch(w) for w in words)


def sense_of(folded: str, one: Named, noun: str, lead: Sequence[str]) -> str:
    """Return what a name is doing: ``noun`` follows it, the words of ``lead`` stand before it."""
    if _attacks_from_abroad(folded, one, noun):
        return AGENT
    if one.role == "demonym" and not noun and _JOINT_FIRE.match(folded, one.end):
        return AGENT
    if one.role == "place" and noun == "speaker" and is_the_country(folded, one):
        return VOICE if is_source(lead) or is_by(lead) or is_said(lead) else SPEAKER
    if one.role == "place" and is_the_country(folded, one) and is_by(lead) and not is_origin(lead):
        return AGENT
    if one.role == "name" and one.kind == "country" and not noun and is_part_of_it(lead):
        return ORIGIN if _is_elsewhere(folded, one) else SITE
    if one.role == "place" or noun == "site":
        return ORIGIN if is_origin(lead) or _is_elsewhere(folded, one) else SITE
    if one.role == "name" and _OWN_FIRE.match(folded, one.end):
        return AGENT
    by = is_by(lead)
    if is_source(lead) or is_run_by(lead) or (noun == "speaker" and (by or is_said(lead))):
        return VOICE
    if noun in {"says", "speaker"}:
        return SPEAKER
    if by or (noun in ATTACKS and not _names_the_place(folded, one, noun)):
        return AGENT
    if noun in {"loss", "arms"} or is_loss_of(lead):
        return OWNER
    return TARGET if is_target(lead) else ACTOR


_JOINT_FIRE = re.compile(
    r" and (?:[\w.-]+ ){1,2}(?:air ?)?"
    r"(?:strikes?|attacks?|raids?|shelling|bombing|bombardment|fire)\b"
)
"""Behind the first of two who struck: "in Israeli and American strikes on Iran"."""
_OWN_FIRE = re.compile(
    r"'s (?:retaliatory |arbitrary |unprovoked |indiscriminate |cross-border |heavy |artillery |"
    r"mortar |firing |and |overnight |latest |recent |deadly |aerial |renewed |massive |intense )+"
    r"(?:firing|shelling|strikes?|attacks?|bombing|bombardment|raids?|fire)\b"
)
_OWN_ATTACK = re.compile(
    r"(?:'s)? (?!(?:[\w-]+ ){0,3}?"
    r"(?:worst|deadliest|bloodiest|biggest|largest|first|second|third|latest|most)\b)"
)


def _attacks_from_abroad(folded: str, one: Named, noun: str) -> bool:
    """As in "killed in Russia's missile attack on Odesa", "in the US air strike": who struck.

    "In Pakistan's deadliest attack", "in the Somalia bombing" tell where it was.
    """
    if one.role != "place" or noun not in {"attack", "strike"} or not is_the_country(folded, one):
        return False
    owned = (
        folded.startswith("'s", one.end) or folded[one.start : one.end] != (one.party or "").lower()
    )
    return owned and _OWN_ATTACK.match(folded, one.end) is not None


_BORDER = re.compile(
    r"(?:'s)? border\b(?! (?:town|region|village|area|district|city|cities|post|crossing|province|"
    r"guard|settlement|communit|point|zone))"
)
_BORDER_OF = re.compile(
    r"\bborder (?:(?:area|region|town|zone)s? )?(?:of|with|between) (?:the )?"
    r"(?:(?:[\w-]+ ){1,3}(?:with|and) )?$"
)
_NEAR = re.compile(r"\b(?:near|close to|from|towards?|off|by) (?:the )?$")
_ABROAD = re.compile(
    r"(?:'s)? (?:embass(?:y|ies)|consulates?|(?:(?:military|air|naval|army|forward) )?"
    r"(?:bases?|airbases?|outposts?|garrisons?|barracks|facilit(?:y|ies))\b[^.,;]{0,20}? "
    r"(?:in|near|at|outside) )"
)
_TOLD_IN = cued(
    r"\b(?:interviewed|speaking|spoke|reporters|journalists|talks|negotiations|summit) "
    r"(?:with \w+ |on \w+ )?(?:in|from) (?:neighbou?ring |eastern |western )?$"
)
_FLED_TO = re.compile(
    r"\b(?:(?:fled|flee|fleeing|exiled?|refugees|refuge|shelter|asylum)"
    r" (?:over |across )?(?:in|to|into)|"
    r"(?:fled|flee|fleeing|crossed|crossing|displac\w+|forc\w+|driv\w+|drove|push\w+|sent)"
    r"(?: [\w,.-]+){1,5}? (?:over|across|into)) "
    r"(?:neighbou?ring |eastern |western |northern |southern )?$"
)


def _is_elsewhere(folded: str, one: Named) -> bool:
    """Tell whether the place is not where it happened.

    So of a border one is only near, of an army's base abroad, of where a witness is met.
    """
    if one.end - one.start > 40:
        return False
    before = folded[max(0, one.start - 60) : one.start]
    if _BORDER.match(folded, one.end) and _NEAR.search(before):
        return True
    if is_the_country(folded, one) and _BORDER_OF.search(before):
        return True
    whole = one.role != "place" or one.party is None or is_the_country(folded, one)
    left = whole and (_ABROAD.match(folded, one.end) or _FLED_TO.search(before))
    return bool(left or _TOLD_IN.search(before))


def is_the_country(folded: str, one: Named) -> bool:
    """Tell whether a place is a country named as a whole, or by its initials."""
    written = folded[one.start : one.end]
    return written == (one.party or "").lower() or written.replace(".", "") in {"us", "uk"}


def _names_the_place(folded: str, one: Named, noun: str) -> bool:
    """Tell whether a country's bare name says where: "the Somalia bombing", not "Somali"."""
    bare = one.role == "name" and one.kind == "country" and not folded.startswith("'s", one.end)
    written = folded[one.start : one.end]
    initials = len(written) < 5 and not is_the_country(folded, one)  # "the IAF airstrike"
    return bare and not initials and noun == "attack"
