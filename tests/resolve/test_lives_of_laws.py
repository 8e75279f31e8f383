"""Laws are put together from mentions, acts under their articles, changes and calls."""

from act_samples import act
from hypothesis import given
from hypothesis import strategies as st

from saksi.packs import load
from saksi.resolve.laws import Citation, Demand, LawMention, Life, cited, key_of, lives

PACK = load(("world", "lang/en", "kh"))
CODE = "articles 494 and 495 of Cambodia's Penal Code"
MENTIONS = (
    LawMention("m1", "d1", (CODE, "Penal Code"), "code", "KH"),
    LawMention("m2", "d2", ("Cambodian Criminal Code",), "code", "KH"),
    LawMention("m3", "d2", ("Law on Invented Things",), "law", "KH", "adopted", "2021-03"),
)
ACTS = (
    act("a", "charge", "2020-09-06", provisions=CODE),
    act("b", "conviction", "2021-05-05", "Ly Veasna", provisions="article 495 of the Criminal Code"),
    act("c", "restrictive_law", "2021-03-04", "", provisions="Law on Invented Things", outcomes="adopted"),
)
DEMANDS = (
    Demand("x", "d1", "Repeal or substantially amend the Law on Invented Things"),
    Demand("y", "d2", "amend it to bring it in line with the Covenant", ("Law on Invented Things",)),
    Demand("z", "d2", "release all activists"),
)


def of(title: str, found: list[Life]) -> Life:
    """Return the life of a law by one of its titles."""
    return next(life for life in found if title in life.titles)


def test_citations_are_split_into_articles_and_title() -> None:
    assert cited(CODE) == Citation(("494", "495"), "Cambodia's Penal Code")
    assert cited("articles 88, 494, and 495 of the Code").articles == ("88", "494", "495")
    assert cited("article 437 bis of the Criminal Code").articles == ("437 bis",)
    assert cited("section 505(a)") == Citation(("505(a)",), "")
    assert cited("Law on Political Parties") == Citation((), "Law on Political Parties")


def test_names_of_one_law_have_one_key() -> None:
    forms = ("Penal Code", "the Penal Code", "Cambodia's Penal Code", "Cambodian Criminal Code", "2009 Criminal Code")
    assert len({key_of(form, PACK, "KH") for form in forms}) == 1
    assert key_of("LANGO", PACK, "KH") == key_of("Law on Associations and Non-Governmental Organisations", PACK, "KH")
    assert key_of("Penal Code", PACK, "KH") != key_of("Law on Political Parties", PACK, "KH")
    assert key_of("", PACK) == ""


def test_who_was_charged_under_which_article_when() -> None:
    code = of("Cambodian Criminal Code", lives(MENTIONS, ACTS, DEMANDS, PACK))
    assert [(use.act.id, use.articles) for use in code.uses] == [("a", ("494", "495")), ("b", ("495",))]
    assert code.articles == {"495": 2, "494": 1}
    assert {one.document for one in code.mentions} == {"d1", "d2"}


def test_the_life_of_a_law_joins_what_documents_tell() -> None:
    law = of("Law on Invented Things", lives(MENTIONS, ACTS, DEMANDS, PACK))
    (adopted,) = law.stages
    assert (adopted.stage, adopted.acts, adopted.mentions) == ("adopted", ("c",), ("m3",))
    assert str(adopted.date and adopted.date.start) == "2021-03-04"


def test_a_step_that_was_denied_is_kept_apart_from_one_that_was_taken() -> None:
    said = (
        act("c", "restrictive_law", "2021", "", provisions="Law on Invented Things", outcomes="in force"),
        act("d", "restrictive_law", "2021-03-04", "", provisions="Law on Invented Things", outcomes="in force",
            status="denied"),
    )  # fmt: skip
    law = of("Law on Invented Things", lives(MENTIONS, said, [], PACK))
    steps = [(step.acts, str(step.date and step.date.start), step.taken) for step in law.stages if step.acts]
    assert steps == [(("c",), "2021", True), (("d",), "2021-03-04", False)]


def test_what_only_the_packs_know_says_so() -> None:
    lango = of("LANGO", lives([LawMention("m", "d", ("LANGO",), "law", "KH")], [], [], PACK))
    assert lango.stages
    assert all(stage.known and not stage.acts for stage in lango.stages)


def test_calls_to_repeal_are_counted() -> None:
    law = of("Law on Invented Things", lives(MENTIONS, ACTS, DEMANDS, PACK))
    assert [one.id for one in law.repeal] == ["x"]
    assert [one.id for one in law.amend] == ["y"]


@given(st.permutations(MENTIONS), st.permutations(ACTS), st.permutations(DEMANDS))
def test_no_order_matters(mentions: list[LawMention], acts: list[object], demands: list[Demand]) -> None:
    assert lives(mentions, acts, demands, PACK) == lives(MENTIONS, ACTS, DEMANDS, PACK)  # type: ignore[arg-type]
