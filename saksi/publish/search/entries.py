"""What search in the frozen site finds: the pages of an edition, with the words that they are found by."""

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.assess.indicators import NOWHERE
from saksi.publish import labels
from saksi.publish.edition import ActReport, Edition, names, sorted_named
from saksi.publish.gate import Item, Source
from saksi.publish.tags import page

KINDS = ("Person", "Organisation", "Law", "Country", "Act", "Document")
"""The sorts of pages in the order in which they are listed."""

Said = tuple[str, str]
"""Words, and their language where it is not that of the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that can be found: a line about it as results show it, and the words that it is found by.

    `labels` are our own words, in the language of the site; `words` are those that documents say, in every language
    the same. Both stand on the page.
    """

    kind: str
    to: str
    title: Said
    note: tuple[Said, ...]
    quote: Said
    labels: tuple[str, ...]
    words: tuple[Said, ...]


def entries(edition: Edition) -> Iterator[Entry]:
    """Yield what can be found in the language of the site, best first: by kind, then as its lists are ordered."""
    for kind in ("Person", "Organisation"):
        for item in sorted_named(edition.of(kind), edition.roles):
            yield _named(item)
    for item in sorted(edition.of("Law"), key=lambda law: (names(law)[0].casefold(), law.id)):
        yield _named(item)
    for line in edition.countries:
        name = labels.country(line.count.key)
        yield Entry("Country", f"countries/{line.count.key}.html", (name, ""), (), ("", ""), (name,), ())
    yield from map(_act, edition.acts)
    yield from map(_document, edition.sources.values())


def _named(item: Item) -> Entry:
    first, *others = names(item)
    note = tuple((other, "") for other in others)
    return Entry(item.kind, page(item), (first, ""), note, ("", ""), (), tuple((name, "") for name in (first, *others)))


def _act(act: ActReport) -> Entry:
    lang, source = act.source.lang, act.source
    own = [labels.act_type(act.type)]
    if act.item.first("subtype"):
        own.append(labels.subtype(act.type, act.item.first("subtype")))
    country = labels.country(act.country)
    place = act.item.first("place")
    dated = ", ".join(filter(None, (own[0], labels.date(act.date))))
    told = [part.name for part in act.victims if part.name]
    note = [*((name, lang) for name in told), (place, lang), (country if act.country else "", ""), (_title(source))]
    said = [act.quote, place, *(part.name for part in act.parts), *act.item.all("provision")]
    return Entry(
        "Act",
        f"acts/{act.id}.html",
        (dated, ""),
        tuple(one for one in note if one[0]),
        (act.quote, lang),
        (*own, country if act.country not in ("", NOWHERE) else ""),
        tuple((words, lang) for words in dict.fromkeys(said) if words),
    )


def _document(source: Source) -> Entry:
    note = ((source.publisher, source.lang), (labels.date(source.published), ""))
    words = tuple((said, source.lang) for said in (source.title, source.publisher) if said)
    shown = tuple(one for one in note if one[0])
    return Entry("Document", f"sources/{source.id}.html", _title(source), shown, ("", ""), (), words)


def _title(source: Source) -> Said:
    return (source.title, source.lang) if source.title else (labels.untitled(), "")
