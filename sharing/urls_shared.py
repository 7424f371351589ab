"""What a share link opens."""

from django.urls import path

from sharing import views_shared

app_name = "shared"
urlpatterns = [path("<slug:token>/", views_shared.shared_open, name="shared_open")]
