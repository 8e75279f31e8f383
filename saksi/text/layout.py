"""The words by which readers of a language tell furniture, captions, notes and signatories from prose."""

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import saksi.packs
from saksi.model.readers import read_yaml

FOLDER = Path(saksi.packs.__file__).parent / "lang"


@dataclass(frozen=True, slots=True)
class Layout:
    """The phrases of `layout.yaml`, lower case."""

    furniture_start: tuple[str, ...]
    furniture_whole: tuple[str, ...]
    furniture_leads: tuple[str, ...]
    genres: tuple[str, ...]
    caption_marks: tuple[str, ...]
    note_heads: tuple[str, ...]
    contact_leads: tuple[str, ...]
    signatory_leads: tuple[str, ...]
    signature_leads: tuple[str, ...]
    sentence_words: tuple[str, ...]
    date_leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The phrases as compiled patterns, to be matched against the folded words of a line."""

    furniture_start: re.Pattern[str]
    furniture_whole: re.Pattern[str]
    furniture_leads: re.Pattern[str]
    genres: re.Pattern[str]
    caption_marks: re.Pattern[str]
    note_heads: re.Pattern[str]
    contact_leads: re.Pattern[str]
    signatory_leads: re.Pattern[str]
    signature_leads: re.Pattern[str]
    sentence_words: re.Pattern[str]
    date_leads: re.Pattern[str]


WHOLE = frozenset({"furniture_whole", "genres", "note_heads"})
ANYWHERE = frozenset({"caption_marks", "signatory_leads", "signature_leads", "sentence_words"})


@cache
def patterns() -> Patterns:
    """Return the layout phrases of all languages together: pages mix them; raises PackError for a wrong file."""
    layouts = [read_yaml(path, Layout) for path in sorted(FOLDER.glob("*/layout.yaml"))]
    return Patterns(
        **{
            field.name: _compile(field.name, [p for one in layouts for p in getattr(one, field.name)])
            for field in fields(Layout)
        }
    )


def _compile(name: str, phrases: list[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    if name in WHOLE:
        return re.compile(rf"\A(?:{either})[\s:.!…>»-]*\Z")
    if name in ANYWHERE:
        return re.compile(rf"(?<!\w)(?:{either})(?:(?<=\W)|(?!\w))")
    return re.compile(rf"\A(?:{either})(?:(?<=\W)|(?!\w))")
