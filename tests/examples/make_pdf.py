"""Print the texts of saksi/examples/print as PDF files among the examples: `python tests/examples/make_pdf.py`."""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

EXAMPLES = Path(__file__).parents[2] / "saksi" / "examples"
SOURCES = EXAMPLES / "print"
DOCUMENTS = EXAMPLES / "documents"


def pdf(text: str) -> bytes:
    """Return a PDF of a text whose first line is its title, the same bytes for the same text."""
    title, *rest = text.strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in rest[0].splitlines())
    out = FPDF(format="A4")
    out.set_title(title)
    out.set_author(fields["Publisher"])
    out.set_creation_date(datetime.strptime(fields["Date"], "%d %B %Y").replace(tzinfo=UTC))
    out.set_margins(25, 20)
    out.add_page()
    out.set_font("Times", style="B", size=16)
    out.multi_cell(0, 8, title, align="L", new_x="LMARGIN", new_y="NEXT")
    for block in rest:
        heading = len(block) < 40 and "\n" not in block
        out.ln(3)
        out.set_font("Times", style="B" if heading else "", size=11)
        for line in block.splitlines():
            out.multi_cell(0, 5.5, line, align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(out.output())


def main() -> None:
    """Write one PDF for each text."""
    for source in sorted(SOURCES.glob("*.txt")):
        (DOCUMENTS / f"{source.stem}.pdf").write_bytes(pdf(source.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
