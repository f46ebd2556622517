"""One address after the other: as robots.txt allows, at its pace, and again if it says so."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Self

import httpcore
import httpx

from tracker.errors import UnreadableInput
from tracker.fetch.guard import TOO_SLOW, Deadline
from tracker.fetch.manners import USER_AGENT, Answer, Manners
from tracker.fetch.robots import Robots
from tracker.fetch.transport import GuardedTransport

_IN_MEMORY = 8 << 20
_MOST_REDIRECTIONS = 10
_TRIES = 4
_LONGEST_WAIT = 120.0
_TRY_AGAIN = frozenset((429, 500, 502, 503, 504))
_REDIRECTIONS = frozenset((301, 302, 303, 307, 308))
_OK = 200
_NOT_MODIFIED = 304

Validators = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Reply:
    """One answer of a server, whatever it says."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: BinaryIO


class Fetcher:
    """A way to the web; it keeps its pace, and what robots.txt said, as long as it is open."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._deadline = Deadline(manners.timeout)
        self._next_request: dict[str, float] = {}
        self._robots = Robots(self._read_robots)
        self._client = httpx.Client(
            transport=GuardedTransport(self._deadline, manners.allow_private),
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "text/html, application/xhtml+xml, application/atom+xml, "
                "application/rss+xml, text/plain;q=0.9, */*;q=0.5",
                "Accept-Encoding": "gzip",
                "Accept-Language": "en, *;q=0.5",
            },
            timeout=manners.timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        """Return the fetcher, to be closed at the end of the block."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close all connections."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, address: str, validators: Validators = (None, None)) -> Answer | None:
        """Return what stands at an address, None where it is what the validators stand for.

        Raises:
            UnreadableInput: nothing can be read there, or may be.
        """
        etag, last_modified = validators
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        url = _checked(address)
        for _ in range(_MOST_REDIRECTIONS + 1):
            pace = self._robots.pace(url)
            reply = self._patiently(url, headers, max(pace, self._manners.pause))
            if reply.status == _NOT_MODIFIED and headers:
                return None
            if reply.status not in _REDIRECTIONS:
                return _answer(reply)
            url = _redirected(reply)
        raise UnreadableInput(f"redirected more than {_MOST_REDIRECTIONS} times; check the address")

    def _patiently(self, url: httpx.URL, headers: dict[str, str], pace: float) -> _Reply:
        """Return the reply of a server, asked again where it is busy or breaks off."""
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            self._keep_pace(url)
            try:
                reply = self._ask(url, headers, self._manners.largest)
            except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
                if last:
                    raise UnreadableInput(f"breaks off ({error}); try later") from error
                wait = None
            else:
                if reply.status not in _TRY_AGAIN or last:
                    return reply
                wait = _asked_to_wait(reply.headers)
            finally:
                self._next_request[_host(url)] = time.monotonic() + pace
            self._wait(url, wait, self._manners.pause * 2**attempt)
        raise AssertionError("the last try returns or raises")

    def _wait(self, url: httpx.URL, asked: float | None, otherwise: float) -> None:
        wait = otherwise if asked is None else asked
        if wait > _LONGEST_WAIT:
            raise UnreadableInput(f"busy, and asks to wait {wait:.0f} seconds; try later")
        self._next_request[_host(url)] = time.monotonic() + max(wait, otherwise)

    def _keep_pace(self, url: httpx.URL) -> None:
        """Wait until the host may be asked again, at its pace after the last answer."""
        wait = self._next_request.get(_host(url), 0.0) - time.monotonic()
        if wait > 0:
            time.sleep(wait)

    def _ask(self, url: httpx.URL, headers: dict[str, str], largest: int) -> _Reply:
        """Return the reply to one request, with its body if it is a page.

        Raises:
            UnreadableInput: there is none, in time and of a size that can be read.
        """
        self._deadline.start()
        with _named_errors(), self._client.stream("GET", url, headers=headers) as response:
            body: BinaryIO = SpooledTemporaryFile(max_size=_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
            if response.status_code == _OK:
                _read_body(response, body, largest)
            return _Reply(url, response.status_code, response.headers, body)

    def _read_robots(self, url: httpx.URL, largest: int) -> tuple[int, bytes]:
        """Return status and bytes of a robots.txt."""
        for _ in range(_MOST_REDIRECTIONS // 2 + 1):
            self._keep_pace(url)
            try:
                reply = self._ask(url, {"Accept-Encoding": "identity"}, largest)
            except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
                raise UnreadableInput(f"breaks off ({error}); try later") from error
            finally:
                self._next_request[_host(url)] = time.monotonic() + self._manners.pause
            if reply.status not in _REDIRECTIONS:
                return reply.status, reply.body.read(largest)
            url = _redirected(reply)
        return HTTPStatus.NOT_FOUND, b""


def _read_body(response: httpx.Response, body: BinaryIO, largest: int) -> None:
    too_large = f"larger than {largest / (1 << 20):g} MB; --max-size lets more be read"
    said = response.headers.get("Content-Length", "")
    if said.isdecimal() and int(said) > largest:
        raise UnreadableInput(too_large)
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > largest:
            raise UnreadableInput(too_large)
        body.write(chunk)
    body.seek(0)


def _answer(reply: _Reply) -> Answer:
    """Return what a reply gives to read.

    Raises:
        UnreadableInput: nothing.
    """
    if reply.status != _OK:
        raise UnreadableInput(_in_words(reply.status))
    encoding = reply.headers.get("Content-Encoding", "identity").lower().strip()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise UnreadableInput(f"sent in an encoding that was not asked for ({encoding})")
    return Answer(
        address=str(reply.url.copy_with(fragment=None)),
        body=reply.body,
        day=datetime.now(UTC).date(),
        charset=httpx.Response(_OK, headers=reply.headers).charset_encoding,
        media=reply.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None,
        packed=encoding.endswith("gzip"),
        etag=reply.headers.get("ETag"),
        last_modified=reply.headers.get("Last-Modified"),
    )


def _checked(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise UnreadableInput(f"no address of the web ({error}); check it") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise UnreadableInput("no address of the web; write it as https://host/page")
    if url.userinfo:
        raise UnreadableInput("an address with a password, which would be stored; leave it out")
    return url.copy_with(fragment=None)


def _redirected(reply: _Reply) -> httpx.URL:
    where = reply.headers.get("Location")
    if not where:
        raise UnreadableInput(f"redirected, but not where to ({reply.status}); check the address")
    try:
        return _checked(str(reply.url.join(where)))
    except (UnreadableInput, httpx.InvalidURL) as error:
        raise UnreadableInput(f"redirected to what cannot be read ({where[:200]})") from error


def _in_words(status: int) -> str:
    """Return an HTTP status with its name, and what to do."""
    name = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "no answer"
    if status in (401, 402, 403, 407):
        return f"{status} {name}; not for everyone, so save the page by hand"
    if status in _TRY_AGAIN:
        return f"{status} {name}; try later"
    return f"{status} {name}; check the address"


def _asked_to_wait(headers: httpx.Headers) -> float | None:
    """Return how many seconds the server asks to wait (Retry-After), None if it does not say."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


_UNTRUSTED = re.compile(r"certificate verify failed: (.+?)(?: \(_ssl.*)?$")


@contextmanager
def _named_errors() -> Iterator[None]:
    """Turn what the network says into a line for people; a break goes on as it is."""
    try:
        yield
    except (httpcore.RemoteProtocolError, httpcore.ReadError):
        raise
    except httpcore.TimeoutException as error:
        raise UnreadableInput(TOO_SLOW) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise UnreadableInput(_unreached(str(error))) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.UnsupportedProtocol) as error:
        raise UnreadableInput(f"cannot be read ({error}); check the address") from error


def _unreached(words: str) -> str:
    """Return what keeps a server from being reached, and what to do about it.

    >>> _unreached("certificate verify failed: self-signed certificate (_ssl.c:1006)")
    'its certificate is not trusted (self-signed certificate); SSL_CERT_FILE names one that is'
    """
    found = _UNTRUSTED.search(words)
    if found is None:
        return f"cannot be reached ({words}); check the address"
    return f"its certificate is not trusted ({found[1]}); SSL_CERT_FILE names one that is"


def _host(url: httpx.URL) -> str:
    return url.host
