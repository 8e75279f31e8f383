"""Ratings that are kept, proposed and explained down to rows of files and quotes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import samples

from saksi.assess.latent import fit
from saksi.assess.measured import Sources
from saksi.assess.outside.read import read
from saksi.flows import rating
from saksi.flows.reasons import Reason
from saksi.flows.why import why
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.store import models, panel, write
from saksi.store.panel import Said
from saksi.store.read import panel as kept

pytestmark = pytest.mark.django_db

HEADER = "Country/Territory,C/T,Edition,D,D1,D4,E,E1,E2,E3,F,CL"
SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}


@pytest.fixture
def given(tmp_path: Path) -> rating.Given:
    lands = {"Germany": 4, "Nepal": 2, "Cambodia": 1}
    rows = [
        f"{name},c,{year},{4 * k},{k},{k},{3 * k},{k},{k},{k},{4 * k},{15 * k}"
        for name, k in lands.items()
        for year in range(2020, 2023)
    ]
    file = tmp_path / "house.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return rating.Given(Sources(read(file, "freedom-house").values), (), {file.name: rating.hash_of(file)})


def words(reason: Reason) -> str:
    return "\n".join(one.words for one in reason.walk())


def said(user: str) -> Said:
    return Said(user, datetime.now(UTC), "as the record says")


def test_parameters_are_looked_for_once(given: rating.Given, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rating.rate(2021, date(2023, 1, 1), given)
    assert models.Fitted.objects.count() == 4
    monkeypatch.setattr(fit, "mode", None)
    assert rating.rate(2021, date(2023, 1, 1), given) == first


def test_a_rating_walks_back_to_rows_of_files_and_to_quotes(given: rating.Given) -> None:
    samples.add()
    found = rating.rate(2021, date(2023, 1, 1), given)
    assert (rating.keep(found, given), rating.keep(found, given)) == (3, 0)
    claim = models.Statement.objects.filter(prop="type").order_by("pk")[0].claim
    cited = ["acts.closing:KH:2021", claim]
    identity = rating.propose("KH", "2021", SCORES, said("ana"), 1, cited)
    panel.vote(identity, True, said("bo"))

    told = words(why("rating:KH:2021"))
    assert told.startswith("rating:KH:2021: 2021 repressed (30), by rating:KH:2021:1\n")
    assert "association = 30\nfreedom-house.E:KH:2021 = 25.75 of 100: line 10 of house.csv (SHA-256 " in told
    assert "vote for by bo" in told
    assert "acts.closing:KH:2021 = 2: act reports" in told
    assert f"[claim {claim}]" in told
    assert any(one.quotes for one in why(identity).walk())
    assert "computed by plain@1+measured@1 as of 2023-01-01: plain" in told


def test_what_counts_nothing_or_is_nowhere_is_not_cited_and_not_explained(given: rating.Given) -> None:
    for one in ("acts.closing:KH:1999", "0" * 32):
        with pytest.raises(UsageError, match="nothing"):
            rating.propose("KH", "2021", SCORES, said("ana"), 1, [one])
    assert kept.ratings() == []
    with pytest.raises(UsageError, match="nothing was proposed or kept"):
        why("rating:KH:2021")


def test_acts_of_the_record_count_only_as_far_as_everybody_may_see_them() -> None:
    doc = samples.document(published="2021-03")
    read_ = samples.text(doc)
    write.add(doc, read_, samples.statements(doc, read_))
    seen = rating.told("KH", 2021)
    assert seen is not None
    assert (seen.acts, seen.documents, seen.measures[:2]) == (2, 1, ("acts.closing:KH:2021", "documents:KH:2021"))
    assert rating.told("TH", 2021) is None
    claim = models.Statement.objects.filter(prop="type", value="charge").order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.WITHHOLD))
    less = rating.told("KH", 2021)
    assert less is not None
    assert less.acts == 1


def test_acts_of_the_record_are_those_of_today(given: rating.Given) -> None:
    with pytest.raises(UsageError, match="as they stand today"):
        rating.rate(2021, date(2022, 1, 1), given, of_record=True)
