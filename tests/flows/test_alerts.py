"""Alerts: raised once, shown only to who sees enough of what they stand on, replayed, and mailed over real SMTP."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import samples
from django.conf import settings

from saksi.assess.panel import Basis, Motion
from saksi.assess.triggers import Crossing
from saksi.flows import alerts
from saksi.flows.why import why
from saksi.model.errors import SaksiError, StoreError
from saksi.model.policy import Role, Sensitivity
from saksi.model.types import Verdict
from saksi.store import alerts as store
from saksi.store import erase, models, panel, write
from saksi.store.append_only import raw
from saksi.store.panel import Said
from saksi.store.read.alerts import dated, listed
from saksi.store.read.record import Record, record
from saksi.store.read.visibility import Sight
from saksi.web.access import Guest

pytestmark = pytest.mark.django_db

TODAY = date(2021, 3, 20)
OWN = "- {name: two-charges, version: 1, kind: count, types: [arrest, charge], least: 2, days: 30}\n"
HOUSE = Guest("contributor")


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, "utf-8")
    monkeypatch.setattr(settings, "SAKSI", replace(settings.SAKSI, benchmarks=str(own)))


@pytest.fixture
def claims() -> list[str]:
    """Lay two acts in one month; returns the claims of their types."""
    doc = samples.add()
    found = models.Statement.objects.filter(document=doc.sha256, prop="type", value__in=("arrest", "charge"))
    days = dict(zip(("arrest", "charge"), ("2021-03-02", "2021-03-05"), strict=True))
    for one in found:
        date_ = models.Statement.objects.get(entity=one.entity, prop="date")
        write.decide(samples.decision(date_.claim, Verdict.CORRECT, days[one.value]))
    return sorted(found.values_list("claim", flat=True))


def seen(visitor: object = None) -> list[str]:
    return [f"{one.rule} {one.place} {one.period} {one.value:g}" for one in listed(record(visitor))]  # type: ignore[arg-type]


def test_an_alert_names_rule_value_and_claims_and_is_raised_once(claims: list[str]) -> None:
    (new,) = alerts.look(TODAY)
    assert alerts.look(TODAY) == []
    assert seen() == seen(HOUSE) == ["two-charges@1 KH 2021-03-05 2"]
    (shown,) = listed(record(None))
    assert sorted(act.claim for act in shown.acts) == claims
    assert all(claim in alerts.sentence(shown) for claim in claims)
    told = "\n".join(one.words for one in why(f"alert:{new.pk}").walk())
    assert "two-charges@1 in KH, 2021-03-05: 2, from 2 on" in told
    assert all(f"[claim {claim}]" in told for claim in claims)


def test_what_is_long_past_is_history_and_no_alert(claims: list[str]) -> None:
    assert alerts.look(date(2021, 9, 1)) == []
    assert len(alerts.look(date(2021, 9, 1), since=date(2021, 1, 1))) == 1


def test_nobody_is_told_of_acts_that_he_may_not_see(claims: list[str]) -> None:
    write.decide(samples.decision(claims[0], Verdict.WITHHOLD))
    alerts.look(TODAY)
    assert seen() == []
    assert seen(HOUSE) == ["two-charges@1 KH 2021-03-05 2"]


def test_what_is_withheld_later_takes_the_alert_from_who_may_not_see_it(claims: list[str]) -> None:
    alerts.look(TODAY)
    write.decide(samples.decision(claims[1], Verdict.WITHHOLD))
    assert (seen(), seen(HOUSE)) == ([], ["two-charges@1 KH 2021-03-05 2"])


def test_public_acts_raise_a_public_alert_beside_one_that_is_not(claims: list[str]) -> None:
    write.decide(samples.decision(claims[0], Verdict.WITHHOLD))
    alerts.look(TODAY)
    more = samples.add("Ana Brandt was charged in Kandal on 9 March 2021.", "other.txt")
    day = models.Statement.objects.get(document=more.sha256, prop="date")
    write.decide(samples.decision(day.claim, Verdict.CORRECT, "2021-03-09"))
    alerts.look(TODAY)
    assert seen() == ["two-charges@1 KH 2021-03-09 2"]


def act(day: str, verb: str = "arrested") -> dict[str, str]:
    """Lay one act of a day in March 2021 or after it; returns the claims about it by property."""
    doc = samples.add(f"Ana Brandt was {verb} in Kandal, as told on {day}, in 2021.", f"{day}-{verb}.txt")
    own = models.Statement.objects.filter(document=doc.sha256, kind="Act")
    found = dict(own.values_list("prop", "claim"))
    write.decide(samples.decision(found["date"], Verdict.CORRECT, day))
    return found


def test_a_hidden_act_does_not_tell_its_day_through_public_acts_before_it() -> None:
    for day in ("2021-03-01", "2021-03-02", "2021-03-07", "2021-03-12"):
        act(day)
    hidden = act("2021-04-01")
    write.decide(samples.decision(hidden["type"], Verdict.WITHHOLD))
    known = tuple(models.ActRow.objects.filter(inner=True).values_list("claim", flat=True))
    store.add([Crossing("two-charges@1", "KH", "2021-04-01", 5, 2, known)])
    assert seen() == []
    assert seen(HOUSE) == ["two-charges@1 KH 2021-04-01 3"], "two are out of the window"


@pytest.mark.parametrize("prop", ["date", "country"])
@pytest.mark.parametrize("verdict", [Verdict.WITHHOLD, Verdict.REJECT])
def test_nobody_learns_a_date_or_country_that_is_kept_from_him(prop: str, verdict: Verdict) -> None:
    act("2021-03-02")
    last = act("2021-03-05", "charged")
    alerts.look(TODAY)
    assert seen() == ["two-charges@1 KH 2021-03-05 2"]
    write.decide(samples.decision(last[prop], verdict))
    assert seen() == []


def test_an_act_whose_type_was_corrected_does_not_count() -> None:
    act("2021-03-02")
    last = act("2021-03-05", "charged")
    alerts.look(TODAY)
    write.decide(samples.decision(last["type"], Verdict.CORRECT, "release"))
    assert seen(HOUSE) == []


def test_reports_of_one_act_count_once() -> None:
    reports = [act("2021-03-02"), act("2021-03-05", "charged")]
    alerts.look(TODAY)
    entities = models.ActRow.objects.filter(claim=reports[0]["type"]).values_list("entity", flat=True)
    models.Follower.objects.create(entity=entities[0])
    assert seen(HOUSE) == []


def test_an_alert_of_a_rule_that_is_known_no_more_is_shown_to_who_sees_the_whole(
    claims: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts.look(TODAY)
    monkeypatch.setattr(settings, "SAKSI", replace(settings.SAKSI, benchmarks=""))
    assert seen() == []
    whole = Record(Sight(Role.ADMINISTRATOR, frozenset(Sensitivity), whole_texts=True, whole=True))
    assert [one.value for one in listed(whole)] == [2]


def test_an_erased_document_takes_its_alert_along(claims: list[str]) -> None:
    (new,) = alerts.look(TODAY)
    said = Said("ana", datetime.now(UTC), "Mira Solan is known to us")
    panel.acknowledge(new.pk, said)
    identity = panel.propose_watch("KH", Motion(1, listed=True, basis=(Basis("alert", new.pk),)), said)
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(samples.document().sha256, tombstone)
    assert not models.Evidence.objects.exists()
    assert not models.Alert.objects.exists()
    log = [row for row in models.Decision.objects.values_list("subject", "value", "reason") if row[0] != identity]
    assert new.pk not in repr(list(models.Decision.objects.values_list()))
    assert "Solan" not in repr(log)
    held = panel.one(identity)
    assert held is not None
    assert [(one.kind, one.id) for one in held.motion.basis] == [("erased", tombstone.pk)]


def test_an_alert_of_whose_day_nothing_is_left_goes_with_the_document_of_that_day() -> None:
    for day in ("2021-03-02", "2021-03-03", "2021-03-05"):
        act(day)
    whole = tuple(models.ActRow.objects.values_list("claim", flat=True))
    store.add([Crossing("two-charges@1", "KH", "2021-03-05", 3, 2, whole)])
    other, last = (models.Document.objects.get(source__startswith=day).sha256 for day in ("2021-03-03", "2021-03-05"))
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(other, tombstone)
    assert seen(HOUSE) == ["two-charges@1 KH 2021-03-05 2"]
    act("2021-03-04")
    more = models.ActRow.objects.get(date="2021-03-04").claim
    store.add([Crossing("two-charges@1", "KH", "2021-03-05", 3, 2, (more,))])
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(last, tombstone)
    assert not models.Alert.objects.exists()


def test_a_person_acknowledges_an_alert(claims: list[str]) -> None:
    (new,) = alerts.look(TODAY)
    said = Said("ana", datetime.now(UTC), "read both")
    panel.acknowledge(new.pk, said, founded=False)
    (shown,) = listed(record(None))
    assert shown.seen == (), "nobody outside is told that somebody looked, and what he found"
    (shown,) = listed(record(Guest("administrator")))
    assert [(one.user, one.reason) for one in shown.seen] == [("ana", "read both")]
    with pytest.raises(StoreError, match="there is no alert"):
        panel.acknowledge("0" * 32, said)


def rated(year: int, band: str, fell: float, as_of: str = "") -> models.Assessment:
    body = {"plain": {"band": band}, "measured": {"assembly": {"fell": fell}}}
    return panel.assessed("rating", "KH", str(year), as_of or f"{year + 1}-03-01", "plain@1", body)


def test_a_rule_with_words_reads_quotes_as_its_reader_may(
    claims: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "words.yaml"
    own.write_text(OWN.replace("least: 2", "words: [Solan], least: 2"), "utf-8")
    monkeypatch.setattr(settings, "SAKSI", replace(settings.SAKSI, benchmarks=str(own)))
    said, told = ("\n".join(one.words for one in dated(record(who))) for who in (Guest("coordinator"), None))
    assert "Solan" in said
    assert "Solan" not in told
    assert len(told) == len(said)


def test_replays_hold_benchmarks_against_falls_in_kept_ratings(claims: list[str]) -> None:
    assert {one.replay for one in alerts.replays(record(None), TODAY)} == {None}
    bands = ("narrowed", "narrowed", "obstructed", "repressed", "repressed")
    panel.keep(rated(2019 + at, band, 0.6 if at == 2 else 0.1) for at, band in enumerate(bands))
    assert alerts.fallen(record(None)) == ({"KH": [2021, 2022]}, {"KH": [2020, 2021, 2022, 2023]})
    told = {one.benchmark.name: one.replay for one in alerts.replays(record(None), TODAY)}
    two, drop = told["two-charges"], told["band-drop"]
    assert two is not None
    assert (two.alerts, two.hits, two.caught, two.missed) == (1, 1, 2, 0)
    assert drop is not None
    assert (drop.alerts, drop.false) == (1, 0)  # for the fall of 2022, and not that of its own year


def test_a_likely_fall_is_raised_from_a_rating_of_fresh_data() -> None:
    panel.keep([rated(2020, "narrowed", 0.7)])
    assert [one.rule for one in alerts.look(TODAY)] == ["band-drop@1"]
    assert seen() == ["band-drop@1 KH 2020 0.7"]
    assert alerts.look(date(2023, 1, 1)) == []


def test_an_old_year_that_is_rated_again_raises_nothing() -> None:
    old, new = (rated(year, "narrowed", 0.7, "2021-03-01") for year in (2018, 2019))
    panel.keep([old])
    assert alerts.look(TODAY) == []
    panel.keep([new])
    assert [one.period for one in alerts.look(TODAY)] == ["2019"]


class Session(socketserver.StreamRequestHandler):
    """Talks as much SMTP as a letter takes."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        body = False
        for line in self.rfile:
            word = line.strip().upper()
            if body:
                self.server.letters.append(line.decode())  # type: ignore[attr-defined]
                body = word != b"."
                answer = b"" if body else b"250 kept\r\n"
            else:
                body = word == b"DATA"
                answer = b"354 go on\r\n" if body else b"221 bye\r\n" if word == b"QUIT" else b"250 well\r\n"
            self.wfile.write(answer)


