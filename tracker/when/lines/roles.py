"""What an expression of time does in its sentence: dates what is told, or something else."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.cued import cued
from tracker.when.lines.line import Line
from tracker.when.lines.saying import said_in_report, said_then, says_on_it
from tracker.when.lines.stamp import is_stamp
from tracker.when.lines.starts import record_since, start_of_count
from tracker.when.written.leading import LEADING
from tracker.when.written.mention import MONTH, NAMED, YEAR, Mention

TOLD = "told"
"""Dates what the sentence tells."""
SINCE = "since"
"""Starts a running count."""
AS_OF = "as_of"
"""The day up to which a count runs."""
SAID = "said"
"""The day on which something was said about it."""
STAMP = "stamp"
"""The day of writing, in a date line or before the first words."""
ASIDE = "aside"
"""Dates something else: a plan, an anniversary, a record."""
BACKGROUND = "background"
"""Dates only what stands in its own clause ("after Friday's attack, ...")."""
LAPSE = "lapse"
"""Counts the days of a war ("day ten", "seven days into the invasion")."""

_FROM = re.compile(rf"\bfrom{LEADING} $")
_TO_THEN = re.compile(rf"\b(?:to|until|till|up to|through){LEADING} $")
_AS_OF = re.compile(
    rf"\b(?:as of|as at|as on|by|until|till|up to|through){LEADING} $|"
    r"\bby the time\b[^.;,]{0,40} $"
)
_ELSEWHEN = re.compile(
    r"\b(?:anniversary of|eve of|ahead of|prior to|than(?: in| on| during| at)?|scheduled for|"
    r"planned for|due|before)(?: the)?(?: on)? $|\b(?:each|every) $"
)
_PLANNED = re.compile(
    r"\b(?:will|would|to be|planned|plans|scheduled|due(?! to\b)|expected|set to|upcoming|"
    r"is to|are to)\b[^.;,]*$"
)
_BORN = cued(r"\bborn (?:in|on|between|around|before|after)\b[\d ]*(?:and )?$")
_YEARS_PASSED = re.compile(r",? (?:it was )?[\w-]+ years (?:ha(?:d|ve|s) passed|since)\b")
_BACKGROUND = re.compile(
    r"(?:after|following|in response to|in retaliation for|in revenge for|despite|"
    r"in the wake of)\b"
)
_LATER_THAN = re.compile(r"\b(?:hours|days|weeks|months|years|a day|a week|a month|a year) after\b")
_ROSE = re.compile(
    r"\b(?:rose|risen|rises|climbed|climbs|grew|grown|increased|increases|jumped|reached|passed|"
    r"surpassed|exceeded|stood|stands) (?:to|at|by|past|above)?[^.;,]{0,40}$|"
    r"\bputs? the [^.;,]{3,40} at [^.;,]{0,20}$"
)
_ENDS_SPAN = re.compile(
    r"\b(?:hours?|days|weeks|months|years) (?:to|until|till|ending|ended|up to|through|before)"
    rf"{LEADING} $"
)

_FROM_OTHER = re.compile(r",? (?:up )?(?:from|compared (?:to|with)) ")
_ON_THE = re.compile(r"\b(?:on|in|during) (?:the|its) $")

RoleRule = Callable[[Line, Mention, str], bool]


def counts_days_of_war(line: Line, mention: Mention, text: str) -> bool:
    """Day ten; seven days into the invasion."""
    on_it = mention.covers == "nth_days" and _ON_THE.search(line.before(mention.start, 8))
    verb = next((term for term in line.tenses if term.start >= mention.end), None)
    if mention.covers == "nth_days" and line.before(mention.start, 8).endswith("by the "):
        return False  # "by the 16th day of the war 48 schools had been destroyed"
    if on_it and (verb is None or verb.entry.get("use") != "report"):
        return False  # "on the 12th day of the siege nine died"
    return mention.grain == NAMED and mention.covers.startswith(("nth_", "into_"))


def elsewhen(line: Line, mention: Mention, text: str) -> bool:
    """Ahead of the 9 May parade; planned for March 6; two boys born in 2003 and 2004."""
    before = line.before(mention.start)
    if _YEARS_PASSED.match(line.after(mention.end, 40)):
        return True
    return any(sign.search(before) for sign in (_ELSEWHEN, _PLANNED, _BORN))


def begins_night(line: Line, mention: Mention, text: str) -> bool:
    """On the night of 18 September (from 19:30 on the 17th): the hour at which it began."""
    before = line.before(mention.start)
    opened = before.rfind("(")
    return opened >= 0 and ")" not in before[opened:] and _FROM.search(before[opened:]) is not None


def starts_span(line: Line, mention: Mention, text: str) -> bool:
    """From 6 a.m. on 3 May 2023, when ..., to midnight on 9 June 2023."""
    if mention.grain == NAMED or mention.until is not None:
        return False
    later = [other for other in line.mentions if other.start >= mention.end]
    if not later or not _FROM.search(line.before(mention.start)):
        return False
    return any(_TO_THEN.search(line.before(other.start)) for other in later)


def ends_span(line: Line, mention: Mention, text: str) -> bool:
    """Return the other end of such a span."""
    earlier = [other for other in line.mentions if other.end <= mention.start]
    if not earlier or not _TO_THEN.search(line.before(mention.start)):
        return False
    return any(_FROM.search(line.before(other.start)) and not other.until for other in earlier)


def possessive_of_no_event(line: Line, mention: Mention, text: str) -> bool:
    """Yesterday's elections, the previous day's confirmation."""
    if not line.folded.endswith("'s", 0, mention.end - line.start):
        return False
    return not any(
        term.entry.get("grammar") in ("event", "fighting", "campaign", "toll", "movement")
        and 0 < term.start - mention.end <= 30
        for term in line.bases
    )


def toll_rose_then(line: Line, mention: Mention, text: str) -> bool:
    """The number of dead rose to 14 on Sunday: the day of the count, not of the deaths."""
    if mention.grain == MONTH and _FROM_OTHER.match(line.after(mention.end)):
        return False  # "rose to 184 in June from 174 in May"
    counted = any(
        term.entry.get("grammar") in ("toll", "total") and term.start < mention.start
        for term in line.bases
    )
    return counted and _ROSE.search(line.before(mention.start)) is not None


def end_of_count(line: Line, mention: Mention, text: str) -> bool:
    """As of 8 p.m. on March 3; by Monday; by then; but not "by Monday's attack"."""
    if mention.rule == "periods.by_then":
        return True
    possessive = line.folded.endswith("'s", 0, mention.end - line.start)
    return not possessive and _AS_OF.search(line.before(mention.start)) is not None


def ends_hours(line: Line, mention: Mention, text: str) -> bool:
    """In the 24 hours to 06:00 on 2 May: the day from which they are counted back."""
    return _ENDS_SPAN.search(line.before(mention.start)) is not None


def counts_from_event(line: Line, mention: Mention, text: str) -> bool:
    """Two days after rockets killed twelve."""
    return mention.covers.startswith("after_")


def dates_background(line: Line, mention: Mention, text: str) -> bool:
    """After Friday's attack, ...; a day after rockets killed twelve."""
    clause = line.clauses[line.clause_of(mention)]
    words = line.folded[clause.start - line.start : mention.start - line.start].lstrip()
    if _LATER_THAN.search(words):
        return True
    return clause.start == line.start and _BACKGROUND.match(words) is not None


