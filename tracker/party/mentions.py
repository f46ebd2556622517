"""Every mention of a side in a text, and what it is doing there: owner, attacker, place, voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from tracker.frozen import dataclass
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Place, Sentence
from tracker.party.lead import (
    is_at,
    is_by,
    is_loss_of,
    is_origin,
    is_run_by,
    is_said,
    is_source,
    is_target,
    words_before,
)
from tracker.spans import covering
from tracker.spoken import is_where_it_was_said, rejects_a_figure

OWNER, AGENT, ACTOR, SPEAKER = "owner", "agent", "actor", "speaker"
SITE, TARGET, ORIGIN, DATELINE, VOICE = "site", "target", "origin", "dateline", "voice"

SIDE_WORDS = frozenset({"enemy", "invader", "own", "defender"})
"""Roles that name a side only by who speaks."""
ATTACKS = frozenset({"attack", "strike", "weapon"})
VERBS = frozenset({"fires", "stops", "harms", "loses", "frees", "gets", "says"})

_MODIFIER = re.compile(
    r"-(?:backed|made|built|supplied|occupied|held|controlled|run|based|linked|led|born|"
    r"speaking|aligned|allied|designed|produced|installed|appointed|funded|supported|affiliated|"
    r"trained|sponsored|era|inspired|brokered|mediated|style|provided|donated|administered|"
    r"language|imposed|branded|flagged|owned|operated|claimed|annexed)\b"
    r"| (?:airlines?|airways|air lines|proxy|proxies|production|manufacture|make|origin|design|"
    r"descent|heritage)\b"
)
_NOT_BEFORE = re.compile(r"(?:pro-|anti-|non-|ex-|former |formerly |like )$")
_SITE_NAME = re.compile(
    r" (?:[A-Z]\w+ )?(?:Hospital|Hotel|School|College|University|Mosque|Church|Cathedral|Market|"
    r"Club|Camp|Street|Avenue|Bridge|Gate|Quarter|House|Cent(?:re|er)|Hall|Theat(?:re|er))\b"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z' -]+)(?:, [A-Z]\w+)?(?:,? \w+\.? \d{1,2})?(?: \([^)]{0,40}\))? ?[\u2013\u2014:-]"
)
_OBJECT = re.compile(r" (?!(?:by|in|on|at|near|during|over|and|or|since|after)\b)\w")
_PLAIN = re.compile(r"[\w\"'.&/-]+")
_BREAKS = frozenset(
    "of in on at by with and or for to from that who which was were is are has have had be been "
    "will would as than while when after before during since until near over against into about "
    "but not did does it its his their he she they also already the a an".split()
)


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    party: str | None
    kind: str
    role: str
    rule: str


@dataclass(frozen=True, eq=False)
class Mention:
    """A side named in the text; ``noun`` is the role of the word that follows in its phrase.

    ``at`` tells that a preposition says so of a place: "in Kyiv", "on Kyiv", not "Kyiv flat".
    ``party`` is None for "the enemy" and the like, whose side depends on who speaks. It equals
    itself alone, and is read when it is first asked what it does: of most no rule ever asks.
    """

    start: int
    end: int
    party: str | None
    kind: str
    role: str
    rule: str
    _document: Document
    _followers: Sequence[Term]

    @property
    def is_country(self) -> bool:
        """Tell whether the mention is of a country or its people, not of a group."""
        return self.kind == "country"

    @cached_property
    def noun(self) -> str:
        """Return the role of the word that follows in its phrase."""
        return _noun_after(self._document, self, self._followers)

    @cached_property
    def sense(self) -> str:
        """Return what it is doing there."""
        if self.role == "place" and _is_dateline(self._document, self):
            return DATELINE
        folded = self._document.folded
        return _sense(folded, self, self.noun, words_before(folded, self.start))

    @cached_property
    def at(self) -> bool:
        """Tell whether a preposition leads to it."""
        return is_at(words_before(self._document.folded, self.start))


def find_mentions(
    document: Document, lexicon: Lexicon, places: Sequence[Place], roles: Sequence[Term]
) -> list[Mention]:
    """Return the mentions in order, none overlapping another."""
    raw = sorted(_raw(document, lexicon, places, roles), key=lambda m: (m.start, -m.end))
    mentions: list[Mention] = []
    index = 0
    for one in raw:
        if mentions and one.start < mentions[-1].end:
            continue
        while index < len(roles) and roles[index].start < one.end:
            index += 1
        if not _only_qualifies(document, one):
            named = (one.start, one.end, one.party, one.kind, one.role, one.rule)
            mentions.append(Mention(*named, document, roles[index : index + 4]))
    return mentions


def _raw(
    document: Document, lexicon: Lexicon, places: Sequence[Place], roles: Sequence[Term]
) -> Iterator[_Raw]:
    other = covering(term for term in roles if role_of(term) == "else")
    countries = country_names(lexicon)
    for place in places:
        if place.country in countries:
            yield _Raw(place.start, place.end, place.country, "country", "place", "find_places")
    for term in lexicon.find("parties", document):
        if term.start not in other and not _is_credit(document, term):
            values, rule = term.entry.values, term.entry.rule
            role = _NAMED_BY.get(term.key, term.key)
            yield _Raw(term.start, term.end, values["name"], values["kind"], role, rule)
    for term in roles:
        role = role_of(term)
        if role in SIDE_WORDS:
            yield _Raw(term.start, term.end, None, "side", role, term.entry.rule)


_NAMED_BY = {"forms": "name", "cased_forms": "name", "demonyms": "demonym", "forces": "force"}
_NAMED_BY |= {"leaders": "leader", "places": "place"}


@lru_cache(maxsize=4)
def country_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the usual names of all countries."""
    entries = lexicon.entries("parties")
    return frozenset(e.values["name"] for e in entries if e.values["kind"] == "country")


