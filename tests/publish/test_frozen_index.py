"""The index of the frozen site: its keys, its order, its files; the browser's side is in tests/browser."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import houses
import pytest
import scene
from asked_khmer import ASKED, SENTENCES
from hypothesis import given
from hypothesis import strategies as st

from saksi.publish.search import index
from saksi.publish.search.entries import KINDS
from saksi.publish.search.index import Index, folded, keys
from saksi.text import khmer
from saksi.text.terms import LONG, MARK, asked

PAGES = list(scene.pages())
LANGUAGES = ("en", "km")


def made() -> Index:
    return Index(houses.whole(PAGES, houses.published(PAGES, "Mira Solan")), LANGUAGES)


@pytest.fixture(scope="module")
def files() -> dict[str, object]:
    """The values that the files hand over, by name."""
    found = {}
    for path, content in made().files():
        handed = re.fullmatch(r'saksi\.take\("([\w-]+)",(.*)\);\n', content.decode(), re.DOTALL)
        if handed:
            assert path == f"search/{handed[1]}.js"
            found[handed[1]] = json.loads(handed[2])
    return found


def wanted(query: str) -> list[str]:
    """Return the keys that the script asks for: threes of clusters, or the whole where it is shorter."""
    found = []
    for part in query.split():
        run = [term.removeprefix(MARK) for term in asked(part)]
        run = khmer.clusters("".join(run))
        found += [MARK + "".join(run[at : at + LONG]) for at in range(len(run) - LONG + 1)] or ["".join(run)]
    return found


@pytest.mark.parametrize("query", ASKED)
def test_every_khmer_word_has_its_keys(query: str) -> None:
    held = [keys([(sentence, "km")]) for sentence in SENTENCES]
    assert any(set(wanted(query)) <= found for found in held)


def test_accents_fold_and_vowels_stay() -> None:
    assert keys([("Naïve Łódź’s CAFÉ 2023", "en")]) == {"naive", "łodz", "cafe", "2023"}
    assert folded("ដី") == "ដី"
    assert keys([("███", "en"), ("", "")]) == set()


@given(st.lists(st.sampled_from(["សុខា", "Kem", "២០២៣", "។", " ", "ច្បាប់", "court", "\u200b"]), max_size=8))
def test_keys_hang_on_the_words_alone(parts: list[str]) -> None:
    words = "".join(parts)
    assert keys([(words, "km")]) == keys([(khmer.normalise(words).content, "km")])
    assert all(key and not key.isspace() for key in keys([(words, "km")]))


def test_people_stand_before_acts_and_acts_before_documents(files: dict[str, object]) -> None:
    groups = made().groups
    assert [group.kind for group in groups] == [kind for kind in KINDS if kind in {g.kind for g in groups}]
    assert groups[0].kind == "Person"
    assert all(group.past == after.first for group, after in pairwise(groups))
    assert groups[-1].past == sum(len(value) for name, value in files.items() if name.startswith("en-"))  # type: ignore[arg-type]


def test_a_key_leads_to_the_lines_that_say_it(files: dict[str, object]) -> None:
    numbers = files["keys-0"]["manila"]  # type: ignore[index]
    at, found = 0, []
    for step in numbers.split("."):
        at += int(step, 16)
        found.append(files["en-0"][at])  # type: ignore[index]
    assert found
    assert all("Manila" in json.dumps(line) for line in found)


def test_lines_are_in_the_language_of_the_site_and_keys_in_both(files: dict[str, object]) -> None:
    assert "Charge, 5 March 2021" in json.dumps(files["en-0"])
    assert "ការចោទប្រកាន់" in json.dumps(files["km-0"], ensure_ascii=False)
    assert {"charge", "ចោទ"} <= set(files["keys-0"])  # type: ignore[arg-type]


def test_files_are_cut_in_the_order_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SHARD", 200)
    told = [line for path, line in made().files() if "/keys-" in path]
    shards = [json.loads(line[line.index(b"{") : -3]) for line in told]
    every = [key for shard in shards for key in shard]
    firsts = next(line for path, line in made().files() if path == "search/index.js").decode()
    assert len(shards) > 5
    assert every == sorted(set(every), key=lambda key: key.encode("utf-16-be"))
    assert json.loads(firsts[firsts.index("{") : -3])["firsts"] == [next(iter(shard)) for shard in shards]


def test_the_same_edition_gives_the_same_files() -> None:
    assert list(made().files()) == list(made().files())


def test_who_is_not_public_is_in_no_file() -> None:
    assert not [path for path, content in made().files() if b"randt" in content or b"eyes" in content]


def test_an_empty_house_has_an_index_too() -> None:
    empty = Index(houses.whole([]), LANGUAGES)
    assert empty.groups == []
    assert [path for path, _ in empty.files()] == ["search/search.js", "search/index.js"]


def test_a_khmer_document_without_a_title_is_listed() -> None:
    page = scene.Writer("ច្បាប់", title="", publisher="").page()
    page = replace(page, document=replace(page.document, lang="km"))
    lines = dict(Index(houses.whole([page]), LANGUAGES).files())["search/km-0.js"].decode()
    assert "sources/" in lines
