"""What the store holds, as the cards that templates know."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from saksi.assess.exposure import Told
from saksi.assess.indicators import NOWHERE
from saksi.model.types import Document
from saksi.publish import charts, labels
from saksi.publish.cards import (
    ActCard,
    CountryLine,
    CountrySheet,
    Link,
    Mention,
    NamedLine,
    NamedSheet,
    Number,
    Pieces,
    SourceCard,
)
from saksi.publish.mask import flat
from saksi.publish.provinces import provinces
from saksi.publish.tables import by_group, by_province, reported, tables
from saksi.store.read import acts as reading
from saksi.store.read import countries, people
from saksi.store.read.acts import Choice, Involved, Listed
from saksi.store.read.facts import ActLine, Party
from saksi.store.read.finds import pieces
from saksi.store.read.once import once
from saksi.store.read.record import Record
from saksi.store.search import ranges
from saksi.web.templatetags.saksi import acts_of, file_of, page_of, place, place_of

LATEST = 6
LIST = {"Person": "people", "Organisation": "organisations", "Law": "laws"}
_FIELD = {"year": "period", "month": "period"}


def source(document: Document) -> SourceCard:
    """Present a document."""
    return SourceCard(
        document.title or file_of(document),
        reverse("explore:document", args=[document.sha256]),
        document.publisher,
        document.published,
        document.url,
        document.lang,
    )


def act(item: Listed, role: str = "", query: str = "") -> ActCard:
    """Present an act report; the words of a query are marked in its quote."""
    line = item.line
    return ActCard(
        to=page_of("Act", line.id),
        type=line.type,
        status=line.status,
        quote=_pieces(line.quote, query),
        source=source(item.document),
        subtype=line.subtype,
        date=line.date,
        place=line.place,
        country=line.country,
        country_to=reverse("explore:country", args=[line.country or NOWHERE]),
        quote_to=place(line.document, line.start, line.end),
        victims=tuple(_party(one) for one in item.victims),
        role=role,
        checked=line.decided,
    )


def acts(record: Record, lines: Iterable[ActLine], query: str = "") -> list[ActCard]:
    """Present act reports as the visitor may see them."""
    return [act(item, query=query) for item in reading.listed(record, lines)]


def country_lines(listed: Iterable[countries.CountryLine]) -> list[CountryLine]:
    """Present the list of countries."""
    return [
        CountryLine(
            line.count.key,
            "" if line.count.key == NOWHERE else reverse("explore:country", args=[line.count.key]),
            number(line.count.reported, country=line.count.key, status="reported"),
            number(line.count.alleged, country=line.count.key, status="alleged"),
            Number(line.documents),
            line.latest,
        )
        for line in listed
    ]


def number(n: int, **choice: Any) -> Number:
    """Present a number of acts, which leads to their list unless there is none."""
    return Number(n, acts_of(**choice) if n else "")


def country(record: Record, page: countries.CountryPage, code: str, beside: Told) -> CountrySheet:
    """Present the page of a country."""
    known = provinces(code)
    told = reading.choose(record, Choice(country=code, status="reported"), first=True)[:LATEST]
    key = ("provinces", record.sight.audience, code)
    counted = once(key, lambda: by_province(known, ((at, s) for _, s, at in reading.places(record, code))))

    def address(table: str, key: str, status: str) -> str:
        return acts_of(country=code, status=status, **{_FIELD.get(table, table): key})

    return CountrySheet(
        code=code,
        reported=number(page.total.reported, country=code, status="reported"),
        alleged=number(page.total.alleged, country=code, status="alleged"),
        documents=Number(page.documents),
        tables=tables(page, counted, known, by_group(beside, code), address),
        latest=acts(record, told),
        others=[(status, n, acts_of(country=code, status=status)) for status, n in page.others],
        month_chart=charts.months(page.months, labels.chart_by_month(code)),
        province_map=charts.provinces(known, reported(counted), labels.map_of(code)) if known else charts.NOTHING,
        why=page.total.id,
    )


def named(record: Record, page: people.Page, acts: Iterable[tuple[ActLine, Party]]) -> NamedSheet:
    """Present the page of a person, an organisation or a law, with these of its acts; a law has those that cite it."""
    parts = {line: party.role for line, party in acts}
    told = list(parts) if page.kind != "Law" else citing(record, page)
    found: dict[str, list[Link]] = {}
    for claim in page.facts:
        words = labels.value(claim.statement.kind, claim.statement.prop, claim.value)
        to = place_of(claim.statement.document, claim.span)
        found.setdefault(labels.prop(claim.statement.kind, claim.statement.prop), []).append(Link(words, to))
    return NamedSheet(
        page.kind,
        page.row.name,
        page.row.others,
        [act(item, parts.get(line, "")) for item, line in zip(reading.listed(record, told), told, strict=True)],
        list(found.items()),
        [_mention(mention) for mention in page.mentions],
        why=page.row.id,
    )


def citing(record: Record, page: people.Page) -> list[ActLine]:
    """Return the act reports whose words cite a law by one of its names, in a document that names it too."""
    known = [flat(name) for name in (page.row.name, *page.row.others)]
    told = reading.of_documents(record, [mention.document.sha256 for mention in page.mentions])
    cited = {line.id: line for line in told if any(n in flat(w) for w in line.provisions for n in known)}
    return sorted(cited.values(), key=lambda line: line.date, reverse=True)


def named_line(row: people.Row, kind: str) -> NamedLine:
    """Present a named thing in a list."""
    return NamedLine(page_of(kind, row.id), row.name, row.acts, row.documents, row.others)


def _pieces(words: str, query: str) -> Pieces:
    return pieces(words, ranges(words, query)) if query else ((words, False),)


def _party(one: Involved) -> Link:
    return Link(one.party.name, page_of(one.kind, one.home) if one.home else "")


def _mention(mention: people.Mention) -> Mention:
    line = mention.line
    return Mention(source(mention.document), line.quote, place(mention.document.sha256, line.start, line.end))
