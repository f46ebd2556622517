"""What the rules of a figure's party may look at: its phrase, its sentence and what went before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.frozen import dataclass, lazy
from tracker.lexicon import Term
from tracker.models import Document, Evidence, Figure, Ownership, Sentence, Span
from tracker.party.actors import Actors
from tracker.party.clauses import (
    BELIEVES,
    BLAMED,
    BY_OR_BREAK,
    CLAUSE,
    DONE_TO,
    INSERTED,
    NOT_DOERS,
    OBJECT_REACH,
    OF_A_WAR,
    PARTICIPLE,
    PASSIVE,
    SAYS,
    STRUCK,
    SUBJECT_ONLY,
    TALLIED,
    clause_break,
)
from tracker.party.mentions import Mention
from tracker.party.senses import (
    DATELINE,
    ORIGIN,
    OWNER,
    SIDE_WORDS,
    SITE,
    SPEAKER,
    TARGET,
    VOICE,
    role_of,
)
from tracker.party.sides import INTERNATIONAL, Scene
from tracker.spans import HasSpan, contains

REACH_BACK, REACH_ON = 900, 500
"""How far the rules look within a sentence, in characters."""
DEEDS = frozenset({"fires", "stops", "harms", "loses", "frees", "gets"})
_NO_SUBJECTS = frozenset({SITE, TARGET, OWNER, ORIGIN, DATELINE, VOICE})


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a rule: a party, or None where the rule knows that it stays open."""

    party: str | None
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure already read, with its party."""

    figure: Figure
    party: str | None
    rule: str
    phrase: Span


@dataclass(frozen=True)
class Reading:
    """One figure with all that its rules need; mentions and roles are those of its sentence."""

    document: Document
    figure: Figure
    sentence: Sentence
    phrase: Span
    mentions: Sequence[Mention]
    roles: Sequence[Term]
    actors: Actors
    scene: Scene
    speaker: str | None
    earlier: Sequence[Earlier]
    context: Sequence[Mention]
    """The mentions of the sentences before, in the same article of the page, nearest first."""
    headings: Sequence[Mention]
    """The sides that head the paragraph or the list: "Iran: ..."."""

    @property
    def start(self) -> int:
        """Return where the figure's number starts."""
        return self.figure.count.start

    @property
    def around(self) -> tuple[int, int]:
        """Return the stretch of the sentence that a rule may search: it may have no end."""
        reach = (self.start - REACH_BACK, self.figure.count.end + REACH_ON)
        return max(self.sentence.start, reach[0]), min(self.sentence.end, reach[1])

    def party_of(self, mention: Mention) -> str | None:
        """Return the party a mention names, "the enemy" by who speaks."""
        if mention.role in SIDE_WORDS:
            return self.scene.side(mention.role, self.speaker)
        return mention.party

    def are_its_rebels(self, mention: Mention) -> bool:
        """Tell whether "Colombian rebels" are meant, who are not Colombia's."""
        rebels = mention.is_country and mention.noun == "irregular" and mention.role != "force"
        return rebels and self.scene.fights_groups(mention.party)

    def in_phrase(self) -> Iterator[Mention]:
        """Yield the mentions in the counted phrase."""
        return (m for m in self.mentions if self.phrase.start <= m.start < self.phrase.end)

    def role_in_phrase(self, *wanted: str) -> Term | None:
        """Return the first word of one of these roles in the counted phrase."""
        for term in self.roles:
            if self.phrase.start <= term.start < self.phrase.end and role_of(term) in wanted:
                return term
        return None

    def verb_before(self, *wanted: str) -> Term | None:
        """Return the nearest deed before the figure, if of these roles and in its clause."""
        known = DEEDS.issuperset(wanted)
        verb = self._deed_before if known else self._last_of(DEEDS.union(wanted))
        if verb is None or role_of(verb) not in wanted:
            return None
        apart = clause_break(self.document.folded[verb.end : self.start])
        return None if apart else verb

    @lazy
    def _deed_before(self) -> Term | None:
        """The nearest deed before the figure; many rules ask for it."""
        return self._last_of(DEEDS)

    def _last_of(self, deeds: frozenset[str]) -> Term | None:
        for term in reversed(self.roles):
            if term.end > self.start or role_of(term) not in deeds or self.is_passive(term):
                continue
            if not self._is_noun(term):
                return term
        return None

    def _is_noun(self, term: Term) -> bool:
        """Tell "the murders of villagers", "multiple-launch" and "on fire" from a deed."""
        folded = self.document.folded
        compound = folded.endswith("-", 0, term.start)
        if compound and not folded.endswith("ed", term.start, term.end):
            return True
        if role_of(term) == "harms" and folded.startswith(" of ", term.end):
            return True
        fire = folded.startswith("fire", term.start) and term.end - term.start == len("fire")
        return fire and folded.endswith(("on ", "under ", "the ", "caught "), 0, term.start)

    def is_passive(self, verb: Term) -> bool:
        """Tell whether the verb is said of what it was done to: "were killed", "five killed"."""
        folded = self.document.folded
        if folded.startswith(" by ", verb.end) and not PARTICIPLE.match(folded, verb.start):
            return True  # "the flagship struck by two missiles"
        if PASSIVE.search(folded[max(self.sentence.start, verb.start - 30) : verb.start]):
            return True
        if TALLIED.search(folded, max(self.sentence.start, verb.start - 60), verb.start):
            return True  # "the number of peacekeepers killed"
        for earlier in reversed(self.earlier):
            if earlier.figure.count.end <= verb.start:
                return bool(SUBJECT_ONLY.fullmatch(folded, earlier.figure.count.end, verb.start))
        return False

    def is_counted(self, span: Mention | Term) -> bool:
        """Tell whether a word stands in the phrase of an earlier figure."""
        for earlier in reversed(self.earlier):
            if earlier.phrase.start <= span.start:
                return contains(earlier.phrase, span)
        return False

    def subject_of(self, position: int) -> Mention | None:
        """Return the side that does what the verb at this position says.

        A participle ("..., killing three") is the deed of the whole clause: its first side's.
        """
        folded, found = self.document.folded, None
        participle = PARTICIPLE.match(folded, position) is not None
        for mention in reversed(self.mentions):
            if mention.end > position or mention.sense in _NO_SUBJECTS:
                continue
            between = folded[mention.end : position]
            if clause_break(between) or (found and CLAUSE.search(between)):
                break
            if self._is_passed_over(mention, position, participle=participle):
                continue
            if found is None or (participle and mention.sense != SPEAKER):
                found = mention
            if not participle:
                break
        return None if found and participle and self.is_done_to(found) else found

    def _is_passed_over(self, mention: Mention, position: int, *, participle: bool) -> bool:
        """Tell a side that stands before a deed and does not do it."""
        folded, between = self.document.folded, self.document.folded[mention.end : position]
        if self.is_counted(mention) or (not participle and self._is_inserted(mention, position)):
            return True
        for words, reach in NOT_DOERS:
            if words.search(folded, max(self.sentence.start, mention.start - reach), mention.start):
                return True
        struck = folded, max(self.sentence.start, mention.start - 40), mention.start
        return "," in between and bool(
            STRUCK.search(*struck) or OF_A_WAR.match(folded, mention.end)
        )

    def _is_inserted(self, mention: Mention, position: int) -> bool:
        """Tell who is named in a clause put in: "The troops, ambushed by ISIS, lost two"."""
        folded, start = self.document.folded, max(self.sentence.start, mention.start - 80)
        inside = INSERTED.search(folded, start, mention.start)
        return inside is not None and "," in folded[mention.end : position]

    def is_done_to(self, mention: Mention) -> bool:
        """Tell the object of the clause: "The army raided a base of the PDF, killing three"."""
        folded = self.document.folded
        for term in reversed(self.roles):
            if term.end > mention.start or role_of(term) not in DONE_TO:
                continue
            between = folded[term.end : mention.start]
            active = not self.is_passive(term) and not BY_OR_BREAK.search(between)
            return active and len(between) < OBJECT_REACH
        return False

    def unnamed_subject(self, position: int, *wanted: str) -> Term | None:
        """Return "the army" or "gunmen", with no side named, if it does the verb at a position."""
        for term in reversed(self.roles):
            if term.end > position or role_of(term) not in wanted:
                continue
            if self.is_counted(term):
                continue
            between = self.document.folded[term.end : position]
            if len(between) > 100 or clause_break(between):
                return None
            return None if any(self._names(m, term) for m in self.mentions) else term
        return None

    def _names(self, mention: Mention, word: Term) -> bool:
        """Tell whether a side's name opens the phrase of a word: "Israeli and other soldiers"."""
        if not (word.start - 40 < mention.end <= word.start and mention.noun):
            return False
        between = self.document.folded[mention.end : word.start]
        return "," not in between and not SAYS.search(between)

    def speaks(self, mention: Mention) -> bool:
        """Tell whether a side says what the sentence reports."""
        if mention.sense in {SPEAKER, VOICE}:
            return True
        told = (
            term.start
            for term in self.roles
            if role_of(term) == "says" and not self.document.folded.startswith("acc", term.start)
        )
        return any(self.subject_of(start) is mention for start in told)

    def is_only_believed(self) -> bool:
        """Tell "Washington believes 300 died": of its own dead a side knows."""
        return BELIEVES.search(self.document.folded, self.around[0], self.start) is not None

    def group(self) -> str | None:
        """Return the armed group whose unnamed fighters these are, if the text tells it.

        It is the one named so far, or one that is then said to be behind it.
        """
        limit = self.sentence.end
        named = [m for m in (*self.mentions, *self.context) if m.names_a_group]
        told = [m for m in named if m.start < limit or self._is_blamed(m)]
        here = Counter(party for m in told if (party := self.party_of(m)))
        for party in INTERNATIONAL:
            here.pop(party, None)
        best = here.most_common(2)
        if len(best) < 2 or best[0][1] >= 4 * best[1][1]:
            return best[0][0] if best else None
        near = {self.party_of(m) for m in self.mentions if m.names_a_group and m.end <= self.start}
        return near.pop() if len(near) == 1 else None

    def _is_blamed(self, mention: Mention) -> bool:
        """Tell whether a side named later is said to have done this."""
        if mention.start - self.sentence.end > 400:
            return False
        around = self.document.folded[max(0, mention.start - 60) : mention.end + 60]
        return bool(BLAMED.search(around))

    def country_here(self) -> str | None:
        """Return the country of the sentence's place, or of the nearest before."""
        for mention in (*self.places(), *self.context):
            if mention.sense in {SITE, TARGET, DATELINE} and mention.is_country and mention.party:
                return mention.party
        return None

    def places(self) -> list[Mention]:
        """Return the sentence's mentions of where things are, in order."""
        return [m for m in self.mentions if m.sense in {SITE, TARGET} and m.party]


def as_ownership(found: Found, rule: str) -> Ownership:
    """Return the answer as a claim stores it, with the words that gave it."""
    value = found.party or ""
    evidence = tuple(Evidence("party", value, w.start, w.end, rule) for w in found.words)
    return Ownership(found.party, rule, evidence)


def span_of(mention: HasSpan) -> Span:
    """Return the bare span of a mention or of a word."""
    return Span(mention.start, mention.end)
