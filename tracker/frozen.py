"""Frozen dataclasses that are cheap to make: one article gives thousands of them.

The type checker holds these as frozen as any. At run time they are compared and hashed as frozen
ones are, but nothing guards their fields: with the guard of the standard library a value takes
four times as long to make, which was a tenth of the time of an extraction. What the tracker hands
out (``Claim``, ``Count``, ``RejectedNumber``, ...) has the guard.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots=False, eq=True):
        """Return a maker of dataclasses, to be used as that of the standard library is."""
        return dataclasses.dataclass(slots=slots, eq=eq, unsafe_hash=frozen and eq)
