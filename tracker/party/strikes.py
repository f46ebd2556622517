"""Who fired the weapons and made the attacks: the rules, in order."""

from __future__ import annotations

import re

from tracker.hedges import HEDGE
from tracker.lexicon import Term
from tracker.models import Span
from tracker.party.mentions import Mention
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import AGENT, ATTACKS, SITE, TARGET, role_of
from tracker.party.stopped import STOPPED, beside_their_losses, who_fired_them, who_stopped


def clashes(reading: Reading) -> Found | None:
    """Clashes are both sides'."""
    return Found(None) if reading.figure.subject == "clash" else None


_FIRED_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")


def fired_by(reading: Reading) -> Found | None:
    """ "54 drones sent by Russia", "missiles fired from Yemen"."""
    folded = reading.document.folded
    for mention in reading.mentions:
        if not reading.figure.count.end <= mention.start <= reading.phrase.end + 60:
            continue
        match = _FIRED_BY.search(
            folded, max(reading.figure.count.end, mention.start - 40), mention.start
        )
        if match is None:
            continue
        if match.group().startswith("from") and not _is_origin(reading, mention.start):
            continue
        if match.group().startswith("by") and not _is_of_who_fired(reading, match.start()):
            continue
        party = reading.party_of(mention)
        if mention.is_country and party and match.group().startswith("from"):
            party = reading.scene.wars.fires_from.get(party, party)
        return Found(party, (span_of(mention),)) if party else None
    return None


def _is_of_who_fired(reading: Reading, by: int) -> bool:
    """Tell "54 drones sent by Russia" from "86 drones, most of them destroyed by Ukraine"."""
    words = reading.document.folded[max(0, by - 14) : by]
    if reading.figure.measure in STOPPED:
        return _SENT.search(words) is not None
    return _STOPPED.search(words) is None


_SENT = re.compile(r"(?:fired|launched|sent|used|dropped|operated|deployed) $")
_STOPPED = re.compile(
    r"(?:destroyed|down|downed|intercepted|stopped|repelled|neutrali[sz]ed|eliminated|jammed|"
    r"suppressed|recorded|reported|counted|documented) $"
)


def _is_origin(reading: Reading, start: int) -> bool:
    """Tell whether "from X" names a country, not a district that may be occupied."""
    folded = reading.document.folded
    return any(
        m.start == start and folded[m.start : m.end] == (m.party or "").lower()
        for m in reading.mentions
    )


def named_weapons(reading: Reading) -> Found | None:
    """ "323 Ukrainian drones", "58 Russian missiles", "65 enemy air strikes"."""
    for mention in reading.in_phrase():
        if mention.sense in {SITE, TARGET} or not reading.party_of(mention):
            continue
        if _other_attacker(reading, mention.party) or _is_only_the_maker(reading, mention):
            continue
        if mention.role in {"own", "defender"} and _AIMED_AT.search(
            reading.document.folded, reading.phrase.start, mention.start
        ):
            continue
        return Found(reading.party_of(mention), (span_of(mention),))
    return None


_AIMED_AT = re.compile(r"\b(?:of|on|against|at|towards?) (?:[\w-]+ ){0,3}(?:of )?$")
"""Before "our troops" these make them the target: "12 shellings of the positions of our troops"."""


def _is_only_the_maker(reading: Reading, mention: Mention) -> bool:
    """ "Ukraine downed ten Iranian drones": made by one, fired by another whom it fights."""
    if reading.figure.measure not in STOPPED or not mention.is_country:
        return False
    verb, scene = reading.verb_before("stops", "harms"), reading.scene
    subject = reading.subject_of(verb.start) if verb is not None else None
    stopper = reading.party_of(subject) if subject is not None else reading.speaker
    stopper = stopper or scene.own
    foes = scene.wars.opponents(stopper) if stopper else []
    return bool(foes) and mention.party not in {*foes, stopper} and bool(scene.opponent(stopper))


def _other_attacker(reading: Reading, party: str | None) -> bool:
    """ "Russia launched 36 Iranian drones": made by one, fired by another."""
    if reading.figure.measure in STOPPED:
        return False
    subject = _subject(reading)
    return subject is not None and reading.party_of(subject) not in {None, party}


