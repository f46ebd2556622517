"""Rules on the counted phrase: the side it names, or that it names none."""

from __future__ import annotations

import re

from tracker.hedges import HEDGE
from tracker.models import KIND_OF_SUBJECT, Span
from tracker.party.clauses import MISHAP
from tracker.party.kinds import HELD, PEOPLE, previous_people
from tracker.party.mentions import Mention
from tracker.party.reading import Earlier, Found, Reading, span_of
from tracker.party.senses import ACTOR, AGENT, SIDE_WORDS, SITE, TARGET, role_of
from tracker.party.sides import INTERNATIONAL


def counted_people(reading: Reading) -> Found | None:
    """ "34 Ukrainian prisoners of war", "nine Hamas fighters", "149 occupiers"."""
    named = [m for m in reading.in_phrase() if not _is_only_where(reading, m)]
    if named and reading.are_its_rebels(named[0]):
        backed = _BACKED.search(reading.document.folded, reading.phrase.start, named[0].start)
        return None if backed else Found(reading.group(), (span_of(named[0]),))
    named += _joined_or_from(reading, named)
    parties = [reading.party_of(m) for m in named]
    if len(set(parties)) > 1 and _are_joined(reading, named):
        return Found(None, tuple(map(span_of, named)))
    left = _land_they_left(reading)
    if left is not None:
        return Found(reading.party_of(left), (span_of(left),))
    national = [p for p in parties if p and p not in INTERNATIONAL]
    party = next(iter(national or filter(None, parties)), None)
    if party is None and named and named[0].role in SIDE_WORDS:
        return Found(None, (span_of(named[0]),))  # "six aggressors": of a side that stays unnamed
    if party is None:
        return None
    return Found(party, (span_of(named[parties.index(party)]),))


_BACKED = re.compile(r"-(?:backed|aligned|allied|affiliated|supported|funded|trained) $")
_AND_ONE_OF = re.compile(r" and (?:an?|one) (?:[\w-]+ ){1,3}(?:of|from) (?:the )?")
_LEFT = re.compile(
    r"[^.;]{0,40}?\b(?:fled|flee|fleeing|left|expelled|(?:driven|forced)(?: out of)?)"
    r"(?: from)? (?:the )?"
)


def _land_they_left(reading: Reading) -> Mention | None:
    """Return what "100,000 Armenians fled": it is there that they were harmed, not at home."""
    if reading.figure.measure != "displaced":
        return None
    for mention in reading.mentions:
        near = reading.phrase.end <= mention.start <= reading.phrase.end + 80
        if near and mention.role == "place" and mention.is_country:
            end = mention.start
            return (
                mention
                if _LEFT.fullmatch(reading.document.folded, reading.phrase.end, end)
                else None
            )
    return None


def _joined_or_from(reading: Reading, named: list[Mention]) -> list[Mention]:
    """Return the side that goes on the phrase: "and Wagner fighters", "from Egypt"."""
    end = reading.phrase.end
    for mention in reading.mentions:
        if mention.start < end or mention.start > end + 50:
            continue
        link = reading.document.folded[end : mention.start]
        origin = link.strip() in {"from", "from the"} and reading.figure.measure not in HELD
        people = mention.noun in PEOPLE or mention.role in {"demonym", "force"}
        together = _AND_ONE_OF.fullmatch(link)
        if together and reading.figure.subject == "combatant":
            return [mention]
        also = named and link.strip() in {"and", "and the"} and people
        serving = link in {" with ", " with the "} and mention.noun in {"force", "invader"}
        if origin or also or (serving and reading.figure.subject == "combatant"):
            return [mention]
    return []


