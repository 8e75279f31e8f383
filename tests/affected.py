"""Five short texts on who was arrested: a named reporter, a worker whom a reporter tells of, two groups, a lawyer."""

import scene

from saksi.extract.records import Record, Value

REPORTER = "Police arrested the reporter Ana Reyes-Invented in Kandal on 2 March 2021."
TOLD = "The journalist Bo Lim-Invented told us that police arrested a garment worker in Kandal on 3 March 2021."
GROUPS = "Police arrested three women human rights defenders and two radio journalists in Takeo on 4 March 2021."
NAMED = "Police arrested Cora Meas-Invented in Takeo on 5 March 2021."
LATER = "Cora Meas-Invented is a lawyer, said her friends."


def page(content: str, people: dict[str, tuple[str, ...]], victims: dict[str, str] | None = None) -> scene.Page:
    """Make a document of one arrest: `people` have roles that stand in the text, `victims` a number or nothing."""
    w = scene.Writer(content, title=content[:30], publisher="An Invented Wire", published="2021-03-20")
    ids = {}
    for name, roles in people.items():
        values = (Value("role", role, (w.at(role),)) for role in roles)
        w.records.append(Record("Person", name, (Value("name", name, (w.at(name),)), *values), "names@1"))
        ids[name] = w.records[-1].entity(w.document.sha256)
    if victims:
        day = content.partition(" on ")[2].rstrip(".")
        told = {"status": ("reported", "arrested"), "date": (f"2021-03-0{day[0]}", day), "country": ("KH", content)}
        act = w.act(content, "arrested", "arrest", **told)
        for words, count in victims.items():
            part(w, act, words, ids.get(words, ""), count)
    return w.page()


def part(w: scene.Writer, act: str, words: str, party: str, count: str) -> None:
    """Add a victim; several of one act are told apart by their words."""
    w.part(act, "victim", words, party, count)
    made = w.records[-1]
    w.records[-1] = Record(made.kind, made.anchor, made.values, made.by, (*made.key, words))


def pages() -> tuple[scene.Page, ...]:
    """All five."""
    return (
        page(REPORTER, {"Ana Reyes-Invented": ("reporter",)}, {"Ana Reyes-Invented": ""}),
        page(TOLD, {"Bo Lim-Invented": ("journalist",)}, {"a garment worker": ""}),
        page(GROUPS, {}, {"three women human rights defenders": "3", "two radio journalists": "2"}),
        page(NAMED, {"Cora Meas-Invented": ()}, {"Cora Meas-Invented": ""}),
        page(LATER, {"Cora Meas-Invented": ("lawyer",)}),
    )


def lay() -> None:
    """Put them into the store."""
    from saksi.flows.resolve import resolve
    from saksi.store import write

    for one in pages():
        write.add(one.document, one.text, list(one.statements()))
    resolve()
