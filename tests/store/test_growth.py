"""A document that only adds to clusters is added to their sums, which come to the same as summed up whole."""

from typing import Any

import pytest
import samples
from scene import Writer

from saksi.model.types import Verdict
from saksi.store import check_rows, clusters, models, write


def tell(number: int, person: str, group: str, *, country: str = "KH", witness: bool = False) -> None:
    words = f"{person} of {group} was arrested in report {number}."
    page = Writer(words, title=f"Report {number}", publisher="North Post", published="2020-12-01")
    act = page.act(words, "arrested", "arrest", status=("reported", "arrested"), country=(country, "arrested"))
    page.part(act, "witness" if witness else "victim", person, page.named("Person", person))
    page.named("Organisation", group)
    one = page.page()
    write.add(one.document, one.text, list(one.statements()))


@pytest.fixture
def whole(db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the clusters that were summed up whole, as they come."""
    found: list[str] = []
    settle = clusters.settle

    def noted(homes: Any) -> None:
        wanted = list(homes)
        settle(wanted)
        found.extend(models.ClusterRow.objects.filter(cluster__in=wanted, inner=True).values_list("name", flat=True))

    monkeypatch.setattr(clusters, "settle", noted)
    return found


def sums(name: str) -> tuple[int, int]:
    row = models.ClusterRow.objects.get(name=name, inner=True)
    return row.documents, row.acts


def test_a_second_document_is_added_to_the_sums(whole: list[str]) -> None:
    tell(1, "Mira Solan", "North Union")
    assert sorted(whole) == ["Mira Solan", "North Union"]
    whole.clear()
    tell(2, "Mira Solan", "North Union")
    assert whole == []
    assert sums("Mira Solan") == (2, 2)
    assert sums("North Union") == (2, 0)
    assert list(check_rows.problems()) == []


def test_another_spelling_is_summed_up_whole(whole: list[str]) -> None:
    tell(1, "Mira Solan", "North Union")
    whole.clear()
    tell(2, "Mira Solan", "NORTH UNION")
    assert len(whole) == 1
    assert list(check_rows.problems()) == []


def test_who_becomes_protected_is_summed_up_whole_and_others_are_left(whole: list[str]) -> None:
    tell(1, "Mira Solan", "North Union")
    tell(2, "Teo Brandt", "North Union")
    whole.clear()
    tell(3, "Mira Solan", "North Union", witness=True)
    assert set(whole) == {"Mira Solan"}
    assert models.ClusterRow.objects.get(name="Mira Solan").level == "protected"
    assert list(check_rows.problems()) == []


def test_who_could_not_see_a_cluster_sees_it_with_a_document_that_he_may_read(db: None) -> None:
    tell(1, "Mira Solan", "North Union")
    write.decide(samples.decision(models.Document.objects.get().sha256, Verdict.WITHHOLD))
    assert not models.ClusterRow.objects.filter(name="North Union", open=True).exists()
    tell(2, "Teo Brandt", "North Union")
    assert models.ClusterRow.objects.get(name="North Union", open=True).documents == 1
    assert list(check_rows.problems()) == []
