"""Items of a list that share one measure: in a row, behind a colon, below a heading."""

from __future__ import annotations

from tracker.classify.needs import CLAIM_BEFORE, CLAIM_IN_LINE, NUMBER_BEFORE, needs
from tracker.classify.parts import predicate_noun
from tracker.classify.subjects import subject_kinds
from tracker.classify.units import ADVERBS, AUXILIARIES, FAR, kind_of, measure_for
from tracker.classify.verdict import Reading, Verdict, claim, rejection

_LIST_JOINTS = frozenset(", and or plus ; & – - • as well not against versus vs".split())


@needs(NUMBER_BEFORE)
def listed(reading: Reading, at: int) -> Verdict | None:
    """Next item of a list: the measure of the item before, with its own noun."""
    position = reading.left_of(at)
    joint = reading.unit(position)
    previous = reading.previous
    if joint is None or previous is None:
        return None
    well = reading.unit(position - 1)
    as_well = joint.text == "as" and well is not None and well.is_word({"well"})
    if joint.text not in _LIST_JOINTS and not (as_well or joint.is_word({"with"})):
        return None
    if not _same_list(reading, previous, position) or (
        previous.measure != "bodies" and _suffers_else(reading, at)
    ):
        return None
    if previous.reason is not None:
        if (behind := _behind_other_things(reading, at, previous)) is not None:
            return behind
        if previous.because is None or previous.phrase.last < position:
            return None
        if reading.phrase(at).head is None or reading.phrase(at).subject is not None:
            return None
        return rejection(reading, at, "listed", previous.reason, previous.because)
    if previous.rule == "whole_of_part":  # "24 of the 38 drones as well as one missile"
        parts = (v for v in reading.done if v.phrase.of_count == previous.position)
        previous = next(parts, previous)
    return with_cue_of(reading, at, previous, "listed")


def _behind_other_things(reading: Reading, at: int, previous: Verdict) -> Verdict | None:
    """As in "recovered two rifles, 32 rounds and three motorcycles": the verb of the first."""
    because = previous.because
    of_goods = previous.rule == "unexplained" or (because is not None and because.kind == "noun")
    if not of_goods or reading.phrase(at).subject is None:
        return None
    last = next((verdict for verdict in reversed(reading.done) if verdict.is_claim), None)
    if last is None or last.kind == "people" or not _same_list(reading, last, reading.left_of(at)):
        return None
    return with_cue_of(reading, at, last, "listed")


def _suffers_else(reading: Reading, at: int) -> bool:
    """As in "nine were killed and 1,150 others are at large": the item has its own verb."""
    position = reading.phrase(at).last
    while (unit := reading.unit(position)) is not None and unit.is_word(ADVERBS | {"also"}):
        position += 1
    if unit is None or unit.is_word({"being"}):
        return unit is not None
    own = unit.is_word(_HELPERS) and unit is reading.unit(reading.phrase(at).last)
    told = reading.unit(position + 1)
    if told is not None and told.is_word(_TOLD_OF):
        return False  # "hits by 17 missiles and 58 drones were recorded"
    return own and predicate_noun(reading, position) is None


_TOLD_OF = frozenset(
    "been recorded reported registered confirmed counted noted documented announced listed".split()
)
_HELPERS = frozenset("is are was were have has had remain remains".split())


def cut_off(reading: Reading, at: int) -> Verdict | None:
    """As in "12 people died and more than 30...": the text ends before it says what of them."""
    behind = reading.unit(reading.phrase(at).last)
    if reading.phrase(at).head is not None or behind is None:
        return None
    dots = reading.unit(reading.phrase(at).last + 1)
    trailing = behind.text == "." and dots is not None and dots.text == "."
    if behind.text != "…" and not trailing:
        return None
    return rejection(reading, at, "cut_off", "cut off before it says of what", behind)


def _same_list(reading: Reading, previous: Verdict, joint: int) -> bool:
    """Tell whether only places and names stand between two items of a list."""
    between = reading.units[previous.phrase.last : joint]
    for index, unit in enumerate(between):
        behind = between[index + 1 : index + 2]
        of_whole = unit.grammar == "participle" and previous.rule == "whole_of_part"
        if of_whole and behind and behind[0].is_word({"by", "at", "from"}):
            continue  # "41 of 51 missiles launched by Russia, as well as two drones"
        if unit.kind == "cue" and unit is not previous.cue and previous.cue is not None:
            if index <= 2 and unit.entry is previous.cue.entry:
                continue
            return False
        if unit.is_word(AUXILIARIES) and not previous.rule.startswith(("passive_right", "part")):
            return False
        if (
            unit.kind == "punct"
            and unit.text in ".:"
            or unit.is_word({"while", "but", "that", "when", "after"})
        ):
            return False
    return len(between) < FAR


def with_cue_of(reading: Reading, at: int, other: Verdict, rule: str) -> Verdict | None:
    """Return the verdict by another's measure word, read for this count's own noun."""
    if other.measure is None or other.subject is None:
        return None
    phrase = reading.phrase(at)
    if phrase.subject is None and (phrase.head is None or phrase.others):
        whole = reading.phrases.get(phrase.of_count or -1)
        named = whole.subject if whole is not None else predicate_noun(reading, phrase.last)
        main = reading.last_whole() if phrase.others and other.is_part else None
        same = main.subject if main is not None and main.kind == other.kind else other.subject
        subject = named or same or other.subject  # "including three children and five others"
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


