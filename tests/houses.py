"""Builds a house out of pages and decisions, as `flows.house` does out of a store."""

import scene
from samples import decision

from saksi.extract.records import Record, Value
from saksi.model.ids import fold
from saksi.model.types import Decision, Statement, Verdict
from saksi.publish.edition import Edition, edition
from saksi.publish.gate import Gate, Item
from saksi.publish.house import Held, House
from saksi.publish.mask import flat
from saksi.store.read.assembly import assemble, removed
from saksi.store.read.rulings import rule

KNOWN = frozenset(map(flat, ("Cambodia", "Kandal", "Manila", "March", "January", "June")))


def house(pages: list[scene.Page], decisions: list[Decision] | None = None) -> House:
    """Make a house; named things of one kind and name are one."""
    rulings = rule(decisions or [])
    statements = {page.document.sha256: list(page.statements()) for page in pages}
    every = [s for found in statements.values() for s in found]
    gone = removed(every, rulings)
    clusters = {s.entity: f"{s.kind}:{fold(s.value)}" for s in every if s.prop in ("name", "title") and named(s)}
    held = [
        Held(page.document, page.text.content, tuple(assemble(statements[page.document.sha256], {}, rulings, gone)))
        for page in pages
    ]
    withheld = {d.subject for d in decisions or [] if d.verdict is Verdict.WITHHOLD}
    silenced = tuple(s for s in every if s.claim in withheld and rulings[s.claim].release is not None)
    silenced = tuple(s for s in silenced if rulings[s.claim].release.verdict is Verdict.WITHHOLD)  # type: ignore[union-attr]
    return House(tuple(held), clusters, rulings, b"a key for tests", KNOWN, frozenset({"cambodia"}), silenced)


def named(statement: Statement) -> bool:
    """Say whether a statement's kind is clustered by name."""
    return statement.kind in ("Person", "Organisation", "Law")


def gate(pages: list[scene.Page], decisions: list[Decision] | None = None) -> Gate:
    """Make the gate of a house."""
    return Gate(house(pages, decisions))


def whole(pages: list[scene.Page], decisions: list[Decision] | None = None) -> Edition:
    """Make the edition of a house."""
    return edition(gate(pages, decisions))


def claims(pages: list[scene.Page], kind: str, prop: str, value: str = "") -> list[str]:
    """Return the claims about a property, of these values."""
    found = [s for page in pages for s in page.statements() if s.kind == kind and s.prop == prop]
    return list(dict.fromkeys(s.claim for s in found if not value or s.value == value))


def decide(
    pages: list[scene.Page], verdict: Verdict, kind: str, prop: str, value: str = "", new: str = ""
) -> list[Decision]:
    """Take a decision on each of these claims."""
    return [decision(claim, verdict, new) for claim in claims(pages, kind, prop, value)]


def published(pages: list[scene.Page], *names: str) -> list[Decision]:
    """Publish persons by name; without a name, all of them."""
    return [d for name in names or ("",) for d in decide(pages, Verdict.PUBLISH, "Person", "name", name)]


def items(made: Gate, kind: str) -> list[Item]:
    """Return what leaves of a kind."""
    return [item for item in made.items() if item.kind == kind]


def told(made: Gate) -> str:
    """Return every word that leaves."""
    words = [repr(source) for source in made.sources()]
    return "\n".join([*words, *(repr(item) for item in made.items())])


def page(content: str, *records: Record, **about: str) -> scene.Page:
    """Make a page of a text and records."""
    writer = scene.Writer(content, **({"title": content.splitlines()[0], "publisher": "Delta Wire"} | about))
    writer.records.extend(records)
    return writer.page()


def record(
    content: str, kind: str, anchor: str, *values: tuple[str, str, str], by: str = "test@1", key: str = ""
) -> Record:
    """Make a record of (property, value, words) in a text; each of the words is found once."""
    made = []
    for prop, value, words in values:
        start = content.index(words)
        made.append(Value(prop, value, ((start, start + len(words)),)))
    return Record(kind, anchor, tuple(made), by, (key,) if key else ())
