"""Every mention of a side in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.frozen import dataclass, lazy
from tracker.lexicon import Lexicon, Term
from tracker.models import Document, Place, Sentence
from tracker.party.lead import is_at, words_before
from tracker.party.senses import (
    DATELINE,
    SIDE_WORDS,
    Named,
    deed_after,
    is_dateline,
    noun_after,
    role_of,
    sense_of,
)
from tracker.spans import covering
from tracker.spoken import is_where_it_was_said, rejects_a_figure

_MODIFIER = re.compile(
    r"-(?:backed|made|built|supplied|occupied|held|controlled|run|based|linked|led|born|"
    r"speaking|aligned|allied|designed|produced|installed|appointed|funded|supported|affiliated|"
    r"trained|sponsored|era|inspired|brokered|mediated|style|provided|donated|administered|"
    r"language|imposed|branded|flagged|owned|operated|claimed|annexed)\b"
    r"| (?:airlines?|airways|air lines|proxy|proxies|production|manufacture|make|origin|design|"
    r"descent|heritage)\b"
)
_NOT_BEFORE = re.compile(r"(?:pro-|anti-|non-|ex-|former |formerly |like )$")
_SITE_NAME = re.compile(
    r" (?:[A-Z]\w+ )?(?:Hospital|Hotel|School|College|University|Mosque|Church|Cathedral|Market|"
    r"Club|Camp|Street|Avenue|Bridge|Gate|Quarter|House|Cent(?:re|er)|Hall|Theat(?:re|er))\b"
)


@dataclass(frozen=True, eq=False)
class Mention(Named):
    """A side named in the text; ``noun`` is the role of the word that follows in its phrase.

    ``at`` tells that a preposition says so of a place: "in Kyiv", "on Kyiv", not "Kyiv flat". It
    equals itself alone, and is read when it is first asked what it does: of most no rule asks.
    """

    _document: Document
    _followers: Sequence[Term]

    @property
    def is_country(self) -> bool:
        """Tell whether the mention is of a country or its people, not of a group."""
        return self.kind == "country"

    @property
    def names_a_group(self) -> bool:
        """Tell whether an armed group is meant, by its name or as "the renegades"."""
        return self.role == "renegade" or (self.kind == "group" and self.party is not None)

    @lazy
    def noun(self) -> str:
        """Return the role of the word that follows in its phrase."""
        return noun_after(self._document, self, self._followers)

    @lazy
    def deed(self) -> str:
        """Return the role of the verb that says what it does: "fires", "harms"."""
        return deed_after(self._document, self, self._followers)

    @lazy
    def sense(self) -> str:
        """Return what it is doing there."""
        if self.role == "place" and is_dateline(self._document, self):
            return DATELINE
        folded = self._document.folded
        return sense_of(folded, self, self.noun, words_before(folded, self.start))

    @lazy
    def at(self) -> bool:
        """Tell whether a preposition leads to it."""
        return is_at(words_before(self._document.folded, self.start))


def find_mentions(
    document: Document, lexicon: Lexicon, places: Sequence[Place], roles: Sequence[Term]
) -> list[Mention]:
    """Return the mentions in order, none overlapping another."""
    raw = sorted(_raw(document, lexicon, places, roles), key=lambda m: (m.start, -m.end))
    mentions: list[Mention] = []
    index = 0
    for one in raw:
        if mentions and one.start < mentions[-1].end:
            continue
        while index < len(roles) and roles[index].start < one.end:
            index += 1
        if not _only_qualifies(document, one):
            named = (one.start, one.end, one.party, one.kind, one.role, one.rule)
            mentions.append(Mention(*named, document, roles[index : index + 4]))
    return mentions


def _raw(
    document: Document, lexicon: Lexicon, places: Sequence[Place], roles: Sequence[Term]
) -> Iterator[Named]:
    other = covering(term for term in roles if role_of(term) == "else")
    countries = country_names(lexicon)
    for place in places:
        if place.country in countries:
            yield Named(place.start, place.end, place.country, "country", "place", "find_places")
    for term in lexicon.find("parties", document):
        if term.start not in other and not _is_credit(document, term):
            values, rule = term.entry.values, term.entry.rule
            role = _NAMED_BY.get(term.key, term.key)
            yield Named(term.start, term.end, values["name"], values["kind"], role, rule)
    for term in roles:
        role = role_of(term)
        if role in SIDE_WORDS:
            yield Named(term.start, term.end, None, "side", role, term.entry.rule)


_NAMED_BY = {"forms": "name", "cased_forms": "name", "demonyms": "demonym", "forces": "force"}
_NAMED_BY |= {"leaders": "leader", "places": "place"}


@lru_cache(maxsize=4)
def country_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the usual names of all countries."""
    entries = lexicon.entries("parties")
    return frozenset(e.values["name"] for e in entries if e.values["kind"] == "country")


