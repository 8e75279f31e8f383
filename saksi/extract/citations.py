"""Where laws are named and provisions cited: head nouns with their subject, known titles, article numbers."""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from saksi.extract.page import Cited, Page, inside
from saksi.packs.facts import Law
from saksi.packs.naming import law_words, people_words
from saksi.packs.pack import Pack
from saksi.text.sections import Kind

NUMBER = r"\d+(?:[A-Z]\b|[a-z]\b)?(?:\(\w{1,4}\))*(?:[./-]\d+)?(?: (?:bis|ter|quater|new)\b)?"
NUMBERS = rf"{NUMBER}(?:(?:,? (?:and|or|to|through|&) |, ?|-|–){NUMBER})*"
CAPITAL = re.compile(r"[A-Z0-9#][\w'./-]*")
SHORT = re.compile(r" ?\(([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*)\)")


def citations(page: Page) -> list[Cited]:
    """Every place that names a law or cites provisions, in order, none overlapping another."""
    content = page.content
    headings = [
        (s.start, s.end)
        for s in page.sections
        if s.kind in (Kind.TITLE, Kind.HEADING) and _capitals(content[s.start : s.end])
    ]
    named = _longest([*_titles(page), *_headed(content), *_topical(content), *_numbered(content)])
    signed = [(s.start, s.end) for s in page.sections if s.kind is Kind.SIGNATORY]
    named = [c for c in named if not inside(c.at, signed) and (not inside(c.at, headings) or page.pack.law(c.title))]
    cited = [*_provisions(content, named)]
    whole = [c for c in named if not inside(c.at, [p.at for p in cited])]
    return sorted([*cited, *whole], key=lambda c: c.at)


def _capitals(words: str) -> bool:
    """Whether a heading is in title case, where a capital says nothing."""
    long = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def _longest(found: list[Cited]) -> list[Cited]:
    out: list[Cited] = []
    for cited in sorted(found, key=lambda c: (c.at[0] - c.at[1], c.at[0])):
        if not inside(cited.at, [c.at for c in out]):
            out.append(cited)
    return sorted(out, key=lambda c: c.at)


@cache
def _types() -> dict[str, str]:
    return {head: type_ for type_, heads in law_words().heads.items() for head in heads}


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, _types()), key=lambda h: (-len(h), h))) + r")(?![\w-])"
    )


def _headed(content: str) -> Iterator[Cited]:
    """Names around a head noun: “Draft Law on Cybercrime”, “Anti-Corruption Law”, “1993 Constitution of …”."""
    for match in _head_pattern().finditer(content):
        start, end = _left(content, match.start()), _right(content, match.end())
        words = content[start:end]
        bare = [w.lower() for w in words.split() if w not in _types() and not w.isdigit()]
        specific = [w for w in bare if w not in law_words().generic and w not in law_words().inner]
        if not specific and match.group() != "Constitution":
            continue
        name = end == match.end() and PERSON_NEXT.match(content, end)
        if match.group() == "Bill" and (name or _titled(words)):
            continue
        yield _cited(content, start, end, _types()[match.group()])


def _titled(words: str) -> bool:
    """Whether a run is a title and the first name Bill."""
    return any(w in people_words().titles for w in words.split()[:-1])


def _left(content: str, start: int) -> int:
    """Walk left from a head noun over capitals and the small words that may stand between them."""
    before, at, kept = law_words().before, start, start
    while at:
        aside = ASIDE.search(content, max(at - 60, 0), at)
        if aside and aside.end() == at:
            at = aside.start()
            continue
        found = re.search(r"([\w'./-]+) $", content[max(at - 40, 0) : at])
        if not found or found[1].endswith(("'s", "s'", ".")):
            break
        word = found[1]
        if word[0].isupper() or (word.isdigit() and len(word) == 4 and content[at - 5 : at - 1] == word):
            if word in law_words().stoppers:
                break
            at = kept = at - len(word) - 1
        elif word in before and kept == at:
            at -= len(word) + 1
        else:
            break
    return kept


def _right(content: str, end: int) -> int:
    """Walk right from a head noun into its subject: “on the Establishment of a National Internet Gateway”."""
    number = re.compile(r" (?:No\.?|Number|#) ?\d[\w/.-]*(?<!\.)").match(content, end)
    end = number.end() if number else end
    lead = _subject_pattern().match(content, end)
    if not lead:
        year = re.compile(r",? (?:of )?\d{4}\b").match(content, end)
        return year.end() if year and not content[end:].startswith(",") else end
    at, kept = lead.end(), end
    while True:
        step = STEP.match(content, at)
        if not step:
            break
        word = step["word"]
        comma = step["comma"] and not re.match(
            r"[^.,;()\n]{0,40}(?:,[^.,;()\n]{0,40})?,? and [A-Z]", content[step.start("word") :]
        )
        if comma or (step["comma"] and word in _types()):
            break
        if word[0].isupper():
            at = kept = step.end()
        elif word in law_words().inner:
            at = step.end()
        else:
            break
    while kept > end and content[end:kept].rstrip().endswith(("'s", "'")):
        kept -= 1
    return kept


ASIDE = re.compile(r"\([A-Z][\w ]+\) $")  # Foreign Contribution (Regulation) Act
SAME = re.compile(r" of the (?P<head>Act|Law|Code|Decree|Ordinance|Bill)\b")
QUOTED = re.compile(r"\b(?:law|bill|act|decree) on \"[^\"\n]{3,60}\"")
PERSON_NEXT = re.compile(r" (?:de |van |von |)[A-Z]")
STEP = re.compile(r"(?P<comma>,)?(?:(?<= )|^| )(?P<word>[\w&][\w'-]*)")


