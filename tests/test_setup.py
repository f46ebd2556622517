"""The project as it is set up, packed and installed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tracker.version import __version__

# Needed by trafilatura, and left out by some versions of pip where it is not asked for by name.
NOT_IMPORTED = {"lxml-html-clean"}


@pytest.fixture(scope="session")
def project(checkout: Path) -> dict[str, object]:
    return tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="session")
def pins(checkout: Path) -> list[str]:
    lines = (checkout / "requirements.lock").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def names_of(requirements: object) -> set[str]:
    assert isinstance(requirements, list)
    return {canonicalize_name(Requirement(each).name) for each in requirements}


# The lock file


def test_lock_holds_exact_pins_and_nothing_else(pins: list[str]) -> None:
    for line in pins:
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.+]+( ; .+)?", line), line


def test_lock_names_no_place_of_the_machine_it_was_made_on(checkout: Path) -> None:
    lock = (checkout / "requirements.lock").read_text("utf-8")
    for leak in ("file://", "http://", "https://", "--find-links", "index-url", "/home/", "/root"):
        assert leak not in lock


def test_lock_covers_all_that_is_asked_for(project: dict[str, object], pins: list[str]) -> None:
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    asked = names_of(project["dependencies"]) | names_of(extras["dev"])
    assert asked <= names_of(pins), "run `make lock`"


def test_lock_satisfies_the_bounds(project: dict[str, object], pins: list[str]) -> None:
    pinned: dict[str, set[str]] = {}
    for pin in map(Requirement, pins):
        pinned.setdefault(canonicalize_name(pin.name), set()).add(str(pin.specifier)[2:])
    dependencies = project["dependencies"]
    assert isinstance(dependencies, list)
    for asked in map(Requirement, dependencies):
        versions = pinned[canonicalize_name(asked.name)]
        assert all(asked.specifier.contains(version) for version in versions), asked


# What the package asks for


def modules_used(node: ast.AST) -> set[str]:
    """Return the modules that a piece of code imports, or whose data files it opens."""
    match node:
        case ast.Import(names=names):
            return {name.name.split(".")[0] for name in names}
        case ast.ImportFrom(module=str(module), level=0):
            return {module.split(".")[0]}
        case ast.Call(func=ast.Attribute(attr="files"), args=[ast.Constant(value=str(module))]):
            return {module.split(".")[0]}
    return set()


def used_distributions(folder: Path) -> set[str]:
    """Return the distributions that the modules of a folder use, by canonical name."""
    modules: set[str] = set()
    for path in folder.rglob("*.py"):
        modules.update(*map(modules_used, ast.walk(ast.parse(path.read_text("utf-8")))))
    third_party = modules - sys.stdlib_module_names - {folder.name}
    providers = metadata.packages_distributions()
    return {canonicalize_name(providers[module][0]) for module in third_party}


def test_what_is_used_is_declared_and_the_reverse(
    checkout: Path, project: dict[str, object]
) -> None:
    declared = names_of(project["dependencies"])
    used = used_distributions(checkout / "tracker")
    assert used - declared == set(), "used, not declared in pyproject.toml"
    assert declared - used - NOT_IMPORTED == set(), "declared, used nowhere"


def test_changelog_tells_of_this_version(checkout: Path) -> None:
    assert f"## [{__version__}]" in (checkout / "CHANGELOG.md").read_text("utf-8")


# make


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command away from the caller's Python and database settings."""
    unwanted = ("PYTHON", "TRACKER_", "MAKE", "MFLAGS", "VIRTUAL_ENV")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def write_script(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{content}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def bare_checkout(checkout: Path, tmp_path: Path) -> Path:
    """Return a folder with what the set-up reads, and nothing set up."""
    folder = tmp_path / "a checkout"  # a folder's name may hold a blank
    for name in ("Makefile", "pyproject.toml", "requirements.lock", ".ci/set-up", ".ci/run"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(checkout / name, folder / name)
    return folder


def test_make_sets_up_once_and_again_when_the_packages_change(bare_checkout: Path) -> None:
    write_script(bare_checkout / ".ci/set-up", "mkdir -p .venv && echo once >>set-up.log")
    log = bare_checkout / "set-up.log"
    for _ in range(2):
        assert run("make", ".venv/.set-up", cwd=bare_checkout).returncode == 0
    assert log.read_text() == "once\n"
    stamp = (bare_checkout / ".venv/.set-up").stat().st_mtime
    for name in ("requirements.lock", "pyproject.toml"):
        os.utime(bare_checkout / name, (stamp + 100, stamp + 100))
        assert run("make", ".venv/.set-up", cwd=bare_checkout).returncode == 0
        os.utime(bare_checkout / name, (stamp - 100, stamp - 100))
    assert log.read_text() == "once\n" * 3


def test_set_up_says_in_one_line_that_python_is_missing(bare_checkout: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        write_script(bare_checkout / "bin" / name, "exit 1")
    path = f"{bare_checkout / 'bin'}:/usr/bin:/bin"
    done = run("sh", ".ci/set-up", cwd=bare_checkout, PATH=path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 to 3.14 is needed" in done.stderr


def test_set_up_says_in_one_line_that_the_named_python_is_too_old(bare_checkout: Path) -> None:
    write_script(bare_checkout / "old-python", "exit 1")
    done = run("sh", ".ci/set-up", "./old-python", cwd=bare_checkout)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "./old-python is not Python 3.11 to 3.14" in done.stderr


def test_set_up_names_the_package_that_debian_lacks(bare_checkout: Path) -> None:
    (bare_checkout / "without").mkdir()
    (bare_checkout / "without/ensurepip.py").write_text("raise ImportError('as on Debian')\n")
    lacking = bare_checkout / "lacking-python"
    write_script(lacking, f'PYTHONPATH=without exec "{sys.executable}" "$@"')
    done = run("sh", ".ci/set-up", lacking, cwd=bare_checkout)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"apt install python{version}-venv" in done.stderr
    assert not (bare_checkout / ".venv").exists()


@pytest.mark.parametrize(("test", "lint", "status"), [(0, 0, 0), (1, 0, 1), (0, 1, 1)])
def test_ci_fails_where_tests_or_lints_fail(
    bare_checkout: Path, test: int, lint: int, status: int
) -> None:
    targets = f"test:\n\t@echo tested; exit {test}\nlint:\n\t@echo linted; exit {lint}\n"
    (bare_checkout / "Makefile").write_text(targets)
    done = run("bash", bare_checkout / ".ci/run", cwd=bare_checkout.parent)
    assert done.returncode == status
    assert done.stdout.startswith("tested\nlinted\n")


# The packed project


@pytest.fixture(scope="session")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source archive of this tree."""
    out = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist"]
    done = run(*build, "--outdir", out, ".", cwd=checkout)
    assert done.returncode == 0, done.stderr + done.stdout
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def files_under(folder: Path, pattern: str, within: str) -> set[str]:
    return {f"{within}{path.relative_to(folder).as_posix()}" for path in folder.glob(pattern)}


def test_wheel_holds_what_the_tracker_reads(checkout: Path, wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    read = {
        *files_under(checkout, "db/migrations/*.sql", "tracker/_data/"),
        *files_under(checkout, "db/views/*.sql", "tracker/_data/"),
        *files_under(checkout, "db/queries/*.sql", "tracker/_data/"),
        *files_under(checkout, "charts/*.toml", "tracker/_data/"),
        *files_under(checkout, "tracker/**/*.py", ""),
        *files_under(checkout, "tracker/vocabulary/*.toml", ""),
        *(name for name in files_under(checkout, "tracker/samples/*", "")),
        "tracker/py.typed",
    }
    assert read <= packed
    for folder in ("_data/db/migrations", "_data/db/queries", "_data/charts", "samples"):
        assert any(name.startswith(f"tracker/{folder}/") for name in packed), folder


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel).namelist()
    information = f"tracker-{__version__}.dist-info/"
    assert all(name.startswith(("tracker/", information)) for name in packed)
    assert not [name for name in packed if re.search(r"\.db|/out/|__pycache__|\.pyc$", name)]
    assert f"{information}licenses/LICENSE" in packed


def test_source_archive_holds_the_project_and_no_results(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        packed = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = {"README.md", "LICENSE", "Makefile", "requirements.lock", "tests/test_setup.py"}
    assert wanted <= packed
    assert not [name for name in packed if re.search(r"\.db|charts/out|\.venv|__pycache__", name)]


def runtime_distributions(wheel: Path) -> list[metadata.Distribution]:
    """Return the installed distributions that the wheel needs, directly or not."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith("/METADATA"))
        lines = archive.read(name).decode().splitlines()
    open_ = [line.split(": ", 1)[1] for line in lines if line.startswith("Requires-Dist: ")]
    found: dict[str, metadata.Distribution] = {}
    while open_:
        asked = Requirement(open_.pop())
        name = canonicalize_name(asked.name)
        if name in found or (asked.marker and not asked.marker.evaluate({"extra": ""})):
            continue
        found[name] = metadata.distribution(name)
        open_ += found[name].requires or []
    return list(found.values())


def lend(distribution: metadata.Distribution, site_packages: Path) -> None:
    """Link an installed distribution into another environment."""
    for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
        link = site_packages / top
        if not link.exists():
            link.symlink_to(Path(str(distribution.locate_file(top))).resolve())


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a new environment in which pip installed the wheel.

    The packages that the wheel asks for are lent by this environment, in the pinned versions,
    and no others: what is imported without being asked for is missing there.
    """
    home = tmp_path_factory.mktemp("installed") / "venv"
    done = run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    assert done.returncode == 0, done.stderr
    site_packages = next(home.glob("lib/python*/site-packages"))
    for distribution in runtime_distributions(wheel):
        lend(distribution, site_packages)
    install = [home / "bin/python", "-m", "pip", "install", "--no-index", wheel]
    done = run(*install, cwd=home.parent)
    assert done.returncode == 0, done.stderr
    return home / "bin"


def test_wheel_runs_from_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = "import tracker, tracker.paths as p; print(p.PACKAGE, p.database_files(), sep='\\n')"
    done = run(installed / "python", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert Path(line).is_relative_to(installed.parent.resolve()), line


TYPED = """
from tracker import Article, Store, extract_claims, find_counts, find_dates

found = extract_claims("Seven people were killed.", published="2025-05-11")
reveal_type(found.claims[0].value)
reveal_type(find_counts("seven")[0].qualifier)
reveal_type(find_dates("yesterday")[0].period_start)
with Store("news.db") as store:
    reveal_type(store.ingest([Article("Seven people were killed.")]).new)
    store.ingest("news.txt")
"""


def test_mypy_sees_the_types_of_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "typed.py").write_text(TYPED, "utf-8")
    checked = "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", tmp_path / "cache"
    python = "--python-executable", installed / "python"
    done = run(sys.executable, *checked, *python, "typed.py", cwd=tmp_path)
    revealed = re.findall(r'Revealed type is "(?:builtins\.)?(.+?)"', done.stdout)
    assert [words.replace("builtins.", "") for words in revealed] == [
        "float | None",
        "str",
        "datetime.date | None",
        "int",
    ], done.stdout + done.stderr
    (error,) = (line for line in done.stdout.splitlines() if ": error: " in line)
    assert error.startswith('typed.py:10: error: Argument 1 to "ingest" of "Store"')


def test_wheel_runs_the_demo(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "tracker", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "db/demo.db").is_file()
    charts = [path for path in tmp_path.glob("charts/out/*") if path.suffix in (".png", ".svg")]
    assert charts
    assert all(path.name in done.stdout for path in charts), done.stdout
