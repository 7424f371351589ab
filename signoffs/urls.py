"""The owner's side of sign-offs, and the page of a passed phone."""

from django.urls import path

from signoffs import views, views_here

app_name = "signoffs"
urlpatterns = [
    path("", views.request_list, name="request_list"),
    path("here/", views_here.here, name="here"),
    path("here/code/", views_here.here_code, name="here_code"),
    path("here/end/", views_here.here_end, name="here_end"),
    path("new/<slug:kind>/<uuid:uid>/", views.request_new, name="request_new"),
    path("<uuid:uid>/", views.request_detail, name="request_detail"),
    path("<uuid:uid>/again/", views.request_again, name="request_again"),
    path("<uuid:uid>/revoke/", views.request_revoke, name="request_revoke"),
    path("<uuid:uid>/pass/", views.request_pass, name="request_pass"),
]
