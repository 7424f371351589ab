"""The start page of each role."""

from django.urls import path

from home import views, views_deleted

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("deleted/", views_deleted.deleted_list, name="deleted_list"),
]
