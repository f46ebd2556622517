"""Sources that pass another on, and credits that are no sources."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from tracker.attribute.page import Page
from tracker.attribute.phrase import Phrase, is_media
from tracker.attribute.saying import Saying

_NO_NAMES = frozenset("www com net org news co uk gov en english".split())
"""Parts of a site's address that name no outlet."""


def join_chains(page: Page, sayings: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """Join those who pass on to whom they pass on: US officials, by way of a newspaper."""
    joined: list[Saying] = []
    for saying in sayings:
        previous = joined[-1] if joined else None
        if previous is None or previous.phrase is None or saying.phrase is None:
            joined.append(saying)
        elif _is_told_by(page, previous, saying):
            joined[-1] = replace(previous, via=(*previous.via, saying.phrase))
        elif saying.passes_on or _only_passes_on(page, previous, saying):
            known = {phrase.start for phrase in previous.via}
            via = () if saying.phrase.start in known else (saying.phrase,)
            right = max(previous.right, saying.right)
            joined[-1] = replace(previous, via=(*previous.via, *via), right=right)
        elif saying.cites and is_media(previous.phrase):
            joined[-1] = replace(
                saying,
                left=previous.left,
                before=previous.before or saying.before,
                local=previous.local,
                via=(previous.phrase,),
            )
        elif previous.cites and is_media(saying.phrase) and not previous.via:
            joined[-1] = replace(
                saying, phrase=previous.phrase, via=(saying.phrase,), left=previous.left
            )
        else:
            joined.append(saying)
    return tuple(saying for saying in joined if not saying.passes_on)


def _is_told_by(page: Page, source: Saying, outlet: Saying) -> bool:
    """Tell "Officials say that nine died, the newspaper reported": one frame within another."""
    if source.phrase is None or outlet.phrase is None or not is_media(outlet.phrase):
        return False
    reports = source.after and not source.before and not source.local and not source.denies
    closes = outlet.before and not outlet.local and outlet.rule != "citing_source"
    if not (reports and closes) or is_media(source.phrase):
        return False
    apart = page.clauses(source.sentence, source.right, outlet.left) > 0
    return not apart and page.has_figure(source.right, outlet.left)


def _only_passes_on(page: Page, source: Saying, outlet: Saying) -> bool:
    """Tell ", officials said, the newspaper reported": nothing stands between the two."""
    if outlet.phrase is None or not is_media(outlet.phrase) or not outlet.before or outlet.local:
        return False
    if source.phrase is None or is_media(source.phrase):
        return False
    return not page.has_figure(source.right, outlet.left)


def is_credit(page: Page, saying: Saying) -> bool:
    """Tell where the outlet names itself, or credits another at the very end of its text."""
    if saying.phrase is None or not is_media(saying.phrase):
        return False
    if is_outlet(page, saying.phrase):
        return True
    inverted = saying.rule == "said_source" and page.folded.startswith("report", saying.left)
    near_end = len(page.folded) - saying.right < 80
    return inverted and near_end and not page.folded[saying.right :].strip(' .\u2014-"')


def is_outlet(page: Page, phrase: Phrase) -> bool:
    """Tell the outlet's own name, by its site; the rest of an address repeats the headline."""
    article = page.document.article
    host = urlsplit(article.url or "").netloc.lower().split(".")
    outlet = _letters((article.outlet or "").lower())
    name = _letters(page.folded[phrase.start : phrase.end]).removeprefix("the")
    labels = [_letters(label) for label in (*host, outlet) if label not in _NO_NAMES]
    return bool(name) and any(
        label.removeprefix("the").startswith(name)
        or (len(name) > 3 and name in label)
        or (len(label) > 2 and name.startswith(label.removeprefix("the")))
        for label in labels
        if label
    )


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
