"""Politely: the pace, tries again, and robots.txt."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fetching import BREAKS_OFF, PAGE, endless, fetch, refusal, to
from web_server import Reply, WebServer

from tracker.errors import UnreadableInput
from tracker.fetch import Manners
from tracker.fetch.client import Fetcher


def test_busy_servers_are_asked_again_when_they_say(web: WebServer) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    replies = [
        Reply("", 503, {"Retry-After": "1"}),
        Reply("", 429, {"Retry-After": soon}),
        Reply("", 500),
        Reply(PAGE),
    ]
    answers = iter(replies)
    begun = time.monotonic()
    with fetch(web.serve("/1", lambda _: next(answers))).body as body:
        assert body.read() == PAGE.encode()
    assert web.asked("/1") == 4
    assert 1.0 <= time.monotonic() - begun < 4


def test_a_server_that_breaks_off_is_asked_again(web: WebServer) -> None:
    answers = iter([Reply(b"x", headers=BREAKS_OFF), Reply(PAGE)])
    with fetch(web.serve("/1", lambda _: next(answers))).body as body:
        assert body.read() == PAGE.encode()


def test_a_host_is_asked_at_its_pace(web: WebServer) -> None:
    addresses = [web.serve(f"/{n}", PAGE) for n in range(3)]
    with Fetcher(Manners(pause=0.2, allow_private=True)) as fetcher:
        for address in addresses:
            fetcher.get(address)
    times = [each.at for each in web.requests if each.path != "/robots.txt"]
    assert all(later - earlier >= 0.19 for earlier, later in zip(times, times[1:], strict=False))


def test_a_crawl_delay_is_kept(web: WebServer) -> None:
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    addresses = [web.serve(f"/{n}", PAGE) for n in range(2)]
    with Fetcher(Manners(pause=0, allow_private=True)) as fetcher:
        for address in addresses:
            fetcher.get(address)
    times = [each.at for each in web.requests if each.path != "/robots.txt"]
    assert times[1] - times[0] >= 0.29


def test_robots_txt_is_asked_once_and_obeyed(web: WebServer) -> None:
    rules = "User-agent: tracker\nDisallow: /closed\n\nUser-agent: news\nDisallow: /\n"
    web.serve("/robots.txt", rules)
    for path in ("/open", "/closed/1"):
        web.serve(path, PAGE)
    web.serve("/moved", to("/closed/1"))
    with Fetcher(Manners(pause=0, allow_private=True)) as fetcher:
        assert fetcher.get(f"{web.url}/open") is not None
        for path in ("/closed/1", "/moved"):
            with pytest.raises(UnreadableInput, match=r"not allowed by the robots\.txt"):
                fetcher.get(f"{web.url}{path}")
    assert web.asked("/closed/1") == 0
    assert [each.path for each in web.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("reply", "allowed"),
    [
        (Reply("", 404), True),
        (Reply("", 403), True),
        (Reply("", 500), False),
        (Reply(b"\xff\xfe\0nonsense\0" * 9), True),
        (Reply(endless), False),
        (to("/rules"), False),
        (to("/robots.txt"), True),
    ],
    ids="missing forbidden broken nonsense endless moved loop".split(),
)
def test_a_robots_txt_that_cannot_be_read(web: WebServer, reply: Reply, allowed: bool) -> None:
    web.serve("/robots.txt", reply)
    web.serve("/rules", "User-agent: *\nDisallow: /\n")
    address = web.serve("/1", PAGE)
    if allowed:
        assert fetch(address).address == address
    else:
        assert "robots.txt" in refusal(address)
        assert web.asked("/1") == 0
