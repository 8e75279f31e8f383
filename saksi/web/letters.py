"""Serves the letters of the pages (see `saksi.publish.fonts`)."""

from django.http import Http404, HttpRequest, HttpResponse

from saksi.publish import fonts
from saksi.web.access import reading

KEPT = "public, max-age=31536000, immutable"  # the address carries the version


@reading
def stylesheet(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """Answer with the rules that name the faces."""
    return _kept(HttpResponse(fonts.stylesheet(), content_type="text/css; charset=utf-8"))


@reading
def face(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """Answer with one face."""
    if name not in fonts.FACES:
        raise Http404
    return _kept(HttpResponse(fonts.woff2(name), content_type="font/woff2"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
