"""The owner's webfolio."""

from django.urls import include, path

from portfolios import views, views_editing, views_history, views_hours, views_timeline
from portfolios.copying import views as copying
from portfolios.templating import views as templating

app_name = "portfolios"
urlpatterns = [
    path("", views.folio_home, name="folio_home"),
    path("timeline/", views_timeline.timeline_page, name="timeline_page"),
    path("begin/", templating.folio_begin, name="folio_begin"),
    path("templates/", include("portfolios.templating.urls")),
    path("copy/", copying.copy_new, name="copy_new"),
    path("copies/", copying.copy_list, name="copy_list"),
    path("copies/<uuid:uid>/", copying.copy_detail, name="copy_detail"),
    path("copies/<uuid:uid>/undo/", copying.copy_undo, name="copy_undo"),
    path("copied/", copying.copied_list, name="copied_list"),
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
