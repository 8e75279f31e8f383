"""Which organisations a text names: firm names, names that the model sees, with all their spellings and acronyms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from saksi.extract.bodies import Body, head_type
from saksi.extract.extractors import ORGANISATIONS as BY
from saksi.extract.gazetteer import Gazetteer, gazetteer
from saksi.extract.names import fold
from saksi.extract.page import Named, Page, Reading, inside
from saksi.extract.records import Range, Record, Value
from saksi.packs.naming import organisation_words, people_words
from saksi.text.sections import Kind

INITIALS = re.compile(r"(?:[A-Z]\.? ?)+[A-Z][a-z]+$|[A-Z]\.[A-Z]$|.*\b(?:Mr|Ms|Dr)\b")
LOOSE = frozenset({Kind.FURNITURE, Kind.TITLE, Kind.HEADING, Kind.SIGNATORY, Kind.CONTACT})
ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")


@dataclass(slots=True)
class Group:
    """All that is known of one organisation while the document is being read."""

    names: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    mentions: dict[Range, str] = field(default_factory=dict)
    type: str = ""
    country: str = ""
    strength: float = 0.0
    signs: bool = False

    def add(self, body: Body) -> None:
        """Take in one more place that names it."""
        self.names[body.name] += 1
        if body.acronym:
            self.acronyms[body.acronym] += 1
        self.mentions[body.at] = body.name
        self.type = self.type or body.type
        self.country = self.country or body.country
        self.strength += body.strength
        self.signs |= body.signs

    def join(self, other: "Group") -> None:
        """Take in another group that turned out to be the same organisation."""
        self.names += other.names
        self.acronyms += other.acronyms
        self.mentions |= other.mentions
        self.type = self.type or other.type
        self.country = self.country or other.country
        self.strength += other.strength
        self.signs |= other.signs


def organisations(page: Page, firm: Sequence[Body], persons: Sequence[Named], blocked: Iterable[Range]) -> list[Named]:
    """All organisations of a page, in the order of their first mention."""
    known = gazetteer(page.pack)
    taken = [b.at for b in firm] + [m for p in persons for m in p.mentions] + list(blocked)
    groups: dict[str, Group] = defaultdict(Group)
    everything = [*firm, *_seen(page, known, taken)]
    shorts = {fold(b.acronym): _key(b.name, known, {}) for b in everything if b.acronym}
    for body in everything:
        groups[_key(body.name, known, shorts)].add(body)
    merged = _merge(groups)
    _sweep(merged, page, [m for p in persons for m in p.mentions])
    _refer_back(merged, page.content)
    named = [_named(group, known) for group in merged if group.strength >= 1.0]
    return sorted(named, key=lambda n: (min(n.mentions), n.name))


def _seen(page: Page, known: Gazetteer, taken: Sequence[Range]) -> Iterator[Body]:
    """Names that the language model takes for organisations and nothing speaks against."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in page.doc.ents:
        votes[fold(ent.text)][ent.label_] += 1
    loose = [(s.start, s.end) for s in page.sections if s.kind in LOOSE]
    for ent in page.doc.ents:
        if ent.label_ != "ORG":
            continue
        start, name = ent.start_char, ent.text
        article = ARTICLE.match(name)
        if article:
            start, name = start + article.end(), name[article.end() :]
        name = re.sub(r"(?:'s|[\s,.'\"]+)$", "", name)
        at = start, start + len(name)
        if inside(at, taken) or inside(at, loose) or not _plausible(name, votes[fold(ent.text)], known):
            continue
        yield Body(at, name, "", head_type(name), "", 1.0 if _acronymic(name) or " " in name else 0.6)


def _plausible(name: str, votes: Counter[str], known: Gazetteer) -> bool:
    """Whether what the model took for an organisation can be one."""
    lexicon, parts = organisation_words(), name.split()
    if not parts or len(parts) > 12 or not name[0].isalpha() or "\n" in name or not name[0].isupper():
        return False
    listed = {p.lower().strip("'’,") for p in parts}
    titled = any(p in people_words().proving_titles or p in lexicon.openers for p in parts)
    if titled or INITIALS.match(name) or "(" in name or name in lexicon.no_acronyms or known.place(name):
        return False
    if parts[-1] in lexicon.not_heads or parts[0] in people_words().titles or known.pack.law(name):
        return False
    if listed <= lexicon.generic | {m.lower() for m in people_words().months} or votes["ORG"] * 2 < sum(votes.values()):
        return False
    if len(parts) == 1 and not _acronymic(name):
        return not known.ordinary(name) and not known.pack.is_surname(name)
    return not all(known.place(p) or p.lower() in lexicon.generic or p in lexicon.connectors for p in parts)


def _acronymic(name: str) -> bool:
    return " " not in name and len(name) > 1 and sum(c.isupper() for c in name) >= 2


def _key(name: str, known: Gazetteer, shorts: Mapping[str, str]) -> str:
    """A name in comparable form: countries and demonyms as codes, one spelling, no article, no brackets.

    An acronym that the text itself explains means what the text says; otherwise what the packs say.
    """
    if fold(name) in shorts:
        return shorts[fold(name)]
    listed = known.pack.bodies_named(name)
    if len(listed) == 1:
        return _spelt(listed[0].name, known)
    return _spelt(name, known)


def _spelt(name: str, known: Gazetteer) -> str:
    bare = re.sub(r"\s*\([^)]*\)", "", ARTICLE.sub("", name))
    parts = [organisation_words().spellings.get(p, p) for p in fold(bare).split()]
    state = [p for p in parts if p in ("government", "authorities", "royal", "of", "the")]
    coded = [known.demonym(p.capitalize()) or known.country(p.capitalize()) or p for p in parts]
    if state and len(parts) - len(state) <= 1 and any(c.isupper() for c in coded):
        return "state " + next(c for c in coded if c.isupper())
    return " ".join(coded)


