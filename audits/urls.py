"""The owner's side of the desk."""

from django.urls import path

from audits import views_handing

app_name = "audits"
urlpatterns = [
    path("", views_handing.overview, name="overview"),
    path("renewals/<uuid:uid>/hand-over/", views_handing.hand_over, name="hand_over"),
    path("packs/<uuid:uid>/", views_handing.handing_detail, name="handing_detail"),
    path("packs/<uuid:uid>/send-again/", views_handing.handing_resend, name="handing_resend"),
    path("packs/<uuid:uid>/take-back/", views_handing.handing_revoke, name="handing_revoke"),
    path("packs/<uuid:uid>/questions/<uuid:question>/", views_handing.remark_answer, name="remark_answer"),
]
