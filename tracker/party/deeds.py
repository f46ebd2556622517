"""Rules on who lost, who freed and who did the harm."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.kinds import ARMED, HELD
from tracker.party.mentions import ACTOR, AGENT, OWNER, SPEAKER, VOICE, Mention, is_label, role_of
from tracker.party.reading import Found, Reading, clause_break, span_of


def who_lost(reading: Reading) -> Found | None:
    """ "Armenia has lost 49 troops", "casualties that Russian forces suffered"."""
    verb = reading.verb_before("loses", "gets")
    if verb is None and reading.figure.measure == "casualties":
        verb = reading.verb_before("harms")
        if verb is not None and not _TOOK.match(reading.document.folded, verb.start):
            verb = None
    if verb is None:
        return _suffered_by(reading)
    subject = reading.subject_of(verb.start)
    if subject is None and _IT.search(reading.document.folded, *_before(reading, verb)):
        group = reading.group()
        spoken = (m for m in reading.context if m.sense in {SPEAKER, ACTOR, AGENT})
        subject = next((m for m in spoken if group is None or m.party == group), None)
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (span_of(subject), span_of(verb)))
    return _lost_by_an_unnamed_side(reading, verb) or _suffered_by(reading)


_MY_UNIT = re.compile(
    r"\b(?:his|her|my|our) (?:\w+ )?(?:company|battalion|brigade|unit|platoon|squad|regiment|crew|"
    r"battery|detachment)\b[^.;]{0,30}$"
)


def _lost_by_an_unnamed_side(reading: Reading, verb: Term) -> Found | None:
    """ "a lieutenant says his company lost eleven men", "the rebels lost three of their own"."""
    folded = reading.document.folded
    unit = _MY_UNIT.search(folded, max(reading.sentence.start, verb.start - 60), verb.start)
    if unit:
        own = reading.speaker or reading.scene.own or reading.country_here()
        return Found(own, (Span(unit.start(), unit.end()),)) if own else None
    word = reading.unnamed_subject(verb.start, "irregular", "fighter")
    if word is None or reading.figure.subject not in ARMED:
        return None
    return Found(reading.group(), (span_of(word),))


_OWN_LOSSES = re.compile(
    r"\b(?:its|their) (?:own )?(?:military |total |combat )?(?:losses|casualties|dead|death toll|"
    r"fatalities|wounded)\b[^.;]{0,40}$"
)


def its_own_losses(reading: Reading) -> Found | None:
    """ "the Afghan ministry said, putting its own losses at four": of who says it."""
    start = max(reading.sentence.start, reading.start - 80)
    words = _OWN_LOSSES.search(reading.document.folded, start, reading.start)
    if words is None:
        return None
    told = [m for m in reading.mentions if m.end <= words.start() and m.sense != OWNER]
    voices = [m for m in told if m.sense in {SPEAKER, VOICE}]
    for mention in (*reversed(voices), *reversed(told)):
        if reading.party_of(mention):
            said = Span(words.start(), reading.start)
            return Found(reading.party_of(mention), (said, span_of(mention)))
    return None


_ADMITS = re.compile(
    r"\b(?:admits|admitted|acknowledges|acknowledged|concedes|conceded|owned up)"
    r"(?: (?:only|to|having|that|it|its|the|had|has|lost|losing|loss|losses|of|just|about|at|least)"
    r")* $"
)


def admitted_by(reading: Reading) -> Found | None:
    """ "they claim five jets; Delhi admits to one": a side admits its own losses."""
    start = max(reading.sentence.start, reading.start - 70)
    words = _ADMITS.search(reading.document.folded, start, reading.start)
    if words is None or reading.figure.measure in HELD:
        return None
    subject = reading.subject_of(words.start())
    if subject is None:
        told = [m for m in reading.mentions if m.end < words.start() and m.sense == SPEAKER]
        subject = told[-1] if told else None
    if subject is None or words.start() - subject.end > 60 or not reading.party_of(subject):
        return None
    return Found(reading.party_of(subject), (Span(words.start(), words.end()), span_of(subject)))


_TOOK = re.compile(r"(?:took|takes|take|taking)\b")
"""What an army takes is casualties; what it takes otherwise is the other side's."""
_IT = re.compile(r"\b(?:it|they|the group|the army|the militia)\b")


def _before(reading: Reading, verb: Term) -> tuple[int, int]:
    return max(reading.sentence.start, verb.start - 30), verb.start


def _suffered_by(reading: Reading) -> Found | None:
    """ "the 1,310 casualties that Russian forces suffered": the loser after the figure."""
    for term in reading.roles:
        if role_of(term) != "loses" or term.start < reading.phrase.start:
            continue
        if term.start > reading.phrase.end + 70:
            return None
        subject = reading.subject_of(term.start)
        if subject is None or subject.start < reading.phrase.start:
            continue
        between = reading.document.folded[reading.phrase.end : subject.start]
        if reading.party_of(subject) and not clause_break(between):
            return Found(reading.party_of(subject), (span_of(subject), span_of(term)))
    return None


_TOLL_OF = re.compile(r"(?:toll|wounded|killed) (?:of|among|in|for|by) (?:the |all )?$")


