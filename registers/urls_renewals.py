"""Renewals and their packs: each step has an address of its own."""

from django.urls import path

from registers import views_declaring, views_packs, views_steps
from registers import views_renewals as views

app_name = "renewals"
urlpatterns = [
    path("", views.renewal_list, name="renewal_list"),
    path("new/", views.renewal_new, name="renewal_new"),
    path("<uuid:uid>/", views.renewal_detail, name="renewal_detail"),
    path("<uuid:uid>/statements/", views_steps.renewal_statements, name="renewal_statements"),
    path("<uuid:uid>/statements/autosave/", views_steps.renewal_autosave, name="renewal_autosave"),
    path("<uuid:uid>/statements/<slug:box>/reuse/", views_steps.renewal_reuse, name="renewal_reuse"),
    path("<uuid:uid>/evidence/", views_steps.renewal_evidence, name="renewal_evidence"),
    path("<uuid:uid>/ask/", views_declaring.renewal_ask, name="renewal_ask"),
    path("<uuid:uid>/endorse/", views_declaring.renewal_endorse, name="renewal_endorse"),
    path("<uuid:uid>/declare/", views_declaring.renewal_declare, name="renewal_declare"),
    path("<uuid:uid>/withdraw/", views_declaring.renewal_withdraw, name="renewal_withdraw"),
    path("<uuid:uid>/reopen/", views_declaring.renewal_reopen, name="renewal_reopen"),
    path("<uuid:uid>/pack.<slug:ending>", views_packs.renewal_pack, name="renewal_pack"),
]
