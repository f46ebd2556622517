"""What is far above its own series: judged by the figures around it, and by how lumpy it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

_AROUND = 15
"""So many figures before and after one are its level: what is usual changes over a war."""

_ABOVE = 3
_FAR_ABOVE = 10
_FEWEST_OF_LUMPS = 3
_SEASON = 60
"""What comes three times within so many figures before and after, at half the size at least,
belongs to the series: missiles come in waves."""


def find_lumps(figures: Sequence[float], least: float) -> list[tuple[int, float]]:
    """Return the place of each figure that is far above the others, and the highest around it.

    ``least`` is what counts as the highest where the others are lower. Of few figures one must be
    far above their middle, too.

    >>> find_lumps([4, 7, 3, 6, 9000, 5, 90, 4], least=1)
    [(4, 90), (6, 7)]
    >>> find_lumps([0, 0, 31, 0, 0, 44, 0, 0, 38, 0, 90], least=1)
    []
    """
    found: dict[int, float] = {}
    for place in sorted(range(len(figures)), key=lambda each: -figures[each]):
        near = _around(place, len(figures), _AROUND)
        around = [figures[each] for each in near if each not in found]
        highest = max(around, default=0)
        if not around or not _is_far_above(figures[place], around, least):
            continue
        season = _around(place, len(figures), _SEASON)
        if sum(figures[each] >= figures[place] / 2 for each in season) < _FEWEST_OF_LUMPS:
            found[place] = highest
    return sorted(found.items())


def _around(place: int, count: int, width: int) -> Iterator[int]:
    first = max(0, min(place - width, count - 2 * width - 1))
    return (each for each in range(first, min(count, first + 2 * width + 1)) if each != place)


def _is_far_above(figure: float, around: Sequence[float], least: float) -> bool:
    """Tell whether the figure is far above all, or all but one, which may be a slip as well."""
    if len(around) >= _AROUND and max(around) >= figure / 2:
        around = sorted(around)[:-1]
    if figure <= _ABOVE * max(*around, least):
        return False
    return len(around) >= _AROUND or figure > _FAR_ABOVE * max(median(around), least)
