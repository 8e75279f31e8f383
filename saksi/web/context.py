"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saksi import __version__
from saksi.model.policy import Action
from saksi.publish import labels
from saksi.web.access import may


def identity() -> dict[str, Any]:
    """Return the group's name, the version that made the page, and the template that frames shared pages."""
    return {"group": settings.SAKSI.group, "version": __version__, "frame": "base.html", "languages": labels.LANGUAGES}


def site(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs, and whether the visitor may decide, and propose ratings."""
    known = hasattr(request, "user")  # a request that failed before the session was read has none
    can = {"can_review": Action.DECIDE, "can_propose": Action.PROPOSE}
    return {**identity(), **{name: known and may(request, action) for name, action in can.items()}}
