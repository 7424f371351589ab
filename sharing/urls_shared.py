"""What a share link opens."""

app_name = "shared"
urlpatterns: list = []
