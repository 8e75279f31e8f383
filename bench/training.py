"""How right acts are on the labelled sentences of `training/`, half of the countries apart: `python -m bench.training`.

Rules may be written with the countries of the *open* half in view; those of the *shut* half are only measured, so that
one sees what a rule is worth elsewhere. `--misses` shows what went wrong in the open half.

Labels of one type, status and victims in a sentence are one report. A report is found when the type agrees and the
words of its clause hold the labelled trigger. False is an act that a label speaks against: a word of `not`, a status
that makes no claim, another type. What no label speaks of is counted as *unlabelled* and is no error. The sentences
were written to teach hard cases: the figures say what changed, not what to expect of a document.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.results import freeze
from saksi.extract import acts
from saksi.extract.reading import read
from saksi.extract.records import Range
from saksi.extract.status import CLAIMED
from saksi.model.types import Document, Text
from saksi.options import Options
from saksi.packs import load
from saksi.packs.pack import Pack

FOLDER = Path(__file__).parent.parent / "training" / "en"
HALVES = ("open", "shut")
ALIKE = 0.6  # of the words of two names, where they are one
SMALL = frozenset({"the", "a", "an", "of", "his", "her", "its", "their"})
Row = dict[str, Any]
Show = Callable[[str, str, str], object]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as labelled or as extracted; `places` are the labelled triggers, or clause and trigger as extracted."""

    type: str
    status: str
    places: tuple[Range, ...]
    victims: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()

    @property
    def claimed(self) -> bool:
        """Whether it says something of the world."""
        return self.status in CLAIMED

    def touches(self, other: "Report") -> bool:
        """Whether a place of one overlaps a place of the other."""
        return any(a < d and c < b for a, b in self.places for c, d in other.places)


def measure(show: Show = lambda *_: None, halves: Sequence[str] = HALVES) -> dict[str, float]:
    """Return scores by half and, over all, by act type; `show` gets a heading, what went wrong, and the sentence."""
    pack = load(Options.packs)
    totals: dict[str, Counter[str]] = {}
    for number, path in enumerate(sorted(FOLDER.glob("*.jsonl"))):
        half = HALVES[number % len(HALVES)]
        if half not in halves:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for heading, count, wrong in compared(row, extracted(row, pack)):
                for name in (half, *([heading] if count in ("found", "missed", "false") else [])):
                    totals.setdefault(name, Counter())[count] += 1
                if wrong and half == "open":
                    show(f"{count} {heading}", wrong, f"{row['id']} {row['text']}")
    ordered = sorted(totals, key=lambda name: (name not in HALVES, name))
    return {f"{name}.{key}": value for name in ordered for key, value in scores(totals[name]).items()}


def labels(row: Row) -> list[Report]:
    """The reports that a sentence was labelled with, each once."""
    out: dict[tuple[Any, ...], Report] = {}
    for one in row["acts"]:
        victims, key = tuple(one["victims"]), (one["type"], one["status"], tuple(one["victims"]))
        places = (*(out[key].places if key in out else ()), _place(row["text"], one))
        out[key] = Report(one["type"], one["status"], places, victims, tuple(one["perpetrators"]))
    return list(out.values())


def extracted(row: Row, pack: Pack) -> list[Report]:
    """The acts that extraction finds in a sentence alone."""
    text = Text(row["id"], row["text"], "text@1")
    found = acts.find(read(Document(row["id"], row["id"], "text/plain", lang="en"), text, pack))
    roles: dict[tuple[str, str], list[str]] = {}
    for record in found:
        values = {value.prop: value.value for value in record.values}
        if record.kind == "Involvement":
            roles.setdefault((values["act"], values["role"]), []).append(values["name"])
    out = []
    for record in found:
        if record.kind == "Act":
            values, act = {value.prop: value.value for value in record.values}, record.entity(row["id"])
            victims, perpetrators = (tuple(roles.get((act, role), ())) for role in ("victim", "perpetrator"))
            out.append(Report(values["type"], values["status"], record.values[0].ranges, victims, perpetrators))
    return out


