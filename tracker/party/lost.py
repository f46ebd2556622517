"""Rules on losses that a side is said to have: who lost, whose losses."""

from __future__ import annotations

import re

from tracker.hedges import HEDGE
from tracker.lexicon import Term
from tracker.models import Span
from tracker.party.clauses import clause_break
from tracker.party.kinds import ARMED, HELD
from tracker.party.mentions import Mention, is_label
from tracker.party.reading import Found, Reading, span_of
from tracker.party.senses import ACTOR, AGENT, OWNER, SIDE_WORDS, SPEAKER, VOICE, role_of


def who_lost(reading: Reading) -> Found | None:
    """ "Armenia has lost 49 troops", "casualties that Russian forces suffered"."""
    held = reading.figure.measure in HELD
    verb = reading.verb_before("loses", "gets") if held else reading.verb_before("loses")
    if verb is None and reading.figure.measure == "casualties":
        verb = reading.verb_before("harms")
        if verb is not None and not _TOOK.match(reading.document.folded, verb.start):
            verb = None
    if verb is None:
        return _suffered_by(reading)
    if _OTHER_THING.match(reading.document.folded, verb.end):
        return _suffered_by(reading)
    gap = [m for m in reading.mentions if m.end + 1 == reading.start and m.start > verb.end]
    left_out = gap and gap[0].sense == ACTOR and reading.figure.measure not in HELD
    if left_out and gap[0].party:  # "the army lost 40 and the M23 nine"
        return Found(gap[0].party, (span_of(gap[0]), span_of(verb)))
    subject = reading.subject_of(verb.start)
    if _just_before(reading, verb, subject):
        return _lost_by_an_unnamed_side(reading, verb)
    army = _army_that_speaks(reading, verb, subject)
    if army is not None:
        here = reading.speaker or reading.country_here()
        return Found(here, (span_of(army), span_of(verb))) if here else None
    if _IT_HAS.search(reading.document.folded, *_before(reading, verb)):
        said = [m for m in reading.mentions if m.end <= verb.start and m.sense == SPEAKER]
        subject = said[-1] if said and subject and said[-1].start > subject.start else subject
    if subject is None and _IT.search(reading.document.folded, *_before(reading, verb)):
        subject = _meant_by_it(reading, verb)
    if subject is not None and reading.are_its_rebels(subject):
        return Found(reading.group(), (span_of(subject), span_of(verb)))
    if subject is not None and subject.role in SIDE_WORDS and not reading.party_of(subject):
        return Found(None, (span_of(subject), span_of(verb)))
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (span_of(subject), span_of(verb)))
    return _lost_by_an_unnamed_side(reading, verb) or _suffered_by(reading)


def _just_before(reading: Reading, verb: Term, subject: Mention | None) -> bool:
    """Tell whether unnamed gunmen do it: "we have lost two, but the rebels have lost 15"."""
    word = reading.unnamed_subject(verb.start, "irregular", "fighter")
    return word is not None and (subject is None or subject.end < word.start - len("the "))


_OTHER_THING = re.compile(r" (?:full |complete )?(?:control|ground|power|contact|territory)\b")
_SAID_IT = re.compile(
    r" (?:said|says|say|claims|claimed|admits|admitted|reported|acknowledged)(?: that)? (?:it|they)"
    r"(?: (?:had|has|have|also|only))* "
)


def _army_that_speaks(reading: Reading, verb: Term, subject: Mention | None) -> Term | None:
    """Return the army of "the rebels killed 11, and the army said it had lost two"."""
    for term in reversed(reading.roles):
        if role_of(term) != "force" or term.end > verb.start:
            continue
        said = _SAID_IT.fullmatch(reading.document.folded, term.end, verb.start)
        named = any(
            m.end <= term.start and term.start - m.end < len(" 's ") for m in reading.mentions
        )
        nearer = subject is None or subject.end < term.start
        return term if said and nearer and not named else None
    return None


