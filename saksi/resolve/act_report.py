"""A report of an act as one document gives it: what matching of acts looks at."""

from dataclasses import dataclass, replace

from saksi.model.dates import PartialDate, Period
from saksi.model.errors import SchemaError

_LISTS = ("victims", "perpetrators", "provisions", "place", "outcome", "amount")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an act, as the document names them.

    `home` is the cluster of the person or organisation where it is known, `kind` then Person or Organisation; `count`
    is a stated number of people, for groups.
    """

    name: str
    home: str = ""
    kind: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ActReport:
    """One report of an act; everything but `id` and `type` may be unknown.

    `places` are words from the narrow to the wide, `country` is ISO 3166-1 alpha-2, `count` the stated number of
    victims, `outcomes` subtype, sentence or stage, `published` the partial date of the document, `words` what it says.
    """

    id: str
    type: str
    document: str = ""
    status: str = "reported"
    date: Period | None = None
    places: tuple[str, ...] = ()
    country: str = ""
    victims: tuple[Party, ...] = ()
    perpetrators: tuple[Party, ...] = ()
    provisions: tuple[str, ...] = ()
    count: int | None = None
    outcomes: tuple[str, ...] = ()
    published: str = ""
    words: str = ""
    loose: bool = False


def period_of(text: str, end: str = "") -> Period | None:
    """Read `2019-11`, `2019-11-28/2019-12` or two dates as a period; None for what is no date."""
    first, _, last = text.partition("/")
    try:
        start = PartialDate.parse(first)
        return Period(start, PartialDate.parse(last or end) if last or end else start)
    except SchemaError:
        return None


def of_hints(words: str, context: str, identity: str = "") -> ActReport:
    """Read a report from its words and hints like `type=arrest; date=2020-09; victims=A|B; count=3`.

    Hints that are not known are left alone; a context without any hint gives the bare words.
    """
    hints = dict(part.split("=", 1) for part in context.split("; ") if "=" in part)
    listed = {name: tuple(one.strip() for one in hints.get(name, "").split("|") if one.strip()) for name in _LISTS}
    count = hints.get("count", "")
    report = ActReport(
        id=identity,
        type=hints.get("type", ""),
        date=period_of(hints.get("date", "")),
        places=tuple(part.strip() for place in listed["place"] for part in place.split(",")),
        victims=tuple(Party(name) for name in listed["victims"]),
        perpetrators=tuple(Party(name) for name in listed["perpetrators"]),
        provisions=listed["provisions"],
        count=int(count) if count.isascii() and count.isdigit() else None,
        outcomes=listed["outcome"],
        words=words,
    )
    return replace(report, document=hints.get("document", ""))
