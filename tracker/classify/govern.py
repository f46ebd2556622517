"""Which word says what happened to the counted: the rules of grammar.

Each rule looks for one construction and returns a verdict or None; classify tries them in
the order of RULES.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.classify.units import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    Unit,
    kind_of,
    measure_for,
)
from tracker.classify.verdict import (
    Reading,
    Rule,
    Verdict,
    claim,
    rejection,
    subject_kinds,
)

_PASSIVE_AUXILIARIES = frozenset("is are was were be been being get gets got remain remains".split())
_CLAUSE_BREAKS = frozenset(
    "while but after when because although though if whereas before as until unless since".split()
)
_TRANSPARENT_PREPOSITIONS = frozenset(
    "in at near of from on over across around outside inside between for to within along under "
    "aboard off south north east west".split()
)
_ASIDE_OPENERS = frozenset(
    "including include among most mostly some both of aged many a an the his her their who "
    "which all one mainly as her".split()
)
_FAR = 26  # units: a longer way from a number to its verb has not been seen in news prose


def judge_cue(reading: Reading, at: int, cue: Unit, rule: str, role: str | None = None) -> Verdict | None:
    """Return what a measure word says of a count: a claim, a rejection, or nothing.

    ``role`` is "agent" or "instrument" where the counted thing is not what was affected.
    """
    entry = cue.entry
    assert entry is not None
    reason = entry.get("reject")
    kinds = subject_kinds(reading, at)
    if reason is not None:
        return rejection(reading, at, rule, reason, cue) if role is None else None
    for subject, kind in kinds:
        measure = entry.get(role) if role else measure_for(entry, kind)
        head = reading.phrase(at).head
        if head is not None and head.role == "target" and measure != "intercepted":
            return rejection(reading, at, rule, "places, not harm", head)
        if role and kind != "weapon":
            continue
        measure = measure or _special_object(reading, at, cue)
        if measure is not None:
            return claim(reading, at, rule, measure, _fit(subject, measure, reading, at), cue)
    return None


def _special_object(reading: Reading, at: int, cue: Unit) -> str | None:
    """"Claimed 30 lives", "took 251 hostages", "registers hundreds of prisoners of war"."""
    entry, head = cue.entry, reading.phrase(at).head
    if entry is None or head is None:
        return None
    if head.text in ("lives", "souls"):
        return entry.get("lives")
    following = reading.unit(reading.phrase(at).last)
    words = f"{head.text} {following.text if following else ''}"
    if entry.get("prisoners") and any(w in words for w in ("hostage", "prisoner", "captive")):
        return entry.get("prisoners")
    if entry.get("captives") and any(w in words for w in ("prisoners of war", "pows", "hostages")):
        return entry.get("captives")
    return None


def _fit(subject: str, measure: str, reading: Reading, at: int) -> str:
    """Settle subjects that the measure decides: exchanged prisoners and lost men fight."""
    following = reading.unit(reading.phrase(at).last)
    if measure == "casualties" and subject == "man":
        return "combatant"
    if measure == "captured" and following is not None and following.text.startswith(("prisoner", "as prisoners")):
        return "combatant" if subject == "person" else subject
    return subject


def active_left(reading: Reading, at: int) -> Verdict | None:
    """Object of an active verb: "killed three", "wounding at least 16", "lost 26 tanks"."""
    position = reading.left_of(at)
    unit = reading.unit(position)
    if unit is not None and unit.is_word({"of"}):
        return _of_noun(reading, at, position - 1)
    if unit is not None and unit.kind == "cue" and unit.text.endswith((" by", " of")) and unit.entry:
        return judge_cue(reading, at, unit, "noun_by", "agent" if unit.entry.get("agent") else None)
    if unit is None or unit.kind != "cue" or not _is_active(reading, position):
        return None
    state = reading.unit(reading.phrase(at).last)
    if state is not None and state.kind == "cue" and state.grammar == "state":
        return judge_cue(reading, at, state, "active_left+state")
    both = _both_verbs(reading, position)
    verdict = judge_cue(reading, at, unit, "active_left")
    if verdict is not None and verdict.is_claim and both:
        return claim(reading, at, "active_left+both", "casualties", verdict.subject or "person", unit)
    return verdict


def _of_noun(reading: Reading, at: int, position: int) -> Verdict | None:
    """The bodies of 45, the deaths of five, the loss of 26 tanks, losses of 500."""
    unit = reading.unit(position)
    if unit is not None and unit.kind == "cue" and unit.grammar in ("noun", "toll"):
        return judge_cue(reading, at, unit, "noun_of")
    return None


def _is_active(reading: Reading, position: int) -> bool:
    """Tell whether the verb takes an object: an active form, or a participle not passive."""
    unit = reading.units[position]
    if unit.grammar == "active":
        return True
    if unit.grammar not in ("participle", "attack"):
        return False
    for before in reversed(reading.units[max(0, position - 4) : position]):
        if before.is_word(_PASSIVE_AUXILIARIES):
            return False
        if not before.is_word(ADVERBS):
            break
    return not _passive_of_previous(reading, position)


def _passive_of_previous(reading: Reading, position: int) -> bool:
    """Tell whether the count before is the verb's passive subject: "8 killed 19 injured"."""
    following = reading.unit(position + 1)
    taken = any(v.cue is reading.units[position] for v in reading.done)
    return taken and following is not None and following.kind != "count"


