"""Who may open which page: the policy table, applied to a request."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saksi.model.policy import Action, Role, Sensitivity, allowed
from saksi.publish import labels
from saksi.store.read.record import Record, moment, record
from saksi.store.read.visibility import role_of

View = Callable[..., HttpResponse]
_SAFE = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever sits at this machine and has not signed in; the setting `visitors` vouches for the role."""

    role: str
    is_authenticated: bool = True


def visitor(request: HttpRequest) -> Any:
    """Return the user, or the guest that the settings let in."""
    return request.user if request.user.is_authenticated else Guest(settings.SAKSI.visitors)


def seen(request: HttpRequest) -> Record:
    """Return the record as this visitor may see it."""
    return record(visitor(request))


def may(request: HttpRequest, action: Action, sensitivity: Sensitivity = Sensitivity.PUBLIC) -> bool:
    """Say whether the visitor's role allows an action; a guest decides on nothing."""
    if action is not Action.READ and not request.user.is_authenticated:
        return False
    return allowed(role_of(visitor(request)), action, sensitivity)


def reading(view: View) -> View:
    """Open a page that only shows something to everybody; what is on it depends on who looks.

    It shows the record of one moment: what is written meanwhile could bring words that the mask has not heard of.
    """

    @wraps(view)
    def at_one_moment(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visitor(request)  # an old login may have to be ended, and nothing is written within the moment
        with moment():
            return view(request, *args, **kwargs)

    opened: View = login_not_required(require_safe(at_one_moment))
    return opened


def deciding(view: View) -> View:
    """Open a page to those whose role may decide; a login is required by the middleware."""
    return _opened(view, Action.DECIDE)


def proposing(view: View) -> View:
    """Open a page to those whose role may propose ratings; a login is required by the middleware."""
    return _opened(view, Action.PROPOSE)


def _opened(view: View, action: Action) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request, action):
            roles = ", ".join(labels.house_role(role) for role in Role if allowed(role, action))
            refused = {
                Action.DECIDE: _("Decisions are for these roles: %(roles)s."),
                Action.PROPOSE: _("Proposals are for these roles: %(roles)s."),
            }
            raise PermissionDenied(refused[action] % {"roles": roles})
        with moment() if request.method in _SAFE else nullcontext():
            return view(request, *args, **kwargs)

    return checked
