"""Extraction in other processes, ahead of the one that writes.

What is stored does not depend on it: an article is extracted ahead as it is expected to be
stored, and again by the writer where that has changed meanwhile.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import active_children, connection, get_context, parent_process
from typing import Self

from tracker.errors import TrackerError
from tracker.language import ENGLISH, language_of
from tracker.lexicon import Lexicon
from tracker.models import Article, Extraction
from tracker.read.options import Bookmark
from tracker.store.found import Extract
from tracker.store.intake import Given

Reading = tuple[str | None, Extraction | None]
"""The language of a text and, where it can be read, what was found in it."""

_BATCH_ARTICLES = 16
_BATCH_CHARACTERS = 1 << 18
_BATCHES_PER_WORKER = 2


@dataclass(frozen=True, slots=True)
class _Batch:
    inputs: tuple[Given, ...]
    articles: tuple[Article, ...]
    readings: Future[list[Reading]] | None

    @property
    def is_ready(self) -> bool:
        return self.readings is None or self.readings.done()


class Ahead:
    """A pool of processes that extract what will be asked for.

    ``language`` and ``extract`` answer from it, or on the spot.
    """

    def __init__(self, workers: int, extract: Extract, lexicon: Lexicon | None) -> None:
        self._workers = workers
        self._extract = extract
        self._lexicon = lexicon
        self._pool: ProcessPoolExecutor | None = None
        self._languages: dict[str, str | None] = {}
        self._extractions: dict[Article, Extraction] = {}

    def __enter__(self) -> Self:
        """Return the pool, to be closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Stop the processes, once each has finished what it is at; at once after Ctrl-C."""
        if self._pool is None:
            return
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            for worker in active_children():  # they only read: nothing is lost
                worker.terminate()
        self._pool.shutdown(cancel_futures=True)

    def language(self, text: str) -> str | None:
        """Return the language of a text."""
        return self._languages[text] if text in self._languages else language_of(text)

    def extract(self, article: Article, lexicon: Lexicon | None) -> Extraction:
        """Return what is found in an article."""
        found = self._extractions.get(article)
        return self._extract(article, lexicon) if found is None else found

    def follow(
        self, inputs: Iterable[Given], foresee: Callable[[Article], Article | None]
    ) -> Iterator[Given]:
        """Yield the inputs as they are, each when the reading of its article is there.

        ``foresee`` tells as what an article will be extracted, None where it will not be. Only
        so many inputs are read ahead that each process has its next batch.
        """
        running: deque[_Batch] = deque()
        for batch in _batches(inputs):
            running.append(self._begin(batch, foresee))
            while running and (
                len(running) > self._workers * _BATCHES_PER_WORKER or running[0].is_ready
            ):
                yield from self._finish(running.popleft())
        while running:
            yield from self._finish(running.popleft())

    def _begin(
        self, inputs: tuple[Given, ...], foresee: Callable[[Article], Article | None]
    ) -> _Batch:
        expected = (foresee(given) for given in inputs if isinstance(given, Article))
        articles = tuple(replace(each, raw=None) for each in expected if each is not None)
        readings = self._running_pool().submit(_read_all, articles) if articles else None
        return _Batch(inputs, articles, readings)

    def _finish(self, batch: _Batch) -> Iterator[Given]:
        if batch.readings is not None:
            try:
                found = batch.readings.result()
            except BrokenProcessPool as error:
                raise TrackerError(
                    "a worker was stopped from outside; run it again, with fewer --workers if "
                    "memory is short (what was stored stays)"
                ) from error
            pairs = list(zip(batch.articles, found, strict=True))
            self._languages = {article.text: lang for article, (lang, _) in pairs}
            self._extractions = {article: each for article, (_, each) in pairs if each}
        yield from batch.inputs

    def _running_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A fresh interpreter each: a fork would take the open database along.
            self._pool = ProcessPoolExecutor(
                self._workers,
                get_context("spawn"),
                initializer=_start,
                initargs=(self._extract, self._lexicon),
            )
        return self._pool


def _batches(inputs: Iterable[Given]) -> Iterator[tuple[Given, ...]]:
    """Yield the inputs in batches; what is to be remembered of an address ends one."""
    batch: list[Given] = []
    size = 0
    for given in inputs:
        batch.append(given)
        size += len(given.text) if isinstance(given, Article) else 0
        full = len(batch) >= _BATCH_ARTICLES or size >= _BATCH_CHARACTERS
        if full or isinstance(given, Bookmark):
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


_task: tuple[Extract, Lexicon | None]


def _start(extract: Extract, lexicon: Lexicon | None) -> None:
    """Prepare a worker: Ctrl-C is for the process that writes, and it ends with that one."""
    global _task
    _task = (extract, lexicon)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read_all(articles: tuple[Article, ...]) -> list[Reading]:
    """Return language and extraction of a batch of articles; runs in a worker."""
    extract, lexicon = _task
    languages = [language_of(article.text) for article in articles]
    return [
        (lang, extract(article, lexicon) if lang in (None, ENGLISH) else None)
        for article, lang in zip(articles, languages, strict=True)
    ]
