"""Registrations and findings."""

app_name = "registers"
urlpatterns: list = []
