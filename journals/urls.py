"""The journal: the list, one entry, and what is saved while it is typed."""

from django.urls import path

from journals import views, views_autosave, views_list, views_sealing

app_name = "journals"
urlpatterns = [
    path("", views_list.entry_list, name="entry_list"),
    path("new/", views.entry_new, name="entry_new"),
    path("autosave/", views_autosave.entry_autosave, name="entry_autosave"),
    path("<uuid:uid>/", views.entry_detail, name="entry_detail"),
    path("<uuid:uid>/edit/", views.entry_edit, name="entry_edit"),
    path("<uuid:uid>/publish/", views.entry_publish, name="entry_publish"),
    path("<uuid:uid>/withdraw/", views.entry_withdraw, name="entry_withdraw"),
    path("<uuid:uid>/delete/", views.entry_delete, name="entry_delete"),
    path("<uuid:uid>/unseal/", views_sealing.entry_unseal, name="entry_unseal"),
    path("<uuid:uid>/restore/", views.entry_restore, name="entry_restore"),
]
