"""Keeps forecasts in the record, beside what was said of the same space before and what came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from saksi.assess.forecast.issue import Forecast
from saksi.assess.forecast.method import method
from saksi.packs.codes import country
from saksi.store import models, panel

Past = Mapping[tuple[str, str], Sequence[tuple[int, float, bool]]]


def keep(found: Iterable[Forecast], past: Past) -> int:
    """Keep forecasts of countries that have a code of today; returns how many were not kept before."""
    return panel.keep(row for one in found if (row := _row(one, past)) is not None)


def _row(one: Forecast, past: Past) -> models.Assessment | None:
    place = country("gw", one.country)
    if place is None:
        return None
    record = past.get((one.outcome, one.country), ())
    body = asdict(one) | {"label": method().outcome(one.outcome).label, "record": [list(line) for line in record]}
    day = datetime.now(UTC).date().isoformat()
    return panel.assessed("forecast", place, str(one.origin), day, f"forecast@{method().version}", body)
