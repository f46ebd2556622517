"""What kind of source a name is, and the one name under which it is filed."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.attribute.antecedent import Source
from tracker.attribute.filing import filed_as
from tracker.attribute.naming import Name
from tracker.attribute.page import Page
from tracker.attribute.sorting import type_of
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
    """Return the type and the filed name of a source."""
    name = Name(source, page, about)
    type_, type_term = type_of(name)
    filed, filed_term = filed_as(name)
    return Identity(type_, filed, type_term, filed_term)
