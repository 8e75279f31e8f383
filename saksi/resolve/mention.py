"""A person or an organisation as one document names it: what matching looks at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One named entity of one document.

    `kind` is Person or Organisation. `names` are all spellings that the document gives, the main one first: native
    names and acronyms too. Everything else is context and may be empty: `country` is an ISO 3166-1 alpha-2 code,
    `dates` are partial ISO dates at which the document reports something about the one named, `context` is free text.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    document: str = ""
    country: str = ""
    gender: str = ""
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    context: str = ""