def names_an_old_event(line: Line, mention: Mention, text: str) -> bool:
    """The 2022 siege, the 2026 election, the August assassination."""
    return mention.grain in (MONTH, YEAR) and mention.attributive


def _any_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ALWAYS: frozenset[str] = frozenset()
ROLES: tuple[tuple[RoleRule, str, frozenset[str]], ...] = (
    (is_stamp, STAMP, _ALWAYS),
    (counts_days_of_war, LAPSE, _ALWAYS),
    (record_since, ASIDE, _any_of("since")),
    (
        elsewhen,
        ASIDE,
        _any_of(
            "anniversary eve ahead prior than scheduled planned plans due before each every will "
            "would be to expected set upcoming passed since"
        ),
    ),
    (possessive_of_no_event, ASIDE, _ALWAYS),
    (ends_hours, SAID, _any_of("hour hours days weeks months years")),
    (begins_night, ASIDE, _any_of("from")),
    (starts_span, SINCE, _any_of("from")),
    (ends_span, AS_OF, _any_of("to until till up through")),
    (end_of_count, AS_OF, _any_of("as by until till up through")),
    (
        start_of_count,
        SINCE,
        _any_of(
            "since starting beginning dating from began begun started erupted broke breaking "
            "flared raged launched unleashed"
        ),
    ),
    (
        toll_rose_then,
        AS_OF,
        _any_of(
            "rose risen rises climbed climbs grew grown increased increases jumped reached passed "
            "surpassed exceeded stood stands put puts"
        ),
    ),
    (
        said_in_report,
        SAID,
        _any_of(
            "report statement summary update bulletin briefing post interview address message "
            "speech assessment communique release video article dispatch note tally statements "
            "communiques messages bulletins videos broadcast broadcasts"
        ),
    ),
    (said_then, SAID, _ALWAYS),
    (says_on_it, SAID, _ALWAYS),
    (counts_from_event, BACKGROUND, _ALWAYS),
    (
        dates_background,
        BACKGROUND,
        _any_of("after following response retaliation revenge despite wake"),
    ),
    (names_an_old_event, BACKGROUND, _ALWAYS),
)
"""The rules in their order, each with the words of which one must stand in its sentence."""


def role_of(line: Line, mention: Mention, text: str) -> str:
    """Return what the expression does in its sentence; without a sign, it dates what is told."""
    role = line.roles.get(mention.start)
    if role is None:
        role = line.roles[mention.start] = _read(line, mention, text)
    return role


def _read(line: Line, mention: Mention, text: str) -> str:
    for rule, role, signs in ROLES:
        if (not signs or not signs.isdisjoint(line.words)) and rule(line, mention, text):
            return role
    return TOLD
