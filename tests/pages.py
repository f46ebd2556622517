"""Running a page of documentation: its commands, its Python and the entries that it adds.

The blocks of a page are run in its order, as by somebody who follows it:

    ```console   each line after "$ " (it goes on after "> "), in one shell for the whole page;
                 the other lines are what it prints. "console fails": the command exits with 1
    ```python    examples of doctest
    ```toml      entries, added to the file of the vocabulary that the first line names
    ```sh        commands whose output is not shown; of those of make only `make demo` is run
"""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shutil
import subprocess
import sysconfig
import threading
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DEMO = ".venv/bin/tracker demo"
"""What `make demo` runs once all is set up; a test holds the Makefile to it."""

_COPIED = ("tracker", "db/migrations", "db/views", "db/queries", "charts", "tests")
_BLOCK = re.compile(r"^```([a-z]+)( fails)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = 60
_KEPT_VARIABLES = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE")


def text_of(name: str) -> str:
    """Return a page of the project."""
    return (CHECKOUT / name).read_text("utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its lines, and whether its command is to fail."""

    language: str
    fails: bool
    content: str


def blocks_of(page: str) -> list[Block]:
    """Return the blocks of a page's text in order."""
    return [Block(each[1], bool(each[2]), each[3]) for each in _BLOCK.finditer(page)]


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


def add_entries(content: str, file: Path) -> None:
    """Add a block of entries to the end of a file of the vocabulary."""
    with file.open("a", encoding="utf-8") as end:
        end.write("\n" + content.partition("\n")[2])


@dataclass(frozen=True)
class Place:
    """A copy of the code that a page may change, and the folder in which its commands run."""

    code: Path
    folder: Path


def make_place(home: Path, *, in_checkout: bool) -> Place:
    """Copy the code and set it up; commands run in the copy, or in an empty folder."""
    code = home / "checkout"
    for name in _COPIED:
        unwanted = shutil.ignore_patterns("out", "*.db*")
        shutil.copytree(CHECKOUT / name, code / name, ignore=unwanted)
    shutil.copy2(CHECKOUT / "pyproject.toml", code)
    folder = code if in_checkout else home / "empty"
    folder.mkdir(exist_ok=True)
    _set_up(folder / ".venv", code)
    return Place(code, folder)


def _set_up(home: Path, code: Path) -> None:
    """Make an environment that runs the copy, with the packages of the one that runs the tests."""
    venv.create(home, symlinks=True)
    packages = (sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    lent = Path(next(home.glob("lib/python*/site-packages")), "lent.pth")
    lent.write_text("\n".join(map(str, [code, *packages])) + "\n", "utf-8")
    command = home / "bin/tracker"
    command.write_text(f'#!/bin/sh\nexec "{home}/bin/python" -m tracker "$@"\n', "utf-8")
    command.chmod(0o755)


class Shell:
    """One shell for all commands of a page; what they print to either side comes back."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            ["sh"],
            cwd=folder,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def run(self, command: str, status: int = 0) -> str:
        """Return what a command printed; it must end with the exit status."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{{ {command}\n}} </dev/null; printf '\\0%d\\n' $?\n")
        self._process.stdin.flush()
        stop = threading.Timer(_SECONDS, self._process.kill)
        stop.start()
        printed, mark, ended = "", "", ""
        for line in self._process.stdout:
            before, mark, ended = line.partition("\0")
            printed += before
            if mark:
                break
        stop.cancel()
        assert mark, f"no end after {_SECONDS} seconds: {command}\n{printed}"
        assert int(ended) == status, f"exit status {ended.strip()}: {command}\n{printed}"
        return printed

    def close(self) -> None:
        """End the shell."""
        self._process.communicate()


def renew(page: str, place: Place) -> str:
    """Return a page with all that its blocks print made anew."""
    shell = Shell(place.folder)
    names: dict[str, object] = {}
    runs: dict[str, Callable[[Block], str]] = {
        "console": lambda block: _renew_console(block, shell),
        "python": lambda block: _renew_python(block, place.folder, names),
        "toml": lambda block: _add(block, place.code),
        "sh": lambda block: _run_unseen(block, shell),
    }

    def renew_block(found: re.Match[str]) -> str:
        block = Block(found[1], bool(found[2]), found[3])
        return f"```{found[1]}{found[2] or ''}\n{runs[block.language](block)}```"

    try:
        return _BLOCK.sub(renew_block, page)
    finally:
        shell.close()


def _renew_console(block: Block, shell: Shell) -> str:
    shown_and_run = commands_in(block.content)
    return "".join(shown + shell.run(command, int(block.fails)) for shown, command in shown_and_run)


def _add(block: Block, code: Path) -> str:
    add_entries(block.content, code / family_of(block.content))
    return block.content


def _run_unseen(block: Block, shell: Shell) -> str:
    for line in block.content.splitlines():
        command = line.partition(" #")[0].strip()
        if command == "make demo":
            shell.run(DEMO)
        elif not command.startswith("make "):
            shell.run(command)
    return block.content


def _renew_python(block: Block, folder: Path, names: dict[str, object]) -> str:
    """Return the examples with their results; ``names`` are kept from block to block."""
    shown: list[str] = []
    test = doctest.DocTestParser().get_doctest(block.content, names, "page", None, None)
    with contextlib.chdir(folder):
        _Results(shown).run(test, out=lambda _: None, clear_globs=False)
    names.update(test.globs)
    return "".join(shown)


class _Results(doctest.DocTestRunner):
    """Runs examples and writes down what came out, expected or not."""

    def __init__(self, shown: list[str]) -> None:
        super().__init__(verbose=False)
        self._shown = shown

    def report_success(self, out: object, test: object, example: doctest.Example, got: str) -> None:
        first, *others = example.source.splitlines(keepends=True)
        self._shown.append(f">>> {first}" + "".join(f"... {line}" for line in others) + got)

    report_failure = report_success

    def report_unexpected_exception(self, *details: object) -> None:
        raise AssertionError(details[-1])