@pytest.fixture
def server() -> Iterator[socketserver.TCPServer]:
    with socketserver.TCPServer(("127.0.0.1", 0), Session) as found:
        found.letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def set_to(where: str) -> None:
        monkeypatch.setattr(
            settings, "SAKSI", replace(settings.SAKSI, mail_server=where, mail_to=("desk@example.org",))
        )

    return set_to


def letters(server: socketserver.TCPServer) -> str:
    return "".join(server.letters).replace("=\r\n", "")  # type: ignore[attr-defined]


def test_what_is_public_of_an_alert_is_mailed_once_and_without_claims(
    claims: list[str], server: socketserver.TCPServer, desk: Callable[[str], None]
) -> None:
    (new,) = alerts.look(TODAY)
    assert alerts.mail() == 0
    desk(f"127.0.0.1:{server.server_address[1]}")
    assert (alerts.mail(), alerts.mail()) == (1, 0)
    letter = letters(server)
    assert f"2021-03-05 KH two-charges@1: 2 acts, from 2 on [alert:{new.pk}]" in letter
    assert not any(words in letter for words in ("Solan", "claims", *claims))


def test_what_is_not_public_is_not_mailed(
    claims: list[str], server: socketserver.TCPServer, desk: Callable[[str], None]
) -> None:
    write.decide(samples.decision(claims[0], Verdict.WITHHOLD))
    alerts.look(TODAY)
    desk(f"127.0.0.1:{server.server_address[1]}")
    assert (alerts.mail(), letters(server)) == (0, "")


def test_what_the_server_did_not_take_is_in_the_next_letter(
    claims: list[str], server: socketserver.TCPServer, desk: Callable[[str], None]
) -> None:
    alerts.look(TODAY)
    desk("127.0.0.1:1")
    with pytest.raises(SaksiError, match="were not mailed"):
        alerts.mail()
    assert alerts.look(TODAY) == []
    desk(f"127.0.0.1:{server.server_address[1]}")
    assert alerts.mail() == 1
    assert "two-charges@1" in letters(server)


def test_what_was_raised_long_ago_is_mailed_no_more(claims: list[str], desk: Callable[[str], None]) -> None:
    alerts.look(TODAY)
    raw(models.Alert).update(at=datetime.now(UTC) - timedelta(days=alerts.FRESH + 1))
    desk("127.0.0.1:1")
    assert alerts.mail() == 0


def test_an_alert_that_was_mailed_is_erased_too(
    claims: list[str], server: socketserver.TCPServer, desk: Callable[[str], None]
) -> None:
    alerts.look(TODAY)
    desk(f"127.0.0.1:{server.server_address[1]}")
    alerts.mail()
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(samples.document().sha256, tombstone)
    assert not models.Mailed.objects.exists()
