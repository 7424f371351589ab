"""The review queue and the scoring screen."""

app_name = "review"
urlpatterns: list = []
