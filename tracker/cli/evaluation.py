"""tracker evaluate: labelled texts in, scores out."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Settings, quiet_option
from tracker.cli.output import json_line
from tracker.cli.upkeep import opened

if TYPE_CHECKING:
    from tracker.evaluate import Evaluation
    from tracker.store.reviews import RulePrecision

LEVELS = ("detect", "core", "full")


@click.command(
    epilog="\b\nExample:\n"
    "  tracker evaluate gold.jsonl\n"
    "  tracker evaluate gold.jsonl -d\n"
    "  tracker evaluate --reviews db/tracker.db"
)
@click.argument("gold", type=click.Path(path_type=Path), required=False)
@click.option(
    "--reviews",
    metavar="DB",
    type=click.Path(path_type=Path),
    help="Score by the verdicts in a database instead: precision by field and by rule.",
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@click.option("--differences", "-d", is_flag=True, help="Also list all that is missed or wrong.")
@quiet_option
@click.pass_obj
def evaluate(
    settings: Settings,
    /,
    gold: Path | None,
    reviews: Path | None,
    form: str,
    differences: bool,
    quiet: bool,
) -> int:
    """Score the extractor on labelled texts: precision, recall and F1, and each field.

    GOLD is JSON Lines: an article a line, with the labelled claims under "claims".
    """
    from tracker.errors import UnreadableInput
    from tracker.evaluate import differences as lines_of
    from tracker.evaluate import evaluate as score
    from tracker.evaluate import read_labelled

    if (gold is None) == (reviews is None):
        raise click.UsageError("give labelled texts or --reviews DB, one of them")
    if gold is None:
        if differences:
            raise click.UsageError("--differences goes with labelled texts only")
        return _by_reviews(replace(settings, db=reviews), form)
    try:
        result = score(read_labelled(gold))
    except OSError as error:
        raise UnreadableInput(f"{gold}: {error.strerror}; name a readable file") from error
    sys.stdout.write(json_line(_figures(result)) + "\n" if form == "json" else _report(result))
    if differences:
        sys.stdout.writelines(f"{line}\n" for line in lines_of(result))
    return 0


def _figures(result: Evaluation) -> dict[str, Any]:
    scores = {level: result.score(level) for level in LEVELS}
    return {
        "documents": result.documents,
        "labelled": len(result.pairs) + len(result.missed),
        "found": len(result.pairs) + len(result.invented),
        **{
            level: {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
            }
            for level, score in scores.items()
        },
        "accuracy": {name: round(share, 4) for name, share in result.accuracy().items()},
    }


def _report(result: Evaluation) -> str:
    figures = _figures(result)
    lines = [
        f"{figures['documents']} texts, {figures['labelled']} labelled claims, "
        f"{figures['found']} found"
    ]
    for level in LEVELS:
        score = figures[level]
        lines.append(
            f"{level:<7} precision {score['precision']:.3f}  recall {score['recall']:.3f}  "
            f"F1 {score['f1']:.3f}"
        )
    lines.append("right among the detected:")
    lines += [f"  {name:<14} {share:.3f}" for name, share in figures["accuracy"].items()]
    return "\n".join(lines) + "\n"


def _by_reviews(settings: Settings, form: str) -> int:
    """Print the precision that the verdicts of a database give."""
    with opened(settings) as store:
        result = store.reviews.precision()
    if form == "json":
        fields = {name: round(share, 4) for name, share in result.fields.items()}
        sys.stdout.write(json_line({**asdict(result), "fields": fields}) + "\n")
        return 0
    said = ", ".join(f"{number} {verdict}" for verdict, number in result.verdicts.items())
    lines = [f"newest verdicts: {said or 'none'}", _precision_line("all", result.overall)]
    lines += [_precision_line(f"rule {name}", rule) for name, rule in result.rules.items()]
    if result.fields:
        lines.append("right among the claims:")
        lines += [f"  {name:<16} {share:.3f}" for name, share in result.fields.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _precision_line(name: str, rule: RulePrecision) -> str:
    if not rule.judged:
        return f"{name}: nothing judged"
    return (
        f"{name}: {rule.judged} judged, precision {rule.claims / rule.judged:.3f} (is a claim), "
        f"{rule.right / rule.judged:.3f} (right in all)"
    )
