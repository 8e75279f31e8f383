"""A case says of whom it was put together by the same name alone, until somebody confirms it. All names invented."""

import one_case
import pytest
import samples
from scene import Writer

from saksi.flows.why import why
from saksi.model.types import Verdict
from saksi.resolve.cases import chain
from saksi.store import models, write
from saksi.store.read import cases, joined
from saksi.store.read.record import record

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def laid(db: None) -> None:
    one_case.lay()


def page() -> cases.CasePage:
    found = cases.case(record(None), one_case.act_of(one_case.CHARGE))
    assert found is not None
    return found


def told() -> str:
    return why(f"case:{one_case.act_of(one_case.CHARGE)}").words


def test_documents_that_share_a_name_alone_are_marked(laid: None) -> None:
    found = page()
    (mira,) = (one.party.home for one in found.case.defendants if one.party.name == "Mira Solan")
    assert len(found.by_name) == 2  # the other one is told of by two reports that a machine joined
    assert len(found.by_name[mira]) == 4  # each of the five documents for itself: a machine's join confirms nobody
    assert "by the same name only, which nobody has confirmed: Mira Solan" in told()


def test_confirming_the_pairs_takes_the_mark_away(laid: None) -> None:
    pairs = [pair for found in page().by_name.values() for pair in found]
    for number, pair in enumerate(pairs, 1):
        write.decide(samples.decision(pair, Verdict.SAME))
        assert sum(map(len, page().by_name.values())) == len(pairs) - number
    assert "same name" not in told()


def test_reports_that_a_person_called_one_act_are_of_one_person(laid: None) -> None:
    before = sum(map(len, page().by_name.values()))
    pair = write.pair(one_case.act_of(one_case.ARREST), one_case.act_of(one_case.LATER))
    write.decide(samples.decision(pair, Verdict.SAME))
    assert sum(map(len, page().by_name.values())) == before - 2  # both people of these reports


def test_a_judgement_through_a_hidden_mention_confirms_nothing_to_who_may_not_see_it(laid: None) -> None:
    hidden = models.ActRow.objects.get(quote=one_case.VAGUE, inner=True).document_id
    write.decide(samples.decision(hidden, Verdict.WITHHOLD))
    before = page().by_name
    assert [len(pairs) for pairs in before.values()] == [3, 1]
    mira = models.NameRow.objects.get(document=hidden, name="Mira Solan", inner=True).entity
    for line in (one_case.CHARGE, one_case.RELEASE):
        document = models.ActRow.objects.get(quote=line, inner=True).document_id
        own = models.NameRow.objects.get(document=document, name="Mira Solan", inner=True).entity
        write.decide(samples.decision(write.pair(own, mira), Verdict.SAME))
    assert page().by_name == before


def test_refusing_a_pair_takes_the_namesake_out_of_the_case(laid: None) -> None:
    before = page()
    charged = models.ActRow.objects.get(quote=one_case.CHARGE, inner=True).document_id
    own = models.NameRow.objects.get(document=charged, name="Mira Solan", inner=True).entity
    listed = {end for pairs in before.by_name.values() for pair in pairs for end in pair.split(":")}
    for other in sorted(listed - {own}):
        write.decide(samples.decision(write.pair(own, other), Verdict.DIFFERENT))
    seen = record(None)
    every = cases.rows(seen)
    assert len(every) > 1
    assert sum(len(one.acts) for one in every) == len(before.acts)


def test_one_document_that_tells_it_all_is_not_marked(db: None) -> None:
    lines = [f"{one_case.ARREST}", f"{one_case.CHARGE}"]
    w = Writer("\n".join(lines), title="Both", publisher="North Post", published="2020-12-01")
    mira = w.named("Person", "Mira Solan")
    for line, verb, kind, date in ((lines[0], "arrested", "arrest", "2020-09-03"), (lines[1], "charged", "charge", "")):
        act = w.act(line, verb, kind, status=("reported", verb), **({"date": (date, "2020")} if date else {}))
        w.part(act, "victim", "Mira Solan", mira)
    done = w.page()
    write.add(done.document, done.text, list(done.statements()))
    for claim in models.Statement.objects.filter(kind="Person", prop="name").values_list("claim", flat=True):
        write.decide(samples.decision(claim, Verdict.PUBLISH))
    (found,) = cases.rows(record(None))
    assert len(found.acts) == 2
    assert not found.by_name


def test_a_case_that_is_cut_says_so(laid: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not page().cut
    monkeypatch.setattr(cases, "MOST", 1)
    assert page().cut
    assert "more acts may belong to it" in told()


def test_the_list_reads_the_cases_that_all_acts_make(laid: None) -> None:
    seen = record(None)
    every = joined.acts(seen, models.ActRow.objects.values_list("entity", flat=True))
    today = cases._today()
    made = chain((one.act for one in every), today).cases
    assert [one.case for one in cases.rows(seen)] == list(made)
    states = {state: cases.index(seen, state) for state in ("open", "closed")}
    assert sum(map(len, states.values())) == len(made)
    assert cases.index(seen) is cases.index(seen)
    write.decide(samples.decision(models.Statement.objects.filter(kind="Act", prop="type")[0].claim, Verdict.REJECT))
    assert sum(len(one.reports) for one in cases.index(record(None))) < sum(len(one.act.reports) for one in every)
