"""How a text reports an act: as done, alleged, ordered, scheduled, denied, called for, possible or general."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from saksi.extract.party import Party
from saksi.extract.syntax import children, is_infinitive, is_passive, is_verbal
from saksi.extract.triggers import Trigger
from saksi.packs.lexicon import Reporting

REPORTED = "reported"
CLAIMED = frozenset({"reported", "alleged", "ordered", "scheduled"})
STOP = 8  # steps up the tree
BLAMED = frozenset(
    {
        *("accuse", "arrest", "blame", "charge", "convict", "detain", "indict", "investigate"),
        *("jail", "sentence", "summon", "suspect", "try"),
    }
)
OWN = ("nsubj", "nsubjpass", "aux", "auxpass", "mark")  # what a verb has that stands on its own feet
NOBODY = frozenset({"no", "none", "nobody", "neither"})
PLACES = frozenset({"GPE", "FAC"})  # labels of the entity recogniser
ORDERS = frozenset({"order", "decree", "directive", "instruction", "notice", "ruling"})
PUT_OFF = frozenset({"postpone", "delay", "defer", "reschedule"})
COMMANDED = frozenset({"release", "arrest", "expulsion"})
APPEALS = frozenset({"appeal", "petition", "complaint", "protest"})
RULINGS = frozenset({"rule", "decide", "vote", "advise", "argue", "warn", "speak"})
STRIDES = frozenset({"go", "take", "move", "act", "proceed", "step", "adopt", "apply"})


class Status:
    """Judges triggers by the words that govern them."""

    def __init__(self, words: Reporting) -> None:
        self.words = words
        self._governors = {lemma: status for status, lemmas in reversed(words.governors.items()) for lemma in lemmas}

    def of(self, trigger: Trigger) -> str:
        """The status that grammar gives to what a trigger reports, before one asks whether it is specific."""
        token = trigger.token
        sentence = token.sent.text.strip()
        if trigger.modifier:
            return REPORTED
        if sentence.endswith("?") or sentence.endswith("?’") or sentence.endswith("?”"):
            return "hypothetical"
        if self._asks(token):
            return "called-for"
        own = self._own(trigger)
        if own == "scheduled":
            return above if (above := self._climb(trigger)) in ("called-for", "hypothetical") else own
        return own if own != REPORTED else self._climb(trigger)

    def _asks(self, token: Token) -> bool:
        """Whether the sentence is an item or line that opens with what somebody is to do: "Release …", "To drop …"."""
        first = next((t for t in token.sent if not (t.is_punct or t.is_space or t.pos_ in ("SYM", "X", "NUM"))), None)
        if first is None:
            return False
        while first.i + 1 < token.sent.end and (first.lower_ in ("to", "and", ",") or first.lower_.endswith("ly")):
            first = first.nbor(1)
        following = first.nbor(1) if first.i + 1 < token.sent.end else first
        if following.lower_ == "to" and not is_verbal(first):
            return False  # "Close to 40 people were arrested"
        return first.lower_ in self.words.imperatives and following.lower_ not in (
            "of",
            "by",
            "was",
            "is",
            "and",
            "has",
        )

    def _own(self, trigger: Trigger) -> str:
        """What auxiliaries, negation, adverbs, conditions and the imperative say about the trigger itself."""
        token = trigger.token
        if trigger.verbal:
            return self._verb(token, trigger.frame.negated, "subject" in trigger.frame.having)
        if any(child.lower_ in ("no", "any") for child in children(token, "det")):
            return "denied"
        first = token
        while first.dep_ == "conj" and first.head.pos_ == "NOUN" and not children(first, "det", "poss", "amod"):
            first = first.head  # "the alleged arrest and detention of"
        for child in children(first, "amod", "advmod"):
            if child.lower_ in self.words.alleging_adjectives:
                return "alleged"
            if child.lower_ in self.words.doubting_adjectives:
                return "hypothetical"
        return REPORTED

    def _verb(self, verb: Token, negated: bool = False, lawful: bool = False) -> str:
        for child in verb.children:
            word = child.lower_
            if child.dep_ in ("neg", "preconj") and word in self.words.negations and not negated:
                if child.nbor(1).lower_ in self.words.limits:
                    continue  # "not only arrested but also beaten"
                return "denied"
            if child.dep_ == "aux" and word in self.words.modals and child.tag_ == "MD":
                status = "scheduled" if lawful else self.words.modals[word]
                return "hypothetical" if status == "scheduled" and self._conditional(verb) else status
            if (
                child.dep_ in ("mark", "advmod")
                and word in self.words.conditions
                and (word not in ("until", "once") or _present(verb))
            ):
                return "hypothetical"
            if child.dep_ == "advmod" and word in self.words.adverbs:
                status = self.words.adverbs[word]
                if (
                    status != "hypothetical" or 0 < verb.i - child.i <= 2
                ):  # "nearly a quarter of all were arrested" were
                    return status
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
                c.lower_ in NOBODY for c in (child, *children(child, "det"))
            ):
                return "denied"
        if _imperative(verb):
            return "called-for"
        if verb.dep_ == "conj" and is_verbal(verb.head) and not children(verb, "nsubj", "nsubjpass"):
            if any(cc.lower_ == "nor" for cc in children(verb.head, "cc")):
                return "denied"
            return self._verb(verb.head) if _shares(verb) else REPORTED
        if verb.dep_ in ("auxpass", "aux") and is_verbal(verb.head):
            return self._verb(verb.head)
        if _goes_on(verb) and self._verb(verb.head) == "denied":
            return "denied"
        return REPORTED

    def _conditional(self, verb: Token) -> bool:
        """Whether something has to come first: "if he returns he will be arrested"."""
        return any(c.lower_ in self.words.conditions for one in children(verb, "advcl") for c in children(one, "mark"))

    def _climb(self, trigger: Trigger) -> str:
        """Go up from the trigger to the root and let the first word that decides decide."""
        token, steps = trigger.token, 0
        noun = not trigger.verbal
        while token.head != token and steps < STOP:
            below, token, steps = token, token.head, steps + 1
            if below.dep_ == "relcl" and not is_infinitive(below):
                return REPORTED  # what a relative clause tells is told for itself
            if below.dep_ == "acl" and below.tag_ in ("VBG", "VBN") and not noun and not children(below, "auxpass"):
                return REPORTED
            if below.dep_ == "advcl" and is_verbal(below) and is_verbal(token) and not _infinitive(below):
                return REPORTED
            if below.dep_ == "conj" and is_verbal(below) and children(below, "nsubj", "nsubjpass"):
                continue
            if self._goes_on_asking(below, token):
                return "called-for"
            if is_verbal(token) and self._untrue(token) and self._may_be_untrue(below, trigger):
                return "denied"
            verdict = self._governed(below, token, noun, trigger.frame.type)
            if verdict is not None:
                return verdict
        return REPORTED

    def _untrue(self, verb: Token) -> bool:
        """Whether a verb says that what somebody reports is not so: "is false", "proved untrue", "is not true"."""
        said = {child.lower_ for child in children(verb, "acomp", "oprd", "attr")}
        return bool(said & self.words.untruths) or (bool(said & self.words.truths) and bool(children(verb, "neg")))

    def _may_be_untrue(self, told: Token, trigger: Trigger) -> bool:
        """Whether words say that something is so: a report or a clause with "that"; a charge is only unfounded."""
        if told.dep_ == "nsubj":
            return told != trigger.token and told.lemma_.lower() in self.words.tellings
        return told.dep_ in ("csubj", "ccomp") and "that" in (told.left_edge.lower_, *_marks(told))

    def _goes_on_asking(self, below: Token, above: Token) -> bool:
        """Whether a bare verb goes on with what a verb asks for: "we call on them to release A, drop the charges …"."""
        if below.dep_ != "conj" or not is_verbal(below) or below.lower_ != below.lemma_ or children(below, *OWN):
            return False
        asked = [c for c in children(above, "xcomp", "ccomp", "advcl") if c.i < below.i and is_infinitive(c)]
        return bool(asked) and above.lemma_ in self.words.governors["called-for"]

    def _governed(self, below: Token, above: Token, noun: bool, type_: str) -> str | None:
        lemma = above.lemma_.lower()
        if above.pos_ in ("NOUN", "PROPN", "ADP", "ADJ", "ADV", "NUM"):
            return self._noun_governed(below, above, noun)
        if not is_verbal(above):
            return None
        if below.dep_ == "prep" and below.lower_ in ("for", "of", "with", "over") and lemma in BLAMED and not noun:
            return "alleged"
        open_clause = below.dep_ in ("xcomp", "pcomp", "prep") or (
            below.dep_ in ("ccomp", "acl", "advcl") and _infinitive(below)
        )
        if noun:
            return self._verb_over_noun(below, above, lemma, type_)
        if below.dep_ in ("ccomp",) and lemma in ("deny", "refute", "reject"):
            return "denied"
        if below.dep_ == "ccomp" and lemma in ("allege", "claim", "accuse", "suspect"):
            return "alleged"
        if (
            below.dep_ in ("ccomp", "advcl")
            and not _infinitive(below)
            and not _wished(below)
            and lemma not in ("demand", "recommend", "fear", "hope", "insist", "warn", "pledge", "urge")
        ):
            return None
        if open_clause or below.dep_ in ("ccomp",):
            if below.dep_ == "advcl" and is_infinitive(below) and lemma not in STRIDES:
                return "ordered" if _orders(above) else self._governors.get(lemma, "hypothetical")
            if lemma in self.words.phase_verbs or lemma in STRIDES:
                if is_infinitive(below) and any(child.lower_ == "yet" for child in children(above, "advmod")):
                    return "denied"  # "has yet to be sentenced"
                if lemma == "have" and is_infinitive(below) and _present(above):
                    return "hypothetical"  # "has to appear in court"; "had to flee" is done
                verdict = self._verb(above)
                return verdict if verdict != REPORTED else None
            if lemma in ("expect", "set", "schedule", "slate", "plan") and is_passive(above):
                return "scheduled"
            if lemma in ("threaten", "plan", "expect", "announce", "prepare"):
                return "hypothetical"
            status = self._governors.get(lemma)
            if status == "hypothetical" and below.dep_ == "prep":
                return None
            if status:
                return status
            verdict = self._verb(above)
            return verdict if verdict != REPORTED else None
        return None

    def _verb_over_noun(self, below: Token, above: Token, lemma: str, type_: str) -> str | None:
        """A noun like "arrest" under a verb: "condemn the arrest" reports it, "demand the release" asks for one."""
        prevented = type_ in self.words.preventable and self._prevented(below, above, lemma)
        if prevented and type_ == "trial" and lemma in self.words.interruptions:
            return None
        if prevented:
            return "scheduled" if type_ == "trial" and lemma in PUT_OFF else "hypothetical"
        if (
            lemma == "order"
            and below.dep_ in ("dobj", "nsubjpass")
            and type_ in COMMANDED
            and not children(above, "neg")
        ):
            return "ordered"
        status = self._governors.get(lemma)
        if status == "denied" and type_ in ("lawsuit", "charge"):
            return None  # a suit that is dismissed was brought
        if below.dep_ == "nsubjpass" and lemma in self.words.governors["scheduled"]:
            return "scheduled"
        if below.dep_ in ("dobj", "nsubjpass", "prep", "pobj") and status in ("called-for", "hypothetical", "denied"):
            if below.dep_ == "prep" and not (status == "called-for" and below.lower_ in ("for", "to", "from")):
                return None
            if lemma in ("face", "support", "fear") and status != "called-for":
                return "hypothetical"
            return status
        if below.dep_ in ("dobj", "nsubjpass", "nsubj", "prep", "attr"):
            verdict = self._verb(above)
            if verdict == "denied" and below.dep_ == "nsubj" and lemma not in self.words.occurrences:
                return None  # "his arrest was not lawful", "did not stop her"
            if verdict in ("called-for", "hypothetical", "denied"):
                return (
                    verdict
                    if below.dep_ != "prep"
                    or below.lower_ in ("to", "of")
                    or (verdict == "called-for" and below.lower_ == "from")
                    else None
                )
        return None

    def _prevented(self, below: Token, above: Token, lemma: str) -> bool:
        """Whether a verb says that what its noun names has not come about, or not yet."""
        if lemma not in self.words.preventions or below.dep_ not in ("dobj", "nsubjpass"):
            return False
        return (_past(above) or above.tag_ == "VBN" or _present(above)) and self._verb(above) == REPORTED

    def _noun_governed(self, below: Token, above: Token, noun: bool) -> str | None:
        lemma = above.lemma_.lower()
        if lemma in self.words.saying_nouns and below.dep_ in ("acl", "ccomp", "relcl") and not noun:
            over = above.head.lemma_.lower() if is_verbal(above.head) else ""
            if above.dep_ == "nsubj" and is_verbal(above.head) and self._untrue(above.head):
                return "denied"
            return "denied" if over in self.words.governors["denied"] else "alleged"
        if lemma in self.words.doubtful_nouns and below.dep_ in ("prep", "pobj", "acl", "compound", "pcomp", "ccomp"):
            return "hypothetical"
        if lemma in APPEALS and below.lower_ == "against":
            return REPORTED  # what becomes of an appeal says nothing of the conviction it is made against
        if lemma == "against" and below.dep_ == "pcomp" and above.head.lemma_ in RULINGS:
            return "hypothetical"
        if lemma in self.words.calling_nouns and below.dep_ in ("prep", "acl", "ccomp", "advcl"):
            return "called-for"
        if lemma == "order" and below.dep_ in ("acl", "prep"):
            return "ordered"
        if below.dep_ in ("acl", "relcl") and not noun and is_infinitive(below):
            return None if lemma in self.words.decisions else "hypothetical"
        if lemma == "without":
            return "denied"
        if lemma in self.words.abilities and _past(above.head):
            verdict = self._verb(above.head)
            own = verdict if verdict != REPORTED else self.words.abilities[lemma]
            return own if own != REPORTED else None
        if above.pos_ in ("ADJ", "ADV"):
            return self._governors.get(lemma) if below.dep_ in ("xcomp", "prep", "ccomp") else None
        return None


def _marks(verb: Token) -> list[str]:
    return [mark.lower_ for mark in children(verb, "mark")]


def _orders(verb: Token) -> bool:
    """Whether what a verb has as its object is an order: "released an order for them to leave"."""
    return any(o.lemma_ in ORDERS for o in children(verb, "dobj", "nsubjpass"))


def _imperative(verb: Token) -> bool:
    """A bare verb that opens its sentence or item, with an object and no subject: "Release the detained workers"."""
    while verb.dep_ == "conj" and is_verbal(verb.head) and not children(verb, "nsubj", "nsubjpass"):
        verb = verb.head
    if children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "expl") or verb.tag_ not in ("VB", "VBP"):
        return False
    first = next((t for t in verb.sent if not (t.is_punct or t.is_space or t.pos_ in ("SYM", "X", "ADV", "NUM"))), None)
    return (
        verb.dep_ in ("ROOT", "dep", "ccomp", "advcl")
        and first is not None
        and (first == verb or (first.head == verb and first.dep_ == "advmod"))
    )


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children) or (
        verb.tag_ in ("VBG", "VB") and not children(verb, "nsubj")
    )


def _wished(verb: Token) -> bool:
    """Whether a clause tells what is to be and not what was: "asked that they be killed"."""
    return any(child.lower_ == "be" for child in children(verb, "aux", "auxpass")) and not any(
        child.tag_ == "MD" or child.lower_ == "to" for child in children(verb, "aux")
    )


def _present(verb: Token) -> bool:
    """Whether a verb stands in the present: "until he is released" looks ahead, "until he was released" back."""
    return any(t.tag_ in ("VBZ", "VBP") for t in (verb, *children(verb, "aux", "auxpass"))) and verb.tag_ != "VBD"


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(t.tag_ == "VBD" for t in children(verb, "aux"))


def _goes_on(verb: Token) -> bool:
    """Whether a bare participle goes on with "or", as under a negation: "is not killed, abducted in A or beaten"."""
    bare = verb.tag_ == "VBN" and not children(verb, *OWN)
    return (
        bare
        and verb.dep_ in ("advcl", "acl", "conj")
        and any(child.lower_ in ("or", "nor") for child in children(verb, "cc"))
    )


def _shares(verb: Token) -> bool:
    """Whether a coordinated verb lies under the auxiliaries of the first: same form, no own auxiliary."""
    return not children(verb, "aux", "auxpass") and verb.tag_ in ("VB", "VBN", "VBG")


def is_general(
    trigger: Trigger, victims: list[Party], told: bool, words: Reporting, actors: Sequence[Party] = ()
) -> bool:
    """Whether a report speaks of a habit or a kind of people, and singles nobody and nothing out.

    `told` says that the words name a time. What one authority did, or what was done at a place, is one act.
    """
    token = trigger.token
    if any(party.specific for party in victims):
        return False
    if trigger.modifier or (not trigger.verbal and not told and not _determined(token, victims)):
        return True
    verb = _finite(token)
    if verb is not None and any(child.lower_ in words.generic_adverbs for child in verb.children):
        return True
    if told or (bool(victims) and victims[0].definite):
        return False
    return verb is None or not trigger.verbal or not _once(token, actors)


def _once(verb: Token, actors: Sequence[Party]) -> bool:
    """Whether a verb tells in the past what one authority did, or what was done at a named place."""
    past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in children(verb, "aux", "auxpass"))
    single = any(actor.named is not None or (actor.definite and not actor.plural) for actor in actors)
    placed = any(held.ent_type_ in PLACES for child in children(verb, "prep") for held in children(child, "pobj"))
    return past and (single or placed)


def _determined(noun: Token, victims: list[Party]) -> bool:
    """Whether a noun speaks of one act: "the arrest of", "his arrest", or of several definite people."""
    if children(noun, "det", "poss"):
        return True
    return bool(victims) and victims[0].definite and victims[0].plural


def _finite(token: Token) -> Token | None:
    """The verb with tense that governs a token, or the token itself."""
    for verb in (token, *token.ancestors):
        if is_verbal(verb) and (verb.tag_ in ("VBD", "VBZ", "VBP") or children(verb, "aux", "auxpass")):
            return verb
    return None
