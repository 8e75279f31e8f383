"""The grammar of measures' ids, and which acts each one takes.

    id      = what *("." cut) ":" place ":" period
    what    = acts | alleged | victims | confirmed | share | rate | documents | publishers | detained | laws
    cut     = type | freedom | direction | "severity" digit     (codes of `acts.yaml`; several mean all of them)
            | group                                             (code of `groups.yaml`; several: one victim in all)
    place   = country (KH) | region (KH-8) | country "-ZZ" (its region is unknown) | "ZZ" (no country is given)
    period  = "all" | year (2021) | month (2021-03) | year "-XX" (the month is unknown) | "undated"

`-XX` is how the Extended Date/Time Format (ISO 8601-2, level 1) writes digits that are not specified; ISO 3166-1 leaves
ZZ to its users. Months with `-XX` add up to their year, years with `undated` to `all`, regions with `-ZZ` to their
country, types to the whole. Freedoms do not add up: an act that touches several counts under each. Neither do groups: a
victim can be in several of them and in none.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from saksi.assess.facts import ActFact, Member
from saksi.model.groups import groups
from saksi.model.vocabulary import act_types, acts, counts

NOWHERE = "ZZ"
"""Stands for a country that the text does not give (ISO 3166-1 leaves it to its users; Unicode's CLDR uses it so)."""

UNDATED = "undated"
UNKNOWN_MONTH = "-XX"
UNKNOWN_REGION = f"-{NOWHERE}"
ALLEGED = "alleged"
RATE = "rate"
SHARE = "share"
DETAINED, LAWS = "detained", "laws"
OF_ACTS = ("acts", ALLEGED, "victims", "confirmed", RATE)
OF_DOCUMENTS = ("documents", "publishers")
LASTING = (DETAINED, LAWS)
"""What is counted from cases and laws and not from single acts (see `saksi.flows.lasting`): of whole countries."""
KINDS = frozenset({*OF_ACTS, SHARE, *OF_DOCUMENTS, *LASTING})
_YEAR, _MONTH = 4, 7
_OF_REGIONS = 3
"""How many of the first listed cuts are listed for regions too: none, the direction, the type."""

_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_PERIOD = re.compile(rf"all|{UNDATED}|\d{{4}}(-(\d\d|XX))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one measure counts; `period` is empty for all time, `cuts` stand in the order of `cut_codes`."""

    what: str
    cuts: tuple[str, ...]
    place: str
    period: str

    @property
    def indicator(self) -> str:
        """Return the first part of the id."""
        return ".".join((self.what, *self.cuts))

    @property
    def id(self) -> str:
        """Return the id of the measure."""
        return f"{self.indicator}:{self.place}:{self.period or 'all'}"

    @property
    def country(self) -> str:
        """Return the code of the country that the place is or lies in."""
        return self.place.partition("-")[0]

    def takes(self, act: ActFact) -> bool:
        """Say whether an act, with the status that its measure counts, belongs here."""
        here = self.place in places(act) and self.period in periods(act.date)
        wanted = self.groups
        fits = here and labels(act.type) >= set(self.cuts) - wanted
        return fits and (not wanted or bool(members(act, wanted)))

    @property
    def groups(self) -> frozenset[str]:
        """Return those of its cuts that are groups."""
        return frozenset(groups().keys() & self.cuts) if self.cuts else frozenset()


def parse(identity: str) -> Cell | None:
    """Read the id of a measure; None for what is none. Cuts may come in any order."""
    indicator, _, rest = identity.partition(":")
    place, _, period = rest.partition(":")
    what, *cuts = indicator.split(".")
    order = {code: number for number, code in enumerate(cut_codes())}
    whole = what in (*OF_DOCUMENTS, *LASTING)
    wrong = not set(cuts) <= order.keys() or (cuts and whole) or len(set(cuts)) < len(cuts)
    wrong = wrong or (what in LASTING and "-" in place)
    if wrong or what not in KINDS or not _PLACE.fullmatch(place) or not _PERIOD.fullmatch(period):
        return None
    return Cell(what, tuple(sorted(cuts, key=order.__getitem__)), place, "" if period == "all" else period)


@cache
def cut_codes() -> tuple[str, ...]:
    """Return every cut: directions, types, freedoms, levels of severity, groups; a test holds them all different."""
    held = acts()
    levels = (severity(level) for level in held.severity)
    return (*held.directions, *act_types(), *freedoms(), *levels, *groups())


@cache
def freedoms() -> tuple[str, ...]:
    """Return the codes of the freedoms, in the order of `acts.yaml`."""
    return tuple(freedom.code for freedom in acts().freedoms)


def severity(level: int) -> str:
    """Return the cut of a level of severity."""
    return f"severity{level}"


@cache
def labels(kind: str) -> frozenset[str]:
    """Return every cut that acts of a type belong to; of a type that the vocabulary no longer has, only the type."""
    known = act_types().get(kind)
    return frozenset({kind, known.direction, severity(known.severity), *known.freedoms} if known else {kind})


@cache
def listed_cuts(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the combinations of cuts under which acts of a type are listed: each alone, and direction with freedom."""
    known = act_types().get(kind)
    if known is None:
        return ((), (kind,))
    alone = ((), (known.direction,), (kind,), *((freedom,) for freedom in known.freedoms), (severity(known.severity),))
    return (*alone, *((known.direction, freedom) for freedom in known.freedoms))


def members(act: ActFact, wanted: Collection[str]) -> list[Member]:
    """Return what says that a victim of an act is in each of some groups: of those victims who are in all of them."""
    of: dict[str, set[str]] = {}
    for one in act.members:
        of.setdefault(one.party, set()).add(one.group)
    return [one for one in act.members if one.group in wanted and of[one.party].issuperset(wanted)]


def places(act: ActFact) -> tuple[str, ...]:
    """Return the places that an act counts under: its country and its region there, known or not."""
    return (act.country, act.region or f"{act.country}{UNKNOWN_REGION}") if act.country else (NOWHERE,)


@cache
def periods(when: str) -> tuple[str, ...]:
    """Return the periods that a partial date counts under; what runs over several counts in the first."""
    if not when:
        return ("", UNDATED)
    year = when[:_YEAR]
    return ("", year, when[:_MONTH] if len(when) >= _MONTH else f"{year}{UNKNOWN_MONTH}")


def cells(act: ActFact, what: str) -> Iterator[Cell]:
    """Yield every cell in which an act is listed; in a region only the whole, its direction and its type.

    Under groups it is listed as a whole.
    """
    cuts_of_groups = tuple((group,) for group in dict.fromkeys(one.group for one in act.members))
    for place in places(act):
        cuts_here = (
            (*listed_cuts(act.type), *cuts_of_groups) if "-" not in place else listed_cuts(act.type)[:_OF_REGIONS]
        )
        for period in periods(act.date):
            for cuts in cuts_here:
                yield Cell(what, cuts, place, period)


def is_counted(act: ActFact) -> bool:
    """Say whether an act counts as having taken place."""
    return bool(act.type and act.status) and counts(act.status)
