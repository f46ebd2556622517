"""A pattern that is passed over where its words are missing finds what it would find anyway."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from tracker import extract_claims
from tracker.cued import Cued, cued
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.spans import fold

FOUND = [
    (r"\b(?:two|ten)(?: [a-z]+)? years?\b", (" year",)),
    (r"(?:on|in) (?:its|their) ranks$", (" ranks",)),
    (r"a(?:b|cd)+e?", ("a",)),
    (r"x?(?:one|two|three hundred){1,2}y*", ("one", "three hundred", "two")),
    (r"(?!not )gone(?= away)", ("gone",)),
    (r"(?:since then|since|ever since)\W*$", ("since",)),
]


@pytest.mark.parametrize(("pattern", "needs"), FOUND)
def test_the_words_that_each_match_holds_are_read_from_the_pattern(
    pattern: str, needs: tuple[str, ...]
) -> None:
    assert cued(pattern).needs == needs


@pytest.mark.parametrize("pattern", [r"\w+", r"x?", r"(?:killed|\d+)", r"(?i:killed)", "(?i)hurt"])
def test_a_pattern_that_needs_no_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"use re\.compile"):
        cued(pattern)


def all_cued() -> dict[str, Cued]:
    """Return every such pattern of the tracker by its name."""
    extract_claims("Shelling of Kherson killed four people on 3 May 2024.")
    modules = [module for name, module in sys.modules.items() if name.startswith("tracker.")]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Cued)
    }


def windows() -> Iterator[str]:
    """Yield the bundled articles in small letters, in pieces of the sizes that rules look at."""
    for article in read_inputs([str(sample_files())]):
        text = fold(article.text)
        for size in (25, 90, 400):
            yield from (text[at : at + size] for at in range(0, len(text), size))


def test_a_pattern_finds_what_it_finds_without_its_words() -> None:
    patterns, texts = all_cued(), list(windows())
    assert len(patterns) > 15
    matched = 0
    for name, pattern in patterns.items():
        plain = re.compile(pattern.pattern)
        for text in texts:
            found, expected = pattern.search(text), plain.search(text)
            assert (found and found.span()) == (expected and expected.span()), (name, text)
            inner = pattern.search(text, 5, len(text) - 5), plain.search(text, 5, len(text) - 5)
            assert bool(inner[0]) == bool(inner[1]), (name, text)
            matched += found is not None
    assert matched > 100
