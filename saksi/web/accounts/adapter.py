"""Who may have an account, and where it leads."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from saksi.model.policy import Action
from saksi.web.access import may


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the group, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth names it
        """Refuse every sign-up."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead those who may decide to the queue, everybody else to the start."""
        return reverse("review:queue" if may(request, Action.DECIDE) else "explore:home")
