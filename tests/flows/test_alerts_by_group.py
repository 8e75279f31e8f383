"""Benchmarks that count acts by the group of their victims: who is told, on which claims, and what erasure leaves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import affected
import pytest
import samples
from django.conf import settings

from saksi.assess import triggers
from saksi.flows import alerts
from saksi.flows.why import why
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.store import erase, models, write
from saksi.store.read import current
from saksi.store.read.alerts import Shown, listed
from saksi.store.read.record import record
from saksi.web.access import Guest

pytestmark = pytest.mark.django_db

TODAY = date(2021, 3, 20)
HOUSE = Guest("contributor")
OWN = """- {name: journalists, version: 1, kind: count, types: [arrest], groups: [journalists], least: 2, days: 30}
- {name: lawyers, version: 1, kind: count, types: [arrest], groups: [lawyers], least: 1, days: 30}
"""


@pytest.fixture(autouse=True)
def _laid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, "utf-8")
    monkeypatch.setattr(settings, "SAKSI", replace(settings.SAKSI, benchmarks=str(own)))
    affected.lay()


def told(visitor: Guest | None = None) -> dict[str, Shown]:
    return {one.rule: one for one in listed(record(visitor))}


def role(value: str) -> str:
    return current.rows().get(kind="Person", prop="role", value=value).claim


def publish(name: str) -> None:
    for one in {s.claim for s in current.rows().filter(kind="Person", prop="name", value=name)}:
        write.decide(samples.decision(one, Verdict.PUBLISH))


def test_only_acts_against_the_group_count_and_only_who_knows_the_group_is_told() -> None:
    alerts.look(TODAY)
    assert told() == {}
    assert {rule: len(one.acts) for rule, one in told(HOUSE).items()} == {"journalists@1": 2, "lawyers@1": 1}
    publish("Ana Reyes-Invented")
    assert {rule: one.value for rule, one in told().items()} == {"journalists@1": 2}
    write.decide(samples.decision(role("reporter"), Verdict.WITHHOLD))
    assert told() == {}
    assert len(told(HOUSE)) == 2


def test_a_public_alert_stands_on_public_roles() -> None:
    publish("Ana Reyes-Invented")
    write.decide(samples.decision(role("reporter"), Verdict.WITHHOLD))
    assert told() == {}
    alerts.look(TODAY)
    assert told() == {}


def test_an_alert_walks_to_the_words_that_say_who_the_victim_is() -> None:
    alerts.look(TODAY)
    one = told(HOUSE)["lawyers@1"]
    assert f"[claim {role('lawyer')}]" in "\n".join(each.words for each in why(f"alert:{one.id}").walk())


def test_an_alert_falls_with_an_erased_role_and_is_counted_anew() -> None:
    alerts.look(TODAY)
    with erase.erasing("Document", "ana", "asked") as stone:
        erase.document(affected.pages()[4].document.sha256, stone)
    assert set(told(HOUSE)) == {"journalists@1"}
    assert not models.Alert.objects.filter(rule="lawyers@1").exists()
    assert alerts.look(TODAY) == []


def test_a_role_said_twice_carries_an_alert_that_lost_one() -> None:
    more = affected.page("Cora Meas-Invented, a lawyer, is known.", {"Cora Meas-Invented": ("lawyer",)})
    write.add(more.document, more.text, list(more.statements()))
    alerts.look(TODAY)
    with erase.erasing("Document", "ana", "asked") as stone:
        erase.document(affected.pages()[4].document.sha256, stone)
    assert [one.rule for one in alerts.look(TODAY)] == ["lawyers@1"]


def test_a_group_that_there_is_not_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "wrong.yaml"
    own.write_text(OWN.replace("[lawyers]", "[heretics]"), "utf-8")
    with pytest.raises(UsageError, match="heretics is no group"):
        triggers.benchmarks(str(own))


def test_the_benchmark_that_saksi_comes_with_goes_by_the_group() -> None:
    (rule,) = (one for one in triggers.benchmarks() if one.name == "detentions-of-journalists")
    assert (rule.groups, rule.words, rule.version) == (("journalists",), (), 2)
