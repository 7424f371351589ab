"""In-app notices, and what people choose about their mail."""

from django.urls import path

from notices import views, views_calendar, views_mail

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("preferences/", views_mail.preferences, name="preferences"),
    path("calendar/", views_calendar.calendar_page, name="calendar"),
    path("calendar/<str:token>.ics", views_calendar.calendar_feed, name="calendar_feed"),
    path("unsubscribe/<str:token>/", views_mail.unsubscribe, name="unsubscribe"),
    path("<uuid:uid>/", views.notice_open, name="notice_open"),
]
