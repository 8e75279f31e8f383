"""Acts with all their sources, cases and the lives of laws, as the cards that templates know."""

from collections.abc import Iterable

from django.urls import reverse

from saksi.model.dates import Period
from saksi.publish import labels
from saksi.publish.cards import (
    ActCard,
    ArticleLine,
    CaseLine,
    CaseSheet,
    Contradiction,
    HeldLine,
    LawStep,
    LawUse,
    LifeSheet,
    Link,
    Mention,
    SourceCard,
)
from saksi.resolve.act import Disagreement
from saksi.resolve.act_report import Party
from saksi.resolve.laws import Demand, Life, Stage
from saksi.store.read import joined
from saksi.store.read.acts import Involved, Listed
from saksi.store.read.cases import CasePage
from saksi.store.read.facts import ActLine
from saksi.store.read.joined import Joined
from saksi.store.read.joined import Source as Report
from saksi.store.read.record import Record
from saksi.web.explore import cards
from saksi.web.templatetags.saksi import page_of, place

ASKED = 5
"""Pairs that the page of a case asks about at once; each that is called the same may answer others."""


def act(record: Record, one: Joined, role: str = "", stages: Iterable[str] = ()) -> ActCard:
    """Present an act by its best report, with all others and what they say differently."""
    lead, *others = sorted(one.sources, key=lambda source: source.line.rank)
    parties = tuple(Involved(party, *record.home(party)) for party in lead.line.parties)
    first = cards.act(Listed(lead.line, lead.document, parties), role)
    return ActCard(
        to=first.to,
        type=one.act.type,
        status=one.act.status,
        quote=first.quote,
        source=first.source,
        subtype=first.subtype,
        date=day(one.act.date) or first.date,
        place=first.place,
        country=first.country,
        country_to=first.country_to,
        quote_to=first.quote_to,
        victims=tuple(map(person, one.act.victims)),
        role=role,
        checked=first.checked,
        others=tuple(map(report, others)),
        contradictions=contradictions(one),
        automatic=one.automatic,
        stages=tuple(stages),
    )


def timeline(record: Record, listed: Iterable[tuple[ActLine, str]]) -> list[ActCard]:
    """Present the acts of these reports in their order, every act once, with somebody's role in each."""
    lines = dict(listed)
    found = {source.line.id: one for one in joined.acts(record, [line.id for line in lines]) for source in one.sources}
    told: dict[str, ActCard] = {}
    for line, role in lines.items():
        if (one := found.get(line.id)) and one.act.id not in told:
            told[one.act.id] = act(record, one, role)
    return list(told.values())


def report(one: Report) -> Mention:
    """Present one report of an act."""
    line = one.line
    return Mention(cards.source(one.document), line.quote, place(line.document, line.start, line.end))


def contradictions(one: Joined) -> tuple[Contradiction, ...]:
    """Present what the reports of an act say differently, each value with those who say it."""
    of = {source.line.id: cards.source(source.document) for source in one.sources}
    return tuple(_contradiction(found, of) for found in one.act.disagreements)


def person(party: Party) -> Link:
    """Present somebody in an act."""
    return Link(party.name, page_of(party.kind, party.home) if party.home and party.kind in cards.LIST else "")


def day(when: Period | None) -> str:
    """Return the partial date on which a period begins; empty for none."""
    return str(when.start) if when and when.start else ""


def line(page: CasePage) -> CaseLine:
    """Present a case in a list."""
    case = page.case
    days = [day(step.act.date) for step in case.steps if step.act.date]
    return CaseLine(
        to=reverse("explore:case", args=[case.id]),
        people=[person(one.party) for one in case.defendants],
        stage=case.stage.value if case.stage else "",
        open=case.open,
        since=days[0] if days else "",
        until=days[-1] if days else "",
        provisions=case.provisions,
        acts=len(page.acts),
        documents=page.documents,
        hearing=day(case.next_hearing),
        by_name=bool(page.by_name),
        cut=page.cut,
    )


def case(record: Record, page: CasePage, *, judges: bool = False) -> CaseSheet:
    """Present the page of a case; with the pairs to judge for somebody who `judges`."""
    found = page.case
    steps = {step.act.id: step.stages for step in found.steps}
    claimed = [identity for identity in page.acts if identity not in steps]
    return CaseSheet(
        line=line(page),
        steps=[act(record, page.acts[one], stages=[s.value for s in stages]) for one, stages in steps.items()],
        claimed=[act(record, page.acts[one]) for one in claimed],
        loose=[act(record, one) for one in page.loose],
        held=held([page]),
        courts=found.courts,
        lawyers=list(map(person, found.lawyers)),
        why=f"case:{found.id}",
        by_name=[
            (person(one.party), [reverse("review:pair", args=[pair]) for pair in pairs[:ASKED]] if judges else ())
            for one in found.defendants
            if (pairs := page.by_name.get(one.party.home))
        ],
    )


def held(pages: Iterable[CasePage], home: str = "") -> list[HeldLine]:
    """Present how long the people of these cases were held, or one of them; nothing for whom no source has held."""
    told = []
    for page in pages:
        for one in page.case.defendants:
            if one.held and home in ("", one.party.home):
                days, ongoing = one.days, one.held[-1].end is None
                least, most = (days.least, days.most) if days else (None, None)
                told.append(HeldLine(person(one.party), least, most, ongoing, one.party.home in page.by_name))
    return told


def life(record: Record, found: Life) -> LifeSheet:
    """Present the life of a law, in the words that the visitor may read."""
    known = {use.act.id for use in found.uses} | {identity for step in found.stages for identity in step.acts}
    acts = {one.act.id: act(record, one) for one in joined.acts(record, sorted(known))} if known else {}
    documents = {mention.id: mention.document for mention in found.mentions}
    return LifeSheet(
        steps=[_step(record, step, acts, documents) for step in found.stages],
        articles=[ArticleLine(n, found.names_of_articles.get(n, ""), count) for n, count in found.articles.items()],
        uses=[LawUse(use.articles, acts[use.act.id]) for use in found.uses if use.act.id in acts],
        repeal=list(_demands(record, found.repeal)),
        amend=list(_demands(record, found.amend)),
    )


def _step(record: Record, step: Stage, acts: dict[str, ActCard], documents: dict[str, str]) -> LawStep:
    told = [Link(acts[one].source.title, acts[one].to) for one in step.acts if one in acts]
    for one in dict.fromkeys(documents[mention] for mention in step.mentions):
        if record.has(one):
            card = cards.source(record.document(one))
            told.append(Link(card.title, card.to))
    return LawStep(step.stage, day(step.date), step.known, told, "" if step.taken else step.status)


def _demands(record: Record, found: Iterable[Demand]) -> Iterable[Mention]:
    for one in found:
        if record.has(one.document):
            yield Mention(cards.source(record.document(one.document)), one.words)


def _contradiction(found: Disagreement, of: dict[str, SourceCard]) -> Contradiction:
    sides = []
    for value in found.values:
        said = {of[one].to: of[one] for one in value.reports if one in of}
        sides.append((_words(found.prop, value.value), tuple(said.values())))
    return Contradiction(labels.prop("Act", found.prop), tuple(sides))


def _words(prop: str, value: str) -> str:
    match prop:
        case "date":
            return labels.dates(value)
        case "status":
            return labels.status(value)
    return labels.digits(value)