def _subject(reading: Reading) -> Mention | None:
    verb = reading.verb_before("fires", "strike", "harms", "stops")
    return reading.subject_of(verb.start) if verb is not None else None


def who_attacked(reading: Reading) -> Found | None:
    """ "Russia launched 273 drones", "Russian forces struck the city with ten bombs"."""
    if reading.figure.measure in STOPPED:
        return None
    verb = reading.verb_before("fires", "strike") or _harm_done_in(reading) or _made(reading)
    if verb is None:
        return None
    subject = reading.subject_of(verb.start)
    if subject is None or not reading.party_of(subject):
        return None
    if reading.are_its_rebels(subject):
        return Found(reading.group(), (span_of(subject), span_of(verb)))
    party = reading.party_of(subject)
    if _OTHER_SIDE.search(reading.document.folded, subject.end, verb.start):
        party = reading.scene.opponent(party)
    return Found(party, (span_of(subject), span_of(verb))) if party else None


def _made(reading: Reading) -> Span | None:
    """ "Our aviation made 28 strikes": the verb that is a deed only before attacks."""
    if reading.figure.measure != "attacks":
        return None
    match = _MADE.search(reading.document.folded, *_just_before(reading))
    return Span(match.start(1), match.end(1)) if match else None


_MADE = re.compile(rf"\b(made|makes|make|performed|performs|flew|delivered) (?:{HEDGE} )?$")


def _harm_done_in(reading: Reading) -> Term | None:
    """ "Myanmar's military has killed 70 people in two air strikes": the deed of the strikes."""
    means = reading.figure.measure == "attacks" and _MEANS.search(
        reading.document.folded, *_just_before(reading)
    )
    return reading.verb_before("harms") if means else None


_MEANS = re.compile(rf"\b(?:in|with|by|during|through) (?:the |{HEDGE} )?$")
_OTHER_SIDE = re.compile(r"\bthe (?:other side|opposing side|opposite side|other army)\b")


def unnamed_attacker(reading: Reading) -> Found | None:
    """ "A junta jet dropped three bombs on Hpakant": the state's army, or the group's gunmen."""
    if reading.figure.measure in STOPPED:
        return None
    verb = reading.verb_before("fires", "strike")
    word = reading.role_in_phrase("force")  # "two army raids"
    if word is None and verb is not None:
        word = reading.unnamed_subject(verb.start, "force", "irregular")
    if word is None:
        return _fighters_of_who_tells(reading, verb)
    state = role_of(word) == "force"
    party = (_army_spoken_of(reading) or reading.country_here()) if state else reading.group()
    return Found(party, (span_of(word),)) if party else None


def _fighters_of_who_tells(reading: Reading, verb: Term | None) -> Found | None:
    """ "The fighters fired 30 rockets", in a statement of their own group."""
    group = reading.scene.wars.kinds.get(reading.speaker or "") == "group"
    word = reading.unnamed_subject(verb.start, "fighter") if verb is not None and group else None
    return Found(reading.speaker, (span_of(word),)) if word is not None else None


def _army_spoken_of(reading: Reading) -> str | None:
    """Return the country whose army the line before names: "Israeli army: we hit a post"."""
    before = [m for m in reading.context if m.end <= reading.start]
    for mention in before[:3]:
        if mention.noun == "force" and mention.is_country and mention.sense != SITE:
            return mention.party
    return None


def attacker_named(reading: Reading) -> Found | None:
    """ "Russian missile strikes: eight on Kharkiv": the attacker whose strikes they are."""
    if reading.figure.measure in STOPPED:
        return None
    told = [t for t in reading.roles if t.end <= reading.start]
    stops = [t.start for t in told if role_of(t) == "stops"]
    stoppers = {id(subject) for start in stops if (subject := reading.subject_of(start))}
    agents = [m for m in reading.mentions if m.sense == AGENT and reading.party_of(m)]
    agents = [m for m in agents if id(m) not in stoppers]
    before = [m for m in agents if m.end <= reading.start]
    chosen = before[-1] if before else (agents[0] if agents else None)
    return Found(reading.party_of(chosen), (span_of(chosen),)) if chosen else None


