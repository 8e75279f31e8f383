"""`saksi export counts`: one row a measure, for a spreadsheet; made of what leaves alone, so that no count tells more.

Every count here can be made again from the rows of the other exports: nothing that stays has a part in it, and so no
small count needs to be hidden.
"""

from collections.abc import Iterator

from saksi.assess import indicators
from saksi.assess.exposure import Rate
from saksi.model.types import Measure
from saksi.publish import allowance
from saksi.publish.edition import Edition
from saksi.publish.exports.csv import line

COLUMNS = ("indicator", "place", "period", "value", "low", "high")
_DIGITS = 3


def lines(edition: Edition) -> Iterator[str]:
    """Yield a header row and one row a measure in order of their ids; rates have their 95 % limits."""
    rates = indicators.rates(edition.facts)
    yield line(COLUMNS)
    for measure in indicators.count(edition.facts):
        yield line([*_cells(measure), *_limits(rates.get(measure.id))])


def _cells(measure: Measure) -> Iterator[str]:
    told = {"indicator": measure.indicator, "place": measure.place, "period": measure.period or "all"}
    told["value"] = _number(measure.value)
    return (cell if allowance.of_field("Measure", name).leaves else "" for name, cell in told.items())


def _limits(rate: Rate | None) -> tuple[str, str]:
    if rate is None or rate.low is None or rate.high is None:
        return "", ""
    return _number(rate.low), _number(rate.high)


def _number(value: float) -> str:
    return f"{round(value, _DIGITS):.{_DIGITS}f}".rstrip("0").rstrip(".")
