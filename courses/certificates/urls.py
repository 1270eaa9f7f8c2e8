from django.urls import path

from courses.certificates import views

app_name = "certificates"

urlpatterns = [
    path("certificates/", views.certificate_list, name="list"),
    path("certificates/<uuid:certificate_id>/", views.detail, name="detail"),
    path("certificates/<uuid:certificate_id>/name/", views.correct, name="correct"),
    path("certificates/<uuid:certificate_id>/pdf/", views.pdf, name="pdf"),
    path("verify/<uuid:certificate_id>/", views.verify, name="verify"),
]
