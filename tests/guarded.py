"""A record in which every word that somebody may not read is a word of its own. All names and events invented.

A canary is `Qz`, how far it may travel, and the field that it stands in: `Qzprotectedalias`.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

import samples
from django.test import Client
from scene import Writer

from saksi.extract.records import Record, Value
from saksi.model.policy import Role, Sensitivity, readable
from saksi.model.types import Decision, Verdict
from saksi.model.vocabulary import VERSION

LEVELS = ("public", "internal", "withheld", "protected")
CANARY = re.compile(r"qz(public|internal|withheld|protected|everybody|nobody)([a-z]+)")
PEOPLE = ("anonymous", "deactivated", *Role)
ROLES = {"public": "Qz{}role unionist", "protected": "Qz{}role witness"}


@dataclass
class World:
    """What was laid: documents, entities and claims by level and kind."""

    documents: list[str] = field(default_factory=list)
    entities: dict[tuple[str, str], str] = field(default_factory=dict)
    claims: dict[tuple[str, str], str] = field(default_factory=dict)
    pair: str = ""
    proposal: str = ""
    alert: str = ""
    decided: set[str] = field(default_factory=set)

    def entity(self, level: str, kind: str) -> str:
        return self.entities[level, kind]


def people(level: str) -> str:
    return f"Qz{level}given Qz{level}family"


def report() -> str:
    lines = ["Qzpublictitle on Qzinternalfamily", ""]
    for level in ("public", "withheld"):
        lines += [
            f"On 3 May 2021 police arrested {level} marchers and Qz{level}party of Qz{level}place "
            f"by Qz{level}provision after Qz{level}clause.",
            f"The Qz{level}org League, also Qz{level}acronym, met under the Qz{level}law Act.",
            f"We ask that Qz{level}demand be heard by Qz{level}addressee.",
            f"There were 4{len(level)} Qz{level}counted people.",
            f"Signed: Qz{level}signed Circle",
            f"Called Qz{level}rating by Qz{level}body.",
        ]
    lines += [
        f"Guards beat {', '.join(people(level) for level in LEVELS)} and Qzprotectedunlinked Qzprotectedsomebody."
    ]
    lines += [
        f"Also {people(level)}x, called Qz{level}alias and Qz{level}native, is Qz{level}role." for level in LEVELS
    ]
    lines += [
        "The guards acted at Qzwithheldvalue.",
        "Friends of Qzinternalgiven Group met the Friends of Qzprotectedgiven Group.",
        "Nobody quotes Qzinternaltext here, where Qzwithheldvalue is named once more.",
        *(f"In 2020 police detained {people(level)} at the pier." for level in LEVELS),
    ]
    return "\n".join(lines)


class Laying:
    """Writes the document and remembers what is what."""

    def __init__(self) -> None:
        self.world = World()
        self.writer = Writer(
            report(),
            title="Qzpublictitle on Qzinternalfamily",
            publisher="Qzpublicpublisher of Qzprotectedfamily",
            published="2021-05-04",
            url="https://example.org/qzinternalfamily-and-others",
        )
        self.sha256 = self.writer.document.sha256

    def remember(self, level: str, kind: str) -> None:
        record = self.writer.records[-1]
        self.world.entities[level, kind] = record.entity(self.sha256)
        statements = list(record.statements(self.writer.document, self.writer.page().text, "en", VERSION))
        for statement in statements:
            self.world.claims[level, f"{kind}.{statement.prop}"] = statement.claim
        self.world.claims[level, kind] = statements[0].claim

    def say(self, level: str, kind: str, words: str, **values: str) -> None:
        values = {"value" if name == "number" else name: value for name, value in values.items()}
        made = tuple(Value(prop, value, (self.writer.at(words),)) for prop, value in values.items())
        self.writer.records.append(Record(kind, words, made, "other@1", (level,)))
        self.remember(level, kind)

    def things(self, level: str) -> None:
        clause = f"police arrested {level} marchers and Qz{level}party of Qz{level}place by Qz{level}provision after "
        clause += f"Qz{level}clause"
        status = ("reported", f"arrested {level}")
        act = self.writer.act(
            clause,
            f"arrested {level}",
            "arrest",
            status=status,
            date=("2021-05-03", "3 May 2021"),
            country=("KH", f"Qz{level}place"),
            place=(f"Qz{level}place", f"Qz{level}place"),
            provision=(f"Qz{level}provision", f"Qz{level}provision"),
        )
        self.remember(level, "Act")
        self.writer.part(act, "victim", f"Qz{level}party")
        words = f"Qz{level}org League"
        self.writer.named("Organisation", words, acronym=(f"Qz{level}acronym", f"Qz{level}acronym"))
        self.remember(level, "Organisation")
        self.writer.named("Law", f"Qz{level}law Act")
        self.remember(level, "Law")
        self.say(level, "Call", f"Qz{level}demand", demand=f"Qz{level}demand", addressee=f"Qz{level}addressee")
        self.say(level, "Figure", f"Qz{level}counted", number=f"4{len(level)}", what=f"Qz{level}counted")
        self.say(level, "Endorsement", f"Qz{level}signed Circle", name=f"Qz{level}signed Circle")
        self.say(level, "StatedRating", f"Qz{level}rating", rating=f"Qz{level}rating", body=f"Qz{level}body")

    def case(self, level: str, person: str) -> None:
        """Lay an act that anybody may see, of a case that goes as far as the only person in it."""
        words = f"police detained {people(level)}"
        act = self.writer.act(
            words, words, "detention", status=("reported", words), date=("2020", "2020"), country=("KH", words)
        )
        self.writer.part(act, "victim", people(level), person)
        self.world.entities[level, "Case"] = self.writer.records[-2].entity(self.sha256)

    def persons(self) -> None:
        identities = {}
        for level in LEVELS:
            role = ROLES.get(level, "Qz{}role").format(level)
            identities[level] = self.writer.named(
                "Person",
                people(level),
                alias=(f"Qz{level}alias", f"Qz{level}alias"),
                native_name=(f"Qz{level}native", f"Qz{level}native"),
                role=(role, f"Qz{level}role"),
            )
            self.remember(level, "Person")
        beaten = self.writer.act(
            report()[report().index("Guards beat") : report().index(" and Qzprotectedunlinked")],
            "beat",
            "violence",
            status=("reported", "beat"),
            country=("KH", "Guards"),
            place=("Qzwithheldvalue", "acted at Qzwithheldvalue"),
        )
        self.remember("public", "Beating")
        for level in LEVELS:
            self.writer.part(beaten, "victim", people(level), identities[level])
        self.writer.part(beaten, "witness", "Qzprotectedunlinked Qzprotectedsomebody")
        for level in LEVELS:
            self.case(level, identities[level])
        self.writer.named("Organisation", "Friends of Qzinternalgiven Group")
        self.writer.named("Organisation", "Friends of Qzprotectedgiven Group")


def lay() -> World:
    """Put it all into the store, decide on it, and return what is what."""
    from saksi.store import write

    laying = Laying()
    for level in ("public", "withheld"):
        laying.things(level)
    laying.persons()
    world, page = laying.world, laying.writer.page()
    source = "/home/qznobodyfolder/qzinternalfamily.txt"
    document = type(page.document)(
        **{n: getattr(page.document, n) for n in page.document.__slots__} | {"source": source}
    )
    write.add(document, page.text, list(page.statements()))
    world.documents.append(document.sha256)
    decide = _decider(write)
    for level in ("protected", "internal"):
        decide(world.claims[level, "Person.alias"], Verdict.ACCEPT, reason=f"Qz{level}lost", user="qzinternaldecider")
    again = [s for record in map(_newer, page.records) for s in record.statements(document, page.text, "en", VERSION)]
    write.add(document, page.text, again, ran=("names@2",))
    decide(world.claims["public", "Person"], Verdict.PUBLISH)
    decide(world.claims["protected", "Person"], Verdict.PUBLISH, reason="Qzprotectedreason")
    decide(world.claims["public", "Act"], Verdict.ACCEPT, reason="Qzinternalreason", user="qzinternaluser")
    decide(world.claims["public", "Beating.place"], Verdict.WITHHOLD, reason="Qzwithheldwhy")
    decide(world.claims["withheld", "Organisation"], Verdict.CORRECT, value="Qzwithheldcorrection")
    for (level, kind), claim in world.claims.items():
        if level == "withheld" and "." not in kind:
            decide(claim, Verdict.WITHHOLD, reason="Qzwithheldreason")
    world.decided = {world.claims["public", "Act"], world.claims["withheld", "Organisation"]}
    world.pair = write.pair(world.entity("protected", "Person"), world.entity("internal", "Person"))
    decide(world.pair, Verdict.DIFFERENT, reason="Qzprotectedpair")
    _rate(world)
    write.unreadable("/home/qzinternalpath/x.pdf", "Qzinternalunreadable")
    return world


def _rate(world: World) -> None:
    """Propose two ratings that name who is not public, have one adopted, and raise two alerts."""
    from saksi.assess.panel import Basis, Motion
    from saksi.assess.triggers import Crossing
    from saksi.store import alerts, panel

    scores = dict.fromkeys(("association", "assembly", "expression", "protection"), 30.0)
    basis = (Basis("claim", world.claims["withheld", "Act"]),)

    def said(user: str) -> panel.Said:
        return panel.Said(user, datetime.now(UTC), "as Qzprotectedgiven Qzprotectedfamily said")

    first = panel.propose_rating("KH", "2020", Motion(1, scores, basis=basis), said("ana"))
    panel.vote(first, True, said("bo"))
    world.proposal = panel.propose_rating("KH", "2021", Motion(1, scores, basis=basis), said("ana"))
    hidden = Crossing("Qzwithheldrule@1", "KH", "2021-05-03", 1, 1, (world.claims["withheld", "Act"],))
    shown = Crossing("everybody@1", "KH", "2021", 0.6, 0.5)
    panel.keep([panel.assessed("rating", "KH", "2021", "2022-03-01", "plain@1", samples.rating_body())])
    world.alert = next(one.pk for one in alerts.add([hidden, shown]) if one.rule == shown.rule)


def _newer(record: Record) -> Record:
    """Make what a newer extractor reads: the same, but for two aliases, which the decisions on them then miss."""
    if record.by != "names@1":
        return record
    lost = ("Qzprotectedalias", "Qzinternalalias")
    return replace(record, by="names@2", values=tuple(v for v in record.values if v.value not in lost))


def _decider(write: object) -> object:
    def decide(subject: str, verdict: Verdict, value: str = "", reason: str = "", user: str = "ana") -> None:
        write.decide(Decision(subject, verdict, value, user, datetime.now(UTC), reason))  # type: ignore[attr-defined]

    return decide


@cache
def forbidden(role: Role, withheld: Sensitivity) -> frozenset[str]:
    """Return the levels whose canaries a role may not read; `withheld` is what a decision withhold makes of an item."""
    may = set(readable(role))
    meaning = {level: Sensitivity(level) for level in ("public", "internal", "protected")} | {"withheld": withheld}
    return frozenset({level for level, real in meaning.items() if real not in may} | {"nobody"})


def found(words: str, levels: frozenset[str]) -> set[str]:
    """Return the canaries of these levels that some words hold, in whatever letters."""
    return {match[0] for match in CANARY.finditer(words.lower()) if match[1] in levels}


def role(person: str) -> Role:
    """Return the role that somebody acts in."""
    return Role(person) if person in set(Role) else Role.READER


def client(person: str) -> Client:
    """Return the browser of somebody with a role, of nobody in particular, or of somebody who was shut out."""
    from saksi.store.models import User

    browser = Client()
    if person != "anonymous":
        given = Role.COORDINATOR if person == "deactivated" else Role(person)
        user = User.objects.create_user(f"login-{person}", password="seven lanterns on the river", role=given.value)
        browser.force_login(user)
        if person == "deactivated":
            User.objects.filter(pk=user.pk).update(is_active=False)
    return browser
