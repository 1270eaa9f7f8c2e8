from django.urls import path

from courses.quizzes.views import attempts, results
from courses.quizzes.views.staff import accommodations, corrections, marking, results_file, statistics
from courses.quizzes.views.staff import results as staff_results

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
    path("quizzes/<uuid:quiz_key>/results/csv/", results_file.results_csv, name="results_csv"),
    path("quizzes/<uuid:quiz_key>/results/<uuid:attempt_id>/", staff_results.attempt, name="staff_attempt"),
    path(
        "quizzes/<uuid:quiz_key>/results/<uuid:attempt_id>/<int:number>/override/",
        staff_results.override,
        name="override",
    ),
    path("quizzes/<uuid:quiz_key>/marking/", marking.marking, name="marking"),
    path("quizzes/<uuid:quiz_key>/marking/next/", marking.mark_next, name="mark_next"),
    path("quizzes/<uuid:quiz_key>/marking/<int:slot_id>/", marking.mark, name="mark"),
    path("quizzes/<uuid:quiz_key>/marking/<int:slot_id>/settle/", marking.settle, name="settle"),
    path("quizzes/<uuid:quiz_key>/corrections/", corrections.corrections, name="corrections"),
    path("quizzes/<uuid:quiz_key>/corrections/plan/<uuid:question_key>/", corrections.plan, name="plan_regrade"),
    path("quizzes/<uuid:quiz_key>/corrections/<uuid:regrade_id>/", corrections.regrade, name="regrade"),
    path("quizzes/<uuid:quiz_key>/accommodations/", accommodations.accommodations, name="accommodations"),
]
