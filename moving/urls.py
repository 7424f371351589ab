"""What comes from elsewhere."""

from django.urls import path

from moving import views

app_name = "moving"
urlpatterns = [
    path("categories/", views.category_list, name="category_list"),
]
