"""Is it stated as fact? Hypothetical figures are rejected, denied ones kept and marked."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.classify.units import Unit
from tracker.classify.verdict import Reading, Verdict
from tracker.lexicon import Lexicon, Term
from tracker.models import Document

_CLAUSE_MARKS = frozenset(";:.—")
_CLAUSE_WORDS = frozenset("while but although though when after because which that who and".split())

_DENIED_THEN = re.compile(
    r"\bden(?:ied|ies|y) (?:on|late|early|earlier|yesterday|again|\w+ly)\b[^.;:]{0,30}? that\b"
    r"|\bden(?:ied|ies|y|ying) (?:(?:an?|the|all|any|earlier|media|previous|such) ){1,3}"
    r"(?:reports?|claims?|rumou?rs?|allegations?|accusations?)\b"
)
"""As in "denied on Monday that", "again denied on 12 March that", "denied an earlier report"."""


class Stances:
    """The modal and denying words of a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._terms = [
            t
            for t in lexicon.find("stance", document)
            if t.entry.get("stance") in ("hypothetical", "planned")
            and not _is_month(document, t)
            and not _ASSERTS.match(document.folded, t.start)
        ]
        self._starts = [term.start for term in self._terms]
        self._folded = document.folded
        found = lexicon.find("stance", document)
        denials = [t.start for t in found if t.entry.get("stance") == "denied"]
        later = [each.start() for each in _DENIED_THEN.finditer(document.folded)]
        self._denials = sorted([*denials, *later])
        self._denials_behind = [t.start for t in found if t.entry.get("stance") == "denied_behind"]

    def weigh(self, reading: Reading, verdict: Verdict) -> Verdict:
        """Return the verdict, turned into a rejection where a modal word governs it."""
        if not verdict.is_claim:
            return verdict
        modal = self._modal(reading, verdict)
        if modal is None:
            return verdict._replace(denied=self._denied(reading, verdict))
        return verdict._replace(
            measure=None,
            subject=None,
            rule="hypothetical",
            reason="hypothetical, planned or future",
            because=Unit("word", modal.start, modal.end, modal.entry.term),
        )

    def _denied(self, reading: Reading, verdict: Verdict) -> bool:
        """Tell whether a word of denial stands before the number in its sentence."""
        first = bisect_left(self._denials, reading.line.sentence.start)
        last = bisect_left(self._denials, verdict.count.start)
        if first < last and not _TOLD_INSTEAD.search(
            self._folded, self._denials[last - 1], verdict.count.start
        ):
            return True
        behind = bisect_left(self._denials_behind, verdict.count.end)
        return behind < bisect_left(self._denials_behind, reading.line.sentence.end)

    def _is_closed(self, modal: Term, verdict: Verdict, end: int) -> bool:
        """As in "In support of efforts to secure the road, the army | carried out two raids"."""
        sentence = self._document.sentences[verdict.sentence]
        if not _OPENS.match(self._document.folded, sentence.start):
            return False
        return "," in self._document.folded[modal.end : end]

    def _modal(self, reading: Reading, verdict: Verdict) -> Term | None:
        """Return the modal word before the verb or the number in its own clause."""
        start, end, clause_end = _clause(reading, verdict)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        governing = [t for t in self._terms[first:last] if not self._is_closed(t, verdict, end)]
        if governing:
            return governing[0]
        behind = self._terms[last : bisect_left(self._starts, clause_end)]
        return next((t for t in behind if t.entry.get("stance") == "planned"), None)


_OPENS = re.compile(r"(?:in (?:support|light|line|response|order)|as part|because|despite|amid)\b")
"""How a sentence begins whose first clause only says on what occasion the rest was done."""

_ASSERTS = re.compile(
    r"if not (?:more|all|most|dozens|scores|hundreds|thousands|worse)\b"
    r"|(?:may|might) have\b|(?:may|might|could) be as (?:high|many)\b"
    r"|(?:could|able to) (?:document|confirm|verify|count|establish|identify)\b"
)
"""Turns that only hedge what happened: "as many as 30 may have died"."""


_TOLD_INSTEAD = re.compile(
    r"; |, (?:but|while|and|saying|insisting|adding)(?: \w+){0,3}? "
    r"(?:said|says|say|only|put|counted)\b| and (?:said|says|claimed|claims|put|counted) "
    r"|, (?:saying|insisting|stating|adding) (?:that )?"
    r"|, (?:the )?(?:[\w'-]+ ){1,5}(?:said|says|put|confirmed|reported) "
)
"""Behind these a denial is over: "denied that 60 men fell, saying that 12 had"."""


def _is_month(document: Document, term: Term) -> bool:
    """Tell whether "May" is the month: written large, beside a number or behind "in"."""
    if document.text[term.start : term.end] not in ("May", "MAY"):
        return False
    around = (
        document.folded[max(0, term.start - 9) : term.start],
        document.folded[term.end : term.end + 4],
    )
    return any(c.isdigit() for c in around[0][-3:] + around[1]) or around[0].endswith(
        (
            "in ",
            "of ",
            "since ",
            "by ",
            "until ",
            "last ",
            "this ",
            "early ",
            "late ",
            "mid-",
            "from ",
        )
    )


def _clause(reading: Reading, verdict: Verdict) -> tuple[int, int, int]:
    """Return where the clause of a figure begins, the end of its verb or number, its own end."""
    units = reading.units
    cue = verdict.cue
    own = units[verdict.position]
    ahead = cue is not None and own.start < cue.start < reading.line.sentence.end
    left = verdict.position
    if cue is not None and reading.line.sentence.start <= cue.start < own.start:
        left = next((i for i, u in enumerate(units) if u.start >= cue.start), left)
    begin = left
    while begin > 0:
        unit = units[begin - 1]
        if (unit.kind == "punct" and unit.text in _CLAUSE_MARKS) or unit.is_word(_CLAUSE_WORDS):
            break
        begin -= 1
    end = cue.end if ahead and cue is not None else own.end
    last = verdict.position
    while last + 1 < len(units) and not (
        (units[last + 1].kind == "punct" and units[last + 1].text in _CLAUSE_MARKS | {","})
        or units[last + 1].is_word(_CLAUSE_WORDS)
    ):
        last += 1
    return units[begin].start, end, units[last].end
