import re
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
import yaml

from saksi.model import vocabulary
from saksi.model.errors import SchemaError
from saksi.model.types import Span, Statement, Text
from saksi.model.vocabulary import PropertyType, check_value, kinds, main_prop, property_of, terms
from saksi.packs import facts

KINDS = {
    "Person Organisation Place Law Provision Act Case Publication Call Figure StatedRating",
    "Involvement Membership Endorsement",
}
PROPERTIES = [(kind.name, name) for kind in kinds().values() for name in kind.properties]
MLP = {
    *("arrest", "protest", "legalaction", "legalchange", "censor", "defamationcase", "raid", "threaten", "purge"),
    *("mobilizesecurity", "martiallaw", "coup", "corruption", "activism", "cooperate", "disaster"),
    *("electionactivity", "electionirregularities", "violencelethal", "violencenonlethal"),
}
# Events and modes of PLOVER that the types use, as its table CAMEO2PLOVER-2021 pairs them.
PLOVER = {
    "COERCE": {"arrest", "ban", "confiscate", "deport", "restrict"},
    "ASSAULT": {"abduct", "assassinate", "beat", "torture"},
    "ACCUSE": {"disapprove", "investigate"},
    "RETREAT": {"release"},
    "SANCTION": {None, "expel"},
    "THREATEN": {None},
    "CONCEDE": {None},
}
SDG = {"killing", "enforced disappearance", "torture", "arbitrary detention", "kidnapping", "other harmful acts"}


def test_the_kinds_of_the_ontology_are_all_there() -> None:
    assert set(kinds()) == set(" ".join(KINDS).split())
    assert {kind.name for kind in kinds().values() if kind.link} == {"Involvement", "Membership", "Endorsement"}


@pytest.mark.parametrize("kind", kinds().values(), ids=str)
def test_a_kind_is_whole(kind: vocabulary.Kind) -> None:
    assert main_prop(kind.name) == kind.main == next(iter(kind.properties))
    assert kind.properties[kind.main].required
    assert not kind.properties[kind.main].multiple
    for prop in kind.properties.values():
        assert prop.label
        assert (prop.type is PropertyType.ENTITY) <= (set(prop.range) <= set(kinds()) and bool(prop.range))
        assert (prop.type is PropertyType.VOCABULARY) == bool(terms(prop))
        assert not (prop.of and prop.range)
        assert re.fullmatch(r"(\d{4})?", prop.esf)


@pytest.mark.parametrize(
    ("prop", "of_packs"),
    [
        (("Organisation", "type"), facts.BodyType),
        (("Law", "type"), facts.LawType),
        (("Law", "stage"), facts.StageName),
    ],
)
def test_packs_say_no_type_that_the_vocabulary_lacks(prop: tuple[str, str], of_packs: object) -> None:
    assert set(get_args(of_packs)) <= set(terms(property_of(*prop)))


def test_the_lexicon_says_no_subtype_that_the_vocabulary_lacks() -> None:
    lexicon = yaml.safe_load((Path(facts.__file__).parent / "lang" / "en" / "acts.yaml").read_text(encoding="utf-8"))
    for frame in lexicon["frames"]:
        assert frame.get("subtype", "") in {"", *vocabulary.subtypes(frame["type"])}, frame
    for act, of_type in lexicon.get("subtypes", {}).items():
        assert set(of_type) <= set(vocabulary.subtypes(act)), act


def test_there_are_25_act_types_with_what_each_needs() -> None:
    acts = vocabulary.act_types()
    assert len(acts) == 25
    freedoms = {freedom.code for freedom in vocabulary.acts().freedoms}
    for act in acts.values():
        assert set(vocabulary.freedoms(act.code)) <= freedoms
        assert act.freedoms
        assert act.covers
        assert act.severity in vocabulary.acts().severity
        assert act.direction in vocabulary.acts().directions
        codes = [term.code for term in act.subtypes]
        assert len(set(codes)) == len(codes) > 0
    opening = {act.code for act in acts.values() if act.direction == "opening"}
    assert opening == {"release", "enabling_measure", "international_measure"}


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("release", "bail, acquitted, charges dropped, pardoned, sentence served"),
        ("conviction", "first instance, upheld, reduced, suspended, in absentia"),
        ("detention", "pre-trial, bail denied, serving sentence, administrative"),
        ("restrictive_law", "drafted, adopted, in force, applied"),
        ("dissolution", "by court, by order, under pressure, self-dissolved"),
        ("trial", "first instance, appeal, retrial"),
    ],
)
def test_the_subtypes_that_change_the_meaning_are_there(act: str, expected: str) -> None:
    assert set(expected.split(", ")) <= set(vocabulary.subtypes(act))


