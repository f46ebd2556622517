"""What may be put in between a number and its verb: asides, appositions, what dashes enclose."""

from __future__ import annotations

from tracker.classify.units import ADVERBS, AUXILIARIES, FAR, PASSIVE_AUXILIARIES, SUSTAIN, Unit
from tracker.classify.verdict import Reading

ASIDE_OPENERS = frozenset(
    "including include among most mostly some both of aged many a an the his her their who "
    "which all one mainly as having".split()
)


def has_object(reading: Reading, position: int) -> bool:
    """Tell whether the participle is an active past: "three gunmen killed a policeman"."""
    at = _counted_from(reading, position + 1)
    following = reading.unit(at)
    if following is None or reading.units[position].text.endswith((" at", " by", " on", " in")):
        return False
    if following.kind == "count":
        behind = reading.phrases.get(at)
        own = behind is not None and (
            behind.inner is not None
            or _followed_by_cue(reading, behind.last)
            or (behind.head is not None and behind.head.kind == "noun")  # "killed two days ago"
        )
        return not own
    if following.kind in ("subject", "party"):
        return True
    return following.is_word(
        {"a", "an", "the", "their", "his", "its", "him", "them", "himself", "themselves"}
    )


def _counted_from(reading: Reading, position: int) -> int:
    """Return where the number stands whose hedge begins here ("at least | 34"), else here."""
    first = reading.unit(position)
    if first is not None and first.text == "near":
        return position  # "injured near several schools"
    for at in range(position, min(position + 4, len(reading.units))):
        count = reading.units[at].count
        if first is not None and count is not None and at in reading.phrases:
            return at if count.reach_start <= first.start else position
    return position


def _followed_by_cue(reading: Reading, position: int) -> bool:
    unit = reading.unit(position)
    while unit is not None and (unit.is_word(ADVERBS | AUXILIARIES)):
        position += 1
        unit = reading.unit(position)
    return (
        unit is not None
        and unit.kind == "cue"
        and unit.grammar in ("participle", "state", "intransitive")
    )


def is_fate(unit: Unit | None) -> bool:
    """Tell whether a unit says what befell somebody: "killed", "dead"."""
    return unit is not None and unit.kind == "cue" and unit.grammar in ("participle", "state")


def behind_with(reading: Reading, position: int) -> int | None:
    """As in "two men with shrapnel wounds were taken": the auxiliary behind a short phrase."""
    for index in range(position + 1, min(len(reading.units), position + 6)):
        unit = reading.units[index]
        if unit.is_word(PASSIVE_AUXILIARIES):
            return index
        if unit.text == ",":
            return behind_apposition(reading, index + 1)  # "linked with X, a rebel group, were"
        if unit.kind in ("count", "punct"):
            return None
    return None


def behind_second(reading: Reading, position: int) -> int | None:
    """As in "Three children, their parents killed in": a headline's second subject."""
    if not reading.units[position].is_word({"a", "an", "their", "his", "her"}):
        return None
    for index in range(position + 1, min(len(reading.units), position + 5)):
        if is_fate(reading.unit(index)):
            return index if index > position + 1 and not has_object(reading, index) else None
        if reading.units[index].kind not in ("word", "subject", "party"):
            return None
    return None


def is_dash(reading: Reading, position: int) -> bool:
    """Tell whether the mark stands free, as a dash does, and a hyphen does not."""
    before, mark = reading.units[position - 1], reading.units[position]
    return position > 0 and before.end < mark.start


def behind_dashes(reading: Reading, position: int) -> int | None:
    """As in "14 persons - 13 men and one woman - were": the verb behind the second dash."""
    for index in range(position + 1, min(len(reading.units) - 1, position + 14)):
        if reading.units[index].text in ("-", "–", "—") and is_dash(reading, index):
            following = reading.units[index + 1]
            verb = following.is_word(AUXILIARIES) or following.kind == "cue"
            return index + 1 if verb else None
        if reading.units[index].kind == "cue" or reading.units[index].text in (".", ";", ":"):
            return None
    return None


def opens_part(reading: Reading, position: int) -> bool:
    """As in "31 people, five of them children, died", "four, one in Hebron, two in Jenin, are"."""
    for index in range(position, min(position + 5, len(reading.units))):
        unit = reading.units[index]
        if unit.kind != "count":
            continue
        if reading.left_of(index) >= position or index not in reading.phrases:
            return False
        phrase = reading.phrases[index]
        behind = reading.unit(phrase.last)
        placed = phrase.head is None and behind is not None and behind.is_word({"in", "from", "at"})
        kind_told = phrase.head is None and behind is not None and behind.is_word({"a", "an"})
        return phrase.of_them or placed or kind_told  # "seven medics, one an American, died"
    return False


def behind_apposition(reading: Reading, position: int) -> int | None:
    """As in "residents of Irpin, Kyiv region, killed", "men from Goma, DR Congo were shot"."""
    for index in range(position, min(len(reading.units), position + 14)):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ",":
            following = reading.unit(index + 1)
            verb = following is not None and (
                following.is_word(AUXILIARIES) or following.kind == "cue"
            )
            return index + 1 if verb else None
        if unit.is_word(PASSIVE_AUXILIARIES) and position < index <= position + 3:
            harmed = reading.unit(index + 1)
            return index if harmed is not None and harmed.kind == "cue" else None
        if unit.kind in ("cue", "count", "punct") or unit.is_word(AUXILIARIES):
            return None
    return None


def behind_aside(reading: Reading, position: int) -> int | None:
    """Return the position behind the comma that closes an aside, if a verb follows there."""
    for index in range(position, min(len(reading.units), position + FAR)):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ",":
            following = reading.unit(index + 1)
            if following is not None and (
                following.is_word(AUXILIARIES | ADVERBS | SUSTAIN) or following.kind == "cue"
            ):
                return index + 1
        if (
            unit.is_word(AUXILIARIES)
            and index > position + 1
            and reading.units[position].text
            not in ("who", "which", "of", "most", "all", "some", "many")
        ):
            return index
        if unit.kind == "punct" and unit.text in ";:.":
            return None
    return None
