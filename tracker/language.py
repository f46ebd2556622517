"""A text -> the code of its language, offline and always the same; None where it is too short.

Most texts are English and are known by their function words alone. Only what is left is given
to py3langid, whose model takes a third of a second to load.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tracker.spans import fold

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

_ENOUGH_WORDS = 8
"""Fewer Latin words than this are a headline or a list: they may be names and figures only."""

_SAMPLE = 20_000
"""So many characters show the language of a text of any length."""

_ENGLISH_SHARE = 0.12
_SURE = 0.8

# "in", "was", "on", "at", "has", "is" and "are" are words of other languages too.
_FUNCTION_WORDS = frozenset(
    "the of and to were that with for from by said have been had its their they which this "
    "would after who not but as will into while when there she than other more about".split()
)

_LATIN_LANGUAGES = frozenset(
    "af az bs ca cs cy da de es et eu fi fr gl ha hr ht hu id is it ku lt lv ms mt nl no nn pl pt "
    "ro rw sk sl so sq sv sw tl tr uz vi xh yo zu".split()
)
"""The languages of the press in Latin letters; dialects and pidgins are too close to English."""

_SCRIPTS = tuple(
    (re.compile(f"[{letters}]"), tuple(languages.split()))
    for letters, languages in (
        ("\u0400-\u052f", "ru uk be bg sr mk kk ky mn tg tt ba"),
        ("\u0600-\u06ff\u0750-\u077f", "ar fa ur ps ku sdh ug arz ary"),
        ("\u0590-\u05ff", "he"),
        ("\u0370-\u03ff", "el"),
        ("\u3040-\u30ff", "ja"),
        ("\u4e00-\u9fff", "zh ja"),
        ("\uac00-\ud7af", "ko"),
        ("\u0900-\u097f", "hi ne mr"),
        ("\u0980-\u09ff", "bn as"),
        ("\u0a00-\u0a7f", "pa"),
        ("\u0b80-\u0bff", "ta"),
        ("\u0c00-\u0c7f", "te"),
        ("\u0d80-\u0dff", "si"),
        ("\u0e00-\u0e7f", "th"),
        ("\u0e80-\u0eff", "lo"),
        ("\u1000-\u109f", "my"),
        ("\u1780-\u17ff", "km"),
        ("\u10a0-\u10ff", "ka"),
        ("\u0530-\u058f", "hy"),
        ("\u1200-\u137f", "am"),
    )
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None where it cannot be told.

    >>> language_of("The ministry said that 12 people were killed in the attack on the town.")
    'en'
    >>> language_of("Міністерство повідомило, що внаслідок атаки на місто загинули 12 людей.")
    'uk'
    >>> language_of("Kharkiv: 12 killed") is None
    True
    """
    text = text[:_SAMPLE]
    other = None if text.isascii() else _other_script(text)
    return other or _latin_language(text)


def _other_script(text: str) -> str | None:
    """Return the language of a text most of whose letters are not Latin."""
    found = {languages: len(pattern.findall(text)) for pattern, languages in _SCRIPTS}
    if 2 * sum(found.values()) <= len(_LETTER.findall(text)):
        return None
    languages = max(found, key=lambda key: found[key])
    if len(languages) == 1:
        return languages[0]
    return next((code for code, _ in _identifier().rank(text) if code in languages), languages[0])


def _latin_language(text: str) -> str | None:
    words = _WORD.findall(fold(text))
    if len(words) < _ENOUGH_WORDS:
        return None
    if sum(word in _FUNCTION_WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    ranked = _identifier().rank(text)
    nearest = str(ranked[0][0])
    # Of Danish and Norwegian neither may be sure, but both together are.
    foreign = sum(probability for code, probability in ranked if code in _LATIN_LANGUAGES)
    if nearest in _LATIN_LANGUAGES and foreign >= _SURE:
        return nearest
    return ENGLISH if nearest == ENGLISH else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
