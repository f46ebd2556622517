"""Whose people and things were killed, taken, freed, moved or destroyed: the rules, in order."""

from __future__ import annotations

import re

from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.mentions import (
    ACTOR,
    AGENT,
    DATELINE,
    OWNER,
    SITE,
    SPEAKER,
    TARGET,
    Mention,
    is_label,
)
from tracker.party.sides import INTERNATIONAL
from tracker.party.reading import Earlier, Found, Reading, clause_break, role_of, span_of

FIRED = frozenset({"launched", "intercepted", "suppressed", "impacted", "attacks"})
ARMED = frozenset({"combatant", "police"})
_OTHERS = re.compile(
    r"[\s\"']*(?:either |both |also |more |of )?(?:of them|whom|these|those|them|others?|more|another|"
    r"were|was|are|is|wounded|injured|killed|dead|missing|captive|captured|hurt|died)\b"
)
_HELD = frozenset({"released", "captured", "bodies", "displaced"})
_PEOPLE = frozenset({"force", "irregular", "fighter", "resident", "loss"})
_ATTACKERS = frozenset({"force", "irregular", "fires", "harms", "stops", "strike", "attack"})
_THEIR = re.compile(r"\s*(?:more |other )?of (?:its|their|his)\b")
_HOSTAGES = re.compile(r"\b(?:hostages|captives|abductees)\b")
_EACH = re.compile(
    r"\b(?:each side|both sides|each country|both countries|both armies|either side)\b"
)


def both_sides(reading: Reading) -> Found | None:
    """ "200 soldiers returned to each side": nobody's alone."""
    sentence = reading.sentence
    end = min(reading.phrase.end + 60, sentence.end)
    match = _EACH.search(reading.document.folded, reading.phrase.start, end)
    if match is None and reading.figure.measure == "released":
        match = _SWAP.search(reading.document.folded, sentence.start, reading.start)
    if match is None or (match.re is _SWAP and not _has_two_sides(reading, match.start())):
        return None
    return Found(None, (Span(match.start(), match.end()),))


_SWAP = re.compile(r"\b(?:have )?(?:exchang|swapp?|trad)(?:e|es|ed|s)\s+(?:\w+\s+){0,2}$")


def _has_two_sides(reading: Reading, position: int) -> bool:
    """ "Ukraine and Russia exchanged": two subjects joined by "and" right before the verb."""
    before = [m for m in reading.mentions if m.end <= position][-2:]
    if len(before) < 2:
        return False
    between = reading.document.folded[before[0].end : before[1].start]
    return between == " and " and position - before[1].end < 12


def counted_people(reading: Reading) -> Found | None:
    """ "34 Ukrainian prisoners of war", "nine Hamas fighters", "149 occupiers"."""
    named = [m for m in reading.in_phrase() if not _is_only_where(reading, m)]
    named += _joined_or_from(reading, named)
    parties = [reading.party_of(m) for m in named]
    if len(set(parties)) > 1 and _are_joined(reading, named):
        return Found(None, tuple(map(span_of, named)))
    national = [p for p in parties if p and p not in INTERNATIONAL]
    party = next(iter(national or filter(None, parties)), None)
    if party is None:
        return None
    return Found(party, (span_of(named[parties.index(party)]),))


def _joined_or_from(reading: Reading, named: list[Mention]) -> list[Mention]:
    """Return the side that goes on the phrase: "and Wagner fighters", "from Egypt"."""
    end = reading.phrase.end
    for mention in reading.mentions:
        if mention.start < end or mention.start > end + 12:
            continue
        link = reading.document.folded[end : mention.start]
        origin = link.strip() in {"from", "from the"} and reading.figure.measure not in _HELD
        people = mention.noun in _PEOPLE or mention.role in {"demonym", "force"}
        also = named and link.strip() in {"and", "and the"} and people
        if origin or also:
            return [mention]
    return []