def _both_verbs(reading: Reading, position: int) -> bool:
    """Tell whether two verbs share the object: "killed or wounded 30"."""
    joint, other = reading.unit(position - 1), reading.unit(position - 2)
    return (
        joint is not None
        and joint.is_word({"and", "or"})
        and other is not None
        and other.kind == "cue"
        and {measure_for(u.entry, "people") for u in (other, reading.units[position]) if u.entry}
        == {"killed", "wounded"}
    )


def inner_noun(reading: Reading, at: int) -> Verdict | None:
    """The counted word is the harm itself: "5 casualties", "100 deaths", "185 injuries"."""
    inner = reading.phrase(at).inner
    if inner is None or inner.grammar not in ("noun", "toll") or inner.entry is None:
        return None
    measure = inner.entry.get("people")
    if measure is None:
        return None
    subject = _modifier_subject(reading, at, inner) or subject_behind(reading, at)
    subject = subject or _labelled_people(reading) or _of_forces(reading, inner)
    return claim(reading, at, "inner_noun", measure, subject or "person", inner)


def _labelled_people(reading: Reading) -> str | None:
    """"Aid seekers: 22 martyrs": the people that a line's label names."""
    units = reading.units
    for index, unit in enumerate(units[:8]):
        if unit.text == ":" and index and units[index - 1].kind == "subject":
            subject = units[index - 1].subject
            return subject if subject and kind_of(subject) == "people" else None
    return None


_FORCES = frozenset(
    "forces army troops brigade battalion regiment military manpower guard unit units division "
    "corps navy militia squad platoon company paratroopers soldiers servicemen invaders".split()
)


def _of_forces(reading: Reading, inner: Unit) -> str | None:
    """"Casualties that the forces suffered", "inflicted on the brigade": fighters' losses."""
    index = reading.units.index(inner)
    near = reading.units[max(0, index - 4) : index + 9]
    if inner.entry is None or inner.entry.get("people") != "casualties":
        return None
    for unit in near:
        if unit.subject == "combatant" or any(word in _FORCES for word in unit.text.split()):
            return "combatant"
    return None


def subject_behind(reading: Reading, at: int) -> str | None:
    """"The bodies of 45 soldiers", "14 bodies of civilians": the noun behind "of"."""
    last = reading.phrase(at).last
    if reading.unit(last) is not None and reading.units[last].is_word({"of", "among", "to", "in", "for"}):
        for unit in reading.units[last + 1 : last + 5]:
            if unit.kind == "subject":
                return unit.subject
    return None


def _modifier_subject(reading: Reading, at: int, inner: Unit) -> str | None:
    """"430 child victims", "civilian deaths": the noun before the noun of harm."""
    for unit in reading.units[at + 1 : reading.phrase(at).last]:
        if unit.kind == "subject" and unit.role is None:
            return unit.subject
    first = inner.text.split()[0]
    return {"civilian": "civilian", "military": "combatant", "personnel": "combatant",
            "combat": "combatant", "battlefield": "combatant", "manpower": "combatant",
            "battle": "combatant"}.get(first)


def inner_adjective(reading: Reading, at: int) -> Verdict | None:
    """"12 wounded soldiers", "30 dead civilians": the harm stands within the phrase."""
    inner = reading.phrase(at).inner
    if inner is None or inner.grammar not in ("participle", "state"):
        return None
    return judge_cue(reading, at, inner, "inner_adjective")


