"""The demonstration's parts: its table, its login, and its decisions, which touch the examples alone."""

import pytest
import samples

from saksi.flows import demo
from saksi.model.policy import Role
from saksi.store import models
from saksi.store.users import add_user

pytestmark = pytest.mark.django_db


def test_the_table_counts_what_the_record_holds() -> None:
    samples.add(source="examples/note.txt")
    samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "examples/other.txt")
    demo.resolve()

    assert demo.table() == [
        demo.Row("note.txt", "A note", "KH", 3, 2, 0),
        demo.Row("other.txt", "A note", "KH", 1, 1, 0),
    ]
    assert demo.totals() == {"documents": 2, "Act": 4, "Person": 2, "Organisation": 0}
    assert demo.largest_count() == "acts:KH:all"


def test_an_empty_record_has_no_largest_count() -> None:
    assert demo.largest_count() == ""
    assert demo.table() == []


def test_the_reviewer_gets_a_new_password_each_time() -> None:
    first, second = demo.reviewer(), demo.reviewer()

    assert first.name == second.name == "reviewer"
    assert first.password != second.password
    assert models.User.objects.count() == 1


def test_a_reviewer_of_the_group_is_not_touched_by_another_name() -> None:
    password = add_user("ana", Role.REVIEWER)
    demo.reviewer()

    assert models.User.objects.get(username="ana").check_password(password)


def test_people_of_ones_own_documents_are_not_published() -> None:
    samples.add()
    replayed = list(demo.decide_examples())

    assert all(one.state == "missed" for one in replayed)
    assert not models.Decision.objects.exists()
