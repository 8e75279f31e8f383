"""Pages of the review: the queue, one claim, the log, and decisions that need another look."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksi.model.errors import StoreError
from saksi.model.policy import Action
from saksi.model.types import Verdict
from saksi.publish import labels
from saksi.store.read import another_look, claims, countries, review, subjects
from saksi.store.read.record import Record
from saksi.store.read.review import Card, Wanted
from saksi.web.access import deciding, may, seen
from saksi.web.paging import leaf
from saksi.web.review import rules
from saksi.web.review.forms import DecisionForm
from saksi.web.review.taking import came_from, write


@deciding
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what is open, card by card."""
    record = seen(request)
    kind = request.GET.get("kind", "")
    wanted = Wanted(
        kind=kind if kind in rules.KINDS else rules.KINDS[0],
        document=request.GET.get("document", "")[:64],
        country=request.GET.get("country", "")[:2],
        decided=request.GET.get("state") == "decided",
    )
    found = leaf(review.queue(record, wanted), request.GET.get("page", ""), rules.PER_PAGE)
    context = {
        "wanted": wanted,
        "kinds": rules.KINDS,
        "leaf": found,
        "cards": review.cards(record, found.items),
        "document": record.document(wanted.document) if wanted.document and record.has(wanted.document) else None,
        "countries": sorted((c.count.key for c in countries.countries(record)), key=labels.country),
    }
    return render(request, "review/queue.html", context)


@deciding
@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Show one claim with its card and everything ever decided about it; htmx gets the form alone."""
    record = seen(request)
    card, found = _find(record, claim_id)
    form = DecisionForm(found, _act_type(card), initial={"value": found.value})
    if _by_htmx(request):
        return _show_form(request, found, form)
    context = {
        "card": card,
        "claim": found,
        "form": form,
        "history": subjects.history(record, claim_id),
        "next": came_from(request),
    }
    return render(request, "review/claim.html", context)


@deciding
@require_POST
def decide(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Take a decision; htmx gets the card again, a browser without script goes back to where it came from."""
    record = seen(request)
    card, found = _find(record, claim_id)
    if not may(request, Action.DECIDE, record.level(found.statement)):
        raise PermissionDenied
    form = DecisionForm(found, _act_type(card), data=request.POST)
    if not form.is_valid():
        if _by_htmx(request):
            return _show_form(request, found, form)
        context = {
            "card": card,
            "claim": found,
            "form": form,
            "history": subjects.history(record, claim_id),
            "next": came_from(request),
        }
        return render(request, "review/claim.html", context, status=422)
    verdict = form.cleaned_data["verdict"]
    given = form.cleaned_data
    write(request, claim_id, verdict, given["value"], given["reason"])
    if _by_htmx(request):
        card, _found = _find(seen(request), claim_id)
        return render(request, "review/_card.html", {"card": card, "touched": claim_id, "next": came_from(request)})
    messages.success(request, _("Decision recorded: %(verdict)s.") % {"verdict": labels.verdict(verdict)})
    return redirect(_back(request, claim_id))


@deciding
@require_POST
def accept_all(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Accept every open claim of a card, each as a decision of its own."""
    record = seen(request)
    card, _found = _find(record, claim_id)
    for one in card.open:
        if may(request, Action.DECIDE, record.level(one.statement)):
            write(request, one.id, Verdict.ACCEPT)
    if _by_htmx(request):
        card, _found = _find(seen(request), claim_id)
        return render(request, "review/_card.html", {"card": card, "touched": claim_id, "next": came_from(request)})
    messages.success(request, _("Decision recorded: %(verdict)s.") % {"verdict": labels.verdict(Verdict.ACCEPT)})
    return redirect(_back(request, claim_id))


@deciding
@require_POST
def release(request: HttpRequest, sha256: str) -> HttpResponse:
    """Withhold a whole document, or let it out again; whatever else is sent withholds."""
    record = seen(request)
    if not record.has(sha256):
        raise Http404
    if not may(request, Action.DECIDE, subjects.level(sha256)):
        raise PermissionDenied
    verdict = Verdict.PUBLISH if request.POST.get("verdict") == Verdict.PUBLISH else Verdict.WITHHOLD
    write(request, sha256, verdict, reason=request.POST.get("reason", ""))
    messages.success(request, _("Decision recorded: %(verdict)s.") % {"verdict": labels.verdict(verdict)})
    return redirect(came_from(request) or reverse("explore:document", args=[sha256]))


@deciding
@require_POST
def undo(request: HttpRequest, subject: str) -> HttpResponse:
    """Take back the last decision on a subject, also where no current statement carries it any more."""
    record = seen(request)
    if subjects.hidden(record, [subject]):
        raise Http404
    if not may(request, Action.DECIDE, subjects.level(subject)):
        raise PermissionDenied
    try:
        write(request, subject, Verdict.UNDO)
    except StoreError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decision undone."))
    return redirect(_back(request, subject))


@deciding
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the log of decisions, the latest first."""
    record = seen(request)
    found = leaf(review.log(record), request.GET.get("page", ""))
    context = {"leaf": found, "entries": review.entries(record, found.items)}
    return render(request, "review/log.html", context)


@deciding
@require_safe
def another(request: HttpRequest) -> HttpResponse:
    """Show the decisions whose claims no current statement carries."""
    return render(request, "review/another.html", {"loose": another_look.listed(seen(request))})


def _find(record: Record, claim_id: str) -> tuple[Card, claims.Claim]:
    card, found = review.card_of(record, claim_id), claims.find(record, claim_id)
    if card is None or found is None:
        raise Http404
    return card, found


def _show_form(request: HttpRequest, found: claims.Claim, form: DecisionForm) -> HttpResponse:
    """Return the form alone, for its place below the claim."""
    response = render(request, "review/_form.html", {"claim": found, "form": form, "next": came_from(request)})
    response["HX-Retarget"] = f"#f-{found.id[:12]}"
    response["HX-Reswap"] = "innerHTML"
    return response


def _act_type(card: Card) -> str:
    return card.main.value if card.kind == "Act" else ""


def _by_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _back(request: HttpRequest, subject: str) -> str:
    wanted = came_from(request)
    return f"{wanted}#c-{subject[:12]}" if wanted else reverse("review:queue")
