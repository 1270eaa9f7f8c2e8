from django.urls import path

from courses.programmes import views

app_name = "programmes"

urlpatterns = [
    path("learning/", views.learning, name="learning"),
]
