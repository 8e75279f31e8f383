"""The labelled sentences of training/ hold to their format, to their targets and to their variety.

`python tests/training/test_training_sentences.py` prints the tables of training/README.md.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from saksi.model.vocabulary import act_types, subtypes

FOLDER = Path(__file__).parent.parent.parent / "training"
FIELDS = {"id", "country", "text", "acts", "not"}
ACT = {"type", "subtype", "trigger", "nth", "status", "victims", "perpetrators"}
STATUSES = {"reported", "alleged", "ordered", "scheduled", "denied", "called-for", "hypothetical", "general"}
SENTENCES, COUNTRIES, PER_COUNTRY, PER_TYPE, SKELETON_SHARE = 3000, 25, 60, 60, 0.005
KHMER_SENTENCES, KHMER_NEGATIVES, KHMER_PER_TYPE = 450, 120, 10
LANGUAGES = {"en": "English", "km": "Khmer"}

MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands"
)
DATE = re.compile(rf"\b(?:{'|'.join((MONTHS + ' ' + DAYS).split())})\b")
NAME = re.compile(r"(?<!^)(?<![.!?:“] )\b[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)*")
KHMER = re.compile(r"[\u1780-\u17b3]")
NUMBER = re.compile(rf"\d[\d.,:]*|\b(?:{'|'.join(NUMBERS.split())})\b", re.IGNORECASE)


@cache
def sentences(language: str = "en") -> list[dict[str, Any]]:
    """All sentences of a language, file by file; of all languages where it is `*`."""
    paths = sorted(FOLDER.glob(f"{language}/*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def skeleton(text: str) -> str:
    """What is left of a sentence when dates, numbers and capitalised names are masked."""
    masked = NUMBER.sub("#", NAME.sub("@", DATE.sub("%", text)))
    return re.sub(r"([@#%])(?:(?: |, | and )[@#%])+", r"\1", masked).lower()


def occurrences(text: str, words: str) -> list[int]:
    """Offsets at which words stand in a text as whole words; in unspaced Khmer, as whole letter clusters."""
    if KHMER.search(words):
        before, after = r"(?<!\u17d2)", r"(?![\u17b4-\u17d3\u17dd])"
    else:
        before, after = r"(?<!\w)", r"(?!\w)"
    return [match.start() for match in re.finditer(before + re.escape(words) + after, text)]


def labels(sentence: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every label of a sentence with the field that it stands in."""
    for field in ("acts", "not"):
        for label in sentence[field]:
            yield field, label


def tally(values: Iterator[str] | list[str]) -> Counter[str]:
    """How often each value occurs, the most frequent first."""
    return Counter(dict(Counter(values).most_common()))


def positives(language: str = "en") -> Counter[str]:
    """Number of sentences with at least one act of a type."""
    return tally([code for sentence in sentences(language) for code in {act["type"] for act in sentence["acts"]}])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.jsonl")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_ids_are_numbered_and_belong_to_the_file(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"{path.stem}-{number:03d}" for number in range(1, len(rows) + 1)]
    assert {row["country"] for row in rows} == {path.stem.upper()}


def test_every_field_and_code_is_known() -> None:
    for sentence in sentences("*"):
        assert set(sentence) == FIELDS, sentence["id"]
        assert sentence["text"] == sentence["text"].strip(), sentence["id"]
        for field, label in labels(sentence):
            assert set(label) <= (ACT if field == "acts" else {"type", "trigger", "nth"}), sentence["id"]
            assert label["type"] in act_types(), (sentence["id"], label["type"])
            if field == "acts":
                assert label["status"] in STATUSES, sentence["id"]
                assert label.get("subtype") in (None, *subtypes(label["type"])), (sentence["id"], label["subtype"])


def test_triggers_and_parties_stand_in_the_text() -> None:
    for sentence in sentences("*"):
        for _, label in labels(sentence):
            found = occurrences(sentence["text"], label["trigger"])
            assert len(found) >= label.get("nth", 1), (sentence["id"], label["trigger"])
            for words in (*label.get("victims", ()), *label.get("perpetrators", ())):
                assert occurrences(sentence["text"], words), (sentence["id"], words)


