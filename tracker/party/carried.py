"""Rules on what is carried over: from the figure before, from the whole, from a list."""

from __future__ import annotations

import re

from tracker.hedges import HEDGE
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.kinds import ARMED, FIRED, PEOPLE, is_unnamed, kind_of, previous_people
from tracker.party.reading import Earlier, Found, Reading, span_of
from tracker.party.senses import ACTOR, OWNER, SITE, SPEAKER, TARGET, role_of

_OF_THEM = re.compile(
    r"\s*(?:of (?:them|whom|these|those)|among them)\b(?! (?:in|at|from|on|near|over)\b)"
)
_INCLUDING = re.compile(rf"\b(?:including|among them|includes?|comprising)\s+(?:{HEDGE}\s+)?$")
_THERE = re.compile(r"(?: [\w-]+){0,2} (?:in|at|near|on)\b")


def of_those_before(reading: Reading) -> Found | None:
    """ "20 FARC dissidents, four of them minors": part of what was just counted."""
    previous, folded = previous_people(reading) or _of_them_before(reading), reading.document.folded
    if previous is None or KIND_OF_SUBJECT[reading.figure.subject] != "people":
        return None
    end = reading.figure.count.end
    included = _INCLUDING.search(folded, max(0, reading.start - 25), reading.start)
    part = _OF_THEM.match(folded, end) or (included and not _THERE.match(folded, end))
    if _are_their_killers(reading, previous):
        return None
    if part and (pursued := _pursued_by_the_army(reading, previous)):
        return pursued
    for mention in reversed(reading.mentions):  # "200 Palestinian prisoners, including 121"
        between = previous.phrase.end <= mention.start and mention.end <= reading.start
        if mention.kind == "group" and reading.figure.subject not in ARMED:
            continue  # "mostly Hezbollah fighters but including 70 civilians"
        if part and between and mention.noun in PEOPLE:
            return Found(reading.party_of(mention), (span_of(mention),))
    named = previous.rule in {"counted_people", "who_lost", "whose_losses", "their_own"}
    return Found(previous.party) if part and named else None


def _of_them_before(reading: Reading) -> Earlier | None:
    """ "... killed 14 ISIS men. In Iraq two of them were killed": those of the sentence before."""
    last = reading.earlier[-1] if reading.earlier else None
    pronoun = _PRONOUN.match(reading.document.folded, reading.figure.count.end)
    if last is None or pronoun is None or kind_of(last) != "people":
        return None
    return last if last.figure.sentence == reading.figure.sentence - 1 else None


_PRONOUN = re.compile(r"\s*of (?:them|whom)\b")


def _pursued_by_the_army(reading: Reading, previous: Earlier) -> Found | None:
    """ "Insurgents beheaded 11 villagers; troops killed 16 of them": of the insurgents."""
    verb = reading.verb_before("harms", "stops")
    if verb is None or previous.figure.subject in ARMED or previous.phrase.end > verb.start:
        return None
    told = [t for t in reading.roles if t.end <= verb.start and role_of(t) in PEOPLE]
    gunmen = [t for t in told if role_of(t) == "irregular" and t.end <= previous.phrase.start]
    army = told and role_of(told[-1]) == "force" and told[-1].start >= previous.phrase.end
    return Found(reading.group(), (span_of(gunmen[-1]),)) if army and gunmen else None


def _are_their_killers(reading: Reading, previous: Earlier) -> bool:
    """Tell whether those counted before now do the harm: "it lost 16 and killed 28 of them"."""
    verb = reading.verb_before("harms", "stops")
    doer = reading.subject_of(verb.start) if verb is not None else None
    return doer is not None and reading.party_of(doer) == previous.party


