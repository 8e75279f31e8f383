"""Who signs: lists under a statement, "We, A, B and C, as the X coalition", and groups that take one stand together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from saksi.extract.extractors import ENDORSEMENTS as BY
from saksi.extract.page import Page, Reading
from saksi.extract.records import Range, Record, Value
from saksi.packs.naming import organisation_words
from saksi.text.lines import units
from saksi.text.sections import Kind

LONGEST = 160  # characters of a signer's line
ACRONYM = re.compile(r"\s*\(([A-Z][\w&/+-]{1,24}(?: [A-Z][\w-]+)?|[A-Z]\w*[A-Z]\w*)\)")
VERB = re.compile(
    r"(?i)\b(is|are|was|were|has|have|had|will|would|must|should|can|rated|called|said|says|signed up|click|visit)\b"
)
COUNT = re.compile(
    r"(?i)(?:\b(?:the|we,?(?: the)?|following|network of|alliance of|coalition of|by|and|over|group of)[ ,]+)"
    r"(?:(?:following|undersigned|over|more than|nearly|about|some) )?(\d{1,4})\s+"
    r"(?:undersigned|following|(?:[a-z]+ ){0,4}?"
    r"(?:organi[sz]ations|groups|NGOs|signatories|members|associations|unions|CSOs|entities))\b"
)
CONTACT = re.compile(r"@[\w.]+\.\w|https?://|www\.|\+\d|\(\s*\)|(?i:\b(?:tel|fax|e-?mail|phone|contact)\b)")
ARTICLE = re.compile(r"[Tt]he (?=[A-Z][a-z]+ )")
NAMES = r"(?:The )?[A-Z][^\n.;]{3,600}?(?:,? and |, | & )[^\n.;]{3,300}?"
SEPARATOR = re.compile(
    r", and (?:the )?(?=[A-Z0-9])|, (?:the )?(?=[A-Z0-9])|(?<=\)) and (?:the )?(?=[A-Z])| and (?=[A-Z][\w ]+(?:\)|$))"
)
OPENING = re.compile(
    r"(?m)^[^\S\n]*We, (?:the (?:undersigned|following)[^,:]{0,60}[,:] )?(?P<names>[A-Z0-9][^\n]{10,2500}?),? "
    r"(?=as (?:the|members|part)\b|(?:stand|call|urge|condemn|express|are|write|strongly|wish|denounce|welcome|hereby|"
    r"would)\b)"
)


@dataclass(frozen=True, slots=True)
class Signer:
    """A name as signed, where it stands, and the capacity that it gives (ranges of the repaired text)."""

    name: str
    at: Range
    acronym: str = ""
    capacity: str = ""
    capacity_at: Range = (0, 0)


def signers(page: Page) -> list[Signer]:
    """All who endorse a statement, in the order of the text, each once."""
    content = page.content
    found = [*_listed(page), *_in_sentences(content)]
    seen: set[str] = set()
    out = []
    for signer in sorted(found, key=lambda s: s.at):
        key = " ".join(signer.name.casefold().split())
        if key not in seen:
            seen.add(key)
            out.append(signer)
    return out


def _listed(page: Page) -> Iterator[Signer]:
    """Names in the lists that stand under a statement, one a line."""
    for section in page.sections:
        if section.kind is Kind.SIGNATORY and _namelike(page.content[section.body : section.end]):
            yield _signer(page.content, section.body, section.end)


def _namelike(line: str) -> bool:
    """Whether words could be a signer: capitals, no sentence, no contact."""
    if not 2 < len(line) <= LONGEST or line[-1] in ":;!?" or CONTACT.search(line):
        return False
    words = [w for w in re.findall(r"[^\W_][\w'.&-]*", line) if w.lower() not in organisation_words().connectors]
    if not words or VERB.search(line):
        return False
    capital = sum(not w[0].islower() for w in words)
    return not words[0][0].islower() and capital * 2 >= len(words)


@cache
def _head_pattern() -> re.Pattern[str]:
    heads = {h for some in organisation_words().heads.values() for h in some}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, heads))) + r")\b|International|Rights|Amnesty|\bPEN\b")


@cache
def _capacity_pattern() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in organisation_words().capacity)
    return re.compile(rf"[,(;–-]?\s*\b((?:{phrases})\b.+?)\)?$", re.S)


def _signer(content: str, start: int, end: int) -> Signer:
    """Read one signer: its name, acronym and capacity."""
    words = content[start:end]
    capacity, capacity_at = "", (0, 0)
    stated = _capacity_pattern().search(words)
    if stated and stated.start() > 2:
        capacity, capacity_at = stated[1], (start + stated.start(1), start + stated.end(1))
        words = words[: stated.start()].rstrip(" ,;(–-")
    words = words.rstrip(" ,;*")
    short = ACRONYM.search(words)
    name = " ".join(content[start:end].split()) if capacity else " ".join(words.split())
    return Signer(name, (start, start + len(words)), short[1] if short else "", capacity, capacity_at)


def _in_sentences(content: str) -> Iterator[Signer]:
    """Names in the sentence that opens a statement: “We, A, B and C, …” and “A, B and C condemn …”."""
    for match in OPENING.finditer(content):
        named = list(_split(content, match.start("names"), match.end("names")))
        if len(named) > 1 and _opens(named):
            yield from named
    for match in _standing().finditer(content):
        named = list(_split(content, match.start("names"), match.end("names")))
        if len(named) > 1 and _opens(named) and sum(map(_shows, named)) * 2 >= len(named):
            yield from named


@cache
def _standing() -> re.Pattern[str]:
    stands = "|".join(re.escape(s) for s in sorted(organisation_words().stands, key=lambda s: (-len(s), s)))
    return re.compile(rf"(?m)^[^\S\n]*(?P<names>{NAMES})(?:,)? (?:today |jointly |strongly |both )*(?:{stands})\b")


def _shows(signer: Signer) -> bool:
    """Whether a name shows by its words or its acronym that it is an organisation's."""
    return bool(signer.acronym or _head_pattern().search(signer.name))