def _is_only_where(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention in the phrase is a place the counted are at, not from."""
    if mention.sense == AGENT and mention.noun in {"attack", "strike", "weapon"}:
        return True
    if mention.sense != SITE:
        return False
    before = reading.document.folded[reading.phrase.start : mention.start]
    return not re.search(r"\b(?:of|from)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$", before) and bool(
        before.strip()
    )


def _are_joined(reading: Reading, named: list[Mention]) -> bool:
    first, second = named[0], named[1]
    between = reading.document.folded[first.end : second.start]
    return bool(re.fullmatch(r"(?: [\w-]+)? (?:and|or) (?:[\w-]+ )?", between))


def their_own(reading: Reading) -> Found | None:
    """ "Hamas said five of its fighters died": the possessive's antecedent."""
    match = _THEIR.match(reading.document.folded, reading.figure.count.end)
    if match is None:
        return None
    words = Span(match.end() - 3, match.end())
    subject = reading.subject_of(match.start())
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (words, span_of(subject)))
    unit = [t for t in reading.roles if role_of(t) == "force" and t.end <= match.start()]
    own = reading.speaker or reading.scene.own
    return Found(own, (words, span_of(unit[-1]))) if unit and own else None


def unnamed_irregulars(reading: Reading) -> Found | None:
    """ "four gunmen", "thirty jihadists": nobody's, unless the text names one armed group."""
    if reading.figure.subject != "combatant":
        return None
    allied = _ALLIED.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if allied:  # "four pro-Iranian fighters": whose they are is not said
        return Found(None, (Span(allied.start(), allied.end()),))
    word = reading.role_in_phrase("irregular")
    if word is None:
        return None
    other = _OTHER.search(reading.document.folded, reading.phrase.start, word.start)
    return Found(None if other else reading.scene.group(), (span_of(word),))


_ALLIED = re.compile(
    r"\b(?:pro-\w+|\w+-(?:backed|aligned|linked|allied|affiliated|supported)) [\w ]+"
)
_OTHER = re.compile(r"\bother\b")


def hostages_of(reading: Reading) -> Found | None:
    """ "Hamas says 33 hostages have died": those it holds are its enemy's people."""
    match = _HOSTAGES.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if match is None:
        return None
    holder = reading.speaker
    if holder is None or reading.scene.wars.kinds.get(holder) != "group":
        holder = reading.scene.group()
    victim = reading.scene.opponent(holder, people=True)
    return Found(victim, (Span(match.start(), match.end()),)) if victim else None


def harmed_by_the_army(reading: Reading) -> Found | None:
    """ "The military killed 30 of them": fighters, and not the state's own."""
    if reading.figure.subject != "combatant" or reading.role_in_phrase("force"):
        return None
    verb = reading.verb_before("harms", "stops")
    word = reading.unnamed_subject(verb.start, "force") if verb is not None else None
    return Found(reading.scene.group(), (span_of(word),)) if word else None


def soldiers_of_the_speaker(reading: Reading) -> Found | None:
    """ "Israel said four soldiers were killed in Gaza": a state's report of its own."""
    if reading.figure.subject != "combatant" or not reading.role_in_phrase("force"):
        return None
    if reading.verb_before("harms", "stops"):
        return None
    voices = [m for m in reading.mentions if m.sense == SPEAKER and m.is_country and m.party]
    party = voices[-1].party if voices else reading.speaker
    if party is None or reading.scene.wars.kinds.get(party) != "country":
        return None
    return Found(party, tuple(map(span_of, voices[-1:])))


def unnamed_fighters(reading: Reading) -> Found | None:
    """ "12 fighters", with no side named: the place does not tell whose they are."""
    if reading.figure.subject != "combatant" or reading.role_in_phrase("force"):
        return None
    word = reading.role_in_phrase("fighter")
    return Found(reading.scene.group(), (span_of(word),)) if word else None


_OF_THEM = re.compile(
    r"\s*(?:of (?:them|whom|these|those)|among them)\b(?! (?:in|at|from|on|near|over)\b)"
)
_INCLUDING = re.compile(
    r"\b(?:including|among them|includes?|comprising)\s+(?:at least\s+|about\s+)?$"
)
_THERE = re.compile(r"(?: [\w-]+){0,2} (?:in|at|near|on)\b")


def of_those_before(reading: Reading) -> Found | None:
    """ "20 FARC dissidents, four of them minors": part of what was just counted."""
    previous, folded = _previous(reading), reading.document.folded
    if previous is None or KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return None
    end = reading.figure.count.end
    included = _INCLUDING.search(folded, max(0, reading.start - 25), reading.start)
    part = _OF_THEM.match(folded, end) or (included and not _THERE.match(folded, end))
    named = previous.rule in {"counted_people", "who_lost", "whose_losses", "their_own"}
    return Found(previous.party) if part and named else None


