"""Numbers whose measure stands elsewhere: in a list, a toll, a label, the sentence before."""

from __future__ import annotations

from tracker.classify.govern import judge_cue, object_list
from tracker.classify.units import ADVERBS, AUXILIARIES, DETERMINERS, Unit, kind_of, measure_for
from tracker.classify.verdict import Reading, Rule, Verdict, claim, rejection, subject_kinds

PART_OPENERS = frozenset("including include includes included among comprising".split())
_PART_PRONOUNS = frozenset("whom which them these those who".split())
_LIST_JOINTS = frozenset(", and or plus ; & – - • as well not against versus vs".split())
_TOLL_VERBS = frozenset(
    "to at of is was are were reached reaches reaching hit hits stands stood stand now than from "
    "number numbered totaled totalled totaling totalling amounts amount amounted comes came "
    "approximately passed passes".split()
)
_TOTALS = frozenset("total totals sum count tally number figure".split())
_FAR = 30


def part(reading: Reading, at: int) -> Verdict | None:
    """A part of a number before: "including two children", "11 of them", "of whom 27"."""
    opener = part_opener(reading, at)
    if opener is None:
        return None
    named = _of_the_dead(reading, at)
    if named is not None:
        return named
    whole = reading.last_claim()
    if whole is None or whole.measure is None or whole.subject is None:
        return _rejected_part(reading, at)
    subject = _part_subject(reading, at, whole)
    if subject is None:
        return None
    return claim(reading, at, f"part:{opener}", whole.measure, subject, whole.cue)


def _of_the_dead(reading: Reading, at: int) -> Verdict | None:
    """"Of the Thai dead, 14 were civilians": the harm stands before the number."""
    position = reading.left_of(at)
    comma, cue = reading.unit(position), reading.unit(position - 1)
    if comma is None or comma.text != "," or cue is None or cue.kind != "cue":
        return None
    measure = measure_for(cue.entry, "people") if cue.entry else None
    if measure is None:
        return None
    noun = predicate_noun(reading, reading.phrase(at).last)
    return claim(reading, at, "part:of_the_dead", measure, noun or "person", cue)


def _rejected_part(reading: Reading, at: int) -> Verdict | None:
    previous = reading.previous
    if previous is None or previous.reason is None:
        return None
    return rejection(reading, at, "part_of_rejected", previous.reason, previous.because)


def _part_subject(reading: Reading, at: int, whole: Verdict) -> str | None:
    """Return the part's own noun where it names one, else the whole's."""
    phrase = reading.phrase(at)
    assert whole.subject is not None
    if phrase.head is not None and phrase.head.kind == "noun":
        return None
    if phrase.subject is not None and phrase.head is not None and phrase.head.role is None:
        return phrase.subject if phrase.head.kind != "party" else whole.subject
    return predicate_noun(reading, phrase.last) or whole.subject


def predicate_noun(reading: Reading, position: int) -> str | None:
    """"Of which 27 were children", "ten of them children": the noun behind the number."""
    unit = reading.unit(position)
    while unit is not None and (unit.is_word(AUXILIARIES | DETERMINERS | ADVERBS) or unit.kind == "party"):
        position += 1
        unit = reading.unit(position)
    return unit.subject if unit is not None and unit.role is None else None


def part_opener(reading: Reading, at: int) -> str | None:
    """Return the words that make a number a part of the one before, or None."""
    phrase = reading.phrase(at)
    if phrase.of_them or phrase.of_count is not None:
        return "of_them"
    position = reading.left_of(at)
    words = [unit.text for unit in reading.units[max(0, position - 3) : position + 1]]
    if not words:
        return "among_them" if _among_behind(reading, phrase.last) else None
    if words[-1] in PART_OPENERS:
        return "including"
    if words[-1] in _PART_PRONOUNS and len(words) > 1 and words[-2] in ("of", "among", "amongst"):
        return "of_whom"
    if words[-1] == "," and _dead_before(reading, position):
        return "of_the_dead"
    if words[-1] == "," and len(words) > 2 and words[-2] in _PART_PRONOUNS and words[-3] in ("of", "among"):
        return "of_whom"
    if _among_behind(reading, phrase.last):
        return "among_them"
    return None


