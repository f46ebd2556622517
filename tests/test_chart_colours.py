"""Colours stay apart to full sight, without red or green cones, and in grey: measured.

Distances are those of CIELAB (CIE 1976); colour blindness is simulated by the matrices of Machado,
Oliveira and Fernandes (2009) for the full loss of one kind of cone.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from tracker.chart.style import (
    COLOURS,
    FAINT,
    INK,
    MARKERS,
    OTHERS_MARKER,
    PAPER,
    PART_COLOURS,
    SIDE_COLOURS,
    SIDE_MARKERS,
    SILENT_MARKER,
    UNNAMED_COLOUR,
    WHOLE_COLOUR,
    tint,
)

Colour = NDArray[np.float64]

SIGHTS = {
    "full": np.eye(3),
    "without red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "without green cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Colour:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: Colour) -> Colour:
    ratio = TO_XYZ @ np.clip(light, 0, 1) / WHITE
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, sight: Colour) -> float:
    seen = [lab(sight @ linear(colour)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def lightness(colour: str) -> float:
    return float(lab(linear(colour))[0])


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2: from 1 to 21."""
    lights = sorted((float((TO_XYZ @ linear(each))[1]) for each in (one, other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


SETS = {
    "sources": (COLOURS, 30, 6),
    "sides": (tuple(SIDE_COLOURS.values()), 25, 12),
    "layers": ((WHOLE_COLOUR, *PART_COLOURS), 24, 8),
    "first layers": ((WHOLE_COLOUR, *PART_COLOURS[:2]), 30, 14),
    "two halves": (COLOURS[:2], 30, 14),
    "a figure and what only some say": ((COLOURS[0], tint(COLOURS[0])), 30, 14),
    "party to the war, and its lighter form": ((SIDE_COLOURS[True], tint("#983c24")), 30, 14),
}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", SETS)
def test_colours_stay_apart(name: str, sight: str) -> None:
    colours, least, _ = SETS[name]
    for one, other in combinations(colours, 2):
        assert distance(one, other, SIGHTS[sight]) >= least, (one, other)


@pytest.mark.parametrize("name", SETS)
def test_colours_stay_apart_in_grey(name: str) -> None:
    colours, _, least = SETS[name]
    for one, other in combinations(colours, 2):
        assert abs(lightness(one) - lightness(other)) >= least, (one, other)


def test_the_measure_finds_colours_that_are_confused() -> None:
    assert distance("#d62728", "#2ca02c", SIGHTS["full"]) > 100
    assert distance("#b4654d", "#7f7a3c", SIGHTS["without green cones"]) < 15
    assert abs(lightness("#d55e00") - lightness("#009e73")) < 4


def test_forms_tell_apart_what_grey_does_not() -> None:
    assert len(set(MARKERS)) == len(COLOURS) == len(MARKERS)
    assert len({*MARKERS, OTHERS_MARKER, SILENT_MARKER}) == len(MARKERS) + 2
    assert len(set(SIDE_MARKERS.values())) == 3


def test_marks_and_words_stand_out_from_paper() -> None:
    assert contrast(INK, PAPER) > 12
    assert min(contrast(colour, PAPER) for colour in (*COLOURS, UNNAMED_COLOUR)) > 1.9
    assert contrast(WHOLE_COLOUR, PAPER) > 1.3
    assert contrast(FAINT, PAPER) > 1.3
