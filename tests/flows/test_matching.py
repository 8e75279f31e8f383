"""Names and reports are compared once, joined where it is sure, suggested where it is likely; people's word wins."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from scene import Page, Writer

from saksi.assess import indicators
from saksi.flows.decide import split, take
from saksi.flows.erase import target
from saksi.flows.house import house
from saksi.flows.measures import facts
from saksi.flows.resolve import resolve, run
from saksi.flows.why import why
from saksi.model.errors import StoreError, UsageError
from saksi.model.types import Verdict
from saksi.publish.edition import edition
from saksi.publish.gate import Gate
from saksi.store import check_rows, derivation, erase, models, write
from saksi.store.read import cases, joined, people, replay, suggestions
from saksi.store.read.record import record
from saksi.store.read.suggestions import State

REPORTS = (
    (
        "North Post",
        "On 3 September 2020 police in Kampot arrested Mira Solan and Teo Brandt.",
        "2020-09-03",
        "arrested",
    ),
    ("South Post", "Mira Solan was arrested in September 2020.", "2020-09", "arrested"),
    ("East Post", "Mira Solan and Teo Brandt were arrested on 4 September 2020.", "2020-09-04", "arrested"),
    ("West Post", "Mira Solan was charged on 6 September 2020.", "2020-09-06", "charged"),
    ("North Post", "Mira Solan was released on 10 October 2020.", "2020-10-10", "released"),
    ("South Post", "Ana Reyes-Invented was arrested on 3 September 2020.", "2020-09-03", "arrested"),
    ("East Post", "Mira Solan was arrested in 2020.", "2020", "arrested"),
)
TYPES = {"arrested": "arrest", "charged": "charge", "released": "release"}
PEOPLE = ("Mira Solan", "Teo Brandt", "Ana Reyes-Invented")


def page(publisher: str, line: str, date: str, verb: str) -> Page:
    """Make a document of one line."""
    w = Writer(line, title=f"{publisher} {date}", publisher=publisher, published="2020-12-01")
    act = w.act(line, verb, TYPES[verb], status=("reported", verb), date=(date, date[:4]), country=("KH", verb))
    for name in (one for one in PEOPLE if one in line):
        w.part(act, "victim", name, w.named("Person", name, role=("unionist", name)))
    return w.page()


def lay(rows: Iterable[tuple[str, str, str, str]] = REPORTS) -> None:
    """Add a document for each row."""
    for row in rows:
        one = page(*row)
        write.add(one.document, one.text, list(one.statements()))


def act_of(line: str) -> str:
    """Return the id of the report in these words."""
    return models.ActRow.objects.get(quote=line, inner=True).entity


ARREST, LATER, THIRD, CHARGE, RELEASE, OTHER, VAGUE = (row[1] for row in REPORTS)


def together(one: str, other: str) -> bool:
    """Say whether two reports are one act."""
    homes = joined.homes([act_of(one), act_of(other)])
    return len(set(homes.values())) == 1


def publish(name: str = "Mira Solan") -> None:
    """Make a person public."""
    for claim in models.Statement.objects.filter(kind="Person", prop="name", value=name).values_list(
        "claim", flat=True
    ):
        write.decide(samples.decision(claim, Verdict.PUBLISH))


@pytest.mark.django_db
class TestJoining:
    def test_reports_of_one_arrest_are_one_act_and_others_are_not(self) -> None:
        lay()
        done = run()
        assert done.compared
        assert together(ARREST, LATER)
        assert together(ARREST, THIRD)
        assert not together(ARREST, CHARGE)
        assert not together(ARREST, OTHER)
        assert resolve() == 0
        assert list(check_rows.problems()) == []

    def test_only_what_is_new_is_compared(self) -> None:
        lay(REPORTS[:5])
        run()
        lay(REPORTS[5:6])
        again = run()
        assert 0 < again.compared <= 2
        assert run().pairs == 0

    def test_what_came_bit_by_bit_is_as_what_came_at_once(self) -> None:
        for row in REPORTS:
            lay([row])
            resolve()
        kept = set(models.Canonical.objects.values_list("entity", "canonical", "reason"))
        assert run(anew=True).changed == 0
        assert set(models.Canonical.objects.values_list("entity", "canonical", "reason")) == kept

    def test_an_act_counts_once_with_every_document_and_every_publisher(self) -> None:
        lay()
        before = indicators.measure(facts(), "acts.arrest:KH:2020")
        resolve()
        after = indicators.measure(facts(), "acts.arrest:KH:2020")
        assert before is not None
        assert after is not None
        assert (before.value, after.value) == (5, 3)
        confirmed = indicators.measure(facts(), "confirmed.arrest:KH:2020")
        assert confirmed is not None
        assert confirmed.value == 1
        quotes = {quote.span.quote for reason in why("acts.arrest:KH:2020").walk() for quote in reason.quotes}
        assert {ARREST, LATER, THIRD, OTHER, VAGUE} <= quotes

    def test_what_sources_say_differently_stands_side_by_side(self) -> None:
        lay()
        resolve()
        publish()
        act = joined.act(record(None), act_of(ARREST))
        assert act is not None
        assert act.automatic
        assert act.documents == 3
        (dates,) = (one for one in act.act.disagreements if one.prop == "date")
        assert {value.value for value in dates.values} >= {"2020-09-03", "2020-09-04"}

    def test_rebuilding_keeps_what_was_matched(self) -> None:
        lay()
        resolve()
        kept = set(models.Canonical.objects.values_list())
        with write.writing():
            derivation.rebuild()
        assert set(models.Canonical.objects.values_list()) == kept
        assert models.Follower.objects.count() == 2

    def test_an_erased_document_leaves_no_trace_in_matches(self) -> None:
        lay()
        resolve()
        row = models.ActRow.objects.get(quote=ARREST, inner=True)
        names = set(models.NameRow.objects.filter(document=row.document_id).values_list("entity", flat=True))
        with erase.erasing("Document", "ana", "asked for") as tombstone:
            erase.document(row.document_id, tombstone)
        gone = {row.entity, *names}
        kept = {end for m in models.Match.objects.all() for end in (m.one, m.other)}
        kept |= set(models.Compared.objects.values_list("entity", flat=True))
        kept |= (
            set(models.Canonical.objects.values_list("entity", "canonical")[0])
            if models.Canonical.objects.exists()
            else set()
        )
        kept |= set(models.Follower.objects.values_list("entity", flat=True))
        assert not kept & gone
        assert list(check_rows.problems()) == []

    def test_two_spellings_of_a_person_are_asked_about_and_publish_neither_for_the_other(self) -> None:
        for name, place in (("Sovannarith Kemrakya", "Kampot"), ("Sovanarith Kemrakya", "Takeo")):
            w = Writer(f"{name} was arrested in {place}.", title=place, publisher="North Post", published="2020-12-01")
            w.named("Person", name)
            one = w.page()
            write.add(one.document, one.text, list(one.statements()))
        publish("Sovannarith Kemrakya")
        resolve()
        assert not models.Match.objects.filter(kind="Person").exclude(state="suggest").exists()
        assert models.Match.objects.filter(kind="Person").count() == 1
        assert [row.name for row in people.rows(record(None), "Person")] == ["Sovannarith Kemrakya"]

    def test_a_namesake_of_a_witness_is_hidden_however_different(self) -> None:
        for role, told in (("witness", "saw it as a judge"), ("monk", "walked as a monk")):
            w = Writer(f"Mira Solan {told}.", title=told, publisher="North Post", published="2020-12-01")
            w.named("Person", "Mira Solan", role=(role, told))
            one = w.page()
            write.add(one.document, one.text, list(one.statements()))
        publish()
        resolve()
        assert list(people.rows(record(None), "Person")) == []

    def test_an_act_counts_for_whoever_sees_any_report_of_it(self) -> None:
        lay(REPORTS[:2])
        resolve()
        assert together(ARREST, LATER)
        exact = models.ActRow.objects.get(quote=ARREST, inner=True)
        vague = models.Statement.objects.get(entity=act_of(LATER), prop="country")
        write.decide(samples.decision(exact.document_id, Verdict.WITHHOLD))
        write.decide(samples.decision(vague.claim, Verdict.WITHHOLD))
        seen = record(None).sight.rows(
            models.ActRow.objects.exclude(entity__in=models.Follower.objects.values("entity"))
        )
        assert [row.quote for row in seen] == [LATER]

    def test_a_withheld_date_has_no_part_in_which_report_counts(self, tmp_path: Path) -> None:
        vague = "Police arrested Mira Solan in September 2020."
        lay((REPORTS[0], ("South Post", vague, "2020-09", "arrested")))
        resolve()
        first, *others = sorted(map(act_of, (ARREST, vague)))
        assert first == act_of(vague), "the less exact one, which counts only where neither date is told"
        for date in models.Statement.objects.filter(kind="Act", prop="date"):
            write.decide(samples.decision(date.claim, Verdict.WITHHOLD))
        assert set(models.Follower.objects.values_list("entity", flat=True)) == set(others)
        inside = house(tmp_path, ("world", "lang/en"))
        assert [act.id for act in edition(Gate(inside)).counted] == [inside.alias(first)]

    def test_a_report_is_erased_alone_although_it_was_joined(self, tmp_path: Path) -> None:
        lay(REPORTS[:2])
        resolve()
        assert target(act_of(ARREST), tmp_path).entities == {act_of(ARREST)}


@pytest.mark.django_db
class TestJudging:
    def test_a_likely_pair_waits_with_score_and_reasons(self) -> None:
        lay()
        resolve()
        publish()
        waiting = suggestions.waiting(record(None), "Act")
        assert [(s.kind, s.state) for s in waiting] == [("Act", State.OPEN)]
        assert 0.5 <= waiting[0].score < 0.9
        assert any("both name Mira Solan" in reason for reason in waiting[0].reasons)

    def test_accepted_joins_refused_never_comes_back_undo_asks_again(self) -> None:
        lay()
        resolve()
        publish()
        (one,) = suggestions.waiting(record(None), "Act")
        take(samples.decision(one.subject, Verdict.SAME))
        assert together(ARREST, VAGUE)
        assert suggestions.waiting(record(None), "Act") == []
        take(samples.decision(one.subject, Verdict.UNDO))
        assert not together(ARREST, VAGUE)
        take(samples.decision(one.subject, Verdict.DIFFERENT))
        run(anew=True)
        assert not together(ARREST, VAGUE)
        assert suggestions.waiting(record(None), "Act") == []
        assert [s.state for s in suggestions.judged(record(None))] == [State.REFUSED]

    def test_what_was_joined_without_asking_is_marked_and_can_be_refused(self) -> None:
        lay()
        resolve()
        publish()
        found = {s.subject: s for s in suggestions.automatic(record(None), "Act")}
        subject = write.pair(act_of(ARREST), act_of(LATER))
        marked = suggestions.one(record(None), subject)
        assert found
        assert marked is not None
        take(samples.decision(subject, Verdict.DIFFERENT))
        assert not together(ARREST, LATER)
        assert run(anew=True).changed == 0
        assert not together(ARREST, LATER)

    def test_one_report_is_split_off_its_act(self) -> None:
        lay()
        resolve()
        assert split(samples.decision(act_of(LATER), Verdict.DIFFERENT)) == 2
        assert not together(ARREST, LATER)
        assert together(ARREST, THIRD)
        with pytest.raises(StoreError, match="stands alone"):
            split(samples.decision(act_of(OTHER), Verdict.DIFFERENT))

    def test_a_person_is_split_off_and_the_rest_stays_one(self) -> None:
        lay()
        resolve()
        first = (
            models.NameRow.objects.filter(name="Mira Solan", inner=True)
            .order_by("entity")
            .values_list("entity", flat=True)[0]
        )
        split(samples.decision(first, Verdict.DIFFERENT))
        homes = set(
            models.Canonical.objects.exclude(entity=first)
            .filter(entity__in=_miras())
            .values_list("canonical", flat=True)
        )
        assert len(homes) == 1
        assert models.Canonical.objects.get(entity=first).canonical not in homes
        assert list(check_rows.problems()) == []

    def test_the_history_of_an_act_can_be_replayed(self) -> None:
        lay()
        resolve()
        publish()
        subject = write.pair(act_of(ARREST), act_of(VAGUE))
        for verdict in (Verdict.SAME, Verdict.UNDO):
            take(samples.decision(subject, verdict))
        sizes = [
            (m.decision.verdict if m.decision else None, len(m.members))
            for m in replay.replay(record(None), act_of(ARREST))
        ]
        assert sizes == [(None, 3), (Verdict.SAME, 4), (Verdict.UNDO, 3)]

    def test_judgements_teach_the_threshold_and_say_so(self) -> None:
        lay()
        resolve()
        for one, other in ((ARREST, LATER), (ARREST, THIRD), (LATER, THIRD)):
            take(samples.decision(write.pair(act_of(one), act_of(other)), Verdict.DIFFERENT))
        lesson = run().lessons["Act"]
        assert lesson.refused == 3
        assert lesson.taught.merge > lesson.shipped.merge
        assert "raise the score" in lesson.words


@pytest.mark.django_db
class TestCases:
    def test_the_acts_of_a_person_make_a_case(self) -> None:
        lay()
        resolve()
        publish()
        (page,) = cases.of_person(record(None), _miras()[0])
        assert [str(s) for step in page.case.steps for s in step.stages][:2] == ["arrest", "arrest"]
        assert cases.case(record(None), act_of(CHARGE)) == page
        assert page.documents == 6

    def test_why_walks_from_a_case_to_every_quote(self) -> None:
        lay()
        resolve()
        found = why(f"case:{act_of(CHARGE)}")
        quotes = {quote.span.quote for reason in found.walk() for quote in reason.quotes}
        assert {ARREST, LATER, THIRD, CHARGE, RELEASE} <= quotes
        with pytest.raises(UsageError, match="no case"):
            why(f"case:{models.Statement.objects.filter(kind='Person')[0].entity}")

    def test_who_is_not_public_shows_through_nothing(self) -> None:
        lay()
        resolve()
        seen = record(None)
        assert cases.rows(seen) == []
        assert cases.of_person(seen, _miras()[0]) == []
        assert cases.case(seen, act_of(CHARGE)) is None
        assert suggestions.waiting(seen, "Person") == []
        told = [*suggestions.waiting(seen), *suggestions.automatic(seen)]
        words = " ".join([*(r for s in told for r in s.reasons), *(str(s.left) + str(s.right) for s in told)])
        act = joined.act(seen, act_of(ARREST))
        assert not any(part in f"{words} {act}" for name in PEOPLE for part in name.split())

    def test_a_witness_shows_to_nobody_outside(self) -> None:
        lay()
        resolve()
        publish()
        publish("Teo Brandt")
        (page,) = cases.of_person(record(None), _miras()[0])
        assert {one.party.name for one in page.case.defendants} == {"Mira Solan", "Teo Brandt"}
        content = "Teo Brandt saw it."
        w = Writer(content, title="A statement", publisher="North Post", published="2020-12-02")
        w.named("Person", "Teo Brandt", role=("witness", "saw it"))
        one = w.page()
        write.add(one.document, one.text, list(one.statements()))
        resolve()
        (page,) = cases.of_person(record(None), _miras()[0])
        assert {one.party.name for one in page.case.defendants} == {"Mira Solan"}
        assert "Brandt" not in str(page)


def _miras() -> list[str]:
    return sorted(models.NameRow.objects.filter(name="Mira Solan", inner=True).values_list("entity", flat=True))


VERDICTS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([Verdict.SAME, Verdict.DIFFERENT])), max_size=5
)


class TestAnyOrder(TestCase):
    @given(VERDICTS, st.randoms(use_true_random=False))
    @settings(max_examples=12)
    def test_of_judgements_gives_the_same_acts(
        self, judged: list[tuple[int, int, Verdict]], order: random.Random
    ) -> None:
        """The last word on each pair counts; the order in which pairs were judged does not."""
        lay()
        resolve()
        last = {write.pair(*(act_of(REPORTS[i][1]) for i in (a, b))): v for a, b, v in judged if a != b}
        turned = list(last)
        order.shuffle(turned)
        for subject in last:
            take(samples.decision(subject, last[subject]))
        kept = set(models.Canonical.objects.filter(kind="Act").values_list("entity", "canonical", "reason"))
        assert list(check_rows.problems()) == []
        for subject in turned:
            take(samples.decision(subject, Verdict.UNDO))
        for subject in turned:
            take(samples.decision(subject, last[subject]))
        assert set(models.Canonical.objects.filter(kind="Act").values_list("entity", "canonical", "reason")) == kept
