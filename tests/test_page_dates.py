"""The day of a saved page: by its metadata, address, date line or words, never by its side column.

The pages are in cases/page_dates.toml. Each goes through a real database.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.read import ReadOptions, read_inputs
from tracker.read.options import Skipped
from tracker.store import Store

PAGES = tomllib.loads(
    (Path(__file__).parent / "cases" / "page_dates.toml").read_text(encoding="utf-8")
)["page"]
ARTICLE = """<article><h1>Shelling kills four in the river port</h1>{top}
<p>Shells hit the river port on Tuesday and killed four dock workers, the district governor said.
It was the third such attack within a month, and the heaviest since the truce fell apart.</p>
<p>Seven other people were wounded and taken to the hospital, where doctors worked by the light of
their telephones. {body} A fifth man is missing; his brother said that he had been asleep.</p>
<p>The army denied having fired at the port. It said that rebels had shelled it from the other
bank, as they had done before in the spring, and that two of its own soldiers were hurt.</p>
</article>"""
PAGE = """<html><head><title>Shelling kills four in the river port - Sample Courier</title>{head}
</head><body><nav><a href="/">Home</a> 1 July 2024</nav>{article}<aside><h3>Most read</h3><ul>
<li><a href="/x">Drone kills nine at market</a> <time datetime="2021-01-05">5 January 2021</time>
</li><li><a href="/y">Bomb wounds 30 in the capital</a> <span>12 March 2020</span></li></ul></aside>
<footer>Copyright 2019-2024. Last built on 3 May 2022</footer></body></html>"""


def page_of(case: dict[str, Any]) -> str:
    article = ARTICLE.format(top=case.get("top", ""), body=case.get("body", ""))
    return PAGE.format(head=case.get("head", ""), article=article)


@pytest.mark.parametrize("case", PAGES, ids=[page["name"] for page in PAGES])
def test_a_page_has_its_own_day_and_says_how(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(case), encoding="utf-8")
    options = ReadOptions(url=case.get("url"), published=case.get("given"))
    (article,) = read_inputs([str(path)], options)
    assert not isinstance(article, Skipped)
    with Store(tmp_path / "tracker.db") as store:
        store.ingest([article])
        dated = store.query("SELECT published, published_source FROM articles")
        problems = list(store.query("SELECT reason FROM problems").reason)
        store.reextract(every=True)
        after = list(store.query("SELECT reason FROM problems").reason)
    expected = (case["published"] or None, case["source"] or None)
    assert tuple(dated.iloc[0]) == expected
    assert problems == ([case["problem"]] if "problem" in case else [])
    assert after == problems
