"""Measures extraction on HRDsAttack: who suffered which violation where, one answer an article.

Data: github.com/dataminr-ai/HRDsAttack (Findings of ACL 2023). What counts follows its scorer: names are right when
they are equal, violations are counted one by one over all articles, and an article without any has `unknown`. Two
things differ. Countries are compared by what they are (Burma is Myanmar), not by spelling. And a place that the
annotators left empty is never won by an empty answer: how well empty answers fit is told apart.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from saksi.flows.bench.intervals import Estimate, f1, ratio
from saksi.flows.bench.whereabouts import CITIES, whereabouts
from saksi.flows.extraction.extractor import Work, extract
from saksi.model.errors import UnreadableError, UsageError
from saksi.model.ids import fold
from saksi.model.readers import read_yaml
from saksi.model.types import Document, Text
from saksi.model.vocabulary import act_types
from saksi.packs import load
from saksi.packs.pack import Pack
from saksi.publish.exports.extract_jsonl import lines

VIOLATIONS = Path(__file__).with_name("violations.yaml")
UNKNOWN = "unknown"
EMPTY = frozenset({"", "none", "n/a", "unknown", "city", "region", "country"})
CLAIMED = frozenset({"reported", "alleged", "ordered"})
PARAGRAPH = re.compile(r"</p>\s*<p>")
TAG = re.compile(r"<[^>]+>")
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one article tells: victims' names, violations, country and city as written; empty where it tells none.

    `reason` says why the article could not be extracted.
    """

    source: str
    victims: frozenset[str] = frozenset()
    violations: frozenset[str] = frozenset({UNKNOWN})
    country: str = ""
    city: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """The acts (`type` or `type/subtype`) and words that stand for a violation, and how many an article must have."""

    acts: tuple[str, ...]
    at_least: int
    words: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Article:
    """A news article, the day it was published (ISO), and what its annotators answered."""

    text: str
    published: str
    gold: Answer


def read(path: Path) -> list[Article]:
    """Read a file of HRDsAttack; raises UsageError when it is something else."""
    try:
        return [_article(row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is no file of HRDsAttack articles ({error!r}); name its train, dev or test"
        ) from error


def _article(row: Mapping[str, Any]) -> Article:
    given, gold = row["sample"], row["merged_sample"]
    body = TAG.sub("", PARAGRAPH.sub("\n\n", given["Input.article_interface"]))
    names = frozenset(" ".join(v["victim_name"].split()) for v in gold["victims"] if v["victim_name"])
    violations = frozenset(gold["violation_types"])
    answer = Answer(
        str(given["Input.GLOBALEVENTID"]),
        names,
        violations - {UNKNOWN} or frozenset({UNKNOWN}),
        _filled(gold["country"]),
        _filled(gold["city"]),
    )
    return Article(f"{given['Input.title']}\n\n{html.unescape(body)}", given["Input.publish_date"][:10], answer)


def _filled(place: str | None) -> str:
    words = (place or "").strip()
    return "" if words.lower() in EMPTY else words


def answers(articles: Sequence[Article], packs: Sequence[str], patience: int) -> Iterator[Answer]:
    """Extract every article and say what its acts tell; one that cannot be extracted tells nothing."""
    work, pack = Work(tuple(packs), patience), load(tuple(packs))
    for article in articles:
        named = sha256(article.text.encode()).hexdigest()
        document = Document(named, "", "text/plain", published=article.published, lang="en")
        text = Text(document.sha256, article.text, "text@1")
        try:
            found = list(lines("", text, extract(document, text, work)))
        except UnreadableError as error:
            yield Answer(article.gold.source, reason=str(error))
        else:
            yield answer(article.gold.source, article.text, found, pack)


def answer(source: str, text: str, found: Sequence[Line], pack: Pack) -> Answer:
    """Say what the lines of one article tell, its acts taken together."""
    acts = [line for line in found if line["record"] == "act" and line["status"] in CLAIMED]
    acts = [act for act in acts if act_types()[act["type"]].direction == "closing"]
    persons = {line["name"] for line in found if line["record"] == "person"}
    victims = [v["name"] for act in acts for v in act["victims"] if v["name"] in persons]
    country, city = whereabouts(text, acts, pack)
    return Answer(source, _whole(victims), _told(text, acts), country, city)


def _told(text: str, acts: Sequence[Line]) -> frozenset[str]:
    """The violations that enough acts, or enough words, stand for."""
    counted = Counter(name for act in acts for name in _names(act))
    told = {
        name
        for name, one in _violations().items()
        if sum(counted[sign] for sign in one.acts) >= one.at_least or len(_words(one).findall(text)) >= one.mentions
    }
    return frozenset(told or {UNKNOWN})


@cache
def _words(one: Violation) -> re.Pattern[str]:
    ways = "|".join(re.escape(word[:-1]) + r"\b" if word.endswith(".") else re.escape(word) for word in one.words)
    return re.compile(rf"\b(?:{ways})", re.IGNORECASE)


def _names(act: Line) -> tuple[str, str]:
    """What the table may call an act: its type, and its type with its subtype."""
    return act["type"], f"{act['type']}/{act['subtype']}"


@cache
def _violations() -> dict[str, Violation]:
    return read_yaml(VIOLATIONS, dict[str, Violation])


def _whole(names: Sequence[str]) -> frozenset[str]:
    """Leave out a name that is part of another, as the scorer does."""
    return frozenset(one for one in names if not any(one != other and one in other for other in names))


def measure(articles: Sequence[Article], found: Sequence[Answer], pack: Pack) -> dict[str, Estimate]:
    """Return every measure by name."""
    golds = [article.gold for article in articles]
    pairs = list(zip(golds, found, strict=True))
    out = {"victims exact F1": _f1([(gold.victims, own.victims) for gold, own in pairs])}
    out["violations F1"] = _f1([(gold.violations, own.violations) for gold, own in pairs])
    for violation in sorted(set().union(*(gold.violations for gold in golds))):
        named = frozenset({violation})
        out[f"violations F1: {violation}"] = _f1([(g.violations & named, o.violations & named) for g, o in pairs])
    out |= _places("country", [(_country(gold.country, pack), own.country) for gold, own in pairs])
    out |= _places("city", [(fold(gold.city), fold(own.city)) for gold, own in pairs])
    return out


def _f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Estimate:
    return f1([len(g & o) for g, o in pairs], [len(o) for _, o in pairs], [len(g) for g, _ in pairs])


def _places(name: str, pairs: Sequence[tuple[str, str]]) -> dict[str, Estimate]:
    """Of all articles, of those where gold names a place, and of the empty answers, how many are right."""
    right = [float(bool(gold) and gold == own) for gold, own in pairs]
    both = [float(not gold and not own) for gold, own in pairs]
    return {
        f"{name} accuracy": ratio(right, [1.0] * len(pairs)),
        f"{name} accuracy, filled only": ratio(right, [float(bool(gold)) for gold, _ in pairs]),
        f"{name} abstention precision": ratio(both, [float(not own) for _, own in pairs]),
    }


def _country(words: str, pack: Pack) -> str:
    """The code of a country in the annotators' words, or the words themselves."""
    found = pack.country_by_name(words) or pack.country_by_demonym(words)
    code = found.code if found else fold(words)
    return CITIES[code][0] if code in CITIES else code
