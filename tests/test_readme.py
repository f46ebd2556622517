"""README.md and CONTRIBUTING.md say what is so: their commands, code and entries are run.

    python tests/test_readme.py --write

runs them anew, puts what comes out into the two pages, and prints what changed, to be read.

The blocks of a page are run in its order, as by somebody who follows it:

    ```console   each line after "$ " (going on after "> "), in one shell for the whole page;
                 the other lines are what it prints. "console fails": the last one exits with 1
    ```python    examples of doctest
    ```toml      entries, added to the file of the vocabulary that the first line names
    ```sh        commands whose output is not shown: `make demo` is run for what follows
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from tracker import extract_claims
from tracker.cli import COMMANDS
from tracker.extract import extract_article
from tracker.language import ENGLISH, language_of
from tracker.lexicon import Lexicon, load_lexicon, read_lexicon
from tracker.models import Article
from tracker.paths import vocabulary_files

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md")
BLOCK = re.compile(r"^```([a-z]+)( fails)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEMO = ".venv/bin/tracker demo"
"""What `make demo` runs once all is set up; there is a test of that."""
CODE = ("tracker", "db/migrations", "db/views", "db/queries", "charts", "tests", "pyproject.toml")


# A checkout in which a page may do what it says


@dataclass(frozen=True)
class Place:
    """A copy of the code that a page may change, and the folder in which its commands run."""

    code: Path
    folder: Path


def make_place(home: Path, *, in_checkout: bool) -> Place:
    """Copy the code and set it up; commands run in an empty folder, or in the copy."""
    code = home / "checkout"
    without = shutil.ignore_patterns("out", "*.db*")
    for name in CODE:
        source = CHECKOUT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        (code / name).parent.mkdir(parents=True, exist_ok=True)
        copy(source, code / name, **({"ignore": without} if source.is_dir() else {}))
    folder = code if in_checkout else home / "empty"
    folder.mkdir(exist_ok=True)
    _set_up(folder / ".venv", code)
    return Place(code, folder)


def _set_up(home: Path, code: Path) -> None:
    """Make an environment that runs the copy, with the packages of the one that runs the tests."""
    venv.create(home, symlinks=True)
    lent = Path(next(home.glob("lib/python*/site-packages")), "lent.pth")
    packages = (sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    lent.write_text("\n".join(map(str, [code, *packages])) + "\n", "utf-8")
    command = home / "bin/tracker"
    command.write_text(f'#!/bin/sh\nexec "{home}/bin/python" -m tracker "$@"\n', "utf-8")
    command.chmod(0o755)


# Running a page


class Shell:
    """One shell for all commands of a page; what they print to either side comes back."""

    def __init__(self, folder: Path) -> None:
        kept = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE")
        self._process = subprocess.Popen(
            ["sh"],
            cwd=folder,
            env={name: os.environ[name] for name in kept if name in os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def run(self, command: str) -> tuple[int, str]:
        """Return the exit status of a command and what it printed."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{{ {command}\n}} </dev/null; printf '\\0%d\\n' $?\n")
        self._process.stdin.flush()
        stop = threading.Timer(60, self._process.kill)
        stop.start()
        printed = ""
        for line in self._process.stdout:
            before, mark, status = line.partition("\0")
            printed += before
            if mark:
                stop.cancel()
                return int(status), printed
        raise AssertionError(f"the shell ended, or took too long: {command}\n{printed}")

    def close(self) -> None:
        """End the shell."""
        self._process.communicate()


