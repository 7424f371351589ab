"""The owner's webfolio."""

from django.urls import path

from portfolios import views, views_editing, views_history, views_hours, views_timeline

app_name = "portfolios"
urlpatterns = [
    path("", views.folio_home, name="folio_home"),
    path("timeline/", views_timeline.timeline_page, name="timeline_page"),
    path("sections/new/", views.section_new, name="section_new"),
    path("pages/<uuid:uid>/edit/", views_editing.page_edit, name="page_edit"),
    path("pages/<uuid:uid>/autosave/", views_editing.page_autosave, name="page_autosave"),
    path("pages/<uuid:uid>/preview/", views_editing.page_preview, name="page_preview"),
    path("pages/<uuid:uid>/publish/", views.page_publish, name="page_publish"),
    path("pages/<uuid:uid>/unpublish/", views.page_unpublish, name="page_unpublish"),
    path("pages/<uuid:uid>/history/", views_history.page_history, name="page_history"),
    path("pages/<uuid:uid>/history/<int:number>/", views_history.page_version, name="page_version"),
    path("pages/<uuid:uid>/history/<int:number>/changes/", views_history.page_compare, name="page_compare"),
    path("pages/<uuid:uid>/history/<int:number>/restore/", views_history.page_restore, name="page_restore"),
    path("pages/<uuid:uid>/hours/", views_hours.page_hours, name="page_hours"),
    path("pages/<uuid:uid>/move/", views.section_move, name="section_move"),
    path("pages/<uuid:uid>/remove/", views.section_remove, name="section_remove"),
]
