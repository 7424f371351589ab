"""The platform host: landing page and operators' console."""

app_name = "platform"
urlpatterns: list = []
