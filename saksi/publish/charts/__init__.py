"""Charts as SVG: Vega-Lite specifications kept as files, drawn in the process, nothing fetched from elsewhere.

Colours, letters and the dark scheme come from the style sheet. Every chart stands over a table with the same numbers,
so that it is one picture with a name to a screen reader, and nothing more.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from saksi.publish import labels
from saksi.publish.provinces import Provinces
from saksi.store.read.countries import Count

FOLDER = Path(__file__).parent
NOTHING = SafeString()
_FAINTEST, _SPAN = 0.15, 0.7  # of a province with one report, and what the largest number adds
_SHADES = (1, 0.8, 0.6, 0.4, 0.2)  # of the bands, from closed to open
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_SIZE = re.compile(r' class="marks" width="\d+" height="\d+"')
_LONG = re.compile(r"(\.\d)\d+")
_TEXT = re.compile(r"(<text[^>]*>)([^<]*)(?=</text>)")


def months(counts: Iterable[Count], name: str) -> SafeString:
    """Draw reported and alleged acts by month as bars on one line of time; nothing without a month."""
    counts = list(counts)
    if not counts:
        return NOTHING
    values = [
        {"month": count.key, "status": status, "order": order, "n": n}
        for count in sorted(counts, key=lambda count: count.key)
        for order, (status, n) in enumerate((("reported", count.reported), ("alleged", count.alleged)))
    ]
    spec = _spec("months")
    spec["data"]["values"] = values
    spec["encoding"]["y"]["axis"]["values"] = _whole(max(count.reported + count.alleged for count in counts))
    return _picture(spec, name)


def _whole(most: int) -> list[int]:
    """Return whole numbers from 0 to at least the largest, at most five: there is no half of an act."""
    step = max(1, -(-most // 4))
    return list(range(0, most + step, step))


def provinces(known: Provinces, counts: Mapping[str, int], name: str) -> SafeString:
    """Shade the provinces of a country by their counts (by ISO 3166-2 code); nothing where no shapes are known."""
    most = max((counts.get(place.code, 0) for place in known.all), default=0)
    if known.shapes is None or not most:
        return NOTHING
    spec = _spec("provinces")
    shapes = json.loads(json.dumps(known.shapes))
    for shape in shapes["objects"]["provinces"]["geometries"]:
        about = shape["properties"]
        n = sum(counts.get(code, 0) for code in (about["code"], *about.get("holds", ())))
        about["shade"] = round(_FAINTEST + _SPAN * n / most, 2) if n else 0
    labelled = [{"n": counts.get(p.code, 0), "lon": p.lon, "lat": p.lat} for p in known.all]
    spec["datasets"] = {"shapes": shapes, "counts": labelled}
    return _picture(spec, name)


def ratings(computed: Iterable[tuple[str, float]], decided: Iterable[tuple[str, float]], name: str) -> SafeString:
    """Draw computed scores by year as a line, and decided ratings as points on it; nothing without a score."""
    values = [
        {"year": year, "score": round(score, 1), "what": what}
        for what, scores in (("computed", computed), ("decided", decided))
        for year, score in scores
    ]
    if not values:
        return NOTHING
    spec = _spec("ratings")
    spec["data"]["values"] = values
    return _picture(spec, name)


def bands(chances: Iterable[tuple[str, Iterable[tuple[str, int]]]], name: str) -> SafeString:
    """Draw how likely each band of each indicator is, as one bar an indicator; nothing without any."""
    values = [
        {"indicator": label, "order": order, "chance": chance, "shade": shade}
        for label, own in chances
        for order, ((_, chance), shade) in enumerate(zip(own, _SHADES, strict=True))
    ]
    if not values:
        return NOTHING
    spec = _spec("bands")
    spec["data"]["values"] = values
    return _picture(spec, name)


def warm() -> None:
    """Start the engine that draws, which takes a second or two: a server does so before the first page asks for it."""
    months([Count("2020-01", 1, 0)], "")


def _spec(name: str) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((FOLDER / f"{name}.vl.json").read_text(encoding="utf-8"))
    return spec


def _picture(spec: Mapping[str, Any], name: str) -> SafeString:
    """Draw a specification and make it one named picture in the colours of the page."""
    svg = _TEXT.sub(lambda found: found[1] + labels.digits(found[2]), _drawn(json.dumps(spec)))
    head = f' class="chart" role="img" aria-label="{escape(name)}"'
    return mark_safe(_SIZE.sub(lambda _: head, svg, count=1))  # noqa: S308  # drawn from numbers and our own words


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    return _LONG.sub(r"\1", _SPOKEN.sub("", vl_convert.vegalite_to_svg(spec)))
