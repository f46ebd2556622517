"""Rules on who tells it: a state counts its own dead, unless it is the one that struck."""

from __future__ import annotations

import re

from tracker.models import KIND_OF_SUBJECT
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import AGENT


def reported_in_its_own_name(reading: Reading) -> Found | None:
    """ "Cambodia's defence ministry reports eight killed": a state counts its own dead."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return None
    if any(m.sense == AGENT for m in reading.mentions) or reading.verb_before("harms", "stops"):
        return None
    for mention in reversed(reading.mentions):
        if mention.end > reading.start or not mention.party or not reading.speaks(mention):
            continue
        scene = reading.scene
        concerned = scene.is_in_the_war(mention.party) or scene.places[mention.party]
        counts = reading.actors.are_of(mention, "counter")  # "Iran's health ministry"
        struck = not counts and has_struck(reading, mention.party)
        if mention.is_country and concerned and not struck:
            return Found(mention.party, (span_of(mention),))
    return None


def reported_by_its_own(reading: Reading) -> Found | None:
    """ "Ukraine says dozens were killed": with nothing else, the country that reports its dead."""
    speaker = reading.speaker
    if speaker is None or reading.scene.wars.kinds.get(speaker) != "country":
        return None
    if reading.is_only_believed() or ITS_DEED.search(reading.document.folded, *reading.around):
        return None
    if has_struck(reading, speaker):
        return None
    verb = reading.verb_before("harms", "stops", "fires")
    doer = reading.subject_of(verb.start) if verb is not None else None
    if doer is not None and reading.party_of(doer) == speaker:
        return None
    concerned = reading.scene.is_in_the_war(speaker) or not reading.scene.war
    return Found(speaker) if concerned else None


def has_struck(reading: Reading, party: str) -> bool:
    """Tell whether a side alone is said to have attacked: "the US Navy conducts a strike"."""
    told = [*reading.mentions, *reading.context]
    struck = {m.party for m in told if m.sense == AGENT or m.deed == "fires"}
    return party in struck and struck.isdisjoint(reading.scene.wars.opponents(party))


ITS_DEED = re.compile(
    r"\b(?:its|their) (?:[\w-]+ ){0,2}?"
    r"(?:(?:air ?)?strikes?|raids?|attacks?|operations?|jets?|drones?)"
    r"(?: \w+){0,2} (?:killed|hit|struck|targeted|wounded|destroyed|eliminated)\b"
)
"""What the speaker did: "its strike killed nine men and no civilian was hurt"."""
