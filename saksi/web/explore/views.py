"""Pages of the record: home, countries, documents, acts and named things."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import acts as vocabulary
from saksi.packs import load
from saksi.publish import labels
from saksi.store.read import acts, counted, countries, documents, people
from saksi.store.read.acts import Choice
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE
from saksi.web.access import reading, seen
from saksi.web.explore import rules
from saksi.web.paging import leaf

LATEST = 6


@reading
def home(request: HttpRequest) -> HttpResponse:
    """Show what is here and what came last."""
    record = seen(request)
    listed = countries.countries(record)
    reported = acts.choose(record, Choice(status="reported"))
    context = {
        "countries": [line for line in listed if line.count.key != NOWHERE],
        "documents": len(record.held.documents),
        "reported": len(reported),
        "alleged": sum(line.count.alleged for line in listed),
        "people": len(people.rows(record, "Person")),
        "latest": acts.listed(record, [act for act in reported if act.date][:LATEST]),
    }
    return render(request, "explore/home.html", context)


@reading
def country_list(request: HttpRequest) -> HttpResponse:
    """List the countries with their counts."""
    return render(request, "explore/countries.html", {"countries": countries.countries(seen(request))})


@reading
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Count one country."""
    record = seen(request)
    page = countries.country(record, code)
    if page is None:
        raise Http404
    latest = acts.choose(record, Choice(country=code, status="reported"))[:LATEST]
    beside = counted.told(record, code, load(settings.SAKSI.packs))
    context = {"code": code, "page": page, "told": beside, "latest": acts.listed(record, latest), **rules.scales(page)}
    return render(request, "explore/country.html", context)


@reading
def document_list(request: HttpRequest) -> HttpResponse:
    """List the documents, and the inputs that could not be read."""
    record = seen(request)
    found = leaf(list(record.held.documents), request.GET.get("page", ""))
    rows = [documents.row(record, sha256) for sha256 in found.items]
    return render(request, "explore/documents.html", {"leaf": found, "rows": rows, "unreadable": _unreadable(record)})


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
        "withheld": record.held.rulings.get(sha256, NONE).withheld,
    }
    return render(request, "explore/document.html", context)


@reading
def act_list(request: HttpRequest) -> HttpResponse:
    """List act reports: those behind a number, or a choice of one's own."""
    record = seen(request)
    choice = Choice(**{name: request.GET.get(name, "")[:40] for name in Choice.__slots__})
    found = leaf(acts.choose(record, choice), request.GET.get("page", ""))
    context: dict[str, Any] = {
        "choice": choice,
        "chosen": any(getattr(choice, name) for name in Choice.__slots__),
        "leaf": found,
        "items": acts.listed(record, found.items),
        "measure": rules.measure(choice),
        "vocabulary": vocabulary(),
        "countries": sorted((c.count.key for c in countries.countries(record)), key=labels.country),
        "years": acts.years(record),
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
    rows = people.rows(seen(request), kind)
    wanted = request.GET.get("name", "").strip()
    if wanted:
        folded = wanted.casefold()
        rows = [row for row in rows if any(folded in name.casefold() for name in (row.name, *row.others))]
    context = {
        "kind": kind,
        "wanted": wanted,
        "leaf": leaf(rows, request.GET.get("page", "")),
    }
    return render(request, "explore/named_list.html", context)


@reading
def named(request: HttpRequest, kind: str, identity: str) -> HttpResponse:
    """Show a person, an organisation or a law: its acts by date, its roles, the documents that name it."""
    record = seen(request)
    page = people.page(record, identity, kind)
    if page is None:
        raise Http404
    parts = {act.id: party.role for act, party in page.acts}
    items = [(item, parts[item.line.id]) for item in acts.listed(record, list(dict(page.acts)))]
    context = {"kind": kind, "page": page, "items": items}
    return render(request, "explore/named.html", context)


def _unreadable(record: Record) -> list[tuple[str, str]]:
    """Return the inputs that could not be read; where they lie is the group's affair."""
    return documents.unreadable() if record.sight.whole_texts else []
