"""Who is named: persons with all their mentions, from labels, titles, roles, known names and the company they keep."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from saksi.extract.extractors import PEOPLE as BY
from saksi.extract.gazetteer import Gazetteer, gazetteer
from saksi.extract.merging import merge
from saksi.extract.names import Word, fold, runs
from saksi.extract.page import Named, Page, Reading, inside
from saksi.extract.records import Range, Record, Value
from saksi.extract.roles import MEMBER, Part, parts
from saksi.packs.naming import PeopleWords, people_words
from saksi.text.sections import Kind

MOST_WORDS = 5  # words of a personal name; longer runs of capitals are titles of things
ENOUGH = 1.5
AFTER = re.compile(r"(?:,? (?:who |has been |have been |had been |was |were |is |are |been )*)([a-z][\w\-]+)")
APPOSED = re.compile(r",? ?(?:(?:an?|the|then|former|himself|herself|\w+[’']s?) )?(?:[\w’'\-]+ ){0,4}?([\w\-]+)\b")
COMMA_AGE = re.compile(r",? ?\(?(?:aged )?\d{2}\b[,) ]")
JOIN = re.compile(r"(?:,|;)? ?(?:and |& )?")
OTHERS = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of capitals that may name a person: its words and what speaks for and against it."""

    words: tuple[Word, ...]
    score: float
    titled: bool = False
    label: str = ""

    @property
    def at(self) -> Range:
        """Its range in the text."""
        return self.words[0].start, self.words[-1].end

    @property
    def key(self) -> tuple[str, ...]:
        """Its folded words in the order of the text."""
        return tuple(fold(" ".join(w.text for w in self.words)).split())


@dataclass(frozen=True, slots=True)
class Scene:
    """What the judgement of a candidate looks at."""

    flow: str
    known: Gazetteer
    labels: dict[int, str]
    titled_lines: tuple[Range, ...]
    common: frozenset[int] = frozenset()
    words: PeopleWords = field(default_factory=people_words)


