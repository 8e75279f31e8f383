"""Where new documents come from: every installed source, and how much each is expected to yield.

A source is a function without arguments in the entry points `saksi.sources`. It yields inputs with their bytes, or with
an address and nothing else, which is asked for only when somebody gave `--fetch`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from django.conf import settings

from saksi.ingest.fetch import Raw, collect
from saksi.ingest.reader import Reader
from saksi.model.errors import UsageError

GROUP = "saksi.sources"
_EXPECT = re.compile(r"(?P<name>[\w.-]+)=(?P<min>\d*)\.\.(?P<max>\d*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Expect:
    """How many inputs a source is to yield in one run; `most` is None where there is no limit."""

    least: int = 0
    most: int | None = None

    def wrong(self, number: int) -> str:
        """Say in a sentence what is wrong with a number of inputs; nothing when it is as expected."""
        if number < self.least:
            return f"yielded {number} inputs and at least {self.least} are expected: look whether it still works"
        if self.most is not None and number > self.most:
            return f"yielded {number} inputs and at most {self.most} are expected: look at what came"
        return ""


@dataclass(frozen=True, slots=True)
class Source:
    """One source by the name of its entry point."""

    name: str
    yields: Callable[[], Iterable[Raw]]
    expect: Expect = Expect()

    @property
    def row(self) -> str:
        """Return the name under which people see what is wrong with it."""
        return f"source {self.name}"


def sources() -> list[Source]:
    """Return the installed sources in order of their names; raises UsageError for a wrong setting `expect`."""
    found = {point.name: point.load() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}
    expected = expectations(settings.SAKSI.expect, found)
    return [Source(name, yields, expected.get(name) or _own(yields)) for name, yields in found.items()]


def expectations(given: Sequence[str], names: Iterable[str]) -> dict[str, Expect]:
    """Read the setting `expect`; raises UsageError for what it does not mean."""
    known = list(names)
    found = {}
    for words in given:
        match = _EXPECT.fullmatch(words)
        least, most = (int(match[end]) if match[end] else None for end in ("min", "max")) if match else (None, None)
        if match is None or (least is None and most is None) or (most is not None and most < (least or 0)):
            raise UsageError(f"expect: “{words}” is no range like inbox=1..500, inbox=1.. or inbox=..500")
        if match["name"] not in known:
            raise UsageError(f"expect: there is no source “{match['name']}”; there are {', '.join(known)}")
        found[match["name"]] = Expect(least or 0, most)
    return found


def inbox() -> Iterator[Raw]:
    """Yield the files of the folder that the setting `inbox` names."""
    if settings.SAKSI.inbox:
        yield from collect([Path(settings.SAKSI.inbox).expanduser()])


def addresses() -> Iterator[Raw]:
    """Yield the web addresses that the file of the setting `addresses` lists, without asking for any."""
    if not settings.SAKSI.addresses:
        return
    with Reader() as reader:
        for raw in collect([Path(settings.SAKSI.addresses).expanduser()]):
            for piece in reader.pieces(raw):
                if piece.links:
                    yield from (Raw(address, None, url=address) for address in piece.links)
                else:
                    yield Raw(raw.source, None, piece.raw.reason or "is no list of web addresses, one a line or cell")


def _own(yields: Callable[[], Iterable[Raw]]) -> Expect:
    """Return what a source says of itself: its attribute `expect`, a pair of numbers."""
    least, most = getattr(yields, "expect", (0, None))
    return Expect(least, most)
