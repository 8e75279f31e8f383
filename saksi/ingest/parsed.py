"""What a parser hands over, and how it says that it cannot read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text that a parser read in some bytes, and what the file says about itself; empty where it says nothing.

    `parser` is `name@version`; `published` is an ISO date, maybe partial; `lang` an ISO 639-1 code.
    """

    content: str
    parser: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    lang: str = ""
    url: str = ""
