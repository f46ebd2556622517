"""Figures -> their datings: read in order, then parts by their wholes and headlines by the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.lexicon import Lexicon
from tracker.models import Dating, Document, DocumentDate, Evidence, Figure, Span
from tracker.when.lines.line import read_lines
from tracker.when.lines.roles import ASIDE
from tracker.when.rules.scene import Finding, Scene
from tracker.when.story.headline import date_headlines
from tracker.when.story.lookback import date_late
from tracker.when.story.reading import read_block
from tracker.when.story.subjects import block_of


def date_figures(
    document: Document, dated: DocumentDate, figures: Sequence[Figure], lexicon: Lexicon
) -> tuple[Dating, ...]:
    """Return for each figure its basis, the days that it covers, and the words that say so."""
    if not figures:
        return ()
    lines = read_lines(document, figures, lexicon)
    found: dict[int, tuple[Scene, Figure, Finding]] = {}
    for number in sorted({line.sentence.block for line in lines if line.figures}):
        block = block_of(document, dated, lines, number, lexicon)
        for scene, pairs in date_late(list(read_block(block))):
            for figure, finding in pairs:
                found[figure.count.start] = (scene, figure, finding)
    found = _parts_by_wholes(found)
    found = date_headlines(found)
    found = _parts_by_wholes(found)
    return tuple(_dating(found[figure.count.start][2]) for figure in figures)


Found = dict[int, tuple[Scene, Figure, Finding]]


def _parts_by_wholes(found: Found) -> Found:
    """A part without a date of its own takes its whole's kind and days."""
    result = dict(found)
    for start, (scene, figure, finding) in found.items():
        whole = _whole(result, figure)
        if whole is None or _has_own_date(scene, figure, finding):
            continue
        if figure.part_of is not None and _is_recalled(result.get(figure.part_of)):
            continue
        if not _is_dated_anew(figure, finding):
            taken = Finding(
                whole.basis,
                whole.stretch,
                f"part_of_whole+{whole.rule.removeprefix('part_of_whole+')}",
                whole.basis_words,
                whole.date_words,
                ends=whole.ends,
            )
            result[start] = (scene, figure, taken)
    return result


def _is_recalled(whole: tuple[Scene, Figure, Finding] | None) -> bool:
    """Tell 241 in "the most since September, when 241 died", of which nothing told is a part."""
    words = whole[2].date_words if whole is not None else None
    if whole is None or words is None:
        return False
    return any(one.start == words.start and one.role == ASIDE for one in whole[0].told)


def _whole(found: Found, figure: Figure) -> Finding | None:
    """Return what was found for the whole of a figure, through parts of parts."""
    seen: set[int] = set()
    while figure.part_of is not None and figure.part_of in found and figure.part_of not in seen:
        seen.add(figure.part_of)
        _, figure, finding = found[figure.part_of]
        if figure.part_of is None or figure.part_of not in found:
            return finding
    return None


def _has_own_date(scene: Scene, figure: Figure, finding: Finding) -> bool:
    if finding.rule == "delta":
        return True
    if finding.date_words is None or finding.rule.startswith(("telling", "present", "part_of")):
        return False
    if finding.basis in ("cumulative", "rate"):
        return False
    return scene.line.clause_of(finding.date_words) == scene.clause(figure)


def _is_dated_anew(figure: Figure, finding: Finding) -> bool:
    """Tell whether a day is given between a whole and its part: "On 3 March ... four of them"."""
    words, whole = finding.date_words, figure.part_of
    between = words is not None and whole is not None and whole < words.start < figure.count.start
    told = finding.basis == "incident" and finding.stretch.closed
    return between and told and "present_tense" not in finding.rule


def _dating(finding: Finding) -> Dating:
    stretch = finding.stretch
    return Dating(
        finding.basis,
        stretch.first,
        stretch.last,
        stretch.precision if (stretch.first or stretch.last) else "unknown",
        finding.rule,
        tuple(_evidence(finding)),
    )


def _evidence(finding: Finding) -> Iterable[Evidence]:
    first, last = finding.ends or (finding.date_words, finding.date_words)
    fields: tuple[tuple[str, str, Span | None], ...] = (
        ("basis", finding.basis, finding.basis_words),
        ("period_start", _iso(finding.stretch.first), first),
        ("period_end", _iso(finding.stretch.last), last),
    )
    for field, value, words in fields:
        if value and words is not None:
            yield Evidence(field, value, words.start, words.end, finding.rule)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
