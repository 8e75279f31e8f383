"""Takes the decisions that forms send, and finds the way back to the page that sent them."""

from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from saksi.flows.decide import take
from saksi.model.types import Decision, Verdict

LONGEST = 1000


def decision(request: HttpRequest, subject: str, verdict: Verdict, value: str = "", reason: str = "") -> Decision:
    """Make a decision of whoever sent a request."""
    return Decision(subject, verdict, value, request.user.get_username(), datetime.now(UTC), reason.strip()[:LONGEST])


def write(request: HttpRequest, subject: str, verdict: Verdict, value: str = "", reason: str = "") -> None:
    """Take a decision; raises what `flows.decide.take` raises."""
    take(decision(request, subject, verdict, value, reason))


def came_from(request: HttpRequest) -> str:
    """Return the page to go back to; empty unless it is one of ours."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
