"""Acts in Khmer sentences: every type, voice and status, with who, when and under which law. All persons invented
but those whose acts are public; sentences are our own."""

from typing import Any

import pytest

from saksi.extract.pipeline import extract
from saksi.model.types import Document, Text
from saksi.model.vocabulary import act_types
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import lines

PACKS = ("world", "lang/en", "kh")


def read(words: str, published: str = "2023-06-20", lang: str = "km") -> list[dict[str, Any]]:
    """Return the lines of `saksi extract` for some words."""
    document = Document("0" * 64, "words.txt", "text/plain", published=published, lang=lang)
    text = Text(document.sha256, words, "text@1")
    found = list(extract(document, text, load(PACKS)))
    for statement in found:
        for span in statement.spans:
            span.check(text)
    return list(lines("words.txt", text, found))


def acts(words: str, **more: str) -> list[dict[str, Any]]:
    return [line for line in read(words, **more) if line["record"] == "act"]


SENTENCES = {
    "arrest": ("នគរបាលបានចាប់ខ្លួនលោកសេក វាសនា នៅខេត្តកំពត។", ["សេក វាសនា"]),
    "detention": ("លោកសេក វាសនា ត្រូវបានឃុំខ្លួនជាបណ្តោះអាសន្ន។", ["សេក វាសនា"]),
    "summons": ("អ្នកស្រីហេង មាលា ត្រូវបានសាលាដំបូងកោះហៅកាលពីម្សិលមិញ។", ["ហេង មាលា"]),
    "charge": ("តំណាងអយ្យការបានចោទប្រកាន់លោកសេក វាសនា ពីបទញុះញង់។", ["សេក វាសនា"]),
    "trial": ("តុលាការបានបើកសវនាការលើលោកសេក វាសនា។", ["សេក វាសនា"]),
    "conviction": ("ចៅក្រមបានផ្តន្ទាទោសលោកសេក វាសនា ដាក់ពន្ធនាគារ៣ឆ្នាំ។", ["សេក វាសនា"]),
    "release": ("លោកសេក វាសនា ត្រូវបានដោះលែងឱ្យនៅក្រៅឃុំ។", ["សេក វាសនា"]),
    "lawsuit": ("ក្រុមហ៊ុនមួយបានប្តឹងលោកសេក វាសនា ពីបទបរិហារកេរ្តិ៍។", ["សេក វាសនា"]),
    "fine": ("តុលាការបានពិន័យលោកសេក វាសនា ចំនួន១០លានរៀល។", ["សេក វាសនា"]),
    "killing": ("លោកសេក វាសនា ត្រូវបានខ្មាន់កាំភ្លើងបាញ់សម្លាប់។", ["សេក វាសនា"]),
    "violence": ("សន្តិសុខបានវាយដំអ្នកសារព័ត៌មានពីរនាក់។", ["អ្នកសារព័ត៌មានពីរនាក់"]),
    "disappearance": ("លោកសេក វាសនា បានបាត់ខ្លួនតាំងពីខែមេសា ឆ្នាំ២០២៣។", ["សេក វាសនា"]),
    "threat": ("អាជ្ញាធរបានគំរាមកំហែងលោកសេក វាសនា។", ["សេក វាសនា"]),
    "expulsion": ("រដ្ឋាភិបាលបានបណ្តេញជនបរទេសម្នាក់ចេញពីប្រទេសកម្ពុជា។", ["ជនបរទេសម្នាក់"]),
    "dissolution": ("តុលាការកំពូលបានរំលាយគណបក្សសង្គ្រោះជាតិ។", ["គណបក្សសង្គ្រោះជាតិ"]),
    "political_ban": ("តុលាការបានហាមឃាត់អ្នកនយោបាយ២០នាក់មិនឱ្យធ្វើនយោបាយ។", ["អ្នកនយោបាយ២០នាក់"]),
    "media_closure": ("ក្រសួងព័ត៌មានបានដកហូតអាជ្ញាប័ណ្ណវិទ្យុសំឡេងប្រជាធិបតេយ្យ។", ["វិទ្យុសំឡេងប្រជាធិបតេយ្យ"]),
    "website_block": ("រដ្ឋាភិបាលបានបិទខ្ទប់គេហទំព័រព័ត៌មានមួយ។", ["គេហទំព័រព័ត៌មាន"]),
    "content_censorship": ("ក្រសួងវប្បធម៌បានហាមផ្សាយចម្រៀងនោះ។", ["ចម្រៀង"]),
    "denial": ("ក្រសួងមហាផ្ទៃបានបដិសេធមិនចុះបញ្ជីសហជីពថ្មីនោះ។", None),
    "assembly_restriction": ("កម្លាំងសន្តិសុខបានបំបែកបាតុកម្មនៅមុខសាលាក្រុង។", None),
    "restrictive_law": ("រដ្ឋសភាបានអនុម័តច្បាប់ស្តីពីរដ្ឋមានអាសន្ន។", []),
    "enabling_measure": ("រដ្ឋាភិបាលបានលុបចោលអនុក្រឹត្យនោះនៅថ្ងៃនេះ។", []),
    "election_irregularity": ("អ្នកសង្កេតការណ៍បានរាយការណ៍ពីការទិញសំឡេង ហើយមន្ត្រីបក្សបានទិញឆ្នោតនៅឃុំមួយ។", None),
    "international_measure": ("សហភាពអឺរ៉ុបបានដាក់ទណ្ឌកម្មកាលពីថ្ងៃទី១២ ខែសីហា ឆ្នាំ២០២០។", []),
}  # fmt: skip


