"""README.md and CONTRIBUTING.md say what is so: all that they show is run, see ``pages.py``.

    python tests/test_readme.py --write

puts what comes out now into the two pages and prints what changed. Read it: it is what users see.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest
from pages import CHECKOUT, DEMO, add_entries, blocks_of, family_of, make_place, renew, text_of

from tracker import extract_claims
from tracker.cli import COMMANDS
from tracker.extract import extract_article
from tracker.language import ENGLISH, language_of
from tracker.lexicon import Lexicon, load_lexicon, read_lexicon
from tracker.models import Article
from tracker.paths import vocabulary_files

PAGES = ("README.md", "CONTRIBUTING.md")
PATH = re.compile(r"`((?:tracker|tests|charts|db)/[\w./-]*|[\w.-]+\.(?:py|lock|toml))`")
OPTIONS = {"--write", "--no-isolation"}
"""The options that are not the tracker's own."""


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_comes_out(name: str, tmp_path: Path) -> None:
    differences = "".join(difference(name, text_of(name), renewed(name, tmp_path)))
    assert not differences, (
        f"{name} shows other outputs than come out now; where the new ones are meant, run "
        f"`.venv/bin/python tests/test_readme.py --write`\n{differences}"
    )


def renewed(name: str, home: Path) -> str:
    """Return a page as it comes out: README's in an empty folder, the other's in a checkout."""
    return renew(text_of(name), make_place(home, in_checkout=name == "CONTRIBUTING.md"))


def difference(name: str, before: str, now: str) -> Iterator[str]:
    """Yield the lines by which a page differs."""
    old, new = (text.splitlines(keepends=True) for text in (before, now))
    yield from difflib.unified_diff(old, new, f"{name} as it is", f"{name} as it comes out")


# What the pages name


def test_one_sentence_and_its_claims_stand_at_the_top() -> None:
    top = "".join(text_of("README.md").splitlines(keepends=True)[:20])
    commands, example = blocks_of(top)
    assert re.findall("^make [a-z]+", commands.content, re.MULTILINE) == ["make demo", "make test"]
    assert re.match(r'\$ echo ".*" \| \S+tracker extract -\n<stdin>\nfigure ', example.content)


def test_make_demo_runs_what_stands_for_it_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # of a make that runs this test
        monkeypatch.delenv(name, raising=False)
    make = ("make", "--dry-run", "demo")
    done = subprocess.run(make, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == DEMO


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_asks_make_for_exists(name: str) -> None:
    targets = re.findall("^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    named = re.findall(r"(?:`|^|^    )make ([a-z]+)", text_of(name), re.MULTILINE)
    assert {"test", "score"} <= set(named) <= set(targets)


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_exist(name: str) -> None:
    named = re.findall(r"\]\(([^)#]+)\)", text_of(name)) + PATH.findall(text_of(name))
    assert named
    for path in named:
        rooms = (CHECKOUT, CHECKOUT / "tracker", CHECKOUT / "tracker/vocabulary")
        assert any((room / path).exists() for room in rooms), path


@pytest.mark.parametrize("name", PAGES)
def test_options_that_a_page_names_exist(name: str) -> None:
    parameters = [parameter for command in COMMANDS for parameter in command.params]
    own = {name for each in parameters if isinstance(each, click.Option) for name in each.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text_of(name)))
    assert named <= own | OPTIONS


def test_every_command_is_shown() -> None:
    missing = {
        command.name
        for command in COMMANDS
        if not re.search(rf"\*\*{command.name}\*\*|`tracker {command.name}\b", text_of("README.md"))
    }
    assert not missing


def test_the_rooms_of_the_walk_exist() -> None:
    walk = re.search(r"^    read ->[^`]*?\n\n", text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert walk
    for room in re.split(r"\s*->\s*", walk[0].strip()):
        assert any((CHECKOUT / "tracker" / f"{room}{end}").exists() for end in ("/", ".py")), room


# What README says that the tracker cannot do


def test_limits_are_as_told() -> None:
    limits = text_of("README.md").partition("## Limits")[2]
    cells = "Losses\n\n| day | army | rebels |\n| 3 May | 12 | 30 |\n| 4 May | 7 | 11 |\n"
    without = {
        "cell of a table with other headings": cells,
        '"A man was killed"': "A man was killed in the shelling.",
    }
    for words, text in without.items():
        assert words in limits
        assert not extract_claims(text).claims, words
    assert "It reads English" in limits
    french = "Au moins douze personnes ont été tuées dans une attaque de drones contre le marché."
    assert language_of(french) not in (None, ENGLISH)


# The words that the pages add


def entries_of(page: str) -> dict[Path, str]:
    """Return the entries of a page that are meant to be good, by the file they belong in."""
    blocks = blocks_of(text_of(page))
    refused = [first for first, then in pairwise(blocks) if then.fails]
    good = [block.content for block in blocks if block.language == "toml" and block not in refused]
    return {family_of(content): content for content in good}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Return the vocabulary with the words of CONTRIBUTING added to a copy of it."""
    folder = tmp_path_factory.mktemp("words") / "vocabulary"
    shutil.copytree(vocabulary_files(), folder)
    for path, content in entries_of("CONTRIBUTING.md").items():
        add_entries(content, folder / path.name)
    return read_lexicon(folder)


def test_each_kind_of_word_and_a_bad_entry_are_shown() -> None:
    families = {path.stem for path in entries_of("CONTRIBUTING.md")}
    assert families == {"subjects", "parties", "measures", "sources", "speech"}
    refused = [each.content for each in blocks_of(text_of("CONTRIBUTING.md")) if each.fails]
    assert ["tracker extract" in each for each in refused].count(True) == 1


def test_the_word_of_the_readme_is_one_of_contributing() -> None:
    for path, content in entries_of("README.md").items():
        assert entries_of("CONTRIBUTING.md")[path].startswith(content)


def test_it_is_the_added_words_that_decide(extended: Lexicon) -> None:
    sentences = re.findall(r'^\$ echo "(.*)" \|', text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert len(sentences) == 5  # the last one is that of the bad entry
    for sentence in sentences[:-1]:
        before, after = (read(sentence, lexicon) for lexicon in (load_lexicon(), extended))
        assert after
        assert after != before, sentence


def read(sentence: str, lexicon: Lexicon) -> list[tuple[str | None, ...]]:
    """Return what the claims of a sentence say."""
    claims = extract_article(Article(sentence), lexicon).claims
    return [(c.figure, c.measure, c.subject, c.party, c.attribution_type) for c in claims]


# Making the pages anew


def write() -> None:
    """Put what comes out now into the pages, and print what changed."""
    for name in PAGES:
        before = text_of(name)
        with tempfile.TemporaryDirectory() as home:
            now = renewed(name, Path(home).resolve())
        (CHECKOUT / name).write_text(now, "utf-8")
        sys.stdout.writelines(list(difference(name, before, now)) or [f"{name}: no change\n"])


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    write()
