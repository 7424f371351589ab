"""In-app notices."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("<uuid:uid>/", views.notice_open, name="notice_open"),
]
