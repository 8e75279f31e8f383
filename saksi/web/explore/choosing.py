"""Which act reports a visitor asks for: the conditions of the lists and of the search, read from an address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from django.utils.translation import get_language, override

from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.model.groups import groups
from saksi.model.vocabulary import acts as vocabulary
from saksi.publish import labels
from saksi.publish.provinces import provinces
from saksi.publish.tables import in_province
from saksi.store.read import acts, countries, documents, joined
from saksi.store.read.acts import Choice
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions on act reports; an empty one lets all through.

    `period` is a partial date or `undated`, `since` and `until` are partial dates whose whole span counts, `source` is
    a publisher, `province` an ISO 3166-2 code or `none`, `group` a code of `groups.yaml`. What is no date in `since` or
    `until` is told in `wrong`.
    """

    country: str = ""
    type: str = ""
    status: str = ""
    freedom: str = ""
    period: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    province: str = ""
    group: str = ""

    @property
    def any(self) -> bool:
        """Say whether there is a condition."""
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def wrong(self) -> list[str]:
        """Return what was given as a date and is none."""
        return [text for text in (self.since, self.until) if text and _partial(text) is None]

    @property
    def choice(self) -> Choice:
        """Return the part that the store chooses by."""
        return Choice(self.country, self.type, self.status, self.period, self.freedom, self.group)

    def takes(self, record: Record, act: ActLine, place: str, told: Iterable[str]) -> bool:
        """Say whether an act report of the choice fits the other conditions too.

        `place` is where its act was, and `told` are the documents that count as its source.
        """
        return (
            self._in_time(act.date)
            and (not self.source or any(record.document(one).publisher == self.source for one in told))
            and (not self.province or in_province(provinces(self.country), place, self.province))
        )

    def _in_time(self, date: str) -> bool:
        since, until = _partial(self.since), _partial(self.until)
        if since is None and until is None:
            return True
        known = _partial(date)
        if known is None:
            return False
        return (since is None or known.latest >= since.earliest) and (until is None or known.earliest <= until.latest)


def asked(given: Mapping[str, str]) -> Asked:
    """Read the conditions of an address."""
    return Asked(**{f.name: " ".join(given.get(f.name, "").split())[:LONGEST] for f in fields(Asked)})


def chosen(record: Record, conditions: Asked, *, first: bool = False) -> Sequence[ActLine]:
    """Return the act reports that fit, the latest first, the undated last; with `first` every act once.

    An act is listed by the report that it counts by, so that a list is as long as the number that leads to it; its
    sources are those of all its reports that the visitor may see.
    """
    found = acts.choose(record, conditions.choice, first=first)
    if not (conditions.since or conditions.until or conditions.source or conditions.province):
        return found  # which is read page by page
    listed = list(found)
    told: dict[str, set[str]] = {}
    if conditions.source:
        own = {line.id: {line.document} for line in listed}
        told = joined.documents(record, own) if first else own
        record.learn(document for documents_ in told.values() for document in documents_)
    lying = {entity: at for entity, _, at in acts.places(record, conditions.country)} if conditions.province else {}
    return [
        line for line in listed if conditions.takes(record, line, lying.get(line.id, line.place), told.get(line.id, ()))
    ]


def offered(record: Record) -> dict[str, Any]:
    """Return what the form of conditions offers, each with its words as the visitor may see them."""
    known = tuple(line.count.key for line in countries.countries(record))
    return {
        "countries": _in_language(get_language(), known),
        "years": [(year, labels.digits(year)) for year in acts.years(record)],
        "publishers": [(name, name) for name in sorted(documents.publishers(record), key=str.casefold)],
        **_terms(get_language()),
    }


@lru_cache(maxsize=64)
def _in_language(language: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return countries with their names, in the order of these; made once for each language."""
    with override(language):
        return sorted(((code, labels.country(code)) for code in codes), key=itemgetter(1))


@cache
def _terms(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the codes of the vocabulary with their labels; made once for each language."""
    with override(language):
        return {
            "types": [(term.code, labels.act_type(term.code)) for term in vocabulary().types],
            "freedoms": [(term.code, labels.freedom(term.code)) for term in vocabulary().freedoms],
            "groups": [(code, labels.group(code)) for code in groups()],
            "statuses": [(term.code, labels.status(term.code)) for term in vocabulary().statuses],
        }


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except SchemaError:
        return None
