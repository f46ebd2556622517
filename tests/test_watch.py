"""Feeds and pages read again and again: what is new, what is known, and what a stop leaves."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from archives import DRONES, KHERSON, SPANISH, SUMY, item, page, rss
from click.testing import CliRunner
from commands import TRACKER, Done, environment, run_tracker
from web_server import Reply, WebServer, with_validators

from tracker.cli import tracker
from tracker.errors import BadWatchlist
from tracker.read.watchlist import INTERVAL, Watched, read_watchlist

QUICK = ("--allow-private", "--pause", "0")


def watch_once(folder: Path, *arguments: str) -> Done:
    """Run one round within this process, on a database in the folder."""
    given = ["--db", folder / "news.db", "watch", folder / "feeds.toml", "--once", *QUICK]
    words = [str(each) for each in (*given, *arguments)]
    done = CliRunner().invoke(tracker, words, standalone_mode=False)
    assert done.exception is None, done.exception
    return Done(done.return_value, done.stdout, done.stderr)


def ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def write_list(folder: Path, content: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(content, "utf-8")
    return path


def article(number: int) -> str:
    return page(f"Day {number}", f"{number + 3} civilians were killed in Kherson. {SUMY}", DRONES)


# Rounds


def test_each_round_tells_what_is_new(tmp_path: Path, web: WebServer) -> None:
    def feed(*numbers: int) -> None:
        items = [item(f"{web.url}/{n}", f"Day {n}", summary="...") for n in numbers]
        web.serve("/feed", with_validators(rss(items), etag=f'"{numbers}"'))

    for number in range(3):
        web.serve(f"/{number}", article(number))
    live = web.serve("/live", with_validators(page("Live", KHERSON), etag='"a"'))
    write_list(
        tmp_path,
        f'[[feed]]\nurl = "{web.url}/feed"\noutlet = "The Herald"\n[[page]]\nurl = "{live}"\n',
    )
    feed(0, 1)
    first = watch_once(tmp_path)
    assert first.status == 0, first.err
    lines = [line.split("\t") for line in first.out.splitlines()]
    assert [line[0] for line in lines] == ["new"] * 3
    assert [line[2] for line in lines] == [f"{web.url}/0", f"{web.url}/1", live]
    assert "round 1: articles: 3 new, 0 known, 0 changed, 0 skipped" in first.last
    assert ask(tmp_path / "news.db", "SELECT DISTINCT outlet FROM articles ORDER BY 1") == [
        (None,),
        ("The Herald",),
    ]

    again = watch_once(tmp_path)
    assert (again.status, again.out) == (0, "")
    assert "0 new, 2 known" in again.last
    assert (web.asked("/0"), web.asked("/feed")) == (1, 2)

    feed(0, 1, 2)
    web.serve("/live", with_validators(page("Live", KHERSON, SUMY), etag='"b"'))
    later = watch_once(tmp_path)
    assert [line.split("\t")[2] for line in later.out.splitlines()] == [f"{web.url}/2", live]
    assert "2 new, 2 known" in later.last
    assert (web.asked("/0"), web.asked("/1"), web.asked("/2")) == (1, 1, 1)
    assert ask(tmp_path / "news.db", "SELECT count(*) FROM articles WHERE supersedes > ''") == [
        (1,)
    ]


def test_an_entry_that_has_changed_is_read_again(tmp_path: Path, web: WebServer) -> None:
    write_list(tmp_path, f'[[feed]]\nurl = "{web.url}/feed"\n')
    content = f"<p>{KHERSON}</p>"
    web.serve("/feed", rss([item(f"{web.url}/1", "One", content=content)]))
    assert "1 new" in watch_once(tmp_path).last
    web.serve("/feed", rss([item(f"{web.url}/1", "One", content=f"{content}<p>{SUMY}</p>")]))
    assert "1 new" in watch_once(tmp_path).last
    assert "0 new, 1 known" in watch_once(tmp_path).last


def test_an_article_that_was_removed_is_read_again(tmp_path: Path, web: WebServer) -> None:
    live = web.serve("/live", with_validators(page("Live", KHERSON), etag='"a"'))
    link = web.serve("/1", with_validators(article(1), etag='"b"'))
    web.serve("/feed", rss([item(link, "Day 1", summary="...")]))
    write_list(tmp_path, f'[[feed]]\nurl = "{web.url}/feed"\n[[page]]\nurl = "{live}"\n')
    assert "2 new" in watch_once(tmp_path).last
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM articles")
        connection.commit()
    assert "2 new" in watch_once(tmp_path).last


def test_what_cannot_be_read_is_named_each_round_and_the_rest_goes_on(
    tmp_path: Path, web: WebServer
) -> None:
    web.serve("/page-not-feed", page("Moved", "The feed has moved."))
    web.serve("/spanish", SPANISH)
    web.serve("/feed", rss([item(f"{web.url}/1", "One", content=f"<p>{SUMY}</p>")]))
    names = ("page-not-feed", "gone", "feed")
    feeds = "".join(f'[[feed]]\nurl = "{web.url}/{name}"\n' for name in names)
    write_list(tmp_path, f'{feeds}[[page]]\nurl = "{web.url}/spanish"\n')
    for words in ("1 new, 0 known", "0 new, 1 known"):
        done = watch_once(tmp_path)
        assert done.status == 1
        assert f"skipped {web.url}/page-not-feed: no feed, neither RSS nor Atom" in done.err
        assert f"skipped {web.url}/gone: 404 Not Found" in done.err
        assert f"skipped {web.url}/spanish: language without a vocabulary: es" in done.err
        assert f"articles: {words}, 0 changed, 3 skipped" in done.last
    assert len(ask(tmp_path / "news.db", "SELECT * FROM problems")) == 3


def test_whether_links_are_read_is_said_by_the_list_first(tmp_path: Path, web: WebServer) -> None:
    for name in ("a", "b"):
        link = web.serve(f"/{name}/1", article(ord(name)))
        web.serve(f"/{name}", rss([item(link, "One", summary=f"{SUMY} {name}")]))
    write_list(
        tmp_path, f'[[feed]]\nurl = "{web.url}/a"\nfetch = true\n[[feed]]\nurl = "{web.url}/b"\n'
    )
    assert "2 new" in watch_once(tmp_path, "--no-fetch").last
    assert (web.asked("/a/1"), web.asked("/b/1")) == (1, 0)
    assert "1 new, 1 known" in watch_once(tmp_path).last
    assert web.asked("/b/1") == 1


def test_a_linked_page_in_another_language_is_not_asked_for_each_round(
    tmp_path: Path, web: WebServer
) -> None:
    link = web.serve("/1", page("Ataque", SPANISH))
    web.serve("/feed", rss([item(link, "Ataque", summary="...")]))
    write_list(tmp_path, f'[[feed]]\nurl = "{web.url}/feed"\n')
    assert "language without a vocabulary" in watch_once(tmp_path).err
    assert "0 new, 1 known" in watch_once(tmp_path).last
    assert web.asked("/1") == 1


# Stops


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*TRACKER, "watch", "feeds.toml", *QUICK, *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_after_kill_9_it_goes_on_where_it_was(tmp_path: Path, web: WebServer, workers: str) -> None:
    total = 12

    def slow(number: int) -> Callable[[object], Reply]:
        def answer(_: object) -> Reply:
            time.sleep(0.1)
            return Reply(article(number))

        return answer

    links = [web.serve(f"/{number}", slow(number)) for number in range(total)]
    items = [item(link, f"Day {n}", summary="...") for n, link in enumerate(links)]
    web.serve("/feed", with_validators(rss(items), etag='"all"'))
    write_list(tmp_path, f'[[feed]]\nurl = "{web.url}/feed"\n')
    database = tmp_path / "db/tracker.db"
    process = start(tmp_path, "--once", "--workers", workers)
    assert process.stdout is not None
    for _ in range(4):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (stored,) = ask(database, "SELECT count(*) FROM articles WHERE run_id IS NOT NULL")[0]
    assert 4 <= stored < total
    assert ask(database, "SELECT count(*) FROM articles") == [(stored,)]
    assert (
        ask(database, "SELECT * FROM fetch_state WHERE address LIKE '%/feed' AND entry = ''") == []
    )
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    before = web.counts
    done = run_tracker(tmp_path, "watch", "feeds.toml", "--once", *QUICK)
    assert done.status == 0, done.err
    assert ask(database, "SELECT count(*) FROM articles WHERE run_id IS NOT NULL") == [(total,)]
    again = [link for link in links if web.asked(link.removeprefix(web.url)) > 1]
    marked = ask(database, "SELECT count(*) FROM fetch_state WHERE entry <> ''")
    assert marked == [(total,)]
    # Only what was read and not yet stored when it was stopped is read twice.
    assert len(again) <= sum(before[f"/{n}"] for n in range(total)) - stored + 1
    assert "0 skipped" in done.last


def test_rounds_go_on_until_ctrl_c(tmp_path: Path, web: WebServer) -> None:
    live = web.serve("/live", page("Live", KHERSON))
    write_list(tmp_path, f'interval = 60\n[[page]]\nurl = "{live}"\n')
    process = start(tmp_path, "--interval", "0.2")
    wait_until(lambda: web.asked("/live") >= 2)
    web.serve("/live", page("Live", KHERSON, SUMY))
    wait_until(lambda: web.asked("/live") >= 4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert [line.split("\t")[0] for line in out.splitlines()] == ["new", "new"]
    assert "round 1: articles: 1 new" in err
    assert "round 2: articles: 0 new, 1 known" in err
    assert "Traceback" not in err


# The list


def test_a_list_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = write_list(
        tmp_path,
        'interval = 60\n[[page]]\nurl = "https://h.example/live"\n'
        '[[feed]]\nurl = "https://h.example/feed"\noutlet = "The Herald"\nfetch = false\n',
    )
    found = read_watchlist(path)
    assert found.interval == 60
    assert list(found.watched) == [
        Watched("feed", "https://h.example/feed", "The Herald", fetch=False),
        Watched("page", "https://h.example/live"),
    ]
    write_list(tmp_path, '[[feed]]\nurl = "https://h.example/feed"\n')
    assert read_watchlist(path).interval == INTERVAL


FEED = '[[feed]]\nurl = "https://h.example/feed"\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "nothing to watch; add a [[feed]] or a [[page]]"),
        ("feed = [", "not TOML: "),
        ("feeds = 1", "unknown key 'feeds'; did you mean feed? allowed: interval, feed, page"),
        ('[feed]\nurl = "https://h.example"', "feed is no list of tables; write [[feed]]"),
        ("feed = [1]", "feed is no list of tables"),
        (f"{FEED}ulr = 1", "[[feed]] 1: unknown key 'ulr'; did you mean url? allowed: url, outlet"),
        (f"{FEED}fetch = 'yes'", "[[feed]] 1: fetch is 'yes'; write true or false"),
        (f"{FEED}outlet = 3", "[[feed]] 1: outlet is 3; write a text in quotes"),
        (f'{FEED}[[page]]\noutlet = "H"', "[[page]] 1: no url"),
        ('[[page]]\nurl = "https://a.example"\nfetch = true', "[[page]] 1: unknown key 'fetch'"),
        ('[[feed]]\nurl = "feed.xml"', "[[feed]] 1: url is 'feed.xml'; write an address"),
        (f"{FEED}{FEED}", "the url 'https://h.example/feed' stands there twice"),
        (f"interval = 0\n{FEED}", "interval is 0; write a number of seconds above 0"),
        (f"interval = true\n{FEED}", "interval is True; write a number"),
        (f"interval = 'often'\n{FEED}", "interval is 'often'"),
        (f"interval = nan\n{FEED}", "interval is nan"),
        (f"interval = inf\n{FEED}", "interval is inf"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path: Path, content: str, words: str) -> None:
    path = write_list(tmp_path, content)
    with pytest.raises(BadWatchlist) as refused:
        read_watchlist(path)
    assert str(refused.value).startswith(str(path))
    assert words in str(refused.value)


def test_a_list_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadWatchlist, match=r"nowhere\.toml: cannot be read: No such file"):
        read_watchlist(tmp_path / "nowhere.toml")
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadWatchlist, match="not in UTF-8"):
        read_watchlist(path)


def test_a_mistake_stops_the_command_before_there_is_a_database(tmp_path: Path) -> None:
    write_list(tmp_path, "feeds = 1")
    done = run_tracker(tmp_path, "watch", "feeds.toml", "--once")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("tracker: feeds.toml: unknown key 'feeds'")
    assert not (tmp_path / "db").exists()
