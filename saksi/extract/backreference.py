"""Takes up again who was named before: he, they, both, the three, the pair, the activist, we, I."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from saksi.extract.page import Named, Reading
from saksi.extract.parties import Phrases
from saksi.extract.party import Party, merged, referring
from saksi.extract.salience import (
    Salience,
    beside,
    distinct,
    fronted,
    governing,
    governing_act,
    object_before,
    pronoun_leads,
    rivals,
)
from saksi.extract.syntax import SUBJECTS, antecedent, children
from saksi.packs.lexicon import Agents

REACH = 5  # sentences that a reference goes back
SPEAKER = re.compile(r"\b(?:speaks?|spoke|talks?|talked|interview(?:s|ed)?) (?:with|to) ", re.I)
SINGULAR = frozenset({"he", "him", "his", "she", "her"})
PLURAL = frozenset({"they", "them", "their", "both"})
NEW = frozenset({"a", "an", "another"})
ROLES = SUBJECTS | {"dobj", "pobj", "dative"}
THING = frozenset({"it", "its"})
SELF = frozenset({"i", "me", "my"})
THINGS = frozenset({"GPE", "ORG", "NORP", "LOC", "DATE", "FAC"})  # labels of what is no person
PAIR = 2
BY_AUTHORITY = frozenset(
    {"arrest", "charge", "conviction", "detention", "disappearance", "expulsion", "fine", "killing", "release"}
    | {"summons", "trial", "violence"}
)  # what the state does to somebody
HARMS = frozenset({"disappearance", "killing", "violence"})  # for which the one who did it may answer
CUSTODY = frozenset({"arrest", "detention", "release", "violence"})
OURS = frozenset({"we", "us", "our"})


class Memory:
    """What a text has said so far about who is who; filled while it is read from its start to its end."""

    def __init__(self, reading: Reading, phrases: Phrases, agents: Agents) -> None:
        self.reading = reading
        self.phrases = phrases
        self.agents = agents
        self.victims: list[tuple[int, tuple[Party, ...], int]] = []
        self.actors: list[tuple[int, Party]] = []
        self.courts: list[tuple[int, Party]] = []
        self.killed: set[str] = set()
        self.types: dict[int, str] = {}
        self.salience = Salience(reading, agents)
        self._people = self._all_people()
        self._starts = [a for a, _, _ in self._people]

    def _all_people(self) -> list[tuple[int, int, Named]]:
        rows = [(a, b, named) for named in self.reading.people for a, b in named.mentions]
        return sorted(rows, key=lambda row: (row[0], row[1], row[2].name))

    def add_victims(self, trigger: Token, parties: list[Party], type_: str = "") -> None:
        """Remember the victims of an act, and how deep below the main clause it is told."""
        if type_ == "killing":
            self.killed |= {party.name for party in parties}
        self.types[trigger.idx] = type_
        if parties:
            depth = sum(t.dep_ in ("relcl", "acl", "advcl", "pcomp") for t in (trigger, *trigger.ancestors))
            self.victims.append((trigger.idx, tuple(parties), depth))

    def add_actor(self, at: int, party: Party) -> None:
        """Remember who acted; courts also by themselves."""
        self.actors.append((at, party))
        if party.kinds & {"court"} and party.named is not None:
            self.courts.append((at, party))

    # --- resolving -------------------------------------------------------------------------------------------

    def resolve(self, head: Token, suffering: str = "") -> list[Party] | None:
        """The parties that a pronoun or a definite group takes up; None when the words stand for themselves.

        An empty list means that the words refer to somebody and it cannot be said to whom.
        `suffering` is the type of act.
        """
        head = antecedent(head)
        word = head.lower_
        at = (head.idx, head.idx + len(head))
        if head.pos_ == "PRON" or word in ("his", "her", "their", "its", "our", "my"):
            return self._pronoun(word, head, at, suffering)
        return self._group(head, suffering)

    def _pronoun(self, word: str, head: Token, at: tuple[int, int], suffering: str) -> list[Party] | None:
        if word in SINGULAR:
            found = self.person_before(head, suffering)
            if found is None or self._cannot(found, head, suffering):
                return []
            return [referring(found, at)]
        if word in PLURAL:
            return [referring(party, at) for party in self.several_before(head, 2 if word == "both" else None)]
        if word in THING:
            found = self._thing_before(head)
            return [referring(found, at)] if found else []
        if word in SELF:
            speaker = self.speaker()
            return [referring(speaker, at)] if speaker else []
        if word in OURS:
            group = self.speakers_group()
            return [referring(group, at)] if group else []
        return (
            []
            if word in ("who", "which", "that", "what", "themselves", "himself", "herself", "this", "these")
            else None
        )

    def _group(self, head: Token, suffering: str) -> list[Party] | None:
        """Definite groups: "the three", "the two activists", "the pair", "the journalist", "the group"."""
        determiner = next((c.lower_ for c in head.children if c.dep_ in ("det", "predet")), "")
        if determiner not in ("the", "these", "those", "both", "all") and head.lower_ != "both":
            return None
        if any(_tells_apart(child, head) for child in head.children):
            return None
        if head.lemma_.lower() == "party":
            return self._party_before(head)
        if "person" not in self.agents.kinds_of(head.lemma_.lower()) and head.lower_ not in ("pair", "group", "both"):
            return None
        start, end = self.phrases.extent(head)
        count = self.agents.anaphors.get(head.lower_) or self.phrases.count(head)
        if (
            head.tag_ in ("NNS", "CD")
            or (count and count > 1)
            or determiner == "both"
            or head.lower_ in ("group", "both")
        ):
            found = self.several_before(head, count or (2 if determiner == "both" else None))
        else:
            one = self._victim_before(head)
            found = [one] if one else []
        if not self.salience.may_be(found, head) or (suffering != "killing" and self._dead(found, head)):
            return None
        return [referring(party, (start, end)) for party in found] or None

    def _dead(self, found: list[Party], noun: Token) -> bool:
        """Whether those who were told to have been killed would suffer something else afterwards, by another noun."""
        return any(p.name in self.killed for p in found) and not self.salience.told_as(found, noun)

    def _party_before(self, head: Token) -> list[Party] | None:
        """The party that "the opposition party" takes up: the last one named before."""
        for (a, b), named in reversed(self.reading.within(max(0, head.idx - 2500), head.idx)):
            token = self._token_at(a, b) if named.kind == "Organisation" else None
            if token is not None and "party" in self.phrases.kinds(token):
                return [
                    referring(
                        Party(named.name, self.phrases.kinds(token), (a, b), (), None, named), self.phrases.extent(head)
                    )
                ]
        return None

    # --- candidates ------------------------------------------------------------------------------------------

    def person_before(self, head: Token, suffering: str = "") -> Party | None:
        """The single person whom he, she or him can take up; nobody, where it may be either of two.

        `suffering` is the type of the act that is told of them.
        """
        nearer = self._unnamed_before(head)
        if nearer is not None:
            return nearer
        other = object_before(head)
        if other is not None:
            return self.person_before(other, suffering)
        for number, (start, end) in enumerate(self._sentences_before(head)):
            found = self._candidates(head, start, min(end, head.idx), number == 0)
            if not found and self._stranger(start, min(end, head.idx)):
                return None
            if (number or beside(head)) and suffering in BY_AUTHORITY:
                found = self._suffered(found, start, suffering) or found
            if found:
                rivalled = len(found) > 1 or (number > 0 and self._rivalled(found[0], head))
                return None if rivalled else found[0]
        return None

    def _stranger(self, start: int, end: int) -> bool:
        """Whether a sentence has a name for its subject that is nobody known: who "B … she" is, is open."""
        subjects = [
            t
            for t in self.reading.words(start, end)
            if t.dep_ in SUBJECTS and t.pos_ == "PROPN" and self.reading.named(t) is None
        ]
        return any(t.ent_type_ not in THINGS or self._described(t) for t in subjects)

    def _described(self, name: Token) -> bool:
        """Whether a name is told to be somebody's: by an age, or by what the person is."""
        kinds = [self.phrases.kinds(one) for one in children(name.head, "attr")]
        return any(c.is_digit for c in children(name, "appos")) or any("person" in one for one in kinds)

    def _cannot(self, one: Party, head: Token, suffering: str) -> bool:
        """Whether the words name another after the pronoun, or one whose death alone was told: "A's murder … he"."""
        if suffering != "killing" and one.name in self.killed and not self.salience.stands_out(one):
            return True
        if not fronted(head):
            return False
        rows = self._within(head.idx + len(head), head.sent.end_char)
        people = [p for row in rows if (p := self._as_party(row)) and self.salience.fits(p, head.lower_)]
        return any(p.name != one.name and self.salience.stands_out(p) for p in people)

    def _candidates(self, head: Token, start: int, end: int, same: bool) -> list[Party]:
        """Who of those in a range may be meant: whom it leads with and tells of, else all that stand out, else all."""
        word = head.lower_
        told = [p for p in self._single_victims(start, end, shallow=True) if self.salience.fits(p, word)]
        leading = distinct([p for p in told if p.at[0] >= start and self.salience.leads(p)])
        if len(leading) == 1:
            return leading
        people = [p for row in self._within(start, end) if (p := self._as_party(row)) and self.salience.fits(p, word)]
        if same and head.dep_ in ("dobj", "dative", "pobj"):
            people = [p for p in people if not self.salience.does(p, governing(head))]
        chosen = distinct([*(p for p in people if self.salience.stands_out(p)), *told])
        if same and len(chosen) == 1 and self.salience.speaks(chosen[0]):
            chosen = distinct([*(p for p in people if p.at[0] > chosen[0].at[0]), *chosen])  # "A said B's brother … he"
        return chosen or distinct(people)

    def _rivalled(self, one: Party, head: Token) -> bool:
        """Whether the nearest only spoke or was described, and something was done to somebody else just before."""
        if not self.salience.speaks(one):
            return False
        limit = max(self._sentences_before(head)[-1][0], self.reading.content.rfind("\n\n", 0, head.idx))
        told = [p for p in self._single_victims(limit, head.idx) if self.salience.fits(p, head.lower_)]
        return bool(told) and all(p.name != one.name for p in told)

    def _suffered(self, found: list[Party], start: int, suffering: str) -> list[Party]:
        """The victim of two, where the other did to them what is told: "General A ordered the arrest of B. He …".

        Who hurt somebody may have to answer for it; only an officer who did is taken for who holds them afterwards.
        """
        for at, parties, _ in reversed(self.victims):
            if at < start or len(found) != PAIR:
                break
            one = [party for party in found if len(parties) == 1 and party.name == parties[0].name]
            doers = [party for party in found if self.salience.does(party, governing_act(self.reading.token(at)))]
            if len(one) != 1 or len(doers) != 1 or one[0].name == doers[0].name:
                continue
            harm = self.types[at] in HARMS
            return [] if harm and not (suffering in CUSTODY and self.salience.in_office(doers[0])) else one
        return []

    def _unnamed_before(self, head: Token) -> Party | None:
        """The one person without a name in a sentence that names nobody before: "a suspect said that he was beaten"."""
        before = head.doc[head.sent.start : head.i]
        if pronoun_leads(head) or any(
            self.reading.named(token) is not None or token.ent_type_ == "PERSON" for token in before
        ):
            return None
        found = [token for token in before if token.tag_ == "NN" and token.dep_ in ROLES and self._is_one(token)]
        acting = [token for token in found if token.dep_ in SUBJECTS]
        one = (acting or found)[-1:]
        return self.phrases.party(one[0]) if one else None

    def _is_one(self, noun: Token) -> bool:
        """Whether a noun brings in one person of no office: "a suspect", "another man"."""
        articles = [child.lower_ for child in children(noun, "det")]
        kinds = self.agents.kinds_of(noun.lemma_.lower())
        return bool(articles) and articles[0] in NEW and "person" in kinds and "state" not in kinds

    def several_before(self, head: Token, count: int | None) -> list[Party]:
        """The victims whom they, both, "the three" take up; with a number only a group of that size will do."""
        limit = self._sentences_before(head)[-1][0]
        for at, parties, _ in reversed(self.victims):
            if at >= head.idx or at < limit:
                continue
            people = [p for p in parties if p.kinds & {"person", "organisation", "unknown", "party", "outlet"}]
            size = sum(p.count or (2 if p.plural else 1) for p in people)
            if (count is not None and size == count) or (count is None and (size > 1)):
                here = at >= head.sent.start_char
                return [] if head.lower_ in PLURAL and not here and rivals(head, self.phrases) else merged(people)
        if count is not None and 1 < count <= 12:
            return self._listed_before(head, count) or self._single_ones(head, count, limit)
        return []

    def _single_ones(self, head: Token, count: int, limit: int) -> list[Party]:
        """The last single victims, told one by one, where there are exactly so many: "A …. B …. Both …"."""
        found: list[Party] = []
        for at, parties, _ in reversed(self.victims):
            if limit <= at < head.idx and len(parties) == 1 and parties[0].named is not None:
                found = merged([parties[0], *found])
        return found if len(found) == count else []

    def _listed_before(self, head: Token, count: int) -> list[Party]:
        """The names of a sentence before that holds exactly so many people."""
        for start, end in self._sentences_before(head)[1:]:
            names = {named.name: (a, b, named) for a, b, named in reversed(self._within(start, end))}
            if len(names) == count:
                found = [p for row in sorted(names.values(), key=lambda r: r[0]) if (p := self._as_party(row))]
                return found if head.pos_ != "NOUN" or self.salience.told_as(found, head) else []
        return []

    def _victim_before(self, head: Token) -> Party | None:
        return self._victim_within(self._sentences_before(head)[-1][0], head.idx)

    def _victim_within(self, start: int, end: int) -> Party | None:
        """The last single victim told in a range, those told in main clauses first."""
        return next(iter(self._single_victims(start, end)), None)

    def _single_victims(self, start: int, end: int, shallow: bool = False) -> list[Party]:
        """Those told in a range to whom alone something was done: main clauses first, then the last first.

        With `shallow` no others than those of the clauses that are told least on the side.
        """
        rows = []
        for at, parties, depth in reversed(self.victims):
            if at < start:
                break
            people = [p for p in parties if "person" in p.kinds]
            if at < end and len(people) == 1 and people[0].count == 1:
                rows.append((depth, -at, people[0]))
        rows.sort(key=lambda row: row[:2])
        return [party for depth, _, party in rows if not shallow or depth == rows[0][0]]

    def _thing_before(self, head: Token) -> Party | None:
        for start, end in self._sentences_before(head)[:2]:
            for (a, b), named in reversed(self.reading.within(start, min(end, head.idx))):
                if named.kind == "Organisation" and b <= head.idx:
                    token = self._token_at(a, b)
                    if token is not None and token.dep_ == "appos":
                        token = token if token.head.dep_ in SUBJECTS else None
                    elif token is not None and token.dep_ not in SUBJECTS:
                        token = token if start < head.sent.start_char else None
                    if token is not None:
                        return self.phrases.party(token)
        return None

    def _within(self, start: int, end: int) -> list[tuple[int, int, Named]]:
        first = bisect_left(self._starts, start)
        return [row for row in self._people[first : bisect_left(self._starts, end)] if row[1] <= end]

    def _as_party(self, row: tuple[int, int, Named] | None) -> Party | None:
        if row is None:
            return None
        a, b, named = row
        return Party(named.name, frozenset({"person"}), (a, b), (), 1, named)

    def _token_at(self, start: int, end: int) -> Token | None:
        return self.reading.words(start, end).root

    def _sentences_before(self, head: Token) -> list[tuple[int, int]]:
        """Character ranges of the sentence of a token and of those before it, nearest first."""
        starts = [start for start, _ in self.reading.sentences]
        index = bisect_left(starts, head.idx + 1) - 1
        return [self.reading.sentences[k] for k in range(max(index, 0), max(index - REACH, -1), -1)] or [(0, head.idx)]

    # --- the one who speaks ----------------------------------------------------------------------------------

    def speaker(self) -> Party | None:
        """The person interviewed, where the text says with whom it speaks."""
        found = SPEAKER.search(self.reading.content)
        if not found:
            return None
        rows = self._within(found.end() - 1, found.end() + 120)
        return self._as_party(rows[0]) if rows and rows[0][0] - found.end() < 30 else None

    def speakers_group(self) -> Party | None:
        """The organisation of the person interviewed: the first one named after the person."""
        speaker = self.speaker()
        if speaker is None:
            return None
        start = speaker.at[1]
        for at, named in self.reading.within(start, start + 250):
            if named.kind == "Organisation":
                token = self._token_at(*at)
                return self.phrases.party(token) if token is not None else None
        return None

    # --- those who act ---------------------------------------------------------------------------------------

    def actor_before(self, at: int, reach: int = 1200) -> Party | None:
        """The authority that acted last before a character, where it is near enough."""
        for start, party in reversed(self.actors):
            if start < at:
                return party if at - start < reach and party.kinds & {"state", "court"} else None
        return None

    def court_before(self, at: int, reach: int = 2500) -> Party | None:
        """The named court that "the court" takes up."""
        for start, party in reversed(self.courts):
            if start < at:
                return party if at - start < reach else None
        return None


def _tells_apart(child: Token, head: Token) -> bool:
    """Whether a word after or before a noun tells it from others, so that it takes up nobody."""
    if child.dep_ == "appos" and child.pos_ == "PROPN":
        return True
    if child.dep_ == "amod" and any(token.is_digit for token in child.subtree):
        return True  # "the 45-year-old man"
    if child.dep_ in ("relcl", "poss") or child.lower_ in ("other", "remaining", "rest"):
        return True
    return child.dep_ in ("prep", "acl", "appos") and child.i - head.i <= 3
