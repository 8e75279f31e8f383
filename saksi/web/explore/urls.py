"""Addresses of the pages that all may read."""

app_name = "explore"
urlpatterns: list[object] = []