def _is_only_where(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention in the phrase is a place the counted are at, not from."""
    if mention.sense == AGENT and mention.noun in {"attack", "strike", "weapon"}:
        # but "nine Russian artillery pieces were destroyed" are themselves the weapon
        return KIND_OF_SUBJECT[reading.figure.subject] != "materiel"
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
    r"|, including [^,;.]{3,40}, (?:of|from) (?:the )?"
)


def members_of(reading: Reading) -> Found | None:
    """ "Two men, members of Hamas", "two men, including a leader, of Hamas": the group named."""
    if reading.figure.subject == "civilian":
        return None
    words = _MEMBERS.match(reading.document.folded, reading.phrase.end)
    for mention in reading.mentions if words else ():
        if words and mention.start == words.end() and reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_OTHER_MEN = re.compile(
    r"\s*other (?:[\w-]+ ){0,2}?(?:fighters|members|men|militants|operatives)\b"
)
_CHIEF_OF = re.compile(
    r"\b(?:leader|commander|member|head|chief|fighter|official|spokesman|founder)s? "
    r"(?:of|in|with) (?:the )?(?:[\w-]+ ){0,2}?$"
)


def comrades_of(reading: Reading) -> Found | None:
    """ "Jaber, leader of the Jenin Battalion, and four other fighters": of his group."""
    if not _OTHER_MEN.match(reading.document.folded, reading.figure.count.end):
        return None
    for mention in reversed(reading.mentions):
        if mention.end > reading.start or mention.kind != "group" or not mention.party:
            continue
        start = max(reading.sentence.start, mention.start - 60)
        chief = _CHIEF_OF.search(reading.document.folded, start, mention.start)
        behind = reading.document.folded[mention.end : reading.start]
        chief = chief if _AND_MORE.fullmatch(behind) else None
        return Found(mention.party, (span_of(mention),)) if chief else None
    return None


_AND_MORE = re.compile(r"[^.;]{0,40}?,? (?:and|along with|with|as well as) (?:at least |about )?")
_SERVING = re.compile(
    r"[^.;,]{0,40}?\b(?:fighting (?:for|on behalf of)|belonging to|loyal to|serving (?:in|with)) "
    r"(?:the )?(?:[\w-]+ )??"
)


def serving_them(reading: Reading) -> Found | None:
    """ "541 Syrian mercenaries fighting for Azerbaijan", "40 cars belonging to the Houthis"."""
    things = KIND_OF_SUBJECT[reading.figure.subject] == "materiel"
    if reading.figure.subject not in {"combatant", "man"} and not things:
        return None
    end = reading.figure.count.end
    for mention in reading.mentions:
        if end <= mention.start <= reading.phrase.end + 50 and reading.party_of(mention):
            serving = _SERVING.fullmatch(reading.document.folded, end, mention.start)
            if serving:
                return Found(reading.party_of(mention), (span_of(mention),))
    return None


_WERE = re.compile(
    r"(?: of (?:the|those) (?:dead|killed|victims|wounded|casualties))?"
    r" (?:belong(?:ed)? to|came from|"
    r"(?:were|are|was|had been)(?: [a-z]+ly| all| both| said to be| believed to be)*"
    r"(?: (?:members|fighters|soldiers|militants|men) (?:of|from))?) (?:the )?"
)


def said_to_be(reading: Reading) -> Found | None:
    """ "20,000 of the dead were Hamas fighters": the side that the predicate names."""
    for mention in reading.mentions:
        if not reading.phrase.end <= mention.start <= reading.phrase.end + 50:
            continue
        alone = mention.kind == "group" or mention.role == "demonym"
        people = mention.noun in PEOPLE or (alone and mention.sense == ACTOR and not mention.noun)
        start, end = reading.figure.count.end, mention.start
        folded = reading.document.folded
        were = _WERE.fullmatch(folded, reading.phrase.end, end) or _WERE.fullmatch(
            folded, start, end
        )
        if were and people and reading.party_of(mention):
            return Found(reading.party_of(mention), (span_of(mention),))
    return None


_AMONG = re.compile(rf"\s+(?:were|was|are|is) among (?:(?:the|{HEDGE}) )*(?:[\w,-]+ )??$")


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
    teller = _own_of_who_tells(reading, previous)
    if teller is not None:
        return Found(reading.party_of(teller), (words, span_of(teller)))
    theirs = previous is not None and folded.startswith("their", words.start)
    if theirs and previous is not None and previous.party and not reading.verb_before("loses"):
        return Found(previous.party, (words,))
    killer = _killer(reading)
    if killer is not None:
        loser = reading.scene.opponent(reading.party_of(killer))
        return Found(loser, (words, span_of(killer))) if loser else None
    subject = _mourner(reading) or reading.subject_of(match.start())
    if reading.figure.stance == "denied":  # "Moscow rejects the Ukrainian claim that 60 of its"
        subject = next((m for m in reading.mentions if m.end <= reading.start), subject)
    if subject is not None and reading.party_of(subject):
        return Found(reading.party_of(subject), (words, span_of(subject)))
    people = [t for t in reading.roles if t.end <= match.start() and role_of(t) in _WHO]
    if people and role_of(people[0]) != "force":  # "Rebels killed 15 soldiers and lost two"
        return Found(reading.group(), (words, span_of(people[0])))
    unit = [t for t in people if role_of(t) == "force"]
    own = reading.speaker or reading.scene.own
    return Found(own, (words, span_of(unit[-1]))) if unit and own else None


_WHO = frozenset({"force", "irregular", "fighter"})
_OVER_DEATH = re.compile(r" over (?:the )?(?:deaths?|killings?|murders?|loss) of (?:[\w-]+ ){0,3}$")


def _mourner(reading: Reading) -> Mention | None:
    """Return Poland of "condolences to Poland over the death of two of its citizens"."""
    before = [m for m in reading.mentions if m.end <= reading.start][-1:]
    folded = reading.document.folded
    return next((m for m in before if _OVER_DEATH.fullmatch(folded, m.end, reading.start)), None)


_OWN = re.compile(r"\s*(?:more |other )?of (?:its|their|his) own\b")


def _own_of_who_tells(reading: Reading, previous: Earlier | None) -> Mention | None:
    """Return the KNDF of "the KNDF said 18 soldiers and two of their own were killed"."""
    if previous is None or not _OWN.match(reading.document.folded, reading.figure.count.end):
        return None
    for mention in reading.mentions:
        if mention.end > previous.figure.count.start:
            return None
        other = reading.party_of(mention) not in {None, previous.party}
        if other and (reading.speaks(mention) or _is_harming(reading, mention)):
            return mention
    return None


def _is_harming(reading: Reading, mention: Mention) -> bool:
    """Tell whether a side does the first deed of harm: "Taliban forces killed 58, losing ..."."""
    deeds = (t.start for t in reading.roles if role_of(t) in {"harms", "stops"})
    return any(reading.subject_of(start) is mention for start in deeds)


_QUANTITY = re.compile(r"[\s\w,]{0,20}")


def _killer(reading: Reading) -> Mention | None:
    """Return who killed them: "the rebels say they killed 200 of its men" are not the rebels'."""
    verb = reading.verb_before("harms", "stops")
    folded = reading.document.folded
    own = _OWN.match(folded, reading.figure.count.end) or MISHAP.search(folded, *reading.around)
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
