"""Khmer texts are told apart into title, dateline, headings, items, prose and furniture, and cut at ។ and ៕."""

from saksi.text.sections import Kind, sections
from saksi.text.sentences import sentences

TEXT = """តុលាការផ្តន្ទាទោសសកម្មជនបីនាក់

ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣

តុលាការបានផ្តន្ទាទោសសកម្មជនបីនាក់។ មេធាវីនឹងប្តឹងឧទ្ធរណ៍៕ គ្រួសារមិនបាននិយាយអ្វី ។ល។ ទេ។

ប្រតិកម្ម

• សហជីពបានថ្កោលទោស
• ស្ថានទូតបានព្រួយបារម្ភ

១. ដោះលែងអ្នកទោស
ក. បញ្ឈប់ការគំរាម

អានបន្ថែម

ទូរស័ព្ទ: +855 12 345 678
"""


def test_the_parts_of_a_khmer_text() -> None:
    found = [(part.kind, TEXT[part.body : part.end].split("។")[0]) for part in sections(TEXT)]
    assert found == [
        (Kind.TITLE, "តុលាការផ្តន្ទាទោសសកម្មជនបីនាក់"),
        (Kind.DATELINE, "ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣"),
        (Kind.PARAGRAPH, "តុលាការបានផ្តន្ទាទោសសកម្មជនបីនាក់"),
        (Kind.HEADING, "ប្រតិកម្ម"),
        (Kind.ITEM, "សហជីពបានថ្កោលទោស"),
        (Kind.ITEM, "ស្ថានទូតបានព្រួយបារម្ភ"),
        (Kind.ITEM, "ដោះលែងអ្នកទោស"),
        (Kind.ITEM, "បញ្ឈប់ការគំរាម"),
        (Kind.FURNITURE, "អានបន្ថែម"),
        (Kind.CONTACT, "ទូរស័ព្ទ: +855 12 345 678"),
    ]


def test_khmer_sentences_end_at_their_own_marks() -> None:
    start = TEXT.index("តុលាការបានផ្តន្ទាទោសសកម្មជនបីនាក់។")
    end = TEXT.index("\n", start)
    found = [TEXT[a:b] for a, b in sentences(TEXT) if start <= a < end]
    assert found == [
        "តុលាការបានផ្តន្ទាទោសសកម្មជនបីនាក់។",
        "មេធាវីនឹងប្តឹងឧទ្ធរណ៍៕",
        "គ្រួសារមិនបាននិយាយអ្វី ។ល។ ទេ។",
    ]
