"""Somebody or something in an act, with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from saksi.extract.page import Named
from saksi.extract.records import Range


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something in an act: its name or words, kinds, number, and ranges in the repaired text.

    `at` is where the words of the act name it, `source` where its name comes from when it stands elsewhere. `definite`:
    with "the" or a singular; `tied`: the words hold a name or a possessive; `exact`: `count` is no least of a range;
    `among`: one of a party that is told with it and counts it already.
    """

    name: str
    kinds: frozenset[str]
    at: Range
    source: tuple[Range, ...] = ()
    count: int | None = None
    named: Named | None = None
    definite: bool = False
    plural: bool = False
    tied: bool = False
    exact: bool = True
    among: bool = False

    @property
    def specific(self) -> bool:
        """Whether the words single somebody out: a name (also one in them), a number, or somebody named before."""
        return self.named is not None or self.count is not None or bool(self.source) or self.tied


def merged(parties: list[Party]) -> list[Party]:
    """Parties without those that repeat another, in order."""
    out: list[Party] = []
    for party in parties:
        if not any(party.name == other.name for other in out):
            out.append(party)
    return out


def referring(party: Party, at: Range) -> Party:
    """The same party, named by other words (a pronoun) at another place."""
    return replace(party, at=at, source=(party.source or (party.at,)))


def parted(party: Party) -> list[Party]:
    """Two names that were taken for one where a plural promised several: "outlets: Radio A and Daily B"."""
    if party.named is None or party.named.kind != "Organisation" or party.name.count(" and ") != 1:
        return [party]
    first, second = party.name.split(" and ")
    cut = party.at[0] + len(first)
    if party.at[1] - party.at[0] != len(party.name):
        return [party]
    left = replace(party, name=first, named=None, at=(party.at[0], cut), tied=True)
    return [left, replace(left, name=second, at=(cut + len(" and "), party.at[1]))]
