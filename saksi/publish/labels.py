"""The words that people read for codes of the vocabulary, countries and partial dates, in the language of the page."""

from collections.abc import Mapping
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saksi.assess.cells import NOWHERE, UNDATED, UNKNOWN_MONTH
from saksi.model.dates import PartialDate, Precision
from saksi.model.errors import SchemaError
from saksi.model.readers import read_csv
from saksi.model.vocabulary import act_types, acts, kinds, statuses
from saksi.packs import Country
from saksi.packs.pack import ROOT

_FORMATS = {Precision.YEAR: "Y", Precision.MONTH: "F Y", Precision.DAY: "j F Y"}


@cache
def countries() -> Mapping[str, str]:
    """Return the names of countries by ISO 3166-1 alpha-2 code, from the one table that a page needs of the packs."""
    return {country.code: country.name for country in read_csv(ROOT / "world" / "countries.csv", Country)}


def country(code: str) -> str:
    """Return the name of a country; the code itself when nobody knows it."""
    return _("No country given") if code in ("", NOWHERE) else _(countries().get(code, code))


def act_type(code: str) -> str:
    """Return the label of an act type."""
    known = act_types().get(code)
    return _(known.label) if known else code


def subtype(act: str, code: str) -> str:
    """Return the label of a subtype of an act type."""
    known = act_types().get(act)
    return next((_(term.label) for term in known.subtypes if term.code == code), code) if known else code


def status(code: str) -> str:
    """Return the label of a status."""
    return _(statuses()[code].label) if code in statuses() else code


def status_help(code: str) -> str:
    """Return what a status means."""
    return _(statuses()[code].covers) if code in statuses() else ""


def freedom(code: str) -> str:
    """Return the label of a freedom."""
    return next((_(term.label) for term in acts().freedoms if term.code == code), code)


def kind(name: str, *, many: bool = False) -> str:
    """Return the label of a kind."""
    known = kinds().get(name)
    return _(known.plural if many else known.label) if known else name


def role(code: str) -> str:
    """Return the label of a part that somebody has in an act."""
    return {
        "victim": pgettext("role in an act", "Victim"),
        "perpetrator": pgettext("role in an act", "Perpetrator"),
        "authority": pgettext("role in an act", "Ordering authority"),
        "court": pgettext("role in an act", "Court"),
        "complainant": pgettext("role in an act", "Complainant"),
        "witness": pgettext("role in an act", "Witness"),
        "lawyer": pgettext("role in an act", "Lawyer"),
    }.get(code, code)


def verdict(code: str) -> str:
    """Return what a decision did, in the past tense."""
    return {
        "accept": pgettext("decision", "accepted"),
        "reject": pgettext("decision", "rejected"),
        "correct": pgettext("decision", "corrected"),
        "undo": pgettext("decision", "undone"),
        "same": pgettext("decision", "the same"),
        "different": pgettext("decision", "different"),
        "publish": pgettext("decision", "published"),
        "withhold": pgettext("decision", "withheld"),
    }.get(code, code)


def date(text: str) -> str:
    """Write a partial date out, as exact as it is; what is no date stays as it is."""
    try:
        partial = PartialDate.parse(text)
    except SchemaError:
        return text
    return date_format(partial.earliest, _FORMATS[partial.precision])


def period(text: str) -> str:
    """Write the period of a count out (see `saksi.assess.cells`)."""
    if text == UNDATED:
        return _("No date given")
    if text.endswith(UNKNOWN_MONTH):
        return _("%(year)s, month not known") % {"year": text.removesuffix(UNKNOWN_MONTH)}
    return date(text)


def precision(text: str) -> str:
    """Say how exact a partial date is."""
    try:
        known = PartialDate.parse(text).precision
    except SchemaError:
        return ""
    return {
        Precision.YEAR: _("only the year is known"),
        Precision.MONTH: _("exact to the month"),
        Precision.DAY: _("exact to the day"),
    }[known]


def value(kind_: str, prop: str, text: str) -> str:
    """Write the value of a property as people read it."""
    match kind_, prop:
        case "Act", "type":
            return act_type(text)
        case "Act", "subtype":
            return next((_(t.label) for a in act_types().values() for t in a.subtypes if t.code == text), text)
        case "Act", "status":
            return status(text)
        case "Involvement", "role":
            return role(text)
        case _, "country":
            return country(text)
        case _, "date" | "date_end" | "period" | "next_hearing":
            return date(text)
    return text
