"""Assessments: the trainee's and the setter's screens."""

app_name = "assessments"
urlpatterns: list = []
