"""`saksi export csv`: one row an act report, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence

from saksi.publish import labels
from saksi.publish.edition import ActReport, Edition

COLUMNS = (
    "id", "type", "subtype", "status", "date", "date_end", "country", "country_name", "place", "victims",
    "perpetrators", "others", "count", "provisions", "outcomes", "amounts", "quote", "checked", "source", "title",
    "publisher", "published", "url",
)  # fmt: skip
BETWEEN = "; "
# A cell that begins so is a formula to a spreadsheet, which then runs what a document says.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(edition: Edition) -> Iterator[str]:
    """Yield a header row and one row an act report; values of several stand together, parted by semicolons."""
    yield line(COLUMNS)
    for act in edition.acts:
        row = _row(act)
        yield line([plain(row[column]) for column in COLUMNS])


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(act: ActReport) -> dict[str, str]:
    item, source = act.item, act.source
    by = {"victim": "victims", "perpetrator": "perpetrators"}
    parts: dict[str, list[str]] = {"victims": [], "perpetrators": [], "others": []}
    for part in act.parts:
        words = part.name if part.role in by else f"{part.role}: {part.name}"
        parts[by.get(part.role, "others")].append(words)
    return {
        **{c: item.first(c) for c in ("type", "subtype", "status", "date", "date_end", "country", "place", "count")},
        **{column: BETWEEN.join(dict.fromkeys(words)) for column, words in parts.items()},
        "id": act.id,
        "country_name": labels.country(act.country) if act.country else "",
        "provisions": BETWEEN.join(item.all("provision")),
        "outcomes": BETWEEN.join(item.all("outcome")),
        "amounts": BETWEEN.join(item.all("amount")),
        "quote": act.quote,
        "checked": "yes" if act.checked else "no",
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }


def line(cells: Sequence[str]) -> str:
    """Write cells as one line of CSV, with its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
