"""The way to the web: opened where the first address is read, with a memory of earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tracker.fetch import Answer, Manners
from tracker.read.options import Memory

if TYPE_CHECKING:
    from tracker.fetch.client import Fetcher


class Web:
    """What reads addresses, with these manners; ``memory`` knows those that were read before."""

    def __init__(self, manners: Manners | None = None, memory: Memory | None = None) -> None:
        self.memory = memory
        self._manners = manners or Manners()
        self._fetcher: Fetcher | None = None

    def __enter__(self) -> Self:
        """Return the way, to be closed at the end of the block."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close all connections."""
        if self._fetcher is not None:
            self._fetcher.close()

    def get(self, address: str, remembered: bool) -> Answer | None:
        """Return what stands at an address, None where it has not changed since.

        Raises:
            UnreadableInput: nothing can be read there, or may be.
        """
        if self._fetcher is None:
            from tracker.fetch.client import Fetcher  # 150 ms, and only addresses need it

            self._fetcher = Fetcher(self._manners)
        if self.memory is None or not remembered:
            return self._fetcher.get(address)
        return self._fetcher.get(address, self.memory.validators(address))
