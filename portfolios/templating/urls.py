"""Templates of webfolios, within the addresses of the webfolio."""

from django.urls import path

from portfolios.templating import views, views_page

urlpatterns = [
    path("", views.template_list, name="template_list"),
    path("<uuid:uid>/", views.template_detail, name="template_detail"),
    path("<uuid:uid>/copy/", views.template_copy, name="template_copy"),
    path("<uuid:uid>/rename/", views.template_rename, name="template_rename"),
    path("<uuid:uid>/delete/", views.template_delete, name="template_delete"),
    path("<uuid:uid>/pages/new/", views.template_page_new, name="template_page_new"),
    path("<uuid:uid>/pages/<uuid:page>/edit/", views_page.template_page_edit, name="template_page_edit"),
    path("<uuid:uid>/pages/<uuid:page>/remove/", views.template_page_remove, name="template_page_remove"),
]
