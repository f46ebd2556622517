"""Rules on gunmen, fighters and hostages who stand without a side's name."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.carried import part_of_the_whole
from tracker.party.mentions import Mention
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import ACTOR, AGENT, role_of

_OF_WHOM = re.compile(r"\s*of (?:whom|them)\b")


def _those_just_named(reading: Reading) -> Term | None:
    """Return the gunmen of "they blamed bandits, seven of whom were shot"."""
    if not _OF_WHOM.match(reading.document.folded, reading.figure.count.end):
        return None
    people = [
        term
        for term in reading.roles
        if term.end <= reading.start and role_of(term) in {"irregular", "force", "resident"}
    ]
    return people[-1] if people and role_of(people[-1]) == "irregular" else None


def _is_head(reading: Reading, word: Term) -> bool:
    """Tell whether the counted phrase ends with a word, or with its bracket."""
    behind = reading.document.folded[reading.phrase.start : word.start]
    if _MEMBERS.search(behind):
        return True
    return reading.document.folded[word.end : reading.phrase.end].strip(" )\"'") == ""


_OF_THE_GANG = re.compile(
    r"\s*of (the (?:gang|group|cartel|militia|rebels|jihadists)'?s? ?"
    r"(?:men|members|fighters|gunmen)\b)"
)
_MEMBERS = re.compile(r"\bmembers of (?:an? |the )?$")
_TOTAL = re.compile(r"\b(?:number|toll|count|total|tally) of (?:the )?(?:[\w-]+ ){0,2}$")
_AT_LAST = re.compile(r" [^.;,]{0,40}\b(?:to|at|is|was|reached|hit|stood at|passed|exceeds) $")


def _toll_of(reading: Reading) -> Term | None:
    """Return the militants of "bringing the number of militants killed to 38"."""
    for term in reversed(reading.roles):
        if term.end > reading.start or role_of(term) != "irregular":
            continue
        folded = reading.document.folded
        counted = _TOTAL.search(folded, max(reading.sentence.start, term.start - 40), term.start)
        to = _AT_LAST.fullmatch(folded, term.end, reading.start)
        return term if counted and to else None
    return None


_ALLIED = re.compile(
    r"\b(?:pro-(?!government|regime|junta)\w+|"
    r"\w+-(?<!government-)(?:backed|aligned|linked|allied|affiliated|supported)) [\w ]+"
)


_OTHER = re.compile(r"\bother\b")


def unnamed_irregulars(reading: Reading) -> Found | None:
    """ "four gunmen", "thirty jihadists": nobody's, unless the text names one armed group."""
    if reading.figure.subject not in {"combatant", "person", "man"}:
        return None
    theirs = _OF_THE_GANG.match(reading.document.folded, reading.figure.count.end)
    if theirs:
        return Found(reading.group(), (Span(theirs.start(1), theirs.end()),))
    allied = _ALLIED.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if allied:  # "four pro-Iranian fighters": whose they are is not said, save of which whole
        return part_of_the_whole(reading) or Found(None, (Span(allied.start(), allied.end()),))
    if _lost_them(reading):
        return None  # "The CJNG lost 15 gunmen in a clash with the Zetas"
    word = reading.role_in_phrase("irregular")
    soldiers = reading.role_in_phrase("force")
    folded = reading.document.folded
    if word is not None and soldiers is not None and " of " in folded[soldiers.end : word.start]:
        return None  # "300 border guards of a militia"
    if word is not None and reading.figure.subject == "person" and not _is_head(reading, word):
        return None  # "19 suspected cartel gunmen", but not "19 gang victims"
    word = word or _those_just_named(reading) or _toll_of(reading)
    if word is None:
        return None
    if reading.actors.is_word(word, "lawless"):
        return Found(None, (span_of(word),))  # nor does the group named beside them
    if _OF_THE.match(reading.document.folded, reading.figure.count.end):
        spoken = _gunmen_spoken_of(reading)
        if spoken is not None:
            return Found(reading.party_of(spoken), (span_of(word), span_of(spoken)))
    other = _OTHER.search(reading.document.folded, reading.phrase.start, word.start)
    group = None if other else reading.group()
    return Found(None if _did_it(reading, group) else group, (span_of(word),))


