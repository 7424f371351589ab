"""What a share link opens, and what is public."""

from django.urls import path

from sharing import views_reports, views_shared

app_name = "shared"
urlpatterns = [
    path("<slug:token>/", views_shared.shared_open, name="shared_open"),
    path("<slug:token>/passcode/", views_shared.shared_passcode, name="shared_passcode"),
    path("<slug:kind>/<uuid:uid>/", views_shared.item_open, name="item_open"),
    path("<slug:kind>/<uuid:uid>/report/", views_reports.item_report, name="item_report"),
]
