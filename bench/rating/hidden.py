"""A tenth of the codes hidden: how well they are foretold, beside each source's own frequencies and an additive index.

The additive index puts each row by the mean of its other visible codes, each between 0 and 1, into one of ten groups;
hidden codes have the frequencies of their item in the group.
"""

import numpy as np

from bench.rating.levels import DATA, EMPOWERMENT
from saksi.assess.latent.chain import Floats, Ints
from saksi.assess.latent.fit import mode
from saksi.assess.latent.hidden import chances, chosen, coverage, log_loss
from saksi.assess.latent.items import Ordinal
from saksi.assess.latent.itemset import panel, read_rows, recognise
from saksi.assess.latent.model import Model

PHYSICAL = DATA / "physical_integrity_items_1946_2021.csv"
SHARE, SEED, GROUPS = 0.1, 7, 10


def measure() -> dict[str, float] | None:
    """Return log-losses and coverage of 90 % intervals for both files; None without them."""
    if not EMPOWERMENT.is_file():
        return None
    result: dict[str, float] = {}
    for name, file in (("empowerment", EMPOWERMENT), ("physical_integrity", PHYSICAL)):
        rows = read_rows(file)
        model = panel(file, rows, recognise(file, list(rows[0]))).model
        result |= {f"{name}.{key}": value for key, value in _one(model).items()}
    return result


def _one(model: Model) -> dict[str, float]:
    hidden = chosen(model, SHARE, SEED)
    seen = model.without(hidden)
    found = chances(seen, mode(seen), hidden, model.observed)
    usual, index = _usual(model, seen, hidden), _index(model, seen, hidden)
    codes = [_codes(one.item, one.cells[at]) for one, at in zip(model.observed, hidden, strict=True)]
    kept = [n for n, one in enumerate(model.observed) if isinstance(one.item, Ordinal)]
    count = sum(len(codes[n]) for n in kept)

    def mean(chance: list[Floats]) -> float:
        return round(sum(log_loss(chance[n], codes[n]) * len(codes[n]) for n in kept) / count, 4)

    held = sum(coverage(found[n], codes[n], 0.9, SEED) * len(codes[n]) for n in kept) / count
    worse = sum(log_loss(found[n], codes[n]) >= log_loss(usual[n], codes[n]) for n in kept)
    return {
        "hidden": count,
        "log_loss": mean(found),
        "log_loss_of_marginals": mean(usual),
        "log_loss_of_the_additive_index": mean(index),
        "items_not_below_their_marginals": worse,
        "coverage_of_90": round(held, 4),
    }


def _codes(item: object, cells: Ints) -> Ints:
    return cells % item.codes if isinstance(item, Ordinal) else cells


def _usual(model: Model, seen: Model, hidden: list[Ints]) -> list[Floats]:
    """Give every hidden code the frequencies of its item."""
    found = []
    for whole, one, places in zip(model.observed, seen.observed, hidden, strict=True):
        width = whole.item.codes if isinstance(whole.item, Ordinal) else 1
        count = np.bincount(_codes(one.item, one.cells), minlength=width)[:width] + 1.0
        found.append(np.tile(count / count.sum(), (len(places), 1)))
    return found


def _index(model: Model, seen: Model, hidden: list[Ints]) -> list[Floats]:
    """Give every hidden code the frequencies of its item among rows with the same additive index of other items."""
    parts = [(n, one.item, one) for n, one in enumerate(seen.observed) if isinstance(one.item, Ordinal)]
    total, number = np.zeros(model.chains.size), np.zeros(model.chains.size)
    shares = {}
    for n, item, one in parts:
        share = _codes(item, one.cells) / (item.codes - 1)
        shares[n] = share if item.sign > 0 else 1 - share
        total[one.rows] += shares[n]
        number[one.rows] += 1
    found = [np.zeros((0, 1)) for _ in model.observed]
    for n, item, one in parts:
        own = _group(total[one.rows] - shares[n], number[one.rows] - 1)
        table = np.full((GROUPS + 1, item.codes), 0.5)
        np.add.at(table, (own, _codes(item, one.cells)), 1)
        rows = model.observed[n].rows[hidden[n]]
        asked = _group(total[rows], number[rows])
        found[n] = table[asked] / table[asked].sum(axis=1, keepdims=True)
    return found


def _group(total: Floats, number: Floats) -> Ints:
    """Return the tenth of the mean share, and a group of its own for rows without any other code."""
    share = total / np.maximum(number, 1)
    return np.where(number > 0, np.minimum((share * GROUPS).astype(np.int64), GROUPS - 1), GROUPS)
