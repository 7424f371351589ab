"""What comes from elsewhere, and what goes along with whoever leaves."""

from django.urls import path

from moving import views, views_categories, views_leaving, views_transfers

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
    path("transfers/", views_transfers.transfer_list, name="transfer_list"),
    path("transfers/<uuid:uid>/", views_transfers.transfer_detail, name="transfer_detail"),
    path("transfers/<uuid:uid>/cancel/", views_transfers.transfer_cancel, name="transfer_cancel"),
    path("transfers/<uuid:uid>/claim/", views_transfers.transfer_claim, name="transfer_claim"),
    path("transfers/<uuid:uid>/answer/", views_transfers.transfer_answer, name="transfer_answer"),
    path("transfers/<uuid:uid>/refuse/", views_transfers.transfer_refuse, name="transfer_refuse"),
    path("arrivals/", views_transfers.arrival_list, name="arrival_list"),
    path("leaving/", views_leaving.leaving, name="leaving"),
    path("leaving/leave/", views_leaving.leaving_leave, name="leaving_leave"),
    path("leaving/back/", views_leaving.leaving_back, name="leaving_back"),
    path("leaving/<str:kind>/", views_leaving.leaving_items, name="leaving_items"),
    path("categories/", views_categories.category_list, name="category_list"),
]
