"""What a language model adds to the extraction, beside it and never in its place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from saksi.extract.llm.answers import Refusal, take
from saksi.extract.llm.asking import asking, question
from saksi.extract.llm.checking import Checker
from saksi.extract.llm.windows import windows
from saksi.extract.making import statements
from saksi.flows.extraction.chat import Server
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Statement, Text
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import MAX_QUOTE, Line

ENOUGH = 3  # failures of the server in succession, after which it is asked no more


@dataclass(frozen=True, slots=True)
class Beside:
    """What a model said of one text and could show; what is refused; and why it was not asked to the end."""

    statements: tuple[Statement, ...] = ()
    refused: tuple[Refusal, ...] = ()
    reason: str = ""

    def refused_lines(self, path: str, by: str) -> Iterator[Line]:
        """The refused fields as lines of `saksi extract`; `quote` and `value` are the model's words."""
        for one in self.refused:
            yield {
                "document": path,
                "record": "refused",
                "by": by,
                "kind": one.kind,
                "field": one.prop,
                "reason": one.reason.value,
                "quote": one.quote[:MAX_QUOTE],
                "value": one.value[:MAX_QUOTE],
            }


@dataclass
class Model:
    """A model at a server, with the count of what it said: values taken, and values refused by reason."""

    server: Server
    packs: tuple[str, ...]
    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failures: int = 0

    @property
    def by(self) -> str:
        """Who says it: `llm:NAME@version of the question`."""
        return f"llm:{self.server.model}@{asking().version}"

    def read(self, document: Document, text: Text) -> Beside:
        """Ask of every window of a text and check every field; no error, whatever the server does."""
        if self.failures >= ENOUGH:
            return Beside()
        checker = Checker(document, text, load(self.packs), self.by)
        reason = self._ask(checker)
        found = tuple(statements(document, text, checker.records))
        self.taken += checker.taken
        self.refused.update(refusal.reason.value for refusal in checker.refused)
        return Beside(found, tuple(checker.refused), reason)

    def _ask(self, checker: Checker) -> str:
        content = checker.text.content
        for window in windows(content, asking().window):
            passage = content[slice(*window)]
            if not passage.strip():
                continue
            try:
                items, refused = take(self.server.answer(question(passage, self.server.model)))
            except UnreadableError as error:
                self.failures += 1
                return str(error) + ("; it is asked no more" if self.failures == ENOUGH else "")
            self.failures = 0
            checker.refused += refused
            checker.check(items, window)
        return ""

    def account(self) -> Iterator[str]:
        """Say how many values were taken, and how many refused for which reason."""
        said = sum(self.refused.values())
        yield f"{self.by}: {self.taken} values taken, {said} refused" + (":" if said else "")
        for reason, number in sorted(self.refused.items(), key=lambda row: (-row[1], row[0])):
            yield f"{number:>6}  {reason}"
