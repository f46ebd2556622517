"""Whose people and things were killed, taken, freed, moved or destroyed: the rules, in order."""

from __future__ import annotations

import re

from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.mentions import AGENT, OWNER, SITE, TARGET, Mention
from tracker.party.reading import Earlier, Found, Reading, clause_break, role_of, span_of

ARMED = frozenset({"combatant", "police"})
_OTHERS = re.compile(r"\s*(?:of them|of whom|of these|of those|others?|more|another|were|was|are|is|"
                     r"wounded|injured|killed|dead|missing|hurt|died)\b")
_EACH = re.compile(r"\b(?:each side|both sides|each country|both countries|both armies|either side)\b")


def both_sides(reading: Reading) -> Found | None:
    """"200 soldiers returned to each side": nobody's alone."""
    sentence = reading.sentence
    match = _EACH.search(reading.document.folded, reading.phrase.start, min(reading.phrase.end + 60, sentence.end))
    return Found(None, (Span(match.start(), match.end()),)) if match else None


def counted_people(reading: Reading) -> Found | None:
    """"34 Ukrainian prisoners of war", "nine Hamas fighters", "149 occupiers"."""
    named = [m for m in reading.in_phrase() if not _is_only_where(reading, m)]
    parties = {reading.party_of(m) for m in named}
    if len(parties) > 1 and _are_joined(reading, named):
        return Found(None, tuple(map(span_of, named)))
    for mention in named:
        party = reading.party_of(mention)
        if party is not None:
            return Found(party, (span_of(mention),))
    return None