def _opens(named: list[Signer]) -> bool:
    """Whether all parts look like names and the first one does not open a sentence of another kind."""
    first = named[0].name.split()[0]
    return first not in organisation_words().openers and all(_namelike(s.name) for s in named)


def _split(content: str, start: int, end: int) -> Iterator[Signer]:
    at = start
    for cut in [*SEPARATOR.finditer(content, start, end), None]:
        stop = cut.start() if cut else end
        words = content[at:stop]
        left = len(words) - len(words.lstrip())
        article = ARTICLE.match(words, left)
        left = article.end() if article and at == start else left
        if words[left:].strip():
            yield _signer(content, at + left, at + len(words.rstrip()))
        at = cut.end() if cut else end


def find(reading: Reading) -> list[Record]:
    """One record a signer, in order, and one for the publication with the count it claims beside the count it lists."""
    listed = signers(reading)
    out = []
    for place, signer in enumerate(listed, 1):
        at = (reading.range(*signer.at),)
        values = [Value("name", signer.name, at, 0.9)]
        if signer.capacity:
            values.append(Value("capacity", signer.capacity, (reading.range(*signer.capacity_at),), 0.9))
        values.append(Value("position", str(place), at, 0.9))
        named = next((n for _, n in reading.within(*signer.at) if n.kind == "Organisation"), None)
        if named:
            values.append(Value("organisation", reading.entity(named), at, 0.9))
        out.append(Record("Endorsement", signer.name, tuple(values), BY))
    return [*_publication(reading, listed), *out]


def _publication(reading: Reading, listed: list[Signer]) -> list[Record]:
    claimed = COUNT.search(reading.content)
    if not (claimed or listed):
        return []
    first = next((u for u in units(reading.content) if u.end - u.body > 12), None)
    if first is None:
        return []
    title = " ".join((reading.document.title or reading.content[first.body : first.end]).split())
    values = [Value("title", title[:300], (reading.range(first.body, first.end),), 0.7)]
    if claimed:
        values.append(Value("endorsers_claimed", claimed[1], (reading.range(*claimed.span()),), 0.8))
    if listed:
        ends = (reading.range(*listed[0].at), reading.range(*listed[-1].at))
        values.append(Value("endorsers_listed", str(len(listed)), tuple(dict.fromkeys(ends)), 0.9))
    return [Record("Publication", title[:300], tuple(values), BY)]
