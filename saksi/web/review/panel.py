"""What a panel sends: votes on proposals, and that an alert has been seen."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saksi.model.errors import SaksiError
from saksi.store import panel
from saksi.store.panel import Said
from saksi.store.read import alerts
from saksi.web.access import deciding, seen

LONGEST = 1000


@deciding
@require_POST
def vote(request: HttpRequest, identity: str) -> HttpResponse:
    """Vote on a proposal, with the reason."""
    held = panel.one(identity)
    if held is None:
        raise Http404
    try:
        panel.vote(identity, request.POST.get("side") == "for", _said(request))
    except SaksiError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Vote recorded."))
    return redirect("explore:rating", code=held.place)


@deciding
@require_POST
def acknowledge(request: HttpRequest, identity: str) -> HttpResponse:
    """Say that an alert has been seen, and whether it was founded."""
    if identity not in {one.id for one in alerts.listed(seen(request))}:
        raise Http404
    try:
        panel.acknowledge(identity, _said(request), founded=request.POST.get("founded") != "no")
    except SaksiError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Alert acknowledged."))
    return redirect("explore:watchlist")


def _said(request: HttpRequest) -> Said:
    return Said(request.user.get_username(), datetime.now(UTC), request.POST.get("reason", "")[:LONGEST])
