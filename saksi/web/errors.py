"""The pages of a wrong request and of a fault of ours, in the look of the house and in the visitor's language."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from saksi.web.context import identity


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """Answer 400; the page asks the store for nothing."""
    return _plain("400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """Answer 500; the page asks the store for nothing, since the store may be what failed."""
    return _plain("500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template, {**identity(), "LANGUAGE_CODE": get_language()}), status=status)
