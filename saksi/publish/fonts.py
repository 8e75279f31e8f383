"""The letters of the pages: cut out of the installed font packages, served by us, never from another host.

The whole files weigh 2.2 MB, the cuts 0.1 MB: that decides whether a page opens on a telephone in a province.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont

# Latin with the marks of names in any Latin script; the block that covers a withheld name stands in the sans face.
LATIN = "U+0020-024F,U+0300-0304,U+0323,U+1E00-1EFF,U+2010-2027,U+2030-203A,U+20AC,U+2122,U+2190-2193,U+2212"
KHMER = "U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC"
_WEIGHTS = (400, 700)


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface: the family of the style sheet, the package's file, the characters kept, the axes pinned or cut."""

    family: str
    package: str
    file: str
    characters: str
    axes: Mapping[str, float | tuple[float, float]]


FACES: Mapping[str, Face] = {
    "sans": Face("Saksi Sans", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", LATIN, {"wght": _WEIGHTS}),
    "serif": Face(
        "Saksi Serif", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", LATIN, {"opsz": 14, "wght": _WEIGHTS}
    ),
    "khmer": Face(
        "Saksi Khmer", "fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf", KHMER, {"wdth": 100, "wght": _WEIGHTS}
    ),
}


@cache
def woff2(name: str) -> bytes:
    """Return one face as WOFF2, made at the first use; raises KeyError for a face that is not there."""
    chosen = FACES[name]
    face = uharfbuzz.Face((files(chosen.package) / "files" / chosen.file).read_bytes())
    cut = uharfbuzz.SubsetInput()
    cut.unicode_set.update(_unicodes(chosen.characters))
    for axis, kept in chosen.axes.items():
        if isinstance(kept, tuple):
            cut.set_axis_range(face, axis, *kept)
        else:
            cut.pin_axis_location(face, axis, kept)
    font = TTFont(BytesIO(uharfbuzz.subset(face, cut).blob.data), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def stylesheet(*, embed: bool = False) -> str:
    """Write the rules that name the faces; embedded ones work also where a page is opened from a disk."""
    return "".join(_rule(name, face, embed) for name, face in FACES.items())


def licences() -> str:
    """Return the licences of the faces, which travel with them."""
    return "\n\n".join((files(face.package) / "LICENSE").read_text(encoding="utf-8") for face in FACES.values())


def _rule(name: str, face: Face, embed: bool) -> str:
    address = f"data:font/woff2;base64,{b64encode(woff2(name)).decode()}" if embed else f"fonts/{name}.woff2"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {_WEIGHTS[0]} {_WEIGHTS[1]}; font-display: swap; '
        f'src: url("{address}") format("woff2"); unicode-range: {face.characters}; }}\n'
    )


def _unicodes(ranges: str) -> Iterable[int]:
    """Yield the code points of a CSS unicode-range."""
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
