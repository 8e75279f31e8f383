"""Makes a value of the words that a model quotes, by our own rules; where they say none, there is none."""

import re
from collections.abc import Iterator
from functools import cache

from saksi.extract.dates import Parts, expressions
from saksi.extract.llm.answers import Reason
from saksi.extract.records import Range
from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.model.vocabulary import PropertyType, check_value, property_of, subtypes
from saksi.packs.lexicon import lexicon
from saksi.packs.pack import Pack
from saksi.text.khmer import has_khmer, normalise
from saksi.text.khmer_dates import written

NAMED = frozenset({"Person", "Organisation"})
MOST_NAME_WORDS = 12
AROUND = 40  # characters before a date that tell what it is: "in 2020"
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def value_of(kind: str, prop: str, text: str, at: Range, pack: Pack) -> str | Reason:
    """Return the value that words of the text say for a property without labels, or why they say none."""
    words = " ".join(text[slice(*at)].split())
    match property_of(kind, prop).type:
        case PropertyType.DATE:
            return _date(text, at)
        case PropertyType.NUMBER:
            return _number(words, pack)
        case PropertyType.COUNTRY:
            found = pack.country_by_name(words) or pack.country_by_demonym(words)
            return found.code if found is not None else Reason.COUNTRY
    return Reason.NAME if kind in NAMED and prop == "name" and not is_name(words) else words


def label(kind: str, prop: str, value: str) -> Reason | None:
    """Return why a label cannot be taken; None when the vocabulary has it."""
    try:
        check_value(kind, prop, value)
    except SchemaError:
        return Reason.LABEL
    return None


def is_subtype(act: str, value: str) -> bool:
    """Say whether a subtype is one of its own type's."""
    return value in subtypes(act)


def says_act(words: str, act: str, pack: Pack) -> bool:
    """Say whether words can report such an act: not only a date, a name or small words, and not known for others only.

    Words that our own lexicon does not know are left to the model.
    """
    known = {kind for kind, forms in _triggers() if any(_holds(words.lower(), form) for form in forms)}
    if known:
        return act in known
    calendar = lexicon().calendar
    for when in reversed(expressions(words, calendar)):
        words = words[: when.at[0]] + words[when.at[1] :]
    left = [word for word in _WORD.findall(words) if not word[0].isupper() and word.lower() not in pack.stopwords]
    return bool(left)


def is_name(words: str) -> bool:
    """Say whether words can be a name: few, without digits at their head, and with a capital where there are any."""
    parts = _WORD.findall(words)
    if not parts or len(parts) > MOST_NAME_WORDS or words[0].isdigit():
        return False
    return has_khmer(words) or parts[0][0].isupper() or not any(part[0].islower() for part in parts)


def _date(text: str, at: Range) -> str | Reason:
    """The one date that stands inside a range, as partial ISO; what needs another day to be known is none."""
    found = set(_khmer_dates(text[slice(*at)]) if has_khmer(text[slice(*at)]) else _dates(text, at))
    return found.pop() if len(found) == 1 and "" not in found else Reason.DATE


def _khmer_dates(words: str) -> Iterator[str]:
    for one in written(normalise(words).content):
        yield one.iso


def _dates(text: str, at: Range) -> Iterator[str]:
    first = max(at[0] - AROUND, 0)
    for when in expressions(text[first : at[1] + 1], lexicon().calendar):
        if at[0] <= when.at[0] + first and when.at[1] + first <= at[1]:
            yield _iso(when.start) if when.kind == "date" else ""


def _iso(parts: Parts) -> str:
    year, month, day = parts
    try:
        return str(PartialDate(year, month, day)) if year is not None else ""
    except SchemaError:
        return ""


def _number(words: str, pack: Pack) -> str | Reason:
    if _NUMBER.fullmatch(words):
        plain = words.replace(",", "").lstrip("0")
        return "0" + plain if not plain or plain[0] == "." else plain
    number = pack.number(words)
    return Reason.NUMBER if number is None else str(number)


@cache
def _triggers() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Each act type with the regular forms of the words that the lexicon knows for it."""
    rows: dict[str, list[re.Pattern[str]]] = {}
    for frame in lexicon().acts.frames:
        rows.setdefault(frame.type, []).extend(_form(lemma) for lemma in (*frame.verbs, *frame.nouns))
    return tuple((kind, tuple(forms)) for kind, forms in rows.items())


@cache
def _form(lemma: str) -> re.Pattern[str]:
    return re.compile(r"\W+(?:\w+\W+){0,3}?".join(_inflected(word) for word in lemma.lower().split()))


def _inflected(word: str) -> str:
    stem = re.escape(word[:-1] if word[-1] in "ey" else word)
    ends = {"e": "e|es|ed|ing", "y": "y|ies|ied|ying"}.get(word[-1], f"|s|es|ed|ing|{word[-1]}ed|{word[-1]}ing")
    return rf"\b{stem}(?:{ends})\b"


def _holds(words: str, form: re.Pattern[str]) -> bool:
    return form.search(words) is not None
