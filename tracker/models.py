"""The frozen types that walk from stage to stage; no rules, no input, no output.

All offsets are Python string offsets into ``Article.text``, which no stage ever changes.
The names and the closed lists are those of the annotation guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker import frozen

MEASURES = frozenset(
    "killed wounded casualties missing captured released bodies survived displaced "
    "launched intercepted suppressed impacted destroyed damaged attacks".split()
)

KIND_OF_SUBJECT = {
    subject: kind
    for kind, subjects in {
        "people": "person civilian combatant child woman man medic aid_worker journalist police",
        "materiel": "drone missile ballistic_missile cruise_missile rocket bomb shell munition "
        "tank armored_vehicle artillery_system mlrs air_defense_system aircraft helicopter "
        "vehicle special_equipment ship submarine equipment",
        "structure": "home hospital school energy_facility building",
        "event": "attack airstrike missile_strike drone_strike shelling clash",
    }.items()
    for subject in subjects.split()
}
"""Every subject of the guidelines with its kind: people, materiel, structure or event."""

QUALIFIERS = frozenset("exact approximate at_least at_most range indefinite".split())
BASES = frozenset("incident day period cumulative rate".split())
ZONES = frozenset("headline byline dateline body teaser caption quote".split())
ATTRIBUTION_TYPES = frozenset(
    "belligerent_military belligerent_government local_authority emergency_service medical "
    "police_prosecutor foreign_government intelligence international_org monitor_ngo media osint "
    "witness anonymous_official expert social_media".split()
)
DATE_PRECISIONS = frozenset("day day_range month year unknown".split())


@frozen.dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read, with what the reader knows of it.

    ``published_source`` says how the publication date is known: ``given`` by the caller,
    ``metadata``, ``url``, ``dateline``, ``body`` or ``inferred``, or ``corrected`` by a person
    in a database; None where there is none.
    ``origin`` is where it was read (a path or ``<stdin>``). ``raw`` has the bytes that came in,
    for the archive alone; ``bytes_hash`` is their SHA-256, in hexadecimal. ``other_days`` are
    days of publication that the page's metadata gives besides the one believed. ``extent`` is
    ``summary`` where the text is but what a feed says of an article. ``repeated`` are passages
    that other articles print as well, as a database of them knows: they are read as teasers.
    """

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_source: str | None = None
    retrieved: date | None = None
    origin: str | None = None
    bytes_hash: str | None = None
    other_days: tuple[date, ...] = ()
    raw: bytes | None = field(default=None, repr=False, compare=False)
    extent: str | None = None
    repeated: tuple[Span, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or headline: the unit in which a figure is read.

    ``index`` counts sentences through the document, ``paragraph`` counts paragraphs (a
    heading or a list item is a paragraph of its own), ``zone`` is one of ZONES and
    ``block`` numbers the runs of sentences that belong to one article of the page: all of
    the main article is block 0; each teaser is a block of its own, 1 and up.
    """

    start: int
    end: int
    index: int
    paragraph: int
    zone: str = "body"
    block: int = 0
    bullet: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A segmented article: ``folded`` is the text for matching, of exactly the same length.

    It equals itself alone, so that what was found in it can be kept by it at no cost.

    Folding lowers the case, straightens quotation marks and apostrophes, and turns every
    white space into a blank; see :func:`tracker.spans.fold`.
    """

    article: Article
    folded: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The article's text, unchanged."""
        return self.article.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field of a claim has its value: the words ``text[start:end]`` and the rule.

    ``rule`` is the name of a rule function or ``file.term`` of a vocabulary entry.
    """

    field: str
    value: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the text gives it, before anything is known of what it counts.

    ``start`` and ``end`` delimit the figure alone; ``reach_start`` and ``reach_end`` take in
    the hedges that touch it ("at least 30", "30 or more"). Bounds as in the guidelines.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    rule: str
    reach_start: int
    reach_end: int


@frozen.dataclass(frozen=True, slots=True)
class Figure:
    """A count that is a claim: what happened to whom.

    ``sentence`` is the index of its sentence; ``noun`` and ``cue`` are the words that
    decided subject and measure; ``part_of`` is the ``start`` of the whole's count.
    """

    count: Count
    sentence: int
    measure: str
    subject: str
    rule: str
    noun: Span | None = None
    cue: Span | None = None
    stance: str = "asserted"
    part_of: int | None = None
    superseded: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedNumber:
    """A number of the text that is no claim, with the reason and the words that gave it."""

    start: int
    end: int
    figure: str
    reason: str
    rule: str
    because_start: int | None = None
    because_end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The document's own date, how it is known, and what contradicts it."""

    day: date | None
    source: str | None
    problems: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Dating:
    """What days a figure covers and in what way; None means that the text does not say."""

    basis: str
    period_start: date | None
    period_end: date | None
    precision: str
    rule: str
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a figure: in the text's words, its type, and the one source it names.

    ``via`` is the chain of those who pass the figure on, nearest to the outlet last.
    """

    name: str | None
    type: str | None = None
    source: str | None = None
    via: tuple[str, ...] = ()
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Ownership:
    """Whose people or things a figure counts, or who fired or struck; None where it is open."""

    party: str | None
    rule: str
    evidence: tuple[Evidence, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Place:
    """A place as written, with country and first-level region where a gazetteer knows it."""

    start: int
    end: int
    name: str
    country: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text states, with everything known of it; the record of the tracker."""

    article: str
    claim_id: str
    start: int
    end: int
    figure: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    subject: str
    party: str | None
    basis: str
    period_start: date | None
    period_end: date | None
    date_precision: str
    date_rule: str
    attribution: str | None
    attribution_type: str | None
    source: str | None
    via: tuple[str, ...]
    subject_text: str | None
    measure_text: str | None
    stance: str
    part_of: int | None
    superseded: bool
    place: str | None
    place_country: str | None
    place_region: str | None
    zone: str
    copy_of: str | None
    quote: str
    quote_start: int
    quote_end: int
    rule: str
    confidence: float | None
    run_id: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made a claim: the extractor's version and the hash of its vocabulary."""

    run_id: str
    extractor_version: str
    vocabulary_hash: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gave: claims and rejected numbers, in the order of the text."""

    article: Article
    article_id: str
    text_hash: str
    dated: DocumentDate
    claims: tuple[Claim, ...]
    rejected: tuple[RejectedNumber, ...]
    run: Run
    problems: tuple[str, ...] = ()


Record = dict[str, Any]
"""A claim as plain JSON values."""