def same_as_before(reading: Reading) -> Found | None:
    """ "23 Nigerien soldiers died and 17 were hurt": what stays unnamed is what came before."""
    previous = _previous(reading)
    if previous is not None and _another_acts(reading, previous):
        return None
    if previous is None or previous.party is None and previous.rule != "unnamed_irregulars":
        return None
    if not _is_unnamed(reading) or previous.rule in {"at_the_place", "where_it_was"}:
        return None
    if previous.figure.subject != reading.figure.subject:
        return None
    return Found(previous.party)


_VICTIM = re.compile(
    r"(?: [\w-]+){0,4} (?:is|was|are|were|been|be)(?: [\w-]+){1,4},? and (?:at least |about )?"
)


def others_like_the_victim(reading: Reading) -> Found | None:
    """ "a Palestinian man is killed and two others are hurt": of the same people."""
    if not _is_unnamed(reading):
        return None
    for mention in reversed(reading.mentions):
        between = reading.document.folded[mention.end : reading.start]
        of_them = mention.is_country or reading.figure.subject in ARMED
        if mention.end > reading.start or mention.sense != ACTOR or not of_them:
            continue
        if _VICTIM.fullmatch(between):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def _another_acts(reading: Reading, previous: Earlier) -> bool:
    """Tell whether another side comes in between: "Hamas frees eight, Israel 110"."""
    return any(
        m.sense == ACTOR and previous.phrase.end <= m.start and m.end <= reading.start
        for m in reading.mentions
    )


def _previous(reading: Reading) -> Earlier | None:
    for earlier in reversed(reading.earlier):
        if earlier.figure.sentence != reading.figure.sentence:
            return None
        if _kind(earlier) == "people":
            return earlier
    return None


def _kind(earlier: Earlier) -> str:
    return KIND_OF_SUBJECT[earlier.figure.subject]


def _is_unnamed(reading: Reading) -> bool:
    """Tell whether the figure counts "others", or stands without a noun."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return False
    return bool(_OTHERS.match(reading.document.folded, reading.figure.count.end)) or (
        reading.phrase.end == reading.phrase.start
    )


def who_lost(reading: Reading) -> Found | None:
    """ "Armenia has lost 49 troops", "casualties that Russian forces suffered"."""
    verb = reading.verb_before("loses", "gets")
    if verb is not None:
        subject = reading.subject_of(verb.start)
        if subject is not None and reading.party_of(subject):
            return Found(reading.party_of(subject), (span_of(subject), span_of(verb)))
    return _suffered_by(reading)


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
    r"'s? (?:(?:own|military|total|official) )?(?:stand|exceed|number|amount|are|were|reach|rise|rose|"
    r"has reached|have reached|passed|pass)"
)
"""A possessive with its noun left out: "Russia's exceed 350,000 killed"."""


def under_its_heading(reading: Reading) -> Found | None:
    """ "Iran: 606 killed", "Russian side: by Monday 12 dead": the label of the line or list."""
    labels = [m for m in reading.mentions if m.end <= reading.start]
    labels = [m for m in labels if is_label(reading.document, reading.sentence, m)]
    for mention in (*reversed(labels), *reading.headings):
        if reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def who_harmed_armed(reading: Reading) -> Found | None:
    """ "Ukrainian forces killed 500 soldiers": fighters and arms are the attacker's enemy's."""
    kind = KIND_OF_SUBJECT[reading.figure.subject]
    if reading.figure.subject not in ARMED and kind != "materiel":
        return None
    return _harmed(reading, people=False)


def soldiers_spoken_of(reading: Reading) -> Found | None:
    """ "North Korean troops went to Kursk, where 4,000 fell": the fighters of the sentence."""
    if reading.figure.subject != "combatant" or reading.phrase.end > reading.phrase.start:
        return None
    for mention in reversed(reading.mentions):
        if mention.end <= reading.start and mention.noun in _PEOPLE and mention.sense == ACTOR:
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def _harmed(reading: Reading, *, people: bool) -> Found | None:
    doer = _doer(reading)
    if doer is None:
        return None
    victim = reading.scene.opponent(reading.party_of(doer), people=people)
    return Found(victim, (span_of(doer),)) if victim else None


def _unnamed_doer(reading: Reading) -> Found | None:
    """ "Militants killed 1,200 people": the gunmen of the group that the text names."""
    verb = reading.verb_before("harms", "stops", "fires")
    word = reading.unnamed_subject(verb.start, "irregular") if verb is not None else None
    if word is None:
        return None
    victim = reading.scene.opponent(reading.scene.group(), people=True)
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


_CAPTIVITY = re.compile(r"(?:'s)? (?:captivity|custody|prisons?|jails?|detention)\b")


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
    people = reading.figure.subject not in ARMED
    victim = reading.scene.opponent(reading.party_of(subject), people=people)
    return Found(victim, (span_of(subject),)) if victim else None


def at_the_place(reading: Reading) -> Found | None:
    """ "killed in Kharkiv", "a strike on Sevastopol": the country of the place in the clause."""
    return _nearest_place(reading, [m for m in reading.places() if not _is_apart(reading, m)])


def in_the_sentence(reading: Reading) -> Found | None:
    """The same, where the place stands in another clause of the sentence."""
    return _nearest_place(reading, reading.places())


def _nearest_place(reading: Reading, places: list[Mention]) -> Found | None:
    countries = [m for m in places if m.is_country]
    if not countries:
        return None
    best = min(countries, key=lambda m: _distance(reading, m))
    return Found(reading.party_of(best), (span_of(best),))


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


def who_harmed_people(reading: Reading) -> Found | None:
    """ "killed by Israeli attacks": with no place, the country the attacker fights."""
    return _harmed(reading, people=True) or _unnamed_doer(reading)


_WAR = re.compile(
    r"\b(?:war|conflict|fighting|hostilities|clashes|truce|ceasefire|exchanges? of fire|skirmish\w*)\b"
)


def dead_of_both(reading: Reading) -> Found | None:
    """ "the war in which 6,500 people died": a toll of two countries' war, nowhere placed."""
    war = reading.scene.war
    if war is None or war.get("enemy") or reading.figure.subject != "person":
        return None
    sides = [*war.values["one"][:1], *war.values["other"][:1]]
    countries = all(reading.scene.wars.kinds.get(side) == "country" for side in sides)
    named = all(reading.scene.weights[side] > 1 for side in sides)
    match = _WAR.search(reading.document.folded, reading.sentence.start, reading.sentence.end)
    towns = [m for m in reading.places() if m.party and not _is_country_name(reading, m)]
    if not (countries and named and match) or towns:
        return None
    return Found(None, (Span(match.start(), match.end()),))


