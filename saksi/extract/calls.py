"""Demands and recommendations: who is called on, and to do what; in sentences, in bullets, in headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from saksi.extract.extractors import CALLS as BY
from saksi.extract.page import Reading
from saksi.extract.records import Range, Record, Value
from saksi.packs.naming import stating_words
from saksi.text.sections import Kind, Section

MODALS = frozenset({"must", "should", "shall"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
STANDALONE = frozenset({"it", "they", "we", "you"})
ADDRESSED = re.compile(r"^(?P<who>[A-Z][\w ]{2,40}): (?P<verb>[A-Za-z][a-z]+)\b")
LEAD = re.compile(
    r"\b(?:calls?|urges?|demands?|requests?|recommends?|asks?|appeals?|recommendations?|steps|measures|benchmarks|calling|urging)\b",
    re.I,
)


BREAKS = re.compile(
    r"[;:] |, (?:and |but |so )?(?=(?:we|our|the|it|they)\b)"
    r"|\b(?:and|but|Therefore,|Furthermore,|Moreover,) (?=we\b)|[\"“'] ?(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Call:
    """A demand as found: the range of the whole, of the demand, and of the addressee where one is named."""

    at: Range
    demand: Range
    addressee: Range | None = None


def find(reading: Reading) -> list[Record]:
    """One record a call, in the order of the text; none overlapping another."""
    found = sorted([*_bullets(reading), *_headings(reading), *_turned(reading), *_modal(reading)], key=lambda c: c.at)
    kept: list[Call] = []
    for call in found:
        if kept and call.at[0] < kept[-1].at[1]:
            continue
        kept.append(call)
    return [_record(reading, call) for call in kept]


def _record(reading: Reading, call: Call) -> Record:
    whole = reading.range(*call.at)
    demand = " ".join(reading.content[slice(*call.demand)].split()).rstrip(" .;,")
    values = [Value("demand", demand[:300], (whole,), 0.8)]
    if call.addressee:
        who = reading.range(*call.addressee)
        named = next((n for at, n in reading.within(*call.addressee) if at[1] >= call.addressee[1] - 2), None)
        name = " ".join(reading.content[slice(*call.addressee)].split())
        values.append(
            Value("addressee", named.name if named and named.kind == "Organisation" else name, (whole, who), 0.8)
        )
    start, end = reading.sentence(call.at[0])
    return Record("Call", " ".join(reading.content[start:end].split()), tuple(values), BY, (demand[:80],))


def _turned(reading: Reading) -> Iterator[Call]:
    """“We call on X to …”, “urges X to …”, “call for the release of …”."""
    for match in _turning().finditer(reading.content):
        start, end = reading.sentence(match.start())
        if match.end() >= end or (
            reading.content[end - 1 : end] == ":" and not TO.search(reading.content, match.end(), end - 12)
        ):
            continue
        if _reported(reading, match):
            continue
        demand = _demand(reading, match, end)
        if demand is None:
            continue
        first = _subject(reading, match.start(), start)
        stop = min(end, _clause_end(reading.content, demand[0][0], end))
        yield Call((first, stop), (demand[0][0], stop), demand[1])


TO = re.compile(r"\b(?:to|for|that)\b ")
FAR = 150  # characters between a subject and its verb; a longer list of names stays outside the call
NOT_US = re.compile(r"\b(?:not|never|without|no|so-|phone|despite|failed to|who|protesters|which|had initially) ?$")
US = re.compile(r"\b(?:we|i|us|and|also|further|therefore|organi[sz]ations|groups) (?:\w+ )?$")
CROWD = re.compile(
    r"\b(?:protests?|remarks?|rall(?:y|ies)|demonstrations?|march(?:es)?|petitions?|songs?|banners?|posts?) $"
)


def _demand(reading: Reading, match: re.Match[str], end: int) -> tuple[Range, Range | None] | None:
    """What is asked and of whom, behind a turning verb; None where the words ask for nothing."""
    content, verb = reading.content, match.group().lower()
    to_act = re.compile(r" [\w' ]{2,60}? to (?=[a-z])").match(content, match.end(), end)
    if verb.endswith(" for") and to_act and _can_act(reading, (match.end() + 1, to_act.end() - 4)):
        return (to_act.end(), end), (match.end() + 1, to_act.end() - 4)
    if verb.endswith((" for", "demand", "demands", "demanded", "that")):
        return (match.end() + 1, end), None
    to = re.compile(r" (?:to (?=[a-z])|for (?=[a-z]))").search(content, match.end(), end)
    if not to or to.start() - match.end() > 160:
        return None
    who = (match.end() + 1, to.start())
    if who[1] <= who[0] or not _can_act(reading, who):
        return None
    return (to.end(), end), who


def _can_act(reading: Reading, who: Range) -> bool:
    """Whether words name somebody who can be told to do something."""
    words = reading.content[slice(*who)]
    if reading.within(*who):
        return True
    last = {w.lower() for w in re.findall(r"[\w-]+", words)}
    return bool(last & stating_words().addressees) or bool(re.search(r"\b[A-Z][a-z]+", words)) or "you" in last


def _is_somebody(reading: Reading, who: Range) -> bool:
    """Whether words before a colon name a country, an organisation or an office, and not a kind of text."""
    words = reading.content[slice(*who)]
    last = words.split()[-1].lower()
    return bool(reading.pack.country_by_name(words) or reading.within(*who) or last in stating_words().addressees)


def _reported(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the verb of calling is negated, told of others (protesters, a person, a state), or a noun."""
    at = match.start()
    before = reading.content[max(at - 30, 0) : at].lower()
    if NOT_US.search(before):
        return True
    first = match.group().split()[0].lower()
    if first in stating_words().soft:
        return not US.search(before)
    if first in ("calling", "appealing", "urging"):
        return any(named.kind == "Person" for _, named in reading.within(max(at - 30, 0), at)) or bool(
            CROWD.search(before)
        )
    return False


