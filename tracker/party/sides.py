"""Who is whose adversary in a text, and on whose side it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache

from tracker.frozen import dataclass, lazy
from tracker.lexicon import Entry, Lexicon, Term
from tracker.party.mentions import Mention
from tracker.party.senses import SPEAKER

OUTLET = "outlets"
INTERNATIONAL = frozenset({"United Nations", "African Union", "NATO"})
"""Forces of many nations: whoever of them is named by nationality belongs to that nation."""


@dataclass(frozen=True)
class Wars:
    """The conflicts of the vocabulary, by party."""

    entries: tuple[Entry, ...]
    kinds: dict[str, str] = field(hash=False)
    fires_from: dict[str, str] = field(hash=False)
    homes: dict[str, str] = field(hash=False)
    invaders: frozenset[str]

    @lazy
    def _places(self) -> dict[str, list[int]]:
        """The places, in the vocabulary, of the wars of each party, and of each war by its name."""
        places: dict[str, list[int]] = {}
        for place, war in enumerate(self.entries):
            for name in {war.term, *war.values["one"], *war.values["other"]}:
                places.setdefault(name, []).append(place)
        return places

    def of(self, names: Iterable[str]) -> list[Entry]:
        """Return the wars that these names are of, parties or wars, in the vocabulary's order."""
        found = {place for name in names for place in self._places.get(name, ())}
        return [self.entries[place] for place in sorted(found)]

    def opponents(self, party: str) -> list[str]:
        """Return whoever fights the party, in the order of the vocabulary."""
        found: dict[str, None] = {}
        for entry in self.of((party,)):
            for mine, theirs in (("one", "other"), ("other", "one")):
                if party in entry.values[mine]:
                    found.update(dict.fromkeys(entry.values[theirs]))
        return list(found)

    def only_opponent(self, party: str) -> str | None:
        """Return the country that a country fights, where it fights no other side."""
        foes = self.opponents(party)
        alone = len(foes) == 1 and self.kinds.get(foes[0]) == "country"
        return foes[0] if alone else None

    def usual_opponent(self, party: str) -> str | None:
        """Return the adversary of a party that has but one: in a war of that kind, or a group."""
        home = []
        for entry in self.of((party,)):
            for mine, theirs in (("one", "other"), ("other", "one")):
                if party in entry.values[mine]:
                    if entry.get("enemy"):
                        return str(entry.values[theirs][0])
                    home.append(str(entry.values[theirs][0]))
        alone = self.kinds.get(party) == "group" and len(set(home)) == 1
        return home[0] if alone else None


