"""Rules on where it was: people and their homes belong to the country of the place."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.clauses import BELIEVES, MISHAP
from tracker.party.kinds import ARMED
from tracker.party.mentions import Mention
from tracker.party.reading import Found, Reading, span_of
from tracker.party.reported import ITS_DEED, has_struck
from tracker.party.senses import (
    ACTOR,
    AGENT,
    DATELINE,
    SITE,
    SPEAKER,
    TARGET,
    VOICE,
)


def at_the_place(reading: Reading) -> Found | None:
    """ "killed in Kharkiv", "a strike on Sevastopol": the country of the place in the clause."""
    places = [m for m in reading.places() if not _is_apart(reading, m)]
    if _is_freed_soldier(reading):
        folded = reading.document.folded
        places = [m for m in places if folded.endswith((" of ", " to "), 0, m.start)]
    found = _nearest_place(reading, places)
    mishap = MISHAP.search(reading.document.folded, *reading.around)
    if found is not None and reading.figure.subject == "combatant" and not mishap:
        verb = reading.verb_before("harms", "stops")
        which = verb is not None and _WHICH.search(
            reading.document.folded, max(reading.sentence.start, verb.start - 80), verb.start
        )
        doer = reading.subject_of(verb.start) if verb is not None and not which else None
        if doer is not None and reading.party_of(doer) == found.party:
            return Found(reading.group(), (span_of(doer),))  # its army killed them: not its own
    return found


def _is_freed_soldier(reading: Reading) -> bool:
    """Tell prisoners of war, who are not of the land where they were held or freed."""
    return reading.figure.measure == "released" and reading.figure.subject in ARMED


_WHICH = re.compile(r", which [^,;]*$")
"""Before what an event did: "mourns the ambush, which killed 20 soldiers"."""


def in_the_sentence(reading: Reading) -> Found | None:
    """The same, where the place stands in another clause of the sentence."""
    if _is_freed_soldier(reading):
        return None
    return _nearest_place(reading, reading.places())


def _nearest_place(reading: Reading, places: list[Mention]) -> Found | None:
    countries = [m for m in places if m.is_country]
    if not countries:
        return None
    best = min(countries, key=lambda m: _distance(reading, m))
    listed = _listed_with(reading, best, countries)
    if listed:
        return Found(None, tuple(map(span_of, listed)))
    return Found(reading.party_of(best), (span_of(best),))


_LISTED = re.compile(r"(?:,|,? and|,? or)(?: (?:in|the|neighbou?ring))* ")


def _listed_with(reading: Reading, best: Mention, countries: list[Mention]) -> list[Mention]:
    """Return the countries of a toll over several: "400 dead in Mali, Niger and Burkina Faso"."""
    folded, listed, ended = reading.document.folded, [best], False
    for mention in sorted(countries, key=lambda m: m.start):
        between = folded[listed[-1].end : mention.start]
        link = _LISTED.fullmatch(between) if mention.start > listed[-1].end else None
        if link is not None:
            listed.append(mention)
            ended = ended or "and" in between or " or " in between
    for mention in sorted(countries, key=lambda m: -m.end):
        between = folded[mention.end : listed[0].start]
        if mention.end < listed[0].start and _LISTED.fullmatch(between):
            listed.insert(0, mention)
            ended = ended or "and" in between or " or " in between
    return listed if ended and len({m.party for m in listed}) > 1 else []


def _is_apart(reading: Reading, mention: Mention) -> bool:
    """Tell whether another statement stands between the place and the figure."""
    first, second = sorted((mention.start, reading.start))
    return ";" in reading.document.folded[first:second]


def _distance(reading: Reading, mention: Mention) -> int:
    folded = reading.document.folded
    if mention.start >= reading.figure.count.end:
        between = folded[reading.figure.count.end : mention.start]
        return len(between) + 300 * len(re.findall(r"[;.] |, (?:while|and) ", between))
    between = folded[mention.end : reading.start]
    return len(between) + 10 + 300 * len(re.findall(r"; |\. |, while ", between))


_AT_HOME = re.compile(
    r"(?:'s)? (?:(?!(?:in|a|the|of|and|on|by|since)\b)[\w-]+ ){0,3}?"
    r"(?:war|conflict|insurgency|uprising|rebellion)\b"
    r"(?! (?:of aggression|against|on|in|with)\b)"
)


def of_the_war_at_home(reading: Reading) -> Found | None:
    """ "Sudan's war has uprooted 14 million people": whose war it is, unless it invades."""
    if reading.figure.subject in ARMED or KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return None
    invaders = reading.scene.wars.invaders
    for mention in reading.mentions:
        own = mention.is_country and mention.party not in invaders and mention.end <= reading.start
        if own and _AT_HOME.match(reading.document.folded, mention.end):
            return Found(mention.party, (span_of(mention),))
    return None


def where_it_was(reading: Reading) -> Found | None:
    """The place of the sentences before, nearest first, then of those after; datelines last."""
    if reading.figure.measure in {"released", "captured"}:
        return None
    if reading.figure.subject == "combatant" and not reading.role_in_phrase("force", "loss"):
        return None
    for senses in ({SITE, TARGET}, {DATELINE}):
        for mention in reading.context:
            if mention.sense not in senses or not (mention.is_country and mention.party):
                continue
            if mention.sense == DATELINE and _is_far_from_the_war(reading, mention.party):
                continue
            if not _is_of_talks(reading, mention):
                return Found(mention.party, (span_of(mention),))
    return None


def _is_far_from_the_war(reading: Reading, filed_in: str) -> bool:
    """Tell whether a report is filed in a land that is no side of the war it tells of."""
    scene = reading.scene
    others = (party for party in scene.weights if party != filed_in and scene.is_in_the_war(party))
    told = any(scene.wars.kinds.get(party) == "country" for party in others)
    return told and not scene.is_in_the_war(filed_in)


def _is_of_talks(reading: Reading, mention: Mention) -> bool:
    """Tell where a peace is made, which is not where the war is: "signed in Moscow"."""
    before = max(0, mention.start - 60)
    return _TALKS.search(reading.document.folded, before, mention.start) is not None


_TALKS = cued(
    r"\b(?:truce|ceasefire|accords?|agreement|treaty|deal|talks?|summit|conference|negotiat\w+|meeting|"
    r"met|signed|brokered|mediated)\b[^.;]{0,40}\b(?:in|at) (?:the )?$"
)


_THE_TOWN = re.compile(
    r"\b(?:(?:the|a|in|at|on|of|into|over) (?:[\w-]+ )??|[\w-]+-held )"
    r"(?:city|town|village|district|neighbou?rhood|suburb|camp|region|province|island|port)(?:'s)?\b"
)


def in_the_town_spoken_of(reading: Reading) -> Found | None:
    """ "Strike on Donetsk. A missile fell in the city centre, killing 20": the place before."""
    if reading.figure.subject in ARMED or reading.figure.measure in {"released", "captured"}:
        return None
    words = _THE_TOWN.search(reading.document.folded, *reading.around)
    nearest = next((m for m in reading.context if m.end <= reading.sentence.start), None)
    if words is None or nearest is None or reading.places():
        return None
    for mention in reading.context:
        if mention.end > reading.sentence.start or reading.sentence.start - mention.end > 400:
            continue
        if mention.role == "place" and mention.sense in {SITE, TARGET} and mention.party:
            return Found(mention.party, (Span(words.start(), words.end()), span_of(mention)))
    return None


def at_home_of_the_speaker(reading: Reading) -> Found | None:
    """A group that rules a part of a country counts that country's people."""
    voices = [m for m in reading.mentions if m.sense in {SPEAKER, VOICE} and not m.is_country]
    speaker = reading.speaker or next((m.party for m in voices), None)
    home = reading.scene.wars.homes.get(speaker or "")
    verb = reading.verb_before("harms", "stops")
    doer = reading.subject_of(verb.start) if verb is not None else None
    if home is None or reading.figure.subject in ARMED:
        return None
    if doer is not None and reading.party_of(doer) == speaker:
        return None  # it tells of the harm it did
    return Found(home, tuple(map(span_of, voices[:1])))


