"""The families of the vocabulary: one file each, and what its entries may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.models import ATTRIBUTION_TYPES, BASES, KIND_OF_SUBJECT, MEASURES

TEXT = "text"
TEXTS = "list of texts"
FORMS = "list of spellings to find"
YES_NO = "true or false"
DAY = "day as text, 2022-02-24"
PARTY = "name of a party in parties.toml"
PARTIES = "list of names of parties in parties.toml"
PAIRS = "list of texts that begin with a party's name and a colon"

LISTS = frozenset({TEXTS, FORMS, PARTIES, PAIRS})

Rule = str | frozenset[str]

COMMON: dict[str, Rule] = {
    "term": TEXT,
    "forms?": FORMS,
    "cased_forms?": TEXTS,
    "examples": TEXTS,
    "counter_examples?": TEXTS,
    "note?": TEXT,
}
COMMON_KEYS = frozenset(key.removesuffix("?") for key in COMMON)

_HAPPENS_TO = [
    f"{kind}?"
    for kind in ("people named_people weapon platform structure event agent instrument").split()
]

FAMILIES: dict[str, dict[str, Rule]] = {
    "subjects": {
        "subject": frozenset(KIND_OF_SUBJECT),
        "role?": frozenset({"others", "member", "man", "target"}),
        "prefixes?": TEXTS,
    },
    "nouns": {"reason": TEXT},
    "idioms": {"reason": TEXT},
    "contexts": {"context": TEXT, "strength": frozenset({"decisive", "strong", "weak"})},
    "stance": {"stance": frozenset({"hypothetical", "planned", "denied", "denied_behind"})},
    "hedges": {
        "qualifier": frozenset({"at_least", "at_most", "approximate"}),
        "after?": FORMS,
        "either?": FORMS,
    },
    "measures": {
        "grammar": frozenset("participle active intransitive state noun toll attack".split()),
        "weak?": YES_NO,
        "reject?": TEXT,
        "people_behind?": TEXTS,
        "people_not?": TEXTS,
        "behind?": TEXTS,
        **dict.fromkeys(_HAPPENS_TO, MEASURES),
    },
    "abbreviations": {
        "kind": frozenset({"title", "number", "month", "hour", "never", "open"}),
    },
    "page_parts": {
        "part": frozenset(
            "list_heading pointer pointer_open comments promotion_open promotion_word byline "
            "dateline update calendar caption caption_end picture_agency "
            "furniture".split()
        ),
    },
    # The rest of each family stands with the room that reads it.
    "parties": {
        "name": TEXT,
        "kind": frozenset({"country", "group"}),
        "code?": TEXT,
        "demonyms?": FORMS,
        "forces?": FORMS,
        "government?": FORMS,
        "leaders?": FORMS,
        "outlets?": FORMS,
        "places?": FORMS,
        "fires_from?": PARTIES,
        "home?": PARTY,
    },
    "roles": {
        "role": frozenset(
            "attack strike weapon arms force irregular fighter loss site speaker resident "
            "enemy invader renegade defender own fires stops harms loses frees gets says joint "
            "fighting else".split()
        ),
    },
    "actors": {
        "use": frozenset("police at_home citizens lawless counter post".split()),
    },
    "conflicts": {
        "one": PARTIES,
        "other": PARTIES,
        "invader?": PARTY,
        "enemy?": PARTY,
        "renegades?": PARTY,
    },
    "places": {
        "code": TEXT,
        "regions?": TEXTS,
        "towns?": TEXTS,
    },
    "periods": {
        "covers": frozenset(
            "past_day ago_years night today yesterday day_before_yesterday previous_day next_day "
            "same_day same_span time_of_day the_day the_week this_week last_week weekend "
            "this_month last_month this_year last_year same_month same_year "
            "next_month next_year previous_week previous_month previous_year same_week "
            "last_of_month last_of_year unknown".split()
        ),
        "basis?": BASES,
        "day?": TEXT,
    },
    "bases": {
        "basis": BASES,
        "grammar": frozenset(
            "total war fighting campaign so_far perfect a_total suffered subset movement harm "
            "rate toll event best".split()
        ),
    },
    "tenses": {
        "tense": frozenset({"present", "past"}),
        "use": frozenset({"verb", "either", "report"}),
    },
    "events": {
        "kind": frozenset({"war", "campaign", "attack"}),
        "start": DAY,
        "end?": DAY,
        "country": PARTY,
        "default_for?": TEXTS,
        "theatres?": FORMS,
        "acts?": FORMS,
    },
    "sources": {
        "kind": frozenset("named institution role title record vague platform modifier".split()),
        "source?": TEXT,
        # A government or army is belligerent or foreign only in the text's own war.
        "type?": ATTRIBUTION_TYPES | {"government", "military"},
        "home?": PARTY,
        "usual?": PARTIES,
        "sources?": PAIRS,
        "person?": YES_NO,
        "plural?": FORMS,
    },
    "threads": {
        "thread": frozenset(
            "opens includes adds either outlet background apart daily page topic".split()
        ),
    },
    "speech": {
        "grammar": frozenset(
            "say report publish accuse deplore ask close tally tell participle lead by cite "
            "deny none carry".split()
        ),
    },
}
"""For each file of the vocabulary its own keys; a key ending in ``?`` may be left out."""


def parties_named(family: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of parties that an entry's own keys hold, each with its key."""
    for name, rule in FAMILIES[family].items():
        key = name.removesuffix("?")
        value = values.get(key)
        if rule == PARTY and value:
            yield key, value
        elif rule in (PARTIES, PAIRS):
            yield from ((key, item.partition(": ")[0]) for item in value or ())