@cache
def _subject_pattern() -> re.Pattern[str]:
    either = "|".join(re.escape(s) for s in law_words().subject)
    return re.compile(rf" (?:{either}) (?=(?:the |a |an |all |its )?[A-Z])")


def _topical(content: str) -> Iterator[Cited]:
    """Laws called by their subject: “NGO law”, “state of emergency law”, and “five-point consensus”."""
    for match in _topic_pattern().finditer(content):
        yield _cited(content, match.start(), match.end(), "law")
    for match in POINTS.finditer(content):
        yield _cited(content, match.start(), match.end(), "agreement")
    for match in QUOTED.finditer(content):
        yield _cited(content, match.start(), match.end(), "law")
    for match in JOINT.finditer(content):
        yield _cited(content, match.start(), match.end(), "declaration")


POINTS = re.compile(
    r"(?:\b[A-Z]{2,8} )?\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en|\d+)-[Pp]oint "
    r"(?:[Cc]onsensus|[Aa]greement)\b"
)
JOINT = re.compile(r"\bJoint Declaration on [a-z][\w ]{4,80}")


@cache
def _topic_pattern() -> re.Pattern[str]:
    words = law_words()
    topics = "|".join(re.escape(s) for s in sorted(words.subjects, key=lambda s: (-len(s), s)))
    heads = "|".join(words.subject_heads)
    return re.compile(rf"(?<![\w-])(?:{topics}|[A-Z][\w]*-\d+) (?:{heads})(?=\d{{0,2}}\b)")


def _numbered(content: str) -> Iterator[Cited]:
    """Instruments cited by number alone: “Notice No. 175”."""
    for match in NUMBERED.finditer(content):
        yield _cited(content, match.start(), match.end(), _types().get(match[1].capitalize(), "regulation"))


NUMBERED = re.compile(
    r"\b((?:Royal |Presidential |Ministerial |Executive )?(?:Law|Decree|Sub-decree|Prakas|Notice|Circular|Directive"
    r"|Order|Regulation|Decision|Instruction|Ordinance|Proclamation|Act)) No\.? ?\d[\w/-]*"
)


def _titles(page: Page) -> Iterator[Cited]:
    """Laws that the packs know by title, other name or acronym."""
    machine, laws = _machine(page.pack)
    content = page.content
    for number, start, end in machine.find_matches_as_indexes(content):
        if (start and (content[start - 1].isalnum() or content[start - 1] in "-#")) or (
            end < len(content) and (content[end].isalnum() or content[end] == "-")
        ):
            continue
        yield _cited(content, start, end, laws[number].type)


@cache
def _machine(pack: Pack) -> tuple[ahocorasick_rs.AhoCorasick, list[Law]]:
    rows: dict[str, Law] = {}
    for law in pack.laws:
        for name in (law.title, law.acronym, *law.aliases):
            if len(name) > 3 or name.isupper():
                rows.setdefault(name.replace("’", "'"), law)
    return ahocorasick_rs.AhoCorasick(list(rows), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), list(
        rows.values()
    )


def _cited(content: str, start: int, end: int, type_: str, articles: tuple[str, ...] = ()) -> Cited:
    words = " ".join(content[start:end].split())
    short = SHORT.match(content, end)
    return Cited(words, words, (start, end), articles, short[1] if short else "", type_)


def _provisions(content: str, named: list[Cited]) -> Iterator[Cited]:
    """Article numbers with the law that they belong to, before or behind them."""
    starts = {c.at[0]: c for c in named}
    for match in _provision_pattern().finditer(content):
        articles = tuple(re.findall(NUMBER, match["numbers"]))
        after = LINK.match(content, match.end())
        law = next((starts[i] for i in range(match.end() + 1, after.end() + 1) if i in starts), None) if after else None
        if law:
            short = law.acronym
            yield Cited(
                " ".join(content[match.start() : law.at[1]].split()),
                law.title,
                (match.start(), law.at[1]),
                articles,
                short,
                law.type,
            )
            continue
        same = SAME.match(content, match.end())
        earlier = [c for c in named if same and c.at[1] <= match.start() and c.title.endswith(same["head"])]
        if same and earlier:
            words = " ".join(content[match.start() : same.end()].split())
            yield Cited(words, earlier[-1].title, (match.start(), same.end()), articles, "", earlier[-1].type)
            continue
        before = next((c for c in named if 0 <= match.start() - c.at[1] < 4), None)
        start, title = (before.at[0], before.title) if before else (match.start(), "")
        yield Cited(
            " ".join(content[start : match.end()].split()),
            title,
            (start, match.end()),
            articles,
            "",
            before.type if before else "",
        )


LINK = re.compile(
    r"(?:,? (?:of|under|in|from|to)|,)? (?:the |a )?"
    r"(?:(?:[A-Z][\w-]+(?: [A-Z][\w-]+)?(?:'s|s') )(?:own |current |new )?)?(?:\d{4} (?=[a-z]))?"
)


@cache
def _provision_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(p) for p in sorted(law_words().provisions, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<![\w.])(?:{words}) ?(?P<numbers>{NUMBERS})(?![\w%])")
