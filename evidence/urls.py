"""Private files, links and references."""

app_name = "evidence"
urlpatterns: list = []
