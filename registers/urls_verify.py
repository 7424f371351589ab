"""The public check of a pack."""

from django.urls import path

from registers import views_verify as views

app_name = "verify"
urlpatterns = [
    path("", views.code_form, name="code_form"),
    path("certificate.pem", views.certificate, name="certificate"),
    path("<str:code>/", views.code_check, name="code_check"),
]