def _subject(reading: Reading, at: int, start: int) -> int:
    """Where the clause of a verb begins: after the last clause mark before it that leaves room for a subject."""
    before = reading.content[start:at]
    cut = max((m.end() for m in BREAKS.finditer(before)), default=0)
    return start + cut if len(before) - cut <= FAR else at


def _clause_end(content: str, start: int, end: int) -> int:
    """Where a demand ends: at its sentence, or at a semicolon, or where a clause of reasons starts."""
    stop = re.compile(
        r";|, (?:which|as we|because|so that|given|raising|after)\b|[\"”'] (?:said|says|added)|,['\"”] "
    ).search(content, start, end)
    return stop.start() if stop else end - (content[end - 1] in ".!")


@cache
def _turning() -> re.Pattern[str]:
    verbs = "|".join(re.escape(v) for v in sorted(stating_words().turning, key=lambda v: (-len(v), v)))
    return re.compile(rf"\b(?:{verbs}|calls? from [^.,;]{{3,60}} for)\b(?= )", re.I)


def _modal(reading: Reading) -> Iterator[Call]:
    """“The government must …”, “X should be released”, “it needs to …”."""
    for token in reading.doc:
        lower = token.lower_
        if lower in MODALS and token.dep_ in ("aux", "auxpass"):
            verb = token.head
        elif lower in ("needs", "need") and token.pos_ == "VERB" and any(c.dep_ == "xcomp" for c in token.children):
            verb = token
        else:
            continue
        subject = _subject_of(verb)
        if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
            continue  # what must have been is no demand
        if (
            subject is None
            or subject.i > token.i
            or (any(c.dep_ == "neg" for c in verb.children) and lower == "should")
        ):
            continue
        if verb.dep_ in ("relcl", "advcl", "pcomp", "acl") and subject.lower_ not in ("it", "they"):
            continue
        yield from _from_modal(reading, token, verb, subject)


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is coordinated with."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is None and verb.dep_ == "conj" and verb.head != verb:
        return _subject_of(verb.head)
    return own


