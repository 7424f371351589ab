"""The owner's audiences and links."""

from django.urls import path

from sharing import views, views_comments, views_looking, views_privacy, views_reports

app_name = "sharing"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("links/<uuid:uid>/revoke/", views.link_revoke, name="link_revoke"),
    path("links/<uuid:uid>/passcode/", views.link_passcode, name="link_passcode"),
    path("comments/<uuid:uid>/", views_comments.comment_detail, name="comment_detail"),
    path("comments/<uuid:uid>/reply/", views_comments.comment_reply, name="comment_reply"),
    path("comments/<uuid:uid>/edit/", views_comments.comment_edit, name="comment_edit"),
    path("comments/<uuid:uid>/remove/", views_comments.comment_remove, name="comment_remove"),
    path("comments/<uuid:uid>/restore/", views_comments.comment_restore, name="comment_restore"),
    path("comments/<uuid:uid>/report/", views_reports.comment_report, name="comment_report"),
    path("privacy/", views_privacy.privacy_notice, name="privacy_notice"),
    path("privacy/edit/", views_privacy.privacy_edit, name="privacy_edit"),
    path("privacy/<int:number>/people/", views_privacy.privacy_people, name="privacy_people"),
    path("reports/", views_reports.report_list, name="report_list"),
    path("reports/<uuid:uid>/", views_reports.report_detail, name="report_detail"),
    path("reports/<uuid:uid>/read/", views_reports.report_read, name="report_read"),
    path("reports/<uuid:uid>/open/", views_reports.report_turn, {"name": "open"}, name="report_open"),
    path("reports/<uuid:uid>/hide/", views_reports.report_turn, {"name": "hide"}, name="report_hide"),
    path("reports/<uuid:uid>/settle/", views_reports.report_settle, name="report_settle"),
    path("<slug:kind>/<uuid:uid>/comments/", views_comments.comment_new, name="comment_new"),
    path("<slug:kind>/<uuid:uid>/comments/close/", views_comments.thread_close, name="thread_close"),
    path("<slug:kind>/<uuid:uid>/comments/open/", views_comments.thread_open, name="thread_open"),
    path("<slug:kind>/<uuid:uid>/as/", views_looking.item_as, name="item_as"),
    path("<slug:kind>/<uuid:uid>/findable/", views.item_findable, name="item_findable"),
    path("<slug:kind>/<uuid:uid>/", views.item_share, name="item_share"),
    path("<slug:kind>/<uuid:uid>/people/", views.person_name, name="person_name"),
    path("<slug:kind>/<uuid:uid>/people/<uuid:person>/remove/", views.person_remove, name="person_remove"),
    path("<slug:kind>/<uuid:uid>/links/", views.link_make, name="link_make"),
]