def people(page: Page, blocked: Iterable[Range] = ()) -> list[Named]:
    """All persons that a page names, in the order of their first mention."""
    blocked = sorted(blocked)
    scene = Scene(page.content, gazetteer(page.pack), _labels(page), tuple(_headings(page)), _common(page))
    found = [c for c in candidates(scene) if c.words and not inside(c.at, blocked)]
    accepted = judge(found, scene)
    return merge(accepted, found, scene.flow, page)


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Every run of capitals that could be a name, with the evidence that stands around it."""
    for run in runs(scene.flow, scene.words.particles):
        for piece in _pieces(run, scene):
            core, titled, role = _trimmed(piece, scene)
            if core and len(core) <= MOST_WORDS:
                yield Candidate(tuple(core), _evidence(core, titled, role, scene), titled, _label(core, scene))


def judge(found: list[Candidate], scene: Scene) -> dict[tuple[str, ...], float]:
    """Sum the evidence for each name over the document; those with enough are persons."""
    total: dict[tuple[str, ...], float] = defaultdict(float)
    for c in found:
        total[c.key] += c.score
    for first, second in pairwise(found):
        between = scene.flow[first.at[1] : second.at[0]]
        if len(between) < 9 and JOIN.fullmatch(between) and len(first.words) > 1 and len(second.words) > 1:
            for one, other in ((first, second), (second, first)):
                if total[one.key] >= ENOUGH and -2.0 < total[other.key] < ENOUGH and not _stop(other, scene):
                    total[other.key] += 1.0
    return {key: score for key, score in total.items() if score >= (ENOUGH if len(key) > 1 else 2.0)}


def _stop(candidate: Candidate, scene: Scene) -> bool:
    return any(scene.known.never(w.text) for w in candidate.words)


def _pieces(run: list[Word], scene: Scene) -> Iterator[list[Word]]:
    """Cut a run where a word stands that no name holds; a run that names an organisation yields nothing."""
    if len(run) > 2 and all(w.text.isupper() for w in run):
        return
    if any(scene.known.never(w.text) and w.text not in scene.words.titles for w in run[1:]):
        return
    piece: list[Word] = []
    for word in run:
        if scene.known.never(word.text) and word.text not in scene.words.titles:
            if piece:
                yield piece
            piece = []
        else:
            piece.append(word)
    if piece:
        yield piece


def _trimmed(piece: list[Word], scene: Scene) -> tuple[list[Word], bool, bool]:
    """Cut titles, roles and demonyms off the front; tell whether a title, and whether a role stood there."""
    titled = role = False
    words, core = scene.words, list(piece)
    while len(core) > 1:
        first = core[0].text
        if first in words.kept_titles and len(core) > 2:
            return core, True, role
        if first in words.titles or scene.known.honorific(first):
            titled |= first in words.proving_titles or scene.known.honorific(first)
        elif first.lower() in words.roles:
            role = True
        elif not (scene.known.demonym(first) or first in words.months or _opens(core[0], scene)):
            break
        core = core[1:]
    inner = [i for i, w in enumerate(core[:-1]) if i and w.text in words.proving_titles]
    if inner:
        core, titled = core[inner[-1] + 1 :], True
    while len(core) > 1 and (core[-1].text in words.titles and core[-1].text not in words.suffixes):
        core = core[:-1]
    if all(len(w.text.strip(".")) < 2 for w in core):
        return [], titled, role
    if len(core) == 1 and (core[0].text in words.titles or scene.known.place(core[0].text)):
        return [], titled, role
    return core, titled, role


def _opens(word: Word, scene: Scene) -> bool:
    """Whether a capital only opens a sentence: “Later Wong was charged”."""
    return word.start in scene.common and scene.known.ordinary(word.text)


def _evidence(core: list[Word], titled: bool, role: bool, scene: Scene) -> float:
    start, end = core[0].start, core[-1].end
    label = _label(core, scene)
    plain = any(scene.known.ordinary(w.text) for w in core)
    score = (1.0 if plain else 1.5) if label == "PERSON" else -0.8 if label in OTHERS else 0.0
    score += 3.0 * titled + 2.0 * role
    score += _around(start, end, scene)
    if len(core) > 1:
        score += scene.known.likeness([w.text for w in core])
    if any(w.text in scene.words.months or w.text in scene.words.weekdays for w in core):
        score -= 4.0
    if len(core) == 1:
        score -= 1.5 if plain else 0.5
    elif len(core[0].text.strip(".")) == 1 and len(core[-1].text) > 2:
        score += 1.0
    if scene.known.place(" ".join(w.text for w in core)) or scene.known.body(" ".join(w.text for w in core)):
        score -= 4.0
    in_heading = any(a <= start < b for a, b in scene.titled_lines)
    return min(score, 1.0) if in_heading else score


def _around(start: int, end: int, scene: Scene) -> float:
    """Evidence in the words before and after a name."""
    words, score = scene.words, 0.0
    before = scene.flow[max(start - 40, 0) : start].rstrip(" ,“\"'‘").split()
    last = before[-1].strip("“”\"'(,") if before else ""
    if last.lower() in words.roles or last in words.speech:
        score += 3.0 if scene.flow[start - 1 : start] == " " and last.isalpha() else 2.0
    if last in words.agencies:
        score += 1.0
    after = scene.flow[end : end + 90].split("\n")[0]
    following = AFTER.match(after)
    if following and (following[1] in words.speech or following[1] in words.suffered):
        score += 1.5 if following[1] in words.suffered and " w" not in after[:5] else 2.0
    if following and following[1] in words.place_nouns:
        score -= 3.0
    if after.startswith(", ") and any(w.strip(",.;") in words.roles for w in after[2:60].lower().split(",")[0].split()):
        score += 2.0
    if COMMA_AGE.match(after):
        score += 1.0
    return score


def _label(core: Iterable[Word], scene: Scene) -> str:
    """The entity label that most words of a name carry."""
    count = Counter(scene.labels.get(w.start, "") for w in core)
    label, times = count.most_common(1)[0]
    return label if times * 2 >= sum(count.values()) else ""


def _labels(page: Page) -> dict[int, str]:
    """The entity label of every word, by the offset of its start."""
    return {token.idx: token.ent_type_ for ent in page.doc.ents for token in ent}


def _common(page: Page) -> frozenset[int]:
    """Where words stand that the model does not take for names."""
    return frozenset(t.idx for t in page.doc if t.tag_ not in ("NNP", "NNPS"))


def _headings(page: Page) -> Iterator[Range]:
    """Headings in title case, where capitals say nothing."""
    for section in page.sections:
        long = re.findall(r"[^\W\d_]{4,}", page.content[section.body : section.end])
        heading = section.kind in (Kind.TITLE, Kind.HEADING)
        if heading and len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.8 * len(long):
            yield section.start, section.end


def find(reading: Reading) -> list[Record]:
    """One record a person, with every mention of the name as evidence for it, and one a membership."""
    out: list[Record] = []
    for named in reading.people:
        own = list(parts(reading, named))
        out += [_record(reading, named, own), *_memberships(reading, named, own)]
    return out


def _record(reading: Reading, named: Named, own: Sequence[Part]) -> Record:
    ranges = tuple(dict.fromkeys(reading.range(a, b) for a, b in named.mentions))
    values = [Value("name", named.name, ranges, named.confidence)]
    for variant in named.variants:
        places = (reading.range(a, b) for a, b in named.mentions if reading.content[a:b] == variant)
        values.append(Value("alias", variant, tuple(dict.fromkeys(places)), named.confidence))
    for part in own:
        if part.role != MEMBER:
            values.append(Value("role", part.role, (reading.range(*part.at),), 0.8))
        if part.organisation:
            values.append(Value("affiliation", part.organisation.name, (reading.range(*part.organisation_at),), 0.8))
    country = next((part for part in own if part.country), None)
    if country:
        values.append(Value("country", country.country, (reading.range(*country.country_at),), 0.7))
    return Record("Person", named.name, tuple(dict.fromkeys(values)), BY)


def _memberships(reading: Reading, named: Named, own: Sequence[Part]) -> Iterator[Record]:
    """One link for each organisation that a text puts a person in."""
    for part in own:
        if part.organisation is not None:
            at = (reading.range(*part.at), reading.range(*part.organisation_at))
            ids = reading.entity(named), reading.entity(part.organisation)
            values = (Value("role", part.role, at, 0.8), Value("person", ids[0], at), Value("organisation", ids[1], at))
            yield Record("Membership", named.name, values, BY, (part.role, part.organisation.name))
