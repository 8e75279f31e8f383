"""The abbreviations of all languages together, and the words that start sentences after them."""

from dataclasses import dataclass, fields
from functools import cache

from saksi.model.readers import read_yaml
from saksi.text.layout import FOLDER


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The lists of `abbreviations.yaml`; all but `starters` are lower case and lack their last full stop."""

    titles: frozenset[str]
    numbered: frozenset[str]
    open_ended: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """Return the abbreviations of every language: texts quote across languages; raises PackError for a wrong file."""
    known = [read_yaml(path, Abbreviations) for path in sorted(FOLDER.glob("*/abbreviations.yaml"))]
    return Abbreviations(
        **{
            field.name: frozenset().union(*(getattr(one, field.name) for one in known))
            for field in fields(Abbreviations)
        }
    )
