"""Every address of the application, slice by slice."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from saksi import __version__
from saksi.web import letters

urlpatterns = [
    path("account/", include("saksi.web.accounts.urls")),
    path("review/", include("saksi.web.review.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path(f"letters/{__version__}/faces.css", letters.stylesheet, name="letters"),
    path(f"letters/{__version__}/fonts/<slug:name>.woff2", letters.face, name="face"),
    path("", include("saksi.web.explore.urls")),
]
handler400 = "saksi.web.errors.bad_request"
handler500 = "saksi.web.errors.server_error"