def _is_credit(document: Document, term: Term) -> bool:
    """Tell whether a name stands in a credit: a bracket after the end of a sentence."""
    start = document.text.rfind("(", max(0, term.start - 60), term.start)
    if start < 0 or ")" in document.text[start : term.start]:
        return False
    before = document.text[max(0, start - 3) : start].rstrip()[-1:]
    return before in {".", ")", ""}


def _only_qualifies(document: Document, one: Named) -> bool:
    """Tell a name that is of no side here: "Russian-made", "the Turkish Hospital".

    Nor is a seat of government where somebody only spoke, or who rejects another's figure.
    """
    folded = document.folded
    if _MODIFIER.match(folded, one.end) or _NOT_BEFORE.search(
        folded, max(0, one.start - 12), one.start
    ):
        return True
    if one.role in {"government", "name"} and is_where_it_was_said(document, one):
        return True
    if rejects_a_figure(document, one):
        return True
    if one.kind == "country" and _is_first_name(document, one):
        return True
    return one.role == "demonym" and _names_a_site(document, one)


_TITLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|general|colonel|major|captain|lieutenant|"
    r"governor|mayor|senator|secretary|ambassador|journalist|reporter|commander|dr|mr|ms|mrs)\.? $"
)
_SURNAME = re.compile(r" [A-Z][a-z]+\b")


def _is_first_name(document: Document, one: Named) -> bool:
    """Tell a person from a country: "ministry spokesperson Mali Sochieta"."""
    titled = _TITLE.search(document.folded, max(0, one.start - 20), one.start)
    named = titled is not None and _SURNAME.match(document.text, one.end)
    return bool(named) and document.text[one.start : one.end].isalpha()


def _names_a_site(document: Document, one: Named) -> bool:
    """Tell the name of a house from its owner: "the Saudi Hospital", "Gaza's Turkish Hospital"."""
    the = document.folded.endswith((" the ", "'s "), 0, one.start)
    return the and bool(_SITE_NAME.match(document.text, one.end))


_SPEAKING = frozenset({"force", "leader", "outlet"})
_LABEL = re.compile(
    r"(?:'s)?\s*(?:side|dead|losses|wounded|toll|forces|army|region|direction)?"
    r"(?: \([^)]{0,40}\))?:"
)


_HEADS_A_STATEMENT = re.compile(
    r"(?:[:,]| [\u2013\u2014-]) (?:[\w-]+ ){0,4}?(?:statement|communiqu\u00e9|communique|"
    r"press release|briefing|update|report|bulletin|summary|message)\b"
    r"|:[^.;]{0,200}\b(?:our|we)\b"
)


def is_label(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a side opens the sentence as its heading: "Iran: 606 killed"."""
    if mention.role == "place" or mention.start - sentence.start > 40:
        return False  # "Beirut: ..." is a date line
    if mention.role in _SPEAKING and document.folded.startswith(":", mention.end):
        return False  # "CENTCOM: our forces killed ..."
    if _HEADS_A_STATEMENT.match(document.folded, mention.end):
        return False  # "Arakan Army: statement on the battle"
    lead = document.folded[sentence.start : mention.start]
    return bool(_LABEL.match(document.folded, mention.end)) and not re.search(r"\w{4}", lead)
