"""The words that people read for codes of the vocabulary, countries and partial dates, in the language of the page."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from saksi.assess.cells import NOWHERE, UNDATED, UNKNOWN_MONTH
from saksi.assess.triggers import benchmarks
from saksi.model.dates import PartialDate, Precision
from saksi.model.errors import SchemaError
from saksi.model.groups import groups
from saksi.model.readers import read_csv
from saksi.model.vocabulary import act_types, acts, kinds, statuses
from saksi.packs import Country, Place
from saksi.packs.pack import ROOT
from saksi.publish.provinces import Provinces

LANGUAGES = {"en": "English", "km": "ភាសាខ្មែរ"}
"""The languages of the pages in their own words; the first one stands at the root of the frozen site."""
_KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@cache
def countries() -> Mapping[str, str]:
    """Return the names of countries by ISO 3166-1 alpha-2 code, from the one table that a page needs of the packs."""
    return {country.code: country.name for country in read_csv(ROOT / "world" / "countries.csv", Country)}


def country(code: str) -> str:
    """Return the name of a country; the code itself when nobody knows it."""
    return _("No country given") if code in ("", NOWHERE) else _(countries().get(code, code))


def untitled() -> str:
    """Return what a document is called whose title is unknown, or may not be told."""
    return _("A document without a title that may be told")


def chart_by_month(code: str) -> str:
    """Return the name of the chart of a country's acts by month."""
    return _("Bar chart: reported and alleged acts by month, %(country)s. The numbers stand in the table below it.") % {
        "country": country(code)
    }


def map_of(code: str) -> str:
    """Return the name of the map of a country's acts by province."""
    return _("Map: reported acts by province, %(country)s. The numbers stand in the table below it.") % {
        "country": country(code)
    }


def chart_of_ratings(code: str) -> str:
    """Return the name of the chart of a country's ratings by year."""
    return _(
        "Line chart: computed score by year, and ratings, %(country)s. The numbers stand in the table below it."
    ) % {"country": country(code)}


def chart_of_bands(code: str) -> str:
    """Return the name of the chart of how likely each band is."""
    return _("Bar chart: probability of each band, %(country)s. The numbers stand in the table below it.") % {
        "country": country(code)
    }


def band(code: str) -> str:
    """Return the name of a band of civic space."""
    return {
        "open": pgettext("band", "open"),
        "narrowed": pgettext("band", "narrowed"),
        "obstructed": pgettext("band", "obstructed"),
        "repressed": pgettext("band", "repressed"),
        "closed": pgettext("band", "closed"),
    }.get(code, code)


def indicator(code: str) -> str:
    """Return the name of an indicator of a rating."""
    return _("State duty to protect") if code == "protection" else freedom(code)


def benchmark(identity: str) -> str:
    """Return what a benchmark is called by its `name@version`; the name where it has no label, or is known no more."""
    known = next((one for one in benchmarks(settings.SAKSI.benchmarks) if one.id == identity), None)
    return _(known.label) if known and known.label else identity.rpartition("@")[0] or identity


def forecast(words: str) -> str:
    """Return the name of a space or of what drives a forecast (see the forecast's `method.yaml`) as pages say it."""
    return _(words) if words else ""


def standing(code: str) -> str:
    """Return how far a proposal has come."""
    return {
        "open": pgettext("proposal", "open to votes"),
        "adopted": pgettext("proposal", "adopted"),
        "refused": pgettext("proposal", "refused"),
    }.get(code, code)


def act_type_help(code: str) -> str:
    """Return what an act type covers."""
    known = act_types().get(code)
    return _(known.covers) if known else ""


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


def group(code: str) -> str:
    """Return the label of a group of people."""
    return _(groups()[code].label) if code in groups() else code


def kind(name: str, *, many: bool = False) -> str:
    """Return the label of a kind."""
    known = kinds().get(name)
    return _(known.plural if many else known.label) if known else name


def prop(kind_: str, name: str) -> str:
    """Return the label of a property of a kind."""
    known = kinds().get(kind_)
    return _(known.properties[name].label) if known and name in known.properties else name


