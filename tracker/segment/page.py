"""A whole page for the rules of zones: its text and the shapes of its lines."""

from __future__ import annotations

import re

from tracker.frozen import dataclass
from tracker.segment.forms import Shape

_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][\"')\u201d\u2019]* [\"'(\u201c\u2018]?[A-Z]")

OWN_PARTS = ("byline", "dateline", "caption")
"""Forms of lines that belong to the article below or above them."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text with the shapes of its lines.

    ``title`` is folded, and empty where none is known; ``capitals`` says that the whole text is
    printed in them.
    """

    text: str
    folded: str
    title: str
    capitals: bool
    shapes: list[Shape]

    def printed(self, shape: Shape) -> str:
        """The folded words of a line."""
        return self.folded[shape.line.start : shape.line.end]

    def prose_follows(self, index: int) -> bool:
        """Whether an article stands there: two paragraphs of prose, or one of several sentences."""
        several = index < len(self.shapes) and self.is_full(self.shapes[index])
        return several or self.article_follows(index)

    def is_full(self, shape: Shape) -> bool:
        """Whether a line is a paragraph of several sentences."""
        words = self.text[shape.line.start : shape.line.end]
        return shape.prose and _NEXT_SENTENCE.search(words) is not None

    def article_follows(self, index: int) -> bool:
        """Whether two paragraphs of prose or more stand after byline and date line."""
        shapes = self.shapes
        while index < len(shapes) and shapes[index].form in OWN_PARTS:
            index += 1
        return sum(shape.prose for shape in shapes[index : index + 3]) >= 2
