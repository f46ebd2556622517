"""Whether an expression of time is the day on which something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.lexicon import Term
from tracker.when.lines.line import Line
from tracker.when.written.mention import MONTH, NAMED, PART, YEAR, Mention

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
_PUT_IN = re.compile(r", (?:[\w'-]+ ){1,3}(?:say|said|recall|remember)(?:s|ed)?, ")
_TWO, _NEXT = 2, 12
_SMALL_WORDS = frozenset("the of and de al el for its his her in its s".split())

# "The army told everyone north of the valley to leave."
_ORDERS = re.compile(r"(?:told|warned) (?:(?!that\b)[\w'-]+ ){1,7}to [a-z]+")
_THAT = re.compile(r",? that\b| (?:it|they|he|she) had\b")
_HEADS_ENTRY = re.compile(r": | ?[-\u2013\u2014] ")


def said_in_report(line: Line, mention: Mention, text: str) -> bool:
    """In its morning report on 22 October; in a statement issued on Friday."""
    if _is_span(mention):
        return False
    before = line.before(mention.start)
    return _IN_REPORT.search(before) is not None or _STATED.search(before) is not None


def said_then(line: Line, mention: Mention, text: str) -> bool:
    """Said on Friday; said in a statement on Friday; "said last week that"."""
    if _is_span(mention):
        return _said_in_that_span(line, mention)
    before = (term for term in line.tenses if term.end <= mention.start and _reports(term))
    verbs = [term for term in before if not _is_joined(line, term)]
    if not verbs:
        return False
    gap = line.folded[verbs[-1].end - line.start : mention.start - line.start]
    if line.after(verbs[-1].start, 6) == "declar" and not gap.strip():
        return False  # "declares April 6 a day of mourning"
    found = _TIME_OF_DAY.search(gap)
    core = text[verbs[-1].end : verbs[-1].end + (found.start() if found else len(gap))]
    core = core.strip(", ")
    if _IN_PUBLIC.match(core.lower()):
        return len(core.split()) <= 9 and "," not in core
    told = line.after(verbs[-1].start, 4) in ("told", "tell")
    if told and len(core.split()) <= 4 and not any(c.isdigit() for c in core):
        return True
    return len(core.split()) <= 7 and _is_name(core)


def _is_joined(line: Line, term: Term) -> bool:
    """Tell "800 names were added to the list" from "he added on Friday that"."""
    added = line.after(term.start, term.end - term.start) == "added"
    return added and line.before(term.start, 5).endswith(("were ", "was ", "been "))


def _said_in_that_span(line: Line, mention: Mention) -> bool:
    """Tell "said last week that", "said last week it had"; not "reported last week nine deaths"."""
    if not _THAT.match(line.after(mention.end, 12)):
        return False
    verb = next((t for t in line.tenses if t.end + 1 == mention.start), None)
    return verb is not None and _reports(verb)


def _is_span(mention: Mention) -> bool:
    return mention.grain == NAMED and mention.covers not in ("today", "yesterday")


def _reports(term: Term) -> bool:
    return term.entry.get("use") == "report"


def _is_name(words: str) -> bool:
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words.split())


def says_on_it(line: Line, mention: Mention, text: str) -> bool:
    """On Saturday it published a list; on Monday, the ministry said that ..."""
    if mention.grain == NAMED or mention.until is not None:
        return False
    verbs = [term for term in line.tenses if term.start >= mention.end]
    if mention.grain in (MONTH, PART, YEAR) and _is_had(line, verbs):
        verbs = verbs[1:]
    verb = verbs[0] if verbs else None
    if verb is None or not _reports(verb) or _ORDERS.match(line.after(verb.start)):
        return False
    if _PUT_IN.match(line.after(mention.end)):
        return False  # "On 17 March, he says, everything shook"
    clause = line.clauses[line.clause_of(mention)]
    if mention.start - clause.start > 12:
        return False
    if mention.start == line.start and _HEADS_ENTRY.match(line.after(mention.end, 3)):
        return False
    counted = any(mention.end <= f.count.start < verb.start for f in line.figures)
    return not counted and len(text[mention.end : verb.start].split()) <= 8


def _is_had(line: Line, verbs: Sequence[Term]) -> bool:
    """Tell the "had" of "in March the commission had spoken of more than 100"."""
    if len(verbs) < _TWO or line.after(verbs[0].start, 4) != "had ":
        return False
    return verbs[1].start - verbs[0].end < _NEXT
