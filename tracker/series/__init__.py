"""Claims -> time series, in which nothing is summed, averaged or filled in.

:func:`make_series` gives one tidy table of all series, :func:`build_series` the rows of a chart.
"""

from __future__ import annotations

from tracker.series.build import COLUMNS, NEEDED, PARTIES_TO_THE_WAR, Series, build_series
from tracker.series.policies import POLICIES, Policy
from tracker.series.tidy import PASSED_OVER, SERIES, TIDY_COLUMNS, TIDY_NEEDED, make_series

__all__ = [
    "COLUMNS",
    "NEEDED",
    "PARTIES_TO_THE_WAR",
    "PASSED_OVER",
    "POLICIES",
    "SERIES",
    "TIDY_COLUMNS",
    "TIDY_NEEDED",
    "Policy",
    "Series",
    "build_series",
    "make_series",
]
