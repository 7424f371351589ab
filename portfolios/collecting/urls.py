"""Collections: the owner's screens, and each as others see it."""

from django.urls import path

from portfolios.collecting import views

app_name = "collections"
urlpatterns = [
    path("", views.collection_list, name="collection_list"),
    path("new/<slug:purpose>/", views.collection_new, name="collection_new"),
    path("<uuid:uid>/", views.collection_read, name="collection_read"),
    path("<uuid:uid>/edit/", views.collection_edit, name="collection_edit"),
    path("<uuid:uid>/pieces/", views.collection_pieces, name="collection_pieces"),
    path("<uuid:uid>/pieces/<uuid:thing>/move/", views.piece_move, name="piece_move"),
    path("<uuid:uid>/pieces/<uuid:thing>/remove/", views.piece_remove, name="piece_remove"),
    path("<uuid:uid>/delete/", views.collection_delete, name="collection_delete"),
    path("<uuid:uid>/restore/", views.collection_restore, name="collection_restore"),
]
