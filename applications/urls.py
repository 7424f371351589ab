"""The owner's applications, and those shared with a reader."""

from django.urls import path

from applications import views, views_files, views_links, views_moves, views_statement, views_supporters

app_name = "applications"
urlpatterns = [
    path("", views.application_list, name="application_list"),
    path("new/", views.application_new, name="application_new"),
    path("<uuid:uid>/", views.application_detail, name="application_detail"),
    path("<uuid:uid>/read/", views.application_read, name="application_read"),
    path("<uuid:uid>/route/", views.application_route, name="application_route"),
    path("<uuid:uid>/edition/", views.application_edition, name="application_edition"),
    path("<uuid:uid>/copy/", views_moves.application_copy, name="application_copy"),
    path("<uuid:uid>/delete/", views_moves.application_delete, name="application_delete"),
    path("<uuid:uid>/restore/", views_moves.application_restore, name="application_restore"),
    path("<uuid:uid>/send/", views_moves.application_send, name="application_send"),
    path("<uuid:uid>/reopen/", views_moves.application_reopen, name="application_reopen"),
    path("<uuid:uid>/outcome/", views_moves.application_outcome, name="application_outcome"),
    path("<uuid:uid>/application.<str:ending>", views_files.application_file, name="application_file"),
    path("<uuid:uid>/supporters/", views_supporters.supporter_list, name="supporter_list"),
    path(
        "<uuid:uid>/supporters/<uuid:supporter>/again/",
        views_supporters.supporter_again,
        name="supporter_again",
    ),
    path(
        "<uuid:uid>/supporters/<uuid:supporter>/revoke/",
        views_supporters.supporter_revoke,
        name="supporter_revoke",
    ),
    path("<uuid:uid>/links/<uuid:link>/", views_links.link_edit, name="link_edit"),
    path("<uuid:uid>/links/<uuid:link>/remove/", views_links.link_remove, name="link_remove"),
    path("<uuid:uid>/parts/<str:code>/", views_statement.statement_edit, name="statement_edit"),
    path("<uuid:uid>/parts/<str:code>/save/", views_statement.statement_autosave, name="statement_autosave"),
    path("<uuid:uid>/parts/<str:code>/link/", views_links.link_add, name="link_add"),
]
