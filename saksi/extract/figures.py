"""Numbers that a text states: how many people, groups, seats; sums of money; terms of prison."""

import re
from functools import cache

from saksi.extract.extractors import FIGURES as BY
from saksi.extract.page import Reading
from saksi.extract.records import Record, Value
from saksi.packs.naming import law_words, people_words, stating_words

FEWEST = 5  # fewer people are victims one by one: the acts tell of them
DIGITS = r"\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?"
NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)


@cache
def _counted() -> re.Pattern[str]:
    """A hedge, a number, up to four words of description, and what is counted."""
    words = stating_words()
    hedges = "|".join(re.escape(h) for h in sorted(words.hedges, key=lambda h: (-len(h), h)))
    vague = "|".join(re.escape(v) for v in sorted(words.vague, key=lambda v: (-len(v), v)))
    scales = "|".join(words.magnitudes)
    plurals = {r for r in people_words().roles if r.endswith("s")}
    nouns = "|".join(re.escape(n) for n in sorted(words.countables | plurals, key=lambda n: (-len(n), n)))
    spelled = "(?i:" + "|".join(NUMBER_WORDS.split()) + ")"
    number = (
        rf"(?P<digits>{DIGITS})(?: (?P<scale>{scales}))?|(?P<vague>(?i:{vague}))(?: of)?"
        rf"|(?P<word>{spelled})(?:[- ](?P<unit>{spelled}))?"
    )
    return re.compile(
        rf"(?<![\w.,/$€£-])(?P<said>(?:(?i:{hedges}) )?(?:{number}))(?:-| )"
        rf"(?P<between>(?:[\w'()-]+ ){{0,4}}?)(?P<noun>{nouns})\b"
    )


def find(reading: Reading) -> list[Record]:
    """One record a figure; the same number of the same thing is one figure however often it is said."""
    out, seen = [], set()
    for match in _counted().finditer(reading.content):
        noun, between = match["noun"], match["between"]
        value = _value(match)
        if (
            _dated(reading.content, match)
            or noun in stating_words().durations
            or not _close(between)
            or (value, noun) in seen
        ):
            continue
        start, end = reading.sentence(match.start())
        if match.end() > end or (value, noun) in seen or float(value) < FEWEST:
            continue
        seen.add((value, noun))
        out.append(_record(reading, match, value, f"{between}{noun}", (start, end)))
    return [*out, *_shares(reading), *_bare(reading), *_sums(reading)]


def _dated(content: str, match: re.Match[str]) -> bool:
    """Whether the number is a day, a year or the number of an article."""
    if re.fullmatch(r"(?:1[89]|20)\d\d", match["said"]):
        return True
    before = content[max(match.start() - 14, 0) : match.start()].split()
    around = {before[-1] if before else "", *match["between"].split()}
    return bool(around & (people_words().months | frozenset(law_words().provisions)))


def _close(between: str) -> bool:
    """Whether the words between number and noun describe the noun rather than start something else."""
    return not re.search(
        r"\b(?:of|and|or|in|to|for|by|with|the|a|an|is|are|was|were|years?|months?|days?|per)\b", between
    ) or between in ("of the ", "of its ", "of their ")


def _value(match: re.Match[str]) -> str:
    words = stating_words()
    if match["digits"]:
        number = float(re.sub(r"[, ]", "", match["digits"])) * words.magnitudes.get(match["scale"] or "", 1)
        return f"{number:.10g}" if number != int(number) else str(int(number))
    if match["vague"]:
        return str(words.vague[match["vague"].lower()])
    return str(_spelled(match["word"]) + (_spelled(match["unit"]) if match["unit"] else 0))


def _spelled(word: str) -> int:
    units = NUMBER_WORDS.split()
    index = units.index(word.lower())
    return index + 2 if index < 18 else (index - 18) * 10 + 20


def _record(reading: Reading, match: re.Match[str], value: str, what: str, sentence: tuple[int, int]) -> Record:
    words, number = reading.range(match.start(), match.end()), reading.range(*match.span("said"))
    values = (
        Value("value", value, (words, number), 0.8),
        Value("what", " ".join(what.split()), (words,), 0.8),
        Value("unit", match["noun"], (words, reading.range(*match.span("noun"))), 0.8),
    )
    anchor = " ".join(reading.content[slice(*sentence)].split())
    return Record("Figure", anchor, values, BY, (value, match["noun"]))


SHARE = re.compile(
    r"\b(?P<said>half|(?:a|one) third|two[- ]thirds|a quarter|three[- ]quarters) of "
    r"(?P<what>(?:the |all )?[A-Za-z-]+(?: [A-Za-z-]+){0,3})"
)
BARE = re.compile(
    r"(?<=and )(?P<said>\d{1,3}(?:,\d{3})*) "
    r"(?P<what>arrested|detained|killed|injured|wounded|displaced|jailed|dead|missing)\b"
)
SHARES = {"half": "0.5", "third": "0.333", "thirds": "0.667", "quarter": "0.25", "quarters": "0.75"}


def _shares(reading: Reading) -> list[Record]:
    return [_simple(reading, m, SHARES[re.split(r"[ -]", m["said"])[-1]]) for m in SHARE.finditer(reading.content)]


def _bare(reading: Reading) -> list[Record]:
    """Numbers whose noun stands earlier: “1,200 people killed and 10,568 arrested”."""
    return [_simple(reading, m, m["said"].replace(",", "")) for m in BARE.finditer(reading.content)]


@cache
def _money() -> re.Pattern[str]:
    words = stating_words()
    scales = "|".join(words.magnitudes)
    names = "|".join(re.escape(c) for c in sorted(words.currencies, key=lambda c: (-len(c), c)) if c.isalpha())
    after, before = (rf"(?P<{side}>{DIGITS})(?: (?P<{side}_scale>{scales}))?" for side in ("after", "before"))
    name = rf"(?P<name>(?:US |U\.S\. )?(?:{names}))"
    return re.compile(rf"(?<![\w.,])(?:(?P<sign>US\$|[$€£]) ?{after}|{before} {name})(?!\w)")


def _sums(reading: Reading) -> list[Record]:
    """Sums of money: “4 million riel”, “US$ 1,000”; the unit is the currency as written."""
    out = []
    for match in _money().finditer(reading.content):
        side = "after" if match["sign"] else "before"
        number = float(re.sub(r"[, ]", "", match[side])) * stating_words().magnitudes.get(
            match[f"{side}_scale"] or "", 1
        )
        whole = reading.range(*match.span())
        sentence = " ".join(reading.content[slice(*reading.sentence(match.start()))].split())
        unit = match["sign"] or match["name"]
        values = (Value("value", f"{number:.15g}", (whole,), 0.9), Value("unit", unit, (whole,), 0.9))
        out.append(Record("Figure", sentence, values, BY, (f"{number:.15g}", unit)))
    return out


def _simple(reading: Reading, match: re.Match[str], value: str) -> Record:
    words, number = reading.range(*match.span()), reading.range(*match.span("said"))
    sentence = " ".join(reading.content[slice(*reading.sentence(match.start()))].split())
    values = (Value("value", value, (words, number), 0.7), Value("what", match["what"], (words,), 0.7))
    return Record("Figure", sentence, values, BY, (value, match["what"]))
