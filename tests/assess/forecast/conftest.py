"""Quick models for all tests of the forecast."""

import pytest
from invented import small

from saksi.assess.forecast import issue, models


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the models and what puts them together read the small method."""
    given = small()
    for module in (issue, models):
        monkeypatch.setattr(module, "method", lambda: given)
