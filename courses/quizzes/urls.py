from django.urls import path

from courses.quizzes.views import attempts, results
from courses.quizzes.views.staff import results as staff_results
from courses.quizzes.views.staff import statistics

app_name = "quizzes"

urlpatterns = [
    path("attempts/start/<uuid:quiz_key>/", attempts.start, name="start"),
    path("attempts/<uuid:attempt_id>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/answers/", attempts.answer, name="answer"),
    path("attempts/<uuid:attempt_id>/finish/", attempts.finish, name="finish"),
    path("attempts/<uuid:attempt_id>/result/", results.result, name="result"),
    path("attempts/files/<uuid:file_id>/", attempts.file, name="file"),
    path("quizzes/<uuid:quiz_key>/results/", staff_results.results, name="staff"),
    path("quizzes/<uuid:quiz_key>/statistics/", statistics.statistics, name="statistics"),
    path("quizzes/<uuid:quiz_key>/statistics/<uuid:slot_key>/", statistics.question, name="statistics_question"),
    path("quizzes/<uuid:quiz_key>/statistics.csv", statistics.file, {"ending": "csv"}, name="statistics_csv"),
    path("quizzes/<uuid:quiz_key>/statistics.xlsx", statistics.file, {"ending": "xlsx"}, name="statistics_xlsx"),
]
