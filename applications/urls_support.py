"""Where a supporter comments, once, without an account."""

from django.urls import path

from applications import views_support

app_name = "support"
urlpatterns = [path("<slug:token>/", views_support.support_open, name="support_open")]
