"""Pages of the record: home, countries, documents, acts and named things."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from saksi.assess.indicators import NOWHERE
from saksi.model.policy import Action
from saksi.packs import load
from saksi.publish import labels, ratings
from saksi.publish.cards import NamedSheet, Number
from saksi.publish.provinces import provinces
from saksi.store.read import acts, counted, countries, documents, joined, laws, people
from saksi.store.read import cases as cases_
from saksi.store.read.acts import Choice
from saksi.store.read.facts import ActLine, Party
from saksi.store.read.record import Record
from saksi.web.access import may, reading, seen
from saksi.web.explore import cards, case_cards, choosing, rules
from saksi.web.paging import leaf

Part = tuple[ActLine, Party]


@reading
def home(request: HttpRequest) -> HttpResponse:
    """Show what is here and what came last."""
    record = seen(request)
    listed = countries.countries(record)
    reported = acts.choose(record, Choice(status="reported"), first=True)
    context = {
        "lines": cards.country_lines(line for line in listed if line.count.key != NOWHERE),
        "documents": Number(len(documents.listed(record)), reverse("explore:documents")),
        "reported": cards.number(sum(line.count.reported for line in listed), status="reported"),
        "alleged": cards.number(sum(line.count.alleged for line in listed), status="alleged"),
        "countries": Number(sum(line.count.key != NOWHERE for line in listed), reverse("explore:countries")),
        "people": Number(len(people.rows(record, "Person")), reverse("explore:people")),
        "latest": cards.acts(record, [act for act in reported[: cards.LATEST] if act.date]),
    }
    return render(request, "explore/home.html", context)


@reading
def country_list(request: HttpRequest) -> HttpResponse:
    """List the countries with their counts."""
    return render(request, "record/countries.html", {"lines": cards.country_lines(countries.countries(seen(request)))})


@reading
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Count one country."""
    record = seen(request)
    page = countries.country(record, code)
    if page is None:
        raise Http404
    told = counted.told(record, code, load(settings.SAKSI.packs))
    sheet = cards.country(record, page, code, told)
    context = {
        "page": page,
        "sheet": sheet,
        "told": told,
        "commands": True,
        "countries_to": reverse("explore:countries"),
        "rating_to": reverse("explore:rating", args=[code]) if ratings.has_card(record, code) else "",
    }
    return render(request, "record/country.html", context)


@reading
def document_list(request: HttpRequest) -> HttpResponse:
    """List the documents, and the inputs that could not be read."""
    record = seen(request)
    found = leaf(documents.listed(record), request.GET.get("page", ""))
    context = {"leaf": found, "rows": found.items, "unreadable": _unreadable(record)}
    return render(request, "explore/documents.html", context)


