"""What a Khmer text demands, and of whom: …បានអំពាវនាវឱ្យអាជ្ញាធរទម្លាក់ការចោទប្រកាន់."""

import re
from collections.abc import Iterator

from saksi.extract.extractors import KHMER as BY
from saksi.extract.khmer.nouns import POWER, Nouns
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import compiled
from saksi.extract.records import Record, Value
from saksi.packs.khmer import KhmerWords

AFTER = re.compile(r"(?P<to>[^។\n]{0,60}?)ឱ្យ ?")
STOP = re.compile(r"[។៕»\n]| (?:ខណៈ|ប៉ុន្តែ|ហើយ)")
SHORTEST = 8  # characters of a demand


def records(page: KhmerPage, nouns: Nouns, words: KhmerWords) -> Iterator[Record]:
    """Yield one record a demand, as its sentence words it; the addressee where one is named before or after ឱ្យ."""
    pattern = compiled(words.grammar.calls)
    for at in page.demands:
        demand = " ".join(page.content[slice(*at)].split())
        yield Record("Call", demand, (Value("demand", demand, (page.range(*at),), 0.75),), BY)
    for sentence in page.sentences:
        found = pattern.search(page.content, *sentence)
        after = found and AFTER.match(page.content, found.end(), sentence[1])
        if not found or not after:
            continue
        start = after.end()
        stop = STOP.search(page.content, start, sentence[1])
        end = stop.start() if stop else sentence[1]
        demand = " ".join(page.content[start:end].split())
        if len(demand) < SHORTEST:
            continue
        at = page.range(start, end)
        values = [Value("demand", demand, (at,), 0.7)]
        for noun in nouns.within(found.end(), min(end, start + 60)):
            if noun.kind in (POWER, "party") and (noun.at[1] <= after.end() or noun.at[0] == start):
                values.append(Value("addressee", noun.words, (page.range(*noun.at),), 0.7))
        yield Record("Call", " ".join(page.content[slice(*sentence)].split()), tuple(values), BY, (demand,))
