"""Which laws a Khmer text names and which of their articles it cites: មាត្រា៤៩៤ និង៤៩៥ នៃក្រមព្រហ្មទណ្ឌ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saksi.extract.extractors import KHMER as BY
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import any_of
from saksi.extract.records import Range, Record, Value
from saksi.packs.khmer import KhmerWords
from saksi.text.khmer import normalise

NUMBERS = r"[0-9០-៩]{1,4}(?: ?(?:ស្ទួន|ថ្មី))?"
ARTICLES = rf"មាត្រា ?(?P<articles>{NUMBERS}(?: ?(?:,|និង|ដល់|ឬ) ?(?:មាត្រា ?)?{NUMBERS})*)"
TITLE = (
    r"(?:ក្រម(?:ព្រហ្មទណ្ឌ|នីតិវិធីព្រហ្មទណ្ឌ|រដ្ឋប្បវេណី)(?:ថៃ|កម្ពុជា)?|រដ្ឋធម្មនុញ្ញ"
    r"|(?:ច្បាប់|អនុក្រឹត្យ|ព្រះរាជក្រឹត្យ)(?:ស្តីពី|អំពី)[^\s។,»]{3,80}(?: និង[^\s។,»]{3,40})?)"
)
TYPES = (
    ("ក្រម", "code"),
    ("រដ្ឋធម្មនុញ្ញ", "constitution"),
    ("អនុក្រឹត្យ", "sub-decree"),
    ("ព្រះរាជក្រឹត្យ", "decree"),
    ("ច្បាប់", "law"),
)
STOP = re.compile(r"(?:ដែល|ដើម្បី|ត្រូវ|បាន|នៅ|ដោយ|កាលពី).*$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A law or articles of it as cited: the range, the title ("" where the text gives none), the article numbers."""

    at: Range
    title: str
    title_at: Range
    articles: tuple[str, ...]


def citations(page: KhmerPage, words: KhmerWords) -> list[Cited]:
    """Return what a text cites, in order."""
    known = any_of(words.laws)
    title = rf"(?P<title>{known}|{TITLE})"
    pattern = re.compile(rf"{ARTICLES}(?: ?(?:នៃ|ក្នុង|របស់) ?{title})?|{title.replace('<title>', '<alone>')}")
    out = []
    for found in pattern.finditer(page.content):
        group = "title" if found["title"] else "alone"
        named = STOP.sub("", found[group] or "")
        start = found.start(group)
        articles = tuple(str(int(n)) for n in re.findall(r"[0-9០-៩]{1,4}", found["articles"] or ""))
        end = start + len(named) if named else found.end()
        out.append(Cited((found.start(), end), named, (start, end), articles))
    return out


def records(page: KhmerPage, cited: list[Cited], words: KhmerWords) -> Iterator[Record]:
    """Yield one record a law and one for each article cited of it."""
    codes = {normalise(name).content: code for name, code in words.laws.items()}
    titles = {law.code: law for law in page.pack.laws}
    groups: dict[str, list[Cited]] = {}
    for one in cited:
        if one.title:
            groups.setdefault(codes.get(one.title, one.title), []).append(one)
    for code, same in groups.items():
        title = same[0].title
        ranges = tuple(dict.fromkeys(page.range(*one.title_at) for one in same))
        values = [Value("title", title, ranges, 0.85)]
        kind = next((kind for word, kind in TYPES if title.startswith(word)), "")
        if kind:
            values.append(Value("type", kind, ranges[:1], 0.8))
        if code in titles and titles[code].country:
            values.append(Value("alias", titles[code].title, ranges[:1], 0.8))
            values.append(Value("country", titles[code].country, ranges[:1], 0.8))
        law = Record("Law", title, tuple(values), BY)
        yield law
        for article in dict.fromkeys(number for one in same for number in one.articles):
            at = tuple(dict.fromkeys(page.range(*one.at) for one in same if article in one.articles))
            own = (Value("article", article, at, 0.85), Value("law", law.entity(page.document.sha256), at, 0.85))
            yield Record("Provision", law.anchor, own, BY, (article,))