@needs(CLAIM_IN_LINE, words=": – — -")
def split_total(reading: Reading, at: int) -> Verdict | None:
    """As in "1,968 prisoners: 250 convicts and 1,718 others": behind the colon of a total."""
    closed = 0
    for index in range(at - 1, 0, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and (unit.text in ":–—" or _is_free_dash(reading, index)):
            break
        closed += {")": 1, "(": -1}.get(unit.text, 0)
        if closed < 0 or (unit.kind == "punct" and unit.text in ".;"):
            return None  # "614 casualties: 186 killed (69 | men"
    else:
        return None
    whole = next((v for v in reversed(reading.done) if v.is_claim and v.position < index), None)
    if (
        whole is None
        or whole.subject is None
        or whole.measure is None
        or whole.phrase.last < index - 3
    ):
        return None
    for subject, kind in subject_kinds(reading, at):
        small, large = reading.units[at].count, whole.count.value
        fits = (
            small is not None
            and small.value is not None
            and large is not None
            and small.value < large
        )
        phrase = reading.phrase(at)
        counted = phrase.head is not None and not phrase.others  # "59 - two more have died"
        if kind == kind_of(whole.subject) and fits and counted:
            return claim(reading, at, "breakdown", whole.measure, subject, whole.cue)
    return None


def _is_free_dash(reading: Reading, index: int) -> bool:
    """As in "14 persons - 13 men and one woman": a hyphen that stands for a dash."""
    mark, following = reading.units[index], reading.unit(index + 1)
    apart = following is not None and following.start > mark.end and following.kind == "count"
    return mark.text == "-" and apart and reading.units[index - 1].end < mark.start


@needs(CLAIM_IN_LINE, words="(")
def in_brackets(reading: Reading, at: int) -> Verdict | None:
    """As in "66 civilians (10 children, six women)": kinds of the people counted before."""
    whole, phrase = reading.bracket_whole(at), reading.phrase(at)
    if whole is None or phrase.subject is None or phrase.inner is not None:
        return None
    subject = subject_kinds(reading, at)[0][0]
    if whole.kind != "people" or kind_of(subject) != "people" or whole.measure is None:
        return None
    return claim(reading, at, "breakdown", whole.measure, subject, whole.cue)


@needs(CLAIM_BEFORE)
def breakdown(reading: Reading, at: int) -> Verdict | None:
    """Items behind the colon after a total, or below it: "158 targets: 122 missiles and 36"."""
    whole, phrase = _open_total(reading, at), reading.phrase(at)
    if whole is None or _numbers_item(reading, at):
        return None
    if reading.line.sentence.bullet and phrase.head is not None and phrase.subject is None:
        return None  # an entry of a log: "20:15 They came in nine waves."
    return with_cue_of(reading, at, whole, "breakdown")


def _numbers_item(reading: Reading, at: int) -> bool:
    """Tell the 2 of "2. A record", which numbers a list's items."""
    following = reading.unit(at + 1)
    return at == 0 and following is not None and following.text in (".", ")")


def _open_total(reading: Reading, at: int) -> Verdict | None:
    """Return the claim whose sentence ended in a colon, in this line or the one before."""
    for index in range(at - 1, -1, -1):
        unit = reading.units[index]
        if unit.kind == "punct" and unit.text == ":":
            here = any(v.is_claim and v.position < index for v in reading.done)
            return reading.last_whole(index) if here else None
    opens = at < _OPENING or any(v.rule == "breakdown" for v in reading.done)
    return reading.last_whole() if reading.line.sentence.bullet and opens else None


_OPENING = 4  # units before the number with which an item begins


@needs(CLAIM_BEFORE, words="were are included include comprised")
def same_things(reading: Reading, at: int) -> Verdict | None:
    """As in "The missiles were four ... and eleven ...": things counted in a sentence before."""
    subjects = [u for u in reading.units[:at] if u.kind == "subject"]
    if not subjects or any(v.is_claim for v in reading.done):
        return None
    first = subjects[0]
    opener = reading.unit(reading.units.index(first) - 1)
    if opener is None or not opener.is_word({"the", "these", "those"}):
        return None
    between = reading.units[reading.units.index(first) + 1 : reading.left_of(at) + 1]
    if any(unit.is_word({"by", "with"}) for unit in between[-1:]):
        return None  # "The forces were met with nearly 400 rebels"
    if not any(
        unit.is_word({"were", "are", "included", "include", "comprised"}) for unit in between
    ):
        return None
    for verdict in reversed(reading.before):
        if (
            verdict.is_claim
            and verdict.subject
            and first.subject
            and kind_of(verdict.subject) == kind_of(first.subject)
        ):
            return with_cue_of(reading, at, verdict, "same_things")
    return None


@needs(CLAIM_BEFORE | NUMBER_BEFORE)
def loss_list(reading: Reading, at: int) -> Verdict | None:
    """A list of losses goes on without a verb: platforms behind three other losses."""
    phrase = reading.phrase(at)
    if phrase.subject is None or kind_of(phrase.subject) not in ("platform", "weapon"):
        return None
    recent = [*reading.before, *reading.done][-8:]
    losses = [v for v in recent if v.kind == "platform" and v.measure == "destroyed"]
    if len(losses) < 3:
        return _of_lost(reading, at, phrase.subject)
    return claim(reading, at, "loss_list", "destroyed", phrase.subject, losses[-1].cue)


def _of_lost(reading: Reading, at: int, subject: str) -> Verdict | None:
    """As in "losses amounted to 280 men killed and injured, three tanks and four cars"."""
    joint = reading.unit(reading.left_of(at))
    if joint is None or joint.text not in (",", "and") or reading.previous is None:
        return None
    for unit in reading.units[: reading.previous.position]:
        if unit.kind == "cue" and unit.entry is not None and unit.entry.term in ("losses", "lost"):
            return claim(reading, at, "loss_list", "destroyed", subject, unit)
    return None
