"""Noun phrases become parties: who is meant, of what kind, how many, and the words that say so."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from saksi.extract.kinds import Kinds
from saksi.extract.numerals import after_date, number_of
from saksi.extract.page import Named, Reading
from saksi.extract.party import Party, parted
from saksi.extract.records import Range
from saksi.extract.syntax import children, conjuncts, prepositional
from saksi.packs.lexicon import Agents

LEFT = frozenset(
    {"det", "nummod", "amod", "compound", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod", "punct"}
)
JOINTS = re.compile(r"[\s,;&–—():“”‘’\"'-]*(?:and|or|as well as|along with)?[\s,;&–—():“”‘’\"'-]*")
MAX_WORDS = 14
NAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][\w’'-]+(?: (?:(?:al|bin|binti|de|da|van|von|el|ag)[ -])?[A-Z][\w’'-]*\.?){0,3}"
)
DATELINE = re.compile(r"[A-Z]{3,}[A-Z, ]*(?: \([A-Z]\w+\))? ?[-–—] (?=\w)")
MORE = re.compile(r" (?:with|in|from|at|without|on) (?:an? |the |\w+ )?[\w’'-]+(?: [\w’'-]+){0,3}, ?(?=[A-Z])")
LIST_LEAD = re.compile(
    r"(?:(?: (?:from|with|of|at) (?:the )?[A-Z][\w’'-]*(?: [A-Z(][\w’')-]*){0,5})?"
    r"\s*[,–—:(-]+ ?(?:namely |including )?| )(?=[A-Z])"
)


class Phrases:
    """Reads noun phrases of one text; keeps no state but the text and the words that name kinds."""

    def __init__(self, reading: Reading, agents: Agents) -> None:
        self.reading = reading
        self.doc: Doc = reading.doc
        self.agents = agents
        self._kinds = Kinds(reading, agents)

    def kinds(self, head: Token) -> frozenset[str]:
        """The kinds of what a noun phrase names."""
        return self._kinds.of(head)

    # --- words -----------------------------------------------------------------------------------------------

    def extent(self, head: Token) -> Range:
        """The words of a noun phrase, without what is coordinated, in apposition or told in a clause after it."""
        first = head.i
        for child in head.lefts:
            if (
                child.dep_ in LEFT
                and child.dep_ != "punct"
                and child.lower_ not in RESULTS
                and (child.ent_type_ != "DATE" or after_date(child))
            ):
                first = min(first, child.left_edge.i)
        return self.doc[first].idx, self._end(head, first)

    def _end(self, head: Token, first: int) -> int:
        """Where a noun phrase ends: after "of …", after the affiliation of people, after a short participle."""
        last = head.idx + len(head)
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "with", "at"):
                held = [o for o in children(child, "pobj") if child.lower_ == "of" or self._affiliates(head, o)]
                if held and held[0].i - first < MAX_WORDS:
                    last = max(last, self._end(held[0], first))
                    continue
                break
            if child.dep_ == "acl" and child.tag_ in ("VBG", "VBN") and child.lemma_ in TIES and not _calls_on(child):
                end = self._plain_end(child)
                if end.i - head.i < MAX_WORDS:
                    last = max(last, end.idx + len(end))
            elif child.dep_ not in ("punct", "case") or child.text not in ("’s", "'s", "’", "-"):
                break
        return last

    def _affiliates(self, head: Token, held: Token) -> bool:
        """Whether people are told by where they belong: "journalists from Radio X", "members with the union Y"."""
        belongs = held.pos_ == "PROPN" and held.ent_type_ not in ("GPE", "LOC", "DATE", "PERSON")
        return belongs and "person" in self.agents.kinds_of(head.lemma_.lower())

    def _plain_end(self, participle: Token) -> Token:
        """The last word of a participle's phrase before another clause begins."""
        last = participle
        for token in participle.subtree:
            if token.i > participle.i and token.dep_ in ("relcl", "ccomp", "advcl", "xcomp", "conj", "mark", "aux"):
                break
            last = token
        return last

    def count(self, head: Token) -> int | None:
        """The number in a noun phrase, the least where it gives a range, None where it names none."""
        number = number_of(head, self.agents.numbers)
        return None if number is None else number.value

    # --- parties ---------------------------------------------------------------------------------------------

    def party(self, head: Token) -> Party:
        """The party that one noun phrase names, coordinated phrases left out."""
        if head.dep_ == "appos" and self.reading.named(head) is None and self.reading.named(head.head) is not None:
            head = head.head
        named = self.reading.named(head) or self._names_itself(head)
        kinds = self.kinds(head)
        if named is not None and named.kind == "Organisation" and "person" in self.agents.kinds_of(head.lemma_.lower()):
            named = None
        if (named is not None and not children(head, "poss")) or (named is not None and head.pos_ == "PROPN"):
            at = self._mention(head, named)
            return Party(named.name, kinds, at, (), 1 if named.kind == "Person" else None, named)
        start, end = self.extent(head)
        dateline = DATELINE.match(self.reading.mapped.content, start, end)
        start = dateline.end() if dateline is not None else start
        words = " ".join(self.reading.mapped.content[start:end].split())
        words = re.sub(r"(?<=[a-z])\d{1,2}(?= |$)", "", words)
        words = re.sub(
            r"^(?:the|its|their|an?(?! (?:hundred|thousand|dozen|million|couple|group))) ", "", words, flags=re.I
        )
        definite = any(
            child.lower_ in ("the", "these", "those", "this", "that", "both")
            for child in children(head, "det", "predet")
        )
        number = number_of(head, self.agents.numbers)
        count = None if number is None else number.value
        plural = head.tag_ in ("NNS", "NNPS") or (count or 0) > 1
        if count is None and not plural and any(c.lower_ in ("a", "an", "another") for c in children(head, "det")):
            count = 1 if "person" in kinds else None
        if count is None and "person" in kinds and (_headlined(head) or _somebodys(head)):
            count = 1
        single = not plural and head.tag_ in ("NN", "NNP") and bool(children(head, "det", "poss"))
        tied, exact = self._tied(head, start, end), number is None or number.exact
        return Party(words, kinds, (start, end), (), count, None, definite or single, plural, tied, exact)

    def _tied(self, head: Token, start: int, end: int) -> bool:
        """Whether the words of a phrase hold a name, a possessive pronoun or a quantity like "several"."""
        for token in head.subtree:
            if token.dep_ == "relcl":
                break
            if token.idx < start or (token.dep_ in ("conj", "appos") and token.head == head):
                continue
            if token.pos_ == "PROPN" and token.ent_type_ not in ("NORP", "GPE", "LOC", "DATE"):
                return True
            if token.idx < end and (token.tag_ == "PRP$" or token.lower_ in ("several", "many", "numerous")):
                return True
        return False

    def _is_list(self, named: Named) -> bool:
        """Whether a name is really a list of people with their role: "Journalists A and B"."""
        first = named.name.split()[0].lower()
        return " and " in named.name and first.endswith("s") and "person" in self.agents.kinds_of(first[:-1])

    def _names_itself(self, head: Token) -> Named | None:
        """The name of which the head noun is the last or first word but not inside its mention (a title after it)."""
        for child in head.children:
            if child.dep_ in ("compound", "flat", "nmod") and child.i > head.i:
                named = self.reading.named(child)
                if named is not None and named.kind == "Person":
                    return named
        return None

    def _mention(self, head: Token, named: Named) -> Range:
        for at, other in self.reading.within(head.idx, head.idx + len(head)):
            if other is named:
                return at
        return head.idx, head.idx + len(head)

    def all_of(self, head: Token) -> list[Party]:
        """All parties of a noun phrase: coordinated ones, names in apposition to a group, "together with" ones."""
        out: list[Party] = []
        together = list(conjuncts(head))
        for one in together:
            if one != head and (self._afterthought(one) or _clausal(one) or self.article(one)):
                continue
            if _role_before_name(one) and any(
                self.reading.named(other) is not None for other in together if other.i > one.i
            ):
                continue
            if one != head and head.dep_ == "appos" and _role_before_name(one) and self.reading.named(head.head):
                continue  # "A, an artist and journalist"
            for party in self._expand(one):
                if not any(party.name == other.name and party.named for other in out):
                    out.append(party)
        return out

    def article(self, token: Token) -> bool:
        """Whether a number is that of an article: "convicted her under articles 494 and 495"."""
        return token.like_num and any(c.at[0] <= token.idx < c.at[1] for c in self.reading.provisions)

    def _afterthought(self, token: Token) -> bool:
        """Whether a coordinated noun only says what the one before it is: "A, B and C, a youth activist"."""
        if self.reading.named(token) is not None or token.pos_ == "PROPN":
            return False
        opens = self.doc[token.left_edge.i]
        before = self.doc[opens.i - 1] if opens.i else None
        return opens.lower_ in ("a", "an", "the") and before is not None and before.text == ","

    def _expand(self, head: Token) -> list[Party]:
        whole = self.reading.named(head)
        if whole is not None and whole.kind == "Organisation" and self._is_list(whole):
            start, end = self._mention(head, whole)
            return [self._named_at(at) for at in self._names_from(self.reading.content.find(" ", start) + 1, end)]
        party = self.party(head)
        if party.named is not None:
            return [party]
        series = _series(head)
        if series:
            return [party, *(self.party(one) for one in series)]
        behind = self._name_behind(head, party)
        if behind:
            return behind
        listed, example = self._listed(head)
        if not listed:
            return [party]
        if party.count and party.count > len(listed) and (example or len(listed) > 1):
            return [party, *(replace(one, among=True) for one in listed)]
        return listed

    def _listed(self, head: Token) -> tuple[list[Party], bool]:
        """Names that stand in apposition to a group, and whether they are only examples of it."""
        for child in head.children:
            if child.i <= head.i:
                continue
            if child.dep_ == "appos":
                found = [self.party(one) for one in conjuncts(child) if not self._afterthought(one) or one == child]
                if self._whose(head, child):
                    return [], False
                if head.tag_ == "NN" and found[0].named is None and found[-1].named is not None and len(found) == 2:
                    return found[1:], False  # "a journalist, photographer and poet A"
                if found[0].named or found[0].count or self._proper(head, child):
                    kinds = self.kinds(head)
                    apart = [part for one in found for part in (parted(one) if head.tag_ == "NNS" else [one])]
                    return [replace(one, kinds=one.kinds | kinds) for one in apart], False
            if child.dep_ == "prep" and child.lower_ in ("as", "including", "like"):
                found = [
                    p
                    for o in children(child, "pobj")
                    for one in conjuncts(o)
                    if not self._afterthought(one)
                    for p in self._expand(one)
                ]
                if any(party.named or party.count for party in found):
                    return [one for party in found for one in parted(party)], child.lower_ == "including"
        return self._in_line(head), False

    def _name_behind(self, head: Token, party: Party) -> list[Party]:
        """The name of one person after more words on them, and who stands with it: "a man with a stick, A, and B"."""
        if party.count != 1 or "person" not in party.kinds:
            return []
        words = MORE.match(self.reading.mapped.content, head.idx + len(head), int(head.sent.end_char))
        found = self.reading.within(words.end(), words.end() + 1) if words is not None else []
        if not found or found[0][0][0] != found[-1][0][0] or found[0][1].kind != "Person":
            return []
        (start, end), named = found[0]
        if words is None or start != words.end():
            return []
        root = self.reading.words(start, end).root
        one = Party(named.name, party.kinds, (start, end), (), 1, named)
        others = [c for c in conjuncts(root) if c.i > root.i and not self._afterthought(c)]
        return [one, *(other for c in others for other in self._expand(c))]

    def _whose(self, head: Token, name: Token) -> bool:
        """Whether a name may be that of either of two people: "the brother of the leader, A"."""
        held = [one for one in prepositional(head, "of", "to", "for") if one.tag_ == "NN" and one.i < name.i]
        return name.pos_ == "PROPN" and any(
            "person" in self.agents.kinds_of(one.lemma_.lower())
            and any(child.lower_ in ("the", "his", "her", "their") for child in children(one, "det", "poss"))
            for one in held
        )

    def _proper(self, head: Token, name: Token) -> bool:
        """Whether a name in apposition that nobody listed names the noun: "the newspaper X", not "a town, X"."""
        near = name.pos_ == "PROPN" and name.left_edge.i - head.i <= 2
        return near and name.ent_type_ not in ("GPE", "LOC", "FAC", "DATE", "NORP")

    def _in_line(self, head: Token) -> list[Party]:
        """Names that follow a group after a comma, dash or bracket, where the parse lost the apposition."""
        end = self._horizon(head)
        start = head.idx + len(head)
        lead = LIST_LEAD.match(self.reading.mapped.content, start, end)
        if lead is None or "person" not in self.agents.kinds_of(head.lemma_.lower()):
            return []
        run = self._names_from(lead.end(), end)
        count = self.count(head)
        if not run or (count is None and head.tag_ != "NNS") or (count is not None and count != len(run)):
            return []
        if count is None and not any(self.reading.within(*at) for at in run):
            return []
        return [self._named_at(at) for at in run]

    def _names_from(self, start: int, end: int) -> list[Range]:
        """Ranges of capitalised names joined by commas and "and", from an offset on."""
        out: list[Range] = []
        while (name := NAME.match(self.reading.mapped.content, start, end)) is not None:
            out.append(name.span())
            joint = JOINTS.match(self.reading.mapped.content, name.end(), end)
            if joint is None or joint.end() == name.end():
                break
            start = joint.end()
        return out

    def _named_at(self, at: Range) -> Party:
        person = next((n for _, n in self.reading.within(*at) if n.kind == "Person"), None)
        name = person.name if person is not None else " ".join(self.reading.mapped.content[slice(*at)].split())
        return Party(name, frozenset({"person"}), at, (), 1, person)

    def _horizon(self, head: Token) -> int:
        for token in self.doc[head.i + 1 : head.sent.end]:
            if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN") and self.reading.named(token) is None:
                return int(token.idx)
        return int(head.sent.end_char)