def whose_losses(reading: Reading) -> Found | None:
    """ "Russian losses reached 5,840", "Of the Thai dead, 14 ...", "enemy losses: 300"."""
    before = [m for m in reading.mentions if _is_said_before(reading, m) and reading.party_of(m)]
    for owns in (_is_owner, _is_of_losses):
        for mention in reversed(before):
            if owns(reading, mention):
                return Found(reading.party_of(mention), (span_of(mention),))
    return None


def _is_said_before(reading: Reading, mention: Mention) -> bool:
    between = reading.document.folded[mention.end : reading.start]
    return mention.end <= reading.start and not clause_break(between)


def _is_owner(reading: Reading, mention: Mention) -> bool:
    return mention.sense == OWNER or bool(_STAND.match(reading.document.folded, mention.end))


def _is_of_losses(reading: Reading, mention: Mention) -> bool:
    start = max(reading.sentence.start, mention.start - 40)
    of = _TOLL_OF.search(reading.document.folded, start, mention.start)
    return bool(of) and mention.noun not in {"attack", "strike", "weapon"}


_STAND = re.compile(
    r"'s? (?:(?:own|military|total|official) )?(?:stand|exceed|number|amount|are|were|reach|rise|"
    r"rose|has reached|have reached|passed|pass)"
)
"""A possessive with its noun left out: "Russia's exceed 350,000 killed"."""


def under_its_heading(reading: Reading) -> Found | None:
    """ "Iran: 606 killed", "Russian side: by Monday 12 dead": the label of the line or list."""
    labels = [m for m in reading.mentions if m.end <= reading.start]
    labels = [m for m in labels if is_label(reading.document, reading.sentence, m)]
    if reading.figure.subject == "combatant" and not reading.role_in_phrase("force"):
        labels = [m for m in labels if m.role != "name"]  # "Mexico: shootout leaves 12 dead"
    for mention in (*reversed(labels), *reading.headings):
        if reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_CAPTIVITY = re.compile(r"(?:'s)? (?:captivity|custody|prisons?|jails?|detention)\b")


_HOME = re.compile(r"\bfrom captivity\b|\b(?:came|come|returned) home\b")
"""With these words it is its own people that a side brings back."""


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
    if _HOME.search(reading.document.folded, reading.phrase.end, reading.around[1]):
        return Found(reading.party_of(subject), (span_of(subject),))
    people = reading.figure.subject not in ARMED
    victim = reading.scene.opponent(reading.party_of(subject), people=people)
    return Found(victim, (span_of(subject),)) if victim else None


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
    if last.figure.subject != "combatant" or not last.party or last.phrase.end > verb.start:
        return None
    went_on = _ALSO.fullmatch(reading.document.folded, last.phrase.end, verb.start)
    mine = [m for m in reading.mentions if m.end <= verb.start and m.party == last.party]
    again = bool(mine) and mine[-1].start >= last.phrase.end
    return Found(last.party, (span_of(verb),)) if went_on and not again else None


_ALSO = re.compile(r"[^.;]{0,90}?\b(?:and|also|as well as)\b(?: (?:also|to have|had|have))? ?")


def who_harmed_armed(reading: Reading) -> Found | None:
    """ "Ukrainian forces killed 500 soldiers": fighters and arms are the attacker's enemy's."""
    kind = KIND_OF_SUBJECT[reading.figure.subject]
    if reading.figure.subject not in ARMED and kind != "materiel":
        return None
    return _harmed(reading, people=False)


def harmed_by_the_army(reading: Reading) -> Found | None:
    """ "The military killed 30 of them": fighters, and not the state's own."""
    if reading.figure.subject != "combatant" or reading.role_in_phrase("force"):
        return None
    verb = reading.verb_before("harms", "stops")
    word = reading.unnamed_subject(verb.start, "force") if verb is not None else None
    return Found(reading.group(), (span_of(word),)) if word else None


def who_harmed_people(reading: Reading) -> Found | None:
    """ "killed by Israeli attacks": with no place, the country the attacker fights."""
    return _harmed(reading, people=True) or _unnamed_doer(reading)


def _harmed(reading: Reading, *, people: bool) -> Found | None:
    doer = _doer(reading)
    if doer is None:
        return None
    party = reading.party_of(doer)
    if doer.noun == "irregular" and doer.is_country and reading.scene.fights_groups(party):
        return Found(party, (span_of(doer),))  # "Colombian rebels killed nine soldiers"
    victim = reading.scene.opponent(party, people=people)
    return Found(victim, (span_of(doer),)) if victim else None


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
        if (
            subject is not None
            and subject.party is not None
            or (subject is not None and subject.role != "place")
        ):
            return subject
    agents = [m for m in reading.mentions if m.sense == AGENT]
    after = [m for m in agents if m.start >= reading.start]
    return after[0] if after else (agents[-1] if agents else None)


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


def of_the_armys_country(reading: Reading) -> Found | None:
    """ "Burkina Faso's army killed 223 villagers": with no other country named, its own."""
    doer = _doer(reading)
    if doer is None or not doer.is_country:
        return None
    if reading.figure.subject not in ARMED and _fights_at_home(reading, doer.party or ""):
        return Found(doer.party, (span_of(doer),))
    if doer.noun != "force":
        return None
    at_home = _POLICE.match(reading.document.folded, doer.end)
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


_POLICE = re.compile(r"(?:'s)? (?:police|security forces|gendarm|prison guards|riot police)")
