"""The words that make a number a part: including, among them, of whom, of the dead."""

from __future__ import annotations

from tracker.classify.units import AUXILIARIES, DETERMINERS
from tracker.classify.verdict import Reading

PART_OPENERS = frozenset("incl including include includes included among comprising".split())


_PART_PRONOUNS = frozenset("whom which them these those who".split())

_CAUSES = frozenset("result consequence course because".split())
"""As in "shelled the town, as a result of which nine were hurt": no part."""


def part_opener(reading: Reading, at: int) -> str | None:
    """Return the words that make a number a part of the one before, or None."""
    phrase = reading.phrase(at)
    of_the = phrase.of_the and not (_owned(reading, at) or _of_others(reading, at))
    if phrase.of_them or of_the or phrase.of_count is not None:
        count, whole = reading.units[at].count, reading.last_claim()
        none_of_all = count is not None and count.value == 0 and phrase.of_count is None
        if none_of_all and (whole is None or whole.count.value is None):
            return None  # "none of the missiles": no number was stated for them
        return "of_them"
    position = reading.left_of(at)
    words = [unit.text for unit in reading.units[max(0, position - 3) : position + 1]]
    if not words:
        return "among_them" if _among_behind(reading, phrase.last) else None
    if words[-1] == "." and words[-2:-1] == ["incl"]:
        return "including"
    if position == 0 and words == ["among"] and phrase.inner is not None:
        return None  # "Among the 5,531 wounded were 163 boys": the whole
    if words[-1] == "among" and words[-2:-1] and words[-2] in AUXILIARIES:
        return None  # "Six nurses were among 31 people killed": the whole
    if words[-1] in PART_OPENERS or in_list_of_parts(reading, at):
        return "including"
    if words[-3:] == [",", "from", "them"]:
        return "of_whom"  # "19 people were hurt, from them four children"
    if words[-2:] == ["of", "which"] and words[0] in _CAUSES:
        return None
    if words[-1] in _PART_PRONOUNS and len(words) > 1 and words[-2] in ("of", "among", "amongst"):
        count = reading.units[at].count
        hedged = count is not None and count.reach_start < count.start
        return None if hedged and words[-1] == "them" else "of_whom"  # "one of them over twenty"
    if words[-1] == "," and dead_before(reading, position):
        return "of_the_dead"
    if (
        words[-1] == ","
        and len(words) > 2
        and words[-2] in _PART_PRONOUNS
        and words[-3] in ("of", "among")
    ):
        return "of_whom"
    if _among_behind(reading, _end_of_list(reading, at)):
        return "among_them"
    return "of_the_number" if _of_the_number(reading) else None


def _of_others(reading: Reading, at: int) -> bool:
    """As in "Gunmen killed four policemen; two of the attackers died": not of those four."""
    head, whole = reading.phrase(at).head, reading.last_claim()
    if any(unit.text in _GANGS for unit in reading.units[at + 1 : reading.phrase(at).last]):
        return True  # "killed 38 people; two of the gang's men"
    if head is None or whole is None or whole.phrase.head is None:
        return False
    group = head.kind == "party" and head.entry is not None and head.entry.get("kind") == "group"
    if group and head.entry is not None:
        party = whole.phrase.party or whole.phrase.head
        return party.entry is None or party.entry.term != head.entry.term
    return head.text in _ATTACKERS and whole.phrase.head.text not in _ATTACKERS


_GANGS = frozenset("gang cartel militia group".split())
_ATTACKERS = frozenset(
    "attackers assailants gunmen militants terrorists insurgents rebels bandits raiders jihadists "
    "perpetrators infiltrators hijackers fighters combatants".split()
)


def _owned(reading: Reading, at: int) -> bool:
    """As in "One of its drivers was killed": of the owner's people, not of a number before."""
    owner = any(
        u.is_word({"its", "their", "his", "her", "our"}) for u in reading.units[at : at + 5]
    )
    return owner and not any(verdict.is_claim for verdict in reading.done)


def in_list_of_parts(reading: Reading, at: int) -> bool:
    """As in "including a woman and four children", where the first part has no number.

    What stands behind ", and" is told anew: "including a guard, and four others were hurt".
    """
    position, phrase = reading.left_of(at), reading.phrase(at)
    joint, before = reading.units[position], reading.unit(position - 1)
    if not joint.is_word({"and"}) or phrase.others or phrase.head is None:
        return False
    closes = before is not None and before.text == ","  # the comma of "women, children, and two"
    behind = reading.unit(phrase.last)
    if closes and behind is not None and (behind.is_word(AUXILIARIES) or behind.kind == "cue"):
        return False
    commas = 0
    for index in range(position - 1 - closes, max(-1, position - 9), -1):
        unit = reading.units[index]
        if unit.kind in ("count", "cue") or unit.text in (".", ";", ":"):
            return False
        if unit.text in PART_OPENERS:
            return commas > 0 or not closes
        commas += unit.text == ","
    return False


def dead_before(reading: Reading, position: int) -> bool:
    """Tell whether "Of the ... dead," stands before."""
    index = harm_before(reading, position)
    if index is None:
        return False
    position, index = index + 1, index - 1
    while index >= 0 and (
        reading.units[index].kind in ("party", "subject")
        or reading.units[index].is_word(DETERMINERS | {"total"})
    ):
        index -= 1
    opener = reading.unit(index)
    return index < position - 2 and opener is not None and opener.is_word({"of", "among"})


def harm_before(reading: Reading, position: int) -> int | None:
    """Return where the word of harm stands: "Of those killed | in the shelling, 224 were men"."""
    for index in range(position - 1, max(-1, position - 7), -1):
        unit = reading.units[index]
        if unit.kind == "cue":
            return index if unit.grammar in _HARM else None
        if unit.kind in ("count", "punct"):
            return None
    return None


_HARM = frozenset("state participle toll noun".split())


def _of_the_number(reading: Reading) -> bool:
    """As in "Of the 84 drones launched, 61 were shot down": the number before is the whole."""
    previous = reading.previous
    if previous is None:
        return False
    opener = reading.unit(reading.left_of(previous.position))
    return opener is not None and opener.is_word({"of"}) and opener is reading.units[0]


def _end_of_list(reading: Reading, at: int) -> int:
    """Return the position behind the last of the numbers that are listed from here on."""
    last = reading.phrase(at).last
    joint, following = reading.unit(last), reading.unit(last + 1)
    while joint is not None and joint.text == "and" and following is not None:
        if following.kind != "count":
            break
        last = reading.phrase(last + 1).last
        joint, following = reading.unit(last), reading.unit(last + 1)
    return last


def _among_behind(reading: Reading, position: int) -> bool:
    """As in "Two children among them", "five paramedics being among the dead"."""
    words = [unit.text for unit in reading.units[position : position + 4]]
    while words and words[0] in _BEING:
        del words[0]
    return words[:1] == ["among"] and len(words) > 1 and words[1] in _THE_HARMED


_BEING = ("being", "were", "are", "was", "is")


_THE_HARMED = ("them", "the", "those", "the dead", "the wounded", "the injured")
