"""Words that part clauses, and that tell who did what to whom within one."""

from __future__ import annotations

import re

from tracker.cued import cued

BELIEVES = re.compile(r"\b(?:believe[sd]?|thinks?|thought|suspects?|suspected|assesse[sd])\b")
MISHAP = cued(
    r"\b(?:friendly fire|accidental(?:ly)?|mistaken(?:ly)?|by mistake|mutin\w+|pro-government)\b"
)
"""What befalls an army by its own hand."""
DONE_TO = frozenset({"fires", "stops", "harms"})
OBJECT_REACH = 60
BY_OR_BREAK = re.compile(r"[,;.:]|\b(?:by|as|when|while|before|after|that|which|who)\b")
BLAMED = cued(r"\b(?:responsib|blam|accus|claim|behind the)")
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|got|the|those|of|in)\s+"
    r"(?:\w+ly\s+|also\s+|all\s+|then\s+|later\s+|shot\s+|\w+ed\s+and\s+|shot\s+and\s+)*$"
)
TALLIED = cued(r"\b(?:number|toll|count|total|tally) of [^.;,]{0,50}$")
BESIDE = re.compile(
    r"\b(?:beside|alongside|against|with|between|than|like|including)\s+(?:the\s+)?$"
)
SAYS = re.compile(r"\b(?:said|says|say|reported|claimed|claims)\b")
HANDED = re.compile(
    r"\b(?:hand|return|transfer|deliver|turn|sen|g[ai]v|releas)\w* [^.;]{0,45}\bto (?:the )?$"
)
"""Before whom something was handed to: "handed 47 prisoners to Damascus and received 19"."""
HIT_TOO = re.compile(r"\b(?:kill|wound|injur|hurt|shot|shoot)\w*(?: dead)? (?:an?|one) $")
"""The victim of the verb before: "kills an Israeli soldier and injures two officers"."""
NOT_DOERS = ((HIT_TOO, 20), (BESIDE, 20), (HANDED, 60))
"""What tells so before a side, and how far before it, in characters."""
STRUCK = re.compile(
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!'s )(?<!\bin )(?<!\bof )(?<!missile )(?<!drone )(?<!air )"
    r"\b(?:strikes?|struck|hits?|attack(?:s|ed)?|shell(?:s|ed)?|bomb(?:s|ed)?|target(?:s|ed)?|"
    r"raid(?:s|ed)?|storm(?:s|ed)?|kill(?:s|ed)?|destroy(?:s|ed)?|repel(?:s|led)?|"
    r"ambush(?:es|ed)?|wound(?:s|ed)?) (?:the |an? |several |some |more )?$"
)
"""The object of the verb before: "forces strike Russian headquarters, destroy two tanks"."""
INSERTED = re.compile(
    r"\w, (?:(?:who|which) (?:was|were|had been) |)(?:[\w-]+ ){0,2}?"
    r"\w*(?:ed|en|shot|hit|struck) by "
    r"(?:the |an? |suspected )?(?:[\w-]+ ){0,3}?$"
)
"""Before who does what a clause between commas tells: "The troops, who were ambushed by ..."."""
OF_A_WAR = re.compile(r"'s (?:[\w-]+ ){0,2}(?:war|invasion|aggression)\b")
PARTICIPLE = re.compile(r"\w+ing\b")
CLAUSE = re.compile(r"\b(?:when|while|as|after|before|that|which|who|where|said|says)\b")
SUBJECT_ONLY = re.compile(r"(?: [\w'-]+){0,4}(?<! and)(?<! or)(?<! but)(?<! then) ")
_BREAK = re.compile(r"[;\u2022]|[.!?] |\n\n")


def clause_break(between: str) -> bool:
    """Tell whether one statement ends between two words."""
    return bool(_BREAK.search(between))
