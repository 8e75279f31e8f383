"""What an edition shows, as the cards that templates know; addresses begin at the root of the edition."""

from collections.abc import Sequence

from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import kind_of
from saksi.publish import labels
from saksi.publish.cards import ActCard, CountryLine, Link, Mention, NamedLine, NamedSheet, Number, SourceCard
from saksi.publish.edition import NAMING, ActReport, Edition, names
from saksi.publish.gate import Item, Said, Source
from saksi.publish.tags import page

Facts = list[tuple[str, str, Sequence[Said]]]


def source(one: Source) -> SourceCard:
    """Present a source; one whose title may not be told says so."""
    title = one.title or labels.untitled()
    return SourceCard(title, f"sources/{one.id}.html", one.publisher, one.published, one.url, one.lang)


def act(report: ActReport, role: str = "") -> ActCard:
    """Present an act report; `role` is the part in it of whom the page is about."""
    return ActCard(
        to=f"acts/{report.id}.html",
        type=report.type,
        status=report.status,
        quote=((report.quote, False),),
        source=source(report.source),
        subtype=report.item.first("subtype"),
        date=report.date,
        place=report.item.first("place"),
        country=report.country,
        country_to=f"countries/{report.country or NOWHERE}.html",
        victims=tuple(Link(part.name, page(part.to) if part.to else "") for part in report.victims),
        role=role,
        checked=report.checked,
    )


def countries(edition: Edition) -> list[CountryLine]:
    """Present the list of countries."""
    return [
        CountryLine(
            line.count.key,
            f"countries/{line.count.key}.html",
            number(line.count.reported, f"countries/{line.count.key}-reported.html"),
            number(line.count.alleged, f"countries/{line.count.key}-alleged.html"),
            number(line.documents, f"countries/{line.count.key}.html#sources"),
            line.latest,
        )
        for line in edition.countries
    ]


def number(n: int, to: str) -> Number:
    """Present a number, which leads to what it counts unless that is nothing."""
    return Number(n, to if n else "")


def named_line(edition: Edition, item: Item, acts: int) -> NamedLine:
    """Present a named thing in a list."""
    first, *others = names(item)
    return NamedLine(page(item), first, acts, len(edition.sources_of(item)), others)


def named(edition: Edition, item: Item, acts: Sequence[tuple[ActReport, str]], articles: Sequence[Item]) -> NamedSheet:
    """Present the page of a named thing."""
    first, *others = names(item)
    said = [
        (label, [Link(labels.value(item.kind, prop, one.value)) for one in found])
        for prop, label, found in facts(item, leave_out=NAMING)
    ]
    return NamedSheet(
        item.kind,
        first,
        others,
        [act(report, role) for report, role in acts],
        said,
        _mentions(edition, item),
        [Link(": ".join(filter(None, (one.first("article"), one.first("title"))))) for one in articles],
    )


def facts(item: Item, leave_out: Sequence[str] = ()) -> Facts:
    """Return the values that a page lists with their labels; links to other items are pages of their own."""
    return [
        (prop, labels.prop(item.kind, prop), item.values[prop])
        for prop in kind_of(item.kind).properties
        if prop in item.values and prop not in leave_out and not item.values[prop][0].to
    ]


def _mentions(edition: Edition, item: Item) -> list[Mention]:
    """Return each source with the first words of it that name the item."""
    quotes: dict[str, str] = {}
    for prop in NAMING:
        for said in item.values.get(prop, ()):
            quotes.setdefault(said.source, said.quote)
    return [Mention(source(one), quotes[one.id]) for one in edition.sources_of(item) if one.id in quotes]
