"""Build the labelled JSON Lines from the marked-up sources beside this file.

A source is a row of blocks. `=== construction.number | published | defaults` opens a block, the
text follows, figures stand in braces:

    {14|=14 killed civilian p=Ukraine w=2025-06-04 by="the mayor" of=30}   a claim
    {18|! delivery}                                                       no claim, and why

First the number: `=` exact, `~` approximate, `>` at least, `<` at most, `10-15` a range, `24+` a
low alone; after a sign the digits of the figure may be left out. Then, in any order, the measure,
the subject (person), the basis (incident), `p` party, `w` the day or `first/last`, `by` the
attribution, `alt` another name for it, `id` a name for `of`, `of` the claim this is a part of (its
id or figure), `sup`, `denied`, `implicit`. `-` is null. Run it from the project's folder:

    python -m tests.gold.build
"""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.models import BASES, KIND_OF_SUBJECT, MEASURES

HERE = Path(__file__).parent
SOURCES = ("sentences", "articles")
MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
QUALIFIERS = {"=": "exact", "~": "approximate", ">": "at_least", "<": "at_most"}
LISTS = {"measure": MEASURES, "subject": KIND_OF_SUBJECT.keys(), "basis": BASES}
FLAGS = ("sup", "denied", "implicit")
KEYS = ("p", "w", "by", "alt", "id", "of")
DEFAULTS = {"subject": "person", "basis": "incident"}

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """One marked-up text: its name, its day and the labels all its claims start from."""

    name: str
    published: str | None
    defaults: dict[str, str]
    source: str


def read_blocks(source: str) -> Iterator[Block]:
    """Every block of a source, in order."""
    for piece in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        head, body = piece.split("\n", 1)
        name, published, *rest = (part.strip() for part in head.split("|"))
        defaults = DEFAULTS | read_labels(rest[0] if rest else "")
        day = None if published == "-" else date.fromisoformat(published).isoformat()
        yield Block(name, day, defaults, body.strip())


def read_labels(labels: str) -> dict[str, str]:
    """The labels of a mark or a block head by field, or ValueError for an unknown word."""
    found: dict[str, str] = {}
    for word in shlex.split(labels):
        key, _, value = word.partition("=")
        if value and key in KEYS:
            found[key] = value
        elif word in FLAGS:
            found[word] = word
        else:
            found[list_of(word)] = word
    return found


def list_of(word: str) -> str:
    """The closed list that holds a bare label."""
    for field, words in LISTS.items():
        if word in words:
            return field
    raise ValueError(f"{word!r} is in no closed list")


def read_number(sign: str, figure: str) -> Record:
    """Value, bounds and qualifier of a mark's first word."""
    if found := re.fullmatch(r"(\d+)-(\d+)", sign):
        low, high = map(int, found.groups())
        return {"value": None, "low": low, "high": high, "qualifier": "range"}
    if sign.endswith("+"):
        return {"value": None, "low": int(sign[:-1]), "high": None, "qualifier": "indefinite"}
    value = int(sign[1:] or figure.replace(",", ""))
    return {
        "value": value,
        "low": value if sign[0] in "=>" else None,
        "high": value if sign[0] in "=<" else None,
        "qualifier": QUALIFIERS[sign[0]],
    }


def read_days(label: str) -> tuple[str | None, str | None]:
    """First and last day of `w`: `day`, `first/last`, either of them `-`."""
    first, _, last = label.partition("/")
    days = (first, last or first)
    start, end = (None if day == "-" else date.fromisoformat(day).isoformat() for day in days)
    if start and end and start > end:
        raise ValueError(f"{label!r} ends before it starts")
    return start, end


def read_claim(figure: str, labels: str, defaults: dict[str, str]) -> tuple[Record, dict[str, str]]:
    """The claim of one mark without its place, and the labels that tie it to others."""
    sign, _, rest = labels.strip().partition(" ")
    label = defaults | read_labels(rest)
    start, end = read_days(label.get("w", "-"))
    claim = read_number(sign, figure) | {
        "measure": label["measure"],
        "subject": label["subject"],
        "party": none_for_dash(label.get("p")),
        "basis": label["basis"],
        "period_start": start,
        "period_end": end,
        "attribution": none_for_dash(label.get("by")),
        "stance": "denied" if "denied" in label else "asserted",
        "part_of": None,
        "superseded": "sup" in label,
        "implicit": "implicit" in label,
    }
    if "alt" in label:
        claim["attribution_alt"] = [label["alt"]]
    return claim, {key: label[key] for key in ("id", "of") if key in label}


def none_for_dash(label: str | None) -> str | None:
    """None where nothing or a dash is written."""
    return None if label in (None, "-") else label


def build_document(block: Block) -> Record:
    """The labelled document of one block."""
    text, end = "", 0
    claims: list[tuple[Record, dict[str, str]]] = []
    tempting: list[Record] = []
    for mark in MARK.finditer(block.source):
        figure, labels = mark.groups()
        text += block.source[end : mark.start()]
        place = {"start": len(text), "end": len(text) + len(figure), "figure": figure}
        if labels.startswith("!"):
            tempting.append(place | {"why": labels[1:].strip()})
        else:
            claim, ties = read_claim(figure, labels, block.defaults)
            claims.append((place | claim, ties))
        text, end = text + figure, mark.end()
    text += block.source[end:]
    tie_parts(claims)
    return {
        "id": block.name,
        "construction": block.name.rpartition(".")[0],
        "url": None,
        "title": None,
        "published": block.published,
        "retrieved": None,
        "lang": "en",
        "text": text,
        "claims": [claim for claim, _ in claims],
        "not_claims": tempting,
    }


def tie_parts(claims: list[tuple[Record, dict[str, str]]]) -> None:
    """Point each part at its whole: the nearest claim of that id or figure."""
    for claim, ties in claims:
        if "of" not in ties:
            continue
        wholes = [
            whole["start"]
            for whole, names in claims
            if whole is not claim and ties["of"] in (names.get("id"), whole["figure"])
        ]
        if not wholes:
            raise ValueError(f"{claim['figure']!r} is part of {ties['of']!r}, which is no claim")
        claim["part_of"] = min(wholes, key=lambda start: abs(start - claim["start"]))


def build(source: Path) -> str:
    """The JSON Lines of one source file, or ValueError with the block that is wrong."""
    lines = []
    for block in read_blocks(source.read_text(encoding="utf-8")):
        try:
            document = build_document(block)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{source.name}, {block.name}: {error}") from error
        if "{" in document["text"] or "}" in document["text"]:
            raise ValueError(f"{source.name}, {block.name}: a brace is left in the text")
        lines.append(json.dumps(document, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write every JSON Lines file beside its source."""
    for name in SOURCES:
        (HERE / f"{name}.jsonl").write_text(build(HERE / f"{name}.txt"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
