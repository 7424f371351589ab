"""The start page of each role."""

app_name = "home"
urlpatterns: list = []