def _is_country_name(reading: Reading, mention: Mention) -> bool:
    written = reading.document.folded[mention.start : mention.end]
    return written == (mention.party or "").lower()


def at_home_of_the_speaker(reading: Reading) -> Found | None:
    """A group that rules a part of a country counts that country's people."""
    home = reading.scene.wars.homes.get(reading.speaker or "")
    return Found(home) if home and reading.figure.subject not in ARMED else None


def part_of_the_whole(reading: Reading) -> Found | None:
    """ "12 people, including three children": a part is its whole's."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.count.start == reading.figure.part_of and earlier.party:
            return Found(earlier.party)
    return None


def where_it_was(reading: Reading) -> Found | None:
    """The place of the sentences before, nearest first, then of those after; datelines last."""
    if reading.figure.measure in {"released", "captured"}:
        return None
    for senses in ({SITE, TARGET}, {DATELINE}):
        for mention in reading.context:
            if mention.sense in senses and mention.is_country and mention.party:
                return Found(mention.party, (span_of(mention),))
    return None


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


def under_their_losses(reading: Reading) -> Found | None:
    """The lines below "Total combat losses of the enemy": arms and men of that side."""
    kind = KIND_OF_SUBJECT[reading.figure.subject]
    if reading.mentions or (reading.figure.subject not in ARMED and kind != "materiel"):
        return None
    for mention in reading.context:
        if mention.start > reading.start:
            return None
        if mention.sense == OWNER:
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def as_told_before(reading: Reading) -> Found | None:
    """Fighters and arms without a name: those of the figure before, as in a list of losses."""
    subject = reading.figure.subject
    kind = KIND_OF_SUBJECT[subject]
    if subject not in ARMED and kind != "materiel":
        return None
    soldiers = subject == "police" or reading.role_in_phrase("force") is not None
    for earlier in reversed(reading.earlier):
        arms = _kind(earlier) == "materiel"
        armed = earlier.figure.subject in ARMED and (
            subject != "vehicle" or _was_hit_too(reading, earlier)
        )
        if not (armed or arms) or earlier.figure.measure in FIRED or not earlier.party:
            continue
        if soldiers and reading.scene.wars.kinds.get(earlier.party) == "group":
            continue
        return Found(earlier.party)
    return None


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


def _was_hit_too(reading: Reading, earlier: Earlier) -> bool:
    """ "killed 30 fighters and destroyed seven vehicles": cars too belong to an army here."""
    here = earlier.figure.sentence == reading.figure.sentence
    return here and reading.verb_before("stops", "harms") is not None


def as_others_harmed(reading: Reading) -> Found | None:
    """The same kind of figure elsewhere in the article, else any harm done there."""
    if reading.figure.measure == "released":
        return None
    kinds = reading.scene.wars.kinds
    harmed = [
        e
        for e in reversed(reading.earlier)
        if e.party
        and e.figure.measure not in FIRED
        and (reading.figure.subject == "combatant" or kinds.get(e.party) == "country")
    ]
    same = [e for e in harmed if e.figure.subject == reading.figure.subject]
    for earlier in (*same, *harmed):
        return Found(earlier.party)
    return None


def reported_in_its_own_name(reading: Reading) -> Found | None:
    """ "Cambodia's defence ministry reports eight killed": a state counts its own dead."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return None
    if any(m.sense == AGENT for m in reading.mentions) or reading.verb_before("harms", "stops"):
        return None
    for mention in reversed(reading.mentions):
        speaks = mention.sense == SPEAKER or mention.noun == "force"
        if mention.end > reading.start or not speaks or not mention.party:
            continue
        scene = reading.scene
        concerned = scene.is_in_the_war(mention.party) or scene.places[mention.party]
        if mention.is_country and concerned:
            return Found(mention.party, (span_of(mention),))
    return None


