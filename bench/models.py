"""What the models of `make train` would do to documents of others, beside the rules: `python -m bench.models`.

Acts of the gold corpus with the type model and with the status model; named victims of HRDsAttack's development
articles with the type model and with the role model. A model may ship where its gain lies above zero with its interval.
"""

import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from bench import attacks, gold
from bench.accuracy import CORPUS
from bench.results import freeze
from saksi.extract.act import Act
from saksi.extract.page import Reading
from saksi.flows.bench.hrdsattack import CLAIMED, read
from saksi.ingest.fetch import collect
from saksi.ingest.read import read as parse
from saksi.model.types import Document, Text
from saksi.model.vocabulary import act_types
from training.candidates import Candidate, candidates, found, names
from training.heads import Model, load
from training.judge import Counts, Judgement, compared, kept, restated
from training.train import MODELS, RIGHT

ADD = 0.95  # probability from which on a name becomes a victim whom the rules have not found
Choice = Callable[[Sequence[Candidate]], Sequence[bool]]


def main() -> None:
    """Measure and freeze; without models or without the documents, say so."""
    if not (MODELS / "type.npz").is_file():
        sys.exit("bench: there are no models to measure; run `make train` first")
    models = {head: load(MODELS / f"{head}.npz") for head in ("type", "status", "roles")}
    module = gold.scorer()
    out: dict[str, Judgement] = {}
    if module is not None:
        out |= {f"corpus.acts.{head}": judged for head, judged in corpus(models, module).items()}
    if attacks.FILE.is_file():
        out |= {f"hrdsattack.victims.{head}": judged for head, judged in articles(models).items()}
    for name, one in out.items():
        print(f"{name:28} rules {one.rules}   with the model {one.model}   gain {one.gain}")
    freeze("models_elsewhere", {f"{name}.{key}": v for name, one in out.items() for key, v in one.numbers().items()})


def chosen(models: dict[str, Model]) -> dict[str, Choice]:
    """Return, by model, what says which acts are claims."""

    def by_type(acts: Sequence[Candidate]) -> Sequence[bool]:
        column = models["type"].classes.index(RIGHT)
        return kept(acts, models["type"].probabilities([one.features for one in acts])[:, column].tolist())

    def by_status(acts: Sequence[Candidate]) -> Sequence[bool]:
        shares = models["status"].probabilities([one.features for one in acts])
        return restated(acts, models["status"].classes, shares)

    return {"rules": lambda acts: [one.claimed for one in acts], "type": by_type, "status": by_status}


def corpus(models: dict[str, Model], module: ModuleType) -> dict[str, Judgement]:
    """Compare acts with the gold corpus."""
    runs: dict[str, Counts] = {name: ([], [], []) for name in chosen(models)}
    for raw in collect(sorted(CORPUS.glob("*.txt"))):
        document, text = parse(raw)
        reading, acts = found(document, text)
        own = candidates(document.sha256, "", reading, acts)
        asked = [a for a in module.load(CORPUS / f"{Path(raw.source).stem}.gold.jsonl") if a["record"] == "act"]
        for name, choice in chosen(models).items():
            claims = [one for one, keep in zip(own, choice(own) if own else [], strict=True) if keep]
            for column, number in zip(runs[name], _scored(claims, asked, module), strict=True):
                column.append(number)
    return {head: compared(runs["rules"], run) for head, run in runs.items() if head != "rules"}


def _scored(claims: Sequence[Candidate], asked: list[gold.Line], module: ModuleType) -> tuple[int, int, int]:
    """Core acts that are right, acts that count as given, core acts asked for; what is optional costs nothing."""
    rows = [{"type": one.type, "start": one.at[0][0], "end": one.at[0][1]} for one in claims]
    matches, used, _ = module.match(rows, asked, module.AGREE["act"])
    core = [n for n, one in enumerate(asked) if one.get("weight", "core") == "core"]
    right = sum(number in core for _, number in matches)
    return right, right + len(rows) - len(used), len(core)


def articles(models: dict[str, Model]) -> dict[str, Judgement]:
    """Compare named victims with those of the articles."""
    runs: dict[str, Counts] = {name: ([], [], []) for name in ("rules", "type", "roles")}
    for article in read(attacks.FILE):
        named = sha256(article.text.encode()).hexdigest()
        document = Document(named, "", "text/plain", published=article.published, lang="en")
        reading, acts = found(document, Text(named, article.text, "text@1"))
        own = candidates(named, "", reading, acts)
        keep = chosen(models)["type"](own) if own else []
        given = {
            "rules": _victims(reading, acts),
            "type": _victims(reading, [act for act, one in zip(acts, keep, strict=True) if one]),
            "roles": _victims(reading, acts) | _added(models["roles"], reading, acts),
        }
        for name, victims in given.items():
            counted = (len(victims & article.gold.victims), len(victims), len(article.gold.victims))
            for column, number in zip(runs[name], counted, strict=True):
                column.append(number)
    return {head: compared(runs["rules"], run) for head, run in runs.items() if head != "rules"}


def _victims(reading: Reading, acts: Sequence[Act]) -> set[str]:
    persons = {person.name for person in reading.people}
    told = [act for act in acts if act.status in CLAIMED and act_types()[act.type].direction == "closing"]
    return {party.named.name for act in told for party in act.victims if party.named and party.named.name in persons}


def _added(model: Model, reading: Reading, acts: list[Act]) -> set[str]:
    persons = {person.name for person in reading.people}
    own = [one for one in names("", "", reading, acts) if one.name in persons]
    shares = model.probabilities([one.features for one in own])[:, model.classes.index("victim")] if own else []
    return {one.name for one, share in zip(own, shares, strict=True) if share >= ADD}


if __name__ == "__main__":
    main()
