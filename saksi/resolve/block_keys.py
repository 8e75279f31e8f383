"""The keys under which a mention is filed: mentions that share none are never compared.

A key survives spelling, order, scripts, titles and initials: words become codes of their consonants. Organisations
are filed under their words, their acronyms and the bodies that bear their name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from saksi.packs.matching import organisation_forms
from saksi.resolve.mention import Mention
from saksi.resolve.names import PersonName, read_name, variants
from saksi.resolve.organisation_names import OrganisationName, read_organisation
from saksi.resolve.romanise import latin

MOST_WORDS = 4
_DIGRAPHS = re.compile(r"chh|tch|sch|ch|dj|zh|ts|tz|ng|nh|ph|sh|kh|gh|th|dh|bh|rh|ck|qu|hs|ks|x")
_AS = {
    "chh": "c", "tch": "c", "sch": "s", "ch": "c", "dj": "c", "zh": "c", "ts": "c", "tz": "c", "ng": "n", "nh":
    "n", "ph": "p",
    "sh": "s", "kh": "k", "gh": "k", "th": "t", "dh": "t", "bh": "p", "rh": "r", "ck": "k", "qu": "k", "hs":
    "s", "ks": "s", "x": "s",
}  # fmt: skip
_GLIDE = re.compile(r"(?<=[aeiou])[vw]$")
_ONE = str.maketrans({"g": "k", "q": "k", "d": "t", "b": "p", "f": "p", "v": "p", "w": "p", "z": "s", "j": "c"})
_DROPPED = str.maketrans("", "", "aeiouyhr")
SHORT_CODE = 3
LOOSE = "loose"
WEAK = {"Ps": "P1", "Pj": "P.", "Pi": LOOSE, "Of": LOOSE}
MARKS = frozenset({"P1", "P."})


def keys(mention: Mention) -> tuple[str, ...]:
    """Return the keys of a mention, each once, in order."""
    by_kind = _organisation_keys if mention.kind == "Organisation" else _person_keys
    return tuple(sorted({f"{mention.kind[0]}{key}" for name in mention.names for key in by_kind(name)}))


def weakness(key: str) -> str:
    """Return the mark that one of two mentions must have for a key to count; empty when the key counts always.

    One word of a name counts only where the other name is one word, a first letter only where it is all that is said.
    LOOSE is no mark: such a key counts, but its large blocks are not walked.
    """
    return WEAK.get(key[:2], "")


def sub_keys(mention: Mention) -> tuple[str, ...]:
    """Return what splits a block that is too large: what stands around the name, else its country."""
    return around(mention) or (mention.country or "-",)


def around(mention: Mention) -> tuple[str, ...]:
    """Return the affiliations, places and roles around a name, folded, each once, in order."""
    words = (*mention.affiliations, *mention.places, *mention.roles)
    return tuple(sorted({latin(one) for one in words if one}))


@lru_cache(maxsize=200_000)
def code(word: str) -> str:
    """Return the consonants of an ASCII word as classes of sounds; a word without any is its first letter."""
    spelt = _DIGRAPHS.sub(lambda found: _AS[found[0]], _GLIDE.sub("", word))
    if len(spelt) > 1 and spelt[0] in "yw":
        spelt = spelt[1:]
    bones = (spelt[:1].replace("r", "R") + spelt[1:]).translate(_ONE).translate(_DROPPED)
    single = "".join(letter for at, letter in enumerate(bones) if at == 0 or bones[at - 1] != letter)
    return single or word[:1]


@lru_cache(maxsize=200_000)
def _person_keys(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in read_name(written) for key in _of_name(name)))


def _of_name(name: PersonName) -> Iterator[str]:
    firm = [word for word in name.words if word not in name.soft]
    words = firm if len(firm) > 1 else list(name.words)
    codes = [code(word) for word in words[:MOST_WORDS]]
    for order in (name.words, (*name.words[1:], name.words[0]), words, (*words[1:], words[0])):
        yield f"w{code(''.join(order))}"
    if len(firm) == 1:
        yield f"s{code(firm[0])}"
        yield "1"
    full = [code(word) for word in words[:MOST_WORDS] if len(word) > 1]
    for one, other in combinations(full, 2):
        yield f"p{min(one, other)}.{max(one, other)}"
    if any(len(word) == 1 for word in words):
        yield "."
    ends = {0, 1, len(codes) - 1} & set(range(len(codes)))
    for at in ends:
        for end in ends - {at}:
            if len(words[at]) > 1 and len(words[end]) > 1:
                yield f"i{codes[at]}.{codes[end][:2]}"
            yield f"j{codes[at]}.{_letter(words[end])}"
    yield from (f"s{one}" for one in codes if len(one) >= SHORT_CODE)
    for at, word in enumerate(words[:MOST_WORDS]):
        yield from (
            f"v{group}.{other}" for group in sorted(variants().get(word, ())) for other in codes[:at] + codes[at + 1 :]
        )


def _letter(word: str) -> str:
    """Return the class of the first letter, which is all that an initial says."""
    return word[:1].translate(_ONE)


@lru_cache(maxsize=200_000)
def _organisation_keys(written: str) -> tuple[str, ...]:
    names = [read_organisation(written)]
    if names[0].inner:
        names.append(read_organisation(names[0].inner))
    return tuple(dict.fromkeys(key for name in names for key in _of_organisation(name)))


def _of_organisation(name: OrganisationName) -> Iterator[str]:
    forms = organisation_forms()
    yield from (f"k{body}" for body in sorted(name.known))
    if name.acronym:
        yield f"a{name.acronym}"
    content = [word for word in name.initials if word not in forms.small and word not in forms.forms]
    for words in (content, name.initials):
        if len(words) > 1:
            yield f"a{''.join(word[0] for word in words)}"
    rare = sorted({word for word in name.words if word not in forms.frequent})
    yield from (f"r{code(word) if len(word) > SHORT_CODE else word}" for word in rare[:MOST_WORDS])
    common = sorted({word for word in name.words if word in forms.frequent})
    yield from (f"f{one}.{other}" for one, other in combinations(common[:MOST_WORDS], 2))
    yield f"w{'.'.join(sorted(name.words))}"
