"""Places that no gazetteer lists: a name that the words before it say to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.lexicon import Lexicon
from tracker.models import Document, Place
from tracker.spans import HasSpan
from tracker.spoken import is_where_it_was_said

_KINDS = (
    r"(?:village|town|city|settlement|district|suburb|neighbou?rhood|hamlet|area|county|commune|"
    r"municipality|township|quarter|island)"
)
_WORD = r"(?:[A-Z\u00c0-\u00de][\w\u2019'-]*[a-z\u00e0-\u00ff]|[Aa]l-[A-Z]\w+|[Ee]l-[A-Z]\w+)"
_SAID = re.compile(
    rf"\b(?:(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round) (?:the )?(?:(?:[a-z-]+ ){{0,2}}{_KINDS} of )?"
    rf"|{_KINDS} of )({_WORD}(?: {_WORD}){{0,2}})(?![\w\u2019'-])"
)
_GOES_ON = re.compile(
    r"\s*(?:$|[,.;:()\u2013\u2014\"\u201d]|(?:on|after|when|where|while|as|and|but|by|before|during|"
    r"over|last|this|late|early|overnight|yesterday|since|with|said|gave|told|put|were|was|is|had|has|have|killed|"
    r"killing|left|leaving|wounded|which|that|in|near|until|between|at|to|from)\b)"
)
"""What may follow a place: no noun, as in "in Leopard tanks" and "in Shia areas"."""
_NO_PLACES = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday spring summer autumn winter ramadan easter "
    "christmas eid parliament congress english arabic french operation order court god islam "
    "facebook telegram twitter instagram lieutenant general colonel president east west north "
    "south middle".split()
)


def find_unlisted(document: Document, known: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """Yield names in "in the village of Kokorou" and "near Buq Aqable", without a country.

    Neither people, bodies and weapons of the vocabulary, nor what is a place already.
    """
    if document.text.isupper():
        return
    taken = _taken(document, known, lexicon)
    for sentence in document.sentences:
        for found in _SAID.finditer(document.text, sentence.start, sentence.end):
            name = Place(found.start(1), found.end(1), found[1], None, None)
            words = name.name.lower().split()
            if _NO_PLACES.intersection(words) or not _GOES_ON.match(document.text, name.end):
                continue
            free = taken.isdisjoint(range(name.start, name.end))
            if free and not is_where_it_was_said(document, name):
                yield name


def _taken(document: Document, known: Sequence[Place], lexicon: Lexicon) -> set[int]:
    """Return the offsets at which a word of the vocabulary or a place stands."""
    families = ("sources", "parties", "subjects", "events", "conflicts")
    terms: list[HasSpan] = [term for family in families for term in lexicon.find(family, document)]
    return {offset for span in (*terms, *known) for offset in range(span.start, span.end)}
