"""Cost is linear in the text: twice of anything takes under three times as long."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from itertools import count, islice

import pytest

from tracker.extract import extract_article
from tracker.models import Article

_TRIES = 4


def numbered(line: str) -> Callable[[int], str]:
    """Return a maker of texts of so many lines, each with numbers of its own."""
    return lambda size: "".join(line.format(n, n % 28 + 1) for n in islice(count(2), size))


NAMES = "Arn Bel Cor Dov Edo Fen Gil Hob Ivo Jan Kip Lou Mar Nat Oli".split()
WORDS = "two seven eleven thirty ninety-four dozens hundred thousands several".split()


def names(size: int) -> str:
    """Return names of towns and of people who say things, so many."""
    return "".join(
        f"Colonel {NAMES[n % 15]} {NAMES[n // 15 % 15]}son of Kyiv{n % 7} and Goma said so, "
        f"and the police of Kharkiv said {NAMES[n % 15]} was there. "
        for n in range(size)
    )


def one_sentence(size: int) -> str:
    """Return one sentence without end, with a figure in each of its clauses."""
    return " and ".join(f"drones killed {n} people near Kharkiv" for n in range(2, size)) + "."


PLACES = "Kharkiv Kherson Sumy Goma Bukavu Gaza Rafah Khartoum Nyala Bamako Aleppo Sanaa".split()
SIDES = "Ukraine Russia Israel Sudan Mali Somalia Nigeria Syria Yemen Iran".split()


def long_list(size: int) -> str:
    """Return one sentence of so many losses, each with its place."""
    losses = (f"{n % 90 + 2} tanks near {PLACES[n % 12]}" for n in range(size))
    return f"The army said it lost {', '.join(losses)}."


def long_toll(size: int) -> str:
    """Return one sentence of so many tolls, each with a place and its mayor."""
    tolls = (
        f"the mayor of {PLACES[n % 12]} said {n % 90 + 2} people were killed" for n in range(size)
    )
    return f"{', and '.join(tolls)}."


def far_verb(size: int) -> str:
    """Return one sentence that names sides without end before it tells anything."""
    named = " ".join(f"{SIDES[n % 10]} {NAMES[n % 15]}ov which" for n in range(size))
    return f"The minister of {named} killed nine people."


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "digits": (8_400, lambda size: "7" * size * 40),
    "digits in a toll": (8_400, lambda size: f"Shelling killed {'7' * size * 40} people."),
    "grouped digits": (5_600, lambda size: "Shelling killed 1" + ",000" * size * 10 + " people."),
    "integers": (3_500, numbered("{0} ")),
    "integers in a toll": (489, lambda size: f"Killed: {', '.join(map(str, range(size)))}."),
    "number words": (840, lambda size: " ".join(WORDS[n % 9] for n in range(size))),
    "quotes": (840_000, lambda size: '"' * size * 4),
    "nested quotes": (
        2_100,
        lambda size: '"he said \u201c' * size + "nine died" + '\u201d"' * size,
    ),
    "unbalanced quotes": (350, numbered('He said "{0} people were killed. ')),
    "brackets": (4_200, lambda size: "(" * size * 4 + "nine were killed" + ")" * size * 3),
    "brackets around words": (140, numbered("(nine [killed {0} ")),
    "one sentence": (175, one_sentence),
    "one list of losses": (400, long_list),
    "one sentence of tolls": (400, long_toll),
    "names in one sentence": (4_000, far_verb),
    "table": (700, numbered("Kharkiv\t{0}\t{1}\t3 May 2024\n")),
    "headlines": (700, numbered("Airstrike kills {0} in Goma, army says\n\n")),
    "short lines": (560, numbered("{0} dead\n")),
    "bullets": (700, numbered("- {0} tanks (+{1})\n")),
    "dates": (350, numbered("On {1} May 2024 an attack killed {0} men. ")),
    "dates only": (1_050, numbered("12 May 20{1:02}, 3 March, on Friday, overnight, ")),
    "names": (1_400, names),
    "tolls": (280, numbered("Shelling killed {0} people in Kharkiv on Monday, the mayor said. ")),
    "chronology": (400, numbered("{1} May\n\nShells killed {0} people in the old town.\n\n")),
    "paragraphs": (350, numbered("A drone killed {0} men, the army said.\n\n")),
    "blanks": (28_000, lambda size: " \n" * size * 10 + "Nine died." + " " * size * 20),
    "full stops": (35_000, lambda size: "." * size * 4 + " a." * size),
    "hyphens": (700, lambda size: "9-" * size),
    "capitals": (280, numbered("SHELLING KILLED {0} CIVILIANS IN DONETSK, THE MAYOR SAID. ")),
}


def seconds(text: str) -> float:
    """Return the processor time of one extraction, without what others do meanwhile."""
    article = Article(text, published=date(2024, 6, 1))
    gc.collect()
    gc.disable()  # its cost grows with all that the tests before have left
    try:
        began = time.process_time()
        extract_article(article)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.alone
@pytest.mark.parametrize(("size", "make"), TEXTS.values(), ids=TEXTS)
def test_twice_the_text_takes_under_three_times_as_long(
    size: int, make: Callable[[int], str]
) -> None:
    seconds(make(2))  # what is loaded once is loaded before
    once, twice = make(size), make(2 * size)
    best = float("inf"), float("inf")
    for _ in range(_TRIES):
        best = min(best[0], seconds(once)), min(best[1], seconds(twice))
        if best[1] < 3 * best[0]:
            return
    pytest.fail(f"{len(once):,} characters take {best[0]:.2f} s, twice as many {best[1]:.2f} s")


def test_a_number_without_end_is_no_count() -> None:
    found = extract_article(Article("Shelling killed 1" + ",000" * 200 + " people."))
    assert not found.claims
    assert len(found.rejected) == 1
