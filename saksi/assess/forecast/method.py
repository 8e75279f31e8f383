"""The parameters of the forecast, read from `method.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saksi.model.errors import UsageError
from saksi.model.readers import read_yaml


@dataclass(frozen=True)
class Outcome:
    """An index whose closing is forecast; `civic` marks the three spaces that the ratings are about."""

    name: str
    label: str
    cutpoint: float
    civic: bool = False


@dataclass(frozen=True)
class Boosting:
    """Gradient boosting of trees on histograms."""

    trees: int
    rate: float
    leaves: int
    smallest_leaf: int
    penalty: float
    columns: float


@dataclass(frozen=True)
class Forest:
    """Extremely randomised trees, each on a part of the rows."""

    trees: int
    smallest_leaf: int
    columns: float
    rows: float


@dataclass(frozen=True)
class Variable:
    """A variable of the small logit; `log` takes log(1 + value).

    `label` says in words what a value above the mean means, `low` what one below it does.
    """

    name: str
    label: str
    low: str
    log: bool = False


@dataclass(frozen=True)
class Logit:
    """A penalised logit with few variables, each shown; `penalty` is the inverse strength C of scikit-learn."""

    penalty: float
    variables: tuple[Variable, ...]


@dataclass(frozen=True)
class Calibration:
    """How many past origins correct a forecast, after how many years one counts half, and how firm the priors are."""

    origins: int
    half_life: float
    slope_rows: float
    start_rows: float


@dataclass(frozen=True)
class Abstaining:
    """When a forecast is not shown: fewer years of history, or more of the inputs missing, than this."""

    years: int
    missing: float


@dataclass(frozen=True)
class Method:
    """All of `method.yaml`."""

    version: str
    outcomes: tuple[Outcome, ...]
    smallest_step: float
    first_origin: int
    seed: int
    boosting: Boosting
    forest: Forest
    logit: Logit
    calibration: Calibration
    abstaining: Abstaining

    def outcome(self, name: str) -> Outcome:
        """Return an outcome by the name of its index; raises UsageError for an unknown one."""
        found = next((one for one in self.outcomes if one.name == name), None)
        if found is None:
            raise UsageError(
                f"{name} is no index that is forecast; there are {', '.join(o.name for o in self.outcomes)}"
            )
        return found


@cache
def method() -> Method:
    """Read `method.yaml`; raises PackError with the line that is wrong."""
    return read_yaml(Path(__file__).with_name("method.yaml"), Method)
