"""What people read for codes, dates and numbers."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from saksi.model.types import Document
from saksi.model.vocabulary import act_types, acts, kind_of, statuses, terms
from saksi.publish import labels
from saksi.publish.bars import bar
from saksi.web.paging import leaf
from saksi.web.templatetags import saksi as tags


@pytest.mark.parametrize(
    ("given", "words", "exact"),
    [
        ("2019", "2019", "only the year is known"),
        ("2019-11", "November 2019", "exact to the month"),
        ("2019-11-08", "8 November 2019", "exact to the day"),
        ("soon", "soon", ""),
        ("", "", ""),
    ],
)
def test_dates_are_as_exact_as_they_are_known(given: str, words: str, exact: str) -> None:
    assert labels.date(given) == words
    assert labels.precision(given) == exact


def test_every_code_of_the_vocabulary_has_words() -> None:
    assert all(labels.act_type(code) != code for code in act_types())
    assert all(labels.status(code) and labels.status_help(code) for code in statuses())
    assert all(labels.freedom(term.code) == term.label for term in acts().freedoms)
    assert all(labels.role(code) != code for code in terms(kind_of("Involvement").properties["role"]))


def test_what_is_unknown_stays_as_it_is() -> None:
    assert labels.act_type("new") == labels.status("new") == labels.role("new") == labels.verdict("new") == "new"
    assert labels.country("XX") == "XX"
    assert labels.country("KH") == "Cambodia"
    assert labels.country("ZZ") == labels.country("") == "No country given"


@pytest.mark.parametrize(
    ("wanted", "number", "first"),
    [("", 1, 0), ("2", 2, 10), ("3", 3, 20), ("9", 3, 20), ("0", 1, 0), ("-1", 1, 0), ("x", 1, 0), ("٣", 1, 0)],
)
def test_whatever_is_asked_for_is_a_page(wanted: str, number: int, first: int) -> None:
    page = leaf(list(range(25)), wanted, 10)
    assert (page.number, page.last, page.items[0]) == (number, 3, first)
    assert page.previous == number - 1
    assert page.next == (number + 1 if number < 3 else 0)


def test_an_empty_list_has_one_page() -> None:
    assert (leaf([], "5").number, leaf([], "5").last) == (1, 1)


def test_a_document_without_a_title_is_called_by_its_file() -> None:
    assert tags.name_of(Document("0" * 64, "/home/ana/river/note.txt", "text/plain")) == "note.txt"
    assert tags.name_of(Document("0" * 64, "C:\\river\\note.txt", "text/plain", title="A note")) == "A note"


def test_bars_share_one_scale_and_never_divide_by_nothing() -> None:
    assert 'width="50.0"' in bar(2, 0, 4)
    assert 'x="50.0" width="25.0"' in bar(2, 1, 4)
    assert 'width="0.0"' in bar(0, 0, 0)


def test_links_keep_the_choice_of_the_page() -> None:
    request = RequestFactory().get("/acts/?country=KH&page=2")
    made = Template("{% load saksi %}{% with_query page=3 %}|{% with_query page='' %}").render(
        Context({"request": request})
    )
    assert made == "?country=KH&amp;page=3|?country=KH"


def test_pages_ask_the_store_as_often_for_much_as_for_little(
    member: Client, document: str, django_assert_max_num_queries: object
) -> None:
    import samples

    for number in range(12):
        samples.add("\n".join(f"{line}" for line in samples.LINES) + f"\nNote {number}.", f"{number}.txt")
    member.get("/")
    for address in ("/", "/countries/", "/countries/KH/", "/documents/", "/acts/", "/people/", "/search/?q=arrested"):
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            member.get(address)