def _dead_before(reading: Reading, position: int) -> bool:
    """Tell whether "Of the ... dead," stands before."""
    cue = reading.unit(position - 1)
    if cue is None or cue.kind != "cue" or cue.grammar not in ("state", "participle", "toll"):
        return False
    index = position - 2
    while index >= 0 and (reading.units[index].kind in ("party", "subject") or reading.units[index].is_word(DETERMINERS)):
        index -= 1
    opener = reading.unit(index)
    return index < position - 2 and opener is not None and opener.is_word({"of", "among"})


def _among_behind(reading: Reading, position: int) -> bool:
    """"Two children among them", "five paramedics being among the dead"."""
    words = [unit.text for unit in reading.units[position : position + 4]]
    while words and words[0] in ("being", "were", "are", "was", "is"):
        words = words[1:]
    return words[:1] == ["among"] and words[1:2] in (["them"], ["the"], ["those"], ["the dead"], ["the wounded"], ["the injured"])


def listed(reading: Reading, at: int) -> Verdict | None:
    """Next item of a list: the measure of the item before, with its own noun."""
    position = reading.left_of(at)
    joint = reading.unit(position)
    previous = reading.previous
    if joint is None or previous is None:
        return None
    if joint.text not in _LIST_JOINTS and not (joint.text == "as" or joint.is_word({"with"})):
        return None
    if not _same_list(reading, previous, position):
        return None
    if previous.reason is not None:
        if reading.phrase(at).head is None or reading.phrase(at).subject is not None:
            return None
        return rejection(reading, at, "listed", previous.reason, previous.because)
    return _with_cue_of(reading, at, previous, "listed")


def _same_list(reading: Reading, previous: Verdict, joint: int) -> bool:
    """Tell whether only places and names stand between two items of a list."""
    between = reading.units[previous.phrase.last : joint]
    for index, unit in enumerate(between):
        if unit.kind == "cue" and unit is not previous.cue and previous.cue is not None:
            if index <= 2 and unit.entry is previous.cue.entry:
                continue
            return False
        if unit.is_word(AUXILIARIES) and not previous.rule.startswith(("passive_right", "part")):
            return False
        if unit.kind == "punct" and unit.text in ".:" or unit.is_word({"while", "but", "that", "when", "after"}):
            return False
    return len(between) < _FAR


def _with_cue_of(reading: Reading, at: int, other: Verdict, rule: str) -> Verdict | None:
    """Return the verdict by another's measure word, read for this count's own noun."""
    if other.measure is None or other.subject is None:
        return None
    phrase = reading.phrase(at)
    if phrase.subject is None and (phrase.head is None or phrase.others):
        subject = predicate_noun(reading, phrase.last) or other.subject
        return claim(reading, at, rule, other.measure, subject, other.cue)
    for subject, kind in subject_kinds(reading, at):
        if kind == kind_of(other.subject):
            return claim(reading, at, rule, other.measure, subject, other.cue)
        entry = other.cue.entry if other.cue else None
        measure = measure_for(entry, kind) if entry is not None else None
        if measure is None and other.cue is not None and other.cue.kind == "subject":
            measure = None
        if measure is not None:
            return claim(reading, at, rule, measure, subject, other.cue)
    return None