def test_there_is_a_sentence_for_every_type() -> None:
    assert set(SENTENCES) == set(act_types())


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_type_is_found(kind: str) -> None:
    words, victims = SENTENCES[kind]
    found = [act for act in acts(words) if act["type"] == kind]
    assert [act["status"] for act in found] == ["reported"]
    if victims is not None:
        assert [victim["name"] for victim in found[0]["victims"]] == victims


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("នគរបាលមិនបានចាប់ខ្លួនលោកសេក វាសនា ទេ។", "denied"),
        ("លោកសេក វាសនា ពុំត្រូវបានចាប់ខ្លួនឡើយ។", "denied"),
        ("អ្នកនាំពាក្យបានបដិសេធថាគ្មានការគំរាមកំហែងលើអ្នកសារព័ត៌មានឡើយ។", "denied"),
        ("លោកសេក វាសនា អាចត្រូវបានចាប់ខ្លួន។", "hypothetical"),
        ("ប្រសិនបើលោកសេក វាសនា ត្រូវបានចាប់ខ្លួន កម្មករនឹងតវ៉ា។", "hypothetical"),
        ("តុលាការគ្រោងបើកសវនាការនៅថ្ងៃទី៥ ខែកក្កដា។", "scheduled"),
        ("នាយករដ្ឋមន្ត្រីបានបញ្ជាឱ្យនគរបាលចាប់ខ្លួនលោកសេក វាសនា។", "ordered"),
        ("សមាគមអាដហុកបានអំពាវនាវឱ្យដោះលែងលោកសេក វាសនា។", "called-for"),
        ("អ្នកភូមិអះអាងថា នគរបាលបានវាយដំកសិករម្នាក់។", "alleged"),
        ("អាជ្ញាធរតែងគំរាមកំហែងអ្នកសារព័ត៌មាន។", "general"),
    ],
)
def test_how_an_act_is_reported(words: str, status: str) -> None:
    assert {act["status"] for act in acts(words)} == {status}


@pytest.mark.parametrize(
    "words",
    [
        "អង្គការលើកលែងទោសអន្តរជាតិបានចេញសេចក្តីថ្លែងការណ៍។",
        "លោកសេក វាសនា បានប្តឹងឧទ្ធរណ៍។",
        "អង្គការសិទ្ធិមនុស្សបានថ្កោលទោសសេចក្តីសម្រេចនេះ។",
        "លោកសេក វាសនា បានសុំទោសប្រជាពលរដ្ឋ។",
        "ថ្ងៃនេះមេឃភ្លៀងនៅរាជធានីភ្នំពេញ។",
        "មន្ត្រីបានវាយតម្លៃគម្រោងនេះ។",
    ],
)
def test_what_only_looks_like_an_act_is_none(words: str) -> None:
    assert acts(words) == []


