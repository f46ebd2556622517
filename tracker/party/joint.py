"""Rules on figures that are two sides' own: exchanges, clashes, a war's toll."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.models import Span
from tracker.party.mentions import Mention
from tracker.party.reading import Found, Reading
from tracker.party.senses import AGENT, SITE, role_of

_EACH = cued(r"\b(?:each side|both sides|each country|both countries|both armies|either side)\b")


_OF_BOTH = cued(
    r"\b(?:casualties|fatalities|dead|deaths|losses|toll|killed|total) (?:from|on|of|among|for|in) "
    r"(?:both sides|both armies|both countries|the two sides)\b[^.,;]*$"
)
_SWAP = re.compile(r"\b(?:have )?(?:exchang|swapp?|trad)(?:e|es|ed|s)\s+(?:\w+\s+){0,2}$")


def both_sides(reading: Reading) -> Found | None:
    """ "200 soldiers returned to each side": nobody's alone."""
    sentence = reading.sentence
    end = min(reading.phrase.end + 60, sentence.end)
    match = _EACH.search(reading.document.folded, reading.phrase.start, end)
    if match is not None and _NEXT_CLAUSE.search(
        reading.document.folded, reading.phrase.end, match.start()
    ):
        match = None
    match = match or _OF_BOTH.search(
        reading.document.folded, max(sentence.start, reading.start - 60), reading.start
    )
    if match is None and reading.figure.measure == "released":
        match = _SWAP.search(reading.document.folded, reading.around[0], reading.start)
    if match is None or (match.re is _SWAP and not _has_two_sides(reading, match.start())):
        return None
    return Found(None, (Span(match.start(), match.end()),))


_NEXT_CLAUSE = re.compile(r", (?:\w+ing|as|while|which|after|before|with) ")
"""Behind which "both sides" do something else: "hurt five troops, prompting both sides to fire"."""


def _has_two_sides(reading: Reading, position: int) -> bool:
    """ "Ukraine and Russia exchanged": two subjects joined by "and" right before the verb."""
    before = [m for m in reading.mentions if m.end <= position][-2:]
    if len(before) < 2:
        return False
    between = reading.document.folded[before[0].end : before[1].start]
    return between == " and " and position - before[1].end < 12


_WAR = re.compile(
    r"\b(?:war|conflict|fighting|hostilities|clashes|truce|ceasefire|exchanges? of fire|"
    r"skirmish\w*)\b"
)


def dead_of_both(reading: Reading) -> Found | None:
    """ "the war in which 6,500 people died": a toll of two countries' war, nowhere placed."""
    war = reading.scene.war
    if war is None or war.get("enemy") or reading.figure.subject != "person":
        return None
    sides = [*war.values["one"][:1], *war.values["other"][:1]]
    countries = all(reading.scene.wars.kinds.get(side) == "country" for side in sides)
    named = all(reading.scene.weights[side] > 1 for side in sides)
    match = _WAR.search(reading.document.folded, *reading.around)
    if not (countries and named and match) or _is_one_sides(reading):
        return None
    return Found(None, (Span(match.start(), match.end()),))


_BETWEEN = re.compile(
    r"\b(?:fighting|clash(?:es)?|battles?|gun ?battles?|gunfights?|combat|firefights?|"
    r"skirmish(?:es)?|hostilities) (?:[\w-]+ ){0,3}?between "
)


_INVOLVING = re.compile(
    r"\b((?:violence|fighting|clash(?:es)?|hostilities) (?:[\w'-]+ ){0,5}?involving) "
    r"[^.;]{3,60}? and "
)
_BACKGROUND = re.compile(r"\b(?:amid|amidst|fleeing|fled|despite|near)(?: [\w-]+){0,2} $")
_PEACEFUL = re.compile(
    r"\b(?:protesters|demonstrators|supporters|residents|villagers|farmers|herders|communit\w+|"
    r"tribes|tribal|clans?|ethnic)\b"
)


def dead_of_the_fighting(reading: Reading) -> Found | None:
    """ "Clashes between the army and the M23 killed 40 people": a toll of both sides."""
    subject, folded = reading.figure.subject, reading.document.folded
    harmed = reading.figure.measure in {"killed", "wounded", "casualties"}
    many = _INVOLVING.search(folded, *reading.around) if harmed and subject == "person" else None
    if many is not None and not any(reading.in_phrase()):
        return Found(None, (Span(many.start(1), many.end(1)),))
    match = _BETWEEN.search(folded, *reading.around) if harmed else None
    if match is None or subject not in {"person", "combatant"} or any(reading.in_phrase()):
        return None
    background = _BACKGROUND.search(folded, max(0, match.start() - 30), match.start())
    if background or reading.role_in_phrase("force"):
        return None  # "an air strike killed 15 amid clashes between ..."
    fighters = [
        m
        for m in reading.mentions
        if m.kind != "side" and (m.sense != SITE or _is_one_of_two(reading, m, match.end()))
    ]
    sides = [t for t in reading.roles if role_of(t) in {"force", "irregular"}]
    starts = [m.start for m in fighters] + [t.start for t in sides]
    near = {start for start in starts if match.end() <= start < match.end() + 90}
    if _PEACEFUL.search(folded, match.end(), match.end() + 90):
        return None
    rivals = subject == "combatant" and folded.startswith("rival ", match.end())
    joint = folded.find(" and ", match.end(), match.end() + 70)
    both = joint > 0 and any(s < joint for s in near) and any(s > joint for s in near)
    return Found(None, (Span(match.start(), match.end()),)) if both or rivals else None


def _is_one_of_two(reading: Reading, mention: Mention, between: int) -> bool:
    """Tell whether a country is a side, not the place: "clashes between Mali and Niger"."""
    joined = reading.document.folded.endswith(" and ", 0, mention.start)
    return (joined or mention.start == between) and _is_country_name(reading, mention)


def _is_one_sides(reading: Reading) -> bool:
    """Tell a toll of one side: in its towns, by the other's attacks, "In Israel, 28 died"."""
    if any(m.sense == AGENT for m in reading.mentions):
        return True
    if _told_by_its_own(reading):
        return True
    if any(not _is_country_name(reading, m) for m in reading.places()):
        return True
    opens = [m for m in reading.places() if m.at and m.start - reading.sentence.start < len(" in ")]
    return len(opens) == 1 and len({m.party for m in reading.places()}) == 1


_TO_A_TOTAL = re.compile(r"\b(?:total|toll|tally|overall) (?:[\w-]+ ){0,3}$")


def _told_by_its_own(reading: Reading) -> bool:
    """ "Cambodian authorities said 12 more people died in the clashes": theirs, no joint toll."""
    start = max(reading.sentence.start, reading.start - 40)
    if _TO_A_TOTAL.search(reading.document.folded, start, reading.start):
        return False
    told = [m for m in reading.mentions if m.end <= reading.start and m.is_country]
    return any(m.noun == "speaker" and reading.scene.is_in_the_war(m.party or "") for m in told)


def _is_country_name(reading: Reading, mention: Mention) -> bool:
    written = reading.document.folded[mention.start : mention.end]
    return written == (mention.party or "").lower()
