"""Each vocabulary entry catches its examples, and leaves its counter-examples alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import BadVocabulary
from tracker.extract import extract_article
from tracker.families import FAMILIES
from tracker.hedges import HEDGES
from tracker.lexicon import Entry, Lexicon, load_lexicon, read_lexicon
from tracker.models import Article
from tracker.paths import vocabulary_files
from tracker.spans import fold

CITED = ("subjects", "measures", "nouns", "idioms")
"""Families whose entries are named in the evidence of a claim or as a number's reason."""

ENTRIES = [entry for family in sorted(FAMILIES) for entry in load_lexicon().entries(family)]


def is_caught(entry: Entry, sentence: str) -> bool:
    """Tell whether the entry decided something about the sentence."""
    lexicon = load_lexicon()
    if entry.family == "contexts" and entry.get("context") != "conflict":
        found = extract_article(Article(sentence), lexicon)
        return any(number.reason == entry.get("context") for number in found.rejected)
    if entry.family not in CITED:
        return any(term.entry is entry for term in lexicon.find_in(entry.family, sentence))
    found = extract_article(Article(sentence), lexicon)
    cited = {evidence.rule for claim in found.claims for evidence in claim.evidence}
    cited |= {number.rule for number in found.rejected}
    forms = {form for forms in entry.spellings.values() for form in forms}
    because = {
        fold(sentence[n.because_start : n.because_end])
        for n in found.rejected
        if n.because_start is not None
    }
    return entry.rule in cited or bool(because & forms)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.rule)
def test_examples_are_caught(entry: Entry) -> None:
    for sentence in entry.examples:
        assert is_caught(entry, sentence), (
            f"vocabulary/{entry.family}.toml, term {entry.term!r} does not catch its example "
            f"{sentence!r}: use one of its forms in a sentence of harm, or correct the forms"
        )


@pytest.mark.parametrize("hedge", HEDGES)
def test_hedges_of_patterns_stand_in_the_vocabulary(hedge: str) -> None:
    """What a pattern passes over as a hedge touches the number as one too."""
    found = load_lexicon().find_in("hedges", f"They lost {hedge} 40 men.")
    assert [(term.start, term.end) for term in found] == [(10, 10 + len(hedge))]


@pytest.mark.parametrize(
    "entry", [e for e in ENTRIES if e.counter_examples], ids=lambda entry: entry.rule
)
def test_counter_examples_are_left_alone(entry: Entry) -> None:
    for sentence in entry.counter_examples:
        assert not decides(entry, sentence), (
            f"vocabulary/{entry.family}.toml, term {entry.term!r} catches its counter-example "
            f"{sentence!r}: narrow its forms"
        )


