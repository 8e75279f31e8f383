"""A person's name taken apart: its words, what stands beside them, and the second names inside it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from saksi.packs.khmer import khmer_words
from saksi.packs.matching import name_words
from saksi.packs.pack import load
from saksi.resolve.romanise import is_latin, latin
from saksi.text.khmer import has_khmer, normalise

_BRACKETS = re.compile(r"[(\[\"“”«»](?P<inner>[^()\[\]\"“”«»]+)[)\]\"“”«»]")
_APOSTROPHES = re.compile(r"[’'ʼ`‘ʻ]")
_EXCELLENCY = re.compile(r"\bH\.\s?E\.\s")
_WORD = re.compile(r"[^\s.,;:·\-‐‑–—_]+")
# Scripts that write few or no vowels, or whose transliteration loses them: consonants are compared.
_GLUED = 3
_ARTICLES = frozenset({"el", "al", "ul"})
_RETIRED = frozenset({"rtd", "ret", "retd"})
_SKELETAL = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1200-\u137f]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of one name in ASCII, as `accented` spells them; `soft` are those that may be missing.

    `skeletal` says that only consonants are known; `generation` is junior, senior...; `gender` f, m or empty.
    """

    words: tuple[str, ...]
    accented: tuple[str, ...]
    soft: frozenset[str] = frozenset()
    generation: str = ""
    gender: str = ""
    latin: bool = True
    skeletal: bool = False


@lru_cache(maxsize=200_000)
def read_name(written: str) -> tuple[PersonName, ...]:
    """Return the name and every second name that it holds (alias, nickname in quotes), the main one first."""
    plain = _BRACKETS.sub(" ", written)
    inner = [found["inner"] for found in _BRACKETS.finditer(written) if found["inner"].strip(".") not in _RETIRED]
    parts = [part for text in (plain, *inner) for part in _alias().split(text)]
    names = [_read(part) for part in parts if part.strip(" .,;")]
    whole = [name for name in names if all(name.words) and name.words]
    return tuple(dict.fromkeys(whole)) or (PersonName((f"={written}",), (written,)),)


@cache
def _alias() -> re.Pattern[str]:
    words = sorted(name_words().aliases, key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(map(re.escape, words))})(?=\s)", re.IGNORECASE)


def _read(written: str) -> PersonName:
    text = _without_khmer_honorifics(_APOSTROPHES.sub("", _EXCELLENCY.sub("", written.strip())))
    head, comma, tail = text.partition(",")
    if comma and tail.strip() and latin(tail.strip(" .")) not in name_words().generations:
        text = f"{tail} {head}"
    known, found = name_words(), [(word, latin(word)) for word in _WORD.findall(text)]
    genders = [known.gender[word] for _, word in found[:-1] if word in known.gender]
    generations = [known.generations[word] for _, word in found[1:] if word in known.generations]
    bare = [(raw, word) for raw, word in found if word not in known.generations] or found
    bare = _untitled(bare)
    pieces = [(raw, piece) for raw, word in bare for piece in word.split() if re.search("[a-z]", piece)]
    pieces = _with_articles(pieces)
    words = tuple(re.sub("[^a-z]", "", piece) for _, piece in pieces)
    return PersonName(
        words,
        tuple(unicodedata.normalize("NFC", raw).casefold() for raw, _ in pieces),
        _soft(words),
        generations[0] if generations else "",
        genders[0] if genders else "",
        is_latin(text),
        _SKELETAL.search(text) is not None,
    )


def _with_articles(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Make one word of abd and the article after it, as Abdel and Abdul are written too."""
    found: list[tuple[str, str]] = []
    for raw, word in pieces:
        if found and found[-1][1] == "abd" and word in _ARTICLES:
            found[-1] = (found[-1][0] + raw, "abd" + word)
        else:
            found.append((raw, word))
    return found


def _soft(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words that may be missing; forms of address only where they stand before the name."""
    known = name_words()
    ahead = next((at for at, word in enumerate(words) if word not in known.leading), len(words))
    if len(words) < 2:
        return frozenset()
    return frozenset(
        word for at, word in enumerate(words) if word in known.soft and (at < ahead or word not in known.leading)
    )


def _untitled(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave titles out, while at least one word remains; a word in the middle of a name is no title."""
    kept = list(words)
    titles, soft = _titles(), name_words().soft
    while len(kept) > 1 and (kept[0][1] in titles or (kept[0][1] in soft and len(kept) > 2 and kept[1][1] in titles)):
        kept.pop(0)
    while len(kept) > 1 and kept[-1][1] in _RETIRED:
        kept.pop()
    return kept


@cache
def _titles() -> frozenset[str]:
    pack, known = load(), name_words()
    address = {word for words in pack.address for word in re.findall("[a-z]+", latin(words)) if len(word) > 2}
    return frozenset((address | known.titles) - known.soft)


def _without_khmer_honorifics(text: str) -> str:
    if not has_khmer(text):
        return text
    text = normalise(text).content
    while True:
        head = next((h for h in _khmer_honorifics() if text.startswith(h) and has_khmer(text[len(h) :])), "")
        rest = text[len(head) :].strip()
        if not head or (text[len(head)] != " " and len(head) < _GLUED):
            return text
        text = rest


@cache
def _khmer_honorifics() -> tuple[str, ...]:
    people = khmer_words().people
    words = {normalise(word).content for word in (*people.honorifics, *people.titles)}
    return tuple(sorted(words, key=len, reverse=True))


@cache
def variants() -> dict[str, frozenset[int]]:
    """Return for each given name the groups of `names.yaml` that it belongs to."""
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(name_words().given):
        for name in names:
            groups.setdefault(latin(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def entries() -> dict[str, frozenset[str]]:
    """Return for each spelling of a part of a name that a country pack lists the names it may stand for."""
    found: dict[str, set[str]] = {}
    for names in load().names:
        for part in (*names.surnames, *names.given):
            for form in (part.name, *part.variants):
                found.setdefault(latin(form), set()).add(part.name)
    return {form: frozenset(names) for form, names in found.items()}
