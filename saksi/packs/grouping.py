"""Which groups somebody belongs to by what they are called: by the noun that heads the words, not by any of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from saksi.model.errors import PackError
from saksi.model.groups import groups
from saksi.model.readers import read_yaml

_LANGUAGES = Path(__file__).parent / "lang"
ENGLISH, KHMER = _LANGUAGES / "en" / "groups.yaml", _LANGUAGES / "km" / "groups.yaml"
_TOKEN = re.compile(r"[\w’'+-]+|[^\w\s]")
_JOINING = frozenset({"and", "or", "as", "&", ",", ";", "/"})
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing)")
_CAUSES = frozenset({"rights", "affairs"})
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ian|can|ese|ish)|Khmer|Thai|Cham|Filipino|Iraqi|Israeli|Pakistani|Bangladeshi")
_SPACES = " \t\u200b\u00a0"
_KHMER = re.compile(r"[\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of one group, and the words that put whoever they stand before into it (the file says what each is)."""

    nouns: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    names: bool = False
    cause: bool = False


@dataclass(frozen=True)
class English:
    """The file of English words (it says what each list is)."""

    people: frozenset[str]
    between: frozenset[str]
    sides: frozenset[str]
    bodies: frozenset[str]
    others: frozenset[str]
    alone: frozenset[str]
    whole: dict[str, frozenset[str]]
    numbers: frozenset[str]
    roughly: frozenset[str]
    ends: frozenset[str]
    groups: dict[str, Nouns] = field(default_factory=dict)


@dataclass(frozen=True)
class Khmer:
    """The file of Khmer words (it says what each list is)."""

    before: tuple[str, ...]
    address: tuple[str, ...]
    counts: tuple[str, ...]
    after: tuple[str, ...]
    names: frozenset[str]
    others: tuple[str, ...]
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=16_384)
def groups_of(words: str, *, bare: bool = False) -> tuple[str, ...]:
    """Return the codes of the groups that words for somebody (“two radio journalists”, “student”) put them in.

    `bare` takes only nouns in small letters, or a plural that begins the words: what else has a capital can be a name,
    which may be hidden from who counts.
    """
    found = _khmer(words, bare=bare) if _KHMER.search(words) else set(_english(words, bare=bare))
    return tuple(code for code in groups() if code in found)


def _khmer(words: str, *, bare: bool) -> set[str]:
    while not _begun(words):
        if form := next((one for one in khmer().address if words.startswith(one)), ""):
            if bare or not _KHMER.match(words, len(form)):
                return set()  # a name follows a form of address, and many a noun is one as well
        elif not (form := next((one for one in khmer().before if words.startswith(one)), "")):
            return set()
        words = words[len(form) :].lstrip(_SPACES)
    noun = _begun(words)
    return {code for code, own in khmer().groups.items() if noun in own and (not bare or _stands(noun, words))}


def _begun(words: str) -> str:
    """Return the longest noun that words begin with, also one of no group."""
    return max((noun for noun in _khmer_nouns() if words.startswith(noun)), key=len, default="")


def _stands(noun: str, words: str) -> bool:
    """Say whether a noun ends where it is written at the beginning of words, and is not the beginning of a name."""
    rest = words[len(noun) :]
    counted = re.match(r"\d", rest.lstrip(_SPACES)) or rest.lstrip(_SPACES).startswith(khmer().counts)
    if noun in khmer().names:
        return bool(counted)
    return bool(counted) or not _KHMER.match(rest) or rest.startswith(khmer().after)


@cache
def _khmer_nouns() -> frozenset[str]:
    return frozenset(khmer().others).union(*khmer().groups.values())


def _english(words: str, *, bare: bool) -> Iterator[str]:
    tokens = _TOKEN.findall(words.replace("’", "'"))
    tokens = tokens[_roughly(tokens) :]
    tokens = tokens[_counted(tokens) :]
    pieces: list[list[str]] = [[]]
    for token in tokens:
        if token.lower() in _JOINING:
            pieces.append([])
        else:
            pieces[-1].append(token)
    for place, piece in enumerate(pieces):
        if not _shared(piece, pieces[place + 1 :]):
            yield from _of_piece(piece, bare=bare)