class Run:
    """A page that is run block by block."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._shell = Shell(place.folder)
        self._names: dict[str, object] = {}

    def renew(self, page: str) -> str:
        """Return the page with all that its blocks print made anew."""
        try:
            return BLOCK.sub(self._renew_block, page)
        finally:
            self._shell.close()

    def _renew_block(self, block: re.Match[str]) -> str:
        language, fails, content = block.groups()
        runs: dict[str, Callable[[str], str]] = {
            "console": lambda content: self._console(content, expected=1 if fails else 0),
            "python": self._python,
            "toml": self._toml,
            "sh": self._sh,
        }
        return f"```{language}{fails or ''}\n{runs[language](content)}```"

    def _console(self, content: str, expected: int) -> str:
        lines = []
        for shown, command in commands_in(content):
            status, printed = self._shell.run(command)
            assert status == expected, f"exit status {status}: {command}\n{printed}"
            lines.append(shown + printed)
        return "".join(lines)

    def _python(self, content: str) -> str:
        with contextlib.chdir(self._place.folder):
            return renew_examples(content, self._names)

    def _toml(self, content: str) -> str:
        with (self._place.code / family_of(content)).open("a", encoding="utf-8") as file:
            file.write("\n" + content.partition("\n")[2])
        return content

    def _sh(self, content: str) -> str:
        for line in content.splitlines():
            command = line.partition(" #")[0].strip()
            if command == "make demo":
                command = DEMO
            elif command.startswith("make "):
                continue
            status, printed = self._shell.run(command)
            assert status == 0, f"exit status {status}: {command}\n{printed}"
        return content


def commands_in(content: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block, as it is shown and as it is run."""
    for shown in re.findall(r"^\$ .*\n(?:> .*\n)*", content, re.MULTILINE):
        yield shown, re.sub(r"^[$>] ", "", shown, flags=re.MULTILINE).rstrip("\n")


def family_of(content: str) -> Path:
    """Return the file that the first line of a block of entries names."""
    named = re.match(r"# (tracker/vocabulary/\w+\.toml)\n", content)
    assert named, f"the first line names no file of the vocabulary:\n{content}"
    assert (CHECKOUT / named[1]).is_file(), named[1]
    return Path(named[1])


def renew_examples(content: str, names: dict[str, object]) -> str:
    """Return the examples of doctest with their results; ``names`` are kept from block to block."""

    class Kept(doctest.DocTestRunner):
        def report_start(self, *_: object) -> None: ...

        def report_success(
            self, _: object, test: object, example: doctest.Example, got: str
        ) -> None:
            shown.append(_as_typed(example) + got)

        report_failure = report_success

        def report_unexpected_exception(self, *details: object) -> None:
            raise AssertionError(details)

    shown: list[str] = []
    test = doctest.DocTestParser().get_doctest(content, names, "page", None, None)
    Kept().run(test, out=lambda _: None, clear_globs=False)
    names.update(test.globs)
    return "".join(shown)


def _as_typed(example: doctest.Example) -> str:
    first, *others = example.source.splitlines(keepends=True)
    return f">>> {first}" + "".join(f"... {line}" for line in others)


def renew(name: str, home: Path) -> str:
    """Return a page with all that it shows made anew, in a new folder below ``home``."""
    place = make_place(home, in_checkout=name == "CONTRIBUTING.md")
    return Run(place).renew(text_of(name))


def text_of(name: str) -> str:
    return (CHECKOUT / name).read_text("utf-8")


# The pages


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_comes_out(name: str, tmp_path: Path) -> None:
    now = renew(name, tmp_path)
    differences = "".join(difference(name, text_of(name), now))
    assert not differences, (
        f"{name} shows other outputs than come out now; where the new ones are meant, run "
        f"`.venv/bin/python tests/test_readme.py --write`\n{differences}"
    )


def test_one_sentence_and_its_claims_stand_at_the_top() -> None:
    top = "".join(text_of("README.md").splitlines(keepends=True)[:20])
    commands, example = BLOCK.findall(top)
    assert re.findall("^make [a-z]+", commands[2], re.MULTILINE) == ["make demo", "make test"]
    assert re.search(
        r"^\$ echo .* tracker extract -\n<stdin>\nfigure ", example[2].replace("\n", "\n")
    )


def test_make_demo_runs_what_stands_for_it_here() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "demo"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == DEMO


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_asks_make_for_exists(name: str) -> None:
    targets = set(
        re.findall("^([a-z]+):", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"(?:`|^|^    )make ([a-z]+)", text_of(name), re.MULTILINE))
    assert {"test", "score"} <= named <= targets


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_exist(name: str) -> None:
    text = text_of(name)
    links = re.findall(r"\]\(([^)#]+)\)", text)
    paths = re.findall(
        r"`((?:tracker|tests|charts|db)/[\w./-]*|[\w.-]+/?[\w-]+\.(?:py|lock|toml))`", text
    )
    assert links + paths
    for path in [*links, *paths]:
        assert any(
            (CHECKOUT / room / path).exists() for room in (".", "tracker", "tracker/vocabulary")
        )


def test_every_command_is_shown() -> None:
    text = text_of("README.md")
    for command in COMMANDS:
        assert re.search(rf"\*\*{command.name}\*\*|`tracker {command.name}\b", text), command.name


