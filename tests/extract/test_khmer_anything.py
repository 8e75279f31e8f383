"""Whatever stands in a Khmer text, nothing fails and every span holds; the same text says the same twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.extract.pipeline import extract
from saksi.model.types import Document, Text
from saksi.packs import load

PIECES = st.sampled_from(
    [
        "លោក",
        "លោកស្រី",
        "សេក វាសនា",
        "កឹម សុខា",
        "គាត់",
        "អ្នកទាំងពីរ",
        "ត្រូវបាន",
        "បាន",
        "នគរបាល",
        "តុលាការ",
        "ចាប់ខ្លួន",
        "ផ្តន្ទាទោស",
        "ការ",
        "ដោះលែង",
        "ដែល",
        "ហើយ",
        "ថា",
        "មិន",
        "ទេ",
        "អំពាវនាវឱ្យ",
        "ថ្ងៃទី៣ ខែមីនា",
        "ឆ្នាំ២០២៣",
        "ឆ្នាំដដែល",
        "ម្សិលមិញ",
        "៥នាក់",
        "សកម្មជន",
        "មាត្រា៤៩៤ នៃក្រមព្រហ្មទណ្ឌ",
        "ខេត្តកណ្ដាល",
        "។",
        "៖",
        "\n",
        "\n• ",
        " ",
        "\u200b",
        "\u17d2",
        "TVFB",
        "2024",
        "«",
        "ដាក់ពន្ធនាគារ២ឆ្នាំ",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["", "2024-03-01", "2023"]))
def test_nothing_fails_and_spans_hold(pieces: list[str], published: str) -> None:
    content = "".join(pieces)
    document = Document("0" * 64, "words.txt", "text/plain", published=published, lang="km")
    text = Text(document.sha256, content, "text@1")
    found = list(extract(document, text, load()))
    for statement in found:
        for span in statement.spans:
            span.check(text)
            assert span.quote.strip() == span.quote
    assert found == list(extract(document, text, load()))
