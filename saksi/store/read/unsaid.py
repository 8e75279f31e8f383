"""Says of words that people wrote, and that stand in no document, whether something is in them that is kept from him.

Names are blacked out by `Sight.words`. What else is withheld is known by the document that says it, and a reason has
none: it is compared with all that is kept from him, and one that shares too much is left out whole.
"""

import json
import re
from collections.abc import Iterator

from django.db.models import Q

from saksi.store import models
from saksi.store.read.masks import unspaced, words
from saksi.store.read.visibility import Sight

_RUN = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST, _NUMBER = 4, 3
_TOGETHER = 3
"""Words in a row that two texts may not share."""
_GLUED = 12
"""Letters in a row that two texts may not share where a script puts no spaces between words."""


def says_guarded(sight: Sight, text: str, known: str = "") -> bool:
    """Say whether a text has a withheld value in it, a name or number out of one or its quote, or three words in a row.

    `known` are words that give nothing away here, as the name of the country that it is about.
    """
    if sight.whole or not text.strip():
        return False
    own, row = _telling(text) - _telling(known), words(text)
    flat, rows = f" {' '.join(row)} ", set(_in_a_row(row))
    glued = unspaced(text)
    for value in _values(sight):
        said = " ".join(words(value))
        if said and (f" {said} " in flat or (glued and said in flat)):
            return True
    for said in _said(sight, set() if glued else set(_RUN.findall(text))):
        if own & _telling(said) or rows & set(_in_a_row(words(said))) or (glued and _share(text, said)):
            return True
    return False


def _values(sight: Sight) -> Iterator[str]:
    """Yield the words of what is kept from him that are looked for."""
    found = sight.guarded().exclude(words="[]").values_list("words", flat=True).distinct()
    for packed in found.iterator():
        yield from json.loads(packed)


def _said(sight: Sight, wanted: set[str]) -> Iterator[str]:
    """Yield the values and quotes of all that is kept from him which have one of these words; all without any."""
    guarded = sight.guarded()
    rows = models.Statement.objects.filter(
        Q(claim__in=guarded.exclude(claim="").values("claim"))
        | Q(entity__in=guarded.filter(claim="").exclude(entity="").values("entity"))
        | Q(document__in=sight.shut().values("document"))
    )
    telling = [word for word in sorted(wanted) if len(word) >= _NUMBER]
    for field in ("value", "spans__quote"):
        some = Q(pk__in=[]) if wanted else Q()
        for word in telling:
            some |= Q(**{f"{field}__icontains": word})
        for said in rows.filter(some).values_list(field, flat=True).distinct().iterator():
            yield said or ""


def _telling(text: str) -> set[str]:
    """Return the words of a text that may be names, and its numbers that are no years, case folded."""
    runs = _RUN.findall(text)
    named = {run.casefold() for run in runs if len(run) >= _SHORTEST and run[0] != run[0].lower()}
    return named | {run for run in runs if run.isdecimal() and len(run) >= _NUMBER and not _YEAR.fullmatch(run)}


def _in_a_row(row: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(row[start:] for start in range(_TOGETHER)), strict=False)


def _share(text: str, said: str) -> bool:
    return any(text[start : start + _GLUED] in said for start in range(len(text) - _GLUED + 1))
