"""Questions to a dependency parse: who does it, to whom, with what; across coordination, relative clauses, passives.

Labels are those of ClearNLP as English spaCy models give them; every function takes tokens of one parsed Doc.
"""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
NON_FINITE = frozenset({"VBG", "VBN", "VB"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
GIVING = frozenset({"deny", "fine", "grant", "give", "hand", "refuse", "award", "offer"})
DEPTH = 6  # steps of inheritance before we stop believing it


def children(token: Token, *deps: str) -> list[Token]:
    """Children of a token with one of these labels, in order."""
    doc = token.doc
    return [doc[i] for label, i in _labelled(token) if label in deps]


def _labelled(token: Token) -> tuple[tuple[str, int], ...]:
    """Labels and places of the children of a token, kept in its text, for frames ask hundreds of times."""
    kept: dict[int, tuple[tuple[str, int], ...]] = token.doc.user_data.setdefault("children", {})
    found = kept.get(token.i)
    if found is None:
        found = kept[token.i] = tuple((child.dep_, child.i) for child in token.children)
    return found


def is_verbal(token: Token) -> bool:
    """Whether a token is a verb or auxiliary form."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Whether the grammatical subject of a verb is the one to whom it is done."""
    if children(verb, "nsubjpass", "auxpass"):
        return True
    if verb.dep_ in ("acomp", "attr") and verb.head.lemma_ == "be":
        return True
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "nsubj", "aux", "csubj"):
        return False
    if verb.dep_ in ("acl", "amod") and not children(verb, "dobj"):
        return verb.tag_ == "VBN" or verb.dep_ == "amod"
    if verb.dep_ == "relcl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and is_verbal(verb.head) and depth < DEPTH:
        passive = verb.tag_ == "VBN" or verb.lemma_ in GIVING or not children(verb, "dobj")
        return passive and is_passive(verb.head, depth + 1)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "ROOT", "dep") and not children(verb, "dobj")


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself when it is none."""
    if token.lower_ not in RELATIVE or token.dep_ == "det":
        return token
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "prep", "pobj", "auxpass", "aux") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return token
    noun = verb.head
    if any(c.lower_ in ("were", "are", "have") for c in (verb, *verb.children)) and noun.tag_ in ("NN", "NNP"):
        while noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
            noun = noun.head  # "A and B, who were arrested"
    return noun


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, inherited from coordinated and governing verbs where it has none."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    own = own or [s for clause in children(verb, "csubj") for s in children(clause, "nsubj")] or _lent(verb)
    if own:
        return antecedent(own[-1])
    if depth > DEPTH or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ == "acl" and is_infinitive(verb) and head.pos_ in NOMINAL:
        return _decider(head, depth)
    if verb.dep_ in ("acl", "relcl", "amod") and head.pos_ in NOMINAL:
        return head if verb.tag_ in NON_FINITE or verb.dep_ == "amod" else None
    if verb.dep_ in ("conj", "acomp", "attr") and is_verbal(head):
        return subject(head, depth + 1)
    if verb.dep_ == "xcomp":
        held = children(head, "dobj")
        return held[0] if held else subject(head, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in NON_FINITE and is_verbal(head):
        return subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "mark"):
        governor = head.head
        if head.lower_ in ("for", "of", "from") and is_verbal(governor):
            blamed = children(governor, "dobj", "nsubjpass")
            return blamed[-1] if blamed else subject(governor, depth + 1)
        return subject(governor, depth + 1) if is_verbal(governor) else None
    return None


def _lent(verb: Token) -> list[Token]:
    """The subject that the parse gave to a participle before: "A and B, also tried in absentia, were fined"."""
    if not children(verb, "auxpass"):
        return []
    before = [c for c in children(verb, "advcl") if c.i < verb.i and c.tag_ in ("VBD", "VBN")]
    bare = [c for c in before if not children(c, "aux", "auxpass", "mark")]
    return [s for c in bare for s in children(c, "nsubj", "nsubjpass")]


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _decider(noun: Token, depth: int) -> Token | None:
    """Who decides, for a noun with an infinitive: "the decision by A to bar B", "A began steps to bar B"."""
    held = children(noun, "poss") or prepositional(noun, "by", "of")
    if held:
        return held[-1]
    return subject(noun.head, depth + 1) if noun.dep_ == "dobj" and is_verbal(noun.head) else None


def small_clause(verb: Token) -> list[Token]:
    """Subjects of an infinitive or adjective that a verb governs: "found X guilty", "forced X to leave"."""
    out = []
    for child in children(verb, "ccomp", "xcomp"):
        finite = child.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in child.children
        )
        if not finite:
            own = children(child, "nsubj", "nsubjpass")
            # "found the lecturer guilty", where the parse makes one phrase of both words
            out += own or (children(child, "compound", "npadvmod") if child.pos_ == "ADJ" else [])
    return out


def objects(verb: Token) -> list[Token]:
    """Those to whom a verb is done: passive subjects, direct and indirect objects, also shared by coordination."""
    out: list[Token] = []
    if is_passive(verb):
        done_to = subject(verb)
        if done_to is not None:
            out.append(done_to)
    for child in children(verb, "dobj", "dative"):
        if out and not _still_object(verb, out[-1], child):
            continue
        out += [child] if child.pos_ != "ADP" else children(child, "pobj")
    out += small_clause(verb)
    if out:
        out += [c for c in children(verb, "conj") if c.pos_ in ("NOUN", "PROPN") and _still_object(verb, out[-1], c)]
    if not out:
        out = _shared(verb)
    return [antecedent(token) for token in out] or _relative(verb)


def _still_object(verb: Token, held: Token, other: Token) -> bool:
    """Whether no coordinated verb stands between an object and a noun that the parse gives to the same verb.

    "Convicted fourteen and acquitted two, a barrister and a clerk" convicts no clerk.
    """
    return other.i > held.i and not any(held.i < c.i < other.i for c in children(verb, "conj") if is_verbal(c))


def _shared(verb: Token, depth: int = 0) -> list[Token]:
    """The object that stands with the last of several verbs: "convicted and sentenced three"."""
    if children(verb, "prep", "ccomp", "xcomp", "prt"):
        return []
    for other in children(verb, "conj"):
        if is_verbal(other) and not children(other, "nsubj", "nsubjpass"):
            return children(other, "dobj") or (_shared(other, depth + 1) if depth < DEPTH else [])
    return []


def _relative(verb: Token) -> list[Token]:
    """The noun before a relative clause without pronoun: "the songs they banned"."""
    if (
        verb.dep_ == "relcl"
        and children(verb, "nsubj")
        and not any(t.lower_ in RELATIVE or t.lower_ == "whose" for t in verb.subtree if t.i < verb.i)
    ):
        return [verb.head] if verb.head.pos_ in NOMINAL else []
    return []


def prepositional(token: Token, *words: str) -> list[Token]:
    """Objects of the prepositions `words` that depend on a token, coordinated prepositions included."""
    out: list[Token] = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in words:
            out += children(child, "pobj", "pcomp")
            for nested in children(child, "prep"):
                if nested.lower_ in words:
                    out += children(nested, "pobj")
    return out


def conjuncts(token: Token) -> Iterator[Token]:
    """A token and those coordinated with it to its right, in order."""
    waiting = [token]
    while waiting:  # a list of a thousand names is a chain of a thousand links
        one = waiting.pop()
        yield one
        waiting += reversed(children(one, "conj"))


def governors(token: Token) -> Iterator[Token]:
    """The words that a token depends on, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def edges(token: Token) -> tuple[int, int]:
    """First and last position of the subtree of a token."""
    return token.left_edge.i, token.right_edge.i
