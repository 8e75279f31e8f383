"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saksi import __version__


def site(_request: HttpRequest) -> dict[str, Any]:
    """Return the group's name and the version that made the page."""
    return {"group": settings.SAKSI.group, "version": __version__}
