"""A saved page of HTML -> the article's text, with what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from tracker.errors import UnreadableInput
from tracker.read.metadata import PageFacts, main_article, read_facts
from tracker.spans import fold

_BLANKS = re.compile(r"\s+")
_UNSEEN = "script style noscript template iframe svg form nav aside footer select button".split()
_TOP = 1_000
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li tr dt dd blockquote figcaption div section article header main ul ol "
    "table pre time address body figure".split()
)


def read_page(markup: str) -> tuple[str, PageFacts]:
    """Return the text of a page, its title as first line, and its metadata.

    Paragraphs are parted by an empty line, items of a list begin with ``- ``, the cells of a
    table stand side by side with a tab between them.

    Raises:
        UnreadableInput: the page is broken or holds no text.
    """
    facts = read_facts(_parse(markup))
    try:
        body = _body_by_trafilatura(markup) or _body_by_blocks(_parse(markup))
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError) as error:
        raise UnreadableInput(f"a broken page ({error}); save it again") from error
    if not any(character.isalnum() for character in body):
        raise UnreadableInput("a page without text; save it again once it has loaded, or as text")
    return _with_title(facts.title, _with_dateline(facts, body)), facts


def _parse(markup: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=False)
    try:
        page = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput("a page without content; save it again") from error
    assert isinstance(page, HtmlElement)
    return page


def _body_by_trafilatura(markup: str) -> str:
    """Return the paragraphs that trafilatura takes for the article, or "" where it is unsure.

    On short pages it falls back to the whole page's words on one line, side columns included.
    """
    import trafilatura  # 140 ms, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document: Any = trafilatura.bare_extraction(markup, include_comments=False)
    if document is None or document.body is None:
        return ""
    blocks = list(_trafilatura_blocks(document.body))
    return _join(blocks) if len(blocks) > 1 else ""


def _trafilatura_blocks(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag == "list":
            yield from (f"- {words}" for item in element.iter("item") if (words := _lines(item)))
        elif element.tag == "table":
            for row in element.iter("row"):
                yield "\t".join(_lines(cell) for cell in row.iter("cell"))
        elif words := _lines(element):
            yield words


def _lines(element: Any) -> str:
    """Return the text of an element of trafilatura, its line breaks kept."""
    pieces = [element.text or ""]
    for child in element:
        pieces.append("\n" if child.tag in ("lb", "p") else "")
        pieces += [_lines(child), child.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _body_by_blocks(page: HtmlElement) -> str:
    """Return the text of a short page, block by block, without side columns and scripts."""
    root = main_article(page)
    root = root if root is not None and root.text_content().strip() else page.find("body")
    if root is None:
        return ""
    for element in list(root.iter(*_UNSEEN, etree.Comment)):
        if element.getparent() is not None and element is not root:
            element.drop_tree()
    pieces: list[str] = []
    _walk(root, pieces)
    return _join([block for raw in "".join(pieces).split("\f") if (block := _tidy(raw))])


def _walk(element: Any, pieces: list[str]) -> None:
    """Add an element's text on one line; blocks are parted by form feeds."""
    if not isinstance(element.tag, str):
        return
    is_block = element.tag in _BLOCKS
    pieces.append("\f" if is_block else "\n" if element.tag == "br" else "")
    pieces.append("- " if element.tag == "li" else "")
    pieces.append(_BLANKS.sub(" ", element.text or ""))
    for child in element:
        _walk(child, pieces)
        pieces.append(_BLANKS.sub(" ", child.tail or ""))
    pieces.append("\f" if is_block else "\t" if element.tag in ("td", "th") else "")


def _tidy(block: str) -> str:
    """Return a block without blanks around its lines and cells; "" for a lone bullet."""
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in block.split("\n"))
    tidy = "\n".join(re.sub(" {2,}", " ", line) for line in lines if line)
    return "" if tidy == "-" else tidy


def _join(blocks: list[str]) -> str:
    """Return the blocks as paragraphs; neighbouring items of a list keep together."""
    text = ""
    for block in blocks:
        together = block.startswith("- ") and text.rpartition("\n")[2].startswith("- ")
        text += ("" if not text else "\n" if together else "\n\n") + block
    return text


def _with_dateline(facts: PageFacts, body: str) -> str:
    """Return the text with the line that prints its day, where nothing else on the page tells it.

    What takes the article out of a page leaves out what only dates it.
    """
    line = facts.dateline
    if line is None or facts.published is not None or fold(line) in fold(body[:_TOP]):
        return body
    return f"{line}\n\n{body}"


def _with_title(title: str | None, body: str) -> str:
    """Return the text with its title as the first line, and only there at its top."""
    if title is None:
        return body
    top = body.split("\n\n", 4)
    others = [block for block in top[:4] if fold(block) != fold(title)]
    return "\n\n".join((title, *others, *top[4:]))
