"""Around the counted noun: "of them", "of the five", two kinds under one number, model names."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.units import DETERMINERS, Unit
from tracker.lexicon import Entry

PARTITIVE = frozenset("them these those which whom us".split())


def skip_partitive(units: Sequence[Unit], at: int) -> tuple[int, bool, int | None]:
    """Step over "of", "of them", "of the"; a count behind ("52 out of 54") is the whole."""
    position = at
    if _shares_slash(units, at):
        return at, True, at + 1
    if position < len(units) and units[position].is_word({"out"}):
        position += 1
    if position >= len(units) or not units[position].is_word({"of"}):
        return at, False, None
    position += 1
    if position < len(units) and units[position].is_word(PARTITIVE):
        following = units[position + 1 : position + 2]
        those = units[position].text in ("those", "these")  # "713 of them killed" is a part
        defined = following and (
            following[0].is_word({"who", "which", "that"}) or (those and following[0].kind == "cue")
        )
        return position + 1, not defined, None  # "hundreds of those who left" is no part
    of_the = False
    while position < len(units) and units[position].is_word(DETERMINERS | {"about", "some"}):
        of_the = of_the or units[position].text == "the"
        position += 1
    owned = next((p for p in range(position, position + 4) if _owns(units, p)), None)
    position = position if owned is None else owned + 1
    if position < len(units) and units[position].kind == "count":
        return at, True, position
    return position, of_the, None


def _shares_slash(units: Sequence[Unit], at: int) -> bool:
    """As in "44/64 drones were shot down": how many of how many, and no fraction."""
    if not 0 < at < len(units) - 1 or units[at].text != "/":
        return False
    part, whole = units[at - 1], units[at + 1]
    if part.count is None or whole.count is None or part.end != units[at].start:
        return False
    small, large = part.count.value, whole.count.value
    fits = small is not None and large is not None and small <= large >= _LEAST_WHOLE
    return fits and whole.kind == "count" and whole.start == units[at].end


_LEAST_WHOLE = 5  # "2/3 of its missiles" is a fraction


def _owns(units: Sequence[Unit], position: int) -> bool:
    """Tell whether an owner ends here before a number: "five of the company's | 90 men"."""
    if position + 1 >= len(units) or units[position + 1].kind != "count":
        return False
    return units[position].kind == "word" and units[position].text.endswith("'s")


def mixed(units: Sequence[Unit], position: int, subject: str | None) -> str | None:
    """As in "missiles and drones", "women and children": one number for two kinds."""
    if _is_mixed_list(units, position, subject):
        return "person"
    joint, other = units[position : position + 1], units[position + 1 : position + 2]
    if not (joint and other and joint[0].is_word({"and", "or"})):
        return subject
    both = {subject, other[0].subject}
    if len(both) == 2 and both <= _WEAPONS:
        return "munition"
    return "person" if len(both) == 2 and both <= _PEOPLE else subject


def _is_mixed_list(units: Sequence[Unit], position: int, subject: str | None) -> bool:
    """As in "665 fighters, civilians and oil workers": one number for three kinds."""
    behind = units[position : position + 3]
    texts = [unit.text for unit in behind]
    if subject not in _PEOPLE or len(behind) < 3 or texts[0] != "," or texts[2] not in (",", "and"):
        return False
    return behind[1].subject in _PEOPLE - {subject}


_PEOPLE = frozenset("woman child man civilian combatant".split())
_WEAPONS = frozenset("drone missile ballistic_missile cruise_missile rocket bomb shell".split())


def named_by_prefix(name: str, prefixes: dict[str, Entry]) -> Entry | None:
    """Return the subject entry whose model prefix a name begins with: "t-72" is a tank."""
    for length in range(min(len(name), 8), 0, -1):
        entry = prefixes.get(name[:length])
        if entry is not None:
            return entry
    return None
