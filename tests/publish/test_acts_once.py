"""Outside, too, an act counts once however many documents report it, and by what may leave of these reports alone."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import houses
from scene import Page, Writer

from saksi.model.types import Verdict
from saksi.publish.edition import Edition, edition
from saksi.publish.gate import Gate
from saksi.publish.places import CountryPages
from saksi.publish.site import Site
from saksi.resolve.union import Links

CANARY = "Battambang"


def report(month: str, *, place: str = "", date: str = "", status: str = "reported", country: str = "KH") -> Page:
    words = f"Students were arrested in {place or 'town'} in {month} 2020."
    writer = Writer(words, title=month, publisher="North Post", published="2020-12-01")
    given = {"place": (place, place)} if place else {}
    given |= {"date": (date, f"{month} 2020")} if date else {}
    writer.act(words, "arrested", "arrest", status=(status, "arrested"), country=(country, words), **given)
    return writer.page()


def ids(pages: Iterable[Page]) -> list[str]:
    return [s.entity for page in pages for s in page.statements() if s.kind == "Act" and s.prop == "type"]


def joined(*pages: Page, withheld: Page | None = None) -> Edition:
    """Publish reports that are one act, all but one that is withheld."""
    decisions = houses.decide([withheld], Verdict.WITHHOLD, "Act", "type") if withheld else []
    found = ids(pages)
    house = replace(houses.house(list(pages), decisions), links=Links(tuple(combinations(sorted(found), 2))))
    return edition(Gate(house))


def counted(made: Edition) -> list[tuple[str, int, int, int]]:
    return [(line.count.key, line.count.reported, line.count.alleged, line.documents) for line in made.countries]


def test_two_reports_of_one_act_count_once_everywhere() -> None:
    made = joined(report("March"), report("April", place="Kampot"))
    pages = CountryPages(made, "KH")
    assert (len(made.acts), len(made.facts.acts), counted(made)) == (2, 1, [("KH", 1, 0, 2)])
    assert [len(listing.acts) for listing in pages.listings()] == [1] * len(list(pages.listings()))
    assert [(c.key, c.reported) for c in pages.by_province] == [("KH-7", 1)]
    assert len(pages.sources()) == 2


def test_apart_they_count_apart() -> None:
    made = houses.whole([report("March"), report("April")])
    assert counted(made) == [("KH", 2, 0, 2)]
    assert len(made.facts.acts) == 2


def test_a_report_that_stays_gives_no_value_and_no_id() -> None:
    first = report("May", place=CANARY, date="2020-05", country="KH")
    told, other = report("March", status="alleged"), report("April", status="alleged")
    made = joined(first, told, other, withheld=first)
    house_ids = {made.home(act.id) for act in made.acts}
    assert counted(made) == [("KH", 0, 1, 2)]
    assert house_ids <= {act.id for act in made.acts}
    pages = "\n".join(content.decode() for path, content in Site(made, "A group").files() if path.endswith(".html"))
    assert CANARY not in pages.replace(f">{CANARY}<", "")  # the name of a province stands in the words of maps
    assert "2020-05" not in pages
    assert [(c.key, c.alleged) for c in CountryPages(made, "KH").by_province] == []


def test_a_report_that_stays_joins_no_two_that_leave() -> None:
    between, one, other = report("May"), report("March"), report("April", place="Kampot")
    (hidden,), (first,), (second,) = ids([between]), ids([one]), ids([other])
    decisions = houses.decide([between], Verdict.WITHHOLD, "Act", "type")
    links = Links(((hidden, first), (hidden, second)))
    made = edition(Gate(replace(houses.house([between, one, other], decisions), links=links)))
    assert counted(made) == [("KH", 2, 0, 2)]


def test_a_report_alone_outside_counts_as_it_stands() -> None:
    first, told = report("May", place=CANARY), report("March", status="alleged")
    made = joined(first, told, withheld=first)
    assert counted(made) == [("KH", 0, 1, 1)]
    assert dict(made.together) == {}


def test_a_country_that_only_another_report_names_has_a_page_without_a_number() -> None:
    made = joined(report("March", date="2020-03"), report("April", country="LA"))
    assert sorted(counted(made)) == [("KH", 1, 0, 1), ("LA", 0, 0, 1)]
    assert [len(listing.acts) for listing in CountryPages(made, "LA").listings()] == []


def under_keys(*pages: Page) -> list[Edition]:
    """Publish reports that are one act from twelve stores, each with ids of its own."""
    found = ids(pages)
    house = replace(houses.house(list(pages)), links=Links(tuple(combinations(sorted(found), 2))))
    return [edition(Gate(replace(house, key=bytes([n]) * 32))) for n in range(12)]


def test_an_act_counts_as_inside_whatever_ids_it_has_outside() -> None:
    """Between equals goes the smallest id inside (see `store.act_groups`): the ids outside are as good as a lot."""
    dates = {"August": "2020-08-31", "September": "2020-09-01"}
    pages = [report(month, date=date) for month, date in dates.items()]
    first = min(zip(ids(pages), dates.values(), strict=True))[1]
    for made in under_keys(*pages):
        assert [act.date for act in made.counted] == [fact.date for fact in made.facts.acts] == [first]
        page = made.country("KH")
        assert page
        assert [count.key for count in page.months] == [first[:7]]


def test_a_place_that_only_other_reports_give_is_the_one_most_of_them_do() -> None:
    best = report("May", date="2020-05-03")
    others = report("March", place="Kampot"), report("April", place="Kampot"), report("July", place="Kandal")
    abroad = [report(month, place="Vientiane", country="LA") for month in ("June", "August", "October")]
    for made in under_keys(best, *others, *abroad):
        assert [(act.date, made.place(act)) for act in made.counted] == [("2020-05-03", "Kampot")]
        assert [(c.key, c.reported) for c in CountryPages(made, "KH").by_province] == [("KH-7", 1)]
