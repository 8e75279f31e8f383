"""The verbs that rate and watch from files; what `rate` finds is kept in the record only where that is asked for."""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import folder_of, store_option

if TYPE_CHECKING:
    from saksi.assess.beside import Beside
    from saksi.assess.outside.read import Imported

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
BANDS = ("p_closed", "p_repressed", "p_obstructed", "p_narrowed", "p_open")
COLUMNS = (
    "country", "year", "indicator", "plain", "band", "measured", "low", "high", *BANDS, "p_moved", "p_fell",
    "disagreement",
)  # fmt: skip


@click.command()
@click.option(
    "--index",
    "indices",
    multiple=True,
    required=True,
    metavar="SOURCE[@YEAR]=FILE",
    help="A file of an outside index: freedom-house, v-dem, pts, ciri, cirights, rsf or civicus.",
)
@click.option("--codings", type=FILE, help="CSV file of expert codings: country,year,indicator,rater,score,known.")
@click.option("--consultations", type=FILE, help="CSV file of consultations: country,year,trend,known.")
@click.option("--year", type=int, required=True, help="The year that is rated.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Use only what was known by this day (default: today)."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a country, with all that it was made of.")
@click.option("--country", multiple=True, metavar="CODE", help="Only this country; may be given several times.")
@click.option("--record", "of_record", is_flag=True, help="Let public acts of the record move both scores.")
@click.option("--keep", is_flag=True, help="Keep the ratings in the record, for its pages and for proposals.")
@store_option
def rate(
    indices: tuple[str, ...],
    codings: Path | None,
    consultations: Path | None,
    year: int,
    as_of: datetime | None,
    as_json: bool,
    country: tuple[str, ...],
    of_record: bool,
    keep: bool,
    store: Path | None,
) -> None:
    """Rate countries from files, plainly and measured, side by side, as CSV on standard output.

    Parameters of the measured rating that were found before are kept in the record, where one is named or used.
    """
    from saksi.assess.beside import beside, whole
    from saksi.assess.measured import Sources
    from saksi.assess.outside import opinions

    day = (as_of or datetime.now().astimezone()).date()
    outside = tuple(value for given in indices for value in _imported(given).values)
    coded = tuple(opinions.codings(codings)) if codings else ()
    heard = tuple(opinions.consultations(consultations)) if consultations else ()
    if store or keep or of_record:
        from saksi.store import opening

        opening.connect(folder_of(store))
        from saksi.flows import rating

        held = rating.Given(Sources(outside, coded), heard)
        found = _only(rating.rate(year, day, held, of_record=of_record), country)
        _say_left_out(found)
        if keep:
            click.echo(f"{rating.keep(found, held)} ratings kept that were not there.", err=True)
    else:
        found = _only(beside(year, day, Sources(outside, coded), heard), country)
    if as_json:
        for one in found:
            click.echo(json.dumps(whole(one), ensure_ascii=False))
        return
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in found:
        lines.writerows(_lines(one))


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--alarms",
    type=click.FloatRange(min=0, min_open=True, max=12),
    default=1.0,
    show_default=True,
    help="False alarms a series is allowed in two years.",
)
@click.option("--every", is_flag=True, help="Print every month, and not only alarms and silences.")
def watch(file: Path, alarms: float, every: bool) -> None:
    """Watch monthly counts (CSV: place,month,count,exposure) for rises and for silence."""
    from saksi.assess.counts_file import read
    from saksi.assess.watch import Chart, shared, watch

    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(["place", "month", "count", "expected", "sum", "threshold", "says"])
    held = read(file)
    series = {place: ([one.count for one in own], [one.exposure for one in own]) for place, own in held.items()}
    chart = shared(series.values(), Chart(alarms=alarms / 24))
    for place, months in held.items():
        charted = watch(*series[place], chart)
        for one, month in zip(months, charted, strict=True):
            says = "alarm" if month.alarm else "silence" if month.silent else ""
            if says or every:
                numbers = (f"{number:.2f}" for number in (month.expected, month.total, month.threshold))
                lines.writerow([place, one.month, one.count, *numbers, says])


def _say_left_out(found: "list[Beside]") -> None:
    left = [one for one in found if one.left_out]
    if left:
        own = ", ".join(f"{one.plain.place} {one.left_out}" for one in left)
        what = "closing acts left out, told of in no document published in their own year"
        click.echo(f"{sum(one.left_out for one in left)} {what}: {own}", err=True)


def _only(found: "list[Beside]", wanted: tuple[str, ...]) -> "list[Beside]":
    return [one for one in found if not wanted or one.plain.place in wanted]


def _imported(given: str) -> "Imported":
    from saksi.assess.outside.read import read
    from saksi.model.errors import UsageError

    name, _, path = given.partition("=")
    source, _, about = name.partition("@")
    file = Path(path)
    if not path or not file.is_file() or (about and not about.isdecimal()):
        raise UsageError(f"--index {given}: is not SOURCE=FILE or SOURCE@YEAR=FILE with a file that is there")
    found = read(file, source, int(about) if about else None)
    for problem in found.problems:
        click.echo(f"{file}:{problem.line}: {problem.reason}; left out", err=True)
    return found


def _lines(one: "Beside") -> Iterator[list[object]]:
    plain = one.plain
    band = plain.band.name.lower() if plain.band is not None else ""
    yield [plain.place, plain.period, "all", _number(plain.score), band, *[""] * 10, plain.reason]
    for indicator in dict.fromkeys((*plain.indicators, *one.measured)):
        held = one.measured.get(indicator)
        cells = [_number(plain.indicators.get(indicator)), ""]
        if held is None:
            yield [plain.place, plain.period, indicator, *cells, *[""] * 11]
            continue
        chances = [f"{chance:.3f}" for chance in held.bands]
        moves = ["" if chance is None else f"{chance:.3f}" for chance in (held.moved, held.fell)]
        told = [sentence for sentence in one.disagreements if sentence.startswith(f"{indicator} ")]
        scores = [_number(number) for number in (held.score, held.low, held.high)]
        yield [plain.place, plain.period, indicator, *cells, *scores, *chances, *moves, "".join(told)]


def _number(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"
