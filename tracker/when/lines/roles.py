"""What an expression of time does in its sentence: dates what is told, or something else."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.when.lines.line import Line
from tracker.when.lines.stamp import is_stamp
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

_SINCE = re.compile(
    r"\b(?:ever since|since|starting|beginning|dating back to|"
    r"from the (?:start|beginning|outset) of)(?: (?:about|around|at least|early|late|the|start|"
    r"beginning|morning|evening|night|of|on|in|back|as))* $"
)
_SINCE_EVENT = re.compile(
    r"\bsince (?:[^.;:,]{3,80},? )?(?:on|in|of|back in|late|early|last)(?: (?:the|on|in))* $|"
    r"\bsince [^.;:,]{3,80} (?:began|started|erupted|broke out) $"
)
_SINCE_BEGAN = re.compile(r"\bsince [^.;:,]{3,80} (?:began|started|erupted|broke out) $")
_SINCE_LAST = re.compile(r"\bsince [^.;:,]{3,80} $")
_WAR_BEGAN = re.compile(
    r"\b(?:war|conflict|invasion|insurgency|uprising|hostilities|fighting)\b[^.;]{0,30}\b(?:began|"
    r"started|erupted|broke out|begun|beginning|starting|breaking out|flared)\b"
    r"(?: (?:on|in|back in|there|again))* (?:the )?$"
)
_THAT_BEGAN = re.compile(
    r"\b(?:that|which) (?:began|started|erupted|broke out|flared up|ha(?:s|ve) raged since)"
    r"(?: (?:on|in|late|early|last))* (?:the )?$"
)
_FROM = re.compile(
    r"\bfrom(?: \d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)?(?: (?:on|in|the|morning|evening|of|early|"
    r"late|midnight|noon))* $"
)
_TO_THEN = re.compile(
    r"\b(?:to|until|till|up to|through)(?: (?:the|midnight|on|end|of|\d{1,2}[:.]\d\d|local time|"
    r"noon|morning|evening))* $"
)
_TRUCE_BEGAN = re.compile(
    r"\b(?:ceasefire|truce|deal|agreement|talks|exercises?|term|visit)\b[^.;,]{0,20}"
    r"\b(?:that|which) (?:began|started|took)[^.;,]{0,12} $"
)
_COUNT_STARTS = (_SINCE, _SINCE_EVENT, _WAR_BEGAN, _THAT_BEGAN)
_AS_OF = re.compile(
    r"\b(?:as of|as at|as on|by|until|till|up to|through)(?: (?:the|early|late|noon|midnight|"
    r"midday|dawn|morning|afternoon|evening|night|end|close|of|on|at|\d{1,2}(?:[:.]\d\d)?"
    r"(?: ?[ap]\.?m\.?)?|local time|o'clock|hours|gmt|,))* $|\bby the time\b[^.;,]{0,40} $"
)
_ELSEWHEN = re.compile(
    r"\b(?:anniversary of|eve of|ahead of|prior to|than(?: in| on| during| at)?|scheduled for|"
    r"planned for|due|before)(?: the)?(?: on)? $|\b(?:each|every) $"
)
_PLANNED = re.compile(
    r"\b(?:will|would|to be|planned|plans|scheduled|due|expected|set to|upcoming|is to|are to)\b"
    r"[^.;,]*$"
)
_BORN = re.compile(r"\bborn (?:in|on|between|around|before|after)\b[\d ]*(?:and )?$")
_BACKGROUND = re.compile(
    r"(?:after|following|in response to|in retaliation for|in revenge for|despite|"
    r"in the wake of)\b"
)
_LATER_THAN = re.compile(r"\b(?:hours|days|weeks|months|years|a day|a week|a month|a year) after\b")
_IN_REPORT = re.compile(
    r"\b(?:in|its|his|her|their|a|the|an)(?: [a-z-]+){0,2} (?:report|statement|summary|update|"
    r"bulletin|briefing|post|interview|address|message|speech|assessment|communique|release|"
    r"video|article|dispatch|note|tally)(?: \w+)?(?: on| for| of| from| dated)? (?:the )?"
    r"(?:morning of |evening of )?$"
)
_STATED = re.compile(
    r"\b(?:statement|communique|message|bulletin|video|broadcast)s? (?:was |were )?(?:read|issued|"
    r"released|published|aired|posted|broadcast|sent|circulated)\b[^.;,]{0,40}$"
)
_IN_PUBLIC = re.compile(
    r"(?:in (?:a|an|its|the|his|her|their)|to|via|at|through|on (?:telegram|x|facebook|"
    r"social media|state tv|television))\b"
)
_TIME_OF_DAY = re.compile(
    r"(?:\b(?:on|in|late|early|earlier|the|morning of|evening of|afternoon of|night of|morning|"
    r"evening)\b ?)*$"
)
_SMALL_WORDS = frozenset("the of and de al el for its his her in its s".split())

_HEADS_ENTRY = re.compile(r": | ?[-\u2013\u2014] ")
_ROSE = re.compile(
    r"\b(?:rose|risen|rises|climbed|climbs|grew|grown|increased|increases|jumped|reached|passed|"
    r"surpassed|exceeded|stood|stands) (?:to|at|by|past|above)?[^.;,]{0,40}$|"
    r"\bputs? the [^.;,]{3,40} at [^.;,]{0,20}$"
)
_ENDS_SPAN = re.compile(
    r"\b(?:hours?|days|weeks|months|years) (?:to|until|till|ending|ended|up to|through|before)"
    r"(?: (?:at|on|the|morning|evening|of|noon|midnight|in|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|"
    r"gmt|local time))* $"
)

RoleRule = Callable[[Line, Mention, str], bool]


def counts_days_of_war(line: Line, mention: Mention, text: str) -> bool:
    """Day ten; seven days into the invasion."""
    return mention.grain == NAMED and mention.covers.startswith(("nth_", "into_"))


def record_since(line: Line, mention: Mention, text: str) -> bool:
    """The deadliest attack since 2014."""
    before = line.before(mention.start, 160)
    if "since " not in before:
        return False
    since = mention.start - len(before) + before.rfind("since ")
    return any(
        term.entry.get("grammar") == "best" and term.start < since
        for term in line.in_clause(line.bases, line.clause_of(mention))
    )


def elsewhen(line: Line, mention: Mention, text: str) -> bool:
    """Ahead of the 9 May parade; planned for March 6; two boys born in 2003 and 2004."""
    before = line.before(mention.start)
    return any(sign.search(before) for sign in (_ELSEWHEN, _PLANNED, _BORN))


def begins_night(line: Line, mention: Mention, text: str) -> bool:
    """On the night of 18 September (from 19:30 on the 17th): the hour at which it began."""
    before = line.before(mention.start)
    opened = before.rfind("(")
    return opened >= 0 and ")" not in before[opened:] and _FROM.search(before[opened:]) is not None


def starts_span(line: Line, mention: Mention, text: str) -> bool:
    """From 4 a.m. on 24 February 2022, when ..., to midnight on 11 April 2022."""
    if mention.grain == NAMED or mention.until is not None:
        return False
    later = [other for other in line.mentions if other.start >= mention.end]
    return _FROM.search(line.before(mention.start)) is not None and any(
        _TO_THEN.search(line.before(other.start)) for other in later
    )


def ends_span(line: Line, mention: Mention, text: str) -> bool:
    """Return the other end of such a span."""
    earlier = [other for other in line.mentions if other.end <= mention.start]
    return _TO_THEN.search(line.before(mention.start)) is not None and any(
        _FROM.search(line.before(other.start)) and other.until is None for other in earlier
    )


def possessive_of_no_event(line: Line, mention: Mention, text: str) -> bool:
    """Yesterday's elections, the previous day's confirmation."""
    if not line.folded[: mention.end - line.start].endswith("'s"):
        return False
    return not any(
        term.entry.get("grammar") in ("event", "fighting", "campaign", "toll")
        and 0 < term.start - mention.end <= 30
        for term in line.bases
    )


def start_of_count(line: Line, mention: Mention, text: str) -> bool:
    """Since 7 October; since the siege began on 10 May 2024."""
    if mention.basis == "day" or mention.until is not None:
        return False
    before = line.before(mention.start, 160)
    if _TRUCE_BEGAN.search(before):
        return False
    if mention.attributive:
        return _SINCE.search(before) is not None
    signs = (_SINCE, _THAT_BEGAN, _SINCE_BEGAN) if mention.grain == NAMED else _COUNT_STARTS
    if mention.last and _SINCE_LAST.search(before):
        return True
    return any(sign.search(before) for sign in signs)


def by_then(line: Line, mention: Mention, text: str) -> bool:
    """By then 9,000 had been killed."""
    return mention.rule == "periods.by_then"


def toll_rose_then(line: Line, mention: Mention, text: str) -> bool:
    """The number of dead rose to 14 on Sunday: the day of the count, not of the deaths."""
    counted = any(
        term.entry.get("grammar") in ("toll", "total") and term.start < mention.start
        for term in line.bases
    )
    return counted and _ROSE.search(line.before(mention.start)) is not None


def end_of_count(line: Line, mention: Mention, text: str) -> bool:
    """As of 8 p.m. on March 3; by Monday; but not "by Monday's attack"."""
    possessive = line.folded[: mention.end - line.start].endswith("'s")
    return not possessive and _AS_OF.search(line.before(mention.start)) is not None


def ends_hours(line: Line, mention: Mention, text: str) -> bool:
    """In the 24 hours to 06:00 on 2 May: the day from which they are counted back."""
    return _ENDS_SPAN.search(line.before(mention.start)) is not None


def said_then(line: Line, mention: Mention, text: str) -> bool:
    """Said on Friday; said in a statement on Friday; in its morning report on 22 October."""
    if mention.grain == NAMED and mention.covers not in ("today", "yesterday"):
        return _said_in_that_span(line, mention)
    if _IN_REPORT.search(line.before(mention.start)):
        return True
    if _STATED.search(line.before(mention.start)):
        return True
    verbs = [t for t in line.tenses if _reports(t.entry.get("use")) and t.end <= mention.start]
    if not verbs:
        return False
    gap = line.folded[verbs[-1].end - line.start : mention.start - line.start]
    found = _TIME_OF_DAY.search(gap)
    core = text[verbs[-1].end : verbs[-1].end + (found.start() if found else len(gap))]
    core = core.strip(", ")
    if _IN_PUBLIC.match(core.lower()):
        return len(core.split()) <= 9 and "," not in core
    told = line.after(verbs[-1].start, 4) in ("told", "tell")
    if told and len(core.split()) <= 4 and not any(c.isdigit() for c in core):
        return True
    return len(core.split()) <= 7 and _is_name(core)


def _said_in_that_span(line: Line, mention: Mention) -> bool:
    """Tell "said last week that"; not "reported last week nine deaths"."""
    if not line.after(mention.end, 6).startswith((" that ", ", that")):
        return False
    verb = next((t for t in line.tenses if t.end + 1 == mention.start), None)
    return verb is not None and _reports(verb.entry.get("use"))


def _reports(use: str | None) -> bool:
    return use == "report"


def _is_name(words: str) -> bool:
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words.split())


def says_on_it(line: Line, mention: Mention, text: str) -> bool:
    """On Saturday it published a list; on Monday, the ministry said that ..."""
    clause = line.clauses[line.clause_of(mention)]
    if mention.start - clause.start > 12 or mention.grain == NAMED or mention.until is not None:
        return False
    if mention.start == line.start and _HEADS_ENTRY.match(line.after(mention.end, 3)):
        return False
    verb = next((t for t in line.tenses if t.start >= mention.end), None)
    if verb is None or not _reports(verb.entry.get("use")):
        return False
    counted = any(mention.end <= f.count.start < verb.start for f in line.figures)
    return not counted and len(text[mention.end : verb.start].split()) <= 8


def dates_background(line: Line, mention: Mention, text: str) -> bool:
    """After Friday's attack, ...; a day after rockets killed twelve."""
    clause = line.clauses[line.clause_of(mention)]
    words = line.folded[clause.start - line.start : mention.start - line.start].lstrip()
    if mention.covers.startswith("after_") or _LATER_THAN.search(words):
        return True
    return clause.start == line.start and _BACKGROUND.match(words) is not None


def names_an_old_event(line: Line, mention: Mention, text: str) -> bool:
    """The 2022 siege, the 2026 election, the August assassination."""
    return mention.grain in (MONTH, YEAR) and mention.attributive


_ROLES: tuple[tuple[RoleRule, str], ...] = (
    (is_stamp, STAMP),
    (counts_days_of_war, LAPSE),
    (record_since, ASIDE),
    (elsewhen, ASIDE),
    (possessive_of_no_event, ASIDE),
    (ends_hours, SAID),
    (begins_night, ASIDE),
    (starts_span, SINCE),
    (ends_span, AS_OF),
    (by_then, AS_OF),
    (end_of_count, AS_OF),
    (start_of_count, SINCE),
    (toll_rose_then, AS_OF),
    (said_then, SAID),
    (says_on_it, SAID),
    (dates_background, BACKGROUND),
    (names_an_old_event, BACKGROUND),
)


def role_of(line: Line, mention: Mention, text: str) -> str:
    """Return what the expression does in its sentence; without a sign, it dates what is told."""
    role = line.roles.get(mention.start)
    if role is None:
        role = next((role for rule, role in _ROLES if rule(line, mention, text)), TOLD)
        line.roles[mention.start] = role
    return role
