"""Renewals and their packs."""

from django.urls import path

from registers import views_packs
from registers import views_renewals as views

app_name = "renewals"
urlpatterns = [
    path("", views.renewal_list, name="renewal_list"),
    path("new/", views.renewal_new, name="renewal_new"),
    path("<uuid:uid>/", views.renewal_detail, name="renewal_detail"),
    path("<uuid:uid>/declare/", views.renewal_declare, name="renewal_declare"),
    path("<uuid:uid>/withdraw/", views.renewal_withdraw, name="renewal_withdraw"),
    path("<uuid:uid>/ask/", views.renewal_ask, name="renewal_ask"),
    path("<uuid:uid>/endorse/", views.renewal_endorse, name="renewal_endorse"),
    path("<uuid:uid>/pack.<slug:ending>", views_packs.renewal_pack, name="renewal_pack"),
]
