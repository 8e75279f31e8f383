"""Addresses of the review."""

from django.urls import path

from saksi.web.review import pairs, panel, proposing, views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("claims/<slug:claim_id>/", views.claim, name="claim"),
    path("claims/<slug:claim_id>/decide/", views.decide, name="decide"),
    path("claims/<slug:claim_id>/accept-all/", views.accept_all, name="accept_all"),
    path("documents/<slug:sha256>/release/", views.release, name="release"),
    path("undo/<str:subject>/", views.undo, name="undo"),
    path("pairs/", pairs.pair_list, name="pairs"),
    path("pairs/<str:subject>/", pairs.pair, name="pair"),
    path("pairs/<str:subject>/judge/", pairs.judge, name="judge"),
    path("pairs/<str:subject>/split/<slug:entity>/", pairs.split, name="split"),
    path("ratings/<slug:code>/propose/", proposing.propose, name="propose"),
    path("ratings/<str:identity>/vote/", panel.vote, name="vote"),
    path("alerts/<slug:identity>/acknowledge/", panel.acknowledge, name="acknowledge"),
    path("decisions/", views.log, name="log"),
    path("another-look/", views.another, name="another"),
]
