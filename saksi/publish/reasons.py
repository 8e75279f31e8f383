"""The reasons of a comparison in the language of the page: their sentences are known, what stands in them is quoted."""

import re
from functools import cache

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

NAMES = (
    _("the same name"), _("spelt alike: {names}"), _("spelt differently: {names}"), _("on one side only: {names}"),
    _("in another order"), _("across scripts"), _("words in common: {names}"),
)  # fmt: skip
ACTS = (
    _("a report gives no date"), _("the same date, {date}"), _("dates that fit: {dates}"), _("other dates: {dates}"),
    _("dates {days} day apart: {dates}"), _("dates {days} days apart: {dates}"),
    _("the same law"), _("other laws"), _("the same article: {articles}"), _("other articles: {articles}"),
    _("the same outcome: {outcomes}"), _("other outcomes: {outcomes}"), _("only one report is about bail"),
    _("the same sentence: {terms}"), _("sentences that fit: {terms}"), _("other sentences: {terms}"),
    _("other courts: {courts}"), _("the same who did it: {names}"), _("others who did it: {names}"),
    _("other countries: {countries}"), _("places that fit: {places}"), _("places in the same place: {places}"),
    _("places that agree: {places}"), _("places in the same region: {places}"), _("other places: {places}"),
    _("places that are not known to be the same: {places}"),
    _("others than those spoken of before"), _("names that are close: {names}"), _("both name {names}"),
    _("a name stands in the words of the other report: {names}"),
    _("other names out of a group of {number}: {names}"), _("nobody is named in both: {names}"),
    _("a report names nobody"), _("as many people as are named: {number}"),
    _("nearly as many people: {numbers}"), _("other numbers of people, and no name in both: {numbers}"),
    _("words that fit: {words}"), _("the same people in words: {words}"), _("other people: {words}"),
    _("the same number of people: {number}"), _("nearly the same number of people: {numbers}"),
    _("other numbers of people: {numbers}"),
    _("reports of one type are seldom of one act"), _("told twice in one document"),
    _("it can be done to the same one only once"), _("acts of two types: {types}"), _("words of two types: {types}"),
    _("one report is {one}, the other {other}"),
)  # fmt: skip
_JOINT = re.compile(r", (?=on one side only: |in another order(?:,|$)|across scripts$)")
_GAP = re.compile(r"\\\{(\w+)\\\}")


def words(reason: str) -> str:
    """Return a reason in the language of the page; a sentence that nobody translated stays in English."""
    return ", ".join(_translated(part) for part in _JOINT.split(reason))


def known() -> tuple[str, ...]:
    """Return the sentences that comparing can say, with their gaps in braces."""
    from saksi.resolve import compare_organisations, compare_persons

    return (*NAMES, *ACTS, *compare_persons.reasons().values(), *compare_organisations.SAID.values())


def _translated(part: str) -> str:
    for form, sentence in _forms():
        if found := form.fullmatch(part):
            return gettext(sentence).format(**{gap: _terms(said) for gap, said in found.groupdict().items()})
    return part


def _terms(said: str) -> str:
    """Translate the words of the vocabulary among what stands in a sentence; names stay."""
    return ", ".join(pgettext("term", one) for one in said.split(", "))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each sentence with its pattern, those with the most words of their own first."""
    ordered = sorted(dict.fromkeys(known()), key=lambda one: (-len(re.sub(r"\{\w+\}", "", one)), one))
    return tuple((re.compile(_GAP.sub(r"(?P<\1>.*)", re.escape(one)), re.DOTALL), one) for one in ordered)