@pytest.mark.parametrize("name", PAGES)
def test_options_that_a_page_names_exist(name: str) -> None:
    known = {"--write", "--no-isolation"} | {
        option
        for command in COMMANDS
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text_of(name))) <= known


def test_the_rooms_stand_in_the_order_in_which_an_article_walks() -> None:
    walk = re.search(r"^    read ->[^`]*?\n\n", text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert walk
    rooms = re.split(r"\s*->\s*", walk[0].strip())
    for room in rooms:
        assert any((CHECKOUT / "tracker" / room).with_suffix(end).exists() for end in ("", ".py"))
    road = (CHECKOUT / "tracker/extract.py").read_text("utf-8")
    stages = "segment( find_counts( classify( date_figures( attribute_figures( find_places( "
    called = [road.index(f" {stage}") for stage in f"{stages}assign_parties(".split()]
    assert called == sorted(called)


# What README says that the tracker cannot do


def test_limits_are_as_told() -> None:
    limits = text_of("README.md").partition("## Limits")[2]
    cells = "Losses by day\n\n| day | killed | wounded |\n| 3 May | 12 | 30 |\n| 4 May | 7 | 11 |\n"
    without = {"cell of a table": cells, '"A man was killed"': "A man was killed in the shelling."}
    for words, text in without.items():
        assert words in limits
        assert not extract_claims(text).claims, words
    assert "It reads English" in limits
    assert (
        language_of("Au moins douze personnes sont mortes dans une attaque de drones.") != ENGLISH
    )
    assert "`confidence` is empty" in limits
    (claim,) = extract_claims("Four soldiers were killed in the shelling.").claims
    assert claim.confidence is None


# The words that CONTRIBUTING adds


def entries_of(page: str) -> dict[Path, str]:
    """Return the entries of a page that are meant to be good, by the file they belong in."""
    blocks = list(BLOCK.finditer(text_of(page)))
    refused = [first[3] for first, then in zip(blocks, blocks[1:]) if then[2]]
    assert len(refused) == (page == "CONTRIBUTING.md")
    good = [block[3] for block in blocks if block[1] == "toml" and block[3] not in refused]
    return {family_of(content): content for content in good}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Return the vocabulary with the words of CONTRIBUTING added to a copy of it."""
    folder = tmp_path_factory.mktemp("words") / "vocabulary"
    shutil.copytree(vocabulary_files(), folder)
    for path, content in entries_of("CONTRIBUTING.md").items():
        with (folder / path.name).open("a", encoding="utf-8") as file:
            file.write("\n" + content)
    return read_lexicon(folder)


def test_each_kind_of_word_is_shown() -> None:
    families = {path.stem for path in entries_of("CONTRIBUTING.md")}
    assert families == {"subjects", "parties", "measures", "sources", "speech"}


def test_the_word_of_the_readme_is_that_of_contributing() -> None:
    ((path, content),) = entries_of("README.md").items()
    assert entries_of("CONTRIBUTING.md")[path].startswith(content)


def test_it_is_the_added_word_that_decides(extended: Lexicon) -> None:
    """The sentences of CONTRIBUTING are read differently without the entry above them."""
    sentences = re.findall(r'^\$ echo "(.*)" \|', text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert len(sentences) == 5
    for sentence in sentences[:-1]:
        with_it, without = (
            [
                (c.figure, c.measure, c.subject, c.party, c.attribution_type)
                for c in extract_article(Article(sentence), lexicon).claims
            ]
            for lexicon in (extended, load_lexicon())
        )
        assert with_it
        assert with_it != without, sentence


# Making the pages anew


def difference(name: str, before: str, now: str) -> Iterator[str]:
    """Yield the lines by which a page differs."""
    old, new = (text.splitlines(keepends=True) for text in (before, now))
    yield from difflib.unified_diff(old, new, f"{name} as it is", f"{name} as it comes out")


def write() -> None:
    """Put what comes out now into the pages, and print what changed."""
    for name in PAGES:
        before = text_of(name)
        with tempfile.TemporaryDirectory() as home:
            now = renew(name, Path(home).resolve())
        (CHECKOUT / name).write_text(now, "utf-8")
        sys.stdout.writelines(
            difference(name, before, now) if now != before else [f"{name}: same\n"]
        )


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    write()
