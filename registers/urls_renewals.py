"""Renewals and their packs."""

app_name = "renewals"
urlpatterns: list = []