def _shared(piece: list[str], later: list[list[str]]) -> bool:
    """Say whether a mark at the end of a piece can stand before a later noun: “lesbian and gay rights activists”."""
    marks = frozenset[str]().union(*(own.marks for own in english().groups.values()))
    causes = any(token.lower() in _CAUSES for other in later for token in other)
    return causes and bool(piece) and piece[-1].lower() in marks


def _roughly(tokens: list[str]) -> int:
    """Return how many tokens stand before a number and only say how exact it is: “more than”, “up to”."""
    for place, token in enumerate(tokens):
        if token.isdigit() or token.lower() in english().numbers:
            return place
        if token.lower() not in english().roughly:
            return 0
    return 0


def _counted(tokens: list[str]) -> int:
    """Return how many tokens only say how many there are: “tens of thousands of”, “one of the”."""
    start = 0
    for place, token in enumerate(tokens[:-1]):
        lower = token.lower()
        if lower == "of" and place and (tokens[place - 1].lower() in english().numbers or tokens[place - 1].isdigit()):
            start = place + 1
        elif lower in english().ends:
            break
    return start


def _of_piece(tokens: list[str], *, bare: bool) -> Iterator[str]:
    """Yield the groups of one noun with what stands before and after it."""
    for last, token in enumerate(tokens):
        if last and token.lower() in english().ends and not _phrase(tokens, last):
            return  # first of all it only says how many: "over 100 activists"
        if _is_end(tokens, last):
            found = list(_headed(tokens, last, bare=bare))
            if found:
                yield from found
                return


def _is_end(tokens: list[str], last: int) -> bool:
    """Say whether a noun can end here, by what follows."""
    after = tokens[last + 1] if last + 1 < len(tokens) else ""
    return not after or after.lower() in english().ends or bool(_PARTICIPLE.fullmatch(after)) or after in '()[]:–—-“”"'


def _phrase(tokens: list[str], place: int) -> bool:
    """Say whether a preposition stands inside of a noun of several words, all there: “member of the opposition”."""
    for last in range(place + 1, min(place - 1 + _most(), len(tokens))):
        words = [_singular(tokens[place - 1]), *(token.lower() for token in tokens[place : last + 1])]
        if " ".join(words) in _by_noun() and _is_end(tokens, last):
            return True
    return False


def _headed(tokens: list[str], last: int, *, bare: bool) -> Iterator[str]:
    """Yield the groups of the longest noun that ends here, and of the marks before it."""
    if bare and not _is_plain(tokens, last):
        return
    noun, length = _noun(tokens[: last + 1])
    before, after = tokens[: last + 1 - length], tokens[last + 1 :]
    inside = bool(after) and after[0].lower() in english().whole.get(noun, ())
    if not inside and not (noun in english().alone and not _is_alone(before)):
        told = {form for token in before for form in (token.lower(), _singular(token))} | _belonging(after)
        codes = _by_noun().get(noun) or (frozenset() if noun else _joined(tokens[last]))
        yield from (code for code in codes if not english().groups[code].never & told)
    if noun or _is_one(tokens[last]) or _joined(tokens[last]):
        yield from (code for code, own in english().groups.items() if _marked(own, before, noun or tokens[last]))


def _belonging(after: list[str]) -> frozenset[str]:
    """Return the words after a noun that say to what it belongs: “of the ruling party”."""
    words = [token.lower() for token in after]
    if words[:1] not in (["of"], ["from"]):
        return frozenset()
    return frozenset(takewhile(lambda word: word not in english().ends, words[1:]))


def _joined(head: str) -> frozenset[str]:
    """Return the groups of a head of several nouns (“journalist-activist”), each of which is one."""
    parts = [_noun([part])[0] for part in head.split("-")]
    return frozenset[str]().union(*(_by_noun()[part] for part in parts)) if all(parts) else frozenset()


def _is_one(token: str) -> bool:
    return token.lower() in english().people or _singular(token) in english().people