def harmed_by_who_attacked(reading: Reading) -> Found | None:
    """ "The enemy launched 58 air strikes. Three civilians were killed": the attacker's enemy's."""
    if reading.figure.measure in _HELD:
        return None
    for mention in reading.context:
        if mention.sense == AGENT or (
            mention.sense == ACTOR and mention.role in {"enemy", "invader"}
        ):
            victim = reading.scene.opponent(reading.party_of(mention), people=True)
            if victim:
                return Found(victim, (span_of(mention),))
    return None


def reported_by_its_own(reading: Reading) -> Found | None:
    """ "Ukraine says dozens were killed": with nothing else, the country that reports its dead."""
    speaker = reading.speaker
    if speaker is None or reading.scene.wars.kinds.get(speaker) != "country":
        return None
    if any(m.party == speaker and m.sense == AGENT for m in (*reading.mentions, *reading.context)):
        return None
    concerned = reading.scene.is_in_the_war(speaker) or not reading.scene.war
    return Found(speaker) if concerned else None


def of_the_armys_country(reading: Reading) -> Found | None:
    """"Burkina Faso's army killed 223 villagers": with no other country named, its own."""
    if reading.figure.subject not in {"civilian", "child", "woman"}:
        return None
    doer = _doer(reading)
    alone = doer is not None and doer.is_country and doer.noun == "force"
    return Found(doer.party, (span_of(doer),)) if doer is not None and alone else None


def only_country(reading: Reading) -> Found | None:
    """The one country that the article names, where it is not named as an attacker."""
    harmless = {
        m.party
        for m in (*reading.mentions, *reading.context)
        if m.sense != AGENT and m.noun not in _ATTACKERS
    }
    named = [
        party
        for party in reading.scene.weights
        if reading.scene.wars.kinds.get(party) == "country" and party in harmless
    ]
    return Found(named[0]) if len(named) == 1 else None


RULES = (
    both_sides,
    counted_people,
    their_own,
    unnamed_irregulars,
    of_those_before,
    who_lost,
    others_like_the_victim,
    same_as_before,
    whose_losses,
    under_its_heading,
    freed_by,
    hostages_of,
    of_the_losers,
    who_harmed_armed,
    harmed_by_the_army,
    soldiers_spoken_of,
    soldiers_of_the_speaker,
    unnamed_fighters,
    dead_of_both,
    at_the_place,
    part_of_the_whole,
    at_home_of_the_speaker,
    who_harmed_people,
    reported_in_its_own_name,
    under_their_losses,
    as_told_before,
    destroyed_says_the_enemy,
    in_the_sentence,
    where_it_was,
    as_others_harmed,
    harmed_by_who_attacked,
    reported_by_its_own,
    of_the_armys_country,
    only_country,
)