def _is_only_where(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention in the phrase is a place the counted are at, not from."""
    if mention.sense == AGENT and mention.noun in {"attack", "strike", "weapon"}:
        return True
    if mention.sense != SITE:
        return False
    before = reading.document.folded[reading.phrase.start : mention.start]
    return not re.search(r"\b(?:of|from)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$", before) and bool(before.strip())


def _are_joined(reading: Reading, named: list[Mention]) -> bool:
    first, second = named[0], named[1]
    between = reading.document.folded[first.end : second.start]
    return bool(re.fullmatch(r"(?: [\w-]+)? (?:and|or) (?:[\w-]+ )?", between))


def their_own(reading: Reading) -> Found | None:
    """"Hamas said five of its fighters died": the possessive's antecedent."""
    folded = reading.document.folded
    match = re.compile(r"\b(?:its|their|his)\b").search(folded, reading.phrase.start, reading.phrase.end)
    if match is None:
        return None
    subject = reading.subject_of(match.start())
    if subject is None or reading.party_of(subject) is None:
        return None
    return Found(reading.party_of(subject), (Span(match.start(), match.end()), span_of(subject)))


def unnamed_irregulars(reading: Reading) -> Found | None:
    """"four gunmen", "thirty jihadists": nobody's, where no group is named."""
    if reading.figure.subject != "combatant":
        return None
    word = reading.role_in_phrase("irregular")
    return Found(None, (span_of(word),)) if word else None


def same_as_before(reading: Reading) -> Found | None:
    """"23 Nigerien soldiers died and 17 were hurt": what stays unnamed is what came before."""
    previous = _previous(reading)
    if previous is None or previous.party is None and previous.rule != "unnamed_irregulars":
        return None
    if not _is_unnamed(reading) or previous.rule in {"at_the_place", "where_it_was"}:
        return None
    if previous.figure.subject != reading.figure.subject:
        return None
    return Found(previous.party)


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
    """"Armenia has lost 49 troops", "casualties that Russian forces suffered"."""
    verb = reading.verb_before("loses", "gets")
    if verb is not None:
        subject = reading.subject_of(verb.start)
        if subject is not None and reading.party_of(subject):
            return Found(reading.party_of(subject), (span_of(subject), span_of(verb)))
    return _suffered_by(reading)


def _suffered_by(reading: Reading) -> Found | None:
    """"the 1,310 casualties that Russian forces suffered": the loser after the figure."""
    for term in reading.roles:
        if role_of(term) != "loses" or term.start < reading.phrase.start:
            continue
        if term.start > reading.phrase.end + 70:
            return None
        subject = reading.subject_of(term.start)
        if subject is not None and subject.start >= reading.phrase.start and reading.party_of(subject):
            return Found(reading.party_of(subject), (span_of(subject), span_of(term)))
    return None


_LOSS_OF = re.compile(
    r"(?:loss(?:es)?|casualt(?:y|ies)|dead|deaths?|toll|fatalities|bodies|remains|prisoners|"
    r"personnel|killed|wounded|number|total) (?:of|among|in|for|from) (?:the |all )?(?:[\w-]+ )?$"
)


def whose_losses(reading: Reading) -> Found | None:
    """"Russian losses reached 5,840", "Of the Thai dead, 14 ...", "enemy losses: 300"."""
    folded = reading.document.folded
    for mention in reversed(reading.mentions):
        if mention.end > reading.start or clause_break(folded[mention.end : reading.start]):
            continue
        of = _LOSS_OF.search(folded, max(reading.sentence.start, mention.start - 40), mention.start)
        owns = mention.sense == OWNER or (of and mention.noun not in {"attack", "strike", "weapon"})
        bare = _stands_for_its_losses(folded, mention)
        if (owns or bare) and reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_STAND = re.compile(
    r"'s? (?:(?:own|military|total|official) )?(?:stand|exceed|number|amount|are|were|reach|rise|rose|"
    r"has reached|have reached|passed|pass)"
)


def _stands_for_its_losses(folded: str, mention: Mention) -> bool:
    """"Russia's exceed 350,000 killed": a possessive with its noun left out."""
    return bool(_STAND.match(folded, mention.end))


_LABEL = re.compile(r"\s*(?:side|dead|losses|wounded|toll|forces|army)?(?: \([^)]*\))?:")


def under_its_heading(reading: Reading) -> Found | None:
    """"Iran: 606 killed", "Russian side: by Monday 12 dead": the label before the figure."""
    folded = reading.document.folded
    for mention in reversed(reading.mentions):
        if mention.end > reading.start:
            continue
        lead = folded[reading.sentence.start : mention.start]
        if _LABEL.match(folded, mention.end) and not re.search(r"\w{3}", lead):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


def who_harmed_armed(reading: Reading) -> Found | None:
    """"Ukrainian forces killed 500 soldiers": fighters and arms are the attacker's enemy's."""
    kind = KIND_OF_SUBJECT[reading.figure.subject]
    if reading.figure.subject not in ARMED and kind != "materiel":
        return None
    return _harmed(reading, people=False)


def _harmed(reading: Reading, *, people: bool) -> Found | None:
    doer = _doer(reading)
    if doer is None:
        return None
    victim = reading.scene.opponent(reading.party_of(doer), people=people)
    return Found(victim, (span_of(doer),)) if victim else None


def _doer(reading: Reading) -> Mention | None:
    """Return the side said to have done it: subject of the verb, "by X", or "X strikes"."""
    verb = reading.verb_before("harms", "stops", "fires", "frees")
    if verb is not None:
        subject = reading.subject_of(verb.start)
        if subject is not None and subject.party is not None or (
            subject is not None and subject.role != "place"
        ):
            return subject
    agents = [m for m in reading.mentions if m.sense == AGENT]
    after = [m for m in agents if m.start >= reading.start]
    return after[0] if after else (agents[-1] if agents else None)


def freed_by(reading: Reading) -> Found | None:
    """"Hamas handed over 20 hostages": who is freed or held is the other side's."""
    if reading.figure.measure not in {"released", "captured", "bodies"}:
        return None
    verb = reading.verb_before("frees", "harms")
    subject = reading.subject_of(verb.start) if verb is not None else None
    if subject is None:
        return None
    people = reading.figure.subject not in ARMED
    victim = reading.scene.opponent(reading.party_of(subject), people=people)
    return Found(victim, (span_of(subject),)) if victim else None


def at_the_place(reading: Reading) -> Found | None:
    """"killed in Kharkiv", "a strike on Sevastopol": the country of the place in the sentence."""
    places = [m for m in reading.places() if m.is_country]
    if not places:
        return None
    best = min(places, key=lambda m: _distance(reading, m))
    return Found(reading.party_of(best), (span_of(best),))


def _distance(reading: Reading, mention: Mention) -> int:
    folded = reading.document.folded
    if mention.start >= reading.figure.count.end:
        between = folded[reading.figure.count.end : mention.start]
        return len(between) + 300 * len(re.findall(r"[;.] |, (?:while|and) ", between))
    between = folded[mention.end : reading.start]
    return len(between) + 10 + 300 * len(re.findall(r"; |\. |, while ", between))


def who_harmed_people(reading: Reading) -> Found | None:
    """"killed by Israeli attacks": with no place, the country the attacker fights."""
    return _harmed(reading, people=True)


def where_it_was(reading: Reading) -> Found | None:
    """The place of the sentences before, nearest first; a joint toll of two sides has none."""
    for mention in reading.context:
        if mention.sense in {SITE, TARGET} and mention.is_country and mention.party:
            return Found(mention.party, (span_of(mention),))
    return None


def as_in_the_other_sentence(reading: Reading) -> Found | None:
    """The same figure, or one of the same kind, elsewhere in the article."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.subject == reading.figure.subject and earlier.party:
            return Found(earlier.party)
    return None


def reported_by_its_own(reading: Reading) -> Found | None:
    """"Ukraine says dozens were killed": with nothing else, the country that reports its dead."""
    if reading.speaker and reading.scene.wars.kinds.get(reading.speaker) == "country":
        return Found(reading.speaker)
    return None


def only_country(reading: Reading) -> Found | None:
    """The one country that the article names at all."""
    named = [
        party
        for party in reading.scene.weights
        if reading.scene.wars.kinds.get(party) == "country"
    ]
    return Found(named[0]) if len(named) == 1 else None


RULES = (
    both_sides,
    counted_people,
    their_own,
    unnamed_irregulars,
    same_as_before,
    who_lost,
    whose_losses,
    under_its_heading,
    freed_by,
    who_harmed_armed,
    at_the_place,
    who_harmed_people,
    where_it_was,
    as_in_the_other_sentence,
    reported_by_its_own,
    only_country,
)
