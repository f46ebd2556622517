"""Extraction in several processes: the same database, in bounded memory, and no process left."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from archives import DRONES, KHERSON, SPANISH, SUMY
from commands import TRACKER, environment, run_tracker

from tracker.lexicon import Lexicon
from tracker.models import Article, Extraction
from tracker.read import Bookmark, Skipped, Unchanged
from tracker.store import Store


def lines(count: int) -> Iterator[dict[str, object]]:
    """Yield lines of which some are reprints, some better dated, some Spanish, some empty."""
    for number in range(count):
        text = (
            f"On day {number} of the siege {number + 3} civilians were killed, the mayor said. "
            f"{SUMY if number % 3 else DRONES} {KHERSON if number % 4 else ''}"
        )
        record: dict[str, object] = {"id": f"n{number}", "text": text}
        if number % 5 == 0:
            record["published"] = f"2025-05-{1 + number % 28:02}"
        yield record
        if number % 7 == 0:
            yield {"text": text, "published": "2025-05-02", "url": f"https://h.example/{number}"}
        if number % 11 == 0:
            yield {"text": f"{SPANISH} {number}"}
        if number % 13 == 0:
            yield {"text": "", "id": f"empty{number}"}


def dump(database: Path) -> list[str]:
    """Return all that a database holds, as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_one_worker_and_three_store_the_same(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in lines(30)), "utf-8")
    for workers in (1, 3):
        arguments = ("--db", f"{workers}.db", "ingest", "in.jsonl", "--workers", str(workers))
        done = run_tracker(tmp_path, *arguments, "--no-archive")
        assert done.status == 1, done.err
        (tmp_path / f"{workers}.txt").write_text(done.err)
    assert (tmp_path / "1.txt").read_text() == (tmp_path / "3.txt").read_text()
    assert "30 new, " in done.last
    assert dump(tmp_path / "1.db") == dump(tmp_path / "3.db")
    assert len(dump(tmp_path / "1.db")) > 300


def slow_extract(article: Article, lexicon: Lexicon | None) -> Extraction:
    from tracker.extract import extract_article

    (Path(os.environ["TRACKER_TEST_FOLDER"]) / f"{os.getpid()}").touch()
    return extract_article(article, lexicon)


def test_extraction_is_done_by_others_in_batches_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TEST_FOLDER", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    read: list[int] = []

    def inputs() -> Iterator[Article | Skipped | Unchanged | Bookmark]:
        for number in range(200):
            read.append(number)
            yield Article(
                f"{number + 2} soldiers were killed on day {number}.", origin=f"n{number}"
            )
            if number == 3:
                yield Skipped("lost", "empty")
                yield Unchanged("old")

    most_ahead = 0
    order = []

    def progress(outcome: object) -> None:
        nonlocal most_ahead
        order.append(outcome.origin)  # type: ignore[attr-defined]
        most_ahead = max(most_ahead, len(read) - len(order))

    with Store(tmp_path / "a.db", extract=slow_extract, archive=False) as store:
        report = store.ingest(inputs(), progress=progress, workers=2)
    assert (report.new, report.known, len(report.skipped)) == (200, 1, 1)
    assert order == [*(f"n{n}" for n in range(4)), "lost", "old", *(f"n{n}" for n in range(4, 200))]
    assert most_ahead <= 16 * 6
    pids = {path.name for path in tmp_path.iterdir() if path.name.isdigit()}
    assert pids
    assert str(os.getpid()) not in pids


def test_a_worker_that_is_stopped_is_named(tmp_path: Path) -> None:
    done = run_in_python(
        tmp_path,
        """
        import os, sys
        from tracker.models import Article
        from tracker.store import Store
        def end(article, lexicon): os._exit(9)
        if __name__ == "__main__":
            from tracker.errors import TrackerError
            with Store("a.db", extract=end) as store:
                try:
                    store.ingest([Article("Two died.")], workers=2)
                except TrackerError as error:
                    print(error)
        """,
    )
    assert "a worker was stopped from outside" in done.stdout, done.stderr


def run_in_python(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    import textwrap

    (folder / "code.py").write_text(textwrap.dedent(code))
    return subprocess.run(
        [sys.executable, "code.py"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def processes_in(folder: Path) -> list[int]:
    """Return the processes that work in a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "cwd").readlink() == folder.resolve():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_the_command(tmp_path: Path, how: signal.Signals) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in lines(3000)), "utf-8")
    command = [*TRACKER, "ingest", "in.jsonl", "--workers", "2", "--no-archive"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    database = tmp_path / "db/tracker.db"
    wait_until(lambda: database.exists() and stored(database) > 3)
    assert len(processes_in(tmp_path)) >= 3
    process.send_signal(how)
    began = monotonic()
    process.communicate(timeout=60)
    assert monotonic() - began < 10
    wait_until(lambda: not processes_in(tmp_path))
    assert process.returncode == (-9 if how is signal.SIGKILL else 130)
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM articles WHERE lang = 'en' AND run_id IS NULL"
        ).fetchone()
    assert count == 0


def stored(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def wait_until(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def test_a_long_stream_is_read_in_bounded_memory(tmp_path: Path) -> None:
    done = run_in_python(
        tmp_path,
        """
        import io, json, resource, sys
        from tracker.read import read_inputs
        class Lines(io.RawIOBase):
            line = (json.dumps({"text": "Two died. " * 2000}) + "\\n").encode()
            left = 200_000_000
            def readable(self): return True
            def readinto(self, buffer):
                data = self.line[:len(buffer)] if self.left > 0 else b""
                if len(data) < len(self.line): data = data and self.line[:0]
                buffer[:len(data)] = data
                self.left -= len(data)
                return len(data)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(Lines(), 1 << 20))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count = sum(1 for _ in read_inputs(["-"]))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(count, grown // (1024 if sys.platform == "linux" else 1 << 20))
        """,
    )
    count, grown = map(int, done.stdout.split())
    assert count == 200_000_000 // 20_014 + 1
    assert grown < 40
