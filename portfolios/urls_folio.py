"""A webfolio as others see it."""

app_name = "folio"
urlpatterns: list = []
