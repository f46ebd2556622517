"""What is asked for and what comes of it: a definition with its series, and a drawn picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.chart.alt import describe
from tracker.chart.definition import ChartDefinition
from tracker.chart.page import PagePlan
from tracker.chart.panels import MOST_PANELS, Panel, part_into_panels
from tracker.chart.words import footer_of, subtitle_of, title_of
from tracker.series import Series


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is drawn but not written: the figure, its words and the rows in it.

    ``alt`` is what the picture shows, for those who cannot see it.
    """

    figure: Figure
    axes: tuple[Axes, ...]
    title: str
    subtitle: str
    alt: str
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Request:
    """A chart to be drawn: its definition and a series of at least one row."""

    definition: ChartDefinition
    series: Series
    csv_name: str

    def panels(self, most: int = MOST_PANELS) -> tuple[tuple[Panel, ...], int]:
        """Return the panels with the most claims, and the claims in those beyond."""
        return part_into_panels(self.definition, self.series, most)

    def only(self, panels: Iterable[Panel]) -> tuple[Request, int]:
        """Return the request for the rows of these panels alone, and the claims of the others."""
        table = self.series.table
        drawn = {place for panel in panels for place in panel.rows.index}
        kept = pd.Series([place in drawn for place in table.index], index=table.index)
        return self.within(kept), int(table.loc[~kept, "claims"].sum())

    def within(self, kept: pd.Series) -> Request:
        """Return the request for these rows alone."""
        return replace(self, series=replace(self.series, table=self.series.table[kept]))

    def page(
        self, panels: Iterable[Panel], beyond: Mapping[str, int], *, scales: Iterable[object] = ()
    ) -> PagePlan:
        """Return a page for these panels, with no words of anything else but what is left out.

        ``beyond`` counts the claims that have no place on it, and says where they are; where the
        ``scales`` of the panels differ, the subtitle says so.
        """
        drawn, _ = self.only(panels)
        subtitle = subtitle_of(self.definition, drawn.series, beyond)
        if len(set(scales)) > 1:
            subtitle += " Each panel has a scale of its own."
        return PagePlan(
            title=title_of(self.definition, drawn.series),
            subtitle=subtitle,
            footer=footer_of(self.definition, self.csv_name),
        )

    def picture(
        self, page: PagePlan, figure: Figure, axes: Iterable[tuple[Axes, ...]], rows: pd.DataFrame
    ) -> Picture:
        """Return the picture that shows these rows."""
        flat = tuple(each for panel in axes for each in panel)
        alt = describe(self.definition, page.title, rows)
        return Picture(figure, flat, page.title, page.subtitle, alt, rows)


def rows_of(panels: Iterable[Panel]) -> pd.DataFrame:
    """Return the rows of all panels, each with the heading of its panel."""
    return pd.concat(
        [panel.rows.assign(panel=panel.heading) for panel in panels], ignore_index=True
    )


def days_of(panels: Iterable[Panel]) -> tuple[date, date]:
    """Return the first and the last day of all panels."""
    days = [day for panel in panels for day in panel.rows["date"]]
    return min(days), max(days)
