"""The way from a number to its verb: what may stand between, and where it ends."""

from __future__ import annotations

from tracker.classify.asides import (
    ASIDE_OPENERS,
    behind_apposition,
    behind_aside,
    behind_dashes,
    behind_second,
    behind_with,
    has_object,
    is_dash,
    is_fate,
    opens_part,
)
from tracker.classify.units import (
    ADVERBS,
    AUXILIARIES,
    FAR,
    PASSIVE_AUXILIARIES,
    SAYS,
    SUSTAIN,
    kind_of,
)
from tracker.classify.verdict import Reading

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
            if needs_auxiliary and not auxiliary and _of_other_people(reading, position):
                position += 1
                continue  # "hospitals treating | wounded soldiers were bombed"
            if _is_adjective(reading, position) or _names_the_displaced(reading, position):
                return None
            active = unit.grammar == "participle" and has_object(reading, position)
            verb = unit.grammar in ("participle", "state", "intransitive")
            fits = auxiliary or not (active or needs_auxiliary)
            return position if verb and fits else None
        if unit.is_word(SAYS) or unit.text == "not":
            return None  # "two officials said a number had been hit", "were not used"
        if auxiliary and _goes_on_doing(reading, position):
            auxiliary, needs_auxiliary = False, True
        auxiliary = auxiliary or unit.is_word(PASSIVE_AUXILIARIES)
        before, position = position, step_right(reading, position)
        if position is not None:
            limit += position - before - 1  # what is passed over as a whole makes no way longer
    return None


def _sustained(reading: Reading, position: int) -> bool:
    """As in "three officers sustain life-threatening injuries": the noun is their verb's."""
    unit = reading.units[position]
    if unit.kind != "cue" or unit.entry is None:
        return False
    damage = unit.text == "damage"  # "200 houses sustained severe damage"
    if not damage and (unit.grammar != "noun" or unit.entry.get("people") != "wounded"):
        return False
    return any(before.text in SUSTAIN for before in reading.units[max(0, position - 5) : position])


def _is_adjective(reading: Reading, position: int) -> bool:
    """As in "had a missing tooth", "sent 5,000 men to protect fleeing civilians"."""
    unit, before, behind = (reading.unit(place) for place in (position, position - 1, position + 1))
    if unit is None or before is None or behind is None:
        return False
    counted = reading.units[max(0, position - 2)].kind == "count"  # "tens of thousands of dead"
    if before.is_word({"of"}) and unit.grammar in ("participle", "state") and not counted:
        return True  # "had a combined rate of killed and wounded"
    owned = before.is_word({"a", "an", "his", "her", "its"}) and behind.kind in ("word", "subject")
    if unit.grammar == "state" and owned:
        return True
    noun = behind.kind == "subject" and behind.role is None
    return unit.grammar == "intransitive" and unit.text.endswith("ing") and noun


def _has_people(reading: Reading, position: int) -> bool:
    """As in "schools sheltering | displaced people": whom a building holds."""
    before, behind = reading.unit(position - 1), reading.unit(position + 1)
    held = behind is not None and (behind.subject is not None or behind.kind == "cue")
    return held and before is not None and before.subject in _HOLDERS


_HOLDERS = frozenset("home hospital school building".split())


def _names_the_displaced(reading: Reading, position: int) -> bool:
    """As in "of the 43 farmers killed, 16 were internally displaced persons": who they were."""
    unit, behind = reading.units[position], reading.unit(position + 1)
    noun = behind is not None and behind.subject == "person" and behind.role is None
    return noun and unit.text.endswith("displaced")


def _of_other_people(reading: Reading, position: int) -> bool:
    """Tell whether a word of harm only says which people a building holds or treats."""
    unit, behind = reading.units[position], reading.unit(position + 1)
    return unit.grammar in ("participle", "state") and behind is not None and bool(behind.subject)


def _goes_on_doing(reading: Reading, position: int) -> bool:
    """As in "Eight men were | rebuilding a house that shells had destroyed": no passive."""
    unit, before = reading.units[position], reading.unit(position - 1)
    doing = unit.kind == "word" and unit.text.endswith("ing") and unit.text != "being"
    return doing and before is not None and before.is_word(PASSIVE_AUXILIARIES)


