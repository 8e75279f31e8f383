"""The labelled pairs of bench/pairs: their columns, counts, balance, and that they do not contradict themselves."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from saksi.model.readers import read_csv

FOLDER = Path(__file__).parents[2] / "bench" / "pairs"

# One Khmer syllable in canonical order: base, robat, subscripts, register shifter, vowel, signs.
SYLLABLE = re.compile(
    r"[\u1780-\u17B3]\u17CC?(?:\u17D2[\u1780-\u17B3])*[\u17C9\u17CA]?[\u17B6-\u17C5]?[\u17C6-\u17C8\u17CB-\u17D1\u17DD]*"
)
HINTS = {"type", "date", "place", "victims", "perpetrators", "provisions", "count", "outcome", "amount"}
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two names or acts with what a document says around them, and whether they are the same."""

    kind: Literal["person", "organisation", "act"]
    left: str
    right: str
    left_context: str = ""
    right_context: str = ""
    same: bool
    note: str

    def sides(self) -> frozenset[tuple[str, str]]:
        """What is compared, in either order."""
        return frozenset({(self.left, self.left_context), (self.right, self.right_context)})


@dataclass(frozen=True, kw_only=True)
class PersonPair(Pair):
    """A pair of persons, with the group it is counted in and the country of the names (ISO 3166)."""

    group: str
    country: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """One document's report of an act, and the cluster of reports of the same act."""

    cluster: str
    document: str
    type: str
    date: str
    place: str = ""
    victims: tuple[str, ...] = ()
    perpetrators: str = ""
    provisions: tuple[str, ...] = ()
    count: int | None = None
    text: str


@pytest.fixture(scope="module")
def persons() -> list[PersonPair]:
    """All pairs of persons."""
    return read_csv(FOLDER / "persons.csv", PersonPair)


@pytest.fixture(scope="module")
def organisations() -> list[Pair]:
    """All pairs of organisations."""
    return read_csv(FOLDER / "organisations.csv", Pair)


@pytest.fixture(scope="module")
def acts() -> list[Pair]:
    """All pairs of act reports."""
    return read_csv(FOLDER / "acts.csv", Pair)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """All reports of the act clusters."""
    return read_csv(FOLDER / "act_clusters.csv", Report)


@pytest.fixture(scope="module")
def every(persons: list[PersonPair], organisations: list[Pair], acts: list[Pair]) -> list[Pair]:
    """The pairs of all three files."""
    return [*persons, *organisations, *acts]


def share_same(pairs: Iterable[Pair]) -> float:
    """The share of pairs labelled as the same."""
    labels = [pair.same for pair in pairs]
    return sum(labels) / len(labels)


def test_each_file_holds_its_kind(persons: list[PersonPair], organisations: list[Pair], acts: list[Pair]) -> None:
    assert {pair.kind for pair in persons} == {"person"}
    assert {pair.kind for pair in organisations} == {"organisation"}
    assert {pair.kind for pair in acts} == {"act"}


def test_counts_by_kind_and_group(persons: list[PersonPair], organisations: list[Pair], acts: list[Pair]) -> None:
    groups = Counter(pair.group for pair in persons)
    kept_apart = [pair for pair in persons if pair.group == "namesake" and not pair.same]

    assert len(persons) >= 1500
    assert len(organisations) >= 500
    assert len(acts) >= 300
    assert groups["khmer"] >= 400
    assert groups["cross-script"] >= 150
    assert len(kept_apart) >= 150
    assert len({pair.country for pair in persons}) >= 30
    assert all(re.fullmatch("[A-Z]{2}", pair.country) for pair in persons)


def test_labels_are_balanced(persons: list[PersonPair], organisations: list[Pair], acts: list[Pair]) -> None:
    for pairs in (persons, organisations, acts):
        assert 0.4 <= share_same(pairs) <= 0.6


def test_easy_pairs_are_few(every: list[Pair]) -> None:
    assert sum(pair.note == "easy" for pair in every) <= len(every) / 4


def test_text_is_composed_trimmed_and_noted(every: list[Pair]) -> None:
    for pair in every:
        assert all((pair.left, pair.right, pair.note))
        for text in (pair.left, pair.right, pair.left_context, pair.right_context, pair.note):
            assert text == text.strip() == unicodedata.normalize("NFC", text)


def test_no_pair_twice_nor_with_itself(every: list[Pair]) -> None:
    repeated = [sorted(sides) for sides, times in Counter(pair.sides() for pair in every).items() if times > 1]
    with_itself = [pair for pair in every if len(pair.sides()) == 1]

    assert repeated == []
    assert with_itself == []


def test_bare_names_do_not_contradict_themselves(every: list[Pair]) -> None:
    """Without context, what is the same over a third name may not be labelled different."""
    bare = [pair for pair in every if not pair.left_context and not pair.right_context]
    names: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for pair in bare:
        left, right = (pair.kind, pair.left), (pair.kind, pair.right)
        together = {left, right} | (names[left] | names[right] if pair.same else set())
        for name in together if pair.same else ():
            names[name] = together
    apart = [(pair.left, pair.right) for pair in bare if not pair.same]
    wrong = [pair for pair in bare if not pair.same and (pair.kind, pair.right) in names[pair.kind, pair.left]]

    assert apart
    assert wrong == []


def test_khmer_letters_are_in_their_block_and_in_order(every: list[Pair]) -> None:
    words = [
        word
        for pair in every
        for word in f"{pair.left} {pair.right}".split()
        if any(unicodedata.name(letter, "").startswith("KHMER") for letter in word)
    ]
    odd = [word for word in words if not re.fullmatch(f"(?:{SYLLABLE.pattern})+", word)]

    assert len(words) >= 200
    assert odd == []


def test_pairs_across_scripts_have_two_scripts(persons: list[PersonPair]) -> None:
    def latin(text: str) -> bool:
        return all("LATIN" in unicodedata.name(letter) for letter in text if letter.isalpha())

    one_script = [p for p in persons if p.group == "cross-script" and latin(p.left) == latin(p.right)]

    assert one_script == []


def test_contexts_of_acts_are_hints(acts: list[Pair]) -> None:
    for pair in acts:
        for context in (pair.left_context, pair.right_context):
            hints = dict(hint.split("=", 1) for hint in context.split("; "))
            assert hints.keys() <= HINTS
            assert hints["type"]
            assert PARTIAL_DATE.fullmatch(hints["date"])
            assert hints.get("count", "1").isdigit()


def test_act_reports_of_one_cluster_agree_on_their_type(reports: list[Report]) -> None:
    clusters: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        clusters[report.cluster].append(report)

    assert len(reports) >= 120
    assert len(clusters) >= 45
    assert any(len(cluster) == 1 for cluster in clusters.values())
    for cluster in clusters.values():
        assert len({report.type for report in cluster}) == 1
        assert len({report.document for report in cluster}) == len(cluster)
    assert all(PARTIAL_DATE.fullmatch(report.date) and report.text for report in reports)
