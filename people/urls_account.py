"""A person's own account, before allauth's addresses."""

urlpatterns: list = []