@lru_cache(maxsize=4)
def read_wars(lexicon: Lexicon) -> Wars:
    """Return the conflicts of a vocabulary."""
    parties = lexicon.entries("parties")
    kinds = {entry.get("name") or "": entry.get("kind") or "" for entry in parties}
    fires_from = {
        country: entry.get("name") or ""
        for entry in parties
        for country in entry.values.get("fires_from", ())
    }
    homes = {e.get("name") or "": home for e in parties if (home := e.get("home"))}
    wars = lexicon.entries("conflicts")
    invaders = frozenset(name for war in wars if (name := war.get("invader")))
    return Wars(wars, kinds, fires_from, homes, invaders)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one article of a page is about: how often each party is named, and its war."""

    wars: Wars
    weights: Counter[str] = field(hash=False)
    places: Counter[str] = field(hash=False)
    war: Entry | None
    own: str | None

    def opponent(self, party: str | None, *, people: bool = False) -> str | None:
        """Return the adversary of a party in this text, or None where it stays open.

        ``people`` asks for the country whose people suffer, not for the group that fights.
        """
        if party is None:
            return None
        rivals = [
            rival
            for rival in self.wars.opponents(party)
            if not people or self.wars.kinds.get(rival) == "country"
        ]
        named = [rival for rival in rivals if self.weights[rival]]
        if named:
            best = max(named, key=lambda rival: self.weights[rival])
            return best if people else self._fighters_of(best)
        if people and (country := self._country_against(party)):
            return country
        usual = self.wars.usual_opponent(party)
        elsewhere = self.is_in_the_war(party) and not self.is_in_the_war(usual or "")
        return usual if usual in rivals and not elsewhere else None

    def _country_against(self, party: str) -> str | None:
        """Return the country on the other side, of which the text names only a group."""
        for mine, theirs in (("one", "other"), ("other", "one")):
            if self.war is not None and party in self.war.values[mine]:
                foes = self.war.values[theirs]
                states = [foe for foe in foes if self.wars.kinds.get(foe) == "country"]
                named = any(self.weights[foe] for foe in foes)
                return str(states[0]) if len(states) == 1 and named else None
        return None

    def _fighters_of(self, rival: str) -> str:
        """Return the group that fights for a country, if it is named: Hezbollah for Lebanon."""
        group = self.wars.fires_from.get(rival)
        return group if group and self.weights[group] else rival

    def fights_groups(self, party: str | None) -> bool:
        """Tell whether a country fights armed groups, so that its rebels are not its own."""
        rivals = self.wars.opponents(party) if party else []
        return any(self.wars.kinds.get(rival) == "group" for rival in rivals)

    def is_in_the_war(self, party: str) -> bool:
        """Tell whether a party is a side of the war that the text is about."""
        return self.war is not None and party in (
            *self.war.values["one"],
            *self.war.values["other"],
        )

    def side(self, role: str, speaker: str | None) -> str | None:
        """Return whom "the enemy", "the invaders", "our troops" are, said by this speaker."""
        if role == "invader" and self.war is not None and self.war.get("invader"):
            return self.war.get("invader")
        if role == "renegade":
            return self._renegades()
        fights = speaker and (self.opponent(speaker) or self._only_other_side(speaker))
        mine = speaker if fights else self.own
        if role in {"own", "defender"}:
            return mine
        return self.opponent(mine) or self._only_other_side(mine)

    def _only_other_side(self, party: str | None) -> str | None:
        """Return the one party that a side fights in the war of the text, named or not."""
        for mine, theirs in (("one", "other"), ("other", "one")):
            if self.war is not None and party in self.war.values[mine]:
                foes = self.war.values[theirs]
                return str(foes[0]) if len(foes) == 1 else None
        return None

    def _renegades(self) -> str | None:
        """Return whom the state that the text names most calls renegades of the faith."""
        called = [war for war in self.wars.entries if war.get("renegades")]
        called.sort(key=lambda war: -self.weights[war.values["one"][0]])
        first = called[0] if called else None
        named = first is not None and self.weights[first.values["one"][0]]
        return first.get("renegades") if first is not None and named else None


def read_scene(
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    signs: Sequence[Term],
    voices: Sequence[str],
) -> Scene:
    """Return the scene of the mentions, war words and voices of one article of a page."""
    wars = read_wars(lexicon)
    weights = Counter(m.party for m in mentions if m.party and m.role != OUTLET)
    places = Counter(m.party for m in mentions if m.party and m.role == "place")
    war = _war_of(wars, weights, signs)
    own = _own_side(war, mentions, voices)
    return Scene(wars, weights, places, war, own)


def _war_of(wars: Wars, weights: Counter[str], signs: Sequence[Term]) -> Entry | None:
    """Return the war whose sides and words the text names most."""
    told = Counter(term.entry.term for term in signs)
    best: tuple[int, Entry] | None = None
    for entry in wars.of((*weights, *told)):
        sides = entry.values["one"], entry.values["other"]
        one, other = (sum(weights[party] for party in side) for side in sides)
        score = (1000 if one and other else 0) + one + other + told[entry.term]
        if score and (best is None or score > best[0]):
            best = score, entry
    return best[1] if best else None


def _own_side(war: Entry | None, mentions: Sequence[Mention], voices: Sequence[str]) -> str | None:
    """Return the side that says "we": by who is quoted, the outlet, the war, the places."""
    if war is None:
        return None
    sides = {*war.values["one"], *war.values["other"]}
    ours = [(m, m.party) for m in mentions if m.party and m.party in sides]
    heard = Counter(voice for voice in voices if voice in sides)
    heard.update(party for m, party in ours if m.role == OUTLET)
    if heard:
        return heard.most_common(1)[0][0]
    speaking = Counter(party for m, party in ours if m.sense == SPEAKER)
    usual = _usual_speaker(war)
    if usual and (not speaking or speaking[usual]):
        return usual
    places = Counter(party for m, party in ours if m.role == "place")
    most = speaking.most_common(1) or places.most_common(1)
    return most[0][0] if most else None


def _usual_speaker(war: Entry) -> str | None:
    """Return the side to whom "the enemy" is the other, in a war that says so."""
    enemy = war.get("enemy")
    if enemy is None:
        return None
    return str((war.values["one"] if enemy in war.values["other"] else war.values["other"])[0])
