"""What is far above its own series: judged by the figures around it, and by how lumpy it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from statistics import median

_AROUND = 15
"""So many figures before and after one are its level: what is usual changes over a war."""

_ABOVE = 3
_FAR_ABOVE = 10
_FEWEST_OF_LUMPS = 3
_SEASON = 60
"""What comes three times within so many figures before and after, at half the size at least,
belongs to the series: missiles come in waves."""

_SHARE = 5
"""One in so many figures around may be out of line itself: the others tell how even they are."""

_WIDE = 25
_EVEN = log(1.6)
_LEAST_EVEN = log(1.22)
_WIDTHS = 4.5
_FEWEST_TO_BE_EVEN = 12
_FEWEST_OF_EVEN_LUMPS = 6
_BESIDE = 8
"""Where four in five figures lie below 1.6 times the middle, what lies 4.5 times as far above it,
in powers, is none of them, though it comes several times: six such in a season are. At either end
of an account nobody knows yet what is usual: a war begins with its heaviest days."""


def find_lumps(
    figures: Sequence[float], least: float, *, even: bool = False
) -> list[tuple[int, float]]:
    """Return the place of each figure that is far above the others, and the highest around it.

    ``least`` is what counts as the highest where the others are lower. Of few figures one must be
    far above their middle, too. ``even`` is for what does not come in waves: where the figures
    around are even, several that are out of line are found as well.

    >>> find_lumps([4, 7, 3, 6, 9000, 5, 90, 4], least=1)
    [(4, 90), (6, 7)]
    >>> find_lumps([0, 0, 31, 0, 0, 44, 0, 0, 38, 0, 90], least=1)
    []
    >>> days = [31, 30, 34, 28, 33, 29, 30, 35, 240, 30, 28, 210, 31, 29, 260, 30, 32, 27, 33, 30]
    >>> days += [29, 34, 31, 28]
    >>> find_lumps(days, least=1), find_lumps(days, least=1, even=True)
    ([], [(8, 35), (11, 35), (14, 35)])
    """
    standing = _out_of_line(figures) if even else {}
    found = dict(standing)
    for place in sorted(range(len(figures)), key=lambda each: -figures[each]):
        near = _around(place, len(figures), _AROUND)
        around = [figures[each] for each in near if each not in found]
        highest = max(around, default=0)
        if place in found or not around or not _is_far_above(figures[place], around, least):
            continue
        season = _around(place, len(figures), _SEASON)
        if sum(figures[each] >= figures[place] / 2 for each in season) < _FEWEST_OF_LUMPS:
            found[place] = highest
    return sorted(found.items())


def _out_of_line(figures: Sequence[float]) -> dict[int, float]:
    """Return what is out of line among even figures, with the highest of those that are not."""
    found = {place for place in range(len(figures)) if _stands_out(figures, place)}
    few = {}
    for place in found:
        season = _around(place, len(figures), _SEASON)
        if 1 + sum(each in found for each in season) < _FEWEST_OF_EVEN_LUMPS:
            near = _around(place, len(figures), _AROUND)
            few[place] = max(figures[each] for each in near if each not in found)
    return few


def _stands_out(figures: Sequence[float], place: int) -> bool:
    """Tell whether a figure is out of line with those near it, on both sides, and of its time."""
    if not _BESIDE <= place < len(figures) - _BESIDE:
        return False
    return all(_is_beyond(figures, place, width) for width in (_AROUND, _WIDE))


def _is_beyond(figures: Sequence[float], place: int, width: int) -> bool:
    around = sorted(max(figures[each], 0) for each in _around(place, len(figures), width))
    if len(around) < _FEWEST_TO_BE_EVEN:
        return False
    out = len(around) // _SHARE
    lower, middle, upper = (log(1 + around[at]) for at in (out, len(around) // 2, -1 - out))
    above = max(upper - middle, _LEAST_EVEN)
    if above > _EVEN or middle - lower > 2 * _EVEN:
        return False
    return figures[place] > 0 and log(1 + figures[place]) - middle > _WIDTHS * above


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
