"""How sure an act is: what speaks for it, turned into the share of such acts that are right.

The score is made of the frame and of what stands around it; the curve that turns it into a share is fitted to labelled
texts of the project (`make train`, docs/methods/extraction-models.md) and lies beside this file.
"""

import json
from functools import cache
from math import exp, log
from pathlib import Path

from saksi.extract.act import Act

CURVES = Path(__file__).parent / "models" / "confidence.json"
LOWEST, HIGHEST = 0.02, 0.98


@cache
def curves() -> dict[str, dict[str, float]]:
    """Return slope and intercept of each language's curve, as fitted."""
    held: dict[str, dict[str, float]] = json.loads(CURVES.read_text(encoding="utf-8"))
    return held


def score(act: Act) -> float:
    """Trigger precision, lowered where nobody is singled out, where words stand for others, or nothing dates it."""
    sure = act.trigger.frame.precision
    if not act.victims:
        sure *= 0.8
    elif not any(p.specific for p in act.victims):
        sure *= 0.88
    if act.dated is None and not any(p.named for p in act.victims):
        sure *= 0.93
    if not act.trigger.verbal:
        sure *= 0.96
    return round(min(sure, 0.97), 3)


def confidence(scored: float, language: str = "en") -> float:
    """Return the share of acts with this score (0 to 1) that are right, by the logistic curve of a language.

    Platt, "Probabilistic outputs for support vector machines" (1999), on the log odds of the score.
    """
    curve = curves()[language]
    sure = 1 / (1 + exp(-(curve["intercept"] + curve["slope"] * log_odds(scored))))
    return round(min(max(sure, LOWEST), HIGHEST), 3)


def log_odds(share: float) -> float:
    """Return the logarithm of the odds of a share, cut off near 0 and 1."""
    kept = min(max(share, LOWEST), HIGHEST)
    return log(kept / (1 - kept))
