"""The platform host: landing page and operators' console."""

from django.urls import path

from tenants import views, views_jobs

app_name = "platform"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("robots.txt", views.robots, name="robots"),
    path("operators/", views.institution_list, name="institution_list"),
    path("operators/sign-in/", views.operator_sign_in, name="operator_sign_in"),
    path("operators/sign-out/", views.operator_sign_out, name="operator_sign_out"),
    path("operators/password/", views.operator_password, name="operator_password"),
    path("operators/jobs/", views_jobs.job_list, name="job_list"),
    path("operators/jobs/act/", views_jobs.job_act, name="job_act"),
    path("operators/institutions/new/", views.institution_new, name="institution_new"),
    path("operators/institutions/<slug:slug>/", views.institution_detail, name="institution_detail"),
    path("operators/institutions/<slug:slug>/state/", views.institution_state, name="institution_state"),
]
