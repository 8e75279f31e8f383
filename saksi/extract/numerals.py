"""How many a noun phrase says that there are, in digits and words, and whether that is the least of a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from saksi.extract.syntax import children

TIMES = frozenset({"dozen", "hundred"})  # these multiply what stands before them, larger ones all of it
DOZENS = "dozen"
PARTS = {"half": 0.5, "quarter": 0.25}  # of a dozen, of a million
FEW = frozenset({"several", "few", "couple", "many"})
EITHER = frozenset({"to", "or", "-", "–", "—"})
SILENT = frozenset({"a", "an", "and", "of"})
NEVER = frozenset({"a", "an", "another"})  # one of something, and no part of a longer number
REACH = 10  # words before a noun in which its number stands
TENS = range(20, 100, 10)
YEAR = 4  # digits
SOME = 2  # the least that "several hundred" says of hundreds


@dataclass(frozen=True, slots=True)
class Number:
    """A number of people; `exact` is false where the words only give the least: "several hundred", "20 to 30"."""

    value: int
    exact: bool = True


def number_of(head: Token, numbers: Mapping[str, int]) -> Number | None:
    """The number of a noun or numeral; None where it names none, or where it may be no number at all."""
    last = _last(head, numbers)
    if last is None:
        return None
    words = _run(last, numbers)
    before = [token.lower_ for token in last.doc[max(last.sent.start, last.i - len(words) - 1) : last.i]]
    out_of = before[: len(before) - len(words) + 1][-1:]
    if out_of in (["of"], ["in"]) and last != head:
        whole = last.doc[last.i - len(words)]
        out = whole.nbor(-1) if whole.i > whole.sent.start else whole
        part = out.nbor(-1) if out.lower_ == "out" and out.i > out.sent.start else out
        if value(part.lower_, numbers) is not None:  # "12 out of 15 members", "one in five journalists"
            return read(_run(part, numbers), numbers) if out_of == ["of"] else None
    number = read(words, numbers)
    return Number(number.value, False) if number is not None and _between(head) else number


def read(words: Sequence[str], numbers: Mapping[str, int]) -> Number | None:
    """The number that a run of words says: "one hundred and twenty-three" is 123, "20 to 30" at least 20."""
    for at, word in enumerate(words):
        if word in EITHER and not _hyphen(words, at, numbers):
            least = read(words[:at], numbers)
            return Number(least.value, False) if least else None
    total, current, few = 0.0, 0.0, False
    for word in words:
        vague = word in FEW and len(words) > 1
        worth = PARTS.get(word) or (SOME if vague else value(word, numbers))
        few |= vague
        if worth is None or word in SILENT:
            continue
        if word in TIMES:
            current = (current or 1) * worth
        elif word.isalpha() and worth >= 1000:
            total, current = total + (current or 1) * worth, 0.0
        else:
            current += worth
    found = total + current
    return Number(int(found), not few) if found == int(found) and found > 0 else None


def value(word: str, numbers: Mapping[str, int]) -> float | None:
    """A number in digits, with commas or a decimal point, or in one word."""
    digits = word.replace(",", "")
    if digits.replace(".", "", 1).isdecimal() and digits.isascii():
        return float(digits)
    return numbers.get(word.lower())


def _hyphen(words: Sequence[str], at: int, numbers: Mapping[str, int]) -> bool:
    """Whether a hyphen joins tens and ones: "twenty-three"."""
    if words[at] != "-" or not 0 < at < len(words) - 1:
        return False
    tens, ones = numbers.get(words[at - 1], 0), numbers.get(words[at + 1], 0)
    return tens in TENS and 0 < ones < TENS[0] / 2


def _last(head: Token, numbers: Mapping[str, int]) -> Token | None:
    """The last word of the number of a noun, itself where it is a numeral."""
    if head.like_num or head.lower_ in numbers:
        return head
    found = [t for t in head.lefts if t.dep_ in ("nummod", "quantmod", "det", "compound", "amod") and _counts(t)]
    found = [t for t in found if not of_date(t)]
    if not found:
        return None
    right = found[-1]
    ends = [t for t in right.subtree if right.i < t.i < head.i and (t.like_num or t.lower_ in numbers)]
    return ends[-1] if ends else right


def _counts(token: Token) -> bool:
    return token.dep_ in ("nummod", "quantmod") or bool(token.like_num)


def of_date(token: Token) -> bool:
    """Whether a number is the day or the year of a date right before: "on 12 March 2022 police officers"."""
    if token.ent_type_ != "DATE":
        return False
    after = token.doc[token.i + 1 : token.i + 3]
    before = token.doc[max(token.i - 2, 0) : token.i]
    if not any(_month(t) for t in (*before, *after)):
        return False
    return not (
        before and before[-1].is_digit and (len(before[-1]) == YEAR or len(token) < YEAR)
    )  # "2022 20 activists"


def after_date(token: Token) -> bool:
    """Whether a number stands right behind the digits of a date: "on 12 March 2022 20 activists"."""
    before = token.doc[max(token.i - 1, 0)]
    return before.is_digit and before.ent_type_ == "DATE" and token.is_digit and not of_date(token)


def _month(token: Token) -> bool:
    return token.ent_type_ == "DATE" and token.pos_ == "PROPN"


def _run(last: Token, numbers: Mapping[str, int]) -> list[str]:
    """The words of a number up to its last one, in small letters."""
    first = last
    while first.i > max(last.sent.start, last.i - REACH) and _goes_before(first.nbor(-1), first, numbers):
        first = first.nbor(-1)
    words = [token.lower_ for token in last.doc[first.i : last.i + 1]]
    while len(words) > 1 and (words[0] in SILENT or words[0] in EITHER):
        words = words[1:]
    return words


def _goes_before(token: Token, after: Token, numbers: Mapping[str, int]) -> bool:
    """Whether a word belongs to the number that goes on after it."""
    word = token.lower_
    scale = after.lower_ in TIMES or (after.is_alpha and numbers.get(after.lower_, 0) >= 1000)
    if word in FEW or word in PARTS:
        return scale or after.lower_ in SILENT
    if word in EITHER or word in ("a", "an", "and"):
        return word not in ("a", "an") or scale
    if word == "of":
        return (
            (scale or after.lower_ in NEVER)
            and token.i > token.sent.start
            and token.nbor(-1).lower_ in FEW | PARTS.keys()
        )
    if word in NEVER or value(word, numbers) is None:
        return False
    return not (token.is_digit and after.is_digit) and not of_date(token)


def _between(head: Token) -> bool:
    """Whether a number is the first of two: "between 20 and 30 people"."""
    return any(t.lower_ == "between" for number in children(head, "nummod") for t in number.lefts)