def toll(reading: Reading, at: int) -> Verdict | None:
    """"The death toll rises to 25", "losses stand at 5,840", "the number of dead: 12"."""
    joint = reading.unit(reading.left_of(at))
    joined = joint is not None and (
        joint.text in _TOLL_VERBS or joint.text in ":-–—" or joint.kind == "cue"
        or joint.is_word({"has", "have", "reach", "estimated", "already", "total", "claimed"})
    )
    if not joined:
        return None
    phrase = reading.phrase(at)
    if phrase.head is not None and phrase.head.kind == "noun":
        return None
    for index in range(reading.left_of(at), max(-1, at - _FAR), -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text in ";.":
            return None
        if unit.kind == "cue" and unit.grammar in ("toll", "noun"):
            return _by_toll(reading, at, unit)
        if unit.kind == "cue" and unit.grammar in ("participle", "state") and _is_nominal(reading, index):
            return _by_toll(reading, at, unit)
    return None


def _is_nominal(reading: Reading, index: int) -> bool:
    """"The dead now number 38", "the number of killed is 12", "the captives freed"."""
    before, after = reading.unit(index - 1), reading.units[index + 1 : index + 3]
    if any(unit.is_word({"number", "numbered", "total", "totaled"}) for unit in after):
        return True
    return before is not None and (before.is_word({"the", "of"}) or before.kind == "subject")


def _by_toll(reading: Reading, at: int, cue: Unit) -> Verdict | None:
    assert cue.entry is not None
    phrase = reading.phrase(at)
    if phrase.subject is None:
        subject = _toll_subject(reading, cue)
        measure = measure_for(cue.entry, "people")
        return claim(reading, at, "toll", measure, subject, cue) if measure else None
    verdict = judge_cue(reading, at, cue, "toll")
    military = cue.entry.term == "losses" or cue.text.startswith(_OF_FIGHTERS)
    if verdict is not None and verdict.subject == "person" and military:
        return claim(reading, at, "toll", "casualties", "combatant", cue)
    return verdict


_OF_FIGHTERS = ("combat", "personnel", "irre", "military", "manpower")


def _toll_subject(reading: Reading, cue: Unit) -> str:
    """Return whose toll it is: "the death toll of soldiers", "military death toll"."""
    index = reading.units.index(cue)
    for unit in [*reading.units[index + 1 : index + 6], *reversed(reading.units[max(0, index - 3) : index])]:
        if unit.kind == "subject" and unit.subject and kind_of(unit.subject) == "people" and unit.role is None:
            return unit.subject
        if unit.text in ("military", "troops", "combat", "army", "personnel", "enemy", "manpower"):
            return "combatant"
        if unit.kind == "party" and unit.entry is not None and unit.text in unit.entry.spellings.get("forces", ()):
            return "combatant"
    for word, subject in (("child", "child"), ("civilian", "civilian"), ("enemy", "combatant"), ("personnel", "combatant"), ("combat", "combatant")):
        if word in cue.text:
            return subject
    if any(unit.subject == "combatant" for unit in reading.units):
        return "combatant"
    return "combatant" if cue.entry is not None and cue.entry.term == "losses" else "person"


def label(reading: Reading, at: int) -> Verdict | None:
    """A line of a bulletin: "tanks - 732", "clashes: 13", "KABs dropped: 30"."""
    head = reading.phrase(at).head
    if head is not None and head.text not in ("units", "unit", "pieces"):
        return None
    before = reading.left_of(at)
    mark = reading.unit(before)
    if mark is None or mark.text not in (":", "-", "–", "—", "‒", "―", "("):
        return None
    noun = cue = None
    for unit in reversed(reading.units[max(0, before - 9) : before]):
        if unit.kind == "count" or (unit.kind == "punct" and unit.text in ",;.)"):
            break
        if unit.kind == "subject" and noun is None and unit.role is None:
            noun = unit
        if unit.kind == "cue" and cue is None:
            cue = unit
    return _labelled(reading, at, noun, cue)


def _labelled(reading: Reading, at: int, noun: Unit | None, cue: Unit | None) -> Verdict | None:
    if noun is None or noun.subject is None:
        if cue is not None and cue.entry is not None and cue.grammar in ("noun", "toll"):
            return judge_cue(reading, at, cue, "label")
        return None
    kind = kind_of(noun.subject)
    if cue is not None and cue.entry is not None:
        measure = measure_for(cue.entry, kind)
        if measure:
            return claim(reading, at, "label", measure, noun.subject, cue)
        if cue.entry.get("reject"):
            return rejection(reading, at, "label", str(cue.entry.get("reject")), cue)
    if kind == "event":
        return claim(reading, at, "label", "attacks", noun.subject, noun)
    running = next((v for v in [*reversed(reading.done), *reversed(reading.before)] if v.is_claim), None)
    if running is None or running.measure is None:
        return None
    return _running_list(reading, at, noun, running)


def _running_list(reading: Reading, at: int, noun: Unit, running: Verdict) -> Verdict | None:
    """A list of losses goes on: what was said of tanks is said of the ships below."""
    assert noun.subject is not None
    kind = kind_of(noun.subject)
    entry = running.cue.entry if running.cue is not None else None
    measure = measure_for(entry, kind) if entry is not None else None
    if measure is None and running.kind == kind:
        measure = running.measure
    if measure is None and kind in ("platform", "weapon") and running.measure in ("casualties", "destroyed"):
        measure = "destroyed"
    return claim(reading, at, "label_in_list", measure, noun.subject, running.cue) if measure else None


def event_itself(reading: Reading, at: int) -> Verdict | None:
    """Attacks counted as such: "76 clashes", "eight missile strikes were reported"."""
    phrase = reading.phrase(at)
    if phrase.subject is None or kind_of(phrase.subject) != "event" or phrase.head is None:
        return None
    return claim(reading, at, "event_itself", "attacks", phrase.subject, phrase.head)


def times(reading: Reading, at: int) -> Verdict | None:
    """"Shelled the town 120 times", "attacked 46 times"."""
    head = reading.phrase(at).head
    if head is None or head.text not in ("times", "time"):
        return None
    for unit in reversed(reading.units[max(0, at - 12) : at]):
        if unit.kind == "cue" and unit.entry is not None and unit.entry.get("instrument"):
            shelled = unit.text.startswith(("shell", "bombard"))
            return claim(reading, at, "times", "attacks", "shelling" if shelled else "attack", unit)
    return None


def heading_list(reading: Reading, at: int) -> Verdict | None:
    """An item below or behind a colon: the measure of what introduced the list."""
    introduced = _introduction(reading, at)
    if introduced is None or reading.phrase(at).head is None and not reading.phrase(at).of_them:
        return None
    if introduced.kind == "cue":
        return judge_cue(reading, at, introduced, "heading_list")
    for subject, kind in subject_kinds(reading, at):
        if kind == "weapon":
            return claim(reading, at, "heading_list", "impacted", subject, introduced)
    return None


def _introduction(reading: Reading, at: int) -> Unit | None:
    """Return the measure word before the colon of this line, if it opens a list here."""
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ":":
            for cue in reversed(reading.units[max(0, index - 6) : index]):
                if cue.kind == "cue" or cue.text in ("hits", "hit"):
                    return cue
            return None
        if unit.kind == "punct" and unit.text == ".":
            return None
    return None


def breakdown(reading: Reading, at: int) -> Verdict | None:
    """Items behind the colon after a total, or below it: "158 targets: 122 missiles and 36"."""
    whole = _open_total(reading, at)
    if whole is None:
        return None
    return _with_cue_of(reading, at, whole, "breakdown")


def _open_total(reading: Reading, at: int) -> Verdict | None:
    """Return the claim whose sentence ended in a colon, in this line or the one before."""
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ":":
            claims = [v for v in reading.done if v.is_claim and v.position < index]
            return claims[-1] if claims else None
    if reading.line.sentence.bullet and reading.before:
        nearest = [v for v in reading.before if v.is_claim]
        return nearest[-1] if nearest else None
    return None


def total(reading: Reading, at: int) -> Verdict | None:
    """"..., in total already 1,143,670", "bringing the total to 2,018 and 14,947"."""
    phrase = reading.phrase(at)
    if phrase.head is not None and not phrase.others:
        return None
    marker = next((i for i in range(at - 1, max(-1, at - 16), -1) if reading.units[i].is_word(_TOTALS | {"altogether", "overall"})), None)
    if marker is None or any(unit.kind == "cue" for unit in reading.units[marker:at]):
        return None
    before = [v for v in reading.done if v.is_claim and v.position < marker][-2:]
    given = [v for v in reading.done if v.is_claim and v.position > marker]
    if len(before) == 2 and before[0].cue == before[1].cue:
        before = before[1:]
    last = reading.last_claim()
    if not before and last is not None:
        before = [last]
    if len(given) >= len(before):
        return None
    other = before[len(given)]
    if other.measure is None or other.subject is None:
        return None
    return claim(reading, at, "total", other.measure, other.subject, other.cue)


def apposed(reading: Reading, at: int) -> Verdict | None:
    """"A lower number had been hit, about 20, ...": a number alone behind its verb."""
    phrase = reading.phrase(at)
    position = reading.left_of(at)
    comma, cue, behind = reading.unit(position), reading.unit(position - 1), reading.unit(phrase.last)
    if phrase.head is not None or comma is None or comma.text != "," or cue is None or cue.kind != "cue":
        return None
    if behind is not None and behind.text not in (",", ".", ";"):
        return None
    return judge_cue(reading, at, cue, "apposed")


def loss_list(reading: Reading, at: int) -> Verdict | None:
    """A list of losses goes on without a verb: platforms behind three other losses."""
    phrase = reading.phrase(at)
    if phrase.subject is None or kind_of(phrase.subject) not in ("platform", "weapon"):
        return None
    recent = [*reading.before, *reading.done][-8:]
    losses = [v for v in recent if v.kind == "platform" and v.measure == "destroyed"]
    if len(losses) < 3:
        return None
    return claim(reading, at, "loss_list", "destroyed", phrase.subject, losses[-1].cue)


def same_things(reading: Reading, at: int) -> Verdict | None:
    """"The missiles were four ... and eleven ...": things counted in a sentence before."""
    subjects = [u for u in reading.units[:at] if u.kind == "subject"]
    if not subjects or any(v.is_claim for v in reading.done):
        return None
    first = subjects[0]
    opener = reading.unit(reading.units.index(first) - 1)
    if opener is None or not opener.is_word({"the", "these", "those"}):
        return None
    between = reading.units[reading.units.index(first) + 1 : reading.left_of(at) + 1]
    if not any(unit.is_word({"were", "are", "included", "include", "comprised"}) for unit in between):
        return None
    for verdict in reversed(reading.before):
        if verdict.is_claim and verdict.subject and first.subject and kind_of(verdict.subject) == kind_of(first.subject):
            return _with_cue_of(reading, at, verdict, "same_things")
    return None


def goes_on(reading: Reading, at: int) -> Verdict | None:
    """A number alone behind a claim in its sentence: "two in Dnipro", "six seriously"."""
    phrase = reading.phrase(at)
    claims = [verdict for verdict in reading.done if verdict.is_claim]
    if not claims or phrase.head is not None:
        return None
    behind = reading.unit(phrase.last)
    joint = reading.unit(reading.left_of(at))
    if joint is None:
        return None
    placed = behind is None or behind.is_word(_PLACED | ADVERBS) or behind.kind in ("count", "punct")
    if joint.text in (",", "and", ";", "(", "with") and placed:
        return _with_cue_of(reading, at, claims[-1], "goes_on")
    if joint.is_word({"direction", "sector", "region", "district", "area"}) and behind is not None and behind.text in ".,;":
        return _with_cue_of(reading, at, claims[-1], "goes_on")
    return None


_PLACED = frozenset("in near on at from around were are during".split())


FOLLOWING: tuple[Rule, ...] = (
    times,
    total,
    heading_list,
    toll,
    part,
    listed,
    object_list,
    label,
    breakdown,
    same_things,
    event_itself,
    apposed,
    goes_on,
    loss_list,
)
