"""Values of indices and inputs by country and year, each with when it was known; and what of them an origin may see."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from saksi.model.errors import LeakError, UsageError

Array = npt.NDArray[np.float64]
Years = npt.NDArray[np.int64]
NEVER = 9999  # the year of what is not known at all


@dataclass(frozen=True)
class Panel:
    """Indices and inputs of countries over years.

    `indices` has the shape (outcomes, countries, years), `inputs` (columns, countries, years); NaN where there is no
    value. `known` (countries, years) is the year at whose end the values about a year were known, that year itself
    unless the file says otherwise. `limit` is the last origin that may be asked for; `columns` names the inputs.
    """

    outcomes: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[int, ...]
    columns: tuple[str, ...]
    indices: Array
    inputs: Array
    known: Years
    limit: int = NEVER

    def __post_init__(self) -> None:
        places = (len(self.countries), len(self.years))
        if self.indices.shape != (len(self.outcomes), *places) or self.inputs.shape != (len(self.columns), *places):
            raise UsageError("indices and inputs do not fit their countries and years")
        if self.known.shape != places or self.years != tuple(range(self.years[0], self.years[-1] + 1)):
            raise UsageError("a panel needs every year from its first to its last")

    def at(self, year: int) -> int:
        """Return the place of a year; raises UsageError for one outside."""
        if not self.years[0] <= year <= self.years[-1]:
            raise UsageError(f"there are values for {self.years[0]} to {self.years[-1]}, none for {year}")
        return year - self.years[0]

    def as_of(self, origin: int) -> "Panel":
        """Return what was known at the end of a year: nothing about later years, nothing published later.

        Raises LeakError when this panel itself knows less, UsageError for an origin without values.
        """
        if origin > self.limit:
            raise LeakError(f"what was known at the end of {origin} cannot be told from what was known in {self.limit}")
        last = self.at(origin)
        hidden = self.known[:, : last + 1] > origin
        indices, inputs = (values[:, :, : last + 1].copy() for values in (self.indices, self.inputs))
        indices[:, hidden] = np.nan
        inputs[:, hidden] = np.nan
        return replace(
            self,
            years=self.years[: last + 1],
            indices=indices,
            inputs=inputs,
            known=self.known[:, : last + 1],
            limit=origin,
        )
