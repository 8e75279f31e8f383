"""What holds for every answer: no copy of what members read is kept, and no page answers what none was made for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from saksi.model.policy import Role
from saksi.store.read.visibility import role_of
from saksi.web.access import visitor

Answer = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")


def keep_no_copy(answer: Answer) -> Answer:
    """Make middleware that forbids to store any page made for somebody who signed in or reads as a member."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if "immutable" in response.get("Cache-Control", ""):
            return response  # letters are the same for all
        if request.user.is_authenticated or role_of(visitor(request)) is not Role.READER:
            patch_cache_control(response, no_store=True, private=True)
        return response

    return answered


def take_few_methods(answer: Answer) -> Answer:
    """Make middleware that refuses every method but those that pages and forms of a browser use."""

    def answered(request: HttpRequest) -> HttpResponse:
        return answer(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return answered
