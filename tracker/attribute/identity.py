"""What kind of source a name is, and the one name under which it is filed."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.attribute.filing import filed_as
from tracker.attribute.naming import SPEAKS_FOR, Name
from tracker.attribute.page import Page
from tracker.attribute.sorting import type_of
from tracker.attribute.source import Source, acronym_in, make_source
from tracker.frozen import dataclass
from tracker.lexicon import Term


@dataclass(frozen=True, slots=True)
class Identity:
    """The type of a source and the name under which it is filed; the terms that told."""

    type: str | None
    source: str | None
    type_term: Term | None = None
    source_term: Term | None = None


def identify(source: Source, page: Page, about: Mapping[str, int]) -> Identity:
    """Return the type and the filed name of a source.

    Who speaks for the group named before, and nothing else is said of him, is filed as that group.
    """
    name = Name(source, page, about)
    type_, type_term = type_of(name)
    filed, filed_term = filed_as(name)
    if filed is None and source.spoken is not source.phrase:
        filed = acronym_in(source.spoken, page.document.text)
    if source.owner is None:
        return Identity(type_, filed, type_term, filed_term)
    owner = identify(make_source(source.owner, page.document.text), page, about)
    if any(term.entry.term in SPEAKS_FOR for term in name.terms) or filed is None:
        filed, filed_term = owner.source, owner.source_term
    if type_ is None:
        type_, type_term = owner.type, owner.type_term
    return Identity(type_, filed, type_term, filed_term)