def same_as_before(reading: Reading) -> Found | None:
    """ "23 Nigerien soldiers died and 17 were hurt": what stays unnamed is what came before."""
    previous = previous_people(reading)
    if previous is not None and (
        _another_acts(reading, previous)
        or _are_their_killers(reading, previous)
        or counted_by_civilians(reading, previous)
    ):
        return None
    if previous is None or previous.party is None and previous.rule != "unnamed_irregulars":
        return None
    like = _of_the_same_noun(reading)
    if like is not None:
        return Found(like.party)
    if not is_unnamed(reading) or previous.figure.subject != reading.figure.subject:
        return None
    placed = previous.rule in {"at_the_place", "where_it_was"}
    if placed and reading.figure.subject not in ARMED:
        return None  # "five in one town and two in another": each has its own place
    return Found(previous.party)


_LOSSES = re.compile(
    r"\W*(?:(?:the|its|their) )?(?:(?:total|overall|combined|cumulative|estimated|combat|personnel|"
    r"equipment|military) )+(?:losses|casualties)\b(?! of\b| for\b| among\b| on\b)"
)


def losses_go_on(reading: Reading) -> Found | None:
    """ "Russia had lost 1,200 troops. Total losses stand at 600,010, it said": Russia's."""
    match = _LOSSES.match(reading.document.folded, reading.sentence.start, reading.start)
    if match is None or any(m.sense == OWNER and m.end <= reading.start for m in reading.mentions):
        return None
    for earlier in reversed(reading.earlier):
        if earlier.figure.sentence >= reading.figure.sentence:
            continue
        named = earlier.rule in {"who_lost", "whose_losses", "losses_go_on"}
        return Found(earlier.party, (Span(*match.span()),)) if named and earlier.party else None
    return None


_OTHER = re.compile(r"\s*(?:other|more|further|additional)\s+([a-z]+)")
_COUNTED = re.compile(
    r"[^;.]{0,40}? (?:said|says|say|counted|counts|put|puts|reported|reports|recorded|spoke of|"
    r"gave) "
)


def counted_by_civilians(reading: Reading, previous: Earlier) -> bool:
    """ "Israel says it killed five gunmen; the health ministry counted 11 dead": people."""
    if previous.figure.subject not in ARMED:
        return False
    folded, since, upto = reading.document.folded, previous.phrase.end, reading.start
    voices = reading.actors.within(since, upto, "counter")
    return any(_COUNTED.match(folded, voice.end, upto) for voice in voices)


def _of_the_same_noun(reading: Reading) -> Earlier | None:
    """Return the soldiers of "14 soldiers and two rebels ..., while 11 other soldiers"."""
    match = _OTHER.match(reading.document.folded, reading.figure.count.end)
    for earlier in reversed(reading.earlier):
        if match is None or earlier.figure.sentence != reading.figure.sentence:
            return None
        told = reading.document.folded[earlier.phrase.start : earlier.phrase.end]
        if earlier.party and told.endswith(match[1]):
            return earlier
    return None


def _another_acts(reading: Reading, previous: Earlier) -> bool:
    """Tell whether another side comes in between: "Hamas frees eight, Israel 110".

    So too where the other side tells its own: "49 died while Azerbaijan reported 50 dead".
    """
    for mention in reading.mentions:
        if not (previous.phrase.end <= mention.start and mention.end <= reading.start):
            continue
        foe = mention.sense == SPEAKER and previous.party in reading.scene.wars.opponents(
            mention.party or ""
        )
        spelled = reading.document.folded.startswith("(", mention.start - 1)  # its initials
        if (mention.sense == ACTOR and not spelled) or foe:
            return True
    return False


_VICTIM = re.compile(
    r"(?: [\w-]+){0,7} (?:is|was|are|were|been|be)(?: [\w-]+){1,4},? and "
    rf"(?:{HEDGE} )?"
)
_AND_THEN = re.compile(r" (?:and|before|then|,)(?: (?:then|had|have|also))* ")


def those_pursued(reading: Reading) -> Found | None:
    """ "soldiers pursued the attackers and killed five": of the gunmen just named."""
    verb = reading.verb_before("harms", "stops")
    if verb is None or not is_unnamed(reading) or verb.end + 1 != reading.start:
        return None
    for term in reversed(reading.roles):
        if term.end > verb.start or role_of(term) != "irregular":
            continue
        if not _AND_THEN.fullmatch(reading.document.folded, term.end, verb.start):
            return None
        group = reading.group()
        return Found(group, (span_of(term),)) if group else None
    return None