def role_of(term: Term) -> str:
    """Return the role of a role word."""
    return str(term.entry.values["role"])


def _is_credit(document: Document, term: Term) -> bool:
    """Tell whether a name stands in a credit: a bracket after the end of a sentence."""
    start = document.text.rfind("(", max(0, term.start - 60), term.start)
    if start < 0 or ")" in document.text[start : term.start]:
        return False
    before = document.text[max(0, start - 3) : start].rstrip()[-1:]
    return before in {".", ")", ""}


def _only_qualifies(document: Document, one: _Raw) -> bool:
    """Tell a name that is of no side here: "Russian-made", "the Turkish Hospital".

    Nor is a seat of government where somebody only spoke, or who rejects another's figure.
    """
    folded = document.folded
    if _MODIFIER.match(folded, one.end) or _NOT_BEFORE.search(
        folded, max(0, one.start - 12), one.start
    ):
        return True
    if one.role in {"government", "name"} and is_where_it_was_said(document, one):
        return True
    if rejects_a_figure(document, one):
        return True
    return one.role == "demonym" and _names_a_site(document, one)


def _names_a_site(document: Document, one: _Raw) -> bool:
    """Tell the name of a house from its owner: "the Saudi Hospital", "Gaza's Turkish Hospital"."""
    the = document.folded.endswith((" the ", "'s "), 0, one.start)
    return the and bool(_SITE_NAME.match(document.text, one.end))


def _is_dateline(document: Document, one: Mention) -> bool:
    """Tell whether a place in capitals opens its line: "KYIV, Dec 29 \u2013"."""
    line = document.text.rfind("\n", 0, one.start) + 1
    return one.start - line < 4 and bool(_DATELINE.match(document.text, one.start))


def _noun_after(document: Document, one: Mention, followers: Sequence[Term]) -> str:
    """Return the role of the head of the phrase that the name opens: "Russian army | losses |"."""
    role, end = "", one.end
    for follower in followers:
        between = document.folded[end : follower.start].removeprefix("'s")
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


