"""Rules on soldiers who stand without their side: of the speaker, of the army spoken of before."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.hedges import HEDGE
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.carried import counted_by_civilians
from tracker.party.clauses import clause_break
from tracker.party.kinds import PEOPLE, previous_people
from tracker.party.mentions import Mention
from tracker.party.reading import Earlier, Found, Reading, span_of
from tracker.party.senses import ACTOR, SITE, SPEAKER

_UNIT = re.compile(r"\bthe (?:\w+ )?(brigade|battalion|regiment|division|company|unit)\b")


def of_the_unit(reading: Reading) -> Found | None:
    """ "Dozens of the brigade's soldiers": of the side whose brigade was spoken of before."""
    folded = reading.document.folded
    match = _UNIT.search(folded, reading.phrase.start, reading.phrase.end)
    if match is None or reading.figure.subject != "combatant":
        return None
    words = Span(match.start(), match.end())
    for mention in reading.context:
        said_so = match[1] in folded[mention.end : mention.end + 60]
        if said_so and mention.end <= reading.start and mention.noun == "force":
            return Found(reading.party_of(mention), (words, span_of(mention)))
    for earlier in reversed(reading.earlier):
        if earlier.figure.subject == "combatant" and earlier.party:
            return Found(earlier.party, (words,))
    return None


def soldiers_beside_the_group(reading: Reading) -> Found | None:
    """ "two SDF fighters and two government soldiers": the state's, whom the group fights."""
    if reading.figure.subject not in {"combatant", "police"}:
        return None
    word = reading.role_in_phrase("force")
    groups = [m for m in reading.mentions if m.kind == "group" and m.party]
    counted = [m for m in groups if _is_counted_too(reading, m)]
    if word is None or any(reading.in_phrase()) or not counted:
        return None
    wars, group = reading.scene.wars, counted[0].party or ""
    states = [p for p in wars.opponents(group) if wars.kinds.get(p) == "country"]
    armies = [m for m in reading.mentions if m.is_country and m.noun == "force"]
    told = [m.party for m in armies]
    told += [m.party for m in reading.mentions if m.is_country and m.party in states]
    here = reading.country_here()
    party = next((p for p in told if p), None) or (here if here in states else None)
    party = party or reading.scene.opponent(group, people=True)
    return Found(party, (span_of(word), span_of(counted[0]))) if party else None


def _is_counted_too(reading: Reading, mention: Mention) -> bool:
    """Tell whether members of a group are counted beside these: "and five members of ISIS"."""
    first, second = sorted((mention.end, reading.start))
    if clause_break(reading.document.folded[first:second]):
        return False
    if any(e.phrase.start <= mention.start < e.phrase.end for e in _told_here(reading)):
        return True
    between = reading.document.folded[reading.phrase.end : mention.start]
    return mention.start >= reading.phrase.end and bool(_AND_FIGHTERS.fullmatch(between))


_AND_FIGHTERS = re.compile(
    rf",? (?:and|while|,) (?:{HEDGE} )?[\w-]+ (?:(?:fighters|members|militants|men|rebels|"
    r"guerrillas) (?:of|from) (?:the )?)?"
)


def _told_here(reading: Reading) -> list[Earlier]:
    return [e for e in reading.earlier if e.figure.sentence == reading.figure.sentence]


def soldiers_of_the_army_here(reading: Reading) -> Found | None:
    """ "Indian troops killed three gunmen of that group; no soldier was hurt": of that army."""
    if reading.figure.subject != "combatant" or not reading.role_in_phrase("force"):
        return None
    if any(reading.in_phrase()) or reading.verb_before("harms", "stops"):
        return None
    told = [m for m in reading.mentions if m.end <= reading.start]
    armies = [m for m in told if m.is_country and m.noun == "force" and m.sense == ACTOR]
    groups = any(m.kind == "group" for m in told)
    if not groups or len({m.party for m in armies}) != 1:
        return None
    return Found(armies[-1].party, (span_of(armies[-1]),))