def others_like_the_victim(reading: Reading) -> Found | None:
    """ "a Syrian boy was wounded and three others died": of the same people."""
    if not is_unnamed(reading):
        return None
    for mention in reversed(reading.mentions):
        between = reading.document.folded[mention.end : reading.start]
        of_them = mention.is_country or reading.figure.subject in ARMED
        if mention.end > reading.start or mention.sense != ACTOR or not of_them:
            continue
        if _VICTIM.fullmatch(between):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_ONE_SOLDIER = re.compile(r"\b(?:an?|one|another) (?:[\w-]+ ){0,3}$")


def others_like_the_soldier(reading: Reading) -> Found | None:
    """ "the death of a soldier, along with ten others": of the army here, or of the one named."""
    if not is_unnamed(reading) or not _OTHERS.match(reading.document.folded, reading.phrase.start):
        return None
    before = [t for t in reading.roles if t.end <= reading.start and role_of(t) in PEOPLE]
    if not before or role_of(before[-1]) != "force" or reading.is_counted(before[-1]):
        return None
    word, folded = before[-1], reading.document.folded
    one = _ONE_SOLDIER.search(folded, max(reading.sentence.start, word.start - 40), word.start)
    if one is None or reading.figure.subject not in ARMED:
        return None
    named = [m for m in reading.mentions if one.start() <= m.start < word.start and m.party]
    party = named[-1].party if named else reading.country_here()
    return Found(party, (span_of(word),)) if party else None


_OTHERS = re.compile(r"\s*others?\b")
_PLACED = frozenset({"at_the_place", "where_it_was", "in_the_sentence"})


def part_of_the_whole(reading: Reading) -> Found | None:
    """ "12 people, including three children": a part is its whole's."""
    for earlier in reversed(reading.earlier):
        if earlier.figure.count.start == reading.figure.part_of and earlier.party:
            everyone = earlier.figure.subject == "person" and earlier.rule in _PLACED
            if reading.figure.subject in ARMED and everyone and not reading.role_in_phrase("force"):
                return Found(None)  # "93 people: 52 civilians, 41 combatants"
            return Found(earlier.party)
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


def listed_below_their_losses(reading: Reading) -> Found | None:
    """A list under "Combat losses of Russian forces": its soldiers are not those of the speaker."""
    item = reading.document.sentences[reading.figure.sentence].bullet
    return under_their_losses(reading) if item else None


def as_told_before(reading: Reading) -> Found | None:
    """Fighters and arms without a name: those of the figure before, as in a list of losses."""
    subject = reading.figure.subject
    kind = KIND_OF_SUBJECT[subject]
    if subject not in ARMED and kind != "materiel":
        return None
    soldiers = subject == "police" or reading.role_in_phrase("force") is not None
    for earlier in reversed(reading.earlier):
        arms = kind_of(earlier) == "materiel"
        armed = earlier.figure.subject in ARMED and (
            subject != "vehicle" or _was_hit_too(reading, earlier)
        )
        if not (armed or arms) or earlier.figure.measure in FIRED or not earlier.party:
            continue
        if soldiers and reading.scene.wars.kinds.get(earlier.party) == "group":
            continue
        if soldiers and _is_elsewhere_now(reading, earlier):
            return None
        return Found(earlier.party)
    return None


def _is_elsewhere_now(reading: Reading, earlier: Earlier) -> bool:
    """Tell whether the text has gone on to another country: "In neighbouring Niger, ..."."""
    since = reading.document.sentences[earlier.figure.sentence].end
    for mention in reading.context:
        if mention.sense in {SITE, TARGET} and mention.is_country and mention.party:
            return since <= mention.start < reading.start and mention.party != earlier.party
    return False


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
    nearest = next(iter(same or harmed), None)
    return Found(nearest.party) if nearest is not None else None
