"""A text cut into blocks and pieces: nothing is lost, every finding begins and ends at a piece."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.store.read.documents import Found
from saksi.web.explore import rules
from saksi.web.explore.choosing import Asked

WORDS = st.text(alphabet="ab .\nក", min_size=1, max_size=200)


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Found]]:
    content = draw(WORDS)
    edges = st.integers(0, len(content))
    spans = draw(st.lists(st.tuples(edges, edges), max_size=8))
    kinds = st.sampled_from(["Act", "Person", "Law"])
    return content, [Found(min(s), max(s), draw(kinds), f"{i:032x}") for i, s in enumerate(spans) if s[0] != s[1]]


@given(findings())
def test_no_character_but_white_space_is_lost(made: tuple[str, list[Found]]) -> None:
    content, found = made
    shown = "".join(piece.text for block in rules.layout(content, found, None) for piece in block.pieces)
    assert shown.split() == content.split() or "".join(shown.split()) == "".join(content.split())


@given(findings())
def test_what_is_asked_for_is_shown_and_nothing_else(made: tuple[str, list[Found]]) -> None:
    content, found = made
    asked = (found[0].start, found[0].end) if found else None
    blocks = rules.layout(content, found, asked)
    marked = "".join(p.text for b in blocks for p in b.pieces if p.shown)
    wanted = content[asked[0] : asked[1]] if asked else ""
    assert "".join(marked.split()) == "".join(wanted.split())


@given(findings())
def test_every_piece_of_an_act_carries_an_act(made: tuple[str, list[Found]]) -> None:
    content, found = made
    at = 0
    for block in rules.layout(content, found, None):
        for piece in block.pieces:
            at = content.index(piece.text, at)
            covering = [f for f in found if f.kind == "Act" and f.start <= at and at + len(piece.text) <= f.end]
            assert (piece.act is not None) == bool(covering)
            at += len(piece.text)


def test_a_range_is_read_only_when_it_is_one() -> None:
    assert rules.shown("3", "9") == (3, 9)
    for start, end in (("9", "3"), ("", ""), ("-1", "4"), ("a", "b"), ("0", "99999999"), ("１", "２")):
        assert rules.shown(start, end) is None


def test_only_reported_and_alleged_acts_of_a_country_have_a_measure() -> None:
    assert rules.measure(Asked(country="KH", status="reported")) == "acts:KH:all"
    assert rules.measure(Asked(country="KH", status="reported", period="2021")) == "acts:KH:2021"
    assert rules.measure(Asked(country="KH", status="alleged")) == "alleged:KH:all"
    assert rules.measure(Asked(country="KH", status="reported", period="2021-03")) == "acts:KH:2021-03"
    assert rules.measure(Asked(country="KH", status="reported", period="undated")) == "acts:KH:undated"
    assert rules.measure(Asked(country="KH", status="denied")) == ""
    assert rules.measure(Asked(country="KH", status="reported", period="20")) == ""
    assert rules.measure(Asked(country="KH", status="reported", type="x")) == ""
    assert rules.measure(Asked(status="reported")) == ""