@pytest.mark.parametrize("act", vocabulary.act_types().values(), ids=lambda act: act.code)
def test_codes_of_other_vocabularies_are_codes_of_theirs(act: vocabulary.ActType) -> None:
    assert set(act.codes.mlp) <= MLP
    assert all(plover.mode in PLOVER[plover.event] for plover in act.codes.plover)
    assert set(act.codes.sdg16101) <= SDG
    assert all(re.fullmatch(r"\d{12}", code) for code in act.codes.esf4)
    assert act.codes.ftm in {"Event", "CourtCase"}


def test_only_what_is_reported_counts() -> None:
    assert list(vocabulary.statuses()) == (
        ["reported", "alleged", "ordered", "scheduled", "denied", "called-for", "hypothetical", "general"]
    )
    assert [status for status in vocabulary.statuses() if vocabulary.counts(status)] == ["reported"]


GOOD = {
    PropertyType.STRING: ["Kem Sokha", "កឹម សុខា"],
    PropertyType.DATE: ["2019", "2019-11", "2019-11-28"],
    PropertyType.COUNTRY: ["KH", "US"],
    PropertyType.NUMBER: ["0", "37", "1500000", "0.5", "-3"],
    PropertyType.ENTITY: ["0" * 32, "0123456789abcdef" * 2],
}
BAD = {
    PropertyType.STRING: ["", "  "],
    PropertyType.DATE: ["", "28 November 2019", "2019-13"],
    PropertyType.COUNTRY: ["", "Cambodia", "kh", "KHM"],
    PropertyType.NUMBER: ["", "many", "1,500", "037", "1.", "٣"],
    PropertyType.ENTITY: ["", "Kem Sokha", "0" * 31],
    PropertyType.VOCABULARY: ["", "something else"],
}


@pytest.mark.parametrize(("kind", "prop"), PROPERTIES)
def test_every_property_takes_its_values_and_no_others(kind: str, prop: str) -> None:
    definition = property_of(kind, prop)
    for value in GOOD.get(definition.type, terms(definition)):
        check_value(kind, prop, value)
    for value in BAD[definition.type]:
        with pytest.raises(SchemaError, match=rf"{kind}\.{prop} cannot be .* it takes "):
            check_value(kind, prop, value)


def test_a_statement_fits_or_says_in_a_sentence_why_not() -> None:
    text = Text("d", "Two unionists were arrested.", "text@1")
    fits = Statement.make(
        document="d",
        entity="e",
        kind="Act",
        anchor="Two unionists were arrested.",
        prop="type",
        value="arrest",
        lang="en",
        spans=(Span.of(text, 0, 27),),
        by="acts@1",
        confidence=0.9,
        vocabulary=vocabulary.VERSION,
    )
    vocabulary.validate(fits)
    for change, sentence in (
        ({"kind": "Event"}, "Event is not a kind"),
        ({"prop": "colour"}, "Act has no property colour"),
        ({"value": "arrests"}, "it takes one of arrest, detention"),
    ):
        with pytest.raises(SchemaError, match=sentence) as caught:
            vocabulary.validate(replace(fits, **change))
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("ask", [vocabulary.freedoms, vocabulary.subtypes, vocabulary.act_type, vocabulary.counts])
def test_an_unknown_code_is_refused(ask: object) -> None:
    with pytest.raises(SchemaError, match="flogging is not"):
        ask("flogging")  # type: ignore[operator]


def test_every_field_of_the_other_vocabularies_is_used_by_some_type() -> None:
    for code in fields(vocabulary.Codes):
        assert any(getattr(act.codes, code.name) for act in vocabulary.act_types().values()), code.name


def test_another_meaning_has_another_version() -> None:
    known = {"1": "f9fdde851efb198eff80caece412a06f"}
    assert vocabulary.digest() == known[vocabulary.VERSION], (
        "the vocabulary means something else: give it a new VERSION, and write its digest here"
    )
