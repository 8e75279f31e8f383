"""Keeps what members read out of the caches of the machines they read it on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]


def keep_no_copy(answer: Answer) -> Answer:
    """Make middleware that forbids to store any page made for somebody who signed in; letters are the same for all."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.user.is_authenticated and "immutable" not in response.get("Cache-Control", ""):
            patch_cache_control(response, no_store=True, private=True)
        return response

    return answered