def _from_modal(reading: Reading, modal: Token, verb: Token, subject: Token) -> Iterator[Call]:
    passive = subject.dep_ == "nsubjpass"
    acts = subject.lower_ in STANDALONE or (
        subject.pos_ != "PRON" and _can_act(reading, (subject.idx, subject.idx + len(subject)))
    )
    if not (verb.lemma_.lower() in stating_words().demanded if passive else acts):
        return
    left = min(subject.left_edge.idx, modal.idx)
    start, end = reading.sentence(modal.idx)
    first = max(left, start)
    stop = _clause_end(reading.content, modal.idx, end)
    if stop <= modal.idx:
        return
    who = None if passive or subject.lower_ in STANDALONE else (subject.left_edge.idx, subject.idx + len(subject))
    yield Call((first, stop), (modal.idx, stop), who)


def _bullets(reading: Reading) -> Iterator[Call]:
    """Items under “… calls on X to:”, each a demand on X."""
    lead: Section | None = None
    for section in reading.sections:
        words = reading.content[section.body : section.end]
        if section.kind is Kind.ITEM and lead is not None:
            first = re.match(r"[A-Za-z]+", words)
            if first and (
                first.group().capitalize() in stating_words().imperatives or _imperative(reading, section.body)
            ):
                end = _first_sentence(reading, section)
                yield Call((section.body, end), (section.body, end), _addressee(reading, lead))
        elif section.kind is not Kind.ITEM:
            lead = section if words.rstrip().endswith(":") and LEAD.search(words[-400:]) else None


def _imperative(reading: Reading, at: int) -> bool:
    return reading.token(at).tag_ == "VB"


def _first_sentence(reading: Reading, section: Section) -> int:
    start, end = reading.sentence(section.body)
    stop = min(end, section.end) if start >= section.start else section.end
    return stop - (reading.content[stop - 1] in ".;")


def _addressee(reading: Reading, lead: Section) -> Range | None:
    """Who the sentence before a list calls on."""
    last = None
    for match in _turning().finditer(reading.content, lead.body, lead.end):
        last = match
    if last is None:
        return None
    to = re.compile(r"(?: to\b|:)").search(reading.content, last.end(), lead.end)
    if not to or to.start() - last.end() < 3 or not _can_act(reading, (last.end() + 1, to.start())):
        return None
    return last.end() + 1, to.start()


def _headings(reading: Reading) -> Iterator[Call]:
    """Headings that demand: “Cambodia: Free the Five”, “Appoint an Independent Commission”."""
    for section in reading.sections:
        if section.kind not in (Kind.TITLE, Kind.HEADING):
            continue
        words = reading.content[section.body : section.end]
        addressed = ADDRESSED.match(words)
        first = re.match(r"[A-Z][a-z]+(?= )", words)
        if addressed and addressed["verb"].capitalize() in stating_words().imperatives:
            at = section.body + addressed.start("verb"), section.end
            who = section.body, section.body + addressed.end("who")
            yield Call((section.body, section.end), at, who if _is_somebody(reading, who) else None)
        elif (
            first
            and first.group() in stating_words().imperatives
            and not words.endswith("?")
            and (first.group() not in stating_words().ambiguous or _imperative(reading, section.body))
        ):
            yield Call((section.body, section.end), (section.body, section.end))
        else:
            shout = re.search(
                r"(?:^|: )(?P<who>[A-Z][\w' ]{2,60}?) (?P<modal>(?:[Mm]ust|[Ss]hould|[Nn]eeds? to)) ", words
            )
            if shout and not words.endswith("?"):
                who = section.body + shout.start("who"), section.body + shout.end("who")
                yield Call((who[0], section.end), (section.body + shout.end("modal") + 1, section.end), who)
