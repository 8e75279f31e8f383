"""Whom a pronoun or a noun may stand for, of all who were told of before; two who may leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from saksi.extract.page import Named, Reading
from saksi.extract.parties import Phrases
from saksi.extract.party import Party
from saksi.extract.syntax import SUBJECTS, children, is_verbal
from saksi.packs.lexicon import Agents
from saksi.packs.naming import people_words

SEXES = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
BEFORE = 24  # characters before a name in which a title or a noun tells of whom it is
AFTER = 48
LAST = re.compile(r"([\w-]+)[.,]? $")
SAID = re.compile(r", (?:an?|the|his|her|their) (?:[\w’'-]+ ){0,3}?([\w-]+)(?: (?:of|from|who|at|with)\b|[,.;])")
ASIDE = frozenset({"relcl", "acl"})
NOUN_SPAN = 80  # characters around a name in which a noun is told of it
GENERAL = frozenset(
    {
        "man",
        "woman",
        "boy",
        "girl",
        "child",
        "teenager",
        "person",
        "people",
        "individual",
        "victim",
        "activist",
        "defender",
    }
    | {"detainee", "prisoner", "inmate", "defendant", "accused"}
)


class Salience:
    """Judges who of those told of before may be meant."""

    def __init__(self, reading: Reading, agents: Agents) -> None:
        self.reading = reading
        self.agents = agents
        self._sexes: dict[str, str] = {}

    def fits(self, party: Party, pronoun: str) -> bool:
        """Whether nothing that the text says of somebody speaks against the pronoun: "Ms. A … he"."""
        wanted, own = SEXES.get(pronoun, ""), self._sex(party)
        return not wanted or not own or wanted == own

    def _sex(self, party: Party) -> str:
        if party.name not in self._sexes:
            words = self._told_of(party.named) if party.named is not None else party.name.lower().split()[:3]
            sexes = {sex for sex, listed in self.agents.genders.items() for word in words if word in listed}
            self._sexes[party.name] = next(iter(sexes)) if len(sexes) == 1 else ""
        return self._sexes[party.name]

    def _told_of(self, named: Named) -> list[str]:
        """Titles and nouns right before a name, and what stands in apposition to it."""
        text, out = self.reading.content, []
        for start, end in named.mentions:
            before = LAST.search(text, max(0, start - BEFORE), start)
            after = SAID.match(text, end, end + AFTER)
            out += [found[1].lower() for found in (before, after) if found is not None]
        return out

    def in_office(self, party: Party) -> bool:
        """Whether a title or a noun by the name tells of somebody of the state: "Officer A"."""
        words = self._told_of(party.named) if party.named is not None else []
        return any("state" in self.agents.kinds_of(word) for word in words)

    def leads(self, party: Party) -> bool:
        """Whether somebody is the subject of the main clause that tells of them, alone."""
        token = self._token(party)
        if token.dep_ == "appos":
            token = token.head
        return token.dep_ in SUBJECTS and token.head.dep_ not in ASIDE and not list(token.conjuncts)

    def does(self, party: Party, verb: Token | None) -> bool:
        """Whether somebody is the subject of a verb, which then rarely has the same one as its object."""
        token = self._token(party)
        return verb is not None and token.dep_ in SUBJECTS and token.head in (verb, *_coordinated(verb))

    def stands_out(self, party: Party) -> bool:
        """Whether a person is an argument of a verb, and no owner, apposition or part of what somebody else is."""
        token = self._token(party)
        if any(t.dep_ in ASIDE for t in (token, *token.ancestors)):
            return False
        while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
            token = token.head
        if token.dep_ == "pobj":
            word = token.head.lower_
            return word in ("about", "against") or (word in ("with", "to", "by") and is_verbal(token.head.head))
        return token.dep_ in SUBJECTS or token.dep_ in ("dobj", "dative", "npadvmod")

    def speaks(self, party: Party) -> bool:
        """Whether somebody is told to have said or to be something, and not to have suffered it."""
        token = self._token(party)
        return token.dep_ in SUBJECTS and (token.head.lower_ in people_words().speech or token.head.lemma_ == "be")

    def _token(self, party: Party) -> Token:
        return self.reading.words(*party.at).root

    def may_be(self, parties: Iterable[Party], noun: Token) -> bool:
        """Whether a definite noun can stand for those told of before: no "officers" for two students."""
        lemma, parties = noun.lemma_.lower(), list(parties)
        sexes = [sex for sex, listed in self.agents.genders.items() if lemma in listed]
        if len(sexes) == 1 and not all(self.fits(party, sexes[0]) for party in parties):
            return False
        if lemma in GENERAL or lemma in self.agents.anaphors or noun.pos_ == "NUM":
            return True
        if "state" not in self.agents.kinds_of(lemma) and lemma not in self.agents.doers:
            return self.told_as(parties, noun) or not self._others_told_as(parties, noun)
        return self.told_as(parties, noun)

    def _others_told_as(self, parties: Sequence[Party], noun: Token) -> bool:
        """Whether the text says of anybody else that they are what a noun names: who killed is not "the journalist"."""
        own = {party.name for party in parties}
        return any(self._told(named, noun) for named in self.reading.people if named.name not in own)

    def told_as(self, parties: Iterable[Party], noun: Token) -> bool:
        """Whether the text says of all of them, in another sentence, that they are what a noun names."""
        return all(self._told_as(party, noun) for party in parties)

    def _told_as(self, party: Party, noun: Token) -> bool:
        if party.named is None:
            return noun.lemma_.lower() in party.name.lower()
        return self._told(party.named, noun)

    def _told(self, named: Named, noun: Token) -> bool:
        lemma, here = noun.lemma_.lower(), self.reading.sentence(noun.idx)
        for start, end in named.mentions:
            first, last = self.reading.sentence(start)
            words = self.reading.content[max(first, start - NOUN_SPAN) : min(last, end + NOUN_SPAN)]
            if (first, last) != here and lemma in words.lower():
                return True
        return False


def _coordinated(verb: Token) -> list[Token]:
    out = []
    while verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass"):
        verb = verb.head
        out.append(verb)
    return out


def object_before(head: Token) -> Token | None:
    """The pronoun before a subject that stands for the same: "asked people to find her when she went missing"."""
    if head.dep_ not in SUBJECTS:
        return None
    before = head.doc[head.sent.start : head.i]
    alike = [t for t in before if SEXES.get(t.lower_) == SEXES[head.lower_] and t.dep_ in ("dobj", "dative", "pobj")]
    return alike[-1] if alike else None


def fronted(head: Token) -> bool:
    """Whether a pronoun stands in a clause on the side, before the verb of its sentence: "after she left, A was …"."""
    aside = any(t.dep_ in ("relcl", "advcl", "acl", "pcomp") for t in head.ancestors)
    return aside and head.i < head.sent.root.i


def rivals(head: Token, phrases: Phrases) -> bool:
    """Whether a plural subject of people stands before a pronoun in its sentence: "600 nurses have warrants … them"."""
    before = head.doc[head.sent.start : head.i]
    kinds = [phrases.kinds(t) for t in before if t.dep_ in SUBJECTS and t.tag_ == "NNS"]
    return any("person" in one and "state" not in one for one in kinds)


def governing(head: Token) -> Token | None:
    """The verb whose object a pronoun is, directly or by a preposition; None for part of a noun phrase."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    return verb if is_verbal(verb) else None


def beside(head: Token) -> bool:
    """Whether a pronoun is the subject of a main clause that stands beside another: "A charged B, and he was held"."""
    return head.dep_ in SUBJECTS and head.head.dep_ == "conj" and head.head.head == head.sent.root


def governing_act(trigger: Token) -> Token:
    """The verb of who does what a word reports: itself, or that whose object it is: "ordered the arrest of"."""
    return trigger.head if trigger.dep_ == "dobj" and is_verbal(trigger.head) else trigger


def distinct(parties: Sequence[Party]) -> list[Party]:
    """Parties without those of a name that another has, the last of each."""
    return list({party.name: party for party in parties}.values())


def pronoun_leads(head: Token) -> bool:
    """Whether another pronoun is the subject before one in its sentence: "she told a reporter that she was beaten"."""
    before = head.doc[head.sent.start : head.i]
    return any(token.lower_ in ("he", "she") and token.dep_ in SUBJECTS for token in before) and bool(
        children(head.head, "nsubj", "nsubjpass", "poss", "dobj")
    )
