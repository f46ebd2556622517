"""Rules on who lost, who freed and who did the harm."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import KIND_OF_SUBJECT
from tracker.party.kinds import ARMED, HELD
from tracker.party.mentions import Mention
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import ACTOR, AGENT, SIDE_WORDS

_CAPTIVITY = re.compile(r"(?:'s)? (?:captivity|custody|prisons?|jails?|detention)\b")


_HOME = re.compile(r"\bfrom captivity\b|\b(?:came|come|returned|brought|back) home\b")
"""With these words it is its own people that a side brings back."""
_TO = re.compile(r" (?:[\w'-]+ ){0,3}to (?:the )?")


def freed_by(reading: Reading) -> Found | None:
    """ "Hamas handed over 20 hostages": who is freed or held is the other side's."""
    if reading.figure.measure not in {"released", "captured", "bodies"}:
        return None
    for mention in reading.mentions:
        if _CAPTIVITY.match(reading.document.folded, mention.end):
            victim = reading.scene.opponent(reading.party_of(mention))
            return Found(victim, (span_of(mention),)) if victim else None
    verb = reading.verb_before("frees", "harms")
    subject = reading.subject_of(verb.start) if verb is not None else None
    for mention in reading.mentions:  # "Hamas frees eight, Israel 110"
        if verb is not None and mention.end + 1 == reading.start and mention.sense == ACTOR:
            subject = mention
    if subject is None:
        return None
    if verb is not None and _gets_back(reading, verb):
        return Found(reading.party_of(subject), (span_of(subject),))
    people = reading.figure.subject not in ARMED
    victim = reading.scene.opponent(reading.party_of(subject), people=people)
    return Found(victim, (span_of(subject),)) if victim else None


def _gets_back(reading: Reading, verb: Term) -> bool:
    """Tell "Ukraine returned another 20 soldiers", its own, from "returned 20 bodies to Syria"."""
    folded, upto = reading.document.folded, reading.around[1]
    if _HOME.search(folded, verb.start, upto):
        return True
    if reading.figure.measure != "released" or not folded.startswith("return", verb.start):
        return False
    to_others = (folded[reading.phrase.end : m.start] for m in reading.mentions if m.start < upto)
    return not any(_TO.fullmatch(between) for between in to_others)


def of_the_losers(reading: Reading) -> Found | None:
    """ "1 command post and 2 howitzers of the occupiers": the side named after the list."""
    if KIND_OF_SUBJECT[reading.figure.subject] not in {"materiel", "structure"}:
        return None
    folded = reading.document.folded
    for mention in reading.mentions:
        if not reading.phrase.end <= mention.start <= reading.phrase.end + 70:
            continue
        between = folded[reading.phrase.end : mention.start]
        if re.search(r"\bof (?:the )?$", between) and not re.search(
            r"[.;]| (?:by|in|on) ", between
        ):
            party = reading.party_of(mention)
            return Found(party, (span_of(mention),)) if party and mention.sense == ACTOR else None
    return None


def hit_with_the_others(reading: Reading) -> Found | None:
    """ "killed seven Hezbollah men and destroyed 30 depots": the things of those men."""
    if KIND_OF_SUBJECT[reading.figure.subject] not in {"materiel", "structure"}:
        return None
    verb, last = reading.verb_before("harms", "stops"), next(iter(reversed(reading.earlier)), None)
    if verb is None or last is None or last.figure.sentence != reading.figure.sentence:
        return None
    known = last.party is not None or last.rule == "unnamed_irregulars"
    if last.figure.subject != "combatant" or not known or last.phrase.end > verb.start:
        return None
    between = reading.document.folded[last.phrase.end : verb.start]
    arms = KIND_OF_SUBJECT[reading.figure.subject] == "materiel"
    went_on = _ALSO.fullmatch(between) or (arms and between == ", ")
    mine = [m for m in reading.mentions if m.end <= verb.start and m.party == last.party]
    again = bool(mine) and mine[-1].start >= last.phrase.end
    return Found(last.party, (span_of(verb),)) if went_on and not again else None


