"""What a reviewer may decide about a claim, and how a value is to be entered; pure."""

from dataclasses import dataclass

from saksi.model.types import Verdict
from saksi.model.vocabulary import PropertyType, act_types, property_of, subtypes, terms
from saksi.store.read.claims import Claim

PER_PAGE = 10
KINDS = ("Act", "Person", "Organisation", "Law", "Call", "Endorsement", "Figure", "StatedRating")


@dataclass(frozen=True, slots=True)
class Field:
    """How the right value of a property is entered: a closed list, a date, a country, or words."""

    type: PropertyType
    choices: tuple[str, ...]


def field(kind: str, prop: str, act: str = "") -> Field:
    """Return how a value is entered; a subtype is chosen among those of its act's type."""
    definition = property_of(kind, prop)
    if definition.of == "subtypes" and act in act_types():
        return Field(definition.type, subtypes(act))
    return Field(definition.type, terms(definition))


def verdicts(claim: Claim) -> tuple[Verdict, ...]:
    """Return what can be done about a claim: one that is decided can be undone first."""
    if claim.decision is not None:
        return (Verdict.UNDO,)
    return (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)
