"""Names in Khmer texts: after honorifics and words of office, spaced or not, and who a pronoun stands for."""

import pytest
from test_khmer_acts import read


def persons(words: str) -> list[str]:
    return [line["name"] for line in read(words) if line["record"] == "person"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("លោកសេក វាសនា បានមកដល់។", ["សេក វាសនា"]),
        ("លោកជំទាវ ហេង មាលា និងឯកឧត្តម ប៉ែន បូរ៉ា បានជួបគ្នា។", ["ហេង មាលា", "ប៉ែន បូរ៉ា"]),
        ("ព្រះតេជគុណសុខ សុវណ្ណ បាននិមន្តចេញពីវត្ត។", ["សុខ សុវណ្ណ"]),
        ("លោកឧកញ៉ាគង់ ធារ៉ា ជាម្ចាស់ក្រុមហ៊ុន។", ["គង់ ធារ៉ា"]),
        ("បុរសម្នាក់ឈ្មោះ សេក វាសនា អាយុ៣០ឆ្នាំ។", ["សេក វាសនា"]),
        ("អ្នកសារព័ត៌មានម៉ិច ដារ៉ា បានសរសេរអំពីរឿងនេះ។", ["ម៉ិច ដារ៉ា"]),
        ("លោកនាយករដ្ឋមន្ត្រីហ៊ុន ម៉ាណែត បានថ្លែង។", ["ហ៊ុន ម៉ាណែត"]),
        ("លោកកឹម សុខាត្រូវបានចាប់ខ្លួន។", ["កឹម សុខា"]),
        ("លោកជា វិជ្ជា ត្រូវបានសម្លាប់។", ["ជា វិជ្ជា"]),
        ("លោកបាននិយាយថា លោកនឹងទៅ។", []),
        ("កាលពីខែកញ្ញា ឆ្នាំ២០២០ មានបាតុកម្ម។", []),
        ("ពិភពលោកកំពុងមើលរឿងនេះ។", []),
        ("អ្នកភូមិនៅខេត្តកំពង់ចាមបានតវ៉ា។", []),
    ],
)
def test_names(words: str, names: list[str]) -> None:
    assert persons(words) == names


def test_roles_stand_before_or_after_the_name() -> None:
    words = "មេធាវី លោកសេក វាសនា បានចូលរួម។ លោកប៉ែន បូរ៉ា អតីតប្រធានគណបក្សភ្លើងទៀន មិនបានមកទេ។"
    found = {line["name"]: line.get("role") for line in read(words) if line["record"] == "person"}
    assert found == {"សេក វាសនា": "lawyer", "ប៉ែន បូរ៉ា": "politician"}


def test_the_other_order_and_spacing_of_a_name_is_the_same_person() -> None:
    (person,) = (
        line for line in read("លោកស្រីធារី សេង បានមក។ លោកស្រីសេង ធារី បានទៅ។ សេងធារី ជាមេធាវី។") if line["record"] == "person"
    )
    assert person["name"] == "ធារី សេង"
    assert person["alias"] == ["សេង ធារី"]


def test_a_pronoun_stands_for_the_last_of_its_gender() -> None:
    words = "លោកស្រីហេង មាលា និងលោកសេក វាសនា បានតវ៉ា។ លោកស្រីត្រូវបានចាប់ខ្លួន។ លោកត្រូវបានដោះលែង។"
    found = [line for line in read(words) if line["record"] == "act"]
    assert [[v["name"] for v in act["victims"]] for act in found] == [["ហេង មាលា"], ["សេក វាសនា"]]


def test_who_only_speaks_is_not_whom_the_next_sentence_is_about() -> None:
    words = "លោកសេក វាសនា ត្រូវបានចាប់ខ្លួន។ មេធាវី លោកប៉ែន បូរ៉ា បានថ្លែងថានេះមិនត្រឹមត្រូវទេ។ លោកត្រូវបានឃុំខ្លួន។"
    found = [line for line in read(words) if line["record"] == "act"]
    assert [act["victims"][0]["name"] for act in found] == ["សេក វាសនា", "សេក វាសនា"]
