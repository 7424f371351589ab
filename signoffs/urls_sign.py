"""Where somebody without an account signs, once."""

from django.urls import path

from signoffs import views_sign

app_name = "sign"
urlpatterns = [
    path("<slug:token>/", views_sign.sign_open, name="sign_open"),
    path("<slug:token>/evidence/<uuid:uid>/", views_sign.sign_evidence, name="sign_evidence"),
]
