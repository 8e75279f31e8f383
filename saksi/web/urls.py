"""Every address of the application, slice by slice."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("saksi.web.accounts.urls")),
    path("review/", include("saksi.web.review.urls")),
    path("", include("saksi.web.explore.urls")),
]
