"""Frozen values that are cheap to make and to ask: one article gives thousands of them.

The type checker holds these as frozen as any. At run time they are compared and hashed as frozen
ones are, but nothing guards their fields: with the guard of the standard library a value takes
four times as long to make, which was a tenth of the time of an extraction. What the tracker hands
out (``Claim``, ``Count``, ``RejectedNumber``, ...) has the guard.

What a value would only rarely be asked for is ``lazy``: read at the first question, then kept.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass", "lazy"]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from functools import cached_property as lazy
else:

    class lazy:  # noqa: N801  used as a decorator, as that of the standard library is
        """A property that is read once and kept by its value, which must have no slots.

        That of the standard library takes a lock for it before Python 3.12, twice the time.
        """

        def __init__(self, read):
            self._read, self.__doc__ = read, read.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, value, owner=None):
            if value is None:
                return self
            found = value.__dict__[self._name] = self._read(value)
            return found

    def dataclass(*, frozen, slots=False, eq=True):
        """Return a maker of dataclasses, to be used as that of the standard library is."""
        return dataclasses.dataclass(slots=slots, eq=eq, unsafe_hash=frozen and eq)
