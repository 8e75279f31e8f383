"""What noun phrases name: people, groups, outlets, content, assemblies, laws, states; by names and by nouns."""

from __future__ import annotations

import re

from spacy.tokens import Token

from saksi.extract.likeness import likeness
from saksi.extract.page import Named, Reading
from saksi.packs.lexicon import Agents


class Kinds:
    """Looks up the kinds of what the noun phrases of one text name."""

    def __init__(self, reading: Reading, agents: Agents) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.agents = agents

    def of(self, head: Token) -> frozenset[str]:
        """The kinds of what a noun phrase names, by its name, its head noun and the nouns before a name."""
        named = self.reading.named(head)
        if named is not None:
            return self._named_kinds(named, head)
        if head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            return frozenset({"thing"})
        known = self.agents.kinds_of(head.lemma_.lower())
        if known:
            return known
        if head.ent_type_ == "PERSON":
            return frozenset(self._modifier_kinds(head) or {"person"})
        if head.pos_ == "PROPN" or head.ent_type_ in ("ORG", "GPE", "NORP", "WORK_OF_ART", "LAW"):
            return self._unknown(head)
        if head.pos_ == "NUM":
            return frozenset({"person"})
        return frozenset({"person" if head.pos_ == "NOUN" and likeness().is_person(head.lemma_.lower()) else "thing"})

    def _named_kinds(self, named: Named, head: Token) -> frozenset[str]:
        if named.kind == "Person":
            return frozenset({"person"})
        kinds = self._by_name(f"{named.name} {named.acronym}") | self._modifier_kinds(head)
        kinds |= self.agents.bodies.get(named.fact("type"), frozenset())
        if head.pos_ == "NOUN":
            kinds |= self.agents.kinds_of(head.lemma_.lower())
        return frozenset(kinds or {"organisation", "unknown"}) | {"named"}

    def _unknown(self, head: Token) -> frozenset[str]:
        first = head.left_edge.i
        words = self.doc[max(first, head.i - 6) : head.i + 1].text
        kinds = set(self._by_name(words)) | self._modifier_kinds(head)
        if head.ent_type_ == "GPE":
            kinds |= {"place", "state"}
        if head.ent_type_ == "NORP":
            kinds |= {"person"}
        if head.ent_type_ == "WORK_OF_ART":
            kinds |= {"content"}
        if head.ent_type_ == "ORG" and not kinds:
            kinds |= {"organisation"}
        quoted = head.i and self.doc[first - 1 if first else 0].text in ("“", "‘", '"', "'")
        if head.ent_type_ in ("", "PERSON") and head.pos_ == "PROPN" and not kinds and not quoted:
            kinds |= {"person"}
        if kinds and kinds <= {"place", "state"}:
            return frozenset(kinds)
        return frozenset(kinds | {"unknown"})

    def _by_name(self, name: str) -> set[str]:
        words = set(re.findall(r"[\w-]+", name.lower()))
        name = name.lower()
        out = {kind for kind, hints in self.agents.names.items() if any(_holds(name, words, h) for h in hints)}
        if "party" in out:
            out -= {"outlet", "state"}
        if out & {"international", "state", "court"}:
            out -= {"outlet"}
        return out

    def _modifier_kinds(self, head: Token) -> set[str]:
        out: set[str] = set()
        for child in head.subtree:
            if child.i >= head.i or head.i - child.i > 6:
                continue
            if child.dep_ in ("compound", "nmod", "amod", "appos") and child.pos_ in ("NOUN", "ADJ"):
                out |= self.agents.kinds_of(child.lemma_.lower()) & {
                    "party",
                    "outlet",
                    "organisation",
                    "site",
                    "content",
                }
        return out


def _holds(name: str, words: set[str], hint: str) -> bool:
    return hint.lower() in name if " " in hint else hint.lower() in words
