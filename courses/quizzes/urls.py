from django.urls import path

from courses.quizzes.views import attempts

app_name = "quizzes"

urlpatterns = [
    path("attempts/start/<uuid:quiz_key>/", attempts.start, name="start"),
    path("attempts/<uuid:attempt_id>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/answers/", attempts.answer, name="answer"),
    path("attempts/<uuid:attempt_id>/finish/", attempts.finish, name="finish"),
    path("attempts/<uuid:attempt_id>/result/", attempts.result, name="result"),
]