def _is_outlaw(mention: Mention) -> bool:
    """Tell whether a country is named only by its gunmen: "gunmen of a Mexican cartel"."""
    return mention.noun == "irregular" and mention.sense == ACTOR


_AT_SEA = re.compile(
    r"\b(?:ships?|vessels?|boats?|carrier|tanker|sailors|crew|red sea|international waters|"
    r"-flagged)\b"
)


def _is_at_sea(reading: Reading) -> bool:
    """Tell whether it happened on the water, where nobody is at home."""
    start = max(0, reading.start - 400)
    return _AT_SEA.search(reading.document.folded, start, reading.around[1]) is not None


def home_of_the_groups(reading: Reading) -> Found | None:
    """Where only rebels are named, the land where they fight their own state."""
    if reading.figure.subject == "combatant" and not reading.role_in_phrase("force"):
        return None
    if _is_at_sea(reading):
        return None
    wars, weights = reading.scene.wars, reading.scene.weights
    groups = [party for party in weights if wars.kinds.get(party) == "group"]
    states = {party for party in weights if wars.kinds.get(party) == "country"}
    homes = {home for group in groups if (home := wars.homes.get(group))}
    rebels = [group for group in groups if homes & set(wars.opponents(group))]
    alone = len(homes) == 1 and states <= homes and len(rebels) == len(groups)
    return Found(homes.pop()) if alone else None


_ATTACKERS = frozenset({"force", "irregular", "fires", "harms", "stops", "strike", "attack"})


def only_country(reading: Reading) -> Found | None:
    """The one country that the article names, where it is not named as an attacker."""
    told = [*reading.mentions, *reading.context]
    attackers = {m.party for m in told if m.sense == AGENT}
    folded = reading.document.folded
    harmless = {
        m.party
        for m in told
        if (m.noun not in _ATTACKERS or _is_outlaw(m) or reading.actors.are_of(m, "police"))
        and not _is_of_talks(reading, m)
        and not BELIEVES.match(folded, m.end + 1)
        and not (m.noun == "site" and _is_freed_soldier(reading))
    } - attackers
    named = [
        party
        for party in reading.scene.weights
        if reading.scene.wars.kinds.get(party) == "country" and party in harmless
    ]
    if len(named) != 1 or (_is_at_sea(reading) and has_struck(reading, named[0])):
        return None
    if named[0] == reading.speaker and ITS_DEED.search(folded, *reading.around):
        return None
    return Found(named[0])
