"""Assessments: the trainee's and the setter's screens."""

from django.urls import path

from assessments import views_autosave, views_evidence, views_files, views_keeping, views_library, views_mine

app_name = "assessments"
urlpatterns = [
    path("", views_mine.assignment_list, name="assignment_list"),
    path("templates/", views_library.template_list, name="template_list"),
    path("templates/new/", views_library.template_new, name="template_new"),
    path("templates/<uuid:uid>/", views_library.template_detail, name="template_detail"),
    path("templates/<uuid:uid>/edit/", views_library.template_edit, name="template_edit"),
    path("templates/<uuid:uid>/copy/", views_library.template_copy, name="template_copy"),
    path("templates/bring/", views_files.template_bring, name="template_bring"),
    path("templates/<uuid:uid>/template.json", views_files.template_file, name="template_file"),
    path("templates/<uuid:uid>/set/", views_library.template_set, name="template_set"),
    path("templates/<uuid:uid>/share/", views_keeping.template_share, name="template_share"),
    path("templates/<uuid:uid>/give/", views_keeping.template_give, name="template_give"),
    path("templates/<uuid:uid>/archive/", views_keeping.template_archive, name="template_archive"),
    path("templates/<uuid:uid>/restore/", views_keeping.template_restore, name="template_restore"),
    path("templates/<uuid:uid>/versions/", views_keeping.version_list, name="version_list"),
    path("templates/<uuid:uid>/versions/<int:number>/", views_keeping.version_detail, name="version_detail"),
    path("templates/<uuid:uid>/versions/<int:number>/use/", views_keeping.version_use, name="version_use"),
    path("<uuid:uid>/", views_mine.assignment_detail, name="assignment_detail"),
    path("<uuid:uid>/evidence/<int:number>/", views_evidence.answer_evidence, name="answer_evidence"),
    path("<uuid:uid>/save/", views_autosave.assignment_autosave, name="assignment_autosave"),
    path("<uuid:uid>/again/", views_mine.assignment_again, name="assignment_again"),
    path("<uuid:uid>/submit/", views_mine.assignment_submit, name="assignment_submit"),
]
