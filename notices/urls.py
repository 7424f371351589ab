"""In-app notices."""

app_name = "notices"
urlpatterns: list = []
