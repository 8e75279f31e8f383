"""Addresses of the pages that read the record."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from saksi.web.explore import rated, views
from saksi.web.explore.finding import search


class Hex(StringConverter):
    """A content hash: 32 hexadecimal digits for an entity, 64 for a document."""

    regex = "[0-9a-f]{32}(?:[0-9a-f]{32})?"


class Country(StringConverter):
    """An ISO 3166-1 alpha-2 code."""

    regex = "[A-Z]{2}"


register_converter(Hex, "hex")
register_converter(Country, "alpha2")

app_name = "explore"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search, name="search"),
    path("countries/", views.country_list, name="countries"),
    path("countries/<alpha2:code>/", views.country, name="country"),
    path("ratings/", rated.rating_list, name="ratings"),
    path("ratings/<alpha2:code>/", rated.rating, name="rating"),
    path("methods/", rated.method_list, name="methods"),
    path("methods/<slug:slug>.html", rated.method, name="method"),
    path("watchlist/", rated.watchlist, name="watchlist"),
    path("watchlist/feed/", rated.feed, name="alert_feed"),
    path("documents/", views.document_list, name="documents"),
    path("documents/<hex:sha256>/", views.document, name="document"),
    path("acts/", views.act_list, name="acts"),
    path("acts/<hex:identity>/", views.act, name="act"),
    path("cases/", views.case_list, name="cases"),
    path("cases/<hex:identity>/", views.case, name="case"),
    path("people/", views.named_list, {"kind": "Person"}, name="people"),
    path("people/<hex:identity>/", views.named, {"kind": "Person"}, name="person"),
    path("organisations/", views.named_list, {"kind": "Organisation"}, name="organisations"),
    path("organisations/<hex:identity>/", views.named, {"kind": "Organisation"}, name="organisation"),
    path("laws/", views.named_list, {"kind": "Law"}, name="laws"),
    path("laws/<hex:identity>/", views.named, {"kind": "Law"}, name="law"),
]