def _are_adjectives(words: Sequence[str]) -> bool:
    """Tell whether only describing words stand between a name and its noun."""
    return len(words) < 6 and all(w not in _BREAKS and _PLAIN.fullmatch(w) for w in words)


def _sense(folded: str, one: Mention, noun: str, lead: Sequence[str]) -> str:
    if _attacks_from_abroad(folded, one, noun):
        return AGENT
    if one.role == "demonym" and not noun and _JOINT_FIRE.match(folded, one.end):
        return AGENT
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


def _attacks_from_abroad(folded: str, one: Mention, noun: str) -> bool:
    """As in "killed in Russia's missile attack on Odesa", "in the US air strike": who struck.

    "In Pakistan's deadliest attack", "in the Somalia bombing" tell where it was.
    """
    if one.role != "place" or noun not in {"attack", "strike"} or not _is_the_country(folded, one):
        return False
    owned = (
        folded.startswith("'s", one.end) or folded[one.start : one.end] != (one.party or "").lower()
    )
    return owned and _OWN_ATTACK.match(folded, one.end) is not None


_BORDER = re.compile(
    r"(?:'s)? border\b(?! (?:town|region|village|area|district|city|cities|post|crossing|province|"
    r"guard|settlement|communit|point|zone))"
)
_NEAR = re.compile(r"\b(?:near|close to|from|towards?|off|by) (?:the )?$")
_ABROAD = re.compile(
    r"(?:'s)? (?:embass(?:y|ies)|consulates?|(?:(?:military|air|naval|army|forward) )?"
    r"(?:bases?|airbases?|outposts?|garrisons?|barracks|facilit(?:y|ies))\b[^.,;]{0,20}? "
    r"(?:in|near|at|outside) )"
)
_TOLD_IN = re.compile(
    r"\b(?:interviewed|speaking|spoke|reporters|journalists|talks|negotiations|summit) "
    r"(?:with \w+ |on \w+ )?(?:in|from) (?:neighbou?ring |eastern |western )?$"
)
_FLED_TO = re.compile(
    r"\b(?:fled|flee|fleeing|exiled?|refugees) (?:over |across )?(?:in|to|into) "
    r"(?:neighbou?ring |eastern |western |northern |southern )?$"
)


def _is_elsewhere(folded: str, one: Mention) -> bool:
    """Tell whether the place is not where it happened.

    So of a border one is only near, of an army's base abroad, of where a witness is met.
    """
    if one.end - one.start > 40:
        return False
    before = folded[max(0, one.start - 60) : one.start]
    if _BORDER.match(folded, one.end) and _NEAR.search(before):
        return True
    whole = one.role != "place" or one.party is None or _is_the_country(folded, one)
    left = whole and (_ABROAD.match(folded, one.end) or _FLED_TO.search(before))
    return bool(left or _TOLD_IN.search(before))


def _is_the_country(folded: str, one: Mention) -> bool:
    """Tell whether a place is a country named as a whole, or by its initials."""
    written = folded[one.start : one.end]
    return written == (one.party or "").lower() or written.replace(".", "") in {"us", "uk"}


def _names_the_place(folded: str, one: Mention, noun: str) -> bool:
    """Tell whether a country's bare name says where: "the Somalia bombing", not "Somali"."""
    bare = one.role == "name" and one.kind == "country" and not folded.startswith("'s", one.end)
    return bare and noun == "attack"


_LABEL = re.compile(
    r"(?:'s)?\s*(?:side|dead|losses|wounded|toll|forces|army|region|direction)?"
    r"(?: \([^)]{0,40}\))?:"
)


def is_label(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a side opens the sentence as its heading: "Iran: 606 killed"."""
    if mention.role == "place" or mention.start - sentence.start > 40:
        return False  # "Beirut: ..." is a date line
    lead = document.folded[sentence.start : mention.start]
    return bool(_LABEL.match(document.folded, mention.end)) and not re.search(r"\w{4}", lead)
