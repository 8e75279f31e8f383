"""Pages of the record: home, countries, documents, acts and named things."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from saksi.assess.indicators import NOWHERE
from saksi.packs import load
from saksi.publish import labels
from saksi.publish.cards import Number
from saksi.publish.provinces import provinces
from saksi.store.read import acts, counted, countries, documents, people
from saksi.store.read.acts import Choice
from saksi.store.read.record import Record
from saksi.web.access import reading, seen
from saksi.web.explore import cards, choosing, rules
from saksi.web.paging import leaf


@reading
def home(request: HttpRequest) -> HttpResponse:
    """Show what is here and what came last."""
    record = seen(request)
    listed = countries.countries(record)
    reported = acts.choose(record, Choice(status="reported"))
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
    sheet = cards.country(record, page, code)
    context = {
        "page": page,
        "sheet": sheet,
        "told": counted.told(record, code, load(settings.SAKSI.packs)),
        "commands": True,
        "countries_to": reverse("explore:countries"),
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
    """List act reports: those behind a number, or a choice of one's own."""
    record = seen(request)
    wanted = choosing.asked(request.GET)
    found = leaf(choosing.chosen(record, wanted), request.GET.get("page", ""))
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
    """Show one act report: each value with the words that say it, and the decisions taken."""
    record = seen(request)
    report = acts.report(record, identity)
    if report is None:
        raise Http404
    context = {
        "report": report,
        "line": report.line,
        "document": report.document,
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
    sheet = cards.named(record, page, found.items)
    context = {
        "sheet": sheet,
        "leaf": found if page.kind != "Law" else None,
        "list_to": reverse(f"explore:{cards.LIST[kind]}"),
    }
    return render(request, "record/named.html", context)


def _unreadable(record: Record) -> list[tuple[str, str]]:
    """Return the inputs that could not be read; where they lie is the group's affair."""
    return documents.unreadable() if record.sight.whole_texts else []
