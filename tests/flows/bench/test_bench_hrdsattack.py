"""HRDsAttack: what is read of a file, what an article's acts add up to, and what counts. All articles are invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from saksi.flows.bench import hrdsattack
from saksi.flows.bench.hrdsattack import Answer, Article
from saksi.model.errors import UsageError
from saksi.model.vocabulary import act_types
from saksi.packs import load

PACKS = ("world", "lang/en")
BODY = "<p>Police in Kampala arrested Okello Mugabi and Ruth Nakato on Monday.</p> <p>They remain in custody.</p>"


def row(**gold: Any) -> dict[str, Any]:
    answers = {"victims": [{"victim_name": "Okello Mugabi"}, {"victim_name": None}], "violation_types": ["unknown"]}
    given = {"Input.title": "Two held", "Input.article_interface": BODY, "Input.publish_date": "2021-03-08 23:00:34"}
    return {
        "sample": given | {"Input.GLOBALEVENTID": 7},
        "merged_sample": answers | {"country": "None", "city": "Kampala"} | gold,
    }


def file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "articles.json"
    path.write_text(json.dumps(rows))
    return path


def act(**more: Any) -> dict[str, Any]:
    line = {"record": "act", "type": "arrest", "subtype": None, "status": "reported", "place": None, "country": None}
    return line | {"victims": []} | more


def test_an_article_is_read_with_its_title_and_without_tags(tmp_path: Path) -> None:
    [article] = hrdsattack.read(file(tmp_path, row()))

    assert article.text.startswith("Two held\n\nPolice in Kampala")
    assert "Monday.\n\nThey" in article.text
    assert article.published == "2021-03-08"
    assert article.gold == Answer("7", frozenset({"Okello Mugabi"}), frozenset({"unknown"}), "", "Kampala")


def test_unknown_stands_beside_no_violation(tmp_path: Path) -> None:
    [article] = hrdsattack.read(file(tmp_path, row(violation_types=["unknown", "killing"])))

    assert article.gold.violations == {"killing"}


@pytest.mark.parametrize("content", ["no json", '{"a": 1}', '[{"sample": {}}]'])
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)

    with pytest.raises(UsageError, match="no file of HRDsAttack articles"):
        hrdsattack.read(path)


def test_an_article_is_extracted_and_answered(tmp_path: Path) -> None:
    articles = hrdsattack.read(file(tmp_path, row()))
    [found] = hrdsattack.answers(articles, PACKS, 60)

    assert found.victims == {"Okello Mugabi", "Ruth Nakato"}
    assert (found.country, found.city, found.reason) == ("UG", "Kampala", "")


def test_only_persons_who_suffer_a_closing_act_are_victims() -> None:
    names = ["Ada Obi", "Ben Musa", "Cy Abel", "three men"]
    found = [
        *({"record": "person", "name": name} for name in names[:3]),
        act(victims=[{"name": names[0]}, {"name": names[3]}]),
        act(type="release", victims=[{"name": names[1]}]),
        act(status="denied", victims=[{"name": names[2]}]),
    ]

    assert hrdsattack.answer("", "", found, load(PACKS)).victims == {"Ada Obi"}


def test_violations_are_told_by_acts_or_by_words() -> None:
    def violations(text: str, *acts: dict[str, Any]) -> frozenset[str]:
        return hrdsattack.answer("", text, acts, load(PACKS)).violations

    assert violations("") == {"unknown"}
    assert violations("", act(type="killing")) == {"killing"}
    assert violations("", act(type="killing", status="general")) == {"unknown"}
    assert violations("They were abducted, and the kidnappers ask for money.") == {"kidnapping"}
    assert violations("The band is captivating.") == {"unknown"}


def test_the_table_names_act_types_only() -> None:
    signs = {sign.split("/")[0] for one in hrdsattack._violations().values() for sign in one.acts}

    assert signs <= set(act_types())


def test_names_violations_and_places_are_counted() -> None:
    golds = [
        Answer("1", frozenset({"A B", "C D"}), frozenset({"killing"}), "Burma", "Yangon"),
        Answer("2", frozenset(), frozenset({"killing", "torture"}), "", ""),
    ]
    found = [
        Answer("1", frozenset({"A B"}), frozenset({"killing"}), "MM", "yangon"),
        Answer("2", frozenset({"E F"}), frozenset({"killing", "other"}), "", "Lima"),
    ]
    measures = hrdsattack.measure([Article("", "", gold) for gold in golds], found, load(PACKS))

    assert {name: round(one.value, 3) for name, one in measures.items()} == {
        "victims exact F1": 0.5,
        "violations F1": 0.667,
        "violations F1: killing": 1.0,
        "violations F1: torture": 0.0,
        "country accuracy": 0.5,
        "country accuracy, filled only": 1.0,
        "country abstention precision": 1.0,
        "city accuracy": 0.5,
        "city accuracy, filled only": 1.0,
        "city abstention precision": 0.0,
    }


def test_an_empty_place_is_never_won_by_an_empty_answer() -> None:
    article = Article("", "", Answer("1"))
    measures = hrdsattack.measure([article], [Answer("1")], load(PACKS))

    assert measures["country accuracy"].value == measures["city accuracy"].value == 0
    assert measures["city abstention precision"].value == 1
