"""The vocabulary of page parts and abbreviations, made ready for looking up."""

from __future__ import annotations

from functools import cache

from tracker.frozen import dataclass
from tracker.lexicon import Entry, Lexicon, load_lexicon
from tracker.spans import fold


@dataclass(frozen=True, slots=True)
class PageWords:
    """The forms of each part of a page, without final stops; ``calendar`` is in ``datelines``."""

    headings: frozenset[str]
    pointers: frozenset[str]
    pointer_opens: tuple[str, ...]
    comments: frozenset[str]
    promotion_opens: tuple[str, ...]
    promotion_words: frozenset[str]
    promotions: frozenset[str]
    bylines: frozenset[str]
    datelines: frozenset[str]
    calendar: frozenset[str]
    captions: frozenset[str]
    caption_ends: tuple[str, ...]
    picture_agencies: frozenset[str]
    furniture: frozenset[str]
    present: frozenset[str]


@cache
def page_words() -> PageWords:
    """Return the words of page parts, read once a process."""
    lexicon = load_lexicon()
    return PageWords(
        headings=_forms(lexicon, "list_heading"),
        pointers=_forms(lexicon, "pointer"),
        pointer_opens=_openers(lexicon, "pointer_open"),
        comments=_forms(lexicon, "comments"),
        promotion_opens=_openers(lexicon, "promotion_open"),
        promotion_words=_words(lexicon, "promotion_word"),
        promotions=_forms(lexicon, "promotion_word") | _forms(lexicon, "promotion_open"),
        bylines=_forms(lexicon, "byline"),
        datelines=_words(lexicon, "dateline")
        | _words(lexicon, "update")
        | _forms(lexicon, "calendar"),
        calendar=_forms(lexicon, "calendar"),
        captions=_forms(lexicon, "caption"),
        caption_ends=tuple(sorted(_forms(lexicon, "caption_end"))),
        picture_agencies=_forms(lexicon, "picture_agency"),
        furniture=_forms(lexicon, "furniture"),
        present=_present(lexicon),
    )


def _present(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs of headlines: in the present tense, and no nouns as well."""
    entries = (e for e in lexicon.entries("tenses") if e.get("tense") == "present")
    verbs = (e for e in entries if e.get("use") != "either" and e.term != "be")
    return frozenset(form for entry in verbs for form in _spellings(entry))


@cache
def abbreviations() -> dict[str, str]:
    """Return the kind of each abbreviation; a form that needs its case stands as it is written."""
    kinds: dict[str, str] = {}
    for entry in load_lexicon().entries("abbreviations"):
        kind = entry.get("kind") or "open"
        for form in _spellings(entry):
            kinds[form] = kind
    return kinds


def _forms(lexicon: Lexicon, part: str) -> frozenset[str]:
    found = (e for e in lexicon.entries("page_parts") if e.get("part") == part)
    return frozenset(fold(form).rstrip(".") for entry in found for form in _spellings(entry))


def _openers(lexicon: Lexicon, part: str) -> tuple[str, ...]:
    """Return the forms of a part, each with a blank behind it."""
    return tuple(sorted(f"{form} " for form in _forms(lexicon, part)))


def _words(lexicon: Lexicon, part: str) -> frozenset[str]:
    return frozenset(word for form in _forms(lexicon, part) for word in form.split())


def _spellings(entry: Entry) -> list[str]:
    return [form for forms in entry.spellings.values() for form in forms]