def named_with_the_next(reading: Reading) -> Found | None:
    """ "31 trucks and seven enemy drones were destroyed": the side named behind "and"."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "materiel":
        return None
    for mention in reading.mentions:
        named = mention.role in SIDE_WORDS | {"demonym"} and mention.noun != "site"
        end = max(reading.phrase.end, min(mention.start, reading.phrase.end + 30))
        if named and _AND_SO_MANY.fullmatch(reading.document.folded, reading.phrase.end, end):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def destroyed_beside_them(reading: Reading) -> Found | None:
    """ "Some 40 invaders killed, ten trucks destroyed in Kherson region": theirs too."""
    last = next(iter(reversed(reading.earlier)), None)
    if KIND_OF_SUBJECT[reading.figure.subject] != "materiel" or last is None:
        return None
    if last.figure.sentence != reading.figure.sentence or last.rule not in _NAMED_OR_BESIDE:
        return None
    if last.figure.subject not in ARMED and last.rule == "counted_people":
        return None
    beside = _BESIDE.fullmatch(
        reading.document.folded, last.phrase.end, reading.figure.count.reach_start
    )
    return Found(last.party) if beside and last.party else None


_AND_SO_MANY = re.compile(r" and (?:\d+|[a-z]+) ")
"""Between what is counted and the next side's things: "31 trucks and 7 | enemy drones |"."""
_NAMED_OR_BESIDE = frozenset({"counted_people", "destroyed_beside_them", "named_with_the_next"})
_BESIDE = re.compile(r"(?: were| are| was)?(?: killed| eliminated| destroyed)?,?(?: and)? ")
_ALSO = re.compile(r"[^.;]{0,90}?\b(?:and|also|as well as)\b(?: (?:also|to have|had|have))? ?")


def who_harmed_armed(reading: Reading) -> Found | None:
    """ "Ukrainian forces killed 500 soldiers": fighters and arms are the attacker's enemy's."""
    kind = KIND_OF_SUBJECT[reading.figure.subject]
    if reading.figure.subject not in ARMED and kind != "materiel":
        return None
    return _harmed(reading, people=False)


def harmed_by_the_army(reading: Reading) -> Found | None:
    """ "The military killed 30 of them": fighters, and not the state's own; its enemy's tanks."""
    machines = KIND_OF_SUBJECT[reading.figure.subject] == "materiel"
    if reading.figure.subject != "combatant" and not machines:
        return None
    if reading.role_in_phrase("force"):
        return None
    verb = reading.verb_before("harms", "stops")
    word = reading.unnamed_subject(verb.start, "force") if verb is not None else None
    if word is None:
        return None
    foe = reading.group()
    if machines:
        foe = reading.scene.opponent(reading.scene.own or reading.country_here())
    return Found(foe, (span_of(word),)) if foe or not machines else None


def who_harmed_people(reading: Reading) -> Found | None:
    """ "killed by Israeli attacks": with no place, the country the attacker fights."""
    return _harmed(reading, people=True) or _unnamed_doer(reading)


def _harmed(reading: Reading, *, people: bool) -> Found | None:
    doer = _doer(reading)
    if doer is None:
        return None
    if doer.kind == "group" and reading.figure.subject == "ship":
        return None  # "The Houthis hit two ships": of whatever flag
    party = reading.party_of(doer)
    if doer.noun == "irregular" and doer.is_country and reading.scene.fights_groups(party):
        return Found(party, (span_of(doer),))  # "Colombian rebels killed nine soldiers"
    victim = (_home_of_the_others(reading) or _at_home_of(reading, doer)) if people else None
    victim = (
        victim or _state_attacked(reading, doer) or reading.scene.opponent(party, people=people)
    )
    wars = reading.scene.wars
    unnamed = reading.role_in_phrase("irregular", "fighter")
    if victim is None and party and not unnamed and not wars.opponents(party):
        victim = wars.homes.get(party)  # of a gang: those at home
    return Found(victim, (span_of(doer),)) if victim else None


def _state_attacked(reading: Reading, doer: Mention) -> str | None:
    """Of the states that a group fights, the one where it was: "JNIM killed 12 men at Hombori"."""
    here = reading.country_here() if doer.kind == "group" and doer.party else None
    return here if here and here in reading.scene.wars.opponents(doer.party or "") else None


def _at_home_of(reading: Reading, doer: Mention) -> str | None:
    """Return the country for which a group fights: "Wagner fighters executed 24 men" in Mali."""
    war, wars = reading.scene.war, reading.scene.wars
    if war is None or doer.kind != "group" or doer.party is None:
        return None
    if doer.party not in war.values["one"]:
        return None
    state = str(war.values["one"][0])
    return wars.homes.get(doer.party, state if wars.kinds.get(state) == "country" else None)


