"""Rules on weapons that were shot down, jammed or beaten back: whose they were."""

from __future__ import annotations

import re

from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import AGENT, ATTACKS, OWNER, role_of

STOPPED = frozenset({"intercepted", "suppressed"})


def who_stopped(reading: Reading) -> Found | None:
    """ "Ukraine shot down 60 drones": the weapons are its enemy's."""
    repelled = reading.figure.measure == "attacks" and reading.verb_before("stops")
    if reading.figure.measure not in STOPPED and not repelled:
        return None
    verb = reading.verb_before("stops", "harms")
    subject = reading.subject_of(verb.start) if verb is not None else None
    if subject is None:
        after = [m for m in reading.mentions if m.start >= reading.start and m.sense == AGENT]
        after = [m for m in after if m.noun not in ATTACKS]
        subject = after[0] if after else None
    if subject is None:
        return None
    stopper = reading.party_of(subject)
    if verb is not None and _ITS.search(reading.document.folded, subject.end, verb.start):
        stopper = reading.speaker or stopper  # "Kuwait says Iran struck it and its guns stopped"
    fired = reading.scene.opponent(stopper)
    return Found(fired, (span_of(subject),)) if fired else None


_ITS = re.compile(r"\b(?:its|their) [\w ]*defen[cs]e")


def who_fired_them(reading: Reading) -> Found | None:
    """ "Iran struck a ship, and Kuwait's air defences stopped five missiles": the other side's."""
    if reading.figure.measure not in STOPPED:
        return None
    for verb in reading.roles:
        subject = reading.subject_of(verb.start) if role_of(verb) == "fires" else None
        fired = reading.party_of(subject) if subject is not None else None
        if any(m.role == "enemy" and m.start >= verb.end for m in reading.mentions):
            fired = reading.scene.opponent(fired)  # "strikes on the enemy, and guns down 10 drones"
        if subject is not None and fired not in {None, reading.speaker}:
            return Found(fired, (span_of(subject), span_of(verb)))
    return None


def beside_their_losses(reading: Reading) -> Found | None:
    """ "No Israeli aircraft was lost; two drones were shot down": of the same side."""
    if reading.figure.measure not in STOPPED or reading.verb_before("stops", "fires"):
        return None
    for earlier in reversed(reading.earlier):
        if earlier.figure.sentence != reading.figure.sentence:
            return None
        lost = earlier.figure.measure in {"destroyed", "damaged"}
        if lost and KIND_OF_SUBJECT[earlier.figure.subject] == "materiel" and earlier.party:
            return Found(earlier.party)
    return None


_REPELLED = re.compile(
    r"\b(?:repel|repuls|thwart|(?:beat|beaten|fended|drove|driven) (?:back|off)\b)"
)


def lost_by_the_repelled(reading: Reading) -> Found | None:
    """ "Troops repelled 13 attacks. Five tanks were destroyed": the attackers'."""
    figure, folded = reading.figure, reading.document.folded
    if figure.measure != "destroyed" or KIND_OF_SUBJECT[figure.subject] != "materiel":
        return None
    named = any(m.end <= reading.start or m.sense in {AGENT, OWNER} for m in reading.mentions)
    if named or not reading.earlier:
        return None
    last = reading.earlier[-1]
    if last.rule == "lost_by_the_repelled" and last.figure.sentence == figure.sentence:
        return Found(last.party)
    if last.figure.measure != "attacks" or last.figure.sentence != figure.sentence - 1:
        return None
    before = reading.document.sentences[last.figure.sentence]
    repelled = _REPELLED.search(folded, before.start, before.end)
    return Found(last.party, (Span(*repelled.span()),)) if repelled else None
