"""Reads a report of an act out of bare words, roughly: for pairs that come without any fields.

The record never needs this: its reports come from extraction. A report that was read so is `loose`, and a
contradiction with it weighs less.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from saksi.model.dates import PartialDate, Period
from saksi.model.errors import SchemaError
from saksi.packs import Pack
from saksi.packs.lexicon import lexicon
from saksi.resolve.act_report import ActReport, Party

_RUN = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*)(?:\s+(?:[^\W\d_a-z][\w’'.-]*))*")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+|(?<![\d.,])\d+")
_ARTICLE = re.compile(r"\b(?:articles?|sections?|art\.|s\.)\s+(\d+\w?(?:(?:,| and|, and)\s+\d+\w?)*)", re.I)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_ENDINGS = ("", "s", "d", "ed", "ing", "es", "n")
_COURT = ("court", "tribunal", "ministry", "police", "committee", "council", "parliament", "assembly")


def read(report: ActReport, pack: Pack) -> ActReport:
    """Fill in what a report does not say, from its words; returns it unchanged when it has fields of its own."""
    if report.type or not report.words:
        return report
    words = report.words
    runs = list(_runs(words, pack))
    places = tuple(run for run in runs if pack.country_by_name(run) or pack.places_named(run))
    bodies = tuple(run for run in runs if run not in places and any(mark in run.casefold() for mark in _COURT))
    people = tuple(run for run in runs if run not in places and run not in bodies)
    return replace(
        report,
        type=_type(words),
        date=_date(words, pack),
        places=places,
        victims=tuple(Party(run) for run in people),
        perpetrators=tuple(Party(run) for run in bodies),
        provisions=tuple(_ARTICLE.findall(words)),
        count=_count(words, pack) if not people else None,
        loose=True,
    )


def _runs(words: str, pack: Pack) -> Iterator[str]:
    """Yield the words with a capital that stand together, without months, peoples, and the first word of a sentence."""
    for found in _RUN.finditer(words):
        parts = found[0].split()
        first = not words[: found.start()].strip() or words[: found.start()].rstrip()[-1] in ".!?"
        if (
            first
            and not pack.is_surname(parts[0])
            and not pack.is_given_name(parts[0])
            and not pack.places_named(found[0])
        ):
            parts = parts[1:] if len(parts) != 2 or _is_common(parts[0], pack) else parts
        kept = [re.sub("[’']s$", "", one.strip(".,")) for one in parts]
        kept = [one for one in kept if one.casefold() not in pack.months and not pack.country_by_demonym(one)]
        if kept and len(" ".join(kept)) > 1:
            yield " ".join(kept)


def _is_common(word: str, pack: Pack) -> bool:
    folded = word.casefold()
    return (
        folded in pack.stopwords
        or folded in pack.numerals
        or folded in _verbs()
        or any(folded in names for names in lexicon("en").agents.kinds.values())
    )


def _date(words: str, pack: Pack) -> Period | None:
    """Read the first date of words: a day, a month or a year."""
    months = "|".join(re.escape(month) for month in pack.months)
    forms = (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})\b,?\s*(?P<year>\d{{4}})?",
        rf"\b(?P<month>{months})\s+(?P<day>\d{{1,2}})(?!\d),?\s*(?P<year>\d{{4}})?",
        rf"\b(?P<month>{months})\s+(?P<day>)(?P<year>\d{{4}})",
    )
    for form in forms:
        match = re.search(form, words, re.I)
        year = match["year"] if match else None
        year = year or next(iter(_YEAR.findall(words)), None)
        if match and year:
            try:
                when = PartialDate(
                    int(year), pack.months[match["month"].casefold()], int(match["day"]) if match["day"] else None
                )
            except SchemaError:
                continue
            return Period(when, when)
    years = _YEAR.findall(words)
    return Period(PartialDate(int(years[0])), PartialDate(int(years[0]))) if years else None


def _count(words: str, pack: Pack) -> int | None:
    """Return the first number of people that words state, small years and dates left out."""
    plain = _YEAR.sub(" ", re.sub(r"\d{1,2}\s+(?=[A-Z])|(?<=[a-z]\s)\d{1,2}(?=,)", " ", words))
    for word in re.findall(r"[\w-]+|\d[\d,]*", plain):
        folded = word.casefold()
        if _NUMBER.fullmatch(word):
            return int(word.replace(",", ""))
        if pack.numerals.get(folded, 0) > 1:
            return pack.numerals[folded]
    return None


def _type(words: str) -> str:
    """Return the type of the first word that reports an act; empty when none does."""
    for word in _WORD.findall(words.casefold()):
        for ending in _ENDINGS:
            stem = word.removesuffix(ending) if ending else word
            for lemma in (stem, f"{stem}e", stem[:-1]):
                if lemma in _verbs() and (not ending or word.endswith(ending)):
                    return _verbs()[lemma]
    return ""


@cache
def _verbs() -> dict[str, str]:
    """Return the words that name an act by themselves, with its type."""
    found: dict[str, str] = {}
    for frame in lexicon("en").acts.frames:
        if not (frame.having or frame.clause or frame.status or frame.negated):
            for lemma in (*frame.verbs, *frame.nouns):
                if " " not in lemma:
                    found.setdefault(lemma, frame.type)
    return found
