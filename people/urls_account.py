"""A person's own account, before the sign-in library's addresses."""

from django.urls import path

from people import views_own as views

urlpatterns = [
    path("", views.profile, name="account_profile"),
    path("email/", views.email_redirect),
    path("email-change/", views.email_change_ask, name="account_email_change_ask"),
    path("email-change/<str:token>/", views.email_change, name="account_email_change"),
    path("tokens/<uuid:uid>/revoke/", views.token_revoke, name="account_token_revoke"),
]
