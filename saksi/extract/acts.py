"""Finds the acts that a text reports: one record a clause and type, with everybody and everything in it."""

from functools import cache

from saksi.extract.finder import Finder
from saksi.extract.page import Reading
from saksi.extract.records import Record
from saksi.extract.reports import Reports
from saksi.extract.triggers import Triggers
from saksi.packs.lexicon import lexicon


def find(reading: Reading) -> list[Record]:
    """Find every act that an English text reports, with its involvements, in the order of the text."""
    words = lexicon("en")
    return Reports(reading, words).records(list(Finder(reading, words, _frames()).acts()))


@cache
def _frames() -> Triggers:
    return Triggers(lexicon("en").acts)