def place(known: Place) -> str:
    """Return the name of a place of a pack: the one in its own script on a page in Khmer."""
    return known.native if get_language() == "km" and known.native else known.name


def province(known: Provinces | None, code: str) -> str:
    """Return the name of a province by its ISO 3166-2 code."""
    found = next((one for one in known.all if one.code == code), None) if known else None
    return place(found) if found else _("No province known")


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


def stage(code: str) -> str:
    """Return the label of a stage of a case."""
    return {
        "summons": pgettext("stage of a case", "Summons"),
        "arrest": pgettext("stage of a case", "Arrest"),
        "charge": pgettext("stage of a case", "Charge"),
        "detention": pgettext("stage of a case", "Detention"),
        "bail": pgettext("stage of a case", "Bail"),
        "trial": pgettext("stage of a case", "Trial"),
        "verdict": pgettext("stage of a case", "Verdict"),
        "sentence": pgettext("stage of a case", "Sentence"),
        "appeal": pgettext("stage of a case", "Appeal"),
        "release": pgettext("stage of a case", "Release"),
    }.get(code, code)


def law_stage(code: str) -> str:
    """Return the label of a step in a law's life."""
    return {
        "drafted": pgettext("step in a law's life", "drafted"),
        "adopted": pgettext("step in a law's life", "adopted"),
        "in force": pgettext("step in a law's life", "in force"),
        "amended": pgettext("step in a law's life", "amended"),
        "repealed": pgettext("step in a law's life", "repealed"),
    }.get(code, code)


def pair_state(code: str) -> str:
    """Return what stands about a pair that may be one."""
    return {
        "open": pgettext("state of a pair", "waits"),
        "accepted": pgettext("state of a pair", "joined by a person"),
        "refused": pgettext("state of a pair", "kept apart by a person"),
        "automatic": pgettext("state of a pair", "joined without asking"),
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
        "propose": pgettext("decision", "proposed"),
    }.get(code, code)


def digits(text: object) -> str:
    """Write the digits of a number or a date in the script of the page."""
    return str(text).translate(_KHMER) if get_language() == "km" else str(text)


def date(text: str) -> str:
    """Write a partial date out, as exact as it is; what is no date stays as it is."""
    return _date(text, get_language() or "")


@lru_cache(maxsize=8192)
def _date(text: str, language: str) -> str:
    """Write a date out in the language of the moment, which `language` names: a list has hundreds of dates."""
    del language
    try:
        partial = PartialDate.parse(text)
    except SchemaError:
        return text
    return digits(date_format(partial.earliest, _format(partial.precision)))


def dates(text: str) -> str:
    """Write a period out, one partial date or two with a dash between them."""
    return " – ".join(date(part) for part in text.split("–"))


def moment(at: datetime) -> str:
    """Write the day and the minute at which something was done, in the time zone of the house."""
    return digits(date_format(localtime(at), pgettext("format of a moment", "j F Y, H:i")))


def _format(precision_: Precision) -> str:
    """Return the format of a date, for Django's `date_format`."""
    return {
        Precision.YEAR: "Y",
        Precision.MONTH: pgettext("format of a date", "F Y"),
        Precision.DAY: pgettext("format of a date", "j F Y"),
    }[precision_]


def period(text: str) -> str:
    """Write the period of a count out (see `saksi.assess.cells`)."""
    if text == UNDATED:
        return _("No date given")
    if text.endswith(UNKNOWN_MONTH):
        return _("%(year)s, month not known") % {"year": digits(text.removesuffix(UNKNOWN_MONTH))}
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
        case "Person", "role":
            return pgettext("term", text)
    known = kinds().get(kind_)
    listed = known is not None and prop in known.properties and text in known.properties[prop].range
    return pgettext("term", text) if listed else text


def house_role(code: str) -> str:
    """Return what a role in the house is called (see `saksi.model.policy`)."""
    return pgettext("role in the house", code)
