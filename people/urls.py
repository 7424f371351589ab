"""People, for institution admins."""

app_name = "people"
urlpatterns: list = []
