"""Journal entries."""

app_name = "journals"
urlpatterns: list = []
