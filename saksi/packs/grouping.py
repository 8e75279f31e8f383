"""Which groups somebody belongs to by what they are called: by the noun that heads the words, not by any of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from saksi.model.errors import PackError
from saksi.model.groups import groups
from saksi.model.readers import read_yaml

_LANGUAGES = Path(__file__).parent / "lang"
ENGLISH, KHMER = _LANGUAGES / "en" / "groups.yaml", _LANGUAGES / "km" / "groups.yaml"
_TOKEN = re.compile(r"[\w’'+-]+|[^\w\s]")
_JOINING = frozenset({"and", "or", "as", "&", ",", ";", "/"})
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing)")
_KHMER = re.compile(r"[\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of one group, and the words that put whoever they stand before into it."""

    nouns: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class English:
    """The file of English words (it says what each list is)."""

    people: frozenset[str]
    numbers: frozenset[str]
    ends: frozenset[str]
    groups: dict[str, Nouns] = field(default_factory=dict)


@dataclass(frozen=True)
class Khmer:
    """The file of Khmer words."""

    before: tuple[str, ...]
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=16_384)
def groups_of(words: str, *, bare: bool = False) -> tuple[str, ...]:
    """Return the codes of the groups that words for somebody (“two radio journalists”, “student”) put them in.

    `bare` takes only nouns in small letters, or a plural that begins the words: what else has a capital can be a name,
    which may be hidden from who counts.
    """
    found = _khmer(words) if _KHMER.search(words) else set(_english(words, bare=bare))
    return tuple(code for code in groups() if code in found)


def _khmer(words: str) -> set[str]:
    held = khmer()
    while left := next((words[len(one) :] for one in held.before if words.startswith(one) and not _begins(words)), ""):
        words = left.lstrip()
    return _longest(_begins(words))


def _begins(words: str) -> Mapping[str, str]:
    """Return the group of each noun that words begin with."""
    return {f"{noun} {code}": code for code, own in khmer().groups.items() for noun in own if words.startswith(noun)}


def _longest(found: Mapping[str, str]) -> set[str]:
    most = max((len(noun.partition(" ")[0]) for noun in found), default=0)
    return {code for noun, code in found.items() if len(noun.partition(" ")[0]) == most}


def _english(words: str, *, bare: bool) -> Iterator[str]:
    tokens = _TOKEN.findall(words)
    tokens = tokens[_counted(tokens) :]
    piece: list[str] = []
    for token in (*tokens, ","):
        if token.lower() not in _JOINING:
            piece.append(token)
            continue
        yield from _of_piece(piece, bare=bare)
        piece = []


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
        after = tokens[last + 1] if last + 1 < len(tokens) else ""
        if last and token.lower() in english().ends and not _phrase(tokens, last):
            return  # first of all it only says how many: "over 100 activists"
        if not after or after.lower() in english().ends or _PARTICIPLE.fullmatch(after) or after in '()[]:–—-“”"':
            found = list(_headed(tokens, last, bare=bare))
            if found:
                yield from found
                return


def _phrase(tokens: list[str], place: int) -> bool:
    """Say whether a preposition stands inside of a noun of several words: “member of the opposition”."""
    return f"{_singular(tokens[place - 1].lower())} {tokens[place].lower()}" in _phrases()


def _headed(tokens: list[str], last: int, *, bare: bool) -> Iterator[str]:
    """Yield the groups of the longest noun that ends here, and of the marks before it."""
    if bare and not _is_plain(tokens, last):
        return
    noun, length = _noun(tokens[: last + 1])
    yield from _by_noun().get(noun, ())
    head = tokens[last].lower()
    if noun or head in english().people or _singular(head) in english().people:
        before = {_singular(token.lower()) for token in tokens[: last + 1 - length]} | {
            token.lower() for token in tokens[:last]
        }
        yield from (code for code, own in english().groups.items() if own.marks & before)


def _is_plain(tokens: list[str], last: int) -> bool:
    head = tokens[last]
    return head == head.lower() or (last == 0 and head[1:] == head[1:].lower() and _singular(head) != head)


def _noun(tokens: list[str]) -> tuple[str, int]:
    """Return the longest noun at the end of some tokens, and of how many it is made."""
    lower = [token.lower() for token in tokens]
    for length in range(min(len(lower), _most()), 0, -1):
        words = lower[-length:]
        for noun in (" ".join(words), " ".join((*words[:-1], _singular(words[-1]))), " ".join(map(_singular, words))):
            if noun in _by_noun():
                return noun, length
    return "", 1


def _singular(word: str) -> str:
    """Return the regular singular of an English noun; other words as they are, or a letter short, which are no noun."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _by_noun() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, own in english().groups.items():
        for noun in own.nouns:
            found.setdefault(noun, set()).add(code)
    return {noun: frozenset(codes) for noun, codes in found.items()}


@cache
def _phrases() -> frozenset[str]:
    return frozenset(" ".join(noun.split()[:2]) for noun in _by_noun() if " of " in noun)


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
