"""The CPD log."""

app_name = "activities"
urlpatterns: list = []
