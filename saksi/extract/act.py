"""An act as a clause tells it."""

from dataclasses import dataclass

from saksi.extract.party import Party
from saksi.extract.records import Range
from saksi.extract.timeline import Dated
from saksi.extract.triggers import Trigger


@dataclass(frozen=True)
class Act:
    """An act as found in one clause, before its place, laws and outcome are read; ranges in the repaired text."""

    trigger: Trigger
    type: str
    status: str
    victims: tuple[Party, ...]
    perpetrators: tuple[Party, ...]
    at: Range
    dated: Dated | None = None

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands in the text."""
        return self.trigger.token.i, self.type