def test_no_label_is_said_twice_nor_contradicted() -> None:
    for sentence in sentences("*"):
        said = [(label["type"], label["trigger"], label.get("nth", 1)) for _, label in labels(sentence)]
        assert len(said) == len(set(said)), (sentence["id"], said)


def test_no_sentence_occurs_twice() -> None:
    assert not [text for text, number in Counter(s["text"] for s in sentences("*")).items() if number > 1]


def test_no_skeleton_makes_up_more_than_its_share() -> None:
    text, number = Counter(skeleton(s["text"]) for s in sentences()).most_common(1)[0]
    assert number <= SKELETON_SHARE * len(sentences()), text


def test_there_are_enough_sentences_of_enough_countries() -> None:
    countries = tally([s["country"] for s in sentences()])
    assert len(sentences()) >= SENTENCES
    assert len(countries) >= COUNTRIES
    assert min(countries.values()) >= PER_COUNTRY, countries


def test_every_type_is_positive_in_enough_sentences() -> None:
    assert not {code: positives()[code] for code in act_types() if positives()[code] < PER_TYPE}


def test_khmer_has_enough_sentences_of_every_type() -> None:
    assert len(sentences("km")) >= KHMER_SENTENCES
    assert sum(len(s["not"]) for s in sentences("km")) >= KHMER_NEGATIVES
    assert not {code: positives("km")[code] for code in act_types() if positives("km")[code] < KHMER_PER_TYPE}


def test_khmer_texts_hold_no_invisible_characters() -> None:
    assert not [s["id"] for s in sentences("km") if re.search(r"[\u200b-\u200f\u2060\ufeff]", s["text"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_hard_negatives_of_every_type_occur(language: str) -> None:
    assert {act["status"] for s in sentences(language) for act in s["acts"]} == STATUSES
    assert {label["type"] for s in sentences(language) for label in s["not"]} == set(act_types())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Police arrested Ana Duarte on 3 May.", "Police arrested Bo Larsen on 12 June.", True),
        ("Police arrested Ana Duarte on 3 May.", "On 3 May police arrested Ana Duarte.", False),
    ],
)
def test_a_skeleton_is_blind_to_names_dates_and_numbers_only(one: str, other: str, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is same


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [("ចាប់ខ្លួន", "ចាប់", [0]), ("ការី", "ការ", []), ("ស្ត", "ត", []), ("arrested", "arrest", [])],
)
def test_words_end_where_a_word_or_a_letter_cluster_ends(text: str, words: str, found: list[int]) -> None:
    assert occurrences(text, words) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_tells_the_counts(language: str) -> None:
    assert tables(language) in (FOLDER / "README.md").read_text("utf-8"), "paste what this file prints when it is run"


def tables(language: str) -> str:
    """The counts of the sentences of a language in Markdown: by type, by status, by country."""
    acts = [act for sentence in sentences(language) for act in sentence["acts"]]
    reported = tally([act["type"] for act in acts if act["status"] == "reported"])
    others = tally([act["type"] for act in acts if act["status"] != "reported"])
    negatives = tally([label["type"] for sentence in sentences(language) for label in sentence["not"]])
    statuses = tally([act["status"] for act in acts])
    countries = tally([sentence["country"] for sentence in sentences(language)])
    lines = [
        f"{len(sentences(language))} {LANGUAGES[language]} sentences from {len(countries)} countries and territories; "
        f"{len(acts)} acts; {negatives.total()} hard negatives.",
        "",
        "| type | sentences with it | acts reported | acts of another status | hard negatives |",
        "|---|---|---|---|---|",
        *(
            f"| {code} | {positives(language)[code]} | {reported[code]} | {others[code]} | {negatives[code]} |"
            for code in act_types()
        ),
        "",
        "| status | acts |",
        "|---|---|",
        *(f"| {code} | {number} |" for code, number in statuses.most_common()),
        "",
        "Sentences by country: " + ", ".join(f"{code} {countries[code]}" for code in sorted(countries)) + ".",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    for each in LANGUAGES:
        print(tables(each), end="\n\n")