def soldiers_of_the_army_before(reading: Reading) -> Found | None:
    """ "Puntland forces cleared a cave. Three soldiers were hurt": of the army just spoken of."""
    if reading.figure.subject != "combatant" or not reading.role_in_phrase("force"):
        return None
    before = reading.sentence.start
    spoken = [m for m in reading.context if before - 300 < m.start < before]
    last = [m for m in spoken if _of_one_sentence(reading, m, spoken[0])]
    told = [m for m in last if m.party and m.sense != SITE]
    armies = [m for m in told if m.noun == "force" or m.role == "force"]
    sides = {m.party for m in armies}
    if any(m.sense == SITE or m.party for m in reading.mentions) or len(sides) != 1:
        return None
    army = armies[-1]
    abroad = {m.party for m in last if m.is_country} - sides
    home = reading.scene.wars.homes.get(army.party or "")
    if army.sense != ACTOR or abroad - {home}:
        return None
    return Found(army.party, (span_of(army),))


def _of_one_sentence(reading: Reading, mention: Mention, nearest: Mention) -> bool:
    first, second = sorted((mention.end, nearest.start))
    return not clause_break(reading.document.folded[first:second])


def _losses_just_counted(reading: Reading) -> Found | None:
    """As in "Russia's losses stand at 420,000. Some 580 soldiers fell": the same side's."""
    last = reading.earlier[-1] if reading.earlier and not reading.mentions else None
    if last is None or last.rule not in _WHOSE or last.figure.subject != "combatant":
        return None
    just = last.figure.sentence == reading.figure.sentence - 1
    return Found(last.party) if just and last.party else None


_WHOSE = frozenset({"whose_losses", "who_lost", "losses_go_on"})


def soldiers_of_the_speaker(reading: Reading) -> Found | None:
    """ "Israel said four soldiers were killed in Gaza": a state's report of its own."""
    if reading.figure.subject != "combatant" or not reading.role_in_phrase("force"):
        return None
    if reading.verb_before("harms", "stops") or reading.is_only_believed():
        return None
    voices = [m for m in reading.mentions if m.sense == SPEAKER and m.is_country and m.party]
    counted = _losses_just_counted(reading)
    if counted is not None:
        return counted
    party = voices[-1].party if voices else reading.speaker
    if party is None or reading.scene.wars.kinds.get(party) != "country":
        return None
    return Found(party, tuple(map(span_of, voices[-1:])))


_OF_THEM = re.compile(r"\s*of (?:them|whom)\b")


def soldiers_spoken_of(reading: Reading) -> Found | None:
    """ "North Korean troops went to Kursk, where 4,000 fell": the fighters of the sentence."""
    of_them = _OF_THEM.match(reading.document.folded, reading.figure.count.end)
    unnamed = reading.figure.subject == "combatant" and reading.phrase.end == reading.phrase.start
    people = KIND_OF_SUBJECT[reading.figure.subject] == "people" and not _told_here(reading)
    if not (unnamed or (of_them and people)):
        return None
    previous = previous_people(reading)
    if previous is not None and counted_by_civilians(reading, previous):
        return None
    verb = reading.verb_before("harms", "stops")
    doer = reading.subject_of(verb.start) if verb is not None else None
    for mention in reversed(reading.mentions):
        if mention is doer:
            continue  # "The SDF beat back an attack, killing 15 of them"
        if mention.end <= reading.start and mention.noun in PEOPLE and mention.sense == ACTOR:
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_FALLEN = cued(
    r"\b(?:embraced (?:martyrdom|shahadat)|attained martyrdom|(?:was|were) martyred|"
    r"laid down (?:his|their) li|paid the (?:ultimate|supreme) (?:price|sacrifice))"
)


def fallen_of_the_speaker(reading: Reading) -> Found | None:
    """ "Three sons of the soil embraced martyrdom": a side's words for its own dead."""
    end = min(reading.phrase.end + 60, reading.sentence.end)
    match = _FALLEN.search(reading.document.folded, reading.figure.count.end, end)
    own = reading.speaker or reading.scene.own or reading.country_here()
    return Found(own, (Span(match.start(), match.end()),)) if match and own else None
