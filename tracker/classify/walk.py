"""The way from a number to its verb: what may stand between, and where it ends."""

from __future__ import annotations

from tracker.classify.units import ADVERBS, AUXILIARIES, Unit
from tracker.classify.verdict import Reading

PASSIVE_AUXILIARIES = frozenset("is are was were be been being get gets got remain remains".split())


CLAUSE_BREAKS = frozenset(
    "while but after when where because although though if whereas before as until unless "
    "since".split()
)


RISEN = frozenset(
    "rose risen rises rise climbed climbs grew grown grows increased increases jumped went "
    "gone".split()
)


_TRANSPARENT_PREPOSITIONS = frozenset(
    "in at near of from on over across around outside inside between for to within along under "
    "aboard off south north east west".split()
)


_ASIDE_OPENERS = frozenset(
    "including include among most mostly some both of aged many a an the his her their who "
    "which all one mainly as her".split()
)


FAR = 26  # units: a longer way from a number to its verb has not been seen in news prose


_SAYS = frozenset("said says say told tells announced stated added insists insisted".split())


def verb_of(reading: Reading, at: int) -> int | None:
    """Return where the measure word stands that has the count as its subject, or None."""
    return verb_from(reading, behind_phrase(reading, at))


def behind_phrase(reading: Reading, at: int) -> int:
    """Return the position behind all that a count counts: "18 of the 150 men | had survived"."""
    phrase = reading.phrase(at)
    if phrase.of_count is not None and phrase.of_count in reading.phrases:
        return reading.phrases[phrase.of_count].last
    return phrase.last


def verb_from(reading: Reading, start: int) -> int | None:
    """Return the first measure word from a position on that can be a verb of what is before."""
    auxiliary = needs_auxiliary = False
    position: int | None = start
    limit = start + FAR
    while position is not None and position < min(len(reading.units), limit):
        unit = reading.units[position]
        if _sustained(reading, position):
            return position
        if _describes(reading, position) and position < start + 3:
            needs_auxiliary = True
            position += 1
            continue
        if unit.kind == "cue":
            active = unit.grammar == "participle" and _has_object(reading, position)
            verb = unit.grammar in ("participle", "state", "intransitive")
            fits = auxiliary or not (active or needs_auxiliary)
            return position if verb and fits else None
        if unit.is_word(_SAYS) or unit.text == "not":
            return None  # "two officials said a number had been hit", "were not used"
        auxiliary = auxiliary or unit.is_word(PASSIVE_AUXILIARIES)
        before, position = position, step_right(reading, position)
        if position is not None:
            limit += position - before - 1  # what is passed over as a whole makes no way longer
    return None


_SUSTAIN = frozenset(
    "sustain sustains sustained sustaining suffer suffers suffered suffering receive receives "
    "received receiving".split()
)


def _sustained(reading: Reading, position: int) -> bool:
    """As in "three officers sustain life-threatening injuries": the noun is their verb's."""
    unit = reading.units[position]
    if unit.kind != "cue" or unit.grammar != "noun" or unit.entry is None:
        return False
    if unit.entry.get("people") != "wounded":
        return False
    return any(before.text in _SUSTAIN for before in reading.units[max(0, position - 5) : position])


def _describes(reading: Reading, position: int) -> bool:
    """As in "missiles targeting Kyiv were intercepted": a participle right behind its noun."""
    unit, before = reading.units[position], reading.unit(position - 1)
    active = unit.kind == "cue" and unit.grammar in ("active", "attack")
    return active and unit.text.endswith("ing") and before is not None and before.kind != "punct"


def _has_object(reading: Reading, position: int) -> bool:
    """Tell whether the participle is an active past: "three gunmen killed a policeman"."""
    following = reading.unit(position + 1)
    if following is None or reading.units[position].text.endswith((" at", " by", " on", " in")):
        return False
    if following.kind == "count":
        behind = reading.phrases.get(position + 1)
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


def step_right(reading: Reading, position: int) -> int | None:
    """Return the position behind what may stand between subject and verb; None at its end."""
    unit = reading.units[position]
    if unit.kind == "punct":
        return _step_over_mark(reading, position)
    if unit.kind == "count":
        return None
    before = reading.unit(position - 1)
    if unit.text == "since" and before is not None and before.is_word(AUXILIARIES):
        return position + 1  # "have since died"
    if unit.text == "as" and _is_fate(reading.unit(position + 1)):
        return position + 1  # "are listed as missing", "were confirmed as killed"
    if unit.is_word(CLAUSE_BREAKS) or unit.text in (
        "by",
        "during",
        "following",
        "amid",
        "per",
        "than",
    ):
        return None
    if unit.text == "with":
        return _behind_with(reading, position)
    if unit.text == "including":
        return _behind_aside(reading, position)
    if unit.is_word({"and", "or", "plus"}):
        return _step_over_join(reading, position)
    if unit.is_word(_TRANSPARENT_PREPOSITIONS):
        following = reading.unit(position + 1)
        if following is not None and following.kind == "count" and position + 1 in reading.phrases:
            return reading.phrases[position + 1].last
        return position + 1
    return position + 1


