"""A case told by several documents that differ, a law, and two who may be one. All names and events invented."""

import samples
from scene import Page, Writer

from saksi.model.types import Verdict
from saksi.store import models, write

ARREST = "On 3 September 2020 police in Kampot arrested Mira Solan and Teo Brandt."
LATER = "Mira Solan and Teo Brandt were arrested on 4 September 2020."
CHARGE = "On 6 September 2020 a court charged Mira Solan under article 495 of the Criminal Code."
RELEASE = "Mira Solan was released on 10 October 2020."
VAGUE = "Mira Solan was arrested in 2020."
CALL = "repeal the Criminal Code"
REPORTS = (
    ("North Post", ARREST, "2020-09-03", "arrested", "arrest"),
    ("East Post", LATER, "2020-09-04", "arrested", "arrest"),
    ("West Post", CHARGE, "2020-09-06", "charged", "charge"),
    ("North Post", RELEASE, "2020-10-10", "released", "release"),
    ("South Post", VAGUE, "2020", "arrested", "arrest"),
)
PEOPLE = ("Mira Solan", "Teo Brandt")


def pages() -> list[Page]:
    """Return one document for each report; the one with the charge names the law and asks for its repeal."""
    return [_page(*report) for report in REPORTS]


def lay() -> None:
    """Put the documents into the store, join what is one, and make everybody public."""
    from saksi.flows.resolve import resolve

    for page in pages():
        write.add(page.document, page.text, list(page.statements()))
    resolve()
    claims = models.Statement.objects.filter(kind="Person", prop="name", value__in=PEOPLE)
    for claim in claims.values_list("claim", flat=True).distinct():
        write.decide(samples.decision(claim, Verdict.PUBLISH))


def act_of(line: str) -> str:
    """Return the id of the report in these words."""
    return models.ActRow.objects.get(quote=line, inner=True).entity


def _page(publisher: str, line: str, date: str, verb: str, kind: str) -> Page:
    content = f"{line}\nWe ask them to {CALL}." if line == CHARGE else line
    w = Writer(content, title=f"{publisher} of {date}", publisher=publisher, published="2020-12-01")
    more = {}
    if line == CHARGE:
        more["provision"] = ("article 495 of the Criminal Code", "article 495 of the Criminal Code")
        w.named("Law", "Criminal Code", country=("KH", "court"))
        w.other("Call", CALL, demand=CALL, addressee="them")
    act = w.act(line, verb, kind, status=("reported", verb), date=(date, date[:4]), country=("KH", verb), **more)
    for name in (one for one in PEOPLE if one in line):
        w.part(act, "victim", name, w.named("Person", name, role=("politician", name)))
    return w.page()
