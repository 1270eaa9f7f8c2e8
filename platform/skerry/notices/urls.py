from django.urls import path

from skerry.notices import views

app_name = "notices"

urlpatterns = [
    path("dev/mail/", views.dev_mail_list, name="dev_mail_list"),
    path("dev/mail/<uuid:mail_id>/", views.dev_mail, name="dev_mail"),
]
