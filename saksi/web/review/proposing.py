"""The page on which a rating or a place on the watchlist is proposed to the panel."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksi.assess.panel import Basis, Motion, State
from saksi.flows.proposals import propose as propose_rating
from saksi.model.errors import SaksiError, UsageError
from saksi.publish import labels, ratings
from saksi.store.panel import Said, propose_watch
from saksi.store.read import alerts
from saksi.store.read import panel as kept
from saksi.store.read.record import Record
from saksi.web.access import proposing, seen
from saksi.web.review.proposal_forms import RatingForm, WatchForm


@proposing
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a rating of a country, or that it goes on the watchlist or off; nothing is decided by it."""
    if code not in labels.countries():
        raise Http404
    record = seen(request)
    listing = alerts.listed(record, code)
    offered = [(one.id, f"{labels.benchmark(one.rule)}, {labels.date(one.period)}") for one in listing]
    rated, listed = RatingForm(prefix="rating"), WatchForm(offered, prefix="watch")
    if request.method == "POST" and request.POST.get("what") == "watch":
        listed = WatchForm(offered, data=request.POST, prefix="watch")
        done = listed.is_valid() and _taken(lambda: _watch(request, code, listed), listed, "reason")
    elif request.method == "POST":
        rated = RatingForm(data=request.POST, prefix="rating")
        done = rated.is_valid() and _taken(lambda: _rating(request, record, code, rated), rated, "cite")
    else:
        done = False
    if done:
        messages.success(request, _("Proposed, and open to votes of others."))
        return redirect("explore:rating", code=code)
    computed = ratings.latest(record, code)
    context = {"code": code, "rated": rated, "listed": listed, "computed": computed}
    status = 422 if request.method == "POST" else 200
    return render(request, "review/propose.html", context, status=status)


def _rating(request: HttpRequest, record: Record, code: str, form: RatingForm) -> None:
    given = form.cleaned_data
    if any(one.state is State.OPEN for one in kept.ratings(code, period=given["year"])):
        form.add_error("year", _("A proposal about this year is open: vote on it before another is made."))
        return
    said = Said(request.user.get_username(), datetime.now(UTC), given["reason"])
    propose_rating(code, given["year"], form.scores, said, settings.SAKSI.panel, given["cite"].split(), record)


def _watch(request: HttpRequest, code: str, form: WatchForm) -> None:
    given = form.cleaned_data
    if any(one.state is State.OPEN for one in kept.watchlist(code)):
        form.add_error("listed", _("A proposal about the watchlist is open: vote on it before another is made."))
        return
    basis = tuple(Basis("alert", one) for one in given["alerts"])
    said = Said(request.user.get_username(), datetime.now(UTC), given["reason"])
    propose_watch(code, Motion(settings.SAKSI.panel, listed=given["listed"] == "on", basis=basis), said)


def _taken(take: Callable[[], None], form: RatingForm | WatchForm, field: str) -> bool:
    """Propose; what was refused is said at the form, in the words of the page where it is what is cited."""
    try:
        take()
    except UsageError:
        form.add_error(field, _("Something here has no count or claim that you may see: look at the ids again."))
    except SaksiError as error:
        form.add_error(None, str(error))
    return form.is_valid()
