"""Which source spoke on which day: a row for each source, a mark for each day with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from tracker.chart.key import KeyEntry, box_style, review_key
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import bar_widths, points_of_a_day
from tracker.chart.rectangles import Bar, draw_bars
from tracker.chart.rungs import Rung, rooms, rungs_height, who_of, write_rungs
from tracker.chart.scales import days_along, place_of
from tracker.chart.style import SIDE_COLOURS, SIDE_WORDS, tint

_HALF = 0.062
"""Half the height of a mark in inches."""

_OUTLINED = 4.0
"""The points that a day must have for outlines to stand apart."""

_ORDER = {True: 0, False: 1, None: 2}


@dataclass(frozen=True, slots=True)
class _Voice:
    """One speaker of a panel, with the rows in which it speaks."""

    who: str
    side: bool | None
    rows: pd.DataFrame

    @property
    def claims(self) -> int:
        return int(self.rows["claims"].sum())

    @property
    def rung(self) -> Rung:
        return Rung(self.who, "", f"{self.claims:,} claim{'' if self.claims == 1 else 's'}")


def draw(request: Request) -> Picture:
    """Return the picture of who spoke when."""
    panels, beyond = request.panels()
    most = request.definition.options.most
    voices = [_voices_of(panel) for panel in panels]
    silent = sum(voice.claims for each in voices for voice in each[most:])
    voices = [_by_side(each[:most]) for each in voices]
    drawn = [
        replace(panel, rows=pd.concat([voice.rows for voice in each]).sort_index())
        for panel, each in zip(panels, voices, strict=True)
    ]
    rungs = [[voice.rung for voice in each] for each in voices]
    who, left, right = rooms([rung for each in rungs for rung in each])
    page = replace(
        request.page(drawn, {"in smaller panels": beyond, "of sources with fewer claims": silent}),
        key=_key([voice for each in voices for voice in each]),
        panels=tuple(
            PanelPlan(panel.heading, request.definition.words.unit, (rungs_height(each),))
            for panel, each in zip(panels, rungs, strict=True)
        ),
        left=left,
        right=right,
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels))
    for (each,), its, its_rungs in zip(axes, voices, rungs, strict=True):
        for voice, y in zip(its, write_rungs(figure, each, its_rungs, who), strict=True):
            _draw_days(each, voice, y)
    return request.picture(page, figure, axes, rows_of(drawn))


def _voices_of(panel: Panel) -> list[_Voice]:
    """Return the speakers of a panel, those with the most claims first."""
    places: dict[tuple[str, bool | None], list[int]] = {}
    names = ["speaker", "named", "party_to_war"]
    for place, row in enumerate(panel.rows[names].itertuples(index=False, name=None)):
        speaker, named, side = row
        who = who_of(None if speaker is None else str(speaker), bool(named))
        places.setdefault((who, side), []).append(place)
    voices = [_Voice(who, side, panel.rows.iloc[at]) for (who, side), at in places.items()]
    return sorted(voices, key=lambda voice: (-voice.claims, voice.who))


def _by_side(voices: Sequence[_Voice]) -> list[_Voice]:
    return sorted(voices, key=lambda voice: _ORDER[voice.side])


def _key(voices: Sequence[_Voice]) -> tuple[KeyEntry, ...]:
    sides = {voice.side for voice in voices}
    reviews = [answer for voice in voices for _, answer in _days(voice)]
    return (
        *(KeyEntry(SIDE_WORDS[s], SIDE_COLOURS[s], box=True) for s in _ORDER if s in sides),
        *review_key(reviews, None, "not reviewed; pale where days are too thin for outlines"),
    )


def _days(voice: _Voice) -> list[tuple[date, bool]]:
    """Return the days on which a speaker spoke, and whether all of each was reviewed."""
    days: dict[date, bool] = {}
    for day, reviewed in zip(voice.rows["date"], voice.rows["reviewed"], strict=True):
        days[day] = days.get(day, True) and bool(reviewed)
    return list(days.items())


def _draw_days(axes: Axes, voice: _Voice, y: float) -> None:
    days = sorted(set(voice.rows["date"]))
    points = points_of_a_day(axes)
    widths = bar_widths(days, points)
    for reviewed in (False, True):
        shown = [day for day, answer in _days(voice) if answer is reviewed]
        pale = not reviewed and points < _OUTLINED
        colour = tint(SIDE_COLOURS[voice.side]) if pale else SIDE_COLOURS[voice.side]
        bars = [
            Bar(place_of(day), min(widths[day], max(14 / points, 0.85)), y - _HALF, 2 * _HALF)
            for day in shown
        ]
        look = box_style(colour, not reviewed and not pale)
        said = "reviewed" if reviewed else "not reviewed"
        draw_bars(axes, bars, look, label=f"{voice.who}: {said}")
