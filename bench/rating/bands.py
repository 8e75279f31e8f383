"""Bands of the CIVICUS Monitor in 2021 from outside items alone, out of fold.

Items: the fifteen civil-liberties items of Freedom House's edition about 2021 and the Political Terror Scale of 2020
and 2021; ten times five folds, each with its own penalty chosen inside the rest.
"""

import csv

import numpy as np

from bench.rating.hidden import PHYSICAL
from bench.rating.levels import DATA
from saksi.assess.bands import Band
from saksi.assess.latent.chain import Floats
from saksi.assess.outside.bands import fitted, kappa
from saksi.packs.codes import country

CIVICUS = DATA / "civicus_bands_2021.csv"
HOUSE = DATA / "freedom_house_fiw_items_2013_2024.csv"
EDITION = "2022"
ITEMS = (
    *(f"D{n}" for n in range(1, 5)),
    *(f"E{n}" for n in range(1, 4)),
    *(f"{c}{n}" for c in "FG" for n in range(1, 5)),
)
TERROR = tuple((year, name) for year in ("2020", "2021") for name in ("Amnesty", "State"))
REPEATS, FOLDS = 10, 5


def measure() -> dict[str, float] | None:
    """Return quadratic-weighted kappa, exact agreement and agreement within a band; None without the data."""
    if not CIVICUS.is_file():
        return None
    items, given = _data()
    with_house = items[:, : len(ITEMS)]
    result: dict[str, float] = {"countries": len(given)}
    for name, held in (("house", with_house), ("house_and_terror", items)):
        runs = [_agree(given, _out_of_fold(held, given, seed)) for seed in range(REPEATS)]
        result |= {f"{name}.{key}": round(float(np.mean([run[key] for run in runs])), 4) for key in runs[0]}
        result[f"{name}.kappa_sd_over_repeats"] = round(float(np.std([run["kappa"] for run in runs])), 4)
    return result


def _data() -> tuple[Floats, list[Band]]:
    with HOUSE.open(encoding="utf-8") as file:
        house = {
            country("name", row["Country/Territory"]): row for row in csv.DictReader(file) if row["Edition"] == EDITION
        }
    with PHYSICAL.open(encoding="utf-8") as file:
        terror = {(country("cow", row["COW"]), row["YEAR"]): row for row in csv.DictReader(file)}
    rows, given = [], []
    with CIVICUS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = country("iso3", row["iso3"])
            if place is None or place not in house:
                continue
            told = [terror.get((place, year), {}).get(name, "NA") for year, name in TERROR]
            rows.append(
                [*(float(house[place][item]) for item in ITEMS), *(float(t) if t != "NA" else np.nan for t in told)]
            )
            given.append(Band.named(row["rating"]))
    return np.array(rows), given


def _out_of_fold(items: Floats, given: list[Band], seed: int) -> list[Band]:
    """Return each country's band from a fit without its fold; folds are alike in their bands."""
    chance = np.random.default_rng(seed)
    order = sorted(chance.permutation(len(given)), key=lambda at: given[at])
    found: list[Band] = [Band.CLOSED] * len(given)
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        kept = [at for at in range(len(given)) if at not in set(out)]
        bands = fitted(items[kept], [given[at] for at in kept]).bands(items[out])
        for at, band in zip(out, bands, strict=True):
            found[at] = band
    return found


def _agree(given: list[Band], found: list[Band]) -> dict[str, float]:
    off = np.abs(np.array(given) - np.array(found))
    return {"kappa": kappa(given, found), "exact": float((off == 0).mean()), "within_one": float((off <= 1).mean())}
