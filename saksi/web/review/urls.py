"""Addresses of the review."""

app_name = "review"
urlpatterns: list[object] = []
