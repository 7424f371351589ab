"""The owner's side of the desk, draws, mock audits and blind reviews."""

from django.urls import path

from audits import views_draws, views_handing, views_mocks, views_reviews

app_name = "audits"
urlpatterns = [
    path("mock/new/", views_mocks.mock_new, name="mock_new"),
    path("mock/<uuid:uid>/", views_mocks.mock_detail, name="mock_detail"),
    path("mock/<uuid:uid>/delete/", views_mocks.mock_delete, name="mock_delete"),
    path("mock/<uuid:uid>/ask/", views_reviews.review_ask, name="review_ask"),
    path("reviews/", views_reviews.review_list, name="review_list"),
    path("reviews/offer/", views_reviews.review_volunteer, name="review_volunteer"),
    path("reviews/<uuid:uid>/", views_reviews.review_detail, name="review_detail"),
    path("reviews/<uuid:uid>/accept/", views_reviews.review_accept, name="review_accept"),
    path("reviews/<uuid:uid>/decline/", views_reviews.review_decline, name="review_decline"),
    path("reviews/<uuid:uid>/withdraw/", views_reviews.review_withdraw, name="review_withdraw"),
    path("reviews/<uuid:uid>/thank/", views_reviews.review_thank, name="review_thank"),
    path("draws/", views_draws.draw_list, name="draw_list"),
    path("draws/new/", views_draws.draw_new, name="draw_new"),
    path("draws/<uuid:uid>/", views_draws.draw_detail, name="draw_detail"),
    path("draws/<uuid:uid>/draw/", views_draws.draw_draw, name="draw_draw"),
    path("draws/<uuid:uid>/ids.txt", views_draws.draw_ids, name="draw_ids"),
    path("", views_handing.overview, name="overview"),
    path("renewals/<uuid:uid>/hand-over/", views_handing.hand_over, name="hand_over"),
    path("packs/<uuid:uid>/", views_handing.handing_detail, name="handing_detail"),
    path("packs/<uuid:uid>/send-again/", views_handing.handing_resend, name="handing_resend"),
    path("packs/<uuid:uid>/take-back/", views_handing.handing_revoke, name="handing_revoke"),
    path("packs/<uuid:uid>/questions/<uuid:question>/", views_handing.remark_answer, name="remark_answer"),
]
