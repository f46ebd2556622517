"""The scales of axes: days along the bottom, numbers up the side or along the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor, log10

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.dates import date2num
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from tracker.chart.dates import axis_limits, date_ticks
from tracker.chart.lettering import SMALL, text_width
from tracker.chart.page import box_of
from tracker.chart.style import number

_DATE_LABEL = 0.62
_NEAR = 0.8
"""An axis may start above zero where no figure is below this share of the largest."""

_PLACES = 4
"""So many places of a million stand beside a scale, as its steps may be small."""

_STEPS = (4, 5, 6)
"""The numbers of steps that the scales of panels have at most."""

_FARTHEST = 1000.0
"""So many times the smallest figure's size is the most that marks on a linear scale can show."""

Limits = tuple[float, float]


def place_of(day: date) -> float:
    """Return where a day stands on a time axis."""
    return float(date2num(day))


def days_along(
    columns: Sequence[Sequence[Axes]], first: date, last: date, *, labelled: range
) -> None:
    """Give the axes of every panel the same days; labels stand below the last axes of some.

    ``labelled`` are the panels that have them, by number.
    """
    days = axis_limits(first, last)
    for panel, each in enumerate(columns):
        for row, axes in enumerate(each):
            left, _, right, _ = box_of(axes)
            ticks = date_ticks(*days, int((right - left) / _DATE_LABEL))
            axes.set_xlim(place_of(days[0]), place_of(days[1]))
            axes.set_xticks([place_of(day) for day, _ in ticks], [label for _, label in ticks])
            if panel not in labelled or row < len(each) - 1:
                axes.tick_params(axis="x", labelbottom=False)


def numbers_up(axes: Axes, limits: Limits, *, log: bool = False, most: int = 6) -> None:
    """Give axes a scale of numbers up the side, with lines across."""
    if log:
        axes.set_yscale("log")
    axes.set_ylim(*limits)
    _number(axes.yaxis, limits, log=log, most=most)
    axes.set_axisbelow(True)
    axes.grid(axis="y")


def numbers_along(axes: Axes, limits: Limits, *, log: bool = False) -> None:
    """Give axes a scale of numbers along the bottom, with lines up."""
    if log:
        axes.set_xscale("log")
    axes.set_xlim(*limits)
    left, _, right, _ = box_of(axes)
    room = _widest(limits, 10) + 0.25
    _number(axes.xaxis, limits, log=log, most=max(int((right - left) / room), 1))
    axes.set_axisbelow(True)
    axes.grid(axis="x")


def _number(axis: Axis, limits: Limits, *, log: bool, most: int) -> None:
    if log:
        axis.set_major_locator(FixedLocator(log_ticks(limits, most)))
        axis.set_minor_locator(NullLocator())
    else:
        axis.set_major_locator(_whole_steps(most))
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, _PLACES)))


def _whole_steps(most: int) -> MaxNLocator:
    return MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=True)


def _widest(limits: Limits, most: int) -> float:
    """Return the inches across the widest number of a scale of at most so many steps."""
    ticks = [*_whole_steps(most).tick_values(*limits), float(round(limits[1]))]
    return max(text_width(number(tick, _PLACES), SMALL) for tick in ticks)


def log_ticks(limits: Limits, most: int) -> list[float]:
    """Return powers of ten within the limits, with steps between where few are.

    >>> log_ticks((0.8, 2000.0), 6)
    [1.0, 10.0, 100.0, 1000.0]
    >>> log_ticks((40.0, 700.0), 6)
    [50.0, 100.0, 200.0, 500.0]
    """
    powers = range(floor(log10(limits[0])), floor(log10(limits[1])) + 1)
    ticks: list[float] = []
    for steps in ((1,), (1, 3), (1, 2, 5)):
        found = [float(step * 10**power) for power in powers for step in steps]
        found = [tick for tick in found if limits[0] <= tick <= limits[1]]
        if len(found) <= most or not ticks:
            ticks = found
    return ticks[:: max(-(-len(ticks) // most), 1)]


def axis_from(low: float, high: float, days: int) -> Limits:
    """Return the ends of an axis for marks: from zero, unless all figures are far from it.

    >>> axis_from(100, 400, 9), axis_from(90_000, 100_000, 9)
    ((0.0, 432.0), (88499.0, 100920.08))
    """
    bottom = 0.0
    if days > 2 and low >= _NEAR * high > 0:
        bottom = max(low - (high - low) * 0.15 - 1, 0.0)
    return bottom, bottom + max((high - bottom) * 1.08, 1)


def room_below(axes: Axes, value: float) -> float:
    """Return how many points above the foot of its axes a value stands, by their scale."""
    (_, foot), (_, level) = axes.transData.transform(
        [(axes.get_xlim()[0], axes.get_ylim()[0]), (axes.get_xlim()[0], value)]
    )
    return float(level - foot) * 72 / axes.figure.dpi


def points_of_a_day(axes: Axes) -> float:
    """Return how many points wide a day is."""
    first, last = axes.get_xlim()
    left, _, right, _ = box_of(axes)
    return (right - left) * 72 / (last - first)


def left_room(limits: Iterable[Limits]) -> float:
    """Return the inches that the numbers left of axes with these ends need."""
    return max((_widest(each, most) for each in limits for most in _STEPS), default=0.0) + 0.16


def needs_log(scale: str, low: float, tops: Sequence[float]) -> bool:
    """Tell whether marks from a lowest figure on stand on a logarithmic scale.

    ``tops`` are the largest figures of what is compared: that one of them grew from little is
    no reason. There is no zero on such a scale: where a figure is zero, it stays linear.
    """
    if low <= 0 or scale == "linear":
        return False
    return scale == "log" or max(tops) / min(tops) > _FARTHEST
