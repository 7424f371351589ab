"""The owner's audiences and links."""

app_name = "sharing"
urlpatterns: list = []