def decides(entry: Entry, sentence: str) -> bool:
    """Tell whether a claim of the sentence rests on the entry."""
    found = extract_article(Article(sentence), load_lexicon())
    cited = {evidence.rule for claim in found.claims for evidence in claim.evidence}
    if entry.family in ("hedges", "stance"):
        changed = entry.get("qualifier") or entry.get("stance")
        seen = {claim.qualifier for claim in found.claims} | {c.stance for c in found.claims}
        return changed in seen or any(n.rule == changed for n in found.rejected)
    return entry.rule in cited


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the vocabulary that a test may spoil."""
    return Path(shutil.copytree(vocabulary_files(), tmp_path / "vocabulary"))


GOOD = 'term = "zeppelin"\nsubject = "aircraft"\nforms = ["zeppelins"]\n' + (
    'examples = ["Three zeppelins were shot down near the coast."]\n'
)


def test_an_analyst_adds_a_word_without_python(folder: Path) -> None:
    with (folder / "subjects.toml").open("a") as file:
        file.write("\n[[entry]]\n" + GOOD)
    lexicon: Lexicon = read_lexicon(folder)
    found = extract_article(Article("Three zeppelins were shot down near the coast."), lexicon)
    assert [(c.figure, c.measure, c.subject) for c in found.claims] == [
        ("Three", "destroyed", "aircraft")
    ]
    assert found.run != extract_article(Article("x")).run


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (GOOD.replace('"aircraft"', '"airship"'), "'subject' is 'airship'; allowed are"),
        (GOOD.replace("subject", "subjekt"), "'subject' is missing"),
        (GOOD.replace("zeppelins", "Zeppelins", 1), "must be in lower case"),
        (GOOD.replace('["zeppelins"]', "[]"), "has no forms"),
        (GOOD.replace('["Three zeppelins were shot down near the coast."]', "[]"), "no examples"),
        (GOOD + "size = 3\n", "unknown key 'size'"),
        (GOOD.replace("zeppelins", "drones"), "already belongs to 'drone'"),
        (GOOD.replace('"zeppelin"', '"drone"'), "stands twice"),
        (GOOD.replace('["zeppelins"]', '"zeppelins"'), "must be a list of texts"),
        (GOOD.replace('"zeppelin"', '""'), "has no name"),
        (GOOD.replace('["zeppelins"]', '["zeppelins", "zeppelins"]'), "'zeppelins' stands twice"),
    ],
)
def test_a_bad_entry_is_refused_with_file_and_term(folder: Path, wrong: str, says: str) -> None:
    with (folder / "subjects.toml").open("a") as file:
        file.write("\n[[entry]]\n" + wrong)
    with pytest.raises(BadVocabulary) as refusal:
        read_lexicon(folder)
    message = str(refusal.value)
    assert says in message
    assert message.startswith("vocabulary/subjects.toml, term '")


def test_an_unknown_file_and_bad_toml_are_refused(folder: Path) -> None:
    (folder / "fruits.toml").write_text("")
    with pytest.raises(BadVocabulary, match=r"vocabulary/fruits.toml: no such family"):
        read_lexicon(folder)
    (folder / "fruits.toml").unlink()
    (folder / "nouns.toml").write_text("[[entry]\n")
    with pytest.raises(BadVocabulary, match=r"vocabulary/nouns.toml: not readable as TOML"):
        read_lexicon(folder)
    (folder / "nouns.toml").write_text('entry = "duration"\n')
    with pytest.raises(BadVocabulary, match=r"vocabulary/nouns.toml: an entry must be a table"):
        read_lexicon(folder)


FILES = sorted(path.name for path in vocabulary_files().glob("*.toml"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spoil", ["unknown key", "no examples", "a number for a term"])
def test_every_file_refuses_a_bad_entry(folder: Path, name: str, spoil: str) -> None:
    text = (folder / name).read_text()
    first = text.index("[[entry]]")
    replaced = {
        "unknown key": text.replace("examples = [", 'colour = "red"\nexamples = [', 1),
        "no examples": text[:first] + '[[entry]]\nterm = "x"\n\n' + text[first:],
        "a number for a term": text[:first] + "[[entry]]\nterm = 5\n\n" + text[first:],
    }[spoil]
    (folder / name).write_text(replaced)
    with pytest.raises(BadVocabulary, match=rf"^vocabulary/{name}, term .*; |must be|is missing"):
        read_lexicon(folder)


@pytest.mark.parametrize(
    ("name", "key", "value", "says"),
    [
        ("conflicts", "one", ["Atlantis"], "'one' has 'Atlantis', which is no name in parties"),
        ("conflicts", "enemy", "Rusia", "'enemy' has 'Rusia', .*; did you mean 'Russia'"),
        ("parties", "home", "Sudann", "'home' has 'Sudann', .*; did you mean 'Sudan'"),
        ("parties", "fires_from", ["Yemenia"], "'fires_from' has 'Yemenia'"),
        ("sources", "usual", ["Ukrain"], "'usual' has 'Ukrain', .*; did you mean 'Ukraine'"),
        ("sources", "sources", ["Gazza: Gaza Health Ministry"], "'sources' has 'Gazza'"),
        ("events", "country", "Chadd", "'country' has 'Chadd', .*; did you mean 'Chad'"),
    ],
)
def test_a_party_that_is_none_is_refused(
    folder: Path, name: str, key: str, value: str | list[str], says: str
) -> None:
    path = folder / f"{name}.toml"
    own: dict[str, dict[str, Any]] = {
        "conflicts": {"one": ["Chad"], "other": ["Russia"]},
        "parties": {"name": "X", "kind": "group"},
        "sources": {"kind": "institution"},
        "events": {"kind": "war", "start": "2020-01-01", "country": "Chad"},
    }
    entry = {"term": "xyzzy", "forms": ["xyzzy"], "examples": ["Xyzzy."]} | own[name] | {key: value}
    rows = "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())
    path.write_text(path.read_text() + "\n[[entry]]\n" + rows)
    with pytest.raises(BadVocabulary, match=f"^vocabulary/{name}.toml, term 'xyzzy': {says}"):
        read_lexicon(folder)


@pytest.mark.parametrize("key", ["start", "end"])
def test_an_event_on_no_day_is_refused(folder: Path, key: str) -> None:
    path = folder / "events.toml"
    entry = 'term = "x"\nkind = "war"\ncountry = "Chad"\nforms = ["xyzzy"]\nexamples = ["Xyzzy."]\n'
    days = {"start": "2020-01-01", "end": "2020-02-01"} | {key: "soon"}
    given = "".join(f'{name} = "{day}"\n' for name, day in days.items())
    path.write_text(path.read_text() + "\n[[entry]]\n" + entry + given)
    with pytest.raises(BadVocabulary, match=f"'{key}' must be a day like 2022-02-24, is 'soon'"):
        read_lexicon(folder)