def passive_right(reading: Reading, at: int) -> Verdict | None:
    """Subject of what follows: "three people were killed", "12 dead", "7 others injured"."""
    found = next(_verbs_right(reading, at), None)
    if found is None:
        return None
    position, _ = found
    cue = reading.units[position]
    verdict = judge_cue(reading, at, cue, "passive_right")
    if verdict is not None and verdict.is_claim and _both_right(reading, position):
        return claim(reading, at, "passive_right+both", "casualties", verdict.subject or "person", cue)
    return verdict


def _both_right(reading: Reading, position: int) -> bool:
    """"Several people are killed and injured": one number for both."""
    joint, other, after = (reading.unit(position + step) for step in (1, 2, 3))
    return (
        joint is not None
        and joint.is_word({"and", "or"})
        and other is not None
        and other.kind == "cue"
        and other.entry is not None
        and {other.entry.get("people"), (reading.units[position].entry or other.entry).get("people")}
        == {"killed", "wounded"}
        and (after is None or after.kind != "count")
        and other.grammar == "participle"
        and not (after is not None and (after.is_word(DETERMINERS) or after.kind in ("subject", "party")))
    )


def agent(reading: Reading, at: int) -> Verdict | None:
    """A weapon as the doer: "50 rockets hit the town", "nine missiles fired by X hit Y"."""
    if not any(kind == "weapon" for _, kind in subject_kinds(reading, at)):
        return None
    position: int | None = reading.phrase(at).last
    while position is not None and position < min(len(reading.units), at + _FAR):
        unit = reading.units[position]
        if unit.kind == "cue":
            if unit.entry and unit.entry.get("agent") and not unit.text.endswith((" by", " of")):
                passive = reading.units[position - 1].is_word(_PASSIVE_AUXILIARIES)
                return None if passive else judge_cue(reading, at, unit, "agent", "agent")
            by = reading.unit(position + 1)
            if unit.grammar != "participle" or by is None or not by.is_word({"by", "from", "at"}):
                return None
            position += 2
            continue
        position = _step_right(reading, position)
    return None


_HARMED = {"dead": "killed", "killed": "killed", "deceased": "killed", "victims": "casualties",
           "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "casualties": "casualties",
           "fatalities": "killed", "missing": "missing", "freed": "released", "released": "released"}


def among_the_dead(reading: Reading, at: int) -> Verdict | None:
    """"Two nurses are among the dead", "among those freed are two journalists"."""
    kinds = [subject for subject, kind in subject_kinds(reading, at) if kind == "people"]
    if not kinds:
        return None
    for index in _among_positions(reading, at):
        for unit in reading.units[index + 1 : index + 4]:
            harmed = _HARMED.get(unit.text.split()[-1])
            if harmed is not None:
                return claim(reading, at, "among_the_dead", harmed, kinds[0], unit)
    return None


def _among_positions(reading: Reading, at: int) -> Iterator[int]:
    """Yield where "among" stands behind the count's clause, or right before it."""
    for index in range(reading.phrase(at).last, min(len(reading.units), at + _FAR)):
        unit = reading.units[index]
        if unit.is_word({"among", "amongst"}):
            before = reading.units[index - 1]
            if before.is_word(AUXILIARIES):
                yield index
            break
        if unit.kind == "cue" or (unit.kind == "punct" and unit.text in ";:."):
            break
    left = reading.left_of(at)
    for index in range(left, max(-1, left - 6), -1):
        if reading.units[index].is_word({"among", "amongst"}) and reading.units[left].is_word(AUXILIARIES):
            yield index


def instrument(reading: Reading, at: int) -> Verdict | None:
    """Weapons behind "with": "attacked with 8 missiles", "hits by 12 missiles"."""
    position = reading.left_of(at)
    unit = reading.unit(position)
    if unit is None or not (unit.is_word({"with", "using", "by", "involving", "from"})):
        return None
    if not any(kind == "weapon" for _, kind in subject_kinds(reading, at)):
        return None
    cue = _attack_before(reading, position)
    if cue is None or unit.text == "from":
        return None
    if cue.kind == "subject":
        return claim(reading, at, "instrument", "launched", subject_kinds(reading, at)[0][0], cue)
    return judge_cue(reading, at, cue, "instrument", "instrument")


