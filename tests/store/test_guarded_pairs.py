"""Pairs, histories, joined acts, cases and laws give to nobody a word, an id or a score that is kept from them.

All names and events invented; a canary is `Qz`, how far it travels, and where it stands (see `guarded`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import guarded
import one_case
import pytest
import samples
from scene import Writer

from saksi.flows.resolve import resolve
from saksi.model.policy import Sensitivity, readable
from saksi.model.types import Verdict
from saksi.packs import Pack, load
from saksi.resolve.comparison import Comparison, Match
from saksi.store import matches, models, write
from saksi.store.read import cases, joined, laws, replay, suggestions
from saksi.store.read.record import Record, record

pytestmark = pytest.mark.django_db
SHUT, INSIDE = "Qzprotectedgiven Qzprotectedfamily", "Qzinternalgiven Qzinternalfamily"
REPORTS = (
    ("Mira Solan", "Kampot", "2020-09-03", "Qzpublicpaper"),
    ("Mira Sollan", "Kampot", "2020-09-03", "Qzpublicother"),
    ("Mira Solan", "Qzinternalpier", "2020-09-04", "Qzinternalpaper"),
)


@dataclass(frozen=True)
class Who:
    """Somebody with a role; without one, a visitor who has not signed in."""

    role: str
    is_authenticated: bool = True


WHOLE = Who("coordinator")


@dataclass(frozen=True)
class World:
    """What was laid: ids by how far they travel, and the pairs that were judged."""

    ids: dict[Sensitivity, set[str]]
    pairs: dict[str, str]


@pytest.fixture
def pack() -> Pack:
    return load(("world", "lang/en"))


@pytest.fixture(scope="module")
def world(lasting: None) -> World:
    ids: dict[Sensitivity, set[str]] = {level: set() for level in Sensitivity}
    named: dict[tuple[int, str], str] = {}
    for number, (name, place, date, paper) in enumerate(REPORTS):
        words = f"{name}, {SHUT} and {INSIDE} were arrested in {place} in {date} under article 9 of the Lantern Act"
        content = f"{words}.\n{name} is an aide to {SHUT}.\n{SHUT} is a witness.\nRepeal the Lantern Act, says {paper}."
        w = Writer(content, title=f"{paper} on {SHUT}", publisher=paper, published="2020-12-01")
        people = {
            name: w.named("Person", name, role=(f"aide to {SHUT}", f"{name} is an aide to {SHUT}")),
            SHUT: w.named("Person", SHUT, role=("witness", "witness")),
            INSIDE: w.named("Person", INSIDE),
        }
        w.named("Law", "Lantern Act", country=("KH", place))
        call = f"Repeal the Lantern Act, says {paper}"
        w.other("Call", call, demand=call, addressee=paper)
        act = w.act(
            words, "arrested", "arrest", status=("reported", "arrested"), date=(date, date), country=("KH", place),
            place=(place, place), provision=("article 9 of the Lantern Act", "article 9 of the Lantern Act"),
        )  # fmt: skip
        for victim, entity in people.items():
            w.part(act, "victim", victim, entity)
        page = w.page()
        write.add(page.document, page.text, list(page.statements()))
        named |= {(number, "act"): act} | {(number, victim): entity for victim, entity in people.items()}
        ids[Sensitivity.PROTECTED].add(people[SHUT])
        ids[Sensitivity.INTERNAL].add(people[INSIDE])
        if number == 2:
            ids[Sensitivity.INTERNAL] |= {act, people[name], page.document.sha256}
            write.decide(samples.decision(page.document.sha256, Verdict.WITHHOLD))
    for claim in models.Statement.objects.filter(kind="Person", prop="name", value__startswith="Mira"):
        write.decide(samples.decision(claim.claim, Verdict.PUBLISH))
    resolve()
    return World(ids, _judged(named))


def _judged(named: dict[tuple[int, str], str]) -> dict[str, str]:
    pairs = {
        "public": write.pair(named[0, "act"], named[1, "act"]),
        "internal": write.pair(named[0, "act"], named[2, "act"]),
        "people": write.pair(named[0, "Mira Solan"], named[1, "Mira Sollan"]),
        "protected": write.pair(named[0, SHUT], named[1, SHUT]),
    }
    for level, subject in pairs.items():
        shown = level if level in guarded.LEVELS else "internal"
        verdict = Verdict.DIFFERENT if level == "protected" else Verdict.SAME
        reason = f"Qz{'internal' if shown == 'public' else shown}reason of {SHUT}"
        write.decide(
            samples.decision(subject, verdict, reason=reason, user=f"qz{shown}user".replace("public", "internal"))
        )
    return pairs


def everything(seen: Record, world: World, pack: Pack) -> Iterator[str]:
    """Yield all that the reading functions give, asked for whatever there is."""
    entities = {*models.NameRow.objects.values_list("entity", flat=True)}
    entities |= {*models.ActRow.objects.values_list("entity", flat=True)}
    for found in (suggestions.waiting, suggestions.automatic):
        yield from map(repr, found(seen, pack=pack))
    yield from map(repr, (suggestions.judged(seen, pack), suggestions.disputed(seen)))
    for subject in world.pairs.values():
        yield repr(suggestions.one(seen, subject, pack))
    for entity in sorted(entities):
        yield repr(replay.replay(seen, entity))
        yield repr(joined.act(seen, entity))
        yield repr(cases.case(seen, entity))
    for cluster in models.ClusterRow.objects.values_list("cluster", flat=True):
        yield repr(cases.of_person(seen, cluster))
    yield repr((cases.rows(seen), cases.rows(seen, "hearings"), cases.of_acts(seen, entities)))
    every = laws.lives(seen, pack)
    assert [laws.life(seen, one.id, pack) for one in every] == every
    yield repr(every)


@pytest.mark.parametrize("person", guarded.PEOPLE)
def test_nobody_is_given_a_word_or_an_id_that_is_kept_from_them(world: World, pack: Pack, person: str) -> None:
    role = guarded.role(person)
    seen = record(None if person in ("anonymous", "deactivated") else Who(role.value))
    shut = guarded.forbidden(role, Sensitivity.INTERNAL)
    hidden = {one for level, ids in world.ids.items() if level not in readable(role) for one in ids}
    words = "\n".join(everything(seen, world, pack))
    assert guarded.found(words, shut) == set()
    assert {one for one in hidden if one in words} == set()
    assert "Mira Solan" in words
    assert ("qzinternalreason" in words.lower()) is ("protected" not in shut), "it names who is protected"


@pytest.mark.parametrize(("role", "judged"), [("", 2), ("researcher", 3), ("coordinator", 4)])
def test_a_pair_is_there_for_who_sees_both_its_sides(world: World, pack: Pack, role: str, judged: int) -> None:
    seen = record(Who(role) if role else None)
    found = [one for one in world.pairs.values() if suggestions.one(seen, one, pack)]
    assert len(found) == len(suggestions.judged(seen, pack)) == judged


def test_a_score_rests_on_what_is_read(world: World, pack: Pack) -> None:
    subject = world.pairs["public"]
    outside, inside = (suggestions.one(record(who), subject, pack) for who in (None, Who("coordinator")))
    assert outside
    assert inside
    assert outside.score < inside.score
    assert "█" not in " ".join(outside.reasons)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_order_of_a_list_rests_on_what_is_read(db: None, monkeypatch: pytest.MonkeyPatch, sign: int) -> None:
    """Stored scores rest on what is hidden too: they order the list of who sees everything, and of nobody else."""
    one_case.lay()
    first, second, third = map(one_case.act_of, (one_case.CHARGE, one_case.RELEASE, one_case.VAGUE))
    read = {write.pair(first, second): 0.6, write.pair(first, third): 0.7, write.pair(second, third): 0.9}
    for at, subject in enumerate(read):
        one, _, other = subject.partition(":")
        values = {"kind": "Act", "state": matches.SUGGEST, "score": 0.5 + sign * at / 10}
        models.Match.objects.update_or_create(one=one, other=other, defaults=values)

    def compared(_record: Record, _kind: str, one: str, other: str, _pack: object) -> Comparison:
        return Comparison(read.get(f"{one}:{other}", 0.5), Match.SUGGEST, ("read",))

    monkeypatch.setattr(suggestions, "_compared", compared)
    listed = [one.subject for one in suggestions.waiting(record(None), "Act") if one.subject in read]
    assert listed == sorted(read, key=lambda subject: -read[subject])
    whole = [one.subject for one in suggestions.waiting(record(WHOLE), "Act") if one.subject in read]
    assert whole == list(read)[::-sign]


@pytest.mark.parametrize(("there", "told"), [(3, 2), (2, 0)])
def test_a_list_that_is_cut_says_so(db: None, monkeypatch: pytest.MonkeyPatch, there: int, told: int) -> None:
    """Pairs that a visitor is not asked about are not told of either."""
    one_case.lay()
    acts = sorted(map(one_case.act_of, (one_case.CHARGE, one_case.RELEASE, one_case.VAGUE)))
    pairs = [":".join(pair) for pair in combinations(acts, 2)]
    models.Match.objects.all().delete()
    for subject in pairs:
        one, _, other = subject.partition(":")
        models.Match.objects.create(one=one, other=other, kind="Act", state=matches.SUGGEST, score=0.5)

    def compared(_record: Record, _kind: str, one: str, other: str, _pack: object) -> Comparison:
        likely = f"{one}:{other}" in pairs[:there]
        return Comparison(0.7, Match.SUGGEST if likely else Match.APART, ("read",))

    monkeypatch.setattr(suggestions, "_compared", compared)
    monkeypatch.setattr(suggestions, "MOST", 2)
    found = suggestions.waiting(record(None), "Act", limit=2)
    assert ([one.subject for one in found], found.among) == (pairs[:2], told)
    assert suggestions.waiting(record(WHOLE), "Act", limit=2).among == 0


def test_a_history_counts_whom_its_reader_may_see(world: World) -> None:
    identity = world.pairs["public"].partition(":")[0]
    outside, inside = (replay.replay(record(who), identity)[-1].members for who in (None, Who("researcher")))
    assert (len(outside), len(inside)) == (2, 3)


def test_a_judgement_on_what_is_hidden_marks_no_act(world: World) -> None:
    """The two reports that everybody sees were joined by people; without that only their pair with a hidden one was."""
    identity = world.pairs["public"].partition(":")[0]
    assert [one.automatic for one in map(joined_by, (None, "researcher"), (identity,) * 2)] == [False, False]
    write.decide(samples.decision(world.pairs["public"], Verdict.UNDO))
    outside, inside = joined_by(None, identity), joined_by("researcher", identity)
    assert (len(outside.sources), outside.automatic) == (2, True)
    assert (len(inside.sources), inside.automatic) == (3, False)


def test_an_act_of_which_one_report_is_seen_tells_of_no_other(world: World) -> None:
    for subject in (world.pairs["public"], world.pairs["internal"]):
        write.decide(samples.decision(subject, Verdict.UNDO))
    identity, _, other = world.pairs["public"].partition(":")
    write.decide(samples.decision(models.ActRow.objects.filter(entity=other)[0].document_id, Verdict.WITHHOLD))
    found = joined_by(None, identity)
    assert (len(found.sources), found.automatic) == (1, False)
    assert joined_by("researcher", identity).automatic


def joined_by(role: str | None, identity: str) -> joined.Joined:
    found = joined.act(record(Who(role) if role else None), identity)
    assert found is not None
    return found


def test_what_is_hidden_belongs_to_no_case(world: World) -> None:
    (act,) = [one for one in world.ids[Sensitivity.INTERNAL] if models.ActRow.objects.filter(entity=one).exists()]
    assert cases.case(record(None), act) is None
    assert joined.act(record(None), act) is None
    assert cases.case(record(Who("researcher")), act) is not None
    page = cases.rows(record(None))[0]
    assert [one.party.name.split()[0] for one in page.case.defendants] == ["Mira"]
    assert page.documents == 2
