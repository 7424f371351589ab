"""The public check of a pack."""

app_name = "verify"
urlpatterns: list = []
