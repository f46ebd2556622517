"""Rules on losses that a side tells of itself: its own, on its side, at its place, admitted."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.hedges import HEDGE
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.kinds import ARMED, HELD
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import OWNER, SPEAKER, VOICE

_OWN_LOSSES = cued(
    r"\b(?:its|their) (?:own )?(?:military |total |combat )?(?:losses|casualties|dead|death toll|"
    r"fatalities|wounded)\b[^.;]{0,40}$"
)
_ON_ITS_SIDE = re.compile(
    r"[^.;]{0,60}?\b((?:on|from|among) (?:its|their) (?:own )?(?:side|ranks|troops|soldiers))\b"
)


def its_own_losses(reading: Reading) -> Found | None:
    """ "the Afghan ministry said, putting its own losses at four": of who says it."""
    start = max(reading.sentence.start, reading.start - 80)
    words = _OWN_LOSSES.search(reading.document.folded, start, reading.start)
    if words is not None:
        return _by_its_owner(reading, Span(words.start(), reading.start))
    behind = _ON_ITS_SIDE.match(
        reading.document.folded, reading.figure.count.end, reading.around[1]
    )
    span = Span(behind.start(1), behind.end(1)) if behind is not None else None
    return _by_its_owner(reading, span) if span is not None else None


_PUTS = re.compile(r"(?: has| had| have)? (?:puts?|gave|gives|counts?|counted|set) ")
_STATE_SIDE = cued(
    r"\b(?:on|from|among|to) (?:the )?(?:government|state|army|military|junta|regime|security)"
    r"(?: forces)?(?:' |'s | )(?:side|ranks|part)\b"
)


def on_the_states_side(reading: Reading) -> Found | None:
    """ "with no losses on the government side": of the state here."""
    end = min(reading.phrase.end + 60, reading.sentence.end)
    words = _STATE_SIDE.search(reading.document.folded, reading.figure.count.end, end)
    if words is None:
        return None
    here = reading.country_here() or reading.scene.opponent(reading.group(), people=True)
    return Found(here, (Span(words.start(), words.end()),)) if here else None


def _by_its_owner(reading: Reading, words: Span) -> Found | None:
    """Return the side that "its" means: who speaks, else who was named last before it."""
    before = min(words.start, reading.start)
    told = [m for m in reading.mentions if m.end <= before and m.sense != OWNER]
    folded = reading.document.folded
    voices = [m for m in told if m.sense in {SPEAKER, VOICE}]
    voices += [m for m in told[-1:] if _PUTS.fullmatch(folded, m.end, before)]
    for mention in (*reversed(voices), *reversed(told)):
        if reading.party_of(mention):
            return Found(reading.party_of(mention), (words, span_of(mention)))
    return None


_STRUCK_ITS = re.compile(
    r"\b(?:attacks?|strikes?|raids?|assaults?|fire|shelling|missiles?|drones?|bombs?|hit|hits|hitting|"
    r"struck|targeting|targeted)(?: (?:on|against|at|near|in))? (?:its|their) (?:own )?"
    r"(?:[\w-]+ ){0,4}$"
)


def at_its_own_place(reading: Reading) -> Found | None:
    """ "Russia says that a drone attack on its air base killed three": of who says it."""
    if not any(m.sense in {SPEAKER, VOICE} for m in reading.mentions):
        return None
    folded, start = reading.document.folded, reading.around[0]
    for post in reading.actors.within(start, reading.start, "post"):
        words = _STRUCK_ITS.search(folded, max(start, post.start - 100), post.start)
        if words is not None:
            return _by_its_owner(reading, Span(words.start(), post.end))
    return None


def _may_be_theirs(reading: Reading) -> bool:
    """Tell whether those may be the victims of who admits it: civilians, people somewhere."""
    if KIND_OF_SUBJECT[reading.figure.subject] != "people" or reading.figure.subject in ARMED:
        return False
    return reading.figure.subject != "person" or bool(reading.places())


_ADMITS = cued(
    r"\b(?:admits|admitted|admitting|acknowledges|acknowledged|acknowledging|concedes|conceded|"
    r"conceding|owned up|(?:report|confirm|announc|suffer)\w* the loss)"
    r"(?: (?:only|to|having|that|it|its|the|had|has|lost|losing|loss|losses|of|just|about|at|least)"
    r")* $"
)
_REPORTS = re.compile(
    r"\b(?:reports|reported|announces|announced|confirms|confirmed)"
    rf"(?: (?:only|another|its|{HEDGE}))* $"
)


_REPORTS_DEAD = re.compile(
    r"\b(?:reports|reported|announces|announced|confirms|confirmed|counts|counted)"
    r"(?: (?:only|about|at|least|some|more|than|nearly|another))* $"
)
_DEAD = re.compile(
    r" (?:dead|deaths|killed|wounded|injured|fatalities|casualties)\b(?! (?:in|among|on)\b)"
)


def told_of_its_own(reading: Reading) -> Found | None:
    """ "Armenia says 49 of its men fell; Azerbaijan reported 50 dead": its own too."""
    folded, start = reading.document.folded, max(reading.sentence.start, reading.start - 60)
    words = _REPORTS_DEAD.search(folded, start, reading.start)
    if words is None or not _DEAD.match(folded, reading.figure.count.end):
        return None
    told = [m for m in reading.mentions if m.end < words.start() and m.sense == SPEAKER]
    teller = reading.party_of(told[-1]) if told else None
    others = {e.party for e in reading.earlier if e.figure.sentence == reading.figure.sentence}
    foe = teller is not None and others & set(reading.scene.wars.opponents(teller))
    near = told and words.start() - told[-1].end < 30
    return Found(teller, (span_of(told[-1]), Span(*words.span()))) if foe and near else None


def admitted_by(reading: Reading) -> Found | None:
    """ "they claim five jets; Delhi admits to one", "Kyiv reported 900 losses": its own."""
    start = max(reading.sentence.start, reading.start - 70)
    words = _ADMITS.search(reading.document.folded, start, reading.start)
    if words is None and reading.document.folded.startswith("losses", reading.figure.count.end + 1):
        words = _REPORTS.search(reading.document.folded, start, reading.start)
    if words is None or reading.figure.measure in HELD or _may_be_theirs(reading):
        return None
    subject = reading.subject_of(words.start())
    if subject is None:
        told = [m for m in reading.mentions if m.end < words.start() and m.sense == SPEAKER]
        subject = told[-1] if told else None
    if subject is None or words.start() - subject.end > 60 or not reading.party_of(subject):
        return None
    return Found(reading.party_of(subject), (Span(words.start(), words.end()), span_of(subject)))
