"""Labels beside a chart, moved as little as it takes to stand clear of each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(
    wanted: Sequence[float], rooms: Sequence[float], bottom: float, top: float
) -> list[float]:
    """Return the middles of labels of these heights, near those wanted, in the same order.

    Labels that would overlap are moved together, as one block around its mean; the blocks
    stay between bottom and top where all have room there.

    >>> spread([1.0, 1.0, 5.0], [1.0, 1.0, 1.0], 0.0, 6.0)
    [0.5, 1.5, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    blocks: list[tuple[float, float, list[int]]] = []
    for place in order:
        block = _block([place], wanted, rooms, (bottom, top))
        while blocks and blocks[-1][1] > block[0]:
            block = _block([*blocks.pop()[2], *block[2]], wanted, rooms, (bottom, top))
        blocks.append(block)
    middles = [0.0] * len(wanted)
    for low, _, places in blocks:
        for place in places:
            middles[place] = low + rooms[place] / 2
            low += rooms[place]
    return middles


def _block(
    places: list[int],
    wanted: Sequence[float],
    rooms: Sequence[float],
    limits: tuple[float, float],
) -> tuple[float, float, list[int]]:
    """Return (low, high, places) of labels that stand one on another."""
    height = sum(rooms[place] for place in places)
    middle = sum(wanted[place] for place in places) / len(places)
    low = max(min(middle - height / 2, limits[1] - height), limits[0])
    return low, low + height, places
