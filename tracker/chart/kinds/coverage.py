"""Which source spoke on which day: a row for each source, a mark for each day with a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from tracker.chart.dates import axis_limits
from tracker.chart.key import KeyEntry, box_style, review_key
from tracker.chart.narrow import ALL_OF_DAY
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import NOT_ALL, bar_widths
from tracker.chart.rectangles import Bar, draw_bars
from tracker.chart.rungs import Rung, rooms, rungs_height, who_of, write_rungs
from tracker.chart.scales import days_along, place_of, points_of_a_day
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
    def days(self) -> dict[date, set[bool]]:
        """The days on which it spoke, each with the answers to whether a claim was reviewed.

        Of claims that were not read nobody knows it: they count as not reviewed.
        """
        days: dict[date, set[bool]] = {}
        for day, reviewed in zip(self.rows["date"], self.rows["reviewed"], strict=True):
            days.setdefault(day, set()).add(bool(reviewed))
        for day, (read, there) in self._read().items():
            days[day] |= {False} if read < there else set()
        return days

    @property
    def claims(self) -> int:
        """How many claims there are, read or not."""
        return sum(there for _, there in self._read().values())

    def _read(self) -> dict[date, tuple[int, int]]:
        """Return for each day how many claims were read, and how many there are."""
        by_day = self.rows.groupby("date")
        read = by_day["claims"].sum()
        there = by_day[ALL_OF_DAY].max() if ALL_OF_DAY in self.rows else read
        days = zip(read.index, read.tolist(), there.tolist(), strict=True)
        return {day: (int(its), max(int(its), int(all_of_it))) for day, its, all_of_it in days}

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
        panels=tuple(
            PanelPlan(panel.heading, request.definition.words.unit, (rungs_height(each),))
            for panel, each in zip(panels, rungs, strict=True)
        ),
        left=left,
        right=right,
    )
    shown = [voice for each in voices for voice in each]
    first, last = axis_limits(*days_of(panels))
    thin = page.axes_width * 72 / (last - first).days < _OUTLINED
    figure, axes = lay_out(replace(page, key=_key(shown, thin=thin)))
    days_along(axes, *days_of(panels), labelled=page.dated)
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


def _key(voices: Sequence[_Voice], *, thin: bool) -> tuple[KeyEntry, ...]:
    """Return the entries for sides and reviews; what is hollow is pale where days are thin."""
    answers = [answer for voice in voices for answer in voice.days.values()]
    unreviewed = NOT_ALL if any(len(answer) > 1 for answer in answers) else "not reviewed"
    if thin:
        unreviewed = f"pale: {unreviewed}"
    reviews = review_key((answer == {True} for answer in answers), None, unreviewed)
    entries = (*_side_key(voices), *reviews)
    return tuple(map(_pale, entries)) if thin else entries


def _side_key(voices: Sequence[_Voice]) -> Iterator[KeyEntry]:
    """Yield an entry for each side, full where a day of the side was reviewed."""
    for side in _ORDER:
        days = [answer for voice in voices if voice.side is side for answer in voice.days.values()]
        if days:
            hollow = {True} not in days
            yield KeyEntry(SIDE_WORDS[side], SIDE_COLOURS[side], box=True, hollow=hollow)


def _pale(entry: KeyEntry) -> KeyEntry:
    return replace(entry, colour=tint(entry.colour), hollow=False) if entry.hollow else entry


def _draw_days(axes: Axes, voice: _Voice, y: float) -> None:
    days = voice.days
    points = points_of_a_day(axes)
    widths = bar_widths(sorted(days), points)
    for reviewed in (False, True):
        shown = [day for day, answer in days.items() if (answer == {True}) is reviewed]
        pale = not reviewed and points < _OUTLINED
        colour = tint(SIDE_COLOURS[voice.side]) if pale else SIDE_COLOURS[voice.side]
        bars = [
            Bar(place_of(day), min(widths[day], max(14 / points, 0.85)), y - _HALF, 2 * _HALF)
            for day in shown
        ]
        look = box_style(colour, not reviewed and not pale)
        said = "reviewed" if reviewed else "not reviewed"
        draw_bars(axes, bars, look, label=f"{voice.who}: {said}")
