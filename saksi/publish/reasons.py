"""Reasons, of a comparison or for no forecast, in the language of the page.

Their sentences are known; what stands in their gaps is quoted.
"""

import re
from functools import cache

from django.utils.translation import gettext, pgettext

from saksi.publish import labels

# `docs/messages.py` collects these sentences by `known`.
NAMES = (
    "the same name", "spelt alike: {names}", "spelt differently: {names}", "on one side only: {names}",
    "in another order", "across scripts", "words in common: none", "words in common: {names}",
)  # fmt: skip
ACTS = (
    "a report gives no date", "the same date, {date}", "dates that fit: {dates}", "other dates: {dates}",
    "dates {days} day apart: {dates}", "dates {days} days apart: {dates}",
    "the same law", "other laws", "the same article: {articles}", "other articles: {articles}",
    "the same outcome: {outcomes}", "other outcomes: {outcomes}", "only one report is about bail",
    "the same sentence: {terms}", "sentences that fit: {terms}", "other sentences: {terms}",
    "other courts: {courts}", "the same who did it: {names}", "others who did it: {names}",
    "other countries: {countries}", "places that fit: {places}", "places in the same place: {places}",
    "places that agree: {places}", "places in the same region: {places}", "other places: {places}",
    "places that are not known to be the same: {places}",
    "others than those spoken of before", "names that are close: {names}", "both name {names}",
    "a name stands in the words of the other report: {names}",
    "other names out of a group of {number}: {names}", "nobody is named in both: {names}",
    "a report names nobody", "as many people as are named: {number}",
    "nearly as many people: {numbers}", "other numbers of people, and no name in both: {numbers}",
    "words that fit: {words}", "the same people in words: {words}", "other people: {words}",
    "the same number of people: {number}", "nearly the same number of people: {numbers}",
    "other numbers of people: {numbers}",
    "reports of one type are seldom of one act", "told twice in one document",
    "it can be done to the same one only once", "acts of two types: {types}", "words of two types: {types}",
    "one report is {one}, the other {other}",
)  # fmt: skip
FORECASTS = (
    "the index has no value in this year", "the index has {number} years of history, and it takes {least}",
    "{share} of the inputs are missing",
)  # fmt: skip
_JOINT = re.compile(r", (?=on one side only: |in another order(?:,|$)|across scripts$)")
_TWO_SIDES = frozenset({"dates", "numbers", "types", "articles", "outcomes", "terms"})
_QUOTED = frozenset({"names", "own", "words"})
_NUMBER = re.compile(r"\d+ ?%?")
_DATES = re.compile(r"\d{4}(?:-\d\d){0,2}(?:–\d{4}(?:-\d\d){0,2})?")
_GAP = re.compile(r"\\\{(\w+)\\\}")


def words(reason: str) -> str:
    """Return a reason in the language of the page; a sentence that nobody translated stays in English."""
    return ", ".join(_translated(part) for part in _JOINT.split(reason))


def known() -> tuple[str, ...]:
    """Return the sentences that comparing and forecasting can say, with their gaps in braces."""
    from saksi.resolve import compare_organisations, compare_persons

    return (*NAMES, *ACTS, *FORECASTS, *compare_persons.reasons().values(), *compare_organisations.SAID.values())


def _translated(part: str) -> str:
    for form, sentence in _forms():
        if found := form.fullmatch(part):
            return gettext(sentence).format(**{gap: _filled(gap, said) for gap, said in found.groupdict().items()})
    return part


def _filled(gap: str, said: str) -> str:
    """Write what stands in a gap in the language of the page: dates written out, two sides joined by its "and".

    In gaps of free words "and" may be part of a name and stays, and a word of the vocabulary is one of a name.
    """
    parts = said.split(" and ") if gap in _TWO_SIDES else [said]
    if len(parts) == 2:
        one, other = (_filled("", part) for part in parts)
        return gettext("%(one)s and %(other)s") % {"one": one, "other": other}
    if _DATES.fullmatch(said):
        return labels.dates(said)
    if _NUMBER.fullmatch(said):
        return labels.digits(said)
    return said if gap in _QUOTED else _terms(said)


def _terms(said: str) -> str:
    """Translate the words of the vocabulary among what stands in a sentence; names stay."""
    return ", ".join(pgettext("term", one) for one in said.split(", "))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each sentence with its pattern, those with the most words of their own first."""
    ordered = sorted(dict.fromkeys(known()), key=lambda one: (-len(re.sub(r"\{\w+\}", "", one)), one))
    return tuple((re.compile(_GAP.sub(r"(?P<\1>.*)", re.escape(one)), re.DOTALL), one) for one in ordered)
