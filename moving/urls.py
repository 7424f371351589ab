"""What comes from elsewhere, and what goes along with whoever leaves."""

from django.urls import path

from moving import views, views_categories

app_name = "moving"
urlpatterns = [
    path("", views.archive_list, name="archive_list"),
    path("archives/<uuid:uid>/", views.archive_detail, name="archive_detail"),
    path("archives/<uuid:uid>/record.zip", views.archive_file, name="archive_file"),
    path("archives/<uuid:uid>/prove/", views.archive_prove, name="archive_prove"),
    path("archives/<uuid:uid>/delete/", views.archive_delete, name="archive_delete"),
    path("proofs/", views.proof_rate, name="proof_rate"),
    path("proofs/<uuid:uid>/", views.proof_detail, name="proof_detail"),
    path("proofs/<uuid:uid>/report.<str:ending>", views.proof_file, name="proof_file"),
    path("record.schema.json", views.record_schema, name="record_schema"),
    path("categories/", views_categories.category_list, name="category_list"),
]
