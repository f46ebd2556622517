"""What kind of source a name is."""

from __future__ import annotations

from tracker.attribute.naming import LOCAL_NOUNS, LOCAL_WORDS, SPEAKS_FOR, Name
from tracker.attribute.phrase import is_link
from tracker.lexicon import Term

_OF_A_BODY = frozenset({"police_prosecutor", "emergency_service"})
_MEMBERS = frozenset({"media", "witness", "military"})


def type_of(name: Name) -> tuple[str | None, Term | None]:
    """Return the type, and the term that told it."""
    term = _type_term(name)
    if term is None:
        return _type_of_party(name)
    if term.entry.term in SPEAKS_FOR and not term.entry.get("type"):
        local = any(word.text in LOCAL_NOUNS for word in name.phrase.words)
        if local or name.party is None:
            return ("local_authority" if local else None), term
        return _of_side(name, "government"), term
    given = term.entry.get("type")
    if given == "anonymous_official":
        body = next((t for t in name.terms if t.start > term.end and _is_public_body(t)), None)
        if body is not None:
            return body.entry.get("type"), body
        if any(word.text in LOCAL_WORDS for word in name.phrase.words):
            return "local_authority", term
    if _is_association(name, term):
        return "monitor_ngo", term
    if given in ("government", "military"):
        return _of_side(name, given), term
    return given, term


def _is_public_body(term: Term) -> bool:
    """Tell the hospital of "officials at the hospital"."""
    of_body = term.entry.get("type") in _OF_A_BODY | {"medical"}
    return of_body and term.entry.get("kind") in ("institution", "named")


def _is_association(name: Name, term: Term) -> bool:
    """Tell a syndicate of journalists from journalists."""
    after = [t for t in name.terms if t.start > term.start and t.entry.term == "group"]
    members = term.entry.get("kind") == "role" and term.entry.get("type") in _MEMBERS
    return bool(after) and members and after[0].start < _head_end(name)


def _type_term(name: Name) -> Term | None:
    """Return the term that says what it is: a known person, else the head of the phrase."""
    typed = [term for term in name.terms if term.entry.get("type")]
    if not typed:
        return next((t for t in name.terms if t.entry.term in SPEAKS_FOR), None)
    person = [term for term in typed if term.entry.values.get("person")]
    heads = _heads(name)
    if heads and heads[-1].entry.get("kind") == "record":
        heads = []
    known = [t for t in heads if t.entry.get("type") and t.entry.term != "rank"]
    if heads and heads[-1].entry.term == "group":  # the army's press committee is the army's
        known = known[:1]
    if known and known[-1].entry.get("type") == "anonymous_official":  # "police sources"
        known = [t for t in known if t.entry.get("type") in _OF_A_BODY] or known
    bodies = [term for term in typed if term.entry.get("kind") in ("named", "institution")]
    return (person or known[-1:] or bodies[-1:] or typed)[0]


def _heads(name: Name) -> list[Term]:
    """Return the terms of the first noun; after a bare name those of "X, the governor of Y"."""
    first = _head_end(name)
    heads = [term for term in name.terms if term.start < first]
    words = name.phrase.words
    if heads or not any(word.text == "," and word.start == first for word in words):
        return heads
    after = [word for word in words if word.start > first]
    last = next((word.start for word in after if is_link(word) or word.text == ","), None)
    return [term for term in name.terms if last is None or term.start < last]


def _head_end(name: Name) -> int:
    """Return where the first noun of the phrase ends, before "of", "in" or a comma."""
    for word in name.phrase.words:
        if (is_link(word) and word.text != "and") or word.text == ",":
            return word.start
    return name.phrase.end


def _type_of_party(name: Name) -> tuple[str | None, Term | None]:
    """Read a bare party: "Ukraine says" is its government, an armed group its command."""
    if not name.is_bare_party():
        return None, None
    term = next(word.party for word in name.phrase.words if word.party is not None)
    if term.entry.get("kind") == "group" or term.key == "forces":
        return "belligerent_military", term
    if term.key == "outlets":
        return "media", term
    if term.key in ("places", "demonyms"):
        return ("local_authority" if term.key == "places" else None), term
    return _of_side(name, "government"), term


def _of_side(name: Name, given: str) -> str:
    """Tell a belligerent from a government that speaks of others' war."""
    home = name.home
    sides = name.page.sides
    fights = home is None or not name.about or home in sides.groups or home in name.about
    fights = fights or any(foe in name.about for foe in sides.opponents.get(home or "", ()))
    return f"belligerent_{given}" if fights else "foreign_government"
