"""The owner's audiences and links."""

from django.urls import path

from sharing import views, views_comments

app_name = "sharing"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("links/<uuid:uid>/revoke/", views.link_revoke, name="link_revoke"),
    path("comments/<uuid:uid>/", views_comments.comment_detail, name="comment_detail"),
    path("comments/<uuid:uid>/reply/", views_comments.comment_reply, name="comment_reply"),
    path("comments/<uuid:uid>/edit/", views_comments.comment_edit, name="comment_edit"),
    path("comments/<uuid:uid>/remove/", views_comments.comment_remove, name="comment_remove"),
    path("comments/<uuid:uid>/restore/", views_comments.comment_restore, name="comment_restore"),
    path("<slug:kind>/<uuid:uid>/comments/", views_comments.comment_new, name="comment_new"),
    path("<slug:kind>/<uuid:uid>/comments/close/", views_comments.thread_close, name="thread_close"),
    path("<slug:kind>/<uuid:uid>/comments/open/", views_comments.thread_open, name="thread_open"),
    path("<slug:kind>/<uuid:uid>/", views.item_share, name="item_share"),
    path("<slug:kind>/<uuid:uid>/people/", views.person_name, name="person_name"),
    path("<slug:kind>/<uuid:uid>/people/<uuid:person>/remove/", views.person_remove, name="person_remove"),
    path("<slug:kind>/<uuid:uid>/links/", views.link_make, name="link_make"),
]
