"""How near measured levels come to published ones, and how long they take.

The empowerment items come with published levels. Those of the physical-integrity items are kept apart and compared by
others; here only time and convergence are measured. Time is processor time of this process.
"""

import time
from pathlib import Path

import numpy as np

from bench.rating.simulated import world
from saksi.assess.latent.fit import levels, mode
from saksi.assess.latent.itemset import panel, read_rows, recognise
from saksi.assess.latent.release import Released, Way, release

DATA = Path(__file__).parents[3] / "shared" / "data" / "rating"
EMPOWERMENT = DATA / "empowerment_items_and_scores_1981_2010.csv"
COUNTRIES, YEARS = 198, 75


def measure() -> dict[str, float] | None:
    """Return agreement with published levels at the mode and over draws, and seconds; None without the data."""
    if not EMPOWERMENT.is_file():
        return None
    rows = read_rows(EMPOWERMENT)
    model = panel(EMPOWERMENT, rows, recognise(EMPOWERMENT, list(rows[0]))).model
    mean = np.array([float(row["latentmean"]) for row in rows])
    sd = np.array([float(row["latentsd"]) for row in rows])
    result: dict[str, float] = {"rows": len(rows)}
    for way in Way:
        start = time.process_time()
        found = release(model, way)
        result |= {f"empowerment.{way}.{name}": value for name, value in _near(found, mean, sd).items()}
        result[f"empowerment.{way}.seconds"] = round(time.process_time() - start, 1)
    start = time.process_time()
    simulated = world(COUNTRIES, YEARS, seed=3)
    free = mode(simulated.model)
    found_levels = levels(simulated.model, free).mean
    result["whole_world.seconds"] = round(time.process_time() - start, 1)
    result["whole_world.pearson_to_truth"] = round(float(np.corrcoef(found_levels, simulated.truth)[0, 1]), 4)
    return result


def _near(found: Released, mean: np.ndarray, sd: np.ndarray) -> dict[str, float]:
    off = found.levels.mean - mean
    numbers = {
        "pearson": round(float(np.corrcoef(found.levels.mean, mean)[0, 1]), 5),
        "rmse": round(float(np.sqrt((off**2).mean())), 4),
        "bias": round(float(off.mean()), 4),
        "sd_ratio": round(float(found.levels.sd.mean() / sd.mean()), 3),
    }
    return numbers if np.isnan(found.rhat) else numbers | {"rhat": round(found.rhat, 4)}