def _describes(reading: Reading, position: int) -> bool:
    """As in "missiles targeting Kyiv were intercepted": a participle right behind its noun."""
    unit, before = reading.units[position], reading.unit(position - 1)
    active = unit.kind == "cue" and unit.grammar in ("active", "attack", "participle")
    if active and unit.grammar == "participle" and not _has_people(reading, position):
        return False
    return active and unit.text.endswith("ing") and before is not None and before.kind != "punct"


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
    if (
        unit.text == "as"
        and [u.text for u in reading.units[position + 1 : position + 3]] == _WELL_AS
    ):
        return position + 3  # "dozens of houses as well as water networks were damaged"
    if unit.text == "as" and is_fate(reading.unit(position + 1)):
        return position + 1  # "are listed as missing", "were confirmed as killed"
    told = [u.text for u in reading.units[position : position + 2]] == ["as", "either"]
    if told and is_fate(reading.unit(position + 2)):
        return position + 2  # "can be identified as either damaged or destroyed"
    if unit.text == "since":
        return _behind_since(reading, position)
    if unit.is_word(CLAUSE_BREAKS) or unit.text in _NO_WAY_ON:
        return None
    if unit.text == "with":
        return behind_with(reading, position)
    if unit.text == "including":
        return behind_aside(reading, position)
    if unit.is_word({"and", "or", "plus"}):
        return _step_over_join(reading, position)
    if unit.is_word(_TRANSPARENT_PREPOSITIONS):
        following = reading.unit(position + 1)
        if following is not None and following.kind == "count" and position + 1 in reading.phrases:
            return reading.phrases[position + 1].last
        return position + 1
    return position + 1


def _behind_since(reading: Reading, position: int) -> int | None:
    """As in "14,000 people since the start of January have fled": the auxiliary behind it."""
    for index in range(position + 1, min(len(reading.units), position + 8)):
        unit = reading.units[index]
        if unit.text.split()[0] in ("have", "has", "had"):
            return index
        if unit.kind in ("cue", "punct", "subject", "count") or unit.is_word(CLAUSE_BREAKS):
            return None
    return None


_WELL_AS = ["well", "as"]
_NO_WAY_ON = frozenset("by during following amid per than".split())


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
        return None if has_object(reading, position + 1) else position + 1
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


def _behind_next_thing(reading: Reading, position: int) -> int | None:
    """As in "four tanks; nine mortars; and 20 vehicles were destroyed": one verb for all."""
    before, joint = reading.unit(position - 1), reading.unit(position + 1)
    begins = position + 2 if joint is not None and joint.is_word({"and"}) else position + 1
    at = _count_from(reading, begins)
    if at is None or before is None:
        return None
    for unit in reversed(reading.units[:position]):
        if unit.kind == "cue":
            return None  # "fired 70 missiles; 55 drones were downed"
        if unit.text == ";":
            break
    listed = (before.subject, reading.phrases[at].subject)
    things = all(each is not None and kind_of(each) in _THINGS for each in listed)
    return reading.phrases[at].last if things else None


_THINGS = frozenset({"weapon", "platform", "structure"})


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
        if following.is_word(AUXILIARIES) or is_fate(following):
            return position + 1  # "more than 430 - were wounded", "199 - injured"
        if is_dash(reading, position):
            return behind_dashes(reading, position)
    if mark == ";":
        return _behind_next_thing(reading, position)
    if mark != ",":
        return None
    if following is None:
        return None
    nearest = _count_from(reading, position + 1)
    if nearest is not None:
        return reading.phrases[nearest].last
    if opens_part(reading, position + 1):
        return behind_aside(reading, position + 1)
    if following.subject is not None and kind_of(following.subject) in _THINGS:
        return position + 1  # "42 invaders, a radar, launcher and two drones were destroyed"
    if following.is_word({"and", "or"}):
        return _step_over_join(reading, position + 1)
    if following.is_word(AUXILIARIES | ADVERBS) or following.kind == "cue":
        return position + 1
    shared = behind_second(reading, position + 1)
    if shared is not None:
        return shared
    if following.is_word(ASIDE_OPENERS):
        return behind_aside(reading, position + 1)
    return behind_apposition(reading, position + 1)