def _home_of_the_others(reading: Reading) -> str | None:
    """ "Two Hezbollah members killed and 12 civilians hurt in a raid": of that group's country."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.sentence != reading.figure.sentence:
            return None
        if earlier.rule == "counted_people" and earlier.party:
            return reading.scene.wars.homes.get(earlier.party)
    return None


def _unnamed_doer(reading: Reading) -> Found | None:
    """ "Militants killed 1,200 people": the gunmen of the group that the text names."""
    verb = reading.verb_before("harms", "stops", "fires")
    word = reading.unnamed_subject(verb.start, "irregular") if verb is not None else None
    if word is None:
        return None
    victim = reading.scene.opponent(reading.group(), people=True)
    return Found(victim, (span_of(word),)) if victim else None


def _doer(reading: Reading) -> Mention | None:
    """Return the side said to have done it: subject of the verb, "by X", or "X strikes"."""
    verb = reading.verb_before("harms", "stops", "fires", "frees")
    if verb is not None:
        subject = reading.subject_of(verb.start)
        unnamed = reading.unnamed_subject(verb.start, "force", "irregular", "fighter")
        if subject and unnamed and subject.end <= unnamed.start and not _is_its(reading, unnamed):
            return None  # "the Observatory reported that regime forces executed 19 men"
        if subject is not None and (subject.party is not None or subject.role != "place"):
            return subject
    agents = [m for m in reading.mentions if m.sense == AGENT and not reading.is_counted(m)]
    after = [m for m in agents if m.start >= reading.start]
    return after[0] if after else (agents[-1] if agents else None)


def _is_its(reading: Reading, word: Term) -> bool:
    """Tell whether the soldiers are those of the side named: "Israel said its soldiers hit ten"."""
    return reading.document.folded.endswith(("its ", "their ", "our "), 0, word.start)


def destroyed_says_the_enemy(reading: Reading) -> Found | None:
    """ "20 vehicles and 7 drones were destroyed, the joint forces say": their enemy's."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "materiel" or reading.speaker is None:
        return None
    if reading.figure.measure != "destroyed" or reading.figure.subject == "ship":
        return None
    if reading.places():
        return None
    loser = reading.scene.opponent(reading.speaker)
    return Found(loser) if loser else None


def harmed_by_who_attacked(reading: Reading) -> Found | None:
    """ "The enemy launched 58 air strikes. Three civilians were killed": the attacker's enemy's."""
    if reading.figure.measure in HELD:
        return None
    for mention in reading.context:
        if mention.sense == AGENT or (
            mention.sense == ACTOR and mention.role in {"enemy", "invader"}
        ):
            victim = reading.scene.opponent(reading.party_of(mention), people=True)
            if victim:
                return Found(victim, (span_of(mention),))
    return None


def harmed_by_its_own(reading: Reading) -> Found | None:
    """ "Iranian police shot dead 40 protesters": with no place, the people of who harms at home."""
    doer = _doer(reading)
    if doer is None or not doer.is_country or reading.figure.subject in ARMED:
        return None
    if not doer.party or doer.party in reading.scene.wars.invaders:
        return None
    citizens = any(reading.actors.within(reading.phrase.start, reading.phrase.end, "citizens"))
    at_home = reading.actors.are_of(doer, "police", "at_home")
    at_home = at_home or (citizens and doer.noun == "force")
    return Found(doer.party, (span_of(doer),)) if at_home else None


def of_the_armys_country(reading: Reading) -> Found | None:
    """ "Burkina Faso's army killed 223 villagers": with no other country named, its own."""
    doer = _doer(reading)
    if doer is None or not doer.is_country:
        return None
    if reading.figure.subject not in ARMED and _fights_at_home(reading, doer.party or ""):
        return Found(doer.party, (span_of(doer),))
    if doer.noun != "force":
        return None
    at_home = reading.actors.are_of(doer, "police", "at_home")
    if reading.figure.subject not in {"civilian", "child", "woman"} and not at_home:
        return None
    return Found(doer.party, (span_of(doer),))


def _fights_at_home(reading: Reading, party: str) -> bool:
    """Tell whether all whom a country fights are groups of its own land: "Myanmar air strike"."""
    wars = reading.scene.wars
    foes = wars.opponents(party)
    others = [p for p in reading.scene.weights if wars.kinds.get(p) == "country" and p != party]
    own = [war.values["one"][0] for war in wars.entries if party in war.values["one"]]
    first = bool(own) and set(own) == {party}
    return first and not others and all(wars.kinds.get(foe) == "group" for foe in foes)
