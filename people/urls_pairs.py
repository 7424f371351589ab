"""A person's own supervision pairs."""

from django.urls import path

from people import views_own as views

app_name = "pairs"
urlpatterns = [
    path("", views.own_list, name="own_list"),
    path("<uuid:uid>/answer/", views.pair_answer, name="pair_answer"),
    path("<uuid:uid>/end/", views.pair_end, name="pair_end"),
]
