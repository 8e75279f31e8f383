"""Khmer words and names are found inside text that has no spaces, on every database; short ones only as words."""

import pytest
import samples

from saksi.store import engine, models, search, write
from saksi.text.terms import VERSION

# Own sentences about well-known matters; only public figures, offices, places and institutions are named.
SENTENCES = (
    "សាលាដំបូងរាជធានីភ្នំពេញបានផ្តន្ទាទោសលោកកឹម សុខាអតីតប្រធានគណបក្សសង្គ្រោះជាតិដាក់ពន្ធនាគារ២៧ឆ្នាំកាលពីខែមីនាឆ្នាំ២០២៣។",
    "លោកស្រីធារី សេងត្រូវបានឃុំខ្លួននៅពន្ធនាគារខេត្តព្រះវិហារក្រោយតុលាការចោទប្រកាន់ពីបទរួមគំនិតក្បត់។",
    "លោកសម រង្ស៊ីនិងលោកស្រីមូរ សុខហួររស់នៅនិរទេសខ្លួនក្រៅប្រទេសជាច្រើនឆ្នាំមកហើយ។",
    "មេដឹកនាំសហជីពលោករ៉ុង ឈុននិងអ្នកស្រីឈឹម ស៊ីថរត្រូវបានចៅក្រមស៊ើបសួរនៅក្រុងតាខ្មៅខេត្តកណ្ដាល។",
    "តុលាការកំពូលបានរំលាយគណបក្សនៅខែវិច្ឆិកាតាមសំណើរបស់ក្រសួងមហាផ្ទៃ។",
    "នគរបាលបានហាមឃាត់មហាជនមិនឱ្យធ្វើបាតុកម្មនៅមុខរដ្ឋសភាហើយបានវាយប្រហារសកម្មជនបរិស្ថាន។",
    "អ្នកសារព័ត៌មានលោកម៉ិច ដារ៉ាត្រូវបានដោះលែងឱ្យនៅក្រៅឃុំពីពន្ធនាគារខេត្តកណ្តាល។",
    "ក្រសួងព័ត៌មានបានដកហូតអាជ្ញាប័ណ្ណវិទ្យុសំឡេងប្រជាធិបតេយ្យតាមបញ្ជារបស់សម្តេចហ៊ុន សែន។",
    "លោកកឹម ឡីត្រូវបានបាញ់សម្លាប់នៅស្ថានីយប្រេងឥន្ធនៈមួយក្នុងរាជធានី។",
    "អាជ្ញាធរខេត្តកោះកុងនិងខេត្តកំពតបានបណ្តេញជនបរទេសម្នាក់។",
    "លោកហ៊ុន ម៉ាណែតជានាយករដ្ឋមន្ត្រីហើយលោកខៀវ កាញារីទ្ធធ្លាប់ជារដ្ឋមន្ត្រី។",
    "សមាជិកព្រឹទ្ធសភាបានប្តឹងអ្នកនយោបាយពីបទបរិហារកេរ្តិ៍និងញុះញង់។",
    "ការចាប់ខ្លួនអ្នកសារព័ត៌មាននៅខេត្តរតនគិរីធ្វើឱ្យអង្គការលីកាដូព្រួយបារម្ភអំពីច្បាប់សមាគម។",
    "ក្រុមប្រឹក្សាធម្មនុញ្ញបានប្រជុំនៅសៀមរាប ខណៈគជបកំពុងរៀបចំការបោះឆ្នោត។",
)  # fmt: skip
ASKED = (
    # public figures
    "កឹម សុខា", "កឹមសុខា", "ធារី សេង", "សម រង្ស៊ី", "មូរ សុខហួរ", "រ៉ុង ឈុន", "ឈឹម ស៊ីថរ", "ម៉ិច ដារ៉ា", "ហ៊ុន សែន", "កឹម ឡី",
    "ហ៊ុន ម៉ាណែត", "ខៀវ កាញារីទ្ធ",
    # places
    "ភ្នំពេញ", "ព្រះវិហារ", "កណ្តាល", "កណ្ដាល", "កោះកុង", "កំពត", "រតនគិរី", "សៀមរាប",
    # courts and institutions
    "សាលាដំបូង", "តុលាការកំពូល", "ក្រសួងមហាផ្ទៃ", "រដ្ឋសភា", "ព្រឹទ្ធសភា", "លីកាដូ", "ក្រុមប្រឹក្សាធម្មនុញ្ញ", "ចៅក្រម",
    "នគរបាល", "គណបក្សសង្គ្រោះជាតិ",
    # acts
    "ចាប់ខ្លួន", "ឃុំខ្លួន", "ផ្តន្ទាទោស", "ដោះលែង", "ចោទ", "ប្តឹង", "រំលាយ", "បណ្តេញ", "បាតុកម្ម", "ច្បាប់",
)  # fmt: skip
# Words that stand in the sentences only inside another word or across two, or not at all.
NOT_THERE = ("តុលា", "ឈើ", "មីន", "ខាអ", "ជាស", "កំពង់ធំ", "សុខហ", "ពេញប", "ឡា", "កាត់", "ម៉ែត")  # fmt: skip


