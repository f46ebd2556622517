"""Rules on the counted phrase: the side it names, or that it names none."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Span
from tracker.party.kinds import HELD, PEOPLE, previous_people
from tracker.party.mentions import ACTOR, AGENT, SITE, TARGET, Mention, role_of
from tracker.party.reading import Found, Reading, span_of
from tracker.party.sides import INTERNATIONAL

_EACH = re.compile(
    r"\b(?:each side|both sides|each country|both countries|both armies|either side)\b"
)


_SWAP = re.compile(r"\b(?:have )?(?:exchang|swapp?|trad)(?:e|es|ed|s)\s+(?:\w+\s+){0,2}$")


def both_sides(reading: Reading) -> Found | None:
    """ "200 soldiers returned to each side": nobody's alone."""
    sentence = reading.sentence
    end = min(reading.phrase.end + 60, sentence.end)
    match = _EACH.search(reading.document.folded, reading.phrase.start, end)
    if match is None and reading.figure.measure == "released":
        match = _SWAP.search(reading.document.folded, reading.around[0], reading.start)
    if match is None or (match.re is _SWAP and not _has_two_sides(reading, match.start())):
        return None
    return Found(None, (Span(match.start(), match.end()),))


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
    if named and reading.are_its_rebels(named[0]):
        return Found(reading.group(), (span_of(named[0]),))
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
        origin = link.strip() in {"from", "from the"} and reading.figure.measure not in HELD
        people = mention.noun in PEOPLE or mention.role in {"demonym", "force"}
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


_MEMBERS = re.compile(
    r",? (?:(?:both|all|each|of them|also|a|senior|described as|identified as|"
    r"who were) ){0,2}(?:members?|fighters?|commanders?|militants?|operatives?|activists?) "
    r"(?:of|from|in|with) (?:the |its )?(?:armed wing of )?"
)


def members_of(reading: Reading) -> Found | None:
    """ "Two Palestinian men, members of Hamas": the group, not the people it comes from."""
    if reading.figure.subject == "civilian":
        return None
    words = _MEMBERS.match(reading.document.folded, reading.phrase.end)
    for mention in reading.mentions if words else ():
        if words and mention.start == words.end() and reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_AMONG = re.compile(r"\s+(?:were|was|are|is) among (?:the |at least |about |some )*(?:[\w,-]+ )??$")


def among_those(reading: Reading) -> Found | None:
    """ "Six nurses were among 31 Palestinians killed": part of those named then."""
    for mention in reading.mentions:
        if not reading.phrase.end <= mention.start <= reading.phrase.end + 50:
            continue
        among = _AMONG.fullmatch(reading.document.folded, reading.phrase.end, mention.start)
        if among and mention.sense in {ACTOR, TARGET} and reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_THEIR = re.compile(r"\s*(?:more |other )?of (?:its|their|his)\b")


def their_own(reading: Reading) -> Found | None:
    """ "Hamas said five of its fighters died": the possessive's antecedent."""
    folded, previous = reading.document.folded, previous_people(reading)
    match = _THEIR.match(folded, reading.figure.count.end)
    if match is None:
        return None
    words = Span(folded.rindex(" ", match.start(), match.end()) + 1, match.end())
    if previous is not None and previous.party and folded.startswith("their", words.start):
        return Found(previous.party, (words,))
    killer = _killer(reading)
    if killer is not None:
        loser = reading.scene.opponent(reading.party_of(killer))
        return Found(loser, (words, span_of(killer))) if loser else None
    subject = reading.subject_of(match.start())
    if reading.figure.stance == "denied":  # "Moscow rejects the Ukrainian claim that 60 of its"
        subject = next((m for m in reading.mentions if m.end <= reading.start), subject)
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (words, span_of(subject)))
    unit = [t for t in reading.roles if role_of(t) == "force" and t.end <= match.start()]
    own = reading.speaker or reading.scene.own
    return Found(own, (words, span_of(unit[-1]))) if unit and own else None


_OWN = re.compile(r"\s*(?:more |other )?of (?:its|their|his) own\b")


_MISHAP = re.compile(r"\b(?:friendly fire|accidental(?:ly)?|mistaken(?:ly)?|by mistake|mutin\w+)\b")


_QUANTITY = re.compile(r"[\s\w,]{0,20}")


def _killer(reading: Reading) -> Mention | None:
    """Return who killed them: "the rebels say they killed 200 of its men" are not the rebels'."""
    verb = reading.verb_before("harms", "stops")
    folded = reading.document.folded
    own = _OWN.match(folded, reading.figure.count.end) or _MISHAP.search(folded, *reading.around)
    if verb is None or own:
        return None
    near = _QUANTITY.fullmatch(reading.document.folded, verb.end, reading.start)
    subject = reading.subject_of(verb.start) if near else None
    if subject is None or not reading.party_of(subject):
        return None
    told = [m for m in reading.mentions if m.end <= verb.start]
    foes = {reading.scene.opponent(reading.party_of(m)) for m in told}
    if reading.party_of(told[0]) == reading.party_of(subject) or len(foes) > 1:
        return (
            told[0]
            if reading.speaks(told[0])
            and _THEY.search(reading.document.folded, told[0].end, verb.start)
            else subject
        )
    return subject


_THEY = re.compile(r"\b(?:it|they|to have)\b")


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
    return reading.document.folded[word.end : reading.phrase.end].strip(" )\"'") == ""


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
    r"\b(?:pro-\w+|\w+-(?:backed|aligned|linked|allied|affiliated|supported)) [\w ]+"
)


_OTHER = re.compile(r"\bother\b")


def unnamed_irregulars(reading: Reading) -> Found | None:
    """ "four gunmen", "thirty jihadists": nobody's, unless the text names one armed group."""
    if reading.figure.subject not in {"combatant", "person"}:
        return None
    allied = _ALLIED.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if allied:  # "four pro-Iranian fighters": whose they are is not said
        return Found(None, (Span(allied.start(), allied.end()),))
    word = reading.role_in_phrase("irregular")
    if word is not None and reading.figure.subject == "person" and not _is_head(reading, word):
        return None  # "19 suspected cartel gunmen", but not "19 gang victims"
    word = word or _those_just_named(reading) or _toll_of(reading)
    if word is None:
        return None
    if _OF_THE.match(reading.document.folded, reading.figure.count.end):
        spoken = _gunmen_spoken_of(reading)
        if spoken is not None:
            return Found(reading.party_of(spoken), (span_of(word), span_of(spoken)))
    other = _OTHER.search(reading.document.folded, reading.phrase.start, word.start)
    return Found(None if other else reading.group(), (span_of(word),))


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
    group = reading.group()
    plain = reading.document.folded[word.start : word.end] in {"men", "members"}
    return None if plain and group is None else Found(group, (span_of(word),))
