"""Rules on the counted phrase: the side it names, or that it names none."""

from __future__ import annotations

import re

from tracker.lexicon import Term
from tracker.models import Span
from tracker.party.kinds import HELD, PEOPLE, previous_people
from tracker.party.mentions import ACTOR, AGENT, SITE, SPEAKER, Mention, role_of
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
    if named and _are_its_rebels(reading, named[0]):
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


def _are_its_rebels(reading: Reading, mention: Mention) -> bool:
    """Tell whether "Colombian rebels" are meant, who are not Colombia's."""
    rebels = mention.is_country and mention.noun == "irregular"
    return rebels and reading.scene.fights_groups(mention.party)


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
    subject = reading.subject_of(match.start())
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (words, span_of(subject)))
    unit = [t for t in reading.roles if role_of(t) == "force" and t.end <= match.start()]
    own = reading.speaker or reading.scene.own
    return Found(own, (words, span_of(unit[-1]))) if unit and own else None


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


_ALLIED = re.compile(
    r"\b(?:pro-\w+|\w+-(?:backed|aligned|linked|allied|affiliated|supported)) [\w ]+"
)


_OTHER = re.compile(r"\bother\b")


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


def unnamed_irregulars(reading: Reading) -> Found | None:
    """ "four gunmen", "thirty jihadists": nobody's, unless the text names one armed group."""
    if reading.figure.subject != "combatant":
        return None
    allied = _ALLIED.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if allied:  # "four pro-Iranian fighters": whose they are is not said
        return Found(None, (Span(allied.start(), allied.end()),))
    word = reading.role_in_phrase("irregular") or _those_just_named(reading)
    if word is None:
        return None
    other = _OTHER.search(reading.document.folded, reading.phrase.start, word.start)
    return Found(None if other else reading.group(), (span_of(word),))


_HOSTAGES = re.compile(r"\b(?:hostages|captives|abductees)\b")


def hostages_of(reading: Reading) -> Found | None:
    """ "Hamas says 33 hostages have died": those it holds are its enemy's people."""
    match = _HOSTAGES.search(reading.document.folded, reading.phrase.start, reading.phrase.end)
    if match is None:
        return None
    holder = reading.speaker
    if holder is None or reading.scene.wars.kinds.get(holder) != "group":
        holder = reading.group()
    victim = reading.scene.opponent(holder, people=True)
    return Found(victim, (Span(match.start(), match.end()),)) if victim else None


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


def soldiers_spoken_of(reading: Reading) -> Found | None:
    """ "North Korean troops went to Kursk, where 4,000 fell": the fighters of the sentence."""
    if reading.figure.subject != "combatant" or reading.phrase.end > reading.phrase.start:
        return None
    for mention in reversed(reading.mentions):
        if mention.end <= reading.start and mention.noun in PEOPLE and mention.sense == ACTOR:
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_FALLEN = re.compile(
    r"\b(?:embraced (?:martyrdom|shahadat)|attained martyrdom|(?:was|were) martyred|"
    r"laid down (?:his|their) li|paid the (?:ultimate|supreme) (?:price|sacrifice))"
)


def fallen_of_the_speaker(reading: Reading) -> Found | None:
    """ "Three sons of the soil embraced martyrdom": a side's words for its own dead."""
    end = min(reading.phrase.end + 60, reading.sentence.end)
    match = _FALLEN.search(reading.document.folded, reading.figure.count.end, end)
    own = reading.speaker or reading.scene.own or reading.country_here()
    return Found(own, (Span(match.start(), match.end()),)) if match and own else None


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
