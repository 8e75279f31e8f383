"""The watch: as many false alarms as it says, rises found soon, silence seen, and no alarm without a base."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.assess.watch import ALARMS_A_MONTH, Chart, fitted, gain, shared, threshold, watch


def series(seed: int, months: int, mean: float = 12.0, size: float = 4.0) -> list[int]:
    drawn = np.random.default_rng(seed).negative_binomial(size, size / (size + mean), months)
    return [int(one) for one in drawn]


def test_a_threshold_gives_the_stated_number_of_alarms() -> None:
    chance = np.random.default_rng(0)
    for mean, size in ((0.5, 1.0), (12.0, 4.0), (300.0, 8.0)):
        limit = threshold(mean, size, 3.0, ALARMS_A_MONTH)
        counts = chance.negative_binomial(size, size / (size + mean), (400, 400))
        total, alarms = np.zeros(400), 0
        for month in counts.T:
            gains = month * np.log(3) - (month + size) * np.log((size + 3 * mean) / (size + mean))
            total = np.maximum(0, total + gains)
            alarms += int((total > limit).sum())
            total[total > limit] = 0
        assert alarms / counts.size == pytest.approx(ALARMS_A_MONTH, rel=0.35), mean


def test_a_lower_rate_of_alarms_asks_for_more() -> None:
    limits = [threshold(5.0, 3.0, 3.0, rate) for rate in (1 / 6, 1 / 24, 1 / 96)]
    assert limits == sorted(limits)
    assert limits[0] < limits[-1]


def test_a_threefold_rise_is_found_within_two_months() -> None:
    found = 0
    for seed in range(40):
        counts = series(seed, 40)
        counts[-2:] = [a + b + c for a, b, c in zip(counts[-2:], counts[10:12], counts[20:22], strict=True)]
        found += any(month.alarm for month in watch(counts, [1.0] * 40)[-2:])
    assert found >= 28


def test_twice_the_documents_with_twice_the_events_is_no_rise() -> None:
    counts = series(3, 30, mean=30, size=50)
    more = counts + [2 * count for count in series(4, 6, mean=30, size=50)]
    months = watch(more, [100.0] * 30 + [200.0] * 6)
    assert not any(month.alarm for month in months[-6:])
    assert months[-1].expected == pytest.approx(60, rel=0.2)
    assert any(month.alarm for month in watch(more, [100.0] * 36)[-6:])


def test_nothing_told_of_is_seen_as_silence() -> None:
    months = watch([*series(5, 30), 0], [50.0] * 31)
    assert months[-1].silent
    assert not months[-1].alarm
    assert sum(month.silent for month in months[:-1]) <= 3


def test_without_a_base_nothing_is_an_alarm() -> None:
    months = watch([500] * 12, [1.0] * 12)
    assert not any(month.alarm or month.silent for month in months)
    assert all(np.isnan(month.expected) for month in months)
    assert np.isnan(watch([1] * 20, [1.0] * 19 + [0.0])[-1].expected)


def test_counts_and_exposures_go_together() -> None:
    with pytest.raises(ValueError, match="3 counts have 2 exposures"):
        watch([1, 2, 3], [1.0, 1.0])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=14, max_size=24), st.integers(0, 500))
def test_more_events_never_lower_the_sum(counts: list[int], more: int) -> None:
    chart = Chart(alarms=1e-9)
    last = watch(counts, [1.0] * len(counts), chart)[-1].total
    assert watch([*counts[:-1], counts[-1] + more], [1.0] * len(counts), chart)[-1].total >= last


def test_spread_and_gain() -> None:
    rate, size = fitted(np.array(series(1, 4000), dtype=float), np.ones(4000))
    assert rate == pytest.approx(12, rel=0.05)
    assert size == pytest.approx(4, rel=0.15)
    assert fitted(np.zeros(24), np.ones(24))[0] > 0
    assert gain(0, 5, 3, 3) < 0 < gain(30, 5, 3, 3)


def test_series_share_their_spread() -> None:
    many = [(series(seed, 60, mean), [1.0] * 60) for seed in range(30) for mean in (0.5, 12.0, 90.0)]
    assert shared(many).spread == pytest.approx(1 / 4, rel=0.2)
    assert shared([(counts[:20], read[:20]) for counts, read in many]) == Chart()
    assert shared([([5] * 48, [1.0] * 48)]).spread == pytest.approx(0.001)


def test_two_years_of_few_events_are_held_to_what_is_shared() -> None:
    few, many = (np.array(series(8, months, mean), dtype=float) for months, mean in ((24, 1.0), (4000, 50.0)))
    for counts, near in ((few, 2.0), (many, 4.0)):
        own, held = (fitted(counts, np.ones(len(counts)), spread)[1] for spread in (None, 1 / 2))
        assert min(own, 2.0) <= held <= max(own, 2.0)
        assert held == pytest.approx(near, rel=0.15)


def test_an_outbreak_in_the_base_hides_the_next_rise_less_where_others_say_how_counts_spread() -> None:
    whole = [(series(seed, 40), [1.0] * 40) for seed in range(20)]
    for counts, _ in whole[:5]:
        counts[25] = 90
    for counts, _ in whole[:5]:
        counts[-2:] = [40, 40]
    found = [
        sum(any(month.alarm for month in watch(counts, read, chart)[-2:]) for counts, read in whole[:5])
        for chart in (Chart(), shared(whole))
    ]
    assert found[0] == 0
    assert found[1] >= 4
