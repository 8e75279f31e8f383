"""Which laws a text names and which of their provisions it cites, one record a law and one a provision."""

import re
from collections import defaultdict

from saksi.extract.extractors import LAWS as BY
from saksi.extract.gazetteer import gazetteer
from saksi.extract.names import fold
from saksi.extract.page import Cited, Reading
from saksi.extract.records import Range, Record, Value

NOISE = re.compile(r"\b(?:the|draft|proposed|new|\d{4}|own|a|an)\b")


def find(reading: Reading) -> list[Record]:
    """One record a law, named as the text cites it, and one for each provision cited."""
    groups: dict[str, list[Cited]] = defaultdict(list)
    for cited in reading.provisions:
        if cited.title:
            groups[_key(cited, reading)].append(cited)
    out = []
    for group in _merged(groups).values():
        law = _law(group, reading)
        out += [law, *_provisions(group, law, reading)]
    return out


def _key(cited: Cited, reading: Reading) -> str:
    """What tells one law from another: its code in the packs, else its words without year, article and country."""
    law = reading.pack.law(cited.title) or (reading.pack.law(cited.acronym) if cited.acronym else None)
    if law:
        return law.code
    known = gazetteer(reading.pack)
    parts = [
        p
        for p in NOISE.sub(" ", fold(cited.title)).split()
        if not (known.demonym(p.capitalize()) or known.country(p.capitalize()))
    ]
    return " ".join(p for p in parts if p != "of" or len(parts) > 3) or fold(cited.title)


def _merged(groups: dict[str, list[Cited]]) -> dict[str, list[Cited]]:
    """Give acronyms to the law that they stand for in this text."""
    shorts = {fold(c.acronym): key for key, group in groups.items() for c in group if c.acronym}
    for key in [k for k in groups if k in shorts and shorts[k] != k and shorts[k] in groups]:
        groups[shorts[key]] += groups.pop(key)
    return groups


def _law(group: list[Cited], reading: Reading) -> Record:
    shown = _shown(group)
    title = shown.words
    ranges = (reading.range(*shown.at), *(reading.range(*c.at) for c in group if c is not shown))
    values = [Value("title", title, tuple(dict.fromkeys(ranges)), 0.9)]
    for cited in group:
        if cited is not shown and fold(cited.words) != fold(title):
            values.append(Value("alias", cited.words, (reading.range(*cited.at),), 0.8))
    if shown.type:
        values.append(Value("type", shown.type, (reading.range(*shown.at),), 0.8))
    if re.match(r"(?:Draft|Proposed)\b", shown.words) or shown.type == "bill":
        values.append(Value("stage", "drafted", (reading.range(*shown.at),), 0.8))
    known = reading.pack.law(shown.title)
    if known and known.country:
        values.append(Value("country", known.country, (reading.range(*shown.at),), 0.8))
    return Record("Law", title, tuple(dict.fromkeys(values)), BY)


def _shown(group: list[Cited]) -> Cited:
    """The citation that names the law best: its plain title where there is one, else the one with most articles."""
    plain = [c for c in group if not c.articles and not (c.title.isupper() and " " not in c.title)]
    if plain:
        return max(plain, key=lambda c: (len(c.title), -c.at[0]))
    return max(group, key=lambda c: (len(c.articles), len(c.title), -c.at[0]))


def _provisions(group: list[Cited], law: Record, reading: Reading) -> list[Record]:
    seen: dict[str, list[Range]] = defaultdict(list)
    for cited in group:
        for article in cited.articles:
            seen[article].append(reading.range(*cited.at))
    out = []
    for article, ranges in seen.items():
        at = tuple(dict.fromkeys(ranges))
        values = (Value("article", article, at, 0.9), Value("law", law.entity(reading.document.sha256), at, 0.9))
        out.append(Record("Provision", law.anchor, values, BY, (article,)))
    return out
