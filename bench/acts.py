"""Measures matching of acts on the labelled pairs and clusters of `bench/pairs`."""

from dataclasses import dataclass
from pathlib import Path

from saksi.model.readers import read_csv
from saksi.packs import Pack, load
from saksi.resolve.act_blocks import candidates
from saksi.resolve.act_clusters import gather
from saksi.resolve.act_report import ActReport, of_hints
from saksi.resolve.compare_acts import ActComparison, compare, compare_reports
from saksi.resolve.comparison import Match
from saksi.resolve.union import ordered

FOLDER = Path(__file__).parent / "pairs"
HINTS = ("type", "date", "place", "victims", "perpetrators", "provisions", "count")
Numbers = dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two reports with their hints, and whether they are of one act."""

    kind: str
    left: str
    right: str
    left_context: str
    right_context: str
    same: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One report of a labelled cluster; fields are as text, empty where the report does not say."""

    cluster: str
    document: str
    type: str
    date: str
    place: str = ""
    victims: str = ""
    perpetrators: str = ""
    provisions: str = ""
    count: str = ""
    text: str

    @property
    def id(self) -> str:
        """Name the report."""
        return f"{self.cluster}/{self.document}"

    def report(self) -> ActReport:
        """Return the report to compare."""
        hints = "; ".join(f"{name}={value}" for name in (*HINTS, "document") if (value := getattr(self, name)))
        return of_hints(self.text, hints, self.id)


def measure() -> Numbers:
    """Return precision, recall and F1 of pairs, and B-cubed figures of clusters that were made without a person."""
    pack = load(("world", "lang/en", "kh"))
    found = {"pairs": pairs(FOLDER / "acts.csv", pack), "clusters": clusters(FOLDER / "act_clusters.csv", pack)}
    return {f"{part}.{name}": value for part, numbers in found.items() for name, value in numbers.items()}


def pairs(file: Path, pack: Pack) -> Numbers:
    """Score pairs: joined or suggested counts as found; `merged_wrong` are those joined without asking that are two."""
    right = wrong = missed = merged = merged_wrong = 0
    for row in read_csv(file, Pair):
        found = compare(row.left, row.right, row.left_context, row.right_context, pack=pack)
        right += found.same and row.same
        wrong += found.same and not row.same
        missed += row.same and not found.same
        merged += found.verdict is Match.MERGE
        merged_wrong += found.verdict is Match.MERGE and not row.same
    return {
        **_scores(right / (right + wrong), right / (right + missed)),
        "merged": merged,
        "merged_wrong": merged_wrong,
    }


def clusters(file: Path, pack: Pack) -> Numbers:
    """Score the clusters of reports by B-cubed (Bagga and Baldwin 1998), and the recall of blocking."""
    rows = {row.id: row for row in read_csv(file, Row)}
    reports = {identity: row.report() for identity, row in rows.items()}

    def compared(one: str, other: str) -> ActComparison:
        return compare_reports(reports[one], reports[other], pack=pack)

    blocked = set(candidates(reports.values()))
    documents = {identity: row.document for identity, row in rows.items()}
    gathered = gather(reports, blocked, compared, documents=documents)
    gold = {identity: row.cluster for identity, row in rows.items()}
    wanted = {ordered(a, b) for a in rows for b in rows if a < b and gold[a] == gold[b]}
    scores = b_cubed({i: frozenset(c) for c in gathered.clusters for i in c}, gold)
    return {
        **scores,
        "clusters": len(gathered.clusters),
        "blocking_recall": round(len(wanted & blocked) / len(wanted), 4),
    }


def b_cubed(found: dict[str, frozenset[str]], gold: dict[str, str]) -> Numbers:
    """Average over reports how much of their cluster belongs there, and how much of their act is in it."""
    acts = {act: frozenset(i for i, own in gold.items() if own == act) for act in set(gold.values())}
    precision = sum(len(found[i] & acts[gold[i]]) / len(found[i]) for i in gold) / len(gold)
    recall = sum(len(found[i] & acts[gold[i]]) / len(acts[gold[i]]) for i in gold) / len(gold)
    return _scores(precision, recall)


def _scores(precision: float, recall: float) -> Numbers:
    f1 = 2 * precision * recall / (precision + recall)
    return {name: round(value, 4) for name, value in (("precision", precision), ("recall", recall), ("f1", f1))}
