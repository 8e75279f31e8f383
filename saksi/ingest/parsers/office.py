"""DOCX: the words of the body in order, then the footnotes; read from the three parts that hold them, and no others.

Source of the names: ECMA-376, part 1 (WordprocessingML and core properties).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from saksi.ingest.archives.budget import Budget
from saksi.ingest.archives.zipped import open_zip, read_member
from saksi.ingest.parsed import Parsed
from saksi.model.errors import UnreadableError

PARSER = "docx@1"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CORE = "docProps/core.xml"
# deleted and moved words, field codes, and the copy that is kept for older programs
SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "sectPr"})
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
MADE_BY_PROGRAM = re.compile(r"(?i)^(?:untitled|document\d*|microsoft word.*)$|\.\w{2,5}$")
DAMAGED = "the document is damaged or cut off; get it again from where it came from"


def parse(content: bytes, mime: str) -> Parsed:  # noqa: ARG001
    """Read the words of a Word document; raises UnreadableError for one that is damaged or holds none.

    A paragraph a line with an empty one behind it, list items with a bullet, a row of a table a line. Author and
    company stay unread; the dates are those of the file and not of what it says.
    """
    archive = open_zip(content)
    main = _main_part(archive)
    body = _tree(archive, main)
    parts = [*_blocks(body), *_notes(archive, posixpath.dirname(main))]
    text = re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()
    if not any(char.isalnum() for char in text):
        raise UnreadableError("the document holds no words; if it holds pictures of text, run text recognition on it")
    title, lang = _core(archive)
    return Parsed(text, PARSER, title="" if MADE_BY_PROGRAM.search(title) else title, lang=lang)


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in _tree(archive, "_rels/.rels").iter(RELATION):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    raise UnreadableError(DAMAGED)


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        info = archive.getinfo(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        return etree.fromstring(read_member(archive, info, Budget()), parser)
    except (KeyError, etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise UnreadableError("the document is nested too deeply to be one; check where it came from") from error
        raise UnreadableError(DAMAGED) from error


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _blocks(parent: etree._Element) -> Iterator[str]:
    """Yield the paragraphs and table rows below an element, each with the line breaks that it needs."""
    for element in parent:
        name = _local(element)
        if name == "p":
            yield from _paragraph(element)
        elif name == "tr":
            cells = (" ".join("".join(_blocks(cell)).split()) for cell in element if _local(cell) in ("tc", "sdt"))
            yield " | ".join(cells) + "\n"
        elif name not in SKIPPED:
            yield from _blocks(element)
            yield "\n" if name == "tbl" else ""


def _paragraph(element: etree._Element) -> Iterator[str]:
    words = "".join(_words(element)).strip()
    if words:
        yield f"• {words}\n" if _is_item(element) else f"\n{words}\n\n"
    for box in element.iter(WORD + "txbxContent", STRICT + "txbxContent"):
        if not any(_local(above) == "Fallback" for above in box.iterancestors()):
            yield from _blocks(box)


def _is_item(element: etree._Element) -> bool:
    return next(element.iter(WORD + "numPr", STRICT + "numPr"), None) is not None


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name in BREAKS:
            yield BREAKS[name]
        elif name not in SKIPPED and name != "txbxContent":
            yield from _words(child)


def _notes(archive: zipfile.ZipFile, folder: str) -> Iterator[str]:
    for name in ("footnotes", "endnotes"):
        part = posixpath.join(folder, f"{name}.xml")
        if part in archive.NameToInfo:
            for note in _tree(archive, part):
                if not any(key.endswith("}type") for key in note.attrib):  # the line between text and notes
                    yield from _blocks(note)


def _core(archive: zipfile.ZipFile) -> tuple[str, str]:
    """Return title and language of the core properties."""
    if CORE not in archive.NameToInfo:
        return "", ""
    found = {_local(element): " ".join((element.text or "").split()) for element in _tree(archive, CORE)}
    lang = re.match(r"[a-z]{2}(?![a-z])", found.get("language", "").lower())
    return found.get("title", "")[:300], lang[0] if lang else ""