@reading
def document(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show a document with what was found in it."""
    record = seen(request)
    page = documents.page(record, sha256)
    if page is None:
        raise Http404
    asked = rules.shown(request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "page": page,
        "document": page.document,
        "blocks": rules.layout(page.content, page.found, asked),
        "acts": acts.listed(record, page.lines.acts),
        "asked": asked,
        "whole": record.sight.whole_texts,
        "withheld": record.ruling(sha256).withheld,
    }
    return render(request, "explore/document.html", context)


@reading
def act_list(request: HttpRequest) -> HttpResponse:
    """List acts, each by its first report: those behind a number, or a choice of one's own."""
    record = seen(request)
    wanted = choosing.asked(request.GET)
    found = leaf(choosing.chosen(record, wanted, first=True), request.GET.get("page", ""))
    context: dict[str, Any] = {
        "asked": wanted,
        "leaf": found,
        "cards": cards.acts(record, found.items),
        "measure": rules.measure(wanted),
        "province": labels.province(provinces(wanted.country), wanted.province),
        **choosing.offered(record),
    }
    return render(request, "explore/acts.html", context)


@reading
def act(request: HttpRequest, identity: str) -> HttpResponse:
    """Show one act report: each value with the words that say it, the decisions taken, and its act's other reports."""
    record = seen(request)
    report = acts.report(record, identity)
    if report is None:
        raise Http404
    whole = joined.act(record, identity)
    context = {
        "report": report,
        "line": report.line,
        "document": report.document,
        "act": case_cards.act(record, whole) if whole else None,
        "documents": whole.documents if whole else 1,
        "others": [case_cards.report(one) for one in whole.sources if one.line.id != identity] if whole else [],
        "case": cases_.case(record, identity),
        "whole": record.sight.whole_texts,
    }
    return render(request, "explore/act.html", context)


@reading
def named_list(request: HttpRequest, kind: str) -> HttpResponse:
    """List people, organisations or laws."""
    wanted = request.GET.get("name", "").strip()
    rows = people.rows(seen(request), kind, wanted)
    context = {
        "kind": kind,
        "wanted": wanted,
        "leaf": (found := leaf(rows, request.GET.get("page", ""))),
        "lines": [cards.named_line(row, kind) for row in found.items],
    }
    return render(request, "explore/named_list.html", context)


@reading
def named(request: HttpRequest, kind: str, identity: str) -> HttpResponse:
    """Show a person, an organisation or a law: its acts by date, its roles, the documents that name it."""
    record = seen(request)
    page = people.page(record, identity, kind)
    if page is None:
        raise Http404
    found = leaf(page.acts, request.GET.get("page", ""))
    sheet = _with_cases(record, page, cards.named(record, page, found.items), found.items)
    context = {
        "sheet": sheet,
        "leaf": found if page.kind != "Law" else None,
        "list_to": reverse(f"explore:{cards.LIST[kind]}"),
    }
    return render(request, "record/named.html", context)


@reading
def case_list(request: HttpRequest) -> HttpResponse:
    """List cases: all, those that are open or closed, or those whose next hearing is set."""
    record = seen(request)
    state = request.GET.get("state", "")
    state = state if state in ("open", "closed", "hearings") else ""
    found = leaf(cases_.index(record, state), request.GET.get("page", ""))
    context = {
        "state": state,
        "leaf": found,
        "lines": [case_cards.line(page) for page in cases_.read(record, found.items)],
        "here": reverse("explore:cases"),
    }
    return render(request, "record/cases.html", context)


@reading
def case(request: HttpRequest, identity: str) -> HttpResponse:
    """Show the case that an act belongs to: its steps, days in detention, provisions, courts, lawyers."""
    record = seen(request)
    page = cases_.case(record, identity)
    if page is None:
        raise Http404
    sheet = case_cards.case(record, page, judges=may(request, Action.DECIDE))
    context = {"sheet": sheet, "list_to": reverse("explore:cases")}
    return render(request, "record/case.html", context)


def _with_cases(record: Record, page: people.Page, sheet: NamedSheet, listed: Iterable[Part]) -> NamedSheet:
    """Add to the page of a person their cases, to that of a law its life; acts come with all their sources."""
    if page.kind == "Law":
        return _with_life(record, page, sheet)
    told = case_cards.timeline(record, [(line, party.role) for line, party in listed])
    if page.kind != "Person":
        return replace(sheet, acts=told)
    found = cases_.of_person(record, page.row.id)
    return replace(
        sheet,
        acts=told,
        cases=[case_cards.line(one) for one in found],
        held=case_cards.held(found, page.row.id),
        provisions=list(dict.fromkeys(words for one in found for words in one.case.provisions)),
    )


def _with_life(record: Record, page: people.Page, sheet: NamedSheet) -> NamedSheet:
    found = laws.life(record, page.row.id, load(settings.SAKSI.packs))
    if found is None:
        return sheet
    life = case_cards.life(record, found)
    used = {use.act.to for use in life.uses}
    return replace(
        sheet,
        acts=[act for act in sheet.acts if act.to not in used],
        life=life,
        cases=[case_cards.line(one) for one in cases_.of_acts(record, [use.act.id for use in found.uses])],
    )


def _unreadable(record: Record) -> list[tuple[str, str]]:
    """Return the inputs that could not be read; where they lie is the group's affair."""
    return documents.unreadable() if record.sight.whole_texts else []
