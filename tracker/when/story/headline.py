"""Headlines: an undated figure takes the date that the body gives for the same figure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from tracker.models import Figure
from tracker.when.lines.line import Line
from tracker.when.rules.scene import Finding, Scene

Found = dict[int, tuple[Scene, Figure, Finding]]
_LEAD_SENTENCES = 4
_SHOWN = frozenset({"headline", "caption", "quote"})
_ROUND, _ROUNDED_BY = 10, 1.1


def date_headlines(found: Found) -> Found:
    """Return the findings, headlines dated by the body of their own block where it can."""
    result = dict(found)
    body = [item for item in found.values() if not is_headline(item[0])]
    for start, (scene, figure, finding) in found.items():
        if is_headline(scene) and _may_take(finding):
            taken = (
                _of_same_figure(scene, figure, body)
                or _of_figure_rounded(scene, figure, body)
                or _of_lead(scene, finding, body)
            )
            if taken is not None:
                result[start] = (scene, figure, taken)
    return result


def is_headline(scene: Scene) -> bool:
    """Tell whether a line is shown apart: a headline or its copy, a caption, a pull quote."""
    if scene.line.sentence.zone in _SHOWN:
        return True
    return any(
        line.sentence.zone == "headline"
        and len(line.folded) > 40
        and line.folded.strip(" .")[:60] in scene.line.folded
        for line in scene.block.lines[:3]
        if line is not scene.line
    )


def _may_take(finding: Finding) -> bool:
    """Tell whether the body may say more: no date, or only "at night" or that of the report."""
    if not (finding.stretch.first or finding.stretch.last):
        return True
    return finding.basis == "incident" and finding.rule.startswith(
        ("periods.night", "toll", "present", "telling")
    )


def _of_same_figure(
    scene: Scene, figure: Figure, body: Iterable[tuple[Scene, Figure, Finding]]
) -> Finding | None:
    for other, candidate, finding in body:
        same = _number(candidate) == _number(figure) and candidate.measure == figure.measure
        if same and other.block is scene.block:
            return _as_headline(finding)
    return None


def _of_figure_rounded(
    scene: Scene, figure: Figure, body: Iterable[tuple[Scene, Figure, Finding]]
) -> Finding | None:
    """ "More than 2,000 dead" of which the body says that they are 2,018."""
    least = figure.count.value or figure.count.low
    if least is None or least < _ROUND or least % 10:
        return None
    for other, candidate, finding in body:
        number = candidate.count.value or candidate.count.low or 0
        near = least < number <= least * _ROUNDED_BY and candidate.measure == figure.measure
        if near and other.block is scene.block:
            return _as_headline(finding)
    return None


def _of_lead(
    scene: Scene, own: Finding, body: Iterable[tuple[Scene, Figure, Finding]]
) -> Finding | None:
    """The body's first sentences tell the same event, in other numbers."""
    if own.basis != "incident" or own.stretch.first or own.stretch.last:
        return None
    lead_lines = _lead_lines(scene)
    lead = [
        finding
        for other, _, finding in body
        if any(other.line is line for line in lead_lines) and finding.basis in ("incident", "day")
    ]
    days = {(one.basis, one.stretch) for one in lead}
    return _as_headline(lead[0]) if len(days) == 1 and lead[0].stretch.closed else None


def _lead_lines(scene: Scene) -> list[Line]:
    body = (line for line in scene.block.lines if line.sentence.zone not in _SHOWN)
    return list(islice(body, _LEAD_SENTENCES))


def _as_headline(finding: Finding) -> Finding:
    return Finding(
        finding.basis,
        finding.stretch,
        f"as_in_body+{finding.rule}",
        finding.basis_words,
        finding.date_words,
        ends=finding.ends,
    )


def _number(figure: Figure) -> tuple[float | None, float | None, float | None]:
    count = figure.count
    if count.value is not None:
        return count.value, None, None
    return None, count.low, count.high