def compared(row: Row, found: Sequence[Report]) -> Iterator[tuple[str, str, str]]:
    """Yield a type, what is counted of it, and what went wrong if anything did."""
    free, wanted = list(found), labels(row)
    pairs: list[tuple[Report, Report]] = []
    for label in sorted(wanted, key=lambda one: not one.claimed):
        own = [one for one in free if one.type == label.type and one.touches(label)]
        best = min(own, key=lambda one: (one.claimed != label.claimed, _far(one, label)), default=None)
        if best is not None:
            free.remove(best)
            pairs.append((label, best))
        elif label.claimed:
            yield label.type, "missed", f"{label.status} {_words(row, label)} {list(label.victims)}"
    for label, one in pairs:
        yield from _judged(row, label, one)
    barred = [Report(no["type"], "", (_place(row["text"], no),)) for no in row["not"]]
    for one in (one for one in free if one.claimed):
        trigger = Report(one.type, "", one.places[-1:])
        against = next((no for no in (*barred, *wanted) if no.touches(trigger)), None)
        what = f"{_words(row, trigger)} {list(one.victims)}"
        yield one.type, "unlabelled" if against is None else "false", what + (f" is {against.type}" if against else "")


def _judged(row: Row, label: Report, one: Report) -> Iterator[tuple[str, str, str]]:
    """What a report that was found is worth: its status, and who is in it."""
    words = _words(row, label)
    if label.claimed != one.claimed:
        yield label.type, "missed" if label.claimed else "false", f"{words}: {label.status} taken for {one.status}"
    elif not label.claimed:
        return
    else:
        yield label.type, "found", ""
        same = label.status == one.status
        yield f"{label.status} as {one.status}", "status_right" if same else "status_wrong", "" if same else words
        for role in ("victims", "perpetrators"):
            yield from _named(role, getattr(label, role), getattr(one, role), f"{label.type} {words}")


def _named(role: str, wanted: Sequence[str], given: Sequence[str], what: str) -> Iterator[tuple[str, str, str]]:
    left = list(given)
    for name in wanted:
        same = next((other for other in left if alike(name, other)), None)
        if same is None:
            yield role, f"{role}_missed", f"{what}: {name!r}, given {list(given)}"
        else:
            left.remove(same)
            yield role, f"{role}_found", ""
    for name in left:
        yield role, f"{role}_false", f"{what}: {name!r}, wanted {list(wanted)}"


def alike(one: str, other: str) -> bool:
    """Whether two names share three fifths of their words, accents and articles aside."""
    a, b = (_bare(name) for name in (one, other))
    return bool(a and b) and len(a & b) / len(a | b) >= ALIKE


def _bare(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    words = frozenset(re.findall(r"\w+", plain))
    return words - SMALL or words


def scores(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of acts and of each role, and the share of statuses that are right."""
    out = _rates("acts", counts["found"], counts["missed"], counts["false"])
    if counts["status_right"]:
        right, wrong = counts["status_right"], counts["status_wrong"]
        out |= {"unlabelled": counts["unlabelled"], "status_right": round(right / (right + wrong), 3)}
        for role in ("victims", "perpetrators"):
            out |= _rates(role, *(counts[f"{role}_{what}"] for what in ("found", "missed", "false")))
    return out


def _rates(name: str, found: int, missed: int, false: int) -> dict[str, float]:
    precision, recall = found / max(found + false, 1), found / max(found + missed, 1)
    f1 = 2 * found / max(2 * found + missed + false, 1)
    rates = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return {f"{name}.{rate}": value for rate, value in rates.items()}


def _place(text: str, label: Row) -> Range:
    """Where the labelled trigger stands: its `nth` occurrence as whole words."""
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(label['trigger'])}(?!\w)", text)]
    return places[label.get("nth", 1) - 1]


def _far(one: Report, label: Report) -> int:
    return min(abs(one.places[-1][0] - start) for start, _ in label.places)


def _words(row: Row, report: Report) -> str:
    return " / ".join(f"“{row['text'][start:end]}”" for start, end in report.places)


def main() -> None:
    """Print the scores and freeze them, or show what went wrong in the open half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="show what went wrong in the open half; freeze nothing")
    if parser.parse_args().misses:
        measure(lambda heading, wrong, text: print(f"{heading}\t{wrong}\t{text}"), HALVES[:1])
    else:
        freeze("training", measure())


if __name__ == "__main__":
    main()