_IT_HAS = re.compile(r"\b(?:it|they)(?: (?:had|has|have|also|only))* $")


def _meant_by_it(reading: Reading, verb: Term) -> Mention | None:
    """Return who is meant by the "it" that lost them: who speaks here, else who spoke before."""
    here = [m for m in reading.mentions if m.end <= verb.start and m.sense in {SPEAKER, VOICE}]
    if here:
        return here[-1]
    group = reading.group()
    spoken = (m for m in reading.context if m.sense in {SPEAKER, ACTOR, AGENT})
    return next((m for m in spoken if group is None or m.party == group), None)


_MY_UNIT = re.compile(
    r"\b(?:his|her|my|our) (?:\w+ )?(?:company|battalion|brigade|unit|platoon|squad|regiment|crew|"
    r"battery|detachment)\b[^.;]{0,30}$"
)


def _lost_by_an_unnamed_side(reading: Reading, verb: Term) -> Found | None:
    """ "a lieutenant says his company lost eleven men", "the rebels lost three of their own"."""
    folded = reading.document.folded
    unit = _MY_UNIT.search(folded, max(reading.sentence.start, verb.start - 60), verb.start)
    if unit:
        own = reading.speaker or reading.scene.own or reading.country_here()
        return Found(own, (Span(unit.start(), unit.end()),)) if own else None
    army = reading.unnamed_subject(verb.start, "force")
    if army is not None and reading.subject_of(verb.start) is None:
        here = reading.country_here() or reading.scene.opponent(reading.group(), people=True)
        return Found(here, (span_of(army),)) if here else None
    word = reading.unnamed_subject(verb.start, "irregular", "fighter")
    if word is None or reading.figure.subject not in ARMED:
        return None
    return Found(reading.group(), (span_of(word),))


_TOOK = re.compile(r"(?:took|takes|take|taking)\b")
"""What an army takes is casualties; what it takes otherwise is the other side's."""
_IT = re.compile(r"\b(?:it|they|the group|the army|the militia)\b")


def _before(reading: Reading, verb: Term) -> tuple[int, int]:
    return max(reading.sentence.start, verb.start - 30), verb.start


_OTHERS_LOST = re.compile(
    rf" (?:another |{HEDGE} )?(?:\d|(?:an?|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|several|dozens|hundreds|thousands|scores)\b)"
)


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
        if _OTHERS_LOST.match(reading.document.folded, term.end):
            return None  # "Nine patients died, said the KNDF, which lost four fighters"
        between = reading.document.folded[reading.phrase.end : subject.start]
        if reading.party_of(subject) and not clause_break(between):
            return Found(reading.party_of(subject), (span_of(subject), span_of(term)))
    return None


_TOLL_OF = re.compile(
    r"(?:toll|wounded|number) (?:of|among|in|for|by) (?:the |all )?$|"
    r"\b(?:those|the|people|number) killed (?:of|among|in) (?:the |all )?$"
)


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
    r"'s? (?:(?:own|military|total|official) )?(?:stand|exceed|number|amount|are|were|reach|rise|"
    r"rose|has reached|have reached|passed|pass)"
)
"""A possessive with its noun left out: "Russia's exceed 350,000 killed"."""


def under_its_heading(reading: Reading) -> Found | None:
    """ "Iran: 606 killed", "Russian side: by Monday 12 dead": the label of the line or list."""
    labels = [m for m in reading.mentions if m.end <= reading.start]
    labels = [m for m in labels if is_label(reading.document, reading.sentence, m)]
    if reading.figure.subject == "combatant" and not reading.role_in_phrase("force"):
        labels = [m for m in labels if m.role != "name"]  # "Mexico: shootout leaves 12 dead"
    others_did_it = any(m.sense == AGENT for m in reading.mentions)
    for mention in (*reversed(labels), *reading.headings):
        if mention.kind == "group" and others_did_it and reading.figure.subject not in ARMED:
            continue  # "Houthis: US raids on Saada kill six": the group only says so
        if reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None
