from django.urls import path

from skerry.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notice_list, name="list"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/read/", views.read, name="read"),
]

OUTBOX = (
    [
        path("dev/mail/", views.dev_mail_list, name="list"),
        path("dev/mail/<uuid:mail_id>/", views.dev_mail, name="mail"),
    ],
    "outbox",
)
