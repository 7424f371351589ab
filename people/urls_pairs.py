"""A person's own supervision pairs."""

app_name = "pairs"
urlpatterns: list = []
