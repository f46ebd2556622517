"""Connections to public addresses only, within a time that ends.

A name is resolved once, and it is the address that was checked that is connected to: a name
server that answers differently the second time is not asked a second time.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from tracker.errors import UnreadableInput

TOO_SLOW = "no whole answer in time; try later, or allow more with --timeout"

_CONNECT_SECONDS = 10.0
_TRIED_ADDRESSES = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public Internet, also one written within another.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    found = _within(ipaddress.ip_address(address))
    return (
        found.is_global
        and not found.is_multicast
        and not found.is_reserved
        and not found.is_unspecified
        and not getattr(found, "is_site_local", False)
    )


def _within(found: Address) -> Address:
    """Return the IPv4 address that an IPv6 address leads to, else the address itself."""
    if isinstance(found, ipaddress.IPv4Address):
        return found
    if found in _NAT64:
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    teredo = found.teredo
    inner = found.ipv4_mapped or found.sixtofour or (teredo[1] if teredo else None)
    if inner is None and int(found) >> 32 == 0 and int(found) > 1:  # ::1.2.3.4, out of use
        inner = ipaddress.IPv4Address(int(found))
    return inner or found


class Deadline:
    """The moment at which an answer has to be there."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = 0.0
        self.start()

    def start(self) -> None:
        """Begin to count anew."""
        self._end = time.monotonic() + self.seconds

    def left(self, most: float | None = None) -> float:
        """Return how many seconds are left.

        Raises:
            UnreadableInput: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise UnreadableInput(TOO_SLOW)
        return left if most is None else min(left, most)


class GuardedNetwork(httpcore.NetworkBackend):
    """The network as far as it may be used."""

    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the host, by one of its addresses that are allowed."""
        error: Exception = UnreadableInput(f"no address for {host}; check the address")
        for address in self._addresses(host, port)[:_TRIED_ADDRESSES]:
            try:
                stream = self._network.connect_tcp(
                    address,
                    port,
                    self._deadline.left(_CONNECT_SECONDS),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
                continue
            return _TimedStream(stream, self._deadline)
        raise error

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreadableInput(f"no such host ({host}); check the address") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        allowed = [each for each in addresses if self._allow_private or is_public(each)]
        if addresses and not allowed:
            raise UnreadableInput(
                f"an address within a private network ({addresses[0]}); "
                "--allow-private lets it be read"
            )
        return allowed


class _TimedStream(httpcore.NetworkStream):
    """A connection that does not outlive the deadline, however slowly its bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
