"""The registrar's desk: one link, one pack."""

from django.urls import path

from audits import views_desk

app_name = "desk"
urlpatterns = [
    path("<slug:token>/", views_desk.desk_open, name="desk_open"),
    path("<slug:token>/ask/", views_desk.desk_ask, name="desk_ask"),
    path("<slug:token>/questions/<uuid:uid>/", views_desk.desk_reply, name="desk_reply"),
    path("<slug:token>/decide/", views_desk.desk_decide, name="desk_decide"),
    path("<slug:token>/pack.<slug:ending>", views_desk.desk_pack, name="desk_pack"),
    path("<slug:token>/evidence/<uuid:uid>/", views_desk.desk_evidence, name="desk_evidence"),
]