def _did_it(reading: Reading, group: str | None) -> bool:
    """Tell whether the group killed them: "SDF fighters hit back, killing ten gunmen"."""
    verb = reading.verb_before("harms", "stops")
    if verb is None or group is None:
        return False
    object_of = _OBJECT.fullmatch(reading.document.folded, verb.end, reading.start)
    doer = reading.subject_of(verb.start) if object_of else None
    if doer is None or doer.sense != ACTOR or not doer.noun:
        return False
    return reading.party_of(doer) == group and not reading.is_done_to(doer)


_OBJECT = re.compile(r"(?! and )[\s\w]{1,30}")
"""From a verb to the number that is its object: "killed | at least | ten gunmen"."""


def _lost_them(reading: Reading) -> bool:
    verb = reading.verb_before("loses")
    loser = reading.subject_of(verb.start) if verb is not None else None
    return loser is not None and loser.kind == "group" and bool(loser.party)


_NEAREST = 12
"""How many mentions of the sentences before are looked at for whom "the attackers" means."""


_OF_THE = re.compile(r"\s*of the\b")


def _gunmen_spoken_of(reading: Reading) -> Mention | None:
    """Return the group last named as attacking: "five ISIS gunmen ... one of the attackers"."""
    told = [*reading.mentions, *reading.context[:_NEAREST]]
    before = [m for m in told if m.end <= reading.start]
    for mention in sorted(before, key=lambda m: -m.end):
        armed = mention.sense == AGENT or mention.noun in {"irregular", "fighter"}
        if armed and mention.kind == "group" and mention.party:
            return mention
    return None


_HOSTAGES = re.compile(r"\b(?:hostages|captives|abductees)\b")


def hostages_of(reading: Reading) -> Found | None:
    """ "Hamas says 33 hostages have died": those it holds are its enemy's people."""
    match = _HOSTAGES.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if match is None:
        return None
    holder = reading.speaker
    if holder is None or reading.scene.wars.kinds.get(holder) != "group":
        holder = reading.group()
    victim = reading.scene.opponent(holder, people=True) or _swapped_for(reading)
    return Found(victim, (Span(match.start(), match.end()),)) if victim else None


def _swapped_for(reading: Reading) -> str | None:
    """Return the country whose enemy's prisoners are let out in the same sentence.

    Without any it is the one that fights groups: "Israeli teams identify the four hostages".
    """
    held = [m for m in reading.mentions if m.noun == "loss" and m.is_country]
    if held:
        return reading.scene.opponent(held[-1].party, people=True)
    told = [m.party for m in reading.mentions if m.is_country and m.end <= reading.start]
    return told[0] if told and reading.scene.fights_groups(told[0]) else None


def unnamed_fighters(reading: Reading) -> Found | None:
    """ "12 fighters", with no side named: the place does not tell whose they are."""
    if reading.figure.subject != "combatant" or reading.role_in_phrase("force"):
        return None
    word = reading.role_in_phrase("fighter")
    if word is None:
        return None
    if reading.document.folded.startswith("combatant", word.start):
        return Found(None, (span_of(word),))  # of either side
    group = reading.group()
    plain = reading.document.folded[word.start : word.end] in {"men", "members"}
    return None if plain and group is None else Found(group, (span_of(word),))


def taken_from_the_unnamed(reading: Reading) -> Found | None:
    """ "Three gunmen were killed. Nine rifles were seized": nobody's, as the gunmen are."""
    arms = KIND_OF_SUBJECT[reading.figure.subject] == "materiel"
    if not arms or reading.figure.measure != "captured" or reading.verb_before("harms", "stops"):
        return None
    near = (e for e in reading.earlier if reading.figure.sentence - e.figure.sentence <= 1)
    armed = [e for e in near if e.figure.subject == "combatant"]
    return Found(None) if armed and armed[0].party is None else None
