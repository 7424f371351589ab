"""The owner's audiences and links."""

from django.urls import path

from sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("links/<uuid:uid>/revoke/", views.link_revoke, name="link_revoke"),
    path("<slug:kind>/<uuid:uid>/", views.item_share, name="item_share"),
    path("<slug:kind>/<uuid:uid>/people/", views.person_name, name="person_name"),
    path("<slug:kind>/<uuid:uid>/people/<uuid:person>/remove/", views.person_remove, name="person_remove"),
    path("<slug:kind>/<uuid:uid>/links/", views.link_make, name="link_make"),
]
