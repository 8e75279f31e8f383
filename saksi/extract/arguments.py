"""Who suffers an act and who does it: slots of a frame filled with parties of the kinds that it needs."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from saksi.extract.backreference import Memory
from saksi.extract.parties import Phrases
from saksi.extract.party import Party, merged, referring
from saksi.extract.syntax import children, conjuncts, is_passive, is_verbal, objects, prepositional, subject
from saksi.extract.triggers import Trigger, fill
from saksi.packs.naming import stating_words

ACTORS = frozenset({"state", "court", "international", "organisation", "party", "outlet", "person"})
PERSONAL = frozenset({"he", "him", "his", "she", "her", "they", "them", "their", "both", "each", "we", "us", "i", "me"})
TIMES = frozenset({"DATE", "TIME"})  # labels of the entity recogniser
LIFE = frozenset({"life", "safety"})  # a threat to somebody's life is one to somebody
PREMISES = frozenset({"office", "headquarters", "home", "house", "bureau", "newsroom", "premise", "studio"})


class Arguments:
    """Fills the roles of triggers in one text, in the order of the text."""

    def __init__(self, phrases: Phrases, memory: Memory) -> None:
        self.phrases = phrases
        self.memory = memory

    def victims(self, trigger: Trigger) -> list[Party]:
        """The victims of an act that stand in the first slot that holds any of a fitting kind."""
        for slot in trigger.frame.slots:
            if slot == "governor" or (slot == "possessive" and not trigger.verbal and fill(trigger, "of")):
                continue  # "their closure of the road" closes no one of theirs
            found = self._fitting(fill(trigger, slot), trigger)
            if found:
                return found + self._company(trigger, found)
        return []

    def refers(self, trigger: Trigger) -> bool:
        """Whether the victims are told by a pronoun alone, so that there is an act though nobody can be named."""
        if "person" not in trigger.frame.needs:
            return False
        filled = next((heads for slot in trigger.frame.slots if (heads := fill(trigger, slot))), [])
        return any(head.lower_ in PERSONAL for head in filled)

    def _fitting(self, heads: list[Token], trigger: Trigger) -> list[Party]:
        out: list[Party] = []
        for head in heads:
            if not _party_like(head) or self.phrases.article(head):
                continue
            if head.lemma_ in LIFE or head.lemma_ in PREMISES:
                owners = children(head, "poss") + prepositional(head, "of")
                fitting = self._fitting(owners, trigger)
                if fitting or head.lemma_ in LIFE or any(o.tag_ == "PRP$" for o in owners):
                    out += fitting
                    continue
            out += [party for party in self.parties(head, trigger.frame.type) if self.fits(party, trigger)]
        return merged(out)

    def parties(self, head: Token, suffering: str = "") -> list[Party]:
        """All parties of a noun phrase, with pronouns and definite groups resolved."""
        out: list[Party] = []
        for one in conjuncts(head) if head.pos_ == "PRON" else [head]:
            resolved = self.memory.resolve(one, suffering)
            if resolved is not None:
                out += resolved
                continue
            out += self.phrases.all_of(one)
        return out

    def fits(self, party: Party, trigger: Trigger) -> bool:
        """Whether a party is of a kind that a frame needs."""
        needs = trigger.frame.needs
        return not needs or bool(party.kinds & set(needs))

    def _company(self, trigger: Trigger, found: list[Party]) -> list[Party]:
        """Those who suffer the act together with the victim: "alongside three members of his family"."""
        if not trigger.verbal:
            return []
        holders = [trigger.token, *objects(trigger.token)]
        heads = [
            o
            for holder in holders
            for child in children(holder, "prep")
            if child.lower_ == "alongside"
            or (
                child.lower_ == "with"
                and any(
                    c.lower_ in ("together", "along")
                    for c in (*child.children, *children(holder, "advmod"))
                    if c.i == child.i - 1
                )
            )
            for o in children(child, "pobj")
        ]
        return [p for p in self._fitting(heads, trigger) if p.name not in {other.name for other in found}]

    def perpetrators(self, trigger: Trigger, victims: list[Party]) -> list[Party]:
        """Those who do it: the agent of a passive, the subject of an active verb, the possessor or maker of a noun."""
        token = trigger.token
        heads = self._actor_heads(trigger) if trigger.frame.doer else []
        suffering = {party.name for party in victims}
        out = []
        for head in heads:
            if head.i == token.i or head.lemma_ in ("who", "which", "that"):
                continue
            for party in self._actors(head):
                if (
                    party.name not in suffering
                    and party.kinds & ACTORS
                    and not (
                        party.kinds <= {"person"}
                        and party.named is None
                        and party.plural is False
                        and party.count is None
                        and "state" not in party.kinds
                    )
                ):
                    out.append(party)
        return merged(out)

    def actor_kinds(self, trigger: Trigger) -> frozenset[str]:
        """The kinds of whatever stands where the one who acts stands, also of what cannot act, like a disease."""
        return frozenset(kind for head in self._actor_heads(trigger) for kind in self.phrases.kinds(head))

    def carried(self, trigger: Trigger, victims: list[Party], told: bool) -> list[Party]:
        """The court told before, for a verdict without its court and without a time of its own.

        It holds within a paragraph, and in the next one for whom the paragraph of the court has named.
        """
        if trigger.frame.type not in JUDICIAL or told or trigger.modifier:
            return []
        court = self.memory.court_before(trigger.token.idx, reach=700)
        if court is None:
            return []
        text, at = self.phrases.reading.content, trigger.token.idx
        breaks = text.count("\n\n", court.at[1], at)
        end = text.find("\n\n", court.at[1])
        paragraph = text[text.rfind("\n\n", 0, court.at[0]) + 1 : end if end >= 0 else len(text)]
        if breaks > 1 or (breaks and not any(party.name in paragraph for party in victims)):
            return []
        return [referring(court, (at, at + len(trigger.token)))]

    def _actor_heads(self, trigger: Trigger) -> list[Token]:
        token = trigger.token
        heads = [o for o in prepositional(token, "by") if not is_verbal(o)]
        if heads or trigger.modifier:
            return heads
        if trigger.verbal:
            if is_passive(token) or _suffers(trigger.frame.slots):
                return []
            own = subject(token)
            return [own] if own is not None else []
        heads = (
            children(token, "poss")
            if "possessive" not in trigger.frame.slots or prepositional(token, "of", "against", "on")
            else []
        )
        heads += [c for c in children(token, "compound") if "state" in self.phrases.kinds(c)]
        if not heads and token.dep_ == "dobj" and is_verbal(token.head) and token.head.lemma_ in CARRIED:
            own = subject(token.head)
            heads = [own] if own is not None else []
        return heads

    def _actors(self, head: Token) -> list[Party]:
        if head.pos_ == "PRON":
            return self._earlier_actor(head)
        out = []
        for one in conjuncts(head):
            if is_verbal(one) or any(c.lower_ in ("which", "what", "whose") for c in children(one, "det")):
                continue
            party = self.phrases.party(one)
            alone = not any(
                c.dep_ in ("compound", "amod", "poss") or c.lower_ in ("a", "another") for c in one.children
            )
            if one.lemma_ == "court" and party.named is None and alone:
                earlier = self.memory.court_before(one.idx)
                party = earlier or party
            if self._acts(party):
                out.append(self._as_said(party))
        return out

    def _as_said(self, party: Party) -> Party:
        """Authorities keep the words of the clause ("the Cambodian authorities"); courts and others their full name."""
        if party.named is None or "state" not in party.kinds or "court" in party.kinds:
            return party
        words = " ".join(self.phrases.reading.content[slice(*party.at)].split())
        return replace(party, name=words) if " " in words else party

    def _acts(self, party: Party) -> bool:
        kinds = party.kinds
        if kinds & {"law", "thing", "assembly", "content", "election"} and not kinds & {
            "state",
            "court",
            "international",
            "named",
        }:
            return False
        return bool(kinds & ACTORS)

    def _who_says(self, pronoun: Token) -> Party | None:
        """The authority that says what it did itself: "police said that they had arrested two"."""
        verb = next((t.head for t in (pronoun.head, *pronoun.head.ancestors) if t.dep_ == "ccomp"), None)
        own = subject(verb) if verb is not None and pronoun.lower_ in ("they", "it") else None
        if own is None or own.pos_ == "PRON" or "state" not in self.phrases.kinds(own):
            return None
        return self.phrases.party(own)

    def _earlier_actor(self, head: Token) -> list[Party]:
        if head.lower_ not in ("they", "it", "he", "she", "who", "which"):
            return []
        said = self._who_says(head)
        if said is not None:
            return [referring(said, (head.idx, head.idx + len(head)))]
        earlier = self.memory.actor_before(head.idx)
        if earlier is None or (head.lower_ in ("he", "she") and (earlier.count != 1 or "person" not in earlier.kinds)):
            return []
        return [
            Party(
                earlier.name,
                earlier.kinds,
                (head.idx, head.idx + len(head)),
                (earlier.at,),
                earlier.count,
                earlier.named,
            )
        ]


def _party_like(head: Token) -> bool:
    """Whether a word can be a party at all: not the day in "lifted on 3 May", not "free" in "set them free"."""
    if head.ent_type_ in TIMES and all(one.ent_type_ in TIMES or _is_sum(one) for one in conjuncts(head)):
        return False
    if _is_sum(head):
        return False
    return head.pos_ not in ("ADJ", "ADV") or head.text[0].isupper() or bool(children(head, "det"))


def _suffers(slots: tuple[str, ...]) -> bool:
    """Whether the subject is nobody who does it: who regains their freedom, and who secures that of others."""
    return slots[:1] == ("subject",) or ("subject" in slots and slots[0] == "theirs")


def _is_sum(head: Token) -> bool:
    """Whether a word is money: "riel" in "fined him two million riel", also the number where that heads the phrase.

    Not where the parse makes one phrase of who pays and what: "fined Radio X 500 dollars".
    """
    names = stating_words().currencies
    before = list(head.lefts)
    if head.lemma_ == "fine":
        return True
    if head.lower_ in names or any(child.text.endswith("$") for child in before):
        return not any(child.pos_ == "PROPN" for child in before)
    behind = head.doc[head.i + 1 : head.i + 3]
    return head.pos_ == "NUM" and any(word.lower_ in names or word.text in names for word in behind)


JUDICIAL = frozenset({"conviction", "trial", "fine"})
CARRIED = frozenset(
    {
        "make",
        "carry",
        "conduct",
        "launch",
        "order",
        "face",
        "issue",
        "begin",
        "start",
        "force",
        "impose",
        "continue",
        "stage",
        "mount",
        "initiate",
        "announce",
        "effect",
    }
)
