"""A whole page for the rules of zones: its text and the shapes of its lines."""

from __future__ import annotations

from tracker.frozen import dataclass
from tracker.segment.forms import Shape

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

    def article_follows(self, index: int) -> bool:
        """Whether two paragraphs of prose or more stand after byline and date line."""
        shapes = self.shapes
        while index < len(shapes) and shapes[index].form in OWN_PARTS:
            index += 1
        return sum(shape.prose for shape in shapes[index : index + 3]) >= 2