def _merge(groups: dict[str, Group]) -> list[Group]:
    """Join acronyms with the names they stand for, and short forms with the one long form that holds them."""
    shorts = {fold(a): key for key, group in groups.items() for a in group.acronyms if fold(a) != key}
    for key in [k for k in groups if k in shorts and shorts[k] in groups and shorts[k] != k]:
        groups[shorts[key]].acronyms.update(groups[key].names)
        groups[shorts[key]].join(groups.pop(key))
    for key in sorted(groups, key=lambda k: (len(k.split()), k)):
        longer = [k for k in groups if k != key and _holds(k, key) and not (groups[k].signs and groups[key].signs)]
        if len(longer) == 1:
            groups[longer[0]].join(groups.pop(key))
    return list(groups.values())


def _holds(long: str, short: str) -> bool:
    """Whether a long name is a short one with a country or a global body around it, or with a plain noun behind it."""
    a, b = long.split(), short.split()
    if len(a) <= len(b) or long.startswith("state ") or short.startswith("state "):
        return False
    if a[-len(b) :] == b:
        extra = a[: -len(b)]
        return len(b) > 1 and all(_frame(p) for p in extra)
    if a[: len(b)] == b:
        extra = a[len(b) :]
        plain = all(p in organisation_words().generic or p in ("database", "online", "website") for p in extra)
        return (len(b) > 1 and all(_frame(p) or p in ("of", "in") for p in extra)) or (
            len(b) == 1 and plain and "monitor" not in extra
        )
    return False


def _frame(part: str) -> bool:
    return (len(part) == 2 and part.isupper()) or part in ("united", "nations", "royal")


def _sweep(groups: list[Group], page: Page, persons: Sequence[Range]) -> None:
    """Find the names and acronyms again wherever they stand."""
    forms: dict[str, Group] = {}
    for group in groups:
        for form in (*group.names, *group.acronyms):
            if len(form) > 2 or form.isupper():
                forms.setdefault(form, group)
    if not forms:
        return
    pattern = re.compile(
        r"(?<![\w@#/-])(?:" + "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))) + r")(?![\w-])"
    )
    taken = sorted([*persons, *(m for g in groups for m in g.mentions)])
    for match in pattern.finditer(page.content):
        if not inside(match.span(), taken):
            forms[match.group()].mentions[match.span()] = match.group()


@cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he ({'|'.join(organisation_words().taken_up)})\b(?! of| for| on)")


def _refer_back(groups: list[Group], content: str) -> None:
    """Let “the Council” mean the last organisation before it whose name ends so."""
    ends: list[tuple[int, str, Group]] = []
    for group in groups:
        tails = {t for name in group.names for t in (name.split()[-1], *re.findall(r"(\w+) (?:of|for|on)\b", name)[:1])}
        ends += [(at[0], tail, group) for at in group.mentions for tail in tails]
    ends.sort(key=lambda row: row[0])
    for match in _back().finditer(content):
        before = [group for at, tail, group in ends if at < match.start() and tail == match[1]]
        if (
            before
            and not inside(match.span(1), before[-1].mentions)
            and not any(inside(match.span(1), g.mentions) for g in groups)
        ):
            before[-1].mentions[match.span(1)] = ""


def _named(group: Group, known: Gazetteer) -> Named:
    name = max(
        group.names,
        key=lambda n: (n not in group.acronyms, len(n.split()) <= 14, len(fold(n).split()), group.names[n], n),
    )
    shown = next((at for at, words in sorted(group.mentions.items()) if words == name), min(group.mentions))
    mentions = (shown, *(at for at in sorted(group.mentions) if at != shown))
    acronym = next((a for a, _ in group.acronyms.most_common() if a != name), "")
    variants = tuple(n for n in group.names if n not in (name, acronym))
    body = known.pack.body(name) or known.pack.body(acronym) if acronym else known.pack.body(name)
    type_ = group.type or (body.type if body else "")
    country = group.country or (body.country if body else "") or _country(name, known)
    facts = tuple((prop, value, shown) for prop, value in (("type", type_), ("country", country)) if value)
    return Named("Organisation", name, mentions, variants, acronym, facts, min(0.5 + 0.1 * group.strength, 0.95))


def _country(name: str, known: Gazetteer) -> str:
    """The country that a name itself says."""
    parts = name.split()
    codes = [known.demonym(p) or known.country(p) for p in parts]
    codes += [known.country(f"{a} {b}") for a, b in pairwise(parts)]
    found = {c for c in codes if c}
    return found.pop() if len(found) == 1 else ""


def find(reading: Reading) -> list[Record]:
    """One record an organisation, with every mention as evidence for its name."""
    return [_record(reading, named) for named in reading.organisations]


def _record(reading: Reading, named: Named) -> Record:
    said = [(reading.content[a:b], reading.range(a, b)) for a, b in named.mentions]
    ranges = tuple(dict.fromkeys(at for words, at in said if words != named.acronym)) or (said[0][1],)
    values = [Value("name", named.name, ranges, named.confidence)]
    short = tuple(dict.fromkeys(at for words, at in said if words == named.acronym))
    if named.acronym and short:
        values.append(Value("acronym", named.acronym, short, named.confidence))
    for variant in named.variants:
        places = tuple(dict.fromkeys(at for words, at in said if words == variant))
        if places:
            values.append(Value("alias", variant, places, named.confidence))
    values += [Value(prop, value, (reading.range(*at),), named.confidence) for prop, value, at in named.facts]
    return Record("Organisation", named.name, tuple(values), BY)