RESULTS = frozenset({"dead", "missing"})  # "shot dead three people": not part of their name
TIES = frozenset(
    {
        "affiliate",
        "link",
        "associate",
        "belong",
        "wear",
        "connect",
        "work",
        "know",
        "call",
        "run",
        "hold",
        "represent",
        "base",
    }
)


CROWDS = frozenset({"staff", "crew", "family", "youth", "opposition", "folk", "kin", "clergy", "audience"})


def _headlined(head: Token) -> bool:
    """Whether a bare noun is one person as headlines say it: "Monk jailed", "police arrest editor"."""
    bare = head.pos_ == "NOUN" and head.tag_ == "NN" and not children(head, "det", "poss", "nummod", "predet")
    return bare and head.dep_ in ("nsubj", "nsubjpass", "dobj") and head.lemma_ not in CROWDS


def _somebodys(head: Token) -> bool:
    """Whether a noun is one person of somebody's: "her husband"."""
    owned = head.tag_ == "NN" and any(child.tag_ == "PRP$" for child in children(head, "poss"))
    return owned and head.lemma_ not in CROWDS


def _calls_on(participle: Token) -> bool:
    """Whether "called" is a finite verb that the parse took for a participle: "groups called on the authorities"."""
    return participle.lemma_ == "call" and bool(prepositional(participle, "on", "upon", "for"))


def _role_before_name(token: Token) -> bool:
    """Whether a bare singular noun can only be the first of two roles of one person: "commentator and lawyer A"."""
    return token.tag_ == "NN" and not children(token, "det", "poss", "nummod")


def _series(head: Token) -> list[Token]:
    """Those who stand in a list with one person, where the parse takes it for apposition: "a monk, a nun and a boy"."""
    if not _one_of(head):
        return []
    out = [one for child in children(head, "appos") if _one_of(child) for one in (child, *_series(child))]
    out += [one for one in conjuncts(head) if one != head and _one_of(one)] if head.dep_ == "appos" else []
    return out if head.dep_ == "appos" or any(one.dep_ == "conj" for one in out) else []


def _one_of(noun: Token) -> bool:
    """Whether a noun brings in one more: "a student"."""
    return noun.pos_ == "NOUN" and any(child.lower_ in ("a", "an") for child in children(noun, "det"))


def _clausal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")
