"""The way from a number to the noun that it counts, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.ahead import (
    NOT_NOUNS,
    UNITS_OF,
    followed_by_noun,
    gathered_at,
    joins_modifiers,
    looks_plural,
    told_of,
)
from tracker.classify.heads import combined, ends_phrase
from tracker.classify.partitive import named_by_prefix
from tracker.classify.units import ADVERBS, DETERMINERS, Unit
from tracker.lexicon import Entry

_OTHER = frozenset("other others more further additional".split())


class PhraseReader:
    """Walks from the number to the counted noun; stops where the phrase ends."""

    def __init__(
        self, units: Sequence[Unit], at: int, prefixes: dict[str, Entry], *, known_only: bool
    ) -> None:
        self._known_only = known_only  # behind "of whom" an unknown word is a verb
        self._units = units
        self._prefixes = prefixes
        self.position = at
        self.head: Unit | None = None
        self.subject: str | None = None
        self.inner: Unit | None = None
        self.party: Unit | None = None
        self.others = False
        self.entry: Entry | None = None

    def read(self) -> None:
        """Read to the end of the phrase."""
        while self.position < len(self._units) and self._take(self._units[self.position]):
            self.position += 1

    def _take(self, unit: Unit) -> bool:
        """Take one unit into the phrase, or tell that the phrase ended before it."""
        if unit.kind == "subject":
            return self._take_subject(unit)
        if unit.kind == "noun":
            return self._take_noun(unit)
        if unit.kind == "party":
            return self._take_party(unit)
        if unit.kind == "cue":
            return self._take_cue(unit)
        if unit.kind == "number":
            return self._take_name(unit)
        if unit.kind == "count":
            return self._take_size(unit)
        if unit.kind == "punct":
            return self._take_mark(unit)
        return unit.kind == "word" and self._take_word(unit)

    def _next(self, step: int = 1) -> Unit | None:
        index = self.position + step
        return self._units[index] if index < len(self._units) else None

    def _take_subject(self, unit: Unit) -> bool:
        if unit.role == "others" and self._closed():
            return False
        if unit.role == "others":
            self.others = True
            following = self._next()
            if (
                following is not None
                and following.kind in ("subject", "noun", "word")
                and not (following.is_word(NOT_NOUNS))
            ):
                return True
            self.head, self.subject, self.entry = unit, None, None
            return True
        if self._closed():
            return False
        following = self._next()
        if unit.text == "people" and following is not None and following.text == "'s":
            return True  # "two People's Front militants"
        where = gathered_at(self._units, self.position)
        if where is not None:
            self.position = where
            self.head, self.subject, self.entry = self._units[where], None, None
            return True
        self.head, self.subject, self.entry = unit, combined(self.subject, unit), unit.entry
        return True

    def _closed(self) -> bool:
        """Tell whether the head is complete: a plural noun ends the phrase."""
        return self.head is not None and ends_phrase(self.head, self._units[self.position])

    def _take_noun(self, unit: Unit) -> bool:
        if unit.text in UNITS_OF and told_of(self._units, self.position):
            self.position += 1
            return True
        if self._closed():
            return False
        following = self._next()
        lasted = unit.entry is not None and unit.entry.term == "duration"  # "a 30 minute air raid"
        if following is not None and (
            (following.kind == "subject" and following.role != "others" and not lasted)
            or following.text == "'s"
        ):
            return True  # "Syrian Army soldiers", "of the brigade's soldiers": before the noun
        self.head, self.subject, self.entry = unit, None, None
        return True

    def _take_party(self, unit: Unit) -> bool:
        if self._closed() and not followed_by_noun(self._units, self.position):
            return False
        if self.head is not None and self.head.kind == "subject" and self._closed():
            return False
        self.party = self.party or unit
        if self.head is None and not followed_by_noun(self._units, self.position):
            self.head = unit
            self.subject = "person"
        return True

    def _take_cue(self, unit: Unit) -> bool:
        """A measure word inside the phrase: "12 wounded soldiers"; or as its head: "12 deaths"."""
        if self.head is not None and self.head.kind != "party":
            return self._cue_after_modifier(unit)
        if unit.grammar in ("noun",) or (
            unit.grammar == "toll"
            and (
                unit.text.startswith("casualt")
                or unit.text.split()[0] == "losses"
                or unit.text.endswith(" losses")
            )
        ):
            self.head, self.inner = unit, unit
            return True
        following = self._next()
        adjective = unit.grammar in ("participle", "state") and self.head is None
        if unit.text in ("suspected", "alleged") and self.head is None:
            return followed_by_noun(self._units, self.position)  # "six suspected Fulani gunmen"
        if (
            adjective
            and following is not None
            and (
                (following.kind == "subject" and following.role != "others")
                or following.kind == "party"
                or (following.kind == "noun" and not self._known_only)
                or self._names_force(following)
            )
        ):
            self.inner = unit
            return True
        return False

    def _names_force(self, unit: Unit) -> bool:
        """As in "the two injured DRG personnel": a name that is not known, before the noun."""
        named = unit.kind == "word" and not unit.is_word(NOT_NOUNS | DETERMINERS)
        noun = self._next(2)
        return named and noun is not None and noun.subject == "combatant"

    def _cue_after_modifier(self, unit: Unit) -> bool:
        """A singular noun before a noun of harm: "430 child victims", "900 combat deaths"."""
        if unit.grammar != "noun" or self.head is None or unit.start - self.head.end > 1:
            return False
        self.head, self.inner = unit, unit
        return True

    def _take_name(self, unit: Unit) -> bool:
        if unit.count is None or unit.count.rule != "name":
            return False
        if self._closed():
            return False
        entry = named_by_prefix(unit.text, self._prefixes)
        self.head = unit
        self.subject, self.entry = (entry.get("subject") if entry else None), entry
        return True

    def _take_size(self, unit: Unit) -> bool:
        """As in "two 500-pound bombs", "five 155 mm guns": a size before the noun."""
        mark, word = self._next(), self._next(2)
        if mark is not None and mark.text == "mm" and self.head is None:
            self.position += 1
            return True
        if mark is None or mark.text != "-" or mark.start != unit.end or word is None:
            return False
        if self.head is not None or word.start != mark.end:
            return False
        self.position += 2
        return True

    def _take_mark(self, unit: Unit) -> bool:
        following = self._next()
        joined = following is not None and following.start == unit.end
        attached = self.position and self._units[self.position - 1].end == unit.start
        if (
            unit.text == "-"
            and attached
            and following is not None
            and following.is_word({"and", "or"})
        ):
            return True  # "air- and sea-based missiles"
        if (
            unit.text in "-/–"
            and joined
            and self.position
            and self._units[self.position - 1].end == unit.start
        ):
            return True
        if (
            unit.text in "\"'"
            and following is not None
            and following.kind in ("word", "party", "subject")
        ):
            return self.head is None
        return False

    def _take_word(self, unit: Unit) -> bool:
        if unit.text == "'s" or unit.text.endswith("-"):
            return True
        if unit.text in ("and", "or") and self._joins_modifiers():
            return True
        if unit.text == "incidents" and told_of(self._units, self.position):
            self.position += 1
            return True
        if unit.text in ("of", "for") and self._continues_noun():
            return True
        if unit.text == "off" and (duty := self._next()) is not None and duty.text == "duty":
            self.position += 1
            return True  # "two off duty police officers"
        if unit.text in _OTHER:
            self.others = True
            return True
        if (
            unit.text in ("a", "an", "the")
            and self.head is None
            and self.position
            and self._units[self.position - 1].is_word({"of"})
        ):
            return True
        if unit.is_word(NOT_NOUNS) or unit.text in DETERMINERS:
            return unit.text in ADVERBS and self.head is None
        if self._known_only or (self.others and unit.text.endswith("ing")):
            return False  # "wounded 16 more attending a wake"
        if self._closed():
            return False
        if self.head is not None and self.head.kind == "subject" and not looks_plural(unit.text):
            return False
        if self.head is not None and self.head.kind == "word" and looks_plural(self.head.text):
            return False
        self.head, self.subject, self.entry = unit, None, None
        return True

    def _joins_modifiers(self) -> bool:
        """As in "Shahed and Gerbera-type drones": two names before one plural noun."""
        if self._units[self.position - 1].text == "-":
            return True
        following = self._next()
        if self.head is None and self.party is not None and following is not None:
            return following.kind == "party"  # "no U.S. or Somali soldiers"
        if self.head is None or self.head.kind not in ("subject", "number") or self._closed():
            return False
        return joins_modifiers(self._units, self.position)

    def _continues_noun(self) -> bool:
        """As in "Guards of the Northern Valley members", "units of equipment"."""
        if self.head is None:
            return True
        return self.party is not None and self.head.kind == "party"