def test_a_chain_in_a_sentence_becomes_acts_with_their_own_dates() -> None:
    found = acts(
        "លោកសេក វាសនា ត្រូវបានចាប់ខ្លួននៅថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២១ ហើយត្រូវបានចោទប្រកាន់តាមមាត្រា៤៩៤ និង៤៩៥ "
        "នៃក្រមព្រហ្មទណ្ឌ នៅថ្ងៃទី៥ ខែឧសភា ឆ្នាំ២០២១ ហើយត្រូវបានដោះលែងនៅថ្ងៃទី៩ ខែតុលា ឆ្នាំដដែល។"
    )
    assert [(a["type"], a["date"]) for a in found] == [
        ("arrest", "2021-05-03"),
        ("charge", "2021-05-05"),
        ("release", "2021-10-09"),
    ]
    assert all([v["name"] for v in a["victims"]] == ["សេក វាសនា"] for a in found)
    assert found[1]["laws"] == ["មាត្រា៤៩៤ និង៤៩៥ នៃក្រមព្រហ្មទណ្ឌ"]


def test_who_did_it_where_and_what_it_ended_in() -> None:
    (found,) = acts("សាលាដំបូងខេត្តកណ្ដាលបានផ្តន្ទាទោសសកម្មជន៥នាក់ ដាក់ពន្ធនាគារ២ឆ្នាំ និង៦ខែ កាលពីម្សិលមិញ។")
    assert found["perpetrators"] == ["សាលាដំបូងខេត្តកណ្តាល"]  # names are spelled as normalised, quotes as they stand
    assert (found["place"], found["country"], found["date"]) == ("Kandal", "KH", "2023-06-19")
    assert found["outcome"] == "ដាក់ពន្ធនាគារ២ឆ្នាំ និង៦ខែ"
    assert [(v["name"], v["count"]) for v in found["victims"]] == [("សកម្មជន៥នាក់", 5)]


def test_names_of_a_list_are_victims_each_and_plural_pronouns_take_them_up() -> None:
    found = acts("លោកសេក វាសនា លោកប៉ែន បូរ៉ា និងកញ្ញាហេង មាលា ត្រូវបានចាប់ខ្លួន។ អ្នកទាំងបីត្រូវបានដោះលែងនៅល្ងាចនេះ។")
    names = ["សេក វាសនា", "ប៉ែន បូរ៉ា", "ហេង មាលា"]
    assert [[v["name"] for v in act["victims"]] for act in found] == [names, names]


def test_zero_width_spaces_and_other_spellings_change_nothing_but_offsets() -> None:
    plain = acts("នគរបាលបានចាប់ខ្លួនលោកសេក វាសនា នៅខេត្តកណ្តាល។")
    odd = acts("នគរបាល\u200bបាន\u200bចាប់\u200bខ្លួន\u200bលោក\u200bសេក វាសនា នៅ\u200bខេត្ត\u200bកណ្ដាល។")
    assert [(a["type"], a["place"], a["victims"][0]["name"]) for a in odd] == [
        (a["type"], a["place"], a["victims"][0]["name"]) for a in plain
    ]
    assert odd[0]["quote"].replace("\u200b", "") == plain[0]["quote"]


def test_a_text_of_two_languages_is_read_sentence_by_sentence() -> None:
    words = (
        "នគរបាលបានចាប់ខ្លួនលោកសេក វាសនា នៅខេត្តកំពត។ តុលាការបានចោទប្រកាន់លោកនៅថ្ងៃបន្ទាប់។\n\n"
        "Police in Cambodia arrested Mira Solan on 2 March 2021, the ministry said.\n"
    )
    for lang in ("km", "en"):
        found = acts(words, lang=lang)
        assert [(a["by"], a["type"]) for a in found] == [
            ("khmer@1", "arrest"),
            ("khmer@1", "charge"),
            ("acts@5", "arrest"),
        ]


def test_calls_have_a_demand_and_an_addressee() -> None:
    found = [
        line
        for line in read("អង្គការលីកាដូបានអំពាវនាវឱ្យអាជ្ញាធរទម្លាក់ការចោទប្រកាន់លើលោកសេក វាសនា។")
        if line["record"] == "call"
    ]
    assert [(c["addressee"], c["demand"]) for c in found] == [("អាជ្ញាធរ", "អាជ្ញាធរទម្លាក់ការចោទប្រកាន់លើលោកសេក វាសនា")]
