"""The owner's webfolio."""

app_name = "portfolios"
urlpatterns: list = []
