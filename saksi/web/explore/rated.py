"""Pages of ratings, of the watchlist and of alerts, and the feed of alerts."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from saksi.assess.triggers import Crossing
from saksi.flows.alerts import replays
from saksi.model.types import Verdict
from saksi.publish import labels, methods, ratings
from saksi.store.read import alerts
from saksi.store.read.alerts import Shown
from saksi.web.access import reading, seen
from saksi.web.paging import leaf

FEED = 50
"""Alerts in the feed, the latest first."""


@reading
def rating_list(request: HttpRequest) -> HttpResponse:
    """List the countries that were rated or computed."""
    found = ratings.lines(seen(request), lambda code: reverse("explore:rating", args=[code]))
    return render(request, "record/ratings.html", {"lines": found})


@reading
def rating(request: HttpRequest, code: str) -> HttpResponse:
    """Show the card of a country."""
    card = ratings.card(seen(request), code)
    if card is None:
        raise Http404
    context = {
        "card": card,
        "commands": True,
        "ratings_to": reverse("explore:ratings"),
        "methods": methods.links(_address, methods.OF_RATINGS),
    }
    return render(request, "record/rating.html", context)


@reading
def method_list(request: HttpRequest) -> HttpResponse:
    """List the pages of methods."""
    return render(request, "record/methods.html", {"methods": methods.links(_address)})


@reading
def method(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how something is made."""
    found = methods.method(slug)
    if found is None:
        raise Http404
    return render(request, "record/method.html", {"method": found, "methods_to": reverse("explore:methods")})


def _address(slug: str) -> str:
    return reverse("explore:method", args=[slug])


@reading
def watchlist(request: HttpRequest) -> HttpResponse:
    """Show the watchlist, the alerts that the visitor may see, and what each benchmark is worth."""
    record = seen(request)
    found = leaf(alerts.listed(record), request.GET.get("page", ""))
    context = {
        "listed": sorted(ratings.on_watch(), key=labels.country),
        "leaf": found,
        "told": [_told(one) for one in found.items],
        "replays": replays(record, localdate()),
    }
    return render(request, "explore/watchlist.html", context)


@reading
def feed(request: HttpRequest) -> HttpResponse:
    """Give the latest alerts that the visitor may see as an Atom feed."""
    page = request.build_absolute_uri(reverse("explore:watchlist"))
    made = Atom1Feed(f"{settings.SAKSI.group}: {_('Alerts')}", page, _("Watchlist and alerts"))
    for one in alerts.listed(seen(request))[:FEED]:
        day = Crossing(one.rule, one.place, one.period, one.value, one.threshold).day
        made.add_item(
            title=f"{labels.country(one.place)}: {labels.benchmark(one.rule)}",
            link=f"{page}#a-{one.id[:12]}",
            description=f"{one.period}: {one.value:g} ({one.threshold:g})",
            unique_id=f"urn:saksi:alert:{one.id}",
            updateddate=datetime.combine(day, time(), UTC),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _told(one: Shown) -> dict[str, Any]:
    said = [{"founded": d.verdict is Verdict.ACCEPT, "reason": d.reason, "at": d.at} for d in one.seen]
    percent, least = (round(100 * number) for number in (one.value, one.threshold))
    own = {name: getattr(one, name) for name in ("id", "rule", "place", "period", "value", "threshold", "counts")}
    return own | {
        "missed": one.missed,
        "acts": one.acts,
        "seen": said,
        "percent": percent,
        "from_percent": least,
    }
