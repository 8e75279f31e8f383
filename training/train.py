"""Trains what there is to train, says what it is worth, and writes it down: `make train`.

Three models learn from the labelled English sentences: whether an act that the rules found is one, which status it has,
and which role a name has. They are judged on countries that they never saw, and lie in `training/models/`, where
`python -m bench.models` takes them to documents of others. None is part of the package unless it is named in SHIPPED.
The curve of confidence is fitted to the same sentences and to the labelled example documents, and is part of it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.results import freeze
from bench.training import labels
from saksi.extract.confidence import CURVES
from training.calibrate import Scored, crossed, curve, error, table
from training.candidates import Candidate, Name, of, sentences
from training.heads import Array, Model, fit
from training.heads import crossed as crossed_by_country
from training.judge import Judgement, acts_judged, kept, recast, restated, roles_judged
from training.whole_texts import scored

MODELS = Path(__file__).parent / "models"
SHIPPED: tuple[str, ...] = ()
RIGHT, WRONG = "right", "wrong"


def main() -> None:
    """Train, judge and write."""
    rows = list(sentences())
    asked = [row["id"] for row in rows for label in labels(row) if label.claimed]
    acts, names = gathered(rows)
    told = judged(acts, names, asked)
    for head, judgement in told.items():
        print(f"{head:12} rules {judgement.rules}   with the model {judgement.model}   gain {judgement.gain}")
    MODELS.mkdir(exist_ok=True)
    for head, model in fitted(acts, names).items():
        model.save(MODELS / f"{head}.npz")
    reliability = calibrated([*sentence_scores(acts), *scored()])
    freeze("models", {f"{head}.{key}": value for head, one in told.items() for key, value in one.numbers().items()})
    freeze("confidence", reliability)


def gathered(rows: Sequence[dict[str, object]]) -> tuple[list[Candidate], list[Name]]:
    """Find acts and names in all sentences."""
    acts: list[Candidate] = []
    names: list[Name] = []
    for row in rows:
        own, called = of(row)
        acts += own
        names += called
    return acts, names


def fitted(acts: Sequence[Candidate], names: Sequence[Name]) -> dict[str, Model]:
    """Fit every head on all candidates that a label speaks of."""
    known = [one for one in acts if one.right is not None]
    stated = [one for one in known if one.status]
    return {
        "type": fit([one.features for one in known], [_right(one) for one in known]),
        "status": fit([one.features for one in stated], [one.status for one in stated]),
        "roles": fit([one.features for one in names], [one.role for one in names]),
    }


def judged(acts: Sequence[Candidate], names: Sequence[Name], asked: Sequence[str]) -> dict[str, Judgement]:
    """Judge every head on countries that it has not seen."""
    seen, countries = [one.features for one in acts], [one.country for one in acts]
    shares = crossed_by_country(seen, [_right(a) for a in acts], countries, [a.right is not None for a in acts])
    stated = [bool(one.status) for one in acts]
    statuses = crossed_by_country(seen, [one.status for one in acts], countries, stated)
    classes = sorted({one.status for one in acts if one.status})
    roles = _roles(names)
    return {
        "type": acts_judged(acts, asked, kept(acts, shares[:, 0].tolist())),
        "status": acts_judged(acts, asked, restated(acts, classes, statuses)),
        "victims": roles_judged(names, roles, "victim"),
        "perpetrators": roles_judged(names, roles, "perpetrator"),
    }


def _roles(names: Sequence[Name]) -> list[str]:
    shares: Array = crossed_by_country(
        [one.features for one in names],
        [one.role for one in names],
        [one.country for one in names],
        [True] * len(names),
    )
    return recast(names, sorted({one.role for one in names}), shares)


def _right(one: Candidate) -> str:
    return RIGHT if one.right else WRONG


def sentence_scores(acts: Sequence[Candidate]) -> list[Scored]:
    """Return the claims in sentences that a label speaks of."""
    return [
        Scored(o.document, o.score, bool(o.stands), whole=False) for o in acts if o.claimed and o.stands is not None
    ]


def calibrated(acts: Sequence[Scored]) -> dict[str, float]:
    """Write the curve, and return how well curves fit documents that they have not seen."""
    one = curve(acts)
    CURVES.parent.mkdir(exist_ok=True)
    CURVES.write_text(json.dumps({"en": {"intercept": one.intercept, "slope": one.slope}}, indent=1) + "\n")
    said = crossed(acts)
    whole = [(share, act) for share, act in zip(said, acts, strict=True) if act.whole]
    shares, right = [share for share, _ in whole], [act.right for _, act in whole]
    for row in table(shares, right):
        print("confidence {} : {} acts, said {:.3f}, right {:.3f} ({:.3f} to {:.3f})".format(*row))
    return {
        "own_texts.acts": len(whole),
        "own_texts.error_before": round(error([act.score for _, act in whole], right), 4),
        "own_texts.error": round(error(shares, right), 4),
    }


if __name__ == "__main__":
    sys.exit(main())
