"""Whether a model may ship: what it would do to the acts and names that the rules find, beside the rules alone.

Three heads, all on what the rules found. *Type*: an act that the model holds to be false is dropped. *Status*: the
model's status stands in for the rules' where it is sure. *Roles*: a name that the model is sure of becomes a victim, or
none. Each is compared with the rules on the same documents, by a paired bootstrap over documents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from saksi.extract.status import CLAIMED
from saksi.flows.bench.intervals import Estimate, f1, gain
from training.candidates import NEITHER, Candidate, Name
from training.heads import Array

DROP = 0.5  # an act whose probability to be right is lower is dropped
SURE = 0.7  # probability from which on a model is followed against the rules
Counts = tuple[list[float], list[float], list[float]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The F1 of rules and of rules with a model, and by how much the model gains; all with 95 % intervals."""

    rules: Estimate
    model: Estimate
    gain: Estimate

    @property
    def ships(self) -> bool:
        """Whether it is better than the rules beyond the interval."""
        return self.gain.low > 0

    def numbers(self) -> dict[str, float]:
        """Return what is frozen of it."""
        held = {"rules": self.rules, "model": self.model, "gain": self.gain}
        return {
            f"{name}.{key}" if key != "value" else name: value
            for name, one in held.items()
            for key, value in one.numbers().items()
            if key == "value" or name == "gain"
        }


def compared(rules: Counts, model: Counts) -> Judgement:
    """Compare two runs over the same documents: right, given and asked, a number a document in each."""
    return Judgement(f1(*rules), f1(*model), gain(model, rules))


def counts(documents: Sequence[str], right: Iterable[str], given: Iterable[str], asked: Iterable[str]) -> Counts:
    """Count by document what is right, given and asked; each is named by its document as often as it counts."""

    def by_document(names: Iterable[str]) -> list[float]:
        held: dict[str, float] = defaultdict(float)
        for name in names:
            held[name] += 1
        return [held[name] for name in documents]

    return by_document(right), by_document(given), by_document(asked)


def kept(acts: Sequence[Candidate], true: Sequence[float]) -> list[bool]:
    """Say which acts the rules and the type model both stand for."""
    return [one.claimed and share >= DROP for one, share in zip(acts, true, strict=True)]


def restated(acts: Sequence[Candidate], classes: Sequence[str], shares: Array) -> list[bool]:
    """Say which acts are claims when a sure status model overrules the rules."""
    out = []
    for one, row in zip(acts, shares, strict=True):
        best = int(row.argmax())
        out.append((classes[best] in CLAIMED) if row[best] >= SURE else one.claimed)
    return out


def recast(names: Sequence[Name], classes: Sequence[str], shares: Array) -> list[str]:
    """Say which role each name has when a sure role model overrules the rules."""
    out = []
    for one, row in zip(names, shares, strict=True):
        best = int(row.argmax())
        out.append(classes[best] if row[best] >= SURE else one.rules)
    return out


def acts_judged(acts: Sequence[Candidate], asked: Iterable[str], chosen: Sequence[bool]) -> Judgement:
    """Compare claims: those of the rules with those that are `chosen`; `asked` are the documents of labelled claims."""
    asked = list(asked)
    documents = sorted({one.document for one in acts} | set(asked))

    def run(keep: Callable[[int], bool]) -> Counts:
        held = [one for n, one in enumerate(acts) if keep(n) and one.stands is not None]
        return counts(documents, (one.document for one in held if one.stands), (o.document for o in held), asked)

    return compared(run(lambda n: acts[n].claimed), run(lambda n: chosen[n]))


def roles_judged(names: Sequence[Name], chosen: Sequence[str], role: str) -> Judgement:
    """Compare who has a role: by the rules, and as `chosen`; a name counts once a document."""
    documents = sorted({one.document for one in names})
    asked = {(one.document, one.name) for one in names if one.role == role}

    def run(roles: Sequence[str]) -> Counts:
        given = {(one.document, one.name) for one, own in zip(names, roles, strict=True) if own == role}
        return counts(
            documents, *([document for document, _ in sorted(held)] for held in (given & asked, given, asked))
        )

    return compared(run([one.rules for one in names]), run(chosen))


__all__ = ["NEITHER", "Judgement", "acts_judged", "compared", "kept", "recast", "restated", "roles_judged"]
