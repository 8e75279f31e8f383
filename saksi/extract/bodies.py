"""Words that name an organisation by their own shape: known names, head nouns, “Full Name (ABC)”, ministries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from saksi.extract.endorsements import Signer
from saksi.extract.gazetteer import Gazetteer, gazetteer
from saksi.extract.names import Word, words
from saksi.extract.page import Page, inside
from saksi.extract.records import Range
from saksi.packs.naming import head_types, law_words, organisation_words, people_words
from saksi.packs.pack import Pack

SHORT = re.compile(r"\s?\(([A-Z][\w.&/+-]{1,24}|[\w-]*[A-Z][\w-]*[A-Z][\w-]*)\)")
NAME_WORD = r"(?:[A-Z][\w'-]+|of|for|and|the|on|in|&)"
LONG = re.compile(rf"\b([A-Z][\w-]*[A-Z][\w-]*)\s\((?:the )?({NAME_WORD}(?: {NAME_WORD})+)\)")
COUNTRY = re.compile(r" ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b(?! [A-Z])")
MODIFIED = re.compile(r" [A-Z][a-z]+")
QUOTES = frozenset("\"'“”‘’")
GAP = frozenset({" ", "  ", "   "})
FEWEST_LETTERS = 0.5  # of an acronym that must be initials of the name before it


@dataclass(frozen=True, slots=True)
class Body:
    """A place that names an organisation: its range, acronym where one stands behind it, and the type it shows."""

    at: Range
    name: str
    acronym: str = ""
    type: str = ""
    country: str = ""
    strength: float = 1.0
    signs: bool = False


def bodies(page: Page, signed: Iterable[Signer], blocked: Iterable[Range]) -> list[Body]:
    """All organisations that show by their words, longest reading first where two overlap."""
    known = gazetteer(page.pack)
    blocked = list(blocked)
    signers = [_signed(s, page.content) for s in signed]
    taken = [b.at for b in signers]
    found: list[Body] = list(signers)
    sources = (_headed(page, known), _listed(page, known), _bracketed(page, known), _fields(page), _states(page, known))
    rest = sorted((b for source in sources for b in source), key=lambda b: (b.at[0] - b.at[1], -b.strength, b.at))
    for body in rest:
        if not inside(body.at, taken) and not inside(body.at, blocked):
            taken.append(body.at)
            found.append(body)
    return sorted(found, key=lambda b: b.at)


def _signed(signer: Signer, content: str) -> Body:
    start, end = signer.at
    words_ = content[start:end]
    cut = SHORT.search(words_)
    if cut and cut.end() == len(words_):
        end = start + cut.start()
    name = " ".join(content[start:end].split())
    return Body((start, end), name, signer.acronym, head_type(name), "", 3.0, signs=True)


def head_type(name: str) -> str:
    """The type of organisation that the head noun of a name says, empty when it says none."""
    types, parts = head_types(), name.split()
    lexicon = organisation_words()
    if len(parts) > 1 and parts[0] in lexicon.leading and parts[1] in lexicon.connectors:
        return types.get(parts[0], "group")
    return next((types[w] for w in reversed(parts) if w in types), "")


def _headed(page: Page, known: Gazetteer) -> Iterator[Body]:
    """Runs of capitals and connectors that hold a head noun."""
    for run in _runs(page.content):
        for part in _parted(run, known):
            core = _core(part, known)
            if core and _is_body(core):
                at = core[0].start, core[-1].end
                name = page.content[at[0] : at[1]]
                if page.content[at[0] - 1 : at[0]] in QUOTES and page.content[at[1] : at[1] + 1] in QUOTES:
                    continue
                short = _acronym(page.content, core)
                yield Body(at, " ".join(name.split()), short, head_type(name), "", 2.0 if short else 1.5)


def _runs(content: str) -> Iterator[list[Word]]:
    """Capitalised words with connectors between them; a possessive, a comma or a line break ends a run."""
    connectors = organisation_words().connectors
    run: list[Word] = []
    for word in words(content):
        if run and (run[-1].owns or not _joined(content, run[-1], word)):
            yield run
            run = []
        if word.capital or (run and word.text in connectors):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(content: str, last: Word, word: Word) -> bool:
    between = content[last.end : word.start]
    return between in GAP or between == " & " or (between == "' " and last.text.endswith("s"))


def _parted(run: list[Word], known: Gazetteer) -> Iterator[list[Word]]:
    """Cut a run at “and” where a whole name ends before it and another follows."""
    types, start = head_types(), 0
    for i, word in enumerate(run):
        if word.text not in ("and", "&") or i == start or i + 1 >= len(run):
            continue
        before, after = run[start:i], run[i + 1 :]
        short = len(before) == 1 and before[0].text.isupper() and len(before[0].text) > 2
        listed = known.body(_said(before)) or known.body(_said(after))
        whole = short or listed or (len(before) > 1 and before[-1].text in types and not _leads(before))
        if whole or (_leads(before) and _leads(after)):
            yield before
            start = i + 1
    yield run[start:]


def _leads(words_: list[Word]) -> bool:
    """Whether a head noun stands before “of”, “for”… after capitals alone: “Asian Forum for …”."""
    lexicon = organisation_words()
    first = next((i for i, w in enumerate(words_) if w.text in lexicon.connectors), 0)
    return first > 0 and words_[first].text in LEADING_INTO and words_[first - 1].text in lexicon.leading


def _core(part: list[Word], known: Gazetteer) -> list[Word]:
    """Cut what stands before and behind the name: articles, titles, connectors, “in <place>”, “X of the Y Party”."""
    lexicon, core = organisation_words(), _owned(part)
    while core and _outside(core, lexicon.connectors, lexicon.openers):
        core = core[1:]
    for i in range(1, len(core)):
        if core[i].text in lexicon.staff and core[i - 1].text not in lexicon.connectors:
            core = core[:i]
            break
    for i in range(len(core) - 1, 0, -1):
        behind = core[i + 1 :]
        if core[i].text in ("in", "on") and (core[i - 1].text in head_types() or known.place(_said(behind))):
            core = core[:i]
    while core and (core[-1].text in lexicon.connectors or core[-1].text in people_words().months):
        core = core[:-1]
    return core


def _said(words_: list[Word]) -> str:
    return " ".join(w.text for w in words_ if w.text != "the")


def _owned(part: list[Word]) -> list[Word]:
    """Keep what stands behind “for the”, “in the” where no head noun stands before: “Lead for the X Monitor”."""
    types = head_types()
    for i, word in enumerate(part):
        if word.text in CUTTING and i and not any(w.text in types for w in part[:i]):
            if any(w.text in types for w in part[i + 1 :]) and (word.text != "for" or part[i + 1].text == "the"):
                return _owned(part[i + 1 :])
        elif word.text == "of" and i and part[i - 1].text in people_words().titles and part[0].text not in types:
            return _owned(part[i + 1 :])
    return list(part)


def _outside(core: list[Word], connectors: frozenset[str], openers: frozenset[str]) -> bool:
    """Whether the first word of a run is no part of the name: an article, a title, a month."""
    first = core[0].text
    if first in connectors or first in openers or first in people_words().months:
        return True
    return len(core) > 1 and first in people_words().titles and first not in organisation_words().kept_titles


CUTTING = frozenset({"for", "in", "on", "to"})
LEADING_INTO = frozenset({"of", "for", "on", "to", "against", "de", "del", "por", "para", "pour", "sur"})


def _is_body(core: list[Word]) -> bool:
    """Whether a run names one organisation: a head noun at its end, or in front of “of …”, and a word of its own."""
    lexicon, types = organisation_words(), head_types()
    texts = [w.text for w in core]
    folded = " ".join(texts).lower()
    if folded in lexicon.kept:
        return True
    if len(core) < 2 or texts[-1] in lexicon.not_heads or all(t.lower() in lexicon.generic for t in texts):
        return False
    if (texts[0] in lexicon.not_heads and texts[0] not in lexicon.leading) or any(t in lexicon.openers for t in texts):
        return False
    if len(texts) == 2 and texts[0].isupper() and texts[1] in ("Secretariat", "Office", "Headquarters", "Bureau"):
        return False
    first = next((i for i, t in enumerate(texts) if t in lexicon.connectors), len(texts))
    heads = [i for i, t in enumerate(texts) if t in types]
    leads = (
        0 < first < len(texts)
        and texts[first] in LEADING_INTO
        and (texts[first - 1] in lexicon.leading or texts[first - 1] in types)
    )
    return bool(heads) and (heads[-1] == len(texts) - 1 or leads)


def _acronym(content: str, core: list[Word]) -> str:
    """The acronym in brackets behind a name."""
    match = SHORT.match(content, core[-1].end)
    return match[1] if match else ""


def _listed(page: Page, known: Gazetteer) -> Iterator[Body]:
    """Names and acronyms that the packs know."""
    machine, rows = _machine(page.pack)
    content = page.content
    for number, start, end in machine.find_matches_as_indexes(content):
        if (start and (content[start - 1].isalnum() or content[start - 1] in "-@#")) or (
            end < len(content) and (content[end].isalnum() or content[end] == "-")
        ):
            continue
        type_, country = rows[number]
        if content.startswith(("the ", "The "), start):
            start += 4
        inner = SHORT.search(content, start, end)
        bracket = inner if inner and inner.end() == end else SHORT.match(content, end)
        stop = bracket.start() if bracket and bracket.end() == end else end
        home = COUNTRY.match(content, stop)
        if home and stop == end and " " in content[start:stop] and known.country(home[1]):
            stop = home.end()  # Amnesty International India
        # In “UN Special Rapporteur” the acronym only says whose rapporteur it is.
        modifier = " " not in content[start:stop] and MODIFIED.match(content, stop)
        strength = 0.0 if modifier else 3.0
        yield Body((start, stop), content[start:stop], bracket[1] if bracket else "", type_, country, strength)


@cache
def _machine(pack: Pack) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """A search for all names of organisations and courts at once, with type and country of each."""
    rows: dict[str, tuple[str, str]] = {}
    for body in pack.bodies:
        for name in (body.name, body.acronym, *body.aliases):
            if len(name) > 2 or name.isupper():
                rows.setdefault(name.replace("’", "'"), (body.type, body.country))
    for court in pack.courts:
        for name in (court.name, *court.aliases):
            rows.setdefault(name.replace("’", "'"), ("court", court.country))
    usable = {
        n: row
        for n, row in rows.items()
        if (n and n[0].isupper() and n.lower() not in organisation_words().generic) or " " in n
    }
    machine = ahocorasick_rs.AhoCorasick(list(usable), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, list(usable.values())


def _bracketed(page: Page, known: Gazetteer) -> Iterator[Body]:
    """“Full Name (ABC)” where ABC are initials of the name, and “ABC (Full Name)”."""
    content = page.content
    law_heads = {head for heads in law_words().heads.values() for head in heads}
    for match in LONG.finditer(content):
        if _initials(match[1], match[2].split()):
            yield Body(match.span(2), match[2], match[1], head_type(match[2]), "", 2.0)
    ends = {run[-1].end: run for run in _runs(content)}
    for match in SHORT.finditer(content):
        run = ends.get(match.start())
        core = _core(run, known) if run else []
        while len(core) > 2 and not _initials(match[1], [w.text for w in core]) and core[0].text[0] != match[1][0]:
            core = core[1:]
        if (
            len(core) > 1
            and _initials(match[1], [w.text for w in core])
            and core[-1].text not in organisation_words().not_heads
        ):
            at = core[0].start, core[-1].end
            if not any(w.text in law_heads for w in core):
                yield Body(at, content[at[0] : at[1]], match[1], head_type(content[at[0] : at[1]]), "", 2.0)


def _initials(short: str, name: list[str]) -> bool:
    """Whether the capitals of an acronym are, in order, letters that start words of the name."""
    letters = [c for c in short if c.isupper()]
    starts = [w[0].upper() for w in name if w[0].isalpha()]
    hits, at = 0, 0
    for letter in letters:
        if letter in starts[at:]:
            at = starts.index(letter, at) + 1
            hits += 1
    return len(letters) > 1 and hits >= FEWEST_LETTERS * len(letters) and hits >= 2


def _fields(page: Page) -> Iterator[Body]:
    """Bodies in lower case: “culture ministry”, “cybercrime police”, and unions named after a firm."""
    for match in _field_pattern().finditer(page.content):
        yield Body(match.span(), match.group(), "", head_types().get(match["head"].capitalize(), "ministry"), "", 1.2)
    for match in UNION.finditer(page.content):
        yield Body(match.span(1), match[1], "", "union", "", 1.2)


UNION = re.compile(
    r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)? (?:workers?|teachers?|students?|journalists?|miners?|farmers?|drivers?)'? "
    r"(?:union|federation|association))\b"
)


@cache
def _field_pattern() -> re.Pattern[str]:
    lexicon = organisation_words()
    fields, heads = "|".join(sorted(lexicon.fields)), "|".join(sorted(lexicon.field_heads))
    return re.compile(rf"\b(?:{fields})(?: and (?:{fields}))? (?P<head>{heads})\b")


def _states(page: Page, known: Gazetteer) -> Iterator[Body]:
    """“Cambodian government”, “government of Cambodia”: the state as an actor."""
    for match in STATE.finditer(page.content):
        country = known.demonym(match["demonym"]) if match["demonym"] else known.country(match["country"])
        if country:
            yield Body(match.span(), match.group(), "", "agency", country, 1.2)


STATE = re.compile(
    r"\b(?:(?P<demonym>[A-Z][a-z]+) (?:[Gg]overnment|[Aa]uthorities)"
    r"|[Gg]overnment of (?:the )?(?P<country>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}))\b"
)