def _is_alone(before: list[str]) -> bool:
    """Say whether nothing that could be a kind of thing stands before a noun: “the detained women”, not “football”."""
    return all(_passes(token) or token.isdigit() or token.lower() in english().numbers for token in before)


def _passes(token: str) -> bool:
    """Say whether a word may stand between a mark and its noun: an adjective, another mark, a person."""
    word = token.lower()
    marks = (own.marks for own in english().groups.values())
    return (
        word in english().between
        or bool(_ADJECTIVE.fullmatch(token))
        or _is_one(token)
        or any(word in m for m in marks)
    )


def _marked(own: Nouns, before: list[str], noun: str) -> bool:
    """Say whether a mark of a group before a noun is of whoever it is, and not of what he works for or belongs to."""
    rights = "rights" in noun.lower().split()
    if own.cause and (rights or _singular(noun) in english().sides):
        return False
    names: list[str] = []
    loose = False
    for place in range(len(before) - 1, -1, -1):
        token = before[place]
        word = token.lower().removeprefix("ex-")
        next_word = before[place + 1].lower() if place + 1 < len(before) else noun.lower().split()[0]
        if next_word.startswith("communit") and (noun in _by_noun() or (own.cause and _singular(noun) != "member")):
            return False  # a lawyer or the head of a community need not be of it
        if word in own.marks and next_word != "rights":
            strict = not loose and (not rights or "human" in noun.lower().split()) and _named(token, names)
            if strict or word in own.apart:
                return True
        if word.endswith(("'s", "s'")):
            return False
        if own.names and token[:1].isupper() and not _passes(token) and word not in english().bodies:
            names.append(token)
        elif word not in own.between and not _passes(token):
            loose = True
    return False


def _named(mark: str, names: list[str]) -> bool:
    """Say whether the words in capitals after a mark (the last one first) are a name: “opposition CNRP members”."""
    return not names or mark.islower() or names[0].isupper() or names[0] == "Party"


def _is_plain(tokens: list[str], last: int) -> bool:
    head = tokens[last]
    if len(head) > 1 and head.removesuffix("s").isupper() and _is_one(head):
        return True  # "MPs"
    return head == head.lower() or (last == 0 and head[1:] == head[1:].lower() and _singular(head) != head.lower())


def _noun(tokens: list[str]) -> tuple[str, int]:
    """Return the longest noun at the end of some tokens, and of how many it is made."""
    lower = [token.lower() for token in tokens]
    for length in range(min(len(lower), _most()), 0, -1):
        words = [lower[-length].removeprefix("ex-"), *lower[len(lower) - length + 1 :]]
        first, *rest = words
        forms = (
            words,
            [*words[:-1], _singular(words[-1])],
            [_singular(word) for word in words],
            [_singular(first), *rest],
        )
        for noun in map(" ".join, forms):
            if noun in _by_noun():
                return noun, length
    return "", 1


def _singular(word: str) -> str:
    """Return the regular singular of an English noun; other words as they are, or a letter short, which are no noun."""
    word = word.lower().removeprefix("ex-")
    if word.endswith("men") and len(word) > len("men"):
        return word.removesuffix("men") + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _by_noun() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {noun: set() for noun in english().others}
    for code, own in english().groups.items():
        for noun in own.nouns:
            found.setdefault(noun, set()).add(code)
    return {noun: frozenset(codes) for noun, codes in found.items()}


@cache
def _most() -> int:
    return max(len(noun.split()) for noun in _by_noun())


@cache
def english() -> English:
    """Read the English words; raises PackError for a group that there is not."""
    found = read_yaml(ENGLISH, English)
    _check(ENGLISH, found.groups)
    return found


@cache
def khmer() -> Khmer:
    """Read the Khmer words; raises PackError for a group that there is not."""
    found = read_yaml(KHMER, Khmer)
    _check(KHMER, found.groups)
    return found


def _check(file: Path, named: Mapping[str, object]) -> None:
    if unknown := sorted(named.keys() - groups().keys()):
        raise PackError(file, 1, f"{unknown[0]} is no group of groups.yaml")