def _is_fate(unit: Unit | None) -> bool:
    return unit is not None and unit.kind == "cue" and unit.grammar in ("participle", "state")


def _behind_with(reading: Reading, position: int) -> int | None:
    """As in "two men with shrapnel wounds were taken": the auxiliary behind a short phrase."""
    for index in range(position + 1, min(len(reading.units), position + 6)):
        unit = reading.units[index]
        if unit.is_word(PASSIVE_AUXILIARIES):
            return index
        if unit.kind in ("count", "punct"):
            return None
    return None


def _step_over_join(reading: Reading, position: int) -> int | None:
    following = reading.unit(position + 1)
    if following is None or following.is_word({"of"}):
        return None  # "has risen to 61,722, and of those injured to 154,525"
    if following.is_word(ADVERBS):
        return position + 1
    nearest = _count_from(reading, position + 1)
    if nearest is not None:
        return reading.phrases[nearest].last
    if following.kind == "cue":
        return None if _has_object(reading, position + 1) else position + 1
    return position + 1


def _count_from(reading: Reading, position: int) -> int | None:
    """Return the count that begins here, behind its hedges ("and at least five others")."""
    for index in range(position, min(position + 6, len(reading.units))):
        unit = reading.units[index]
        if unit.kind == "count":
            begins = reading.left_of(index) < position
            phrase = reading.phrases[index]
            named = phrase.head is not None or phrase.inner is not None
            return index if begins and named and not phrase.of_them else None
        if unit.kind in ("punct", "cue", "number"):
            return None
    return None


def _step_over_mark(reading: Reading, position: int) -> int | None:
    mark = reading.units[position].text
    if mark in "\"'":
        return position + 1
    if mark == "(":
        for index in range(position + 1, len(reading.units)):
            if reading.units[index].text == ")":
                return index + 1
        return None
    following = reading.unit(position + 1)
    if mark in "-–—" and following is not None:
        if following.is_word(AUXILIARIES) or _is_fate(following):
            return position + 1  # "more than 430 - were wounded", "199 - injured"
        if _is_dash(reading, position):
            return _behind_dashes(reading, position)
    if mark != ",":
        return None
    if following is None:
        return None
    nearest = _count_from(reading, position + 1)
    if nearest is not None:
        return reading.phrases[nearest].last
    if _opens_part(reading, position + 1):
        return _behind_aside(reading, position + 1)
    if following.is_word({"and", "or"}):
        return _step_over_join(reading, position + 1)
    if following.is_word(AUXILIARIES | ADVERBS) or following.kind == "cue":
        return position + 1
    shared = _behind_second(reading, position + 1)
    if shared is not None:
        return shared
    if following.is_word(_ASIDE_OPENERS):
        return _behind_aside(reading, position + 1)
    return _behind_apposition(reading, position + 1)


def _behind_second(reading: Reading, position: int) -> int | None:
    """As in "Three children, their parents killed in": a headline's second subject."""
    if not reading.units[position].is_word({"a", "an", "their", "his", "her"}):
        return None
    for index in range(position + 1, min(len(reading.units), position + 5)):
        if _is_fate(reading.unit(index)):
            return index if index > position + 1 and not _has_object(reading, index) else None
        if reading.units[index].kind not in ("word", "subject", "party"):
            return None
    return None


def _is_dash(reading: Reading, position: int) -> bool:
    """Tell whether the mark stands free, as a dash does, and a hyphen does not."""
    before, mark = reading.units[position - 1], reading.units[position]
    return position > 0 and before.end < mark.start


def _behind_dashes(reading: Reading, position: int) -> int | None:
    """As in "14 persons - 13 men and one woman - were": the verb behind the second dash."""
    for index in range(position + 1, min(len(reading.units) - 1, position + 14)):
        if reading.units[index].text in ("-", "–", "—") and _is_dash(reading, index):
            following = reading.units[index + 1]
            verb = following.is_word(AUXILIARIES) or following.kind == "cue"
            return index + 1 if verb else None
        if reading.units[index].kind == "cue" or reading.units[index].text in (".", ";", ":"):
            return None
    return None


def _opens_part(reading: Reading, position: int) -> bool:
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


def _behind_apposition(reading: Reading, position: int) -> int | None:
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


def _behind_aside(reading: Reading, position: int) -> int | None:
    """Return the position behind the comma that closes an aside, if a verb follows there."""
    for index in range(position, min(len(reading.units), position + FAR)):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ",":
            following = reading.unit(index + 1)
            if following is not None and (
                following.is_word(AUXILIARIES | ADVERBS) or following.kind == "cue"
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
