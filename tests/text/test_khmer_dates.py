"""Dates as Khmer texts write them: digits, months, eras; what is open stays open."""

import pytest

from saksi.text.dateline import only_date
from saksi.text.khmer_dates import written


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣", ["2023-03-03"]),
        ("ថ្ងៃទី 3 ខែ មីនា ឆ្នាំ 2023", ["2023-03-03"]),
        ("ថ្ងៃអង្គារ ទី១៤ ខែមិថុនា ឆ្នាំ២០២២", ["2022-06-14"]),
        ("ខែមេសា ឆ្នាំ២០១២ និងឆ្នាំ២០២១", ["2012-04", "2021"]),
        ("៣/៩/២០១៧", ["2017-09-03"]),
        ("០៣-០៩-២០១៧", ["2017-09-03"]),
        ("ថ្ងៃទី១៤ ខែកុម្ភៈ ព.ស. ២៥៦៦ គ.ស. ២០២៣", ["2023-02-14"]),
        ("ខែមីនា ព.ស.២៥៦៦", ["2023-03"]),  # before Visakha Bochea: 543 years
        ("ខែតុលា ព.ស. ២៥៦៧", ["2023-10"]),  # after it: 544
        ("ថ្ងៃទី៥ ខែឧសភា ព.ស.២៥៦៧", [""]),  # in its month: open
        ("ឆ្នាំ២៥៦៦", [""]),
        ("១០កើត ខែចេត្រ ឆ្នាំខាល ព.ស.២៥៦៥", []),  # a lunar date is no day here
        ("ថ្ងៃទី៣១ ខែកុម្ភៈ ឆ្នាំ២០២៣", []),
        ("៤៥/១៣/២០១៧", []),
        ("មាត្រា៤៩៤ និង៤៩៥", []),
    ],
)
def test_written_dates(words: str, dates: list[str]) -> None:
    assert [one.iso for one in written(words)] == dates


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣", "2023-03-03"),
        ("កាលបរិច្ឆេទ៖ ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣", "2023-03-03"),
        ("រាជធានីភ្នំពេញ, ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣", "2023-03-03"),
        ("ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣ ម៉ោង ១០:៣០", "2023-03-03"),
        ("នៅថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣ តុលាការបានកាត់ទោសលោក។", ""),
        ("ថ្ងៃទី៣ ខែមីនា", ""),
    ],
)
def test_datelines(line: str, date: str) -> None:
    assert only_date(line) == date