def found(query: str) -> set[str]:
    return {hit.document for hit in search.find(query, ("Document",))}


@pytest.mark.django_db
class TestKhmer:
    @pytest.fixture(autouse=True)
    def _store(self) -> None:
        for number, sentence in enumerate(SENTENCES):
            doc = samples.document(sentence, f"{number}.txt", lang="km", title="")
            write.add(doc, samples.text(doc, sentence), [], ran=["sample@1"])

    def test_forty_words_and_names_are_chosen(self) -> None:
        assert len(set(ASKED)) == len(ASKED) == 40

    @pytest.mark.parametrize("query", ASKED)
    def test_it_is_found_in_every_sentence_that_holds_it(self, query: str) -> None:
        holding = {
            samples.document(s).sha256
            for s in SENTENCES
            if query.replace(" ", "").replace("្ដ", "្ត") in s.replace(" ", "").replace("្ដ", "្ត")
        }
        assert holding
        assert found(query) == holding

    @pytest.mark.parametrize("query", NOT_THERE)
    def test_what_only_happens_to_stand_there_is_not_found(self, query: str) -> None:
        assert found(query) == set()

    @pytest.mark.parametrize(
        ("query", "holding"),
        [
            ('"កឹម សុខា"', 1),
            ("តុលាការ -រំលាយ", 1),
            ("កឹម សុខា ភ្នំពេញ", 1),
            ("ចាប់ខ្លួន រតនគិរី", 1),
            ("ឆ្នាំ២០២៣", 1),
            ("2023", 1),
            ("ស\u200bម រង្ស៊ី", 1),
            ("ម៉ិច*", 1),
            ("តុលា*", 2),
        ],
    )
    def test_signs_of_the_query_work_as_in_other_languages(self, query: str, holding: int) -> None:
        assert len(found(query)) == holding

    def test_an_index_of_older_terms_is_noticed_and_built_again(self) -> None:
        search.rebuild()
        assert not search.outdated()
        rows = list(models.Indexed.objects.values_list("id", flat=True))
        engine.own().drop_words(rows)
        engine.own().mark_terms(VERSION - 1)
        assert search.outdated()
        assert found("រតនគិរី") == set()
        assert search.rebuild() == len(SENTENCES)
        assert not search.outdated()
        assert len(found("រតនគិរី")) == 1


@pytest.mark.parametrize("query", ASKED)
def test_the_words_are_marked_where_they_stand(query: str) -> None:
    text = "\n".join(SENTENCES)
    marked = ["".join(text[start:end].split()) for start, end in search.ranges(text, query)]
    assert marked
    wanted = {"".join(query.split()).replace("្ដ", "្ត")} | {p.replace("្ដ", "្ត") for p in query.split()}
    assert {m.replace("្ដ", "្ត") for m in marked} <= wanted
    assert not search.missing(text, query)