def _attack_before(reading: Reading, position: int) -> Unit | None:
    """Return the word of attack nearest before: a verb, or the attack itself."""
    for index in range(position - 1, max(-1, position - _FAR), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ";:.":
            return None
        if unit.kind == "cue" and unit.entry and unit.entry.get("instrument"):
            return unit
        if unit.kind == "subject" and unit.subject in _ATTACKS:
            following = reading.units[index + 1]
            if unit.text in ("strike", "strikes") and _starts_object(following):
                return _as_hit(unit)
            return unit
    return None


_ATTACKS = frozenset("attack airstrike missile_strike drone_strike shelling".split())


def _starts_object(unit: Unit) -> bool:
    return unit.is_word(DETERMINERS) or unit.kind in ("party",) or unit.kind == "word" and not (
        unit.is_word({"on", "in", "at", "by", "with", "against", "across", "near", "and", "of", "have", "using"})
    )


def _as_hit(unit: Unit) -> Unit:
    return unit


def _verbs_right(reading: Reading, at: int) -> Iterator[tuple[int, bool]]:
    """Yield the measure words that can have the count as their subject, nearest first."""
    units = reading.units
    position = reading.phrase(at).last
    limit = min(len(units), at + _FAR)
    auxiliary = False
    while position < limit:
        unit = units[position]
        if unit.kind == "cue":
            if unit.grammar not in ("participle", "state", "intransitive"):
                return
            if not auxiliary and unit.grammar == "participle" and _has_object(reading, position):
                return
            yield position, auxiliary
            return
        step = _step_right(reading, position)
        if step is None:
            return
        auxiliary = auxiliary or unit.is_word(_PASSIVE_AUXILIARIES)
        position = step


def _has_object(reading: Reading, position: int) -> bool:
    """Tell whether the participle is an active past: "three gunmen killed a policeman"."""
    following = reading.unit(position + 1)
    if following is None:
        return False
    if following.kind == "count":
        behind = reading.phrases.get(position + 1)
        own = behind is not None and (behind.inner is not None or _followed_by_cue(reading, behind.last))
        return not own
    if following.kind in ("subject", "party"):
        return True
    return following.is_word({"a", "an", "the", "their", "his", "its", "him", "them", "himself", "themselves"})


def _followed_by_cue(reading: Reading, position: int) -> bool:
    unit = reading.unit(position)
    while unit is not None and (unit.is_word(ADVERBS | AUXILIARIES)):
        position += 1
        unit = reading.unit(position)
    return unit is not None and unit.kind == "cue" and unit.grammar in ("participle", "state", "intransitive")


def _step_right(reading: Reading, position: int) -> int | None:
    """Return the position behind what may stand between subject and verb; None at its end."""
    unit = reading.units[position]
    if unit.kind == "punct":
        return _step_over_mark(reading, position)
    if unit.kind == "count":
        return None
    if unit.is_word(_CLAUSE_BREAKS) or unit.text in ("with", "by", "during", "following", "amid", "per", "than"):
        return None
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


def _step_over_join(reading: Reading, position: int) -> int | None:
    following = reading.unit(position + 1)
    if following is None:
        return None
    if following.is_word(ADVERBS):
        return position + 1
    nearest = _count_from(reading, position + 1)
    if nearest is not None:
        return reading.phrases[nearest].last
    if following.kind == "cue":
        return None
    return position + 1


def _count_from(reading: Reading, position: int) -> int | None:
    """Return the count that begins here, behind its hedges ("and at least five others")."""
    for index in range(position, min(position + 6, len(reading.units))):
        unit = reading.units[index]
        if unit.kind == "count":
            begins = reading.left_of(index) < position
            return index if begins and not reading.phrases[index].of_them else None
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
    if mark != ",":
        return None
    following = reading.unit(position + 1)
    if following is None:
        return None
    nearest = _count_from(reading, position + 1)
    if nearest is not None:
        return reading.phrases[nearest].last
    if following.is_word({"and", "or"}):
        return _step_over_join(reading, position + 1)
    if following.is_word(AUXILIARIES | ADVERBS) or following.kind == "cue":
        return position + 1
    if following.is_word(_ASIDE_OPENERS):
        return _behind_aside(reading, position + 1)
    return _behind_apposition(reading, position + 1)


def _behind_apposition(reading: Reading, position: int) -> int | None:
    """"Residents of Irpin, Kyiv region, killed during": a short aside without a verb."""
    for index in range(position, min(len(reading.units), position + 9)):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ",":
            following = reading.unit(index + 1)
            verb = following is not None and (following.is_word(AUXILIARIES) or following.kind == "cue")
            return index + 1 if verb else None
        if unit.kind in ("cue", "count", "punct") or unit.is_word(AUXILIARIES):
            return None
    return None


def _behind_aside(reading: Reading, position: int) -> int | None:
    """Return the position behind the comma that closes an aside, if a verb follows there."""
    for index in range(position, min(len(reading.units), position + _FAR)):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ",":
            following = reading.unit(index + 1)
            if following is not None and (following.is_word(AUXILIARIES | ADVERBS) or following.kind == "cue"):
                return index + 1
        if unit.is_word(AUXILIARIES) and index > position + 1 and reading.units[position].text not in ("who", "which", "of", "most", "all", "some", "many"):
            return index
        if unit.kind == "punct" and unit.text in ";:.":
            return None
    return None


def object_list(reading: Reading, at: int) -> Verdict | None:
    """Further object of an active verb behind a noun without number: "a tank and five guns"."""
    position = reading.left_of(at)
    joint = reading.unit(position)
    if joint is None or not (joint.is_word({"and", "or", "plus"}) or joint.text == ","):
        return None
    for index in range(position - 1, max(-1, position - 9), -1):
        unit = reading.units[index]
        if unit.kind == "cue":
            return judge_cue(reading, at, unit, "object_list") if _is_active(reading, index) and unit.grammar != "attack" else None
        if unit.kind == "count" or unit.is_word(AUXILIARIES | _CLAUSE_BREAKS | {"with", "by", "in", "on", "at", "to", "from", "that", "who"}):
            return None
        if unit.kind == "punct" and unit.text in ";:.":
            return None
    return None


def whole_of_part(reading: Reading, at: int) -> Verdict | None:
    """"52 out of 54 drones", "none of the five": the whole of which a number is the part."""
    part = next((v for v in reading.done if v.phrase.of_count == at), None)
    before = reading.unit(reading.left_of(at))
    if part is None and before is not None and before.is_word({"of"}):
        any_of = reading.unit(reading.left_of(at) - 1)
        if any_of is not None and any_of.is_word({"any", "all", "most"}):
            stopped = [v for v in reading.done if v.measure in _STOPPED]
            part = stopped[-1] if stopped else None
    if part is None:
        return None
    kinds = subject_kinds(reading, at)
    if part.measure in _STOPPED and kinds and kinds[0][1] == "weapon":
        return claim(reading, at, "whole_of_part", "launched", kinds[0][0], part.cue)
    return rejection(reading, at, "whole_of_part", "the whole of a stated part", None)


_STOPPED = frozenset("intercepted suppressed impacted".split())


def split_total(reading: Reading, at: int) -> Verdict | None:
    """"1,968 prisoners: 250 convicts serving long terms, and 1,718 men": behind a total's colon."""
    for index in range(at - 1, 0, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ":":
            break
        if unit.kind == "punct" and unit.text in ".;":
            return None
    else:
        return None
    whole = next((v for v in reversed(reading.done) if v.is_claim and v.position < index), None)
    if whole is None or whole.subject is None or whole.measure is None or whole.phrase.last < index - 3:
        return None
    for subject, kind in subject_kinds(reading, at):
        small, large = reading.units[at].count, whole.count.value
        fits = small is not None and small.value is not None and large is not None and small.value < large
        if kind == kind_of(whole.subject) and fits and reading.phrase(at).head is not None:
            return claim(reading, at, "breakdown", whole.measure, subject, whole.cue)
    return None


def own_plural(reading: Reading, at: int) -> Verdict | None:
    """"187 launches of drones", "five killings of farmers": the act itself is counted."""
    following = reading.unit(reading.phrase(at).last)
    if following is None or following.kind != "cue" or not following.text.endswith(" of"):
        return None
    assert following.entry is not None
    for unit in reading.units[reading.phrase(at).last + 1 : reading.phrase(at).last + 5]:
        if unit.kind == "subject" and unit.subject:
            measure = measure_for(following.entry, kind_of(unit.subject))
            return claim(reading, at, "own_plural", measure, unit.subject, following) if measure else None
    return None


GOVERNING: tuple[Rule, ...] = (
    whole_of_part,
    own_plural,
    inner_noun,
    split_total,
    agent,
    active_left,
    instrument,
    among_the_dead,
    passive_right,
    inner_adjective,
)
