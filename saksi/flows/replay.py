"""Replays decisions kept as a file: each names a document, a claim in it by its words, and a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from saksi.model.errors import StoreError
from saksi.model.ids import fold
from saksi.model.readers import read_yaml
from saksi.model.types import Decision, Statement, Verdict
from saksi.store import models, write
from saksi.store.read import current
from saksi.store.read import rulings as rulings_

USER = "example"
"""Whose name example decisions carry, so that nobody takes them for the group's."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example decision: `document` is a file's name, `quote` words of the claim's evidence or its act's clause."""

    document: str
    kind: str
    quote: str
    prop: str
    value: str
    verdict: Literal["accept", "reject", "correct", "publish", "withhold"]
    reason: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of an example decision: taken, taken before, or the sentence that says why not."""

    example: Example
    state: Literal["taken", "known", "missed"]
    problem: str = ""


def replay(file: Path) -> Iterator[Replayed]:
    """Take the decisions of a file that nobody has taken yet; raises PackError for a wrong line."""
    for example in read_yaml(file, list[Example]):
        claims = sorted({s.claim for s in _meant(example)})
        if len(claims) != 1:
            yield Replayed(example, "missed", _problem(example, len(claims)))
        elif any(d.user == USER and d.verdict == example.verdict for d in rulings_.history(claims[0])):
            yield Replayed(example, "known")
        else:
            yield _taken(claims[0], example)


def _taken(claim: str, example: Example) -> Replayed:
    """Take a decision; one that the store refuses is missed, and the others go on."""
    try:
        write.decide(_decision(claim, example))
    except StoreError as error:
        return Replayed(example, "missed", str(error))
    return Replayed(example, "taken")


def publish_people(documents: list[str], reason: str) -> int:
    """Publish every person named in these documents; returns how many decisions that took."""
    rows = current.rows().filter(kind="Person", prop="name", document__in=documents)
    claims = sorted(set(rows.values_list("claim", flat=True)))
    ruled = rulings_.load(claims)
    new = [claim for claim in claims if ruled.get(claim, rulings_.NONE).release is None]
    for claim in new:
        write.decide(Decision(claim, Verdict.PUBLISH, "", USER, datetime.now(UTC), reason))
    return len(new)


def _meant(example: Example) -> list[Statement]:
    """Return the current statements that an example can mean: the value fits, the words stand in the evidence.

    Where one date, country or pronoun serves several acts, the words may be those of the act's clause instead.
    """
    documents = [d.sha256 for d in models.Document.objects.all() if Path(d.source).name == example.document]
    rows = current.rows().filter(document__in=documents)
    query = rows.filter(kind=example.kind, prop=example.prop)
    fit = [s for s in current.statements(query) if fold(s.value) == fold(example.value)]
    words = fold(example.quote)
    own = [s for s in fit if _stand(words, s)]
    if len({s.claim for s in own}) == 1:
        return own
    acts = {s.entity for s in current.statements(rows.filter(kind="Act", prop="type")) if _stand(words, s)}
    parties = rows.filter(kind="Involvement", prop="act", value__in=acts).values_list("entity", flat=True)
    meant = acts.union(parties)
    return [s for s in fit if s.entity in meant] or own


def _stand(words: str, statement: Statement) -> bool:
    return any(words in fold(span.quote) for span in statement.spans)


def _decision(claim: str, example: Example) -> Decision:
    return Decision(claim, Verdict(example.verdict), example.correction, USER, datetime.now(UTC), example.reason)


def _problem(example: Example, found: int) -> str:
    what = f"{example.kind}.{example.prop} = “{example.value}” in the words “{example.quote}” of {example.document}"
    return f"no current statement says {what}" if not found else f"{found} claims say {what}: give more of the words"
