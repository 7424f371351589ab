"""Assessments: the trainee's and the setter's screens."""

from django.urls import path

from assessments import views_evidence, views_library, views_mine

app_name = "assessments"
urlpatterns = [
    path("", views_mine.assignment_list, name="assignment_list"),
    path("templates/", views_library.template_list, name="template_list"),
    path("templates/new/", views_library.template_new, name="template_new"),
    path("templates/<uuid:uid>/", views_library.template_detail, name="template_detail"),
    path("templates/<uuid:uid>/edit/", views_library.template_edit, name="template_edit"),
    path("templates/<uuid:uid>/copy/", views_library.template_copy, name="template_copy"),
    path("templates/<uuid:uid>/set/", views_library.template_set, name="template_set"),
    path("<uuid:uid>/", views_mine.assignment_detail, name="assignment_detail"),
    path("<uuid:uid>/evidence/<int:number>/", views_evidence.answer_evidence, name="answer_evidence"),
    path("<uuid:uid>/submit/", views_mine.assignment_submit, name="assignment_submit"),
]