def against_the_target(reading: Reading) -> Found | None:
    """ "50 rockets hit Nikopol", "eight drones over Bryansk": the enemy of the place."""
    struck = _STRUCK_BY.search(reading.document.folded, *_just_before(reading)) is not None
    places = [
        m
        for m in reading.places()
        if m.is_country and (m.at or m.sense == TARGET or (struck and m.end < reading.start))
    ]
    near = min(places, key=lambda m: abs(m.start - reading.start), default=None)
    if near is None:
        return None
    wars = reading.scene.wars
    fired = reading.scene.opponent(near.party) or wars.only_opponent(near.party or "")
    tallied = _TALLIED.search(reading.document.folded, *_just_before(reading)) is not None
    rebels = tallied and wars.kinds.get(fired or "") == "group"
    if fired in wars.fires_from or rebels:
        # from Gaza it is a group that fires; at home it may be the army
        return Found(None, (span_of(near),))
    return Found(fired, (span_of(near),)) if fired else None


_STRUCK_BY = re.compile(
    r"\b(?:hit|struck|shelled|bombed|attacked|targeted|pounded|rocked|shaken|battered) (?:by|with) "
    rf"(?:{HEDGE} )?$"
)


_TALLIED = re.compile(
    r"\b(?:verified|documented|recorded|registered|monitored|logged|tracked|counted) "
    r"(?:at least |about |some |over |more than |a total of )?$"
)
"""So who keeps the record of a land's attacks speaks of all sides' together."""


def _just_before(reading: Reading) -> tuple[int, int]:
    return max(reading.sentence.start, reading.start - 40), reading.start


_OF_WEAPONS = frozenset({"launched", "intercepted", "suppressed", "impacted", "attacks"})


def same_as_before(reading: Reading) -> Found | None:
    """ "Of these, 138 were intercepted": the weapons just spoken of."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.measure in _OF_WEAPONS and earlier.figure.subject != "clash":
            if _is_of_who_stops(reading, earlier.party):
                return None
            return Found(earlier.party) if earlier.party else None
    return None


def _is_of_who_stops(reading: Reading, party: str | None) -> bool:
    """Tell whether "air defence shot down 41 rockets" is told by the side that attacked before."""
    stops = reading.figure.measure in STOPPED and reading.verb_before("stops") is not None
    return stops and party is not None and party == reading.speaker


def attacker_of_the_article(reading: Reading) -> Found | None:
    """ "US strikes on Yemen ... Fourteen raids were flown": the attacker named before."""
    for mention in reading.context:
        attacks = mention.sense == AGENT and mention.noun in ATTACKS and reading.party_of(mention)
        own = attacks and _is_of_who_stops(reading, reading.party_of(mention))
        if attacks and not own and not _is_only_the_maker(reading, mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_HIT_TARGETS = re.compile(
    r"\btargets (?:were |had been )?(?:hit|struck|destroyed) (?:with|using) (?:[\w-]+ ){0,2}$"
)
"""Who speaks of targets has struck them himself."""


def enemy_of_the_speaker(reading: Reading) -> Found | None:
    """ "333 drones were shot down, the Air Force said": the enemy of who reports it."""
    mine = reading.speaker or reading.scene.own
    start = max(reading.sentence.start, reading.start - 90)
    hit = _HIT_TARGETS.search(reading.document.folded, start, reading.start)
    if hit is not None and reading.speaker:
        return Found(reading.speaker, (Span(hit.start(), hit.end()),))
    fired = reading.scene.opponent(mine)
    if fired and any(m.sense == SITE and m.party == fired for m in reading.mentions):
        fired = reading.scene.opponent(fired)  # "Belgorod district: 14 shells fired"
    return Found(fired) if fired else None


RULES = (
    clashes,
    fired_by,
    named_weapons,
    who_stopped,
    who_attacked,
    who_fired_them,
    beside_their_losses,
    attacker_named,
    unnamed_attacker,
    against_the_target,
    same_as_before,
    attacker_of_the_article,
    enemy_of_the_speaker,
)
