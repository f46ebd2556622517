"""Values that walk from rule to rule, and those that the tracker hands out."""

from __future__ import annotations

import dataclasses

import pytest

from tracker.extract import extract_article
from tracker.frozen import dataclass, lazy
from tracker.models import Article


@dataclass(frozen=True, slots=True)
class Value:
    name: str
    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    name: str


@dataclass(frozen=True)
class Asked:
    name: str
    asked: list[str] = dataclasses.field(default_factory=list, compare=False)

    @lazy
    def length(self) -> int:
        """Return how long the name is."""
        self.asked.append(self.name)
        return len(self.name)


def test_what_is_lazy_is_read_once_for_each_value() -> None:
    one, other = Asked("one"), Asked("other")
    assert one.asked == []
    assert [one.length, one.length, other.length] == [3, 3, 5]
    assert (one.asked, other.asked) == (["one"], ["other"])
    assert Asked.length.__doc__ == "Return how long the name is."


def test_values_are_compared_and_hashed_by_their_fields() -> None:
    assert Value("one") == Value("one", 1)
    assert len({Value("one"), Value("one"), Value("one", 2)}) == 2
    assert dataclasses.replace(Value("one"), size=3) == Value("one", 3)
    assert not hasattr(Value("one"), "__dict__")


def test_what_equals_itself_alone_is_hashed_so() -> None:
    one = Thing("one")
    assert one != Thing("one")
    assert len({one, one, Thing("one")}) == 2


def test_what_the_tracker_hands_out_cannot_be_changed() -> None:
    found = extract_article(Article("Shelling killed 12 people in the 3rd district of Avel."))
    for value in (found, found.claims[0], found.claims[0].evidence[0], found.rejected[0]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(value)[0].name, None)
